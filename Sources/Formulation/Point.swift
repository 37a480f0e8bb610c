import IntegerProgram
import Model

extension Formulation {
  /// The columns' values that an allocation stands for: the way there, where ``allocation(of:)`` is the way back.
  ///
  /// - Returns: nil where the allocation does not obey the rows, as an edited plan may not.
  func point(of allocation: Allocation) -> [Int128]? {
    var point = exact.columns.map { max(0, $0.lower) }
    func set(_ expression: Expression, _ value: Int128) {
      let terms = expression.terms
      if terms.count == 1, terms[0].coefficient == 1, expression.constant == 0 { point[terms[0].column] = value }
    }
    for award in allocation.awards {
      guard let p = instance.projectIndex[award.project],
        let v = projects[p].variants.firstIndex(where: { $0.id == award.variant })
      else { return nil }
      let variant = projects[p].variants[v]
      set(chosen[p][v], 1)
      if let column = scaleColumns[[p, v]] {
        let above = Int128(award.scale.milli - variant.scaleMin.milli)
        point[column] = variant.scaleKind == .integer ? above / 1000 : above
      }
      for (key, column) in lineColumns where key[0] == p && key[1] == v {
        point[column] = variant.costs[key[2]].cost(at: award.scale)
      }
    }
    for payment in allocation.payments {
      guard let f = instance.fundIndex[payment.fund], let p = instance.projectIndex[payment.project],
        let expression = payments[p][f]?[payment.costType]
      else { return nil }
      set(expression, Int128(payment.amount.minorUnits))
    }
    for p in projects.indices {
      for (fund, z) in sources[p] { set(z, paid(fund, p)!.value(at: point) > 0 ? 1 : 0) }
    }
    for credit in allocation.credits {
      guard let n = instance.needIndex[credit.need], let p = instance.projectIndex[credit.project],
        let s = credits[n][p]
      else { return nil }
      set(s, Int128(credit.micro))
    }
    var worst: Int128 = 0
    for (n, entry) in shortfalls {
      let missing = max(0, entry.required - served(n).value(at: point))
      set(entry.expression, missing)
      worst = max(worst, ceilDivide(missing * 1_000_000, entry.required))
    }
    if let worstShortfall { set(worstShortfall, worst) }
    return exact.isSatisfied(by: point) ? point : nil
  }

  /// The rules that touch some projects and leave no room in this allocation, each once.
  public func binding(_ allocation: Allocation, about ids: [ProjectID]) -> [Meaning] {
    guard let point = point(of: allocation) else { return [] }
    let blocks = Set(ids.map(\.text))
    var seen: Set<Meaning> = []
    return exact.rows.compactMap { row in
      // A row about something that is not done at all is tight at nothing.
      guard let decision = row.decision,
        row.terms.contains(where: {
          point[$0.column] != 0 && (exact.columns[$0.column].block.map(blocks.contains) ?? false)
        })
      else { return nil }
      let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * point[$1.column] }
      guard value == row.lower || value == row.upper else { return nil }
      return seen.insert(decision).inserted ? decision : nil
    }
  }
}

extension Formulation {
  /// Whether the rows and columns of the program allow an allocation, payment by payment: the program's own judgement, to
  /// be held against the audit's.
  func allows(_ allocation: Allocation) -> Bool {
    guard let point = point(of: allocation) else { return false }
    var paid: [[String]: Int128] = [:]
    for (p, project) in projects.enumerated() {
      for (fund, lines) in payments[p] {
        for (type, expression) in lines {
          let amount = expression.value(at: point)
          if amount != 0 { paid[[funds[fund].id.text, project.id.text, type]] = amount }
        }
      }
    }
    for payment in allocation.payments {
      let key = [payment.fund.text, payment.project.text, payment.costType]
      guard paid.removeValue(forKey: key) == Int128(payment.amount.minorUnits) else { return false }
    }
    return paid.isEmpty
  }
}
