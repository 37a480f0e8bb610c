import Model

/// Money that a plan leaves in a fund, and why no project that is left out uses it.
public struct IdleMoney: Sendable, Equatable {
  /// Why no project uses it.
  public enum Cause: Sendable, Equatable {
    /// No project is left out, but such as are done or decided against.
    case noProjectLeft
    /// The fund may pay for none of the projects left out; for these the joint meeting decided so.
    case noCandidate(pinned: [ProjectID])
    /// It is less than a hundredth of what the cheapest project that it may pay for costs.
    case trifle
    /// It may pay for these, which are left out for reasons of their own; and its own limits keep money from some of them.
    /// For others the joint meeting decided that it does not pay.
    case candidates([ProjectID], limits: [FundLimit], pinned: [ProjectID])
  }

  /// The fund.
  public let fund: FundID
  /// Why it is not used.
  public let cause: Cause

  /// The reason in words.
  public func text(_ language: Language, _ currency: Currency) -> String {
    let zh = language == .zh
    switch cause {
    case .noProjectLeft: return zh ? "没有别的项目了" : "no project is left out"
    case .noCandidate(pinned: []): return zh ? "没有安排的项目都不在它的用途内" : "it may pay for none of the projects left out"
    case .noCandidate(let pinned):
      return decided(pinned, language) + (zh ? "；没有安排的其他项目都不在它的用途内" : "; it may pay for no other project left out")
    case .trifle: return zh ? "余额很少" : "too little to use"
    case .candidates(let projects, let limits, let pinned):
      let names = shortList(projects.map(\.text), language)
      let lead =
        zh
        ? "可付而没有安排的（会议决定不办的不计）有 \(names)，原因另列"
        : "it may pay for \(names), left out for the reasons listed with them (besides what the meeting decided against)"
      let others = pinned.isEmpty ? [] : [decided(pinned, language)]
      return ([lead] + limits.map { $0.text(language, currency) } + others).joined(separator: zh ? "；" : "; ")
    }
  }

  private func decided(_ pinned: [ProjectID], _ language: Language) -> String {
    let names = shortList(pinned.map(\.text), language)
    return language == .zh ? "会议决定它不付 \(names)" : "the meeting decided that it does not pay for \(names)"
  }
}

extension Omissions {
  /// Why money is left in each fund that has some, in the order of the lists.
  ///
  /// Projects that are done, or that the meeting decided against, are no candidates. The reasons of the candidates
  /// themselves are those of `all`.
  /// - Complexity: O(variants left out × funds).
  public var idleMoney: [IdleMoney] {
    var (candidates, pinned, limits) = ([Int: [ProjectID]](), [Int: [ProjectID]](), [Int: [FundLimit]]())
    var cheapest: [Int: Int128] = [:]
    let left = instance.lists.projects.filter {
      !isCarriedOut($0.id) && $0.status != .done && !isDecidedAgainst($0)
    }
    for project in left {
      let payee = Payee(project, in: instance)
      let all = project.variants.map { MoneyAvailable($0, payee, earmarks, rest, instance) }
      for f in Set(all.flatMap(\.pinned)).sorted() { pinned[f, default: []].append(project.id) }
      for f in Set(all.flatMap(\.candidates)).sorted() {
        candidates[f, default: []].append(project.id)
        cheapest[f] = min(cheapest[f] ?? .max, all.map(\.cost).min() ?? .max)
      }
      for own in all.map(\.limits) {
        for (f, limit) in own where limit != .pinned { limits[f, default: []].join(limit) }
      }
    }
    func cause(_ f: Int) -> IdleMoney.Cause {
      guard let own = candidates[f] else {
        return left.isEmpty ? .noProjectLeft : .noCandidate(pinned: pinned[f] ?? [])
      }
      if rest.money[f] < cheapest[f]! / 100 { return .trifle }
      return .candidates(own, limits: limits[f] ?? [], pinned: pinned[f] ?? [])
    }
    return instance.lists.funds.indices.filter { rest.money[$0] > 0 }.map {
      IdleMoney(fund: instance.lists.funds[$0].id, cause: cause($0))
    }
  }
}

extension [FundLimit] {
  /// Adds a limit of a fund unless it is one of these; the projects that the same funds may not match are joined.
  fileprivate mutating func join(_ limit: FundLimit) {
    guard case .unmatched(let funds, let projects) = limit else {
      if !contains(limit) { append(limit) }
      return
    }
    for (n, other) in enumerated() {
      guard case .unmatched(funds, let others) = other else { continue }
      self[n] = .unmatched(by: funds, for: others + projects.filter { !others.contains($0) })
      return
    }
    append(limit)
  }
}
