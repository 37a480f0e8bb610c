/// A line of a text broken after commas and the like, so that no part is wider than a printed page; later parts are
/// indented. A part without such a place stays whole.
/// - Parameters:
///   - width: The most terminal columns of a part.
///   - indent: The spaces before each later part.
/// - Complexity: O(length).
func wrapped(_ line: String, to width: Int = 110, indent: Int = 4) -> [String] {
  var (lines, current, used) = ([String](), "", 0)
  for piece in pieces(of: line) {
    let wide = displayWidth(piece)
    if used + wide > width, !current.isEmpty {
      lines.append(current)
      (current, used) = (String(repeating: " ", count: indent), indent)
    }
    current += piece
    used += wide
  }
  lines.append(current)
  return lines.map { line in
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// The text in pieces that each end where a line may be broken.
private func pieces(of line: String) -> [String] {
  var (pieces, current, last): ([String], String, Character) = ([], "", "x")
  for character in line {
    current.append(character)
    if "、，；".contains(character) || character == " " && ",;".contains(last) {
      pieces.append(current)
      current = ""
    }
    last = character
  }
  return current.isEmpty ? pieces : pieces + [current]
}
