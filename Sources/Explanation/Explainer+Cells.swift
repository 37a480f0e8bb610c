import Formulation
import Model

/// What cells of the lists hold, beside their names: a reader wants the limit and not only where it stands.
extension Explainer {
  /// Cells by their names, each with what it holds.
  func cells(_ cells: [Citation]) -> Value {
    let told = cells.map(text)
    return .text(Bilingual(told.map(\.zh).joined(separator: "、"), told.map(\.en).joined(separator: "; ")))
  }

  /// A cell by its name, with what it holds.
  func text(of citation: Citation) -> Bilingual {
    let citation = instance.filled(citation)
    let held = contents(of: citation)
    return Bilingual(
      cell(citation, .zh) + (held.map { "（\($0.zh)）" } ?? ""),
      cell(citation, .en) + (held.map { " (\($0.en))" } ?? ""))
  }

  /// What a cell about money, projects or needs holds; nil for an empty cell, and for others, such as those about people.
  private func contents(of citation: Citation) -> Bilingual? {
    if let column = citation.column(FundField.self), let fund = instance.fundIndex[FundID(citation.id)] {
      return contents(column, of: instance.lists.funds[fund])
    }
    if let column = citation.column(ProjectField.self), let project = instance.projectIndex[ProjectID(citation.id)] {
      return contents(column, of: instance.lists.projects[project])
    }
    if let column = citation.column(NeedField.self), let need = instance.needIndex[NeedID(citation.id)] {
      let need = instance.lists.needs[need]
      switch column {
      case .floor: return need.floor.map { name(of: .share($0)) }
      case .urgency: return name(of: .count(need.urgency))
      default: return nil
      }
    }
    if citation.column(FundMatchingField.self) == .ratio, let fund = instance.fundIndex[FundID(citation.id)] {
      return list(instance.lists.funds[fund].matching.map { .share($0.ratio) })
    }
    guard let column = citation.column(LimitField.self) else { return nil }
    let limits = instance.lists.limits.filter { $0.of == citation.id }
    switch column {
    case .mostProjects: return list(limits.compactMap(\.mostProjects).map { .count($0) })
    case .mostMoney: return list(limits.compactMap(\.mostMoney).map(amount))
    default: return nil
    }
  }

  private func contents(_ column: FundField, of fund: Fund) -> Bilingual? {
    func words(_ texts: [String]) -> Bilingual? { list(texts.map { .text(Bilingual($0, $0)) }) }
    switch column {
    case .amount: return name(of: amount(fund.amount))
    case .categories: return list(fund.categories.map { item(named: $0.text) })
    case .excludedCategories: return list(fund.excludedCategories.map { item(named: $0.text) })
    case .places: return list(fund.places.map(item))
    case .groups: return words(fund.groups)
    case .tiers: return list(fund.tiers.map { .text($0.words) })
    case .costTypes: return words(fund.costTypes)
    case .excludedCostTypes: return words(fund.excludedCostTypes)
    case .projects: return list(fund.projects.map { .text(Bilingual($0.text, $0.text)) })
    case .from: return fund.period.from.map { name(of: .day($0)) }
    case .to: return fund.period.to.map { name(of: .day($0)) }
    case .trancheMin: return fund.trancheMin.map { name(of: amount($0)) }
    case .trancheMax: return fund.trancheMax.map { name(of: amount($0)) }
    case .shareMax: return fund.shareMax.map { name(of: .share($0)) }
    case .projectsMax: return fund.projectsMax.map { name(of: .count($0)) }
    case .perPlaceMax: return fund.perPlaceMax.map { name(of: amount($0)) }
    case .minimumSpend: return name(of: amount(fund.minimumSpend))
    case .id, .name, .department, .reserve, .carryOver, .excludesGovernmentFunded: return nil
    }
  }

  private func contents(_ column: ProjectField, of project: Project) -> Bilingual? {
    switch column {
    case .sourcesMax: project.sourcesMax.map { name(of: .count($0)) }
    case .requires: list(project.requires.map { .text(Bilingual($0.text, $0.text)) })
    case .incompatible: list(project.incompatible.map { .text(Bilingual($0.text, $0.text)) })
    // Who it is does not matter here.
    case .responsible: project.responsible.isEmpty ? Bilingual("没有填写", "empty") : Bilingual("已填写", "filled in")
    case .approved: project.approved ? Bilingual("是", "yes") : Bilingual("否", "no")
    default: nil
    }
  }

  private func amount(_ money: Money) -> Value { .money(Int128(money.minorUnits)) }

  /// The first few values; nil if there is none.
  private func list(_ values: [Value]) -> Bilingual? { values.isEmpty ? nil : name(of: examples(of: values)) }
}

extension Instance {
  /// A cell with the last day of a period, or that with the first day where the last is blank.
  fileprivate func filled(_ citation: Citation) -> Citation {
    if citation.column(FundField.self) == .to, let f = fundIndex[FundID(citation.id)],
      lists.funds[f].period.to == nil
    {
      return Citation(.funds(.from), of: citation.id)
    }
    if citation.column(NeedField.self) == .due, let n = needIndex[NeedID(citation.id)], lists.needs[n].due.to == nil {
      return Citation(.needs(.from), of: citation.id)
    }
    return citation
  }
}

extension Tier {
  fileprivate var words: Bilingual {
    switch self {
    case .basic: Bilingual("基本", "basic")
    case .featured: Bilingual("特色", "featured")
    }
  }
}
