import Foundation
import Model

/// How a department's own table maps to lists: which rows count, and from which columns each list is made.
///
/// The text has one `key = value` a line; `#` begins a comment. Before the first section stand what holds for the whole
/// table: `filter COLUMN = VALUE` keeps rows (and may repeat), `parameter NAME = DEFAULT` may stand as `{NAME}` in other
/// values. A section `[LIST]` says how each column of one list is filled (``Source``); rows that agree in what names an
/// item are one item, whose amounts are summed. `[codes NAME]` translates a department's codes. docs/profiles.md has more.
public struct Profile: Sendable {
  /// Where a cell comes from.
  enum Source: Sendable {
    /// `text VALUE`: the same in every row.
    case text(String)
    /// `column NAME`, `column NAME via CODES`, `column NAME as id`.
    case column(String, codes: String?, isIdentifier: Bool)
    /// `sum NAME`, `sum NAME negative as nothing`: over the rows of one item.
    case sum(String, ignoresNegative: Bool)

    var column: String? {
      switch self {
      case .text: nil
      case .column(let name, _, _), .sum(let name, _): name
      }
    }
  }

  /// How one list is made.
  struct ListRule: Sendable {
    let list: String
    var cells: [(key: String, source: Source)] = []
    /// `only where = KEY`: items whose sum is nothing are left out.
    var onlyWhere: String?
    /// `only in = LIST.KEY`: items are left out that no row of another list names.
    var onlyIn: (list: String, key: String)?
  }

  public private(set) var values: [String: String] = [:]
  public private(set) var parameters: [String: String] = [:]
  private(set) var filters: [(column: String, value: String)] = []
  private(set) var codes: [String: [String: String]] = [:]
  /// In the order in which they stand.
  private(set) var lists: [ListRule] = []

  public var name: String { values["name"] ?? "" }

  static let keys = ["name", "title", "currency", "digits", "separator", "missing", "unit"]

  /// - Throws: ``Findings`` for bytes that are no text, and for every line that says nothing we know.
  public init(reading data: Data, file: String) throws(Findings) {
    try self.init(parsing: String(decoding: textBytes(of: data, file: file), as: UTF8.self), file: file)
  }

  /// - Throws: ``Findings`` for every line that says nothing we know, with its line.
  public init(parsing text: String, file: String) throws(Findings) {
    var reader = ProfileReader(file: file)
    reader.read(text)
    if let refusal = Findings(reader.findings) { throw refusal }
    (values, parameters, filters) = (reader.values, reader.parameters, reader.filters)
    (codes, lists) = (reader.codes, reader.lists)
  }

  /// The profiles that come with allot.
  public static let shipped: [Profile] = [
    PackageResources.baltimore_cip_profile, PackageResources.nyc_board_requests_profile,
  ].map { bytes in
    guard let profile = try? Profile(parsing: String(decoding: bytes, as: UTF8.self), file: "profile") else {
      preconditionFailure("a profile that ships does not parse")
    }
    return profile
  }

  /// The profile with its parameters filled in.
  /// - Throws: ``Findings`` for a setting that is no parameter.
  func filled(_ settings: [String: String]) throws(Findings) -> Profile {
    let known = parameters.keys.sorted()
    let unknown = settings.keys.filter { parameters[$0] == nil }.map {
      Finding(
        "profile-parameter-unknown", file: name, value: $0,
        expected: Bilingual(known.joined(separator: "、"), known.joined(separator: ", ")),
        mend: Bilingual("请改正参数名", "correct the parameter's name"))
    }
    if let refusal = Findings(unknown) { throw refusal }
    func fill(_ text: String) -> String {
      parameters.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: settings[$1.key] ?? $1.value) }
    }
    var out = self
    out.values = values.mapValues(fill)
    out.filters = filters.map { ($0.column, fill($0.value)) }
    for i in out.lists.indices {
      out.lists[i].cells = lists[i].cells.map { key, source in
        if case .text(let text) = source { return (key, .text(fill(text))) }
        return (key, source)
      }
    }
    return out
  }
}
