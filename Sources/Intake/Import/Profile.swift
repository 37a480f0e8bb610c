import Foundation
import Model

/// A mapping from a department's table to lists: which rows are used and which columns fill each list.
///
/// The text has one `key = value` per line; `#` begins a comment. Settings for the whole table come before the first
/// section. `filter COLUMN = VALUE` selects rows and may be repeated. `parameter NAME = DEFAULT` defines `{NAME}` for
/// use in other values. A section `[LIST]` defines the source of each column of one list (``Source``); rows with the
/// same item name form one item, whose amounts are summed. `[codes NAME]` translates a department's codes. See
/// docs/profiles.md.
public struct Profile: Sendable {
  /// The source of a cell.
  enum Source: Sendable {
    /// `text VALUE`: a constant.
    case text(String)
    /// `column NAME`, `column NAME via CODES`, `column NAME as id`.
    case column(String, codes: String?, isIdentifier: Bool)
    /// `sum NAME`, `sum NAME negative as nothing`: the sum over the rows of one item.
    case sum(String, ignoresNegative: Bool)

    var column: String? {
      switch self {
      case .text: nil
      case .column(let name, _, _), .sum(let name, _): name
      }
    }
  }

  /// The rule for one list.
  struct ListRule: Sendable {
    let list: ListName
    var cells: [(key: String, source: Source)] = []
    /// `only where = KEY`: leaves out items whose sum in this column is 0.
    var onlyWhere: String?
    /// `only in = LIST.KEY`: leaves out items that no row of another list names.
    var onlyIn: (list: ListName, key: String)?
  }

  /// The settings for the whole table, by key.
  public private(set) var values: [String: String] = [:]
  /// The default values of the parameters, by name.
  public private(set) var parameters: [String: String] = [:]
  private(set) var filters: [(column: String, value: String)] = []
  private(set) var codes: [String: [String: String]] = [:]
  /// The rules, in file order.
  private(set) var lists: [ListRule] = []

  /// The name of the profile.
  public var name: String { values["name"] ?? "" }

  static let keys = ["name", "title", "currency", "digits", "separator", "missing", "unit", "header"]

  /// Parses the bytes of a profile.
  /// - Throws: ``Findings`` for bytes that are not text, or with every line that is not understood.
  public init(reading data: Data, file: String) throws(Findings) {
    try self.init(parsing: String(decoding: textBytes(of: data, file: file), as: UTF8.self), file: file)
  }

  /// Parses the text of a profile.
  /// - Throws: ``Findings`` with every line that is not understood.
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

  /// The profile with its parameters replaced by `settings` or their defaults.
  /// - Throws: ``Findings`` for a setting that is not a parameter.
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
