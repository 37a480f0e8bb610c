import Formulation
import IntegerProgram
import Model
import Questions

/// One sentence of an answer, with its values and the solves they came from.
public struct Sentence: Sendable, Equatable {
  /// Which sentence it is.
  public let message: Message
  /// The values of its placeholders, and others that only the JSON shows.
  public let values: [String: Value]
  /// Names of the solves behind its values; empty where they stand in the lists or the plan.
  public let from: [String]
  /// Indentation level under the sentences before it.
  public let depth: Int
  /// The sentence in both languages.
  public let text: Bilingual
}

/// One solve behind an answer: what was asked of the program and how it ended.
public struct SolveRecord: Sendable, Equatable {
  /// Name by which sentences refer to it.
  public let name: String
  /// Side constraints and changes besides the rules, in the program's words.
  public let asked: [String]
  /// `optimal`, `within_gap`, `feasible` (a limit was reached first), `infeasible` or `undecided`.
  public let status: String
  /// Value and bound of each stage up to the policy; nil where the solve found no plan.
  public let lexicographicValue: LexicographicValue?
  /// An amount that was minimised or maximised, with its bound; in minor units, minutes, or a count.
  public var measure: (value: Int128, bound: Int128)?
  /// What it reused from earlier solves, whatever else was asked.
  public var reused = Reused()

  /// Compares all fields.
  public static func == (a: Self, b: Self) -> Bool {
    a.name == b.name && a.asked == b.asked && a.status == b.status && a.lexicographicValue == b.lexicographicValue
      && a.reused == b.reused
      && a.measure?.value == b.measure?.value && a.measure?.bound == b.measure?.bound
  }
}

extension SolveRecord {
  /// Creates the record of a solve that found a plan.
  init(_ name: String, asked: [String], _ solution: StagedSolution) {
    self.init(
      name: name, asked: asked, status: solution.status, lexicographicValue: solution.lexicographicValue,
      reused: solution.reused)
  }
}

/// The answer to a question: sentences in both languages, and the solves behind them.
public struct Answer: Sendable, Equatable {
  /// The question as it was asked, such as `P07` or `F03>P07`.
  public let question: String
  /// The sentences, in order.
  public internal(set) var sentences: [Sentence] = []
  /// The solves, in order, each name once.
  public internal(set) var solves: [SolveRecord] = []

  /// The answer as indented lines of text.
  public func text(_ language: Language) -> String {
    sentences.map { String(repeating: "  ", count: $0.depth) + $0.text[language] }.joined(separator: "\n")
  }
}

/// Builds an answer.
struct AnswerBuilder {
  private(set) var answer: Answer
  let style: ValueStyle

  init(_ question: String, _ style: ValueStyle) {
    answer = Answer(question: question)
    self.style = style
  }

  mutating func say(_ message: Message, _ values: [String: Value] = [:], from: [String] = [], depth: Int = 1) {
    func fill(_ language: Language) -> String {
      let template = message.template[language].replacingPlaceholder("achieved", with: style.achieved[language])
      return values.sorted { $0.key < $1.key }.reduce(template) { text, entry in
        text.replacingPlaceholder(entry.key, with: style.text(entry.value, language).printable)
      }
    }
    answer.sentences.append(
      Sentence(
        message: message, values: values, from: from, depth: depth,
        text: Bilingual(fill(.zh).withoutSpaces, fill(.en).trailingSpacesCut)))
  }

  mutating func record(_ solve: SolveRecord) {
    if !hasRecord(solve.name) { answer.solves.append(solve) }
  }

  func hasRecord(_ name: String) -> Bool { answer.solves.contains { $0.name == name } }

  typealias Part = @Sendable (inout AnswerBuilder) throws -> Void

  /// Works out independent parts at the same time; their sentences keep the order of the parts.
  /// - Parameter order: The order in which parts are begun, slow ones first; by default that of the parts.
  mutating func sayTogether(_ parts: [Part], begun order: [Int]? = nil) throws {
    let (question, style, order) = (answer.question, style, order ?? Array(parts.indices))
    let done = try concurrentMap(parts.count, threads: parts.count) { turn in
      var builder = AnswerBuilder(question, style)
      try parts[order[turn]](&builder)
      return (index: order[turn], answer: builder.answer)
    }
    for part in done.compactMap(\.self).sorted(by: { $0.index < $1.index }) {
      answer.sentences += part.answer.sentences
      for solve in part.answer.solves { record(solve) }
    }
  }
}

extension String {
  /// The text without spaces between Chinese characters and marks; templates have spaces beside numbers and Latin ids.
  fileprivate var withoutSpaces: String {
    func isWide(_ character: Character?) -> Bool {
      guard let value = character?.unicodeScalars.first?.value else { return true }
      return (0x2E80...0x9FFF).contains(value) || (0xFF00...0xFFEF).contains(value)
        || "“”…".unicodeScalars.contains { $0.value == value }
    }
    let letters = Array(self)
    var out = ""
    for (index, letter) in letters.enumerated() {
      if letter == " ", isWide(out.last), isWide(index + 1 < letters.count ? letters[index + 1] : nil) { continue }
      out.append(letter)
    }
    return out
  }

  fileprivate var trailingSpacesCut: String {
    var out = self
    while out.last == " " { out.removeLast() }
    return out
  }

  func replacingPlaceholder(_ name: String, with text: String) -> String {
    let mark = "{" + name + "}"
    var out = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      rest = rest[open...]
      if rest.hasPrefix(mark) {
        out += text
        rest = rest.dropFirst(mark.count)
      } else {
        out.append(rest.removeFirst())
      }
    }
    return out + rest
  }
}
