import Model

/// An open need of which a plan serves nothing or a part, and the kind of reason.
public struct UnmetNeed: Sendable, Equatable {
  /// Why no more of it is served, as the lists and the plan alone show it.
  public enum Reason: Sendable, Equatable {
    /// No project of the lists serves it.
    case noProject
    /// Only projects that are done serve it: these.
    case done([ProjectID])
    /// Nothing that would serve it is carried out: these projects.
    case notCarriedOut([ProjectID])
    /// These are carried out and would serve it, but not in its due period; the others would, and are not carried out.
    case outOfTime([ProjectID], others: [ProjectID])
    /// Something that could serve it is carried out, and serves none of it.
    case passedOver([ProjectID])
    /// A part is served, by the first; the others would serve it, too, and are not carried out.
    case partly(by: [ProjectID], others: [ProjectID])
  }

  /// The need.
  public let need: NeedID
  /// What is served, in millionths of its unit.
  public let served: Int128
  /// The kind of reason.
  public let reason: Reason

  /// The reason in words.
  public func text(_ language: Language) -> String {
    let zh = language == .zh
    func names(_ ids: [ProjectID]) -> String { shortList(ids.map(\.text), language) }
    func notCarriedOut(_ ids: [ProjectID]) -> String {
      zh ? "项目未安排：\(names(ids))" : "not in the plan: \(names(ids))"
    }
    func and(_ ids: [ProjectID]) -> String { ids.isEmpty ? "" : (zh ? "；" : "; ") + notCarriedOut(ids) }
    switch reason {
    case .noProject: return zh ? "清单中没有对应的项目" : "no project of the lists serves it"
    case .done(let ids):
      return zh
        ? "项目已完成（\(names(ids))），请核对需求是否已办结" : "its project is done (\(names(ids))); check whether the need is settled"
    case .notCarriedOut(let ids): return notCarriedOut(ids)
    case .outOfTime(let ids, let others):
      return (zh ? "\(names(ids)) 已安排，赶不上期限" : "\(names(ids)): in the plan, but not in time") + and(others)
    case .passedOver(let ids):
      return zh ? "\(names(ids)) 已安排，没有用于此项" : "\(names(ids)): in the plan, but not for this need"
    case .partly(let ids, let others):
      return (zh ? "\(names(ids)) 满足了一部分" : "\(names(ids)) serves a part") + and(others)
    }
  }
}

extension Omissions {
  /// The open needs of which the plan serves nothing or a part, in the order of the lists.
  /// - Complexity: O(services + needs).
  public var unmetNeeds: [UnmetNeed] {
    var servers: [NeedID: Set<ProjectID>] = [:]
    for project in instance.lists.projects {
      for service in project.variants.flatMap(\.services) where service.perUnit > .zero {
        servers[service.need, default: []].insert(project.id)
      }
    }
    let serving = Dictionary(grouping: plan.allocation.credits.filter { $0.micro > 0 }, by: \.need)
    return instance.lists.needs.compactMap { need in
      guard need.status == .open, rest.unserved(of: need) > 0 else { return nil }
      let all = (servers[need.id] ?? []).sorted()
      return UnmetNeed(
        need: need.id, served: rest.served(of: need),
        reason: reason(need, all, by: Set((serving[need.id] ?? []).map(\.project)).sorted()))
    }
  }

  private func reason(_ need: Need, _ all: [ProjectID], by serving: [ProjectID]) -> UnmetNeed.Reason {
    let servers = all.filter { instance.project($0).status != .done }
    if servers.isEmpty { return all.isEmpty ? .noProject : .done(all) }
    let inTime = servers.filter { DuePeriod.permits(instance.project($0), need, in: instance) }
    let outside = inTime.filter { !isCarriedOut($0) }
    if !serving.isEmpty { return .partly(by: serving, others: outside) }
    let carriedOut = servers.filter(isCarriedOut)
    // A project that is late and not carried out says itself that it is late.
    if carriedOut.isEmpty { return .notCarriedOut(servers) }
    let passing = carriedOut.filter(inTime.contains)
    return passing.isEmpty ? .outOfTime(carriedOut, others: outside) : .passedOver(passing)
  }
}
