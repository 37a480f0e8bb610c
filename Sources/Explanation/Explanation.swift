import Formulation
import IntegerProgram
import Model

/// The answer to “why”: lines to read, and what they rest on.
public struct Explanation: Sendable {
  public var title: Bilingual
  public var lines: [Bilingual] = []
}

/// What somebody may ask about.
public enum Question: Sendable, Hashable {
  case project(ProjectID)
  case fund(FundID)
  case need(NeedID)
  case assignment(FundID, ProjectID)
  case volunteer(VolunteerID)

  /// `P07`, `F03`, `N12`, `H004`, or `F03>P07` for what one fund pays for one project; nil for an id that no list has.
  public init?(_ text: String, in instance: Instance) {
    let parts = text.split(whereSeparator: { ">＞".contains($0) }).map(String.init)
    if parts.count == 2 {
      let (fund, project) = (FundID(parts[0]), ProjectID(parts[1]))
      guard instance.fundIndex[fund] != nil, instance.projectIndex[project] != nil else { return nil }
      self = .assignment(fund, project)
    } else if instance.projectIndex[ProjectID(text)] != nil {
      self = .project(ProjectID(text))
    } else if instance.fundIndex[FundID(text)] != nil {
      self = .fund(FundID(text))
    } else if instance.needIndex[NeedID(text)] != nil {
      self = .need(NeedID(text))
    } else if instance.volunteerIndex[VolunteerID(text)] != nil {
      self = .volunteer(VolunteerID(text))
    } else {
      return nil
    }
  }
}

/// Answers questions about a plan; every price is an optimum solved again, none is guessed.
public struct Explainer: Sendable {
  let plan: Plan
  let instance: Instance
  let formulation: Formulation
  var solve: StagedSolve
  let objective: PolicyObjective
  /// Names a cell in the reader's language.
  let cell: @Sendable (Citation, Language) -> String

  public init(
    _ plan: Plan, _ instance: Instance, solve: StagedSolve, cell: @escaping @Sendable (Citation, Language) -> String
  ) {
    self.plan = plan
    self.instance = instance
    self.cell = cell
    formulation = Formulation(instance)
    objective = PolicyObjective(rawValue: plan.objective) ?? .value
    var solve = solve
    solve.gap = plan.requestedGap
    // An answer within seconds, with the gap it has, is worth more here than the last tenth of a per cent.
    solve.timeLimit = .seconds(4)
    self.solve = solve
  }

  /// - Complexity: one or two solves of the floors and the policy; a few dozen feasibility solves where something is
  ///   impossible.
  public func answer(_ question: Question) throws(SolverFault) -> Explanation {
    switch question {
    case .project(let id): try project(id)
    case .fund(let id): try fund(id)
    case .need(let id): try need(id)
    case .assignment(let fund, let id): try assignment(fund, id)
    case .volunteer(let id): try volunteer(id)
    }
  }

  private func project(_ id: ProjectID) throws(SolverFault) -> Explanation {
    let project = instance.project(id)
    let payments = plan.allocation.payments.filter { $0.project == id }
    guard plan.allocation.awards.contains(where: { $0.project == id }) else {
      var out = Explanation(
        title: Bilingual("项目 \(id)“\(project.title)”未安排", "project \(id) ‘\(project.title)’ is not carried out"))
      for line in formulation.unpayable(id) {
        out.lines.append(
          Bilingual("支出“\(line.costType)”没有任何资金可以支付：", "no fund may pay its costs of type ‘\(line.costType)’:"))
        out.lines += line.by.map {
          Bilingual("  \($0.fund)：不符合\(cell($0.cell, .zh))", "  \($0.fund): shut out by \(cell($0.cell, .en))")
        }
      }
      out.lines += unstaffable(id)
      out.lines += try whatIf(.carriedOut(id), verb: Bilingual("若必须安排", "if it had to be carried out"))
      return out
    }
    let total = payments.reduce(Money.zero) { $0 + $1.amount }
    var out = Explanation(
      title: Bilingual(
        "项目 \(id)“\(project.title)”已安排，费用 \(plan.currency.text(total))",
        "project \(id) ‘\(project.title)’ is carried out, at a cost of \(plan.currency.text(total))"))
    out.lines += payments.map(permitted)
    for credit in plan.allocation.credits where credit.project == id { out.lines.append(served(credit)) }
    out.lines += resources(of: project)
    for work in plan.allocation.assignments where work.project == id { out.lines.append(held(work)) }
    out.lines += binding(id.text)
    out.lines += try whatIf(.notCarriedOut(id), verb: Bilingual("若不安排", "without it"))
    return out
  }

  private func fund(_ id: FundID) throws(SolverFault) -> Explanation {
    let fund = instance.fund(id)
    let payments = plan.allocation.payments.filter { $0.fund == id }
    let used = payments.reduce(Money.zero) { $0 + $1.amount }
    var out = Explanation(
      title: Bilingual(
        "资金 \(id)“\(fund.name)”：可用 \(plan.currency.text(fund.available))，安排 \(plan.currency.text(used))，结余 \(plan.currency.text(fund.available - used))",
        "fund \(id) ‘\(fund.name)’: \(plan.currency.text(fund.available)) available, \(plan.currency.text(used)) used, \(plan.currency.text(fund.available - used)) idle"
      ))
    out.lines += payments.map(permitted)
    out.lines += binding(id.text)
    if used > .zero { out.lines += try whatIf(.unused(id), verb: Bilingual("若没有这笔资金", "without this fund")) }
    return out
  }

  private func need(_ id: NeedID) throws(SolverFault) -> Explanation {
    let need = instance.need(id)
    let credits = plan.allocation.credits.filter { $0.need == id }
    let done = credits.reduce(Int128(0)) { $0 + Int128($1.micro) }
    let amounts = Bilingual(
      "需要 \(need.quantity.text) \(need.unit)，满足 \(micro(done))",
      "\(need.quantity.text) \(need.unit) needed, \(micro(done)) served")
    var out = Explanation(
      title: Bilingual("需求 \(id)“\(need.title)”：\(amounts.zh)", "need \(id) ‘\(need.title)’: \(amounts.en)"))
    out.lines += credits.map(served) + weight(of: need)
    if need.status != .open {
      out.lines.append(Bilingual("该需求已不在待办状态。", "it is no longer open."))
      return out
    }
    let isPartly = done > 0 && done < Int128(need.quantity.milli) * 1000
    // Two questions share the time of one.
    var half = self
    if isPartly { half.solve.timeLimit = solve.timeLimit.map { $0 / 2 } }
    if done > 0 { out.lines += try half.whatIf(.unserved(id), verb: Bilingual("若不服务这项需求", "if it were not served")) }
    if done < Int128(need.quantity.milli) * 1000 {
      out.lines += try half.whatIf(.served(id), verb: Bilingual("若必须全部满足", "if it had to be served wholly"))
    }
    return out
  }

  private func assignment(_ fund: FundID, _ id: ProjectID) throws(SolverFault) -> Explanation {
    let payments = plan.allocation.payments.filter { $0.fund == fund && $0.project == id }
    var out = Explanation(title: Bilingual("资金 \(fund) 用于项目 \(id)", "fund \(fund) on project \(id)"))
    if payments.isEmpty {
      out.lines.append(Bilingual("方案中没有这笔安排。", "the plan has no such payment."))
      for (type, reason) in formulation.forbidden(fund, id) {
        out.lines.append(
          Bilingual(
            "  支出“\(type)”：不符合\(cell(reason, .zh))", "  costs of type ‘\(type)’: shut out by \(cell(reason, .en))"))
      }
      out.lines += try whatIf(.paid(fund, id), verb: Bilingual("若必须由它支付", "if it had to pay"))
    } else {
      out.lines += payments.map(permitted)
      out.lines += binding(fund.text)
      out.lines += try whatIf(.unpaid(fund, id), verb: Bilingual("若它不支付", "if it did not pay"))
    }
    return out
  }

  private func permitted(_ payment: Allocation.Payment) -> Bilingual {
    let amount = plan.currency.text(payment.amount)
    let by = { (language: Language) in
      payment.permittedBy.map { cell($0, language) }.joined(separator: language == .zh ? "、" : "; ")
    }
    return Bilingual(
      "资金 \(payment.fund) 向项目 \(payment.project) 支付“\(payment.costType)” \(amount)，依据 \(by(.zh))",
      "fund \(payment.fund) pays \(amount) of ‘\(payment.costType)’ for project \(payment.project), permitted by \(by(.en))"
    )
  }

  private func served(_ credit: Allocation.Credit) -> Bilingual {
    let need = instance.need(credit.need)
    let amount = micro(Int128(credit.micro))
    return Bilingual(
      "项目 \(credit.project) 满足需求 \(need.id)“\(need.title)” \(amount) \(need.unit)",
      "project \(credit.project) serves \(amount) \(need.unit) of need \(need.id) ‘\(need.title)’")
  }

  private func binding(_ id: String) -> [Bilingual] { formulation.binding(plan.allocation, about: id).map(binds) }

  func binds(_ meaning: Meaning) -> Bilingual {
    let sentence = ruleSentence(meaning.rule)
    let about = meaning.subjects.joined(separator: " ")
    return Bilingual(
      "已到限：[\(meaning.rule)] \(about)：\(sentence?.zh ?? "")",
      "binds: [\(meaning.rule)] \(about): \(sentence?.en ?? "")")
  }

  private func micro(_ value: Int128) -> String { decimalText(value, digits: 6, grouped: true, trimmed: true) }
}
