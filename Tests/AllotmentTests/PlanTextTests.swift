import Model
import Reports
import Testing

@testable import ExhaustiveSearch
@testable import Formulation

/// The figures of a plan's text, read back from it.
@Suite struct PlanTextTests {
  /// The amounts of money of a line, in minor units.
  private func amounts(_ line: some StringProtocol) -> [Int] {
    line.split(separator: " ").compactMap { word in
      let word = word.last == "," ? word.dropLast() : word
      let parts = word.split(separator: ".")
      guard parts.count == 2, parts[1].count == 2 else { return nil }
      return Int(parts.joined().filter { $0 != "," })
    }
  }

  /// The rows of a table of the text, without its title, header and rule.
  private func rows(_ title: String, in text: String) -> [Substring] {
    let section = text.components(separatedBy: "\n\n").first { $0.hasPrefix(title) }
    return Array((section ?? "").split(separator: "\n").dropFirst(3))
  }

  /// What funds pay adds up to each cost; costs, funds and places add up to the money allotted.
  @Test func amountsAddUp() throws {
    var (several, joint) = (0, 0)
    for seed in 0..<150 as Range<UInt64> {
      guard let instance = try? Instance(randomLists(seed: seed)) else { continue }
      var search = ExhaustiveSearch(instance: instance)
      guard let best = search.bestPlan(where: { _ in true }) else { continue }
      var plan = Plan()
      (plan.objective, plan.allocation) = ("value", best.allocation)
      let text = planText(plan, instance, .en)
      let money = amounts(text.split(separator: "\n")[1])
      #expect(money.count == 3 && money[0] == money[1] + money[2], "seed \(seed)")
      #expect(Int128(money[1]) == plan.allocation.moneyUsed, "seed \(seed)")
      let projects = rows("Projects in the plan", in: text).map { amounts($0) }
      #expect(projects.count == plan.allocation.awards.count, "seed \(seed)")
      #expect(projects.reduce(0) { $0 + ($1.first ?? 0) } == money[1], "seed \(seed)")
      for row in projects where row.count > 1 {
        #expect(row[0] == row.dropFirst().reduce(0, +), "seed \(seed) \(row)")
        several += 1
      }
      let places = rows("Projects, money and needs by place", in: text).map { amounts($0).first ?? 0 }
      if let total = places.last {
        #expect(total == money[1] && places.dropLast().reduce(0, +) == total, "seed \(seed) \(places)")
        joint += plan.allocation.awards.count { instance.project($0.project).places.count > 1 }
      }
    }
    #expect(several > 5 && joint > 5)
  }

  @Test func aColumnThatIsToldWholeIsNotCut() {
    var table = TextTable([("id", .left), ("reason", .left)])
    table.add([String(repeating: "a", count: 50), String(repeating: "b", count: 50)])
    let row = table.text(whole: "reason").split(separator: "\n")[2]
    #expect(row == String(repeating: "a", count: 35) + "…  " + String(repeating: "b", count: 50))
  }
}
