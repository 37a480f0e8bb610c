/// A language that allot speaks.
/// A language of allot's output.
public enum Language: String, Sendable, CaseIterable, Codable {
  /// Chinese, English.
  case zh, en
}

/// A text in both languages.
public struct Bilingual: Hashable, Sendable {
  /// The Chinese text.
  public var zh: String
  /// The English text.
  public var en: String

  /// Creates a text from its Chinese and English forms.
  public init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// The text in one language.
  public subscript(language: Language) -> String { language == .zh ? zh : en }
}

/// A number with its noun, in English.
package func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
