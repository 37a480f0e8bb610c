extension Lists {
  /// Finds pairs of unknown people, of one person, that are repeated in either order, and people who are to serve both
  /// together and apart, directly or through others.
  /// - Complexity: O(pairs × volunteers who are together) at most.
  func pairInconsistencies() -> [Finding] {
    guard !pairs.isEmpty else { return [] }
    let known = Set(volunteers.map(\.id))
    var found: [Finding] = []
    var lines: [[String]: Int] = [:]
    for pair in pairs {
      found += dangling(pair.volunteer, known, pair.origin, .volunteerPairs(.volunteer), in: .volunteers)
      found += dangling(pair.with, known, pair.origin, .volunteerPairs(.with), in: .volunteers)
      if pair.volunteer == pair.with {
        found.append(
          Finding(
            "pair-same", at: pair.origin, .volunteerPairs(.with), value: pair.with.text,
            expected: Bilingual("另一位志愿者", "another volunteer"),
            mend: Bilingual("两格写的是同一个人：请改正其一，或删去此行", "both cells name one person: correct one, or delete the row")))
      }
      let key = pair.members.map(\.text) + [pair.kind.rawValue]
      if let line = lines[key] {
        found.append(
          Finding(
            "id-repeated", at: pair.origin, .volunteerPairs(.with), value: pair.with.text,
            expected: Bilingual("每两个人一行，不论先后", "one row for each two people, in either order"),
            mend: Bilingual("第 \(line) 行已经写了；请删去一行", "line \(line) says it already; delete one of them")))
      } else {
        lines[key] = pair.origin.line
      }
    }
    return found + contradictoryPairs()
  }

  private func contradictoryPairs() -> [Finding] {
    var next: [VolunteerID: [(id: VolunteerID, line: Int)]] = [:]
    for pair in pairs where pair.kind == .together {
      next[pair.volunteer, default: []].append((pair.with, pair.origin.line))
      next[pair.with, default: []].append((pair.volunteer, pair.origin.line))
    }
    return pairs.filter { $0.kind == .apart && $0.volunteer != $0.with }.compactMap { pair in
      // The lines of the rows by which each person is together with the first.
      var lines: [VolunteerID: [Int]] = [pair.volunteer: []]
      var open = [pair.volunteer]
      while let id = open.popLast() {
        for (other, line) in next[id] ?? [] where lines[other] == nil {
          lines[other] = lines[id]! + [line]
          open.append(other)
        }
      }
      guard let chain = lines[pair.with] else { return nil }
      let rows = chain.sorted().map(String.init)
      return Finding(
        "pair-contradictory", at: pair.origin, .volunteerPairs(.kind), value: "\(pair.volunteer) \(pair.with)",
        expected: Bilingual("两个人或同行，或分开", "people who are together or apart, not both"),
        mend: Bilingual(
          "第 \(rows.joined(separator: "、")) 行让他们同行；请删去其一",
          "they are together by line \(rows.joined(separator: ", ")); delete one of the rows"))
    }
  }
}
