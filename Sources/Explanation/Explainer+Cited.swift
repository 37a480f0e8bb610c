import Formulation
import IntegerProgram
import Model

/// The cells that answers cite for rules. A cell that nobody filled in is not cited: where none of a rule's cells is filled
/// in, the row is, with what holds by default.
extension Explainer {
  /// The filled cells that state the limits of decisions, each once, with what they hold.
  func cells(of decisions: [Meaning]) -> Value {
    var once: [Bilingual] = []
    for text in decisions.flatMap({ texts(of: $0) }) where !once.contains(text) { once.append(text) }
    return .text(joined(once))
  }

  /// The same as one text, for decisions that differ in one item alone.
  /// - Parameter items: The id of the item in this decision, and what all of them are called.
  func cells(of decision: Meaning, sharedBy items: (id: String, names: Value)) -> Bilingual {
    joined(
      texts(of: decision) { citation in citation.id == items.id ? name(of: items.names) : nil })
  }

  private func joined(_ texts: [Bilingual]) -> Bilingual {
    Bilingual(texts.map(\.zh).joined(separator: "、"), texts.map(\.en).joined(separator: "; "))
  }

  /// - Parameter shared: The names of several items for a cell that stands for all of theirs; what such cells hold is not
  ///   told, since it may differ.
  private func texts(of decision: Meaning, sharedAs shared: ((Citation) -> Bilingual?)? = nil) -> [Bilingual] {
    let all = instance.cells(of: decision)
    let filled = all.filter { !instance.isBlank($0, in: decision) }
    func named(_ citation: Citation, _ language: Language) -> Citation {
      shared?(citation).map { citation.naming($0[language]) } ?? citation
    }
    guard filled.isEmpty, let first = all.first else {
      return filled.map { citation in
        shared == nil
          ? text(of: citation)
          : Bilingual(cell(named(citation, .zh), .zh), cell(named(citation, .en), .en))
      }
    }
    let list = ListName(rawValue: first.list)?.zh ?? first.list
    let held = first.defaultWords
    return [
      Bilingual("\(list)「\(named(first, .zh).id)」（\(held.zh)）", "\(first.list) \(named(first, .en).id) (\(held.en))")
    ]
  }
}

extension Citation {
  /// What holds where the cell is blank.
  fileprivate var defaultWords: Bilingual {
    if column(CostField.self) == .due {
      return Bilingual("没有填应付期，每期应付等份", "no due period given: equal parts fall due in each period")
    }
    if column(ProjectField.self) != nil { return Bilingual("没有填起止日期", "no days given") }
    return Bilingual("没有填写，按默认", "left blank: the default holds")
  }
}

extension Instance {
  /// Whether nobody filled in a cell that a decision is read from. The columns that have to be filled in are never blank.
  func isBlank(_ citation: Citation, in decision: Meaning) -> Bool {
    if citation.column(CostField.self) == .due, let p = projectIndex[ProjectID(citation.id)] {
      let lines = lists.projects[p].variants.flatMap(\.costs).filter { $0.type == decision.subjects.last }
      return lines.allSatisfy { $0.due == nil }
    }
    if let column = citation.column(ProjectField.self), let p = projectIndex[ProjectID(citation.id)] {
      switch column {
      case .from: return lists.projects[p].period.from == nil
      case .to: return lists.projects[p].period.to == nil
      default: return false
      }
    }
    if let column = citation.column(FundField.self), let f = fundIndex[FundID(citation.id)] {
      switch column {
      case .trancheMin: return lists.funds[f].trancheMin == nil
      case .trancheMax: return lists.funds[f].trancheMax == nil
      default: return false
      }
    }
    return isBlankOfPeople(citation, in: decision)
  }

  /// The same for the lists of people, of whom a decision names a volunteer, a role or both.
  private func isBlankOfPeople(_ citation: Citation, in decision: Meaning) -> Bool {
    let role = lists.projects.first { $0.id.text == decision.subjects.first }?.variants
      .first { decision.subjects.count > 1 && $0.id.text == decision.subjects[1] }?.roles
      .first { decision.subjects.count > 2 && $0.id.text == decision.subjects[2] }
    if let column = citation.column(ProjectRoleField.self), let role {
      switch column {
      case .headsMax: return role.headsMax == nil
      case .skill: return role.skill == nil
      case .place: return role.place == nil
      case .minutes: return role.minutes == 0
      default: return false
      }
    }
    guard let v = volunteerIndex[VolunteerID(citation.id)] else { return false }
    let offer = lists.volunteers[v].offer
    if let column = citation.column(VolunteerField.self) {
      switch column {
      case .home: return offer.home == nil
      case .travelMax: return offer.travelMax == nil
      case .projectsMax: return offer.projectsMax == nil
      case .minutesMin: return offer.minutesMin == nil
      case .shift: return offer.shift == nil
      case .willing: return offer.willing.isEmpty
      case .unwilling: return offer.unwilling.isEmpty
      case .rest: return offer.rest == 0
      default: return false
      }
    }
    if citation.column(VolunteerSlotField.self) != nil { return offer.slots == nil }
    if citation.column(VolunteerSkillField.self) != nil { return role?.skill.map { offer.skills[$0] == nil } ?? false }
    return false
  }
}
