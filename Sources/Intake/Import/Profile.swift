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
  /// A place in the text of the profile: line and column, in characters, from 1.
  struct Place: Hashable, Sendable {
    let line: Int
    let column: Int
  }

  /// A value with the place where it is written.
  struct Setting: Sendable {
    var value: String
    let place: Place
  }

  /// What becomes of the text of a department's cell.
  enum Translation: Sendable {
    case none, identifier
    case codes(String)
  }

  /// The source of a cell.
  enum Source: Sendable {
    /// `text VALUE`: a constant.
    case text(String)
    /// `column NAME`, or `first NAME` if the rows of one item may differ; `… via CODES`, `… as id`.
    case column(ProfileColumn, Translation, isFirst: Bool)
    /// `sum NAME`, `sum NAME negative as nothing`: the sum over the rows of one item.
    case sum(ProfileColumn, ignoresNegative: Bool)

    var column: ProfileColumn? {
      switch self {
      case .text: nil
      case .column(let name, _, _), .sum(let name, _): name
      }
    }
  }

  /// The source of one column of a list.
  struct Cell: Sendable {
    let key: String
    var source: Source
    let place: Place
  }

  /// The rule for one list.
  struct ListRule: Sendable {
    let list: ListName
    let place: Place
    var cells: [Cell] = []
    /// `only where = KEY`: leaves out items whose sum in this column is 0.
    var onlyWhere: Setting?
    /// `only in = LIST.KEY`: leaves out items that no row of another list names.
    var onlyIn: (list: ListName, key: String, place: Place)?
  }

  /// A section `[codes NAME]`.
  struct CodeTable: Sendable {
    let place: Place
    var values: [String: String] = [:]
  }

  /// The file of the profile, for the places of findings.
  let file: String
  private(set) var settings: [String: Setting] = [:]
  /// The texts that count as blank.
  private(set) var missing: [Setting] = []
  private(set) var defaults: [String: Setting] = [:]
  private(set) var filters: [ProfileFilter] = []
  private(set) var codes: [String: CodeTable] = [:]
  /// The rules, in file order.
  private(set) var lists: [ListRule] = []
  /// Warnings about what the profile says and never uses.
  private(set) var warnings: [Finding] = []

  /// The settings for the whole table that a profile may give once, by key.
  public var values: [String: String] { settings.mapValues(\.value) }
  /// The default values of the parameters, by name.
  public var parameters: [String: String] { defaults.mapValues(\.value) }
  /// The name of the profile.
  public var name: String { values["name"] ?? "" }

  /// The keys of settings that may stand once.
  static let keys = ["name", "title", "currency", "digits", "separator", "unit", "header"]

  /// Parses the bytes of a profile.
  /// - Throws: ``Findings`` for bytes that are not text, or with every line that is not understood.
  public init(reading data: Data, file: String) throws(Findings) {
    try self.init(parsing: String(decoding: textBytes(of: data, file: file), as: UTF8.self), file: file)
  }

  /// Parses the text of a profile.
  /// - Throws: ``Findings`` with every line that is not understood, or stands twice, or uses what is not there.
  public init(parsing text: String, file: String) throws(Findings) {
    var reader = ProfileReader(file: file)
    reader.read(text)
    self.file = file
    (settings, missing, defaults, filters) = (reader.settings, reader.missing, reader.parameters, reader.filters)
    (codes, lists) = (reader.codes, reader.lists)
    warnings = unused
    if let refusal = Findings(reader.findings + flaws) { throw refusal }
  }

  /// The profiles that come with allot.
  public static let shipped: [Profile] = [
    ("baltimore-cip", PackageResources.baltimore_cip_profile),
    ("nyc-board-requests", PackageResources.nyc_board_requests_profile),
  ].map { file, bytes in
    guard let profile = try? Profile(parsing: String(decoding: bytes, as: UTF8.self), file: file) else {
      preconditionFailure("a profile that ships does not parse")
    }
    return profile
  }

  /// Whether a text counts as blank.
  func isMissing(_ text: String) -> Bool { text.isEmpty || missing.contains { $0.value == text } }

  /// Replaces every text in which a parameter may stand.
  mutating func replaceTexts(_ text: (String, Place) -> String) {
    for (key, setting) in settings { settings[key]!.value = text(setting.value, setting.place) }
    for i in missing.indices { missing[i].value = text(missing[i].value, missing[i].place) }
    for i in filters.indices {
      let place = filters[i].place
      filters[i].column.text = text(filters[i].column.text, place)
      filters[i].test = filters[i].test.mapped { text($0, place) }
    }
    for (name, table) in codes { codes[name]!.values = table.values.mapValues { text($0, table.place) } }
    for i in lists.indices {
      for j in lists[i].cells.indices {
        let cell = lists[i].cells[j]
        lists[i].cells[j].source = cell.source.mapped { text($0, cell.place) }
      }
    }
  }
}

extension Profile.Source {
  /// The source with its texts replaced.
  fileprivate func mapped(_ text: (String) -> String) -> Profile.Source {
    switch self {
    case .text(let value): return .text(text(value))
    case .column(var name, let translation, let isFirst):
      name.text = text(name.text)
      return .column(name, translation, isFirst: isFirst)
    case .sum(var name, let ignoresNegative):
      name.text = text(name.text)
      return .sum(name, ignoresNegative: ignoresNegative)
    }
  }
}
