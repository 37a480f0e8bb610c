import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

private let shared = repository.deletingLastPathComponent().appending(path: "shared/data")

private func imported(_ profile: String, _ table: String, _ settings: [String: String] = [:]) throws -> [String: String]
{
  try importTable(
    Data(table.utf8), file: "table.csv", profile: Profile(parsing: profile, file: "p"), settings: settings
  ).files
}

@Suite struct ProfileTests {
  static let grants = """
    name = grants
    unit = 万元
    missing = -
    parameter year = 2025
    filter 年度 = {year}
    [codes kinds]
    1 = 道路
    [funds]
    id = column 资金 as id
    name = column 资金
    amount = sum 金额
    categories = column 类 via kinds
    only where = amount
    """

  @Test func rowsOfOneItemAreSummedInTheirUnit() throws {
    let files = try imported(
      Self.grants, "年度,资金,类,金额\n2025,路#灯,1,1.5\n2025,路#灯,1,2\n2025,空,2,-\n2024,路#灯,1,9\n")
    #expect(files["funds.csv"] == "id,name,amount,categories\n路-灯,路#灯,35000,道路\n")
    let other = try imported(Self.grants, "年度,资金,类,金额\n2024,水,2,9\n", ["year": "2024"])
    #expect(other["funds.csv"] == "id,name,amount,categories\n水,水,90000,2\n")
  }

  @Test func anAmountThatCannotBeReadIsAFindingWithItsPlace() throws {
    let read = Result { try imported(Self.grants, "年度,资金,类,金额\n2025,路,1,-3\n2025,路,1,x\n") }
    guard case .failure(let error as Findings) = read else { throw CocoaError(.featureUnsupported) }
    #expect(error.all.map(\.code) == ["money-negative", "money-malformed"])
    #expect(error.all.map(\.line) == [2, 3] && error.all.map(\.column) == [4, 4])
  }

  @Test func everyLineThatSaysNothingIsAFinding() {
    let text = "nam = x\n[funds]\nidd = text 1\nid = txt 1\nname = column a via none\n[found]\n"
    let read = Result { try Profile(parsing: text, file: "p") }
    guard case .failure(let findings as Findings) = read else {
      Issue.record("read")
      return
    }
    #expect(findings.all.map(\.line) == [0, 1, 2, 3, 4, 5, 6])
  }

  /// The requests of the boards as published, with quotes and with geometries of a megabyte.
  @Test func theBoardsRequestsBecomeNeeds() throws {
    let profile = try #require(Profile.shipped.first { $0.name == "nyc-board-requests" })
    let data = try Data(contentsOf: shared.appending(path: "cbbr/cbbr_export_fy2024.csv"))
    let files = try importTable(data, file: "cbbr", profile: profile).files
    #expect(files["needs.csv"]?.split(separator: "\n").count == 1974)
    #expect(files["places.csv"]?.split(separator: "\n").count == 60)
  }
}
