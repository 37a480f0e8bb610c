import Model

/// The units that the titles of a table state for all its columns: `（单位：万元）`, a cell `金额单位：元`.
struct TitleUnits {
  /// Each unit with the record and the cell that states it.
  private(set) var found: [(unit: StatedUnit, record: Int, cell: Int, text: String)] = []
  /// Texts that stand where a unit of money does and are none that is known.
  private(set) var unknown: [(record: Int, cell: Int, text: String)] = []

  /// - Complexity: O(bytes of the titles).
  init(_ text: DelimitedText, _ titles: [Int]) {
    for record in titles {
      for cell in 0..<text.cellCount(record) {
        let title = text.cell(record, cell)
        // A space may divide two remarks, or two characters of one word.
        let divided = title.unicodeScalars.split { $0.properties.isWhitespace }.map { headerKey(String($0)) }
          .joined(separator: ";").replacing(":;", with: ":")
        let stated = Self.units(in: divided) + Self.units(in: headerKey(title))
        for unit in stated { read(unit, record, cell) }
      }
    }
  }

  private mutating func read(_ stated: (text: String, isSaid: Bool), _ record: Int, _ cell: Int) {
    for part in NotedUnit.parts(stated.text) {
      // In brackets without the word for a unit, `分` or a code of three letters is a remark.
      let isPlain = stated.isSaid || part.contains("元") || part.contains("小时") || part.contains("分钟")
      if isPlain, let unit = StatedUnit.money(part) ?? StatedUnit.duration(part) {
        found.append((unit, record, cell, part))
      } else if part.hasSuffix("元"), part.count <= 6 {
        unknown.append((record, cell, part))
      }
    }
  }

  /// The texts behind a word for a unit, and the texts in brackets. The office that fills in a table (`填报单位：…`) is no
  /// unit, and no known one.
  private static func units(in title: String) -> [(text: String, isSaid: Bool)] {
    let said = title.matches(of: /(?:单位|units?):([^():]+)/).map { (String($0.1), true) }
    let noted = title.matches(of: /\(([^():]+)\)/).map { (String($0.1), false) }
    return said + noted
  }

  /// The units stated for a kind, each once.
  func units(_ kind: StatedUnit.Kind) -> [StatedUnit] {
    var out: [StatedUnit] = []
    for stated in found where stated.unit.kind == kind && !out.contains(stated.unit) { out.append(stated.unit) }
    return out
  }
}
