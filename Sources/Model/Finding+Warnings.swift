extension Finding {
  /// The finding as an error, if it is a warning; `--strict` asks for it.
  public var strict: Finding {
    var out = self
    guard severity == .warning else { return self }
    out.isStrict = true
    out.severity = .error
    return out
  }

  /// Whether it was found as a warning or a note, of which only the first few are printed.
  fileprivate var isLimited: Bool { severity != .error || isStrict }
}

extension Sequence<Finding> {
  /// The findings as people read them, in order. Of the warnings and notes of one code only the first few are shown, and
  /// a line says how many more there are. Errors are never left out.
  /// - Parameters:
  ///   - most: The warnings or notes of one code that are shown; nil shows all.
  ///   - language: The language of the text.
  /// - Complexity: O(n) in the number of findings.
  public func texts(most: Int? = 5, _ language: Language) -> [String] {
    var counts: [String: Int] = [:]
    var texts: [String] = []
    for finding in self {
      if let most, finding.isLimited {
        counts[finding.code, default: 0] += 1
        if counts[finding.code]! > most { continue }
      }
      texts.append(finding.text(language))
    }
    guard let most else { return texts }
    return texts
      + counts.filter { $0.value > most }.sorted { $0.key < $1.key }.map { code, count in
        language == .zh
          ? "[\(code)] 另有 \(count - most) 处，用 --all 或 --json 全部列出"
          : "[\(code)] and \(count - most) more; all of them with --all or --json"
      }
  }
}
