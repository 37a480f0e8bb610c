extension Unicode.Scalar {
  /// Whether a terminal acts on it where it should show it: C0, DEL and C1, what ends a line or a paragraph, and what turns
  /// the direction of writing.
  public var isControl: Bool {
    if value < 0x80 { return value < 0x20 || value == 0x7F }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isBidiControl
    }
  }

  /// Whether it takes no place: a control, or a format character such as the byte order mark.
  var isInvisible: Bool { isControl || properties.generalCategory == .format }
}

extension String {
  /// Text from lists, plans and names of files on one line of our own: controls are shown as `·`.
  public var printable: String { replacingControls { _ in "·" } }

  /// Text of several lines: only what is no part of a layout is shown as `·`.
  public var printableLines: String {
    replacingControls { $0 == "\n" || $0 == "\t" ? String($0) : "·" }
  }

  /// JSON in which controls are escaped. They stand in strings alone, but for the line breaks of the layout.
  public var printableJSON: String {
    replacingControls { scalar in
      if scalar == "\n" { return "\n" }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// Every control is one of the basic plane.
  private func replacingControls(_ replacement: (Unicode.Scalar) -> String) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar.isControl { out.append(contentsOf: replacement(scalar).unicodeScalars) } else { out.append(scalar) }
    }
    return String(out)
  }
}
