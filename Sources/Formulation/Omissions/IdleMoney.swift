import Model

/// Money that a plan leaves in a fund, and why no project that is left out uses it.
public struct IdleMoney: Sendable, Equatable {
  /// Why no project uses it.
  public enum Cause: Sendable, Equatable {
    /// No project is left out, but such as are done or decided against.
    case noProjectLeft
    /// The fund may pay for none of the projects left out.
    case noCandidate
    /// It is less than a hundredth of what the cheapest project that it may pay for costs.
    case trifle
    /// It may pay for these, which are left out for reasons of their own; and its own limits keep money from some of them.
    case candidates([ProjectID], limits: [FundLimit])
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
    case .noCandidate: return zh ? "没有安排的项目都不在它的用途内" : "it may pay for none of the projects left out"
    case .trifle: return zh ? "余额很少" : "too little to use"
    case .candidates(let projects, let limits):
      let names = shortList(projects.map(\.text), language)
      let lead = zh ? "可付而没有安排的有 \(names)（原因见上）" : "it may pay for \(names), left out for the reasons above"
      return ([lead] + limits.map { $0.text(language, currency) }).joined(separator: zh ? "；" : "; ")
    }
  }
}

extension Omissions {
  /// Why money is left in each fund that has some, in the order of the lists.
  ///
  /// Projects that are done, or that the meeting decided against, are no candidates. The reasons of the candidates
  /// themselves are those of `all`.
  /// - Complexity: O(variants left out × funds).
  public var idleMoney: [IdleMoney] {
    var (candidates, limits) = ([Int: [ProjectID]](), [Int: [FundLimit]]())
    var cheapest: [Int: Int128] = [:]
    let left = instance.lists.projects.filter {
      !isCarriedOut($0.id) && $0.status != .done && !isDecidedAgainst($0)
    }
    for project in left {
      let payee = Payee(project, in: instance)
      let all = project.variants.map { MoneyAvailable($0, payee, earmarks, rest, instance) }
      for f in Set(all.flatMap(\.payers)).sorted() {
        candidates[f, default: []].append(project.id)
        cheapest[f] = min(cheapest[f] ?? .max, all.map(\.cost).min() ?? .max)
        for limit in all.filter({ $0.missing > 0 }).compactMap({ $0.limit(of: f) })
        where !limits[f, default: []].contains(limit) {
          limits[f, default: []].append(limit)
        }
      }
    }
    func cause(_ f: Int) -> IdleMoney.Cause {
      guard let own = candidates[f] else { return left.isEmpty ? .noProjectLeft : .noCandidate }
      if rest.money[f] < cheapest[f]! / 100 { return .trifle }
      return .candidates(own, limits: limits[f] ?? [])
    }
    return instance.lists.funds.indices.filter { rest.money[$0] > 0 }.map {
      IdleMoney(fund: instance.lists.funds[$0].id, cause: cause($0))
    }
  }
}
