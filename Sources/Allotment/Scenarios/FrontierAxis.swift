import Formulation
import Intake
import Model

/// What a frontier changes.
///
/// A place on the axis is a whole number; the greater, the more plans serve the floors as well.
public enum FrontierAxis: Sendable {
  /// The amounts of some funds, all by the same part: a place is the change in 10^-12 of each amount, so that every minor
  /// unit of a fund of up to 10^12 of them has its place.
  case money(Set<FundID>)
  /// 保底水平. The floors of all needs that have one: a place is by how many hundredths of a percentage point they are
  /// lowered.
  case floors

  /// A place is a change in 10^-digits of the whole.
  public var digits: Int {
    switch self {
    case .money: 12
    case .floors: 4
    }
  }

  /// The number of places in a whole: in the whole amount, or in 100 percentage points.
  public var whole: Int64 { Int64(tenTo(digits)) }

  /// The lists at a place.
  /// - Throws: `Findings` if they do not hold together.
  public func lists(_ folder: ListsFolder, at place: Int64) throws(Findings) -> ListsFolder {
    switch self {
    case .money(let funds): try folder.withFunds(funds, changedBy: place, of: whole)
    case .floors: try folder.withFloors(movedBy: -place)
    }
  }

  /// The least place between two points at which the funds hold what a plan spends, as far as their amounts and reserves
  /// tell; nil if money is not the axis.
  /// - Parameter lists: The lists as they are.
  func guess(
    _ plan: Allocation, _ lists: Lists, between less: Frontier.Point, _ more: Frontier.Point
  ) -> Int64? {
    guard case .money(let ids) = self else { return nil }
    let spent = plan.spending
    let funds = zip(lists.funds, zip(less.formulation.instance.lists.funds, more.formulation.instance.lists.funds))
      .filter { ids.contains($0.0.id) }
    func isEnough(_ place: Int64) -> Bool {
      funds.allSatisfy { fund, ends in
        let amount = Int128(fund.amount.minorUnits)
        // A reserve in per cent moves with the amount.
        let (low, high) = (Int128(ends.0.reserve.minorUnits), Int128(ends.1.reserve.minorUnits))
        let reserve = low + (high - low) * Int128(place - less.place) / Int128(more.place - less.place)
        return amount + amount * Int128(place) / Int128(whole) - reserve
          >= Int128(spent[fund.id, default: .zero].minorUnits)
      }
    }
    var (low, high) = (less.place, more.place)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
