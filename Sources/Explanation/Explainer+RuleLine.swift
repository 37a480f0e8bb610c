import Formulation
import Model

/// What a line of the rulebook says, in words.
public struct RuleLineWords: Sendable {
  /// The name of the rule.
  public let rule: Bilingual
  /// What it is about, by ids and names.
  public let subjects: Bilingual
  /// The cells in which it stands, with what they hold; empty for a limit of all projects.
  public let cells: Bilingual
  /// Whose it is; nil if it is nobody's to waive.
  public let owner: Bilingual?
  /// The level whose it is, as the lists write it; `donors` for a term of a gift.
  public let ownerKey: String?
}

extension Explainer {
  /// What a line of the rulebook says, where and whose it is.
  /// - Complexity: O(decisions of the line).
  public func words(of line: RuleLine) -> RuleLineWords {
    let name = RuleName(rawValue: line.rule)
    // A line of several decisions is about what they have in common.
    let common = line.decisions[0].subjects.filter { subject in
      line.decisions.allSatisfy { $0.subjects.contains(subject) }
    }
    let isBroad = line.decisions.count > 1 && !common.isEmpty
    let about = isBroad ? Value.items(common.map(item(named:))) : subjects(line.decisions.last!)
    let holder = holder(of: line)
    let key: String? =
      switch holder {
      case .level(let level): level.rawValue
      case .donors: "donors"
      case nil: nil
      }
    return RuleLineWords(
      rule: Bilingual(name?.zh ?? line.rule, line.rule.replacing("-", with: " ")),
      subjects: Bilingual(style.text(about, .zh), style.text(about, .en)),
      cells: line.cells.isEmpty ? Bilingual("", "") : Bilingual(text(of: line, .zh), text(of: line, .en)),
      owner: holder?.name, ownerKey: key)
  }

  private func text(of line: RuleLine, _ language: Language) -> String {
    guard case .text(let words) = cells(line.cells) else { return "" }
    return words[language]
  }

  /// Whose a line is: the highest level of those whose its decisions are.
  private func holder(of line: RuleLine) -> RuleHolder? {
    let levels = line.decisions.compactMap { decision in
      line.changes.contains(where: \.isWaiver)
        ? instance.authority(of: decision) : instance.authority(of: decision, at: line.cells.first)
    }
    guard let highest = levels.max() else { return nil }
    return highest != .law && line.decisions.contains(where: instance.isTermOfGift) ? .donors : .level(highest)
  }
}
