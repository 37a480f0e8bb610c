/// Whether a quantity counts things that are whole, such as people or households: it is given as a whole number, and its
/// unit is no measure of length, area, volume, weight, time or money.
private func isCounted(_ whole: Int128, _ unit: String) -> Bool {
  guard whole % 1_000_000 == 0 else { return false }
  let unit = unit.lowercased()
  return !measures.contains(unit) && !measureEndings.contains { unit.hasSuffix($0) }
}

/// Endings of the Chinese units of measure.
private let measureEndings = [
  "米", "里", "亩", "顷", "吨", "升", "斤", "克", "方", "小时", "分钟", "学时", "课时", "工时", "元", "度", "瓦", "%",
]

/// The English units of measure.
private let measures: Set<String> = [
  "km", "m", "cm", "m2", "m²", "m3", "m³", "ha", "mu", "t", "kg", "g", "l", "kwh", "kw", "h", "min", "hour", "hours",
  "minute", "minutes", "kilometre", "kilometres", "kilometer", "kilometers", "metre", "metres", "meter", "meters",
  "hectare", "hectares", "acre", "acres", "tonne", "tonnes", "ton", "tons", "litre", "litres", "mile", "miles", "yuan",
]

/// A part of a quantity for reading, in millionths of its unit.
///
/// Of what is counted in whole things, only whole ones are shown: what is served is rounded down, and its share of the
/// whole stands beside it; what is missing is rounded up, so that both add up to the whole. Other quantities are shown
/// exactly.
public struct PartText: Sendable {
  private let part: Int128
  private let whole: Int128
  private let unit: String

  /// - Parameters:
  ///   - part: What is served or missing, in millionths of the unit.
  ///   - whole: The whole quantity, in millionths.
  public init(_ part: Int128, of whole: Int128, unit: String) {
    (self.part, self.whole, self.unit) = (part, whole, unit)
  }

  /// What is served, such as `22 人（约 94.17%）`.
  public func served(_ language: Language) -> String {
    let text = number(part)
    guard isCounted(whole, unit), part % 1_000_000 != 0 else { return text + suffix }
    let (basisPoints, rest) = (part * 10_000).quotientAndRemainder(dividingBy: whole)
    let share = decimalText(basisPoints, digits: 2, trimmed: true) + "%"
    return language == .zh
      ? text + suffix + "（\(rest == 0 ? "" : "约 ")\(share)）"
      : text + suffix + " (\(rest == 0 ? "" : "about ")\(share))"
  }

  /// What is served as a bare number, without its unit and share.
  public var servedNumber: String { number(part) }

  /// What is served, in millionths of the unit: whole things are rounded down to whole ones.
  public var servedMicro: Int128 { isCounted(whole, unit) ? part / 1_000_000 * 1_000_000 : part }

  /// What is missing, such as `2 人`.
  public var missing: String { missingNumber + suffix }

  /// What is missing as a bare number, without its unit; also the least that is asked for.
  public var missingNumber: String {
    number(isCounted(whole, unit) ? (part + 999_999) / 1_000_000 * 1_000_000 : part)
  }

  private var suffix: String { unit.isEmpty ? "" : " " + unit }

  private func number(_ micro: Int128) -> String {
    decimalText(
      isCounted(whole, unit) ? micro / 1_000_000 * 1_000_000 : micro, digits: 6, grouped: true, trimmed: true)
  }
}
