/// One sheet as the workbook's index names it.
struct SheetEntry {
  let name: String
  let isHidden: Bool
  /// The id of the relation to its part.
  let relation: String
}

/// `workbook.xml`: the sheets in their order, and how the workbook counts days.
final class WorkbookIndex: PartReader {
  private(set) var sheets: [SheetEntry] = []
  private(set) var days = DayCount()
  /// Whether formulas are computed only when a program opens the workbook, so that the values in the file are none.
  private(set) var isUncomputed = false

  override func start(_ name: ShortName, _ attributes: Attributes) {
    if name == ShortName("sheet"), let title = attributes["name"], let relation = attributes["r:id"] ?? id(attributes) {
      sheets.append(
        SheetEntry(
          name: title, isHidden: (attributes["state"] ?? "visible") != "visible", relation: relation))
      if sheets.count > WorkbookLimits.parts { flaw = .tooLarge(.parts) }
    } else if name == ShortName("workbookPr") {
      days.from1904 = isTrue(attributes["date1904"])
    } else if name == ShortName("calcPr") {
      isUncomputed = isTrue(attributes["fullCalcOnLoad"])
    }
  }

  /// The relation, whatever prefix its namespace has.
  private func id(_ attributes: Attributes) -> String? {
    var found: String?
    attributes.eachLocal { if $0 == ShortName("id") { found = $1 } }
    return found
  }
}

func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

/// A `.rels` part: where the parts lie that another part names.
final class Relations: PartReader {
  struct Relation {
    let target: String
    /// The last part of its type, such as `worksheet`.
    let kind: String
    let isOutside: Bool
  }

  private(set) var byID: [String: Relation] = [:]
  /// The folder of the part that names them, without a slash at the end.
  private let folder: String

  init(of folder: String) { self.folder = folder }

  override func start(_ name: ShortName, _ attributes: Attributes) {
    guard name == ShortName("Relationship"), let id = attributes["Id"], let target = attributes["Target"],
      let type = attributes["Type"]
    else { return }
    let isOutside = attributes["TargetMode"] == "External"
    byID[id] = Relation(
      target: isOutside ? target : path(target), kind: String(type.split(separator: "/").last ?? ""),
      isOutside: isOutside)
    if byID.count > WorkbookLimits.parts { flaw = .tooLarge(.parts) }
  }

  /// The first target of a kind.
  func first(_ kind: String) -> Relation? { byID.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value }

  private func path(_ target: String) -> String {
    var parts: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// `styles.xml`: the number format of each style of a cell.
final class Styles: PartReader {
  private var codes: [Int: String] = [:]
  private var formats: [Int: NumberFormat] = [:]
  /// The number format of each style.
  private(set) var styles: [NumberFormat] = []
  private var isInFormats = false
  private var isInStyles = false

  override func start(_ name: ShortName, _ attributes: Attributes) {
    if name == ShortName("numFmts") {
      isInFormats = true
    } else if name == ShortName("cellXfs") {
      isInStyles = true
    } else if isInFormats, name == ShortName("numFmt"), let id = attributes["numFmtId"].flatMap({ Int($0) }) {
      codes[id] = attributes["formatCode"] ?? ""
    } else if isInStyles, name == ShortName("xf") {
      styles.append(format(attributes["numFmtId"].flatMap { Int($0) } ?? 0))
      if styles.count > WorkbookLimits.flaws { flaw = .tooLarge(.parts) }
    }
  }

  override func end(_ name: ShortName) {
    if name == ShortName("numFmts") { isInFormats = false }
    if name == ShortName("cellXfs") { isInStyles = false }
  }

  private func format(_ id: Int) -> NumberFormat {
    if let known = formats[id] { return known }
    let made = codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id)
    formats[id] = made
    return made
  }
}
