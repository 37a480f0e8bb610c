/// A word for a sum in the first cells of a row, such as `合计`, `合计2笔`, `养老类小计`, `其中：中央` or `Total`.
struct TotalWord {
  let kind: TotalRow.Kind
  /// Whether it is a plain word for a sum, which no item has as its name.
  let isSumItself: Bool

  /// - Complexity: O(bytes); O(1) for a text that begins or ends otherwise than these words.
  init?(_ text: String) {
    guard text.utf8.count < 40, let first = text.utf8.first else { return nil }
    if first < 0x80, text.utf8.allSatisfy({ $0 < 0x80 }) {
      // Fast path: a list may hold millions of ids.
      guard "tTsSgGaAmM ".utf8.contains(first), let last = text.utf8.last, last > 57 || ") ".utf8.contains(last) else {
        return nil
      }
    } else if !text.unicodeScalars.contains(where: { Self.signs.contains($0) }) {
      return nil
    }
    let (bare, isCounted) = Self.bare(text)
    let isPlain = Self.sums.contains(bare) || isCounted && bare == "共"
    let isWide = Self.wideSums.contains(bare) || Self.suffixes.contains(where: bare.hasSuffix)
    if isPlain || isWide {
      kind = bare.hasSuffix("小计") || bare == "subtotal" ? .subtotal : .total
    } else if bare.hasPrefix("其中") || bare == "人均" || Self.means.contains(bare) {
      kind = .other
    } else {
      return nil
    }
    isSumItself = isPlain
  }

  /// Whether a text may well be a word for a sum that is not known: it ends in 计, 总 or the like.
  static func isLikely(_ text: String) -> Bool {
    let (bare, _) = bare(text)
    return TotalWord(text) != nil
      || ["计", "总", "总额", "总数", "总共", "之和", "全部", "total", "sum"].contains(where: bare.hasSuffix)
      || ["合计", "总计", "共计", "以上", "total"].contains(where: bare.hasPrefix)
  }

  private static let signs: Set<Unicode.Scalar> = [
    "计", "計", "和", "额", "額", "数", "數", "总", "總", "均", "其", "共", "l", "L", "m", "M",
  ]
  private static let numerals = Set("0123456789一二三四五六七八九十".unicodeScalars)
  private static let sums = [
    "合计", "总计", "小计", "共计", "总和", "累计", "total", "totals", "subtotal", "grandtotal", "sum",
  ]
  /// Words that may name an item where it has an id, and are a sum where it has none.
  private static let wideSums = [
    "总额", "总金额", "总数", "总量", "汇总", "总共", "一共", "合计金额", "合计数", "金额合计", "总合计", "totalamount", "overall",
  ]
  static let means = ["平均", "平均值", "平均数", "均值", "average", "mean"]
  private static let suffixes = ["合计", "总计", "小计", "共计"]

  /// A text without spaces, colons and notes in brackets, in simplified characters, and without the number of items.
  private static func bare(_ text: String) -> (text: String, isCounted: Bool) {
    var bare = NotedName(text).base.filter { !":.-_".contains($0) }
    for (old, new) in [("計", "计"), ("總", "总"), ("額", "额"), ("數", "数")]
    where bare.unicodeScalars.contains(old.unicodeScalars.first!) { bare = bare.replacing(old, with: new) }
    // Most texts hold no number, and a pattern takes many times as long.
    guard bare.unicodeScalars.contains(where: Self.numerals.contains) else { return (bare, false) }
    guard let count = bare.firstMatch(of: /[0-9一二三四五六七八九十]+(?:笔|项|个|户|人|条|行|家|件|页|处)?$/) else {
      let english = bare.firstMatch(
        of: /^(total|sum|subtotal|grandtotal)(?:of)?[0-9]+(?:funds?|items?|projects?|rows?|entries)$/)
      return english.map { (String($0.1), true) } ?? (bare, false)
    }
    let rest = String(bare[..<count.range.lowerBound])
    // An id such as `total1` is none.
    return rest.isEmpty || rest.utf8.allSatisfy { $0 < 0x80 } ? (bare, false) : (rest, true)
  }
}
