extension Unicode.Scalar {
  /// Whether a terminal would act on the scalar instead of showing it: C0, DEL and C1 controls, line and paragraph
  /// separators, and controls of the direction of writing.
  public var isControl: Bool {
    if value < 0x80 { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isBidiControl
    }
  }

  /// Whether the scalar has no width: a control, or a format character such as the byte order mark.
  var isInvisible: Bool { isControl || properties.generalCategory == .format }
}

extension String {
  /// The text on one line, with every control shown as `·`. For text from lists, plans and file names.
  public var printable: String { replacingControls { _ in "·" } }

  /// The text with every control but line feeds and tabs shown as `·`.
  public var printableLines: String {
    replacingControls { $0 == "\n" || $0 == "\t" ? String($0) : "·" }
  }

  /// The JSON text with every control escaped except line feeds, which are its layout; other controls occur in strings
  /// only.
  public var printableJSON: String {
    replacingControls { scalar in
      if scalar == "\n" { return "\n" }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// Replaces controls; each of them lies in the basic plane, so that four hexadecimal digits suffice.
  private func replacingControls(_ replacement: (Unicode.Scalar) -> String) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isControl { out.append(contentsOf: replacement(scalar).unicodeScalars) } else { out.append(scalar) }
    }
    return String(out)
  }
}
