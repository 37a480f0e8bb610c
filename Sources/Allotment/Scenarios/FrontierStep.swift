import Formulation
import Model

/// What a round of a frontier does for one interval, or at the beginning.
enum FrontierStep: Sendable {
  /// A point at a place.
  case at(Int64, Frontier.Point.Origin.Kind)
  /// Where the plans begin, from the one point to the other, that reach a value and the floors of the other; nil for any
  /// value.
  case nearest(Int, Int, Int128?)
}

extension Frontier.Point {
  /// Why a point lies where it does, and in which round it came.
  struct Origin: Sendable {
    enum Kind: Sendable {
      /// The options name the place.
      case given
      /// Halfway in an interval whose ends differed by so much; nil if their values cannot be compared.
      case halfway(Int128?)
      /// Where plans begin that reach this value; nil for any value.
      case nearest(Int128?)
      /// Just below a place at which plans begin, to prove that they do.
      case below
    }
    let kind: Kind
    let round: Int

    init(_ kind: Kind, _ round: Int) { (self.kind, self.round) = (kind, round) }
  }
}

extension Frontier {
  /// What to do next, for the intervals with the most unknown first, as far as points are left.
  func steps(atMost most: Int, _ step: Int64) -> [FrontierStep] {
    let open = points.indices.dropLast().compactMap { less -> (unknown: Int128, at: Int)? in
      guard points[less + 1].place > points[less].place + 1 else { return nil }
      return unknown(between: points[less], points[less + 1]).map { ($0, less) }
    }
    let first = open.sorted { ($1.unknown, $0.at) < ($0.unknown, $1.at) }
      .compactMap { open in next(open.at, open.unknown, step).map { (at: open.at, step: $0) } }
    return first.prefix(max(0, most)).sorted { $0.at < $1.at }.map(\.step)
  }

  /// How an interval is divided.
  ///
  /// A point halfway is cheap. If it leaves the interval's whole difference on one side, that is likely a single step, and
  /// the place where its plans begin is found. The place below that then proves it. After both comes another half, so
  /// that the interval shrinks whatever comes of the others.
  private func next(_ at: Int, _ unknown: Int128, _ step: Int64) -> FrontierStep? {
    let (less, more) = (points[at], points[at + 1])
    let width = more.place - less.place
    let isComparable = isComparable(less, more)
    let mayBegin = contains(more, less) && more.status == .planned
    let nearest = FrontierStep.nearest(
      at, at + 1, isComparable ? less.value!.last.value + (unknown + 1) / 2 : nil)
    let halfway = FrontierStep.at(less.place + width / 2, .halfway(isComparable ? unknown : nil))
    guard mayBegin else { return width >= 2 * step ? halfway : nil }
    let newest = less.origin.round > more.origin.round ? less : more
    switch newest.origin.kind {
    case .given: return isComparable && width >= 2 * step ? halfway : nearest
    case .halfway(let whole):
      let isUneven = whole.map { unknown > $0 / 4 * 3 } ?? true
      return isComparable && width >= 2 * step && !isUneven ? halfway : nearest
    case .nearest(let value):
      let isLarge = value.map { value in (more.value!.last.value - value) * 4 >= unknown } ?? true
      return newest.place == more.place && isLarge ? .at(more.place - 1, .below) : halfway
    // Floors that get better and better with every bit would take every point.
    case .below: return isComparable || width >= 2 * step ? halfway : nil
    }
  }

  private func isComparable(_ less: Point, _ more: Point) -> Bool {
    guard let mine = less.value, let theirs = more.value else { return false }
    return mine.hasFloors(of: theirs)
  }

  /// How much another point between two points could tell: what their values differ by, beyond every value where one
  /// has no plan or other floors; nil if nothing.
  private func unknown(between less: Point, _ more: Point) -> Int128? {
    switch (less.status, more.status) {
    case (.planned, .planned):
      let (mine, theirs) = (less.value!, more.value!)
      let difference = abs(theirs.last.value - mine.last.value)
      // Floors that are all served at the one end come first, then money: where floors move, the shortfall of one that
      // is never served may move with them all the way.
      if !mine.hasFloors(of: theirs) {
        let comesFirst = if case .money = axis { true } else { theirs.servesAllFloors }
        return comesFirst ? .max : more.place - less.place >= 2 ? max(1, difference) : nil
      }
      let isKnown = isWithinGap(mine.last.value, theirs.last.bound) && contains(more, less)
      return isKnown || isWithinGap(mine.last.value, theirs.last.value, parts: 2) ? nil : difference
    case (.infeasible, .planned), (.planned, .infeasible): return .max
    default: return nil
    }
  }
}
