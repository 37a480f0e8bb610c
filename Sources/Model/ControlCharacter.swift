extension Unicode.Scalar {
  /// Whether it controls a device or the order of the text around it, and shows nothing itself: the controls of ASCII and
  /// Latin-1, line and paragraph separators, embeddings, overrides and isolates of a direction, and the byte order mark.
  /// The tab and the two signs that end a line are none: text is made of them.
  public var isControl: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
