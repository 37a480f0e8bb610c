import Foundation
import Model

/// The reason why a text is not a valid id.
///
/// Files are named after ids (`volunteers/ID.csv`), so an id must be a valid name on any file system.
enum IdentifierFlaw {
  case sign, length, path

  static let longest = 64
  /// A file name has at most 255 bytes; the remainder is left for the text before and after the id.
  static let mostBytes = 200

  /// - Returns: nil if the text is a valid id.
  init?(_ text: String) {
    if text.unicodeScalars.count > Self.longest || text.utf8.count > Self.mostBytes {
      self = .length
    } else if text.isEmpty || text.trimmedCell.utf8.count != text.utf8.count
      || !text.unicodeScalars.allSatisfy(isIdentifierScalar)
    {
      self = .sign
    } else if text == "." || text == ".." {
      self = .path
    } else {
      return nil
    }
  }

  var expected: Bilingual {
    switch self {
    case .sign, .length: Bilingual("不超过 64 个字母、汉字、数字或 - _ .", "at most 64 letters, digits, - _ .")
    case .path: Bilingual("能作文件名的编号", "an id that a file can be named after")
    }
  }

  var mend: Bilingual {
    switch self {
    case .sign: Bilingual("请去掉其他符号", "leave out other signs")
    case .length:
      Bilingual(
        "请缩短：至多 64 个字符、\(Self.mostBytes) 字节（UTF-8）",
        "make it shorter: at most 64 characters and \(Self.mostBytes) bytes in UTF-8")
    case .path: Bilingual("请加上字母或数字", "add a letter or a digit")
    }
  }
}

/// Whether an id may contain this scalar: a letter or digit of any script, or one of a few signs.
func isIdentifierScalar(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "0"..."9", "A"..."Z", "a"..."z": true
  case "-", "_", ".", "·", "&", "(", ")", "（", "）", "+", " ": true
  default:
    // Some letters are invisible, such as the Hangul fillers.
    (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      && !scalar.properties.isDefaultIgnorableCodePoint
  }
}

/// Normalises an id, so that it has the same bytes however it was typed.
///
/// Full-width letters and digits become their ASCII counterparts; other signs are unchanged; accents are composed with
/// their letters (NFC).
/// - Complexity: O(bytes).
public func halfWidthID(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  let half = String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)!
        default: scalar
        }
      }))
  // Latin letters and Han characters are already composed. The check is worth it, as a list may hold millions of ids.
  let isComposed = half.unicodeScalars.allSatisfy {
    $0.value < 0x300 || (0x3400...0x4DBF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
  }
  return isComposed ? half : half.precomposedStringWithCanonicalMapping
}
