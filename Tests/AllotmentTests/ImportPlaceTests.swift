import Foundation
import Intake
import Model
import Testing

/// A finding about lists made from a table names the file that the user wrote: the table, or the profile.
@Suite struct ImportPlaceTests {
  private static let profile = """
    name = p
    [places]
    id = column 村
    [categories]
    id = text 道路
    [needs]
    id = column 编号
    place = column 去处
    category = column 类
    quantity = column 数量
    from = column 日期
    [funds]
    id = column 资金
    amount = sum 金额

    """

  private func refused(
    _ rows: String, _ change: (String, String) = ("", ""), file: String = "t.csv"
  ) throws -> [String] {
    let text = change.0.isEmpty ? Self.profile : Self.profile.replacingOccurrences(of: change.0, with: change.1)
    let profile = try Profile(parsing: text, file: "p.profile")
    do throws(Findings) {
      let table = "编号,村,去处,类,数量,日期,资金,金额\n" + rows
      _ = try importTable(Data(table.utf8), file: file, profile: profile)
    } catch {
      return error.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" }
    }
    return []
  }

  @Test func badCellsOfEveryKindAreNamedInTheTable() throws {
    let good = "N1,V,V,道路,1,2026-03-01,F,5\n"
    #expect(try refused(good) == [])
    for (row, found) in [
      (",V,V,道路,1,,F,5", "3:1 cell-missing "), ("N2,V,V,桥梁,1,,F,5", "3:4 reference-dangling 桥梁"),
      ("N2,V,W,道路,1,,F,5", "3:3 reference-dangling W"), ("N2,V,V,道路,x,,F,5", "3:5 number-malformed x"),
      ("N2,V,V,道路,-1,,F,5", "3:5 quantity-negative -1"), ("N2,V,V,道路,1,2026-3-,F,5", "3:6 date-malformed 2026-3-"),
      ("N1,V,V,道路,2,2026-03-01,F,5", "3:5 rows-differ 2"),
      ("N2,V,V,道路,1,,F,1e20", "3:8 money-malformed 1e20"),
      ("N2,V,V,道路,1,,F,1000000000000", "3:8 money-overflow 1000000000000"),
      ("N2;3,V,V,道路,1,,F,5", "3:1 id-malformed N2;3"), ("N2,V,V,道路,1,,F,5,6", "3:9 row-ragged 6"),
      ("N2,V,V,道路,1,,F", "3:8 row-ragged "), ("N2,V,V,,1,,F,5", "3:4 cell-missing "),
    ] { #expect(try refused(good + row + "\n") == ["t.csv:\(found)"], "\(row)") }
    // Each row without an id lacks it.
    #expect(
      try refused(",V,V,道路,1,,F,5\n,V,V,道路,1,,F,5\n") == ["t.csv:2:1 cell-missing ", "t.csv:3:1 cell-missing "])
    // A table may have the name of a list.
    #expect(try refused(good + "N2,V,W,道路,1,,F,5\n", file: "needs.csv") == ["needs.csv:3:3 reference-dangling W"])
    #expect(try refused(good + "N2,V,W,道路,1,,F,5\n", file: "funds.csv") == ["funds.csv:3:3 reference-dangling W"])
  }

  @Test func whatTheProfileCausesIsNamedInTheProfile() throws {
    let good = "N1,V,V,道路,1,2026-03-01,F,5\nN2,V,V,道路,1,,F,5\n"
    #expect(try refused(good, ("quantity = column 数量", "quantity = text x")) == ["p.profile:10:12 number-malformed x"])
    #expect(try refused(good, ("place = column 去处", "place = text W")) == ["p.profile:8:9 reference-dangling W"])
    #expect(try refused(good, ("name = p\n", "name = p\ncurrency = \n")) == ["p.profile:2:12 profile-malformed "])
    #expect(
      try refused(good, ("amount = sum 金额", "amount = sum 金额\nfrom = text 2026-05-01\nto = text 2026-04-01")) == [
        "p.profile:16:6 period-reversed 2026-04-01"
      ])
  }
}
