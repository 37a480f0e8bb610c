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

  /// Whether the numbers of all people look like ranks: those of each person that are not 0 are 1, 2, … in some order.
  ///
  /// A person with one wish says nothing about the scale.
  /// - Parameter wishes: The numbers of each person, in thousandths.
  /// - Complexity: O(numbers × log).
  static func isUnclear(_ wishes: [[Int64]]) -> Bool {
    var isOrder = false
    for row in wishes {
      let ranked = row.filter { $0 > 0 }.sorted()
      guard ranked.enumerated().allSatisfy({ $1 == Int64($0 + 1) * 1000 }) else { return false }
      if ranked.count > 1 { isOrder = true }
    }
    return isOrder
  }
}
