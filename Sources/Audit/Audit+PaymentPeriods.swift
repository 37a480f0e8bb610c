import Model

extension Ledger {
  /// The rules about the periods in which payments are made: `fund-period`, `payment-period` and `fund-release`.
  func paymentPeriodBreaches() -> [Breach] {
    spending.keys.sorted().flatMap { fundPeriod(instance.fund($0)) }
      + carriedOut.keys.sorted().flatMap { paymentPeriods(of: instance.project($0)) }
      + instance.lists.funds.flatMap(releases)
  }

  /// What a fund pays for a project in each period, in minor units.
  private func amounts(of fund: FundID, for project: ProjectID) -> [Int: Int128] {
    (paymentsByPeriod[project]?[fund] ?? [:]).values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  private func fundPeriod(_ fund: Fund) -> [Breach] {
    let window = spendingPeriod(of: fund), days = text(window)
    return (spending[fund.id] ?? [:]).keys.sorted().flatMap { project -> [Breach] in
      guard starts[project] != nil else { return [] }
      let periods = amounts(of: fund.id, for: project).filter { $0.value > 0 }.keys.sorted()
      return periods.filter { !instance.timeline[$0].span.overlaps(window) }.map { period in
        Breach(
          "fund-period", [fund.id.text, project.text],
          "资金 \(fund.id) 在 \(name(period)) 支付项目 \(project)，不在资金使用期 \(days.zh) 之内",
          "fund \(fund.id) pays for project \(project) in \(name(period)), not within the fund's days, \(days.en)")
      }
    }
  }

  /// Checks that the costs of each type are paid while the project runs, and by the end of each period what is due by
  /// then. The first breach of each type is reported.
  private func paymentPeriods(of project: Project) -> [Breach] {
    (carriedOut[project.id] ?? []).flatMap { variant, scale -> [Breach] in
      guard let start = starts[project.id]?[variant.id] else { return [] }
      let run = run(of: variant, from: start)
      return Set(variant.costs.map(\.type)).sorted().compactMap { type in
        var paid: [Int: Int128] = [:]
        for types in (paymentsByPeriod[project.id] ?? [:]).values {
          paid.merge(types[type] ?? [:], uniquingKeysWith: +)
        }
        let subjects = [project.id.text, type]
        if let period = paid.keys.filter({ paid[$0]! > 0 && !run.contains($0) }).min() {
          return Breach(
            "payment-period", subjects, "项目 \(project.id) 的“\(type)”在 \(name(period)) 付款，项目此期并不实施",
            "‘\(type)’ of project \(project.id) is paid in \(name(period)), when the project does not run")
        }
        // What is missing in the end is a breach of full funding.
        for period in run.dropLast() {
          let due = due(variant, type, by: period - start + 1, scale)
          let sum = paid.reduce(Int128(0)) { $1.key <= period ? $0 + $1.value : $0 }
          if sum >= due { continue }
          return Breach(
            "payment-period", subjects,
            "到 \(name(period)) 末项目 \(project.id) 的“\(type)”应付 \(money(due))，只付了 \(money(sum))",
            "by the end of \(name(period)), \(money(due)) is due for ‘\(type)’ of project \(project.id), but "
              + "\(money(sum)) has been paid")
        }
        return nil
      }
    }
  }

  /// What is due of a type of cost by the end of the run's `number`-th period, in minor units: the lines due in it or
  /// before, and of the others an equal part of their sum for each period, rounded down.
  private func due(_ variant: Variant, _ type: String, by number: Int, _ scale: Quantity) -> Int128 {
    var (fixed, divided) = (Int128(0), Int128(0))
    for line in variant.costs where line.type == type {
      let cost = line.cost(at: scale)
      switch line.due {
      case nil: divided += cost
      case let due?: fixed += due <= number ? cost : 0
      }
    }
    return fixed + divided * Int128(number) / Int128(variant.lasts)
  }

  private func releases(of fund: Fund) -> [Breach] {
    guard !fund.releases.isEmpty else { return [] }
    let payments = (spending[fund.id] ?? [:]).keys.map { amounts(of: fund.id, for: $0) }
    var found: [Breach] = []
    var (released, used) = (Int128(0), Int128(0))
    for (index, period) in instance.timeline.enumerated() {
      released += fund.releases.reduce(0) { $1.period == period.id ? $0 + Int128($1.amount.minorUnits) : $0 }
      used += payments.reduce(0) { $0 + ($1[index] ?? 0) }
      guard used > released else { continue }
      found.append(
        Breach(
          "fund-release", [fund.id.text, period.id.text],
          "到 \(period.id) 末资金 \(fund.id) 已下达 \(money(released))，却付出 \(money(used))",
          "by the end of \(period.id) fund \(fund.id) has been released \(money(released)), but pays \(money(used))"))
    }
    return found
  }
}
