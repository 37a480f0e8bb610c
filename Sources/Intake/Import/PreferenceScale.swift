import Model

/// What the numbers in a preference matrix say.
public enum PreferenceScale: String, Sendable, CaseIterable {
  /// More is better; 0 is unacceptable.
  case points
  /// 1 is the first choice, 2 the second; 0 is unacceptable. Rank r of k projects counts k + 1 − r points.
  case ranks

  /// How the importer read the numbers, with the number of projects.
  func account(projects k: Int) -> Bilingual {
    switch self {
    case .points: Bilingual("意愿为分数：越大越愿意，0 为不愿意", "wishes are points: more is better, 0 is unacceptable")
    case .ranks:
      Bilingual(
        "意愿为名次：1 为首选，0 为不愿意；第 r 名计 \(k)+1−r 分",
        "wishes are ranks: 1 is the first choice, 0 is unacceptable; rank r counts \(k) + 1 − r points")
    }
  }
}

// Numbers that may be on another scale than they are read on.
extension PreferenceScale {
  /// The reason why a number is doubted.
  enum Doubt: Equatable {
    /// It is one of numbers that look like ranks, and no scale is stated.
    case unstated
    /// It is a rank that the person gives a second time.
    case tied
    /// It is a rank after one that the person gives to no project.
    case afterGap
  }

  /// The doubts about a matrix, each with the indices of the person and the project.
  /// - Parameters:
  ///   - wishes: The numbers of each person, in thousandths; the row of a person has a number for each project.
  ///   - stated: The scale that the user states.
  /// - Complexity: O(numbers × log).
  static func doubts(
    of wishes: [[Int64]], stated: PreferenceScale?
  ) -> [(doubt: Doubt, person: Int, project: Int)] {
    switch stated {
    case .points: return []
    case nil:
      guard isUnclear(wishes), !wishes[0].isEmpty else { return [] }
      return [(.unstated, 0, 0)]
    case .ranks:
      return wishes.enumerated().flatMap { person, row in
        let order = row.indices.filter { row[$0] > 0 }.sorted { (row[$0], $0) < (row[$1], $1) }
        // After two first ranks comes the second rank or the third, as people count.
        return zip(order, order.indices).compactMap { project, number -> (Doubt, Int, Int)? in
          let earlier = number > 0 ? row[order[number - 1]] : 0
          if row[project] == earlier { return (.tied, person, project) }
          let isNext = row[project] == earlier + 1000 || row[project] == Int64(number + 1) * 1000
          return isNext ? nil : (.afterGap, person, project)
        }
      }
    }
  }

  /// Whether the numbers look like ranks, so that 1 may be the best or the worst.
  ///
  /// They do if more than half of the people who give several numbers give 1, 2, … in some order; or if more than half
  /// give different ones and nobody differs from such an order by more than one place. A 0, and a number such as 99
  /// that can be no rank, are not counted: they may stand for projects without a rank.
  /// - Parameter wishes: The numbers of each person, in thousandths.
  static func isUnclear(_ wishes: [[Int64]]) -> Bool {
    let mark = unranked(in: wishes)
    let several = wishes.map { $0.filter { $0 > 0 && $0 != mark }.sorted() }.filter { $0.count > 1 }
    guard !several.isEmpty else { return false }
    func isOrder(_ row: [Int64]) -> Bool { row.enumerated().allSatisfy { $1 == Int64($0 + 1) * 1000 } }
    func isMajority(_ count: Int) -> Bool { 2 * count > several.count }
    if isMajority(several.count(where: isOrder)) { return true }
    func isNearOrder(_ row: [Int64]) -> Bool {
      row[0] == 1000 && Set(row).count > max(1, row.count - 2)
        && row.enumerated().allSatisfy { $1 % 1000 == 0 && abs($1 - Int64($0 + 1) * 1000) <= 1000 }
    }
    return several.contains(where: isOrder) && several.allSatisfy(isNearOrder)
      && isMajority(several.count { Set($0).count == $0.count })
  }

  /// The number that stands for a project without a rank, in thousandths: the only one above the number of projects,
  /// if it is far above, or has only nines, or a person gives it twice. Points may be above that number, too.
  private static func unranked(in wishes: [[Int64]]) -> Int64? {
    let most = Int64(wishes.first?.count ?? 0) * 1000
    let beyond = Set(wishes.joined().filter { $0 > most })
    guard beyond.count == 1, let mark = beyond.first, mark % 1000 == 0 else { return nil }
    let isNines = String(mark / 1000).allSatisfy { $0 == "9" }
    return isNines || mark >= 2 * most || wishes.contains { $0.count { $0 == mark } > 1 } ? mark : nil
  }
}

extension PreferenceScale.Doubt {
  /// The finding about a number in the matrix.
  func finding(file: String, line: Int, column: Int, value: String) -> Finding {
    switch self {
    case .unstated:
      Finding(
        "scale-unstated", file: file, line: line, column: column, value: value,
        expected: Bilingual(
          "写明 1 是首选还是最低分：多数人的数是 1、2、3……，像名次",
          "the scale: the numbers of most people are 1, 2, 3 and so on, as ranks are"),
        mend: Bilingual(
          "1 为首选的，加上 --scale ranks；数越大越愿意的，加上 --scale points",
          "give --scale ranks if 1 is the first choice, --scale points if more is better"))
    case .tied:
      Finding(
        .rankOdd, file: file, line: line, column: column, value: value,
        expected: Bilingual("每人的每个名次只用一次", "each rank once for each person"),
        mend: Bilingual(
          "按并列计：两个项目分数相同；不是并列的请改正", "it is read as a tie, and both projects count the same; correct it if it is none"))
    case .afterGap:
      Finding(
        .rankOdd, file: file, line: line, column: column, value: value,
        expected: Bilingual("名次连续：1、2、3……", "ranks without a gap: 1, 2, 3 and so on"),
        mend: Bilingual(
          "前一名次无人得：照所写的名次计分；未排名的写 0，写错的请改正",
          "no project has the rank before; it counts as written: correct it, or write 0 if the project has no rank"))
    }
  }
}
