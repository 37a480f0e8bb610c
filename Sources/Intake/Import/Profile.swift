import Foundation
import Model

/// How a department's own table maps to lists: which rows count, and which columns are project, fund and amounts.
///
/// The text has one `key = value` a line; `#` begins a comment. `parameter NAME = DEFAULT` may stand as `{NAME}` in other
/// values; `filter COLUMN = VALUE` keeps rows, and may repeat.
public struct Profile: Sendable {
  public private(set) var values: [String: String] = [:]
  public private(set) var parameters: [String: String] = [:]
  private(set) var filters: [(column: String, value: String)] = []

  public var name: String { values["name"] ?? "" }

  static let keys = [
    "name", "title", "currency", "digits", "separator", "missing", "negative", "unit", "project id", "project title",
    "project category", "project place", "fund id", "fund name", "fund department", "requested", "approved",
  ]
  static let required = ["name", "project id", "fund id", "requested", "approved"]

  /// - Throws: ``Findings`` for a line that is no `key = value`, an unknown key, or a required key that is missing.
  public init(parsing text: String, file: String) throws(Findings) {
    var findings: [Finding] = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = String(raw).trimmedCell
      if line.isEmpty || line.hasPrefix("#") { continue }
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).trimmedCell
      }
      let key = parts[0]
      if parts.count == 2, key.hasPrefix("parameter ") {
        parameters[String(key.dropFirst(10)).trimmedCell] = parts[1]
      } else if parts.count == 2, key.hasPrefix("filter ") {
        filters.append((String(key.dropFirst(7)).trimmedCell, parts[1]))
      } else if parts.count == 2, Self.keys.contains(key) {
        values[key] = parts[1]
      } else {
        findings.append(
          Finding(
            "profile-malformed", file: file, line: index + 1, value: line,
            expected: Bilingual(
              "键 = 值，键为 \(Self.keys.joined(separator: "、"))、parameter、filter",
              "key = value, with a key out of \(Self.keys.joined(separator: ", ")), parameter, filter"),
            mend: nearest(key, Self.keys).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
              ?? Bilingual("请改正此行", "correct the line")))
      }
    }
    for key in Self.required where values[key] == nil {
      findings.append(
        Finding(
          "profile-malformed", file: file, expected: Bilingual("“\(key)”一行", "a line for ‘\(key)’"),
          mend: Bilingual("请补上", "add it")))
    }
    if !findings.isEmpty { throw Findings(findings) }
  }

  /// The profiles that come with allot.
  public static let shipped: [Profile] = [PackageResources.baltimore_cip_profile].map { bytes in
    guard let profile = try? Profile(parsing: String(decoding: bytes, as: UTF8.self), file: "profile") else {
      preconditionFailure("a profile that ships does not parse")
    }
    return profile
  }

  /// The profile with its parameters filled in.
  /// - Throws: ``Findings`` for a setting that is no parameter.
  func filled(_ settings: [String: String]) throws(Findings) -> Profile {
    let unknown = settings.keys.sorted().filter { parameters[$0] == nil }
    if !unknown.isEmpty {
      throw Findings(
        unknown.map {
          Finding(
            "profile-parameter-unknown", file: name, value: $0,
            expected: Bilingual(
              parameters.keys.sorted().joined(separator: "、"), parameters.keys.sorted().joined(separator: ", ")),
            mend: Bilingual("请改正参数名", "correct the parameter's name"))
        })
    }
    func fill(_ text: String) -> String {
      parameters.reduce(text) { $0.replacingOccurrences(of: "{\($1.key)}", with: settings[$1.key] ?? $1.value) }
    }
    var out = self
    out.values = values.mapValues(fill)
    out.filters = filters.map { ($0.column, fill($0.value)) }
    return out
  }
}
