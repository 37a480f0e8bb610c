import Model

/// The sums of an allocation, computed once and shared by all rules.
///
/// A class, because a copy for each rule takes longer than most rules.
/// Sums are `Int128`, since an allocation edited by hand may hold any `Int64`, any number of times.
final class Ledger {
  let instance: Instance
  /// Breaches of `form`, found before any rule is checked.
  private(set) var form: [Breach] = []
  /// The variants carried out, each once.
  private(set) var carriedOut: [ProjectID: [(variant: Variant, scale: Quantity)]] = [:]
  /// `a(f,p,t)`: payments, in minor units.
  private(set) var payments: [ProjectID: [FundID: [String: Int128]]] = [:]
  /// `a(f,p,t,k)`: payments by period, as a position in the timeline, in minor units.
  private(set) var paymentsByPeriod: [ProjectID: [FundID: [String: [Int: Int128]]]] = [:]
  /// `A(f,p)`: payments by fund and project, in minor units.
  private(set) var spending: [FundID: [ProjectID: Int128]] = [:]
  /// `A(p)`: cost of the variants carried out, in minor units, paid or not.
  private(set) var cost: [ProjectID: Int128] = [:]
  /// The period in which each variant starts, as a position in the timeline; absent where the plan does not state it.
  private(set) var starts: [ProjectID: [VariantID: Int]] = [:]
  /// Uses of assets that the lists have.
  private(set) var uses: [Allocation.Use] = []
  private(set) var usesByProject: [ProjectID: [Allocation.Use]] = [:]
  private(set) var usesByAsset: [AssetID: [Allocation.Use]] = [:]
  /// `s(p,n)`: credits by need and project, in millionths of the need's unit.
  private(set) var credits: [NeedID: [ProjectID: Int128]] = [:]

  init(_ allocation: Allocation, of instance: Instance) {
    self.instance = instance
    enter(allocation.awards)
    enter(allocation.payments)
    enter(allocation.credits)
    enter(allocation.uses)
    for (project, awards) in carriedOut {
      cost[project] = awards.reduce(0) { sum, award in
        sum + award.variant.cost(at: award.scale)
      }
    }
  }

  func isCarriedOut(_ project: ProjectID) -> Bool { carriedOut[project] != nil }

  func paid(by fund: FundID, to project: ProjectID) -> Int128 { spending[fund]?[project] ?? 0 }

  /// The funds that pay for a project, in the order of their ids.
  func payers(of project: ProjectID) -> [FundID] {
    (payments[project] ?? [:]).keys.filter { paid(by: $0, to: project) > 0 }.sorted()
  }

  /// All that a fund pays, in minor units.
  func total(of fund: FundID) -> Int128 { (spending[fund] ?? [:]).values.reduce(0, +) }

  /// An amount in minor units as text.
  func money(_ minorUnits: Int128) -> String {
    decimalText(minorUnits, digits: instance.lists.currency.digits, grouped: true)
  }

  /// An amount in ten-thousandths of a minor unit as text.
  func money(tenThousandths value: Int128) -> String {
    if value % 10_000 == 0 { return money(value / 10_000) }
    return decimalText(value, digits: instance.lists.currency.digits + 4, grouped: true, trimmed: true)
  }

  private func enter(_ awards: [Allocation.Award]) {
    for award in awards {
      let id = award.project.text
      guard known(award.project, in: instance.projectIndex, "立项", "项目", "an award", "project") else { continue }
      guard let variant = instance.project(award.project).variants.first(where: { $0.id == award.variant }) else {
        form.append(
          Breach(
            "form", [id, award.variant.text], "项目 \(id) 没有方案 \(award.variant)",
            "project \(id) has no variant \(award.variant)"))
        continue
      }
      if carriedOut[award.project, default: []].contains(where: { $0.variant.id == variant.id }) {
        form.append(
          Breach(
            "form", [id, variant.id.text], "项目 \(id) 的方案 \(variant.id) 立项不止一次",
            "variant \(variant.id) of project \(id) is awarded more than once"))
        continue
      }
      carriedOut[award.project, default: []].append((variant, award.scale))
      if let period = award.period {
        guard known(period, in: instance.periodIndex, "立项", "期间", "an award", "period") else { continue }
        starts[award.project, default: [:]][variant.id] = instance.index(of: period)
      } else if instance.timeline.count == 1 {
        starts[award.project, default: [:]][variant.id] = 0
      }
    }
  }

  private func enter(_ list: [Allocation.Use]) {
    for use in list {
      let knowsProject = known(use.project, in: instance.projectIndex, "物资场地", "项目", "a use", "project")
      let knowsAsset = known(use.asset, in: instance.assetIndex, "物资场地", "编号", "a use", "asset")
      guard knowsProject, knowsAsset else { continue }
      if use.micro < 0 {
        form.append(
          Breach(
            "form", [use.project.text, use.asset.text], "项目 \(use.project) 使用 \(use.asset) 的数量为负",
            "project \(use.project) uses less than nothing of \(use.asset)"))
      }
      if use.micro == 0 { continue }
      uses.append(use)
      usesByProject[use.project, default: []].append(use)
      usesByAsset[use.asset, default: []].append(use)
    }
  }

  private func enter(_ list: [Allocation.Payment]) {
    for payment in list {
      let fund = payment.fund, project = payment.project, type = payment.costType
      let knowsFund = known(fund, in: instance.fundIndex, "付款", "资金", "a payment", "fund")
      let knowsProject = known(project, in: instance.projectIndex, "付款", "项目", "a payment", "project")
      guard knowsFund, knowsProject else { continue }
      let subjects = [fund.text, project.text, type]
      let amount = Int128(payment.amount.minorUnits)
      if amount < 0 {
        form.append(
          Breach(
            "form", subjects, "资金 \(fund) 为项目 \(project) 的“\(type)”支付 \(money(amount))，金额为负",
            "fund \(fund) pays \(money(amount)) for ‘\(type)’ of project \(project), less than nothing"))
      }
      guard payment.period.map({ known($0, in: instance.periodIndex, "付款", "期间", "a payment", "period") }) ?? true
      else {
        continue
      }
      // A payment that states no period is made when its project starts.
      let period = payment.period.map { instance.index(of: $0) } ?? (starts[project] ?? [:]).values.min() ?? 0
      if paymentsByPeriod[project]?[fund]?[type]?[period] != nil {
        form.append(
          Breach(
            "form", subjects, "资金 \(fund) 为项目 \(project) 的“\(type)”付款不止一次",
            "fund \(fund) has more than one payment for ‘\(type)’ of project \(project)"))
      }
      paymentsByPeriod[project, default: [:]][fund, default: [:]][type, default: [:]][period, default: 0] += amount
      payments[project, default: [:]][fund, default: [:]][type, default: 0] += amount
      spending[fund, default: [:]][project, default: 0] += amount
    }
  }

  private func enter(_ list: [Allocation.Credit]) {
    for credit in list {
      let need = credit.need, project = credit.project
      let knowsNeed = known(need, in: instance.needIndex, "成效", "需求", "a credit", "need")
      let knowsProject = known(project, in: instance.projectIndex, "成效", "项目", "a credit", "project")
      guard knowsNeed, knowsProject else { continue }
      if credit.micro < 0 {
        let amount = decimalText(Int128(credit.micro), digits: 6, grouped: true, trimmed: true)
        form.append(
          Breach(
            "form", [need.text, project.text], "项目 \(project) 对需求 \(need) 的成效 \(amount) 为负",
            "project \(project) serves \(amount) of need \(need), less than nothing"))
      }
      if credits[need]?[project] != nil {
        form.append(
          Breach(
            "form", [need.text, project.text], "项目 \(project) 对需求 \(need) 的成效记了不止一次",
            "project \(project) has more than one credit for need \(need)"))
      }
      credits[need, default: [:]][project, default: 0] += Int128(credit.micro)
    }
  }

  private func known<Item>(
    _ id: Identifier<Item>, in index: [Identifier<Item>: Int], _ entry: String, _ list: String,
    _ entryInEnglish: String,
    _ listInEnglish: String
  ) -> Bool {
    if index[id] != nil { return true }
    form.append(
      Breach(
        "form", [id.text], "\(entry)中的\(list) \(id) 不在清单里",
        "\(entryInEnglish) names \(listInEnglish) \(id), which is in no list"))
    return false
  }
}
