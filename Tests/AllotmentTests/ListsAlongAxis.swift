import Allotment
import Intake
import Model

@testable import ExhaustiveSearch

/// Lists that change along an axis, and the best plans of exhaustive search by what the lists become.
struct ListsAlongAxis {
  let lists: Lists
  let axis: FrontierAxis
  private var searches: [[Int64]: ExhaustiveSearch] = [:]

  init(_ lists: Lists, _ axis: FrontierAxis) { (self.lists, self.axis) = (lists, axis) }

  /// The lists at a place, and what changes in them.
  private func edited(at place: Int64) -> (lists: Lists, key: [Int64]) {
    var edited = lists
    switch axis {
    case .money(let funds):
      for f in edited.funds.indices where funds.contains(edited.funds[f].id) {
        let amount = Int128(edited.funds[f].amount.minorUnits)
        edited.funds[f].amount = Money(Int64(amount + amount * Int128(place) / 1_000_000_000_000))
      }
      return (edited, edited.funds.map(\.amount.minorUnits))
    case .floors:
      for n in edited.needs.indices {
        guard let floor = edited.needs[n].floor?.basisPoints else { continue }
        edited.needs[n].floor = Share(basisPoints: min(10_000, max(0, floor - place)))
      }
      return (edited, edited.needs.map { $0.floor?.basisPoints ?? -1 })
    }
  }

  mutating func best(at place: Int64) throws -> ExhaustiveSearch.Score? {
    let (edited, key) = edited(at: place)
    if searches[key] == nil { searches[key] = ExhaustiveSearch(instance: try Instance(edited)) }
    return searches[key]!.best()
  }

  func score(of point: Frontier.Point) throws -> ExhaustiveSearch.Score? {
    try point.allocation.map { ExhaustiveSearch(instance: try Instance(edited(at: point.place).lists)).score(of: $0) }
  }

  /// The places in a range where an amount becomes another.
  func changes(in range: ClosedRange<Int64>) -> [Int64] {
    guard case .money(let funds) = axis else { return [] }
    let whole = Int128(1_000_000_000_000)
    return Set(
      lists.funds.filter { funds.contains($0.id) }.flatMap { fund -> [Int64] in
        let amount = Int128(fund.amount.minorUnits)
        return (0...2 * amount).compactMap { new in
          let place =
            new > amount
            ? ((new - amount) * whole + amount - 1) / amount : 1 - ((amount - new + 1) * whole + amount - 1) / amount
          return range.contains(Int64(place)) ? Int64(place) : nil
        }
      }
    ).sorted()
  }
}
