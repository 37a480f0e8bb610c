import Foundation
import Model
import Synchronization

/// A text with the letters by which its spelling is compared with others.
struct Spelling {
  /// The text as it was read.
  let text: String
  /// The text without blanks and punctuation, in half width and lower case.
  let form: String
  private let letters: [Character]

  init(_ text: String) {
    self.text = text
    form = text.comparableText
    letters = Array(form)
  }

  /// Whether the texts differ in nothing but blanks, punctuation, width and case.
  func isSame(as other: Spelling) -> Bool { form == other.form }

  /// Whether one text is so little different from the other that it is most likely the other, misspelt.
  ///
  /// - Chinese: one character, of four or more, or one too many; two, of six or more. A word of two or three characters
  ///   in which another character stands is near only if both sound the same, as a pinyin input method confuses them:
  ///   烹任 is near 烹饪, but 财政局 is not near 民政局.
  /// - Latin letters only: one letter, of five or more; two, of nine or more.
  /// - Numbers and words that number (一, 甲, 东, 大, A) do not count as misspelt: 一组 is not near 二组.
  /// - Complexity: O(characters of one × characters of the other), O(1) if the lengths differ by more than two.
  func isNear(_ other: Spelling) -> Bool {
    let (a, b) = (letters, other.letters)
    let (shorter, longer) = (min(a.count, b.count), max(a.count, b.count))
    guard longer - shorter <= 2, shorter >= 2, !isNumbered(otherwiseThan: other) else { return false }
    let distance = editDistance(a, b, exchanges: true)
    let isLatin = String(a).isLatin && String(b).isLatin
    switch distance {
    case 0: return true
    case 1 where isLatin: return longer >= 5
    case 2 where isLatin: return longer >= 9
    case 1: return longer >= 4 || shorter < longer || sounds(like: other)
    case 2: return longer >= 6
    default: return false
    }
  }

  /// Whether the texts are equal but for characters that number things.
  private func isNumbered(otherwiseThan other: Spelling) -> Bool {
    let (a, b) = (letters, other.letters)
    func isDigit(_ letter: Character) -> Bool { letter.isNumber && letter.isASCII }
    if a != b, a.filter({ !isDigit($0) }) == b.filter({ !isDigit($0) }) { return true }
    let (tokens, others) = (tokens, other.tokens)
    if tokens != others, tokens.count == others.count,
      zip(tokens, others).allSatisfy({ $0 == $1 || $0.count == 1 && $1.count == 1 && $0.isLatin && $1.isLatin })
    {
      return true
    }
    guard a.count == b.count, a != b else { return false }
    return a.indices.allSatisfy { i in
      a[i] == b[i] || Self.numbering.contains(a[i]) && Self.numbering.contains(b[i])
        || isLone(i, in: a) && isLone(i, in: b)
    }
  }

  private static let numbering: Set<Character> = Set("一二三四五六七八九十甲乙丙丁戊己东西南北中上下左右前后内外大小新老初高男女")

  /// The parts between blanks and punctuation, in lower case.
  private var tokens: [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether a Latin letter stands by itself, as in `A区`.
  private func isLone(_ index: Int, in letters: [Character]) -> Bool {
    func isLetter(_ i: Int) -> Bool { letters.indices.contains(i) && letters[i].isASCII && letters[i].isLetter }
    return isLetter(index) && !isLetter(index - 1) && !isLetter(index + 1)
  }

  /// Whether two texts of one length that differ in characters sound the same, tones aside.
  private func sounds(like other: Spelling) -> Bool {
    zip(letters, other.letters).allSatisfy { $0 == $1 || Sounds.areSame($0, $1) }
  }
}

/// The sounds of Chinese characters, in Latin letters without tones.
private enum Sounds {
  /// To transliterate one text takes ten milliseconds, whatever its length, so that each character is asked for once.
  private static let known = Mutex<[Character: String]>([:])

  static func areSame(_ a: Character, _ b: Character) -> Bool {
    known.withLock { known in
      let unknown = [a, b].filter { known[$0] == nil }
      if !unknown.isEmpty {
        let text = unknown.map(String.init).joined(separator: "\n")
        let sounds = (text.applyingTransform(.toLatin, reverse: false) ?? text).decomposedStringWithCanonicalMapping
          .unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
        let lines = sounds.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        for (character, sound) in zip(unknown, lines) { known[character] = sound }
      }
      return known[a] == known[b]
    }
  }
}

extension String {
  fileprivate var isLatin: Bool { utf8.allSatisfy { $0 < 0x80 } }
}
