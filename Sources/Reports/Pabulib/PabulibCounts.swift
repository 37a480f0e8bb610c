import Model

/// The votes and the score of each project, as an election states them.
struct PabulibCounts {
  /// The votes, where each need is a number of votes.
  var votes: [ProjectID: Int64]?
  /// The score: beside votes, what the lists keep of it; without votes, the points that the project brings.
  var score: [ProjectID: Int64]?
  /// What `import pabulib` is to take as utility.
  var utility: PabulibUtility

  /// Ballots that add up to the votes and the score: voter *k* votes for each project with at least *k* votes, and the
  /// score of a project is divided over its votes. Where there is a score alone, one voter gives all of it.
  /// - Complexity: O(votes × log projects).
  func ballots() -> [String] {
    guard let votes else {
      let points = (score ?? [:]).filter { $0.value > 0 }.map { ($0.key, $0.value) }
      return points.isEmpty ? [] : [Self.ballot(1, points, hasPoints: true)]
    }
    let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return (1...max(1, ranked.first?.value ?? 0)).compactMap { voter in
      let named = ranked.prefix { $0.value >= voter }
      let points = named.map { id, votes in
        let sum = score?[id] ?? votes
        return (id, sum / votes + (voter <= sum % votes ? 1 : 0))
      }
      return points.isEmpty ? nil : Self.ballot(voter, points, hasPoints: score != nil)
    }
  }

  private static func ballot(_ voter: Int64, _ points: [(ProjectID, Int64)], hasPoints: Bool) -> String {
    let ranked = hasPoints ? points.sorted { ($1.1, $0.0) < ($0.1, $1.0) } : points
    let ids = ranked.map(\.0.text).joined(separator: ",")
    return "\(voter);\(ids)" + (hasPoints ? ";" + ranked.map { "\($0.1)" }.joined(separator: ",") : "")
  }
}

extension PabulibElection {
  /// The most votes of a project: each is a row of the file.
  static let mostVotes: Int64 = 1_000_000

  /// The votes or points of each project, from the needs that it serves.
  mutating func counts() -> PabulibCounts {
    refuseSharedNeeds()
    var out = PabulibCounts(utility: .votes)
    let fixed = lists.projects.filter { isFixed($0) }
    let served = fixed.map { project in (project, services: services(of: project)) }
    let isVoted = served.allSatisfy { $0.services.allSatisfy { $0.need.unit == "votes" && $0.need.urgency == 1 } }
    let isPlain = served.allSatisfy { $0.services.allSatisfy { $0.need.value == .one } }
    let isCost = served.allSatisfy { project, services in
      services.allSatisfy { Int128($0.need.value.milli) * unit == Int128(cost(project).minorUnits) * 1000 }
    }
    guard isVoted, isPlain || isCost else {
      out.utility = .score
      out.score = whole(served, most: .max / 2) {
        Int128($0.micro) * Int128($0.need.value.milli) * Int128($0.need.urgency) / 1000
      }
      return out
    }
    out.utility = isPlain ? .votes : .cost
    out.votes = whole(served, most: Self.mostVotes) { Int128($0.micro) }
    out.score = keptScores(beside: out.votes ?? [:])
    return out
  }

  /// Minor units of one unit of the currency.
  private var unit: Int128 { tenTo(lists.currency.digits) }

  /// What a project does for the open needs, in millionths of their units, at its fixed scale.
  private func services(of project: Project) -> [(need: Need, micro: Int128)] {
    let variant = project.variants[0]
    return variant.services.compactMap { service in
      let need = instance.need(service.need)
      guard need.status == .open else { return nil }
      let micro = min(service.micro(at: variant.scaleMin), Int128(need.quantity.milli) * 1000)
      return micro > 0 ? (need, micro) : nil
    }
  }

  /// Refuses needs for which the projects together offer too much: what one of them brings depends on the others.
  private mutating func refuseSharedNeeds() {
    var offered: [NeedID: (sum: Int128, count: Int)] = [:]
    for project in lists.projects {
      for service in project.variants.first?.services ?? [] {
        let before = offered[service.need] ?? (0, 0)
        offered[service.need] = (before.sum + service.micro(at: project.variants[0].scaleMin), before.count + 1)
      }
    }
    for need in lists.needs where need.status == .open {
      guard let all = offered[need.id], all.count > 1, all.sum > Int128(need.quantity.milli) * 1000 else { continue }
      refuse(
        need.origin, NeedField.quantity, need.id.text,
        Bilingual("各项目合计满足得下的数量", "a quantity that holds what all projects offer together"),
        Bilingual("票数是各项目自己的：请给每个项目各写一个需求", "votes are each project's own: write a need for each of them"))
    }
  }

  /// Adds up what each project brings, in whole votes or points.
  private mutating func whole(
    _ served: [(Project, services: [(need: Need, micro: Int128)])], most: Int64,
    micro: ((need: Need, micro: Int128)) -> Int128
  ) -> [ProjectID: Int64] {
    var out: [ProjectID: Int64] = [:]
    for (project, services) in served {
      let sum = services.reduce(Int128(0)) { $0 + micro($1) }
      if sum % 1_000_000 != 0 || sum / 1_000_000 > Int128(most) {
        refuse(
          services[0].need.origin, NeedField.quantity, decimalText(sum, digits: 6, trimmed: true),
          most == Self.mostVotes
            ? Bilingual("整数票，至多 \(most)", "whole votes, at most \(most)") : Bilingual("整数分", "whole points"),
          Bilingual("请改为整数", "make it a whole number"))
      }
      out[project.id] = Int64(clamping: sum / 1_000_000)
    }
    return out
  }

  /// The scores that the list of projects keeps beside votes; nil if it keeps none for some project.
  private mutating func keptScores(beside votes: [ProjectID: Int64]) -> [ProjectID: Int64]? {
    guard !lists.projects.isEmpty, lists.projects.allSatisfy({ $0.score != nil }) else { return nil }
    var out: [ProjectID: Int64] = [:]
    for project in lists.projects {
      let score = project.score ?? .zero
      if score.milli % 1000 != 0 || votes[project.id] == 0 && score > .zero {
        refuse(
          project.origin, ProjectField.score, score.text,
          Bilingual("整数分；没有票的项目为 0", "whole points, none without votes"), Bilingual("请改正", "correct it"))
      }
      out[project.id] = score.milli / 1000
    }
    return out
  }
}
