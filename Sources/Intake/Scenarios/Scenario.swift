import Foundation
import Model

/// 情景. A named set of changes of some lists, and the lists that they give.
public struct Scenario: Sendable {
  /// One change, with the step of its grid where it has one.
  public struct Change: Sendable, Hashable, Codable {
    /// The key of the list, such as `funds`; empty for the objective.
    public var list: String
    /// The items, as the file names them; people by their ids.
    public var item: String
    /// The keys of the columns, divided by `;`; or `new`, `remove`, `table` or `objective`.
    public var change: String
    /// The new content, or the change of the old; ``personal`` in personal columns.
    public var value: String
    /// Why; for readers only.
    public var note: String
    /// What the first column of the changed rows holds: ids in a list with ids.
    public var items: [String] = []

    /// What stands for values of personal columns.
    public static let personal = "***"
  }

  /// What all changes of a scenario are about, where that is one thing.
  public enum Subject: Sendable, Hashable {
    /// One fund: its rows in the lists of funds.
    case fund(FundID)
    /// One column of a list, such as the floors of needs, or the rows of a list that are added and removed.
    case column(ListName, String)
  }

  /// The name: an id, which a folder can be named after.
  public let name: String
  /// The changes, in their order.
  public let changes: [Change]
  /// What the policy maximises, as its key; nil where the scenario does not say.
  public let objective: String?
  /// The lists with the changes. They are as if somebody had edited the files by hand.
  public let folder: ListsFolder

  /// The one fund or the one column that all changes are about; nil if they are about several, or about the objective.
  public var subject: Subject? {
    let ofFunds: Set = [ListName.funds, .fundReleases, .fundMatching, .fundSetAsides]
    let lists = Set(changes.compactMap { ListName(rawValue: $0.list) })
    let items = Set(changes.flatMap(\.items))
    guard !changes.isEmpty, changes.allSatisfy({ !$0.list.isEmpty }) else { return nil }
    if lists.isSubset(of: ofFunds), items.count == 1, changes.allSatisfy({ !$0.items.isEmpty }) {
      return .fund(FundID(items.first!))
    }
    let kinds = Set(changes.map(\.change))
    guard lists.count == 1, kinds.count == 1, !kinds.first!.contains(";") else { return nil }
    // Items that come or go are no rule.
    let isOfItems = TableSchema.of(lists.first!).id != nil && ["new", "remove", "table"].contains(kinds.first!)
    return isOfItems ? nil : .column(lists.first!, kinds.first!)
  }

  /// The name that stands for the lists without changes.
  public static let base = "base"
  /// Names that no scenario may have, in lower case.
  static let reserved: Set = [base, "基准", "comparison"]
  /// The most scenarios that a file may give, the steps of grids included.
  public static let most = 1000
}

/// The scenarios of a file.
public struct ScenarioFile: Sendable {
  /// The scenarios in the order of the file, the steps of a grid in theirs.
  public let scenarios: [Scenario]
  /// Findings that do not prevent the file from being used.
  public let warnings: [Finding]
}

/// Reads scenarios of some lists from a CSV file, or from a JSON file, which is a list of objects with the same columns.
///
/// Each scenario's lists are read and checked as lists of a folder are.
/// - Parameters:
///   - path: The file. Other tables that it names lie beside it.
///   - lists: The lists that the scenarios change, which hold together.
/// - Throws: ``Findings`` with every error of every scenario.
/// - Complexity: O(scenarios × cells of the lists).
public func readScenarios(_ path: String, of lists: ListsFolder) throws(Findings) -> ScenarioFile {
  guard let data = fileContents(path) else {
    throw Findings(
      Finding(
        "file-unreadable", file: path, expected: Bilingual("可以读取的情景文件", "a file of scenarios that can be read"),
        mend: Bilingual("请检查路径", "check the path")))
  }
  var findings: [Finding] = []
  guard let table = scenarioTable(data, file: path, findings: &findings) else {
    throw Findings(findings) ?? Findings(noHeader(path))
  }
  var reader = ScenarioReader(lists, file: path, findings)
  let scenarios = reader.scenarios(of: table)
  if let refusal = Findings(reader.findings) { throw refusal }
  return ScenarioFile(scenarios: scenarios, warnings: reader.findings.inOrder)
}
