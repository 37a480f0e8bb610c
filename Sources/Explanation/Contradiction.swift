import Formulation
import IntegerProgram
import Model

/// The words for a conflict of rules, for lists that have no plan.
public struct Contradiction: Sendable {
  /// What follows from them: whether one of them must give way, or nobody may waive any.
  public let lead: Bilingual
  /// Each rule as a sentence, with what it is about and whose it is unless it is the planner's own.
  public let rules: [Bilingual]

  /// Creates the words for a conflict of an instance.
  public init(_ conflict: [Meaning], of instance: Instance) {
    let isFixed = conflict.allSatisfy { instance.authority(of: $0).map { $0 == .law } ?? true }
    lead =
      isFixed
      ? Bilingual(
        "没有方案能同时满足以下规定；这些规定哪一级也不能放开，只能改清单：",
        "no plan obeys all of these, and nobody may waive them; the lists must change:")
      : Bilingual(
        "没有方案能同时满足以下规定，至少要放宽其中一条（放宽后可能还有别的冲突）：",
        "no plan obeys all of these: one of them at least must give way, and there may be other conflicts besides:")
    rules = conflict.map { meaning in
      let sentence = ruleSentence(meaning.rule)?.withoutStop ?? Bilingual(meaning.rule, meaning.rule)
      let holder = instance.holder(of: meaning)
      let owned = holder.flatMap { $0 == .level(instance.lists.planner) ? nil : $0.owned }
      let subjects = Bilingual(meaning.subjects.joined(separator: "、"), meaning.subjects.joined(separator: ", "))
      return Bilingual(
        "\(sentence.zh)（\(subjects.zh)）\(owned.map { "（\($0.zh)）" } ?? "")。",
        "\(sentence.en) (\(subjects.en))\(owned.map { " (\($0.en))" } ?? "").")
    }
  }
}
