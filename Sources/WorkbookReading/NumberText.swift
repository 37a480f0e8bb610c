/// A number as a sheet's file writes it, as exact decimal digits.
///
/// A spreadsheet program keeps numbers as doubles and shows 15 significant digits of them. A number with more digits,
/// such as 0.30000000000000004 of a formula, is rounded to 15, as the program shows it.
struct DecimalNumber {
  var isNegative = false
  /// The significant digits, without zeros at either end; none for zero.
  private(set) var digits: [UInt8] = []
  /// The number of digits before the point: 12.5 has 2, 0.05 has -1.
  private(set) var point = 0

  /// The digits that a spreadsheet program keeps.
  static let precision = 15

  /// - Returns: nil if the bytes are no decimal number.
  /// - Complexity: O(bytes).
  init?(_ bytes: [UInt8]) {
    var index = 0
    let (end, zero) = (bytes.count, UInt8(ascii: "0"))
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var (hasDigit, isFraction) = (false, false)
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if (zero...UInt8(ascii: "9")).contains(byte) {
        hasDigit = true
        if digits.isEmpty, byte == zero {
          if isFraction { point -= 1 }
        } else {
          digits.append(byte - zero)
          if !isFraction { point += 1 }
        }
      } else {
        break
      }
      index += 1
    }
    guard hasDigit else { return nil }
    if index < end {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"), end - index < 7,
        let exponent = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self))
      else { return nil }
      point += exponent
    }
    round()
    if digits.isEmpty { (point, isNegative) = (0, false) }
  }

  private mutating func round() {
    if digits.count > Self.precision {
      let isUp = digits[Self.precision] >= 5
      digits.removeLast(digits.count - Self.precision)
      if isUp {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 { index -= 1 }
        if index < 0 {
          (digits, point) = ([1], point + 1)
        } else {
          digits.removeLast(digits.count - 1 - index)
          digits[index] += 1
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
  }

  /// Whether digits before the point are lost, as the program keeps no more than 15.
  var hasLostDigits: Bool { point > Self.precision }

  /// The number times a power of ten.
  func shifted(_ places: Int) -> DecimalNumber {
    var out = self
    if !digits.isEmpty { out.point += places }
    return out
  }

  /// The plain decimal text; nil for a number that is too small or too large for one of 40 digits.
  var text: [UInt8]? {
    let (zero, dot) = (UInt8(ascii: "0"), UInt8(ascii: "."))
    if digits.isEmpty { return [zero] }
    guard (-24...40).contains(point) else { return nil }
    var out: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    if point <= 0 { out += [zero, dot] + [UInt8](repeating: zero, count: -point) }
    for (index, digit) in digits.enumerated() {
      if index == point, point > 0 { out.append(dot) }
      out.append(digit + zero)
    }
    if point > digits.count { out += [UInt8](repeating: zero, count: point - digits.count) }
    return out
  }

  /// The nearest double.
  var double: Double { text.flatMap { Double(String(decoding: $0, as: UTF8.self)) } ?? 0 }
}

/// Whether bytes are a decimal number in its plain form already, with at most 15 digits. Most numbers are.
/// - Complexity: O(bytes).
func isPlainNumber(_ bytes: [UInt8]) -> Bool {
  guard let first = bytes.first, bytes.count <= DecimalNumber.precision, first != UInt8(ascii: "0") || bytes.count == 1
  else { return false }
  return bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
