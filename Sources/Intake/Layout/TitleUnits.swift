import Model

/// The units that the titles of a table state for all its columns: `（单位：万元）`, a cell `金额单位：元`, `以万元为单位`.
///
/// A unit counts where it stands as a word of its own, between punctuation, brackets, spaces or cell borders.
struct TitleUnits {
  /// Each unit with the record and the cell that states it.
  private(set) var found: [(unit: StatedUnit, record: Int, cell: Int, text: String)] = []
  /// Texts that may state a unit of money and name none that is known. One that is certain states it beyond doubt; the
  /// others count only where no title states a unit.
  private(set) var unknown: [(record: Int, cell: Int, isCertain: Bool)] = []
  /// Names of currencies that stand alone, such as 人民币 in `币种：人民币`: they state no scale beside a unit.
  private var currencies: [(unit: StatedUnit, record: Int, cell: Int, text: String)] = []

  /// - Complexity: O(bytes of the titles).
  init(_ text: DelimitedText, _ titles: [Int]) {
    for record in titles { read(text.texts(record), record) }
    completeCurrencies()
  }

  /// The units in one row of cells.
  init(cells: [String]) {
    read(cells, 0)
    completeCurrencies()
  }

  /// The units stated for a kind, each once.
  func units(_ kind: StatedUnit.Kind) -> [StatedUnit] {
    var out: [StatedUnit] = []
    for stated in found where stated.unit.kind == kind {
      guard let same = out.firstIndex(where: { $0.agrees(with: stated.unit) }) else {
        out.append(stated.unit)
        continue
      }
      if out[same].currencies.isEmpty { out[same] = stated.unit }
    }
    return out
  }

  /// The words of the units stated for a kind, each once, as the titles write them.
  func words(_ kind: StatedUnit.Kind) -> [String] {
    var out: [String] = []
    for stated in found where stated.unit.kind == kind && !out.contains(stated.text) { out.append(stated.text) }
    return out
  }

  private mutating func read(_ cells: [String], _ record: Int) {
    let pieces = TitlePiece.pieces(of: cells)
    for (index, piece) in pieces.enumerated() {
      let before = found.count + currencies.count
      let isUnknown = read(piece, record)
      if found.count + currencies.count > before { continue }
      let next = index + 1 < pieces.count ? pieces[index + 1] : nil
      // `单位：` with nothing behind it.
      let isOpen =
        TitlePiece.isLabel(piece.whole) && piece.whole.count <= 5 && next?.isSaid != true
        && next?.whole.hasSuffix("章") != true
      if isUnknown {
        unknown.append((record, piece.cell, true))
      } else if isOpen || piece.isSaid && !TitlePiece.isOffice(piece.whole) || Self.mayHoldUnit(piece) {
        unknown.append((record, piece.cell, false))
      }
    }
  }

  /// Reads the units in a piece.
  /// - Returns: Whether it holds a unit of money in a form that is not known, such as `万元/人` or `rmb 10k`.
  private mutating func read(_ piece: TitlePiece, _ record: Int) -> Bool {
    let whole = piece.whole
    for candidate in Self.candidates(whole) where add(candidate, piece, record, isPhrase: candidate != whole) {
      return false
    }
    var run = "", isUnknown = false
    for word in piece.words + [""] {
      let isUnit = Self.isMoney(word, isSaid: false)
      if isUnit || Self.isScale(word) {
        run += word
        continue
      }
      // A scale without a unit, such as a number, says nothing.
      let hasUnit = !run.isEmpty && !Self.isScale(run) && run.contains { !$0.isDigit }
      if hasUnit, !add(run, piece, record, isPhrase: true), Self.holdsMoneyWord(run) { isUnknown = true }
      run = ""
      if word.contains("/"), StatedUnit.money(String(word.prefix { $0 != "/" })) != nil { isUnknown = true }
    }
    return isUnknown
  }

  /// Adds a text if it is a unit.
  private mutating func add(_ text: String, _ piece: TitlePiece, _ record: Int, isPhrase: Bool) -> Bool {
    if text.contains("/") { return false }
    if Self.isMoney(text, isSaid: piece.isSaid), let unit = StatedUnit.money(text) {
      if Self.isCurrency(text), !piece.isSaid {
        currencies.append((unit, record, piece.cell, text))
      } else {
        found.append((unit, record, piece.cell, text))
      }
      return true
    }
    // Hours and minutes are common words: they count in brackets, in a cell of their own or behind a word for a unit.
    guard piece.isSaid || piece.isNoted || isPhrase && piece.whole.contains("单位"), let unit = StatedUnit.duration(text),
      piece.isSaid || text.contains("小时") || text.contains("分钟")
    else { return false }
    found.append((unit, record, piece.cell, text))
    return true
  }

  /// A currency that stands alone completes the units; without any unit it is the unit itself.
  private mutating func completeCurrencies() {
    guard let first = currencies.first else { return }
    if !found.contains(where: { $0.unit.kind == .money }) { return found += currencies }
    for index in found.indices where found[index].unit.kind == .money && found[index].unit.currencies.isEmpty {
      found[index].unit.currencies = first.unit.currencies
    }
  }
}

// Which texts are units.
extension TitleUnits {
  /// The texts that may be a unit: the whole text, and the part without the words around it, as in `以万元为单位`.
  private static func candidates(_ whole: String) -> [String] {
    var out = [whole]
    // A regular expression is compiled each time, so it is tried only where it may match otherwise than the whole.
    if whole.contains("单位"), let part = whole.firstMatch(of: /单位(?:均|都)?(?:为|是)?(.+)$/) { out.append(String(part.1)) }
    if whole.contains(where: { "以按".contains($0) }),
      let part = whole.firstMatch(of: /(?:以|按)(.+?)(?:为.{0,2}单位|计|计算|计价|填写|填列|填报)$/)
    {
      out.append(String(part.1))
    }
    let hasAffix =
      ["均", "金额", "unit", "in", "all", "amount", "为", "是"].contains(where: whole.hasPrefix)
      || ["计", "单位"].contains(where: whole.hasSuffix)
    if hasAffix, let part = whole.firstMatch(of: /^(?:均|金额|units?|in|all|amounts?)*(?:为|是)?(.+?)(?:为单位|计|单位)?$/) {
      out.append(String(part.1))
    }
    return out
  }

  /// Whether a word is a unit of money. A code of three letters or 万 alone may be a remark, unless it is said to be a
  /// unit.
  private static func isMoney(_ text: String, isSaid: Bool) -> Bool {
    if text.contains("/") || StatedUnit.money(text) == nil { return false }
    return isSaid || isCurrency(text)
      || certainWords.contains { text.contains($0) }
  }

  /// Whether a text names a currency, without a scale.
  private static func isCurrency(_ text: String) -> Bool {
    ["人民币", "rmb", "港币", "cny", "usd", "eur", "hkd", "jpy", "gbp", "mop", "twd"].contains(text)
  }

  /// What a unit of money holds, unless it is a code or a scale alone.
  private static let certainWords = ["元", "圆", "yuan", "rmb", "人民币", "港币"] + StatedCurrency.usualSigns

  /// What a text about money holds.
  private static let moneyWords =
    ["元", "圆", "币", "yuan", "rmb", "cny", "usd", "eur", "hkd"] + StatedCurrency.usualSigns

  private static func holdsMoneyWord(_ text: String) -> Bool {
    moneyWords.contains { text.contains($0) }
  }

  private static func isScale(_ word: String) -> Bool {
    guard let first = word.first, "0123456789km'bt十百千万亿".contains(first) else { return false }
    return word.wholeMatch(of: /1?0+|[0-9]*k|m|mn|bn|'?000s?|(?:thousand|million|billion)s?|[十百千万亿]+/) != nil
  }

  /// Whether a piece may mean a unit of money: a scale in brackets, a short word that ends in 元, or 万元 and the like
  /// inside a longer word, as in `2026年万元工程`.
  private static func mayHoldUnit(_ piece: TitlePiece) -> Bool {
    let whole = piece.whole
    if piece.isNoted, isScale(whole), whole.contains(where: { !$0.isDigit }) { return true }
    if piece.isSaid || piece.isNoted, whole.hasSuffix("元"), whole.count <= 6 { return true }
    guard
      whole.contains(where: { "元圆块金币镑卢".contains($0) })
        || ["unit", "housand", "illion", "yuan", "rmb", "cny"].contains(where: whole.contains)
    else { return false }
    return whole.contains(/[千万亿][元圆块]|美元|美金|欧元|港元|港币|日元|英镑|澳元|加元|韩元|卢布/)
      || whole.contains(/^units?[^a-z]|(?:thousand|million|billion)s?$/) || whole.contains(/(?:yuan|rmb|cny)[0-9k]/)
  }
}

extension TitleUnits {
  /// Whether a row of cells states a unit in a cell that holds nothing else, such as `（万元）`.
  static func isAlone(_ cell: String) -> Bool {
    let pieces = TitlePiece.pieces(of: [cell])
    let units = TitleUnits(cells: [cell])
    guard !units.found.isEmpty, let last = pieces.last else { return false }
    return pieces.dropLast().allSatisfy { TitlePiece.isLabel($0.whole) }
      && candidates(last.whole).contains { text in
        units.found.contains { $0.text == text }
      }
  }
}

extension DelimitedText {
  /// The texts of a record's cells.
  func texts(_ record: Int) -> [String] { (0..<cellCount(record)).map { cell(record, $0) } }
}

extension Character {
  /// Whether the character is a digit; 万 is a number to Unicode, too.
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
