/// A language that allot speaks.
public enum Language: String, Sendable, CaseIterable, Codable { case zh, en }

/// One sentence in both languages.
public struct Bilingual: Hashable, Sendable {
  public var zh: String
  public var en: String

  public init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  public subscript(language: Language) -> String { language == .zh ? zh : en }
}
