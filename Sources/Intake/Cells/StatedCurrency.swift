import Model

/// The currency that an amount names: by a sign before or behind it, or by a word or code behind it.
struct StatedCurrency: Equatable {
  /// The codes of the currencies that it may stand for.
  let codes: [String]
  /// The amount without it.
  let rest: String
  /// Whether it stands before the amount.
  let isBefore: Bool

  /// The signs that may stand for a unit of money in titles and before amounts.
  static let usualSigns = ["¥", "￥", "$", "€", "£"]

  private static let signs: [(text: String, codes: [String])] = [
    ("HK$", ["HKD"]), ("US$", ["USD"]), ("NT$", ["TWD"]), ("A$", ["AUD"]), ("S$", ["SGD"]), ("C$", ["CAD"]),
    ("$", ["USD", "HKD", "TWD", "AUD", "SGD", "CAD", "NZD", "MXN"]), ("€", ["EUR"]), ("£", ["GBP"]),
    ("¥", ["CNY", "JPY"]), ("￥", ["CNY", "JPY"]), ("₩", ["KRW"]), ("₹", ["INR"]), ("₽", ["RUB"]),
  ]
  private static let words: [(text: String, codes: [String])] = [
    ("美元", ["USD"]), ("欧元", ["EUR"]), ("港元", ["HKD"]), ("港币", ["HKD"]), ("日元", ["JPY"]), ("英镑", ["GBP"]),
    ("澳元", ["AUD"]), ("加元", ["CAD"]), ("韩元", ["KRW"]), ("卢布", ["RUB"]), ("人民币", ["CNY"]),
  ]
  private static let known: Set = [
    "CNY", "RMB", "USD", "EUR", "GBP", "JPY", "HKD", "MOP", "TWD", "KRW", "SGD", "AUD", "NZD", "CAD", "CHF", "INR",
    "RUB", "PLN", "CZK", "HUF", "SEK", "NOK", "DKK",
  ]

  /// The codes that a sign or a word may stand for, in any case; nil if it is none.
  static func codes(_ word: String) -> [String]? {
    (signs + words).first { $0.text.lowercased() == word.lowercased() }?.codes
  }

  /// - Returns: nil if the text names no currency.
  /// - Complexity: O(1) for a text that begins and ends with a digit.
  init?(_ raw: String, in currency: Currency) {
    let text = halfWidth(raw).trimmedCell
    guard let first = text.utf8.first, let last = text.utf8.last else { return nil }
    func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    if !isDigit(first), let sign = Self.signs.first(where: { text.hasPrefix($0.text) }) {
      (codes, isBefore) = (sign.codes, true)
      rest = String(text.dropFirst(sign.text.count)).trimmedCell
      return
    }
    guard !isDigit(last), isDigit(first) else { return nil }
    isBefore = false
    if let sign = (Self.signs + Self.words).first(where: { text.hasSuffix($0.text) }) {
      codes = sign.codes
      rest = String(text.dropLast(sign.text.count)).trimmedCell
      return
    }
    let code = text.suffix(3).uppercased()
    rest = String(text.dropLast(3)).trimmedCell
    guard code == currency.code.uppercased() || Self.known.contains(code) else { return nil }
    codes = [code == "RMB" ? "CNY" : code]
  }

  /// Whether the amount is in this currency.
  func fits(_ currency: Currency) -> Bool { codes.contains(currency.code.uppercased()) }

  /// How an amount in another currency than that of the lists is mended.
  static func mend(_ currency: Currency) -> Bilingual {
    Bilingual(
      "此处的金额以 \(currency.code) 计：请换算后只写数字，或改正所写的币种",
      "amounts are in \(currency.code) here: convert it and write digits only, or correct the sign")
  }
}

extension StatedUnit {
  /// A cell with the unit that it does not state.
  /// - Returns: nil if the cell may mean two amounts: a sign of the currency without a unit, in a column of 万元.
  func completed(_ cell: String, in currency: Currency) -> String? {
    guard kind == .money, text != "元", let stated = StatedCurrency(cell, in: currency) else { return completed(cell) }
    return stated.isBefore && stated.rest.utf8.last.map { (48...57).contains($0) } ?? false ? nil : cell
  }
}
