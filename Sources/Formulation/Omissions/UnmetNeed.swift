import Model

/// An open need of which a plan serves nothing or a part, and the kind of reason.
public struct UnmetNeed: Sendable, Equatable {
  /// Why no more of it is served, as the lists and the plan alone show it.
  public enum Reason: Sendable, Equatable {
    /// No project of the lists serves it.
    case noProject
    /// Projects would serve it, but none that is not done can do so in its due period.
    case outOfTime
    /// Nothing that would serve it is carried out: these projects.
    case notCarriedOut([ProjectID])
    /// Something that could serve it is carried out, and serves none of it.
    case passedOver([ProjectID])
    /// A part is served; these projects would serve it, too, and are not carried out.
    case partly([ProjectID])
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
    func names(_ ids: [ProjectID]) -> String {
      let some = ids.prefix(4).map(\.text).joined(separator: zh ? "、" : ", ")
      return ids.count > 4 ? some + (zh ? " 等 \(ids.count) 个" : " and \(ids.count - 4) more") : some
    }
    switch reason {
    case .noProject: return zh ? "没有项目可满足" : "no project serves it"
    case .outOfTime: return zh ? "没有项目赶得上期限" : "no project serves it in time"
    case .notCarriedOut(let ids): return zh ? "项目未安排：\(names(ids))" : "not carried out: \(names(ids))"
    case .passedOver(let ids):
      return zh ? "\(names(ids)) 已安排，没有用于此项" : "\(names(ids)): carried out, but not for this need"
    case .partly(let ids):
      guard !ids.isEmpty else { return zh ? "只满足一部分" : "served in part" }
      return zh ? "只满足一部分；未安排：\(names(ids))" : "served in part; not carried out: \(names(ids))"
    }
  }
}

extension Omissions {
  /// The open needs of which the plan serves nothing or a part, in the order of the lists.
  /// - Complexity: O(services + needs).
  public var unmetNeeds: [UnmetNeed] {
    var servers: [NeedID: Set<ProjectID>] = [:]
    for project in instance.lists.projects where project.status != .done {
      for service in project.variants.flatMap(\.services) where service.perUnit > .zero {
        servers[service.need, default: []].insert(project.id)
      }
    }
    return instance.lists.needs.compactMap { need in
      guard need.status == .open, rest.unserved(of: need) > 0 else { return nil }
      let (all, served) = ((servers[need.id] ?? []).sorted(), rest.served(of: need))
      return UnmetNeed(need: need.id, served: served, reason: reason(need, all, served))
    }
  }

  private func reason(_ need: Need, _ servers: [ProjectID], _ served: Int128) -> UnmetNeed.Reason {
    if servers.isEmpty { return .noProject }
    let inTime = servers.filter { DuePeriod.permits(instance.project($0), need, in: instance) }
    if inTime.isEmpty { return .outOfTime }
    let outside = inTime.filter { !isCarriedOut($0) }
    if served > 0 { return .partly(outside) }
    return outside.count < inTime.count ? .passedOver(inTime.filter(isCarriedOut)) : .notCarriedOut(outside)
  }
}
