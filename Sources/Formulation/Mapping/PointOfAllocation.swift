import ExactProgram
import IntegerProgram
import Model

extension Formulation {
  /// Converts an allocation to a feasible point: the inverse of ``allocation(of:)``.
  /// - Returns: nil if the allocation violates a row, as an edited plan may.
  package func point(of allocation: Allocation) -> [Int128]? {
    values(of: allocation).flatMap { exact.isSatisfied(by: $0) ? $0 : nil }
  }

  /// The decisions whose rows an allocation violates; nil if something in the allocation has no column.
  package func broken(by allocation: Allocation) -> Set<Meaning>? {
    guard let point = values(of: allocation) else { return nil }
    return Set(exact.rows.compactMap { exact.violation($0, at: point) > 0 ? $0.decision : nil })
  }

  /// The column values of an allocation, whether or not they obey the rows; nil if something in it has no column.
  private func values(of allocation: Allocation) -> [Int128]? {
    var point = exact.columns.map { max(0, $0.lower) }
    for award in allocation.awards {
      guard setAward(award, &point) else { return nil }
    }
    guard setPayments(allocation, &point) else { return nil }
    setParametricChange(allocation, &point)
    setPermission(allocation, &point)
    guard setUses(allocation, &point) else { return nil }
    setFollowers(&point)
    setOvershoots(&point)
    for credit in allocation.credits {
      guard let n = instance.needIndex[credit.need], let p = instance.projectIndex[credit.project],
        credits[n][p] != nil
      else { return nil }
      set(.service(CreditKey(project: credit.project, need: credit.need)), Int128(credit.micro), &point)
    }
    setShortfalls(&point)
    return point
  }

  /// Sets the column of a key; a quantity without a column follows from other columns.
  func set(_ key: ColumnKey, _ value: @autoclosure () -> Int128, _ point: inout [Int128]) {
    if let column = columnMap.column(of: key) { point[column] = value() }
  }

  /// Sets the columns of a variant that is carried out: its start, its scale and its cost lines.
  /// - Returns: false if the lists have no such variant, or it may not start in the award's period.
  private func setAward(_ award: Allocation.Award, _ point: inout [Int128]) -> Bool {
    guard let p = instance.projectIndex[award.project],
      let v = projects[p].variants.firstIndex(where: { $0.id == award.variant })
    else { return false }
    let variant = projects[p].variants[v]
    let key = variantKey(p, v)
    set(.carryOut(key), 1, &point)
    guard setStart(of: award, p, v, &point) else { return false }
    let step: Int128 = variant.scaleKind == .integer ? 1000 : 1
    set(.scale(key), Int128(award.scale.milli - variant.scaleMin.milli) / step, &point)
    for (number, line) in variant.costs.enumerated() {
      let lineKey = LineKey(variant: key, number: number, costType: line.type)
      set(.lineCost(lineKey), line.cost(at: award.scale), &point)
    }
    return true
  }

  /// Sets the shortfall of each floor, and the worst.
  private func setShortfalls(_ point: inout [Int128]) {
    var worst: Int128 = 0
    for (n, entry) in shortfalls {
      let missing = max(0, entry.required - served(n).value(at: point))
      set(.shortfall(instance.lists.needs[n].id), missing, &point)
      worst = max(worst, ceilDivide(missing * 1_000_000, entry.required))
    }
    set(.worstShortfall, worst, &point)
  }

  /// The decisions about some projects whose rows are tight in this allocation, each once; empty if it violates a row.
  public func binding(_ allocation: Allocation, about ids: [ProjectID]) -> [Meaning] {
    guard let point = point(of: allocation) else { return [] }
    let about = Set(ids.map(\.text))
    return exact.binding(at: point) { row, _ in !about.isDisjoint(with: blocks(of: row, at: point)) }
  }

  /// The decisions about a volunteer or a project whose rows are tight in this roster, each once; empty if it violates
  /// a row.
  public func bindingRoster(_ allocation: Allocation, about id: String) -> [Meaning] {
    let roster = RosterProgram(instance, awards: allocation.awards)
    guard let point = roster.point(of: allocation.assignments) else { return [] }
    // The rows of these rules are tight by definition, so they do not count as binding.
    let definitions: Set = [SameThroughout.name, WholeShifts.name]
    return roster.exact.binding(at: point) { _, decision in
      !definitions.contains(decision.rule) && decision.subjects.contains(id)
    }
  }
}

extension ExactProgram {
  /// The decisions whose rows are tight at a point, each once, in the order of rows.
  fileprivate func binding(at point: [Int128], where isWanted: (Row, _ decision: Meaning) -> Bool) -> [Meaning] {
    var seen: Set<Meaning> = []
    return rows.compactMap { row in
      // A row whose columns are all zero is tight only because nothing in it is carried out, so it does not count.
      guard let decision = row.decision, row.terms.contains(where: { point[$0.column] != 0 }), isWanted(row, decision)
      else { return nil }
      let value = row.terms.reduce(Int128(0)) { $0 + $1.coefficient * point[$1.column] }
      guard value == row.lower || value == row.upper else { return nil }
      return seen.insert(decision).inserted ? decision : nil
    }
  }
}

extension Formulation {
  /// Whether the program admits an allocation, payment by payment, with its roster. Tests compare this with the audit.
  func programAdmits(_ allocation: Allocation) -> Bool {
    if projects.contains(where: hasLongVariant), !modelVariant.timesEveryPayment {
      var timed = modelVariant
      timed.timesEveryPayment = true
      return Formulation(instance, timed, rosters: rosters).programAdmits(allocation)
    }
    guard let point = point(of: allocation) else { return false }
    var paid: [PaymentKey: Int128] = [:]
    for p in projects.indices {
      for (fund, lines) in payments[p] {
        for (type, expression) in lines {
          let amount = expression.value(at: point)
          if amount != 0 { paid[PaymentKey(source: sourceKey(fund, p), costType: type)] = amount }
        }
      }
    }
    for payment in allocation.payments {
      let key = PaymentKey(
        source: SourceKey(fund: payment.fund, project: payment.project), costType: payment.costType)
      paid[key, default: 0] -= Int128(payment.amount.minorUnits)
    }
    guard paid.values.allSatisfy({ $0 == 0 }) else { return false }
    return !hasRoles
      || RosterProgram(instance, awards: allocation.awards).point(of: allocation.assignments) != nil
  }

  /// The project ids of a row's columns that are nonzero at a point.
  private func blocks(of row: ExactProgram.Row, at point: [Int128]) -> [String] {
    row.terms.compactMap { point[$0.column] != 0 ? columnMap.key(of: $0.column)?.project?.text : nil }
  }
}
