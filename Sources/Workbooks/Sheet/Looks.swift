// The looks that the workbooks have in common.
extension Style {
  /// The title in the first row.
  static let title: Style = {
    var style = Style()
    (style.isBold, style.size) = (true, 14)
    return style
  }()

  /// A title that is a sentence.
  static let heading: Style = {
    var style = title
    style.size = 12
    return style
  }()

  /// What stands below the title.
  static let remark: Style = {
    var style = Style()
    (style.colour, style.size) = (0x595959, 10)
    return style
  }()

  /// A column's title.
  static let header: Style = {
    var style = Style()
    (style.isBold, style.wraps, style.hasBorder, style.alignment, style.fill) = (true, true, true, .centre, 0xDDEBF7)
    return style
  }()

  /// A cell of a table.
  static let body: Style = {
    var style = Style()
    style.hasBorder = true
    return style
  }()

  /// The same with letters in bold.
  var bold: Style {
    var style = self
    style.isBold = true
    return style
  }

  /// The same with a format of numbers.
  func formatted(_ format: String?) -> Style {
    var style = self
    style.format = format
    return style
  }

  /// The same with another ground.
  func filled(_ fill: Int32) -> Style {
    var style = self
    style.fill = fill
    return style
  }

  /// The same with long texts on several lines.
  var wrapping: Style {
    var style = self
    style.wraps = true
    return style
  }
}
