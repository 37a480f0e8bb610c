import Allotment
import Formulation
import IntegerProgram
import Model
import Reports

extension FrontierCurve {
  /// A solved frontier as it is told.
  init(
    _ frontier: Frontier, _ lists: Lists, of scope: FrontierCurve.Scope, _ request: Request, _ search: FrontierSearch
  ) {
    let points = frontier.points
    let digits = points.first?.stages.last?.digits ?? 0
    func text(_ value: Int128) -> String { decimalText(value, digits: digits, trimmed: true) }
    func change(_ place: Int64) -> String { frontier.axis.change(at: place) }
    // Floors lie on their axis from high to low.
    let isReversed = scope.kind == "floor"
    let intervals = zip(frontier.intervals, zip(points, points.dropFirst())).map { known, ends in
      let isBounded = known == .flat || known == .between
      return Interval(
        from: change((isReversed ? ends.1 : ends.0).place), to: change((isReversed ? ends.0 : ends.1).place),
        known: known.rawValue, least: isBounded ? text(ends.0.value!.last.value) : nil,
        most: isBounded ? text(ends.1.value!.last.bound) : nil)
    }
    let told = zip(points, [false] + frontier.isStep).map { Point($0, frontier.axis, isExact: $1) }
    self.init(
      lists: lists, objective: request.objective.rawValue, unit: request.objective.unit(in: lists.currency),
      gap: decimalText(request.gapBillionths, digits: 9, trimmed: true), scope: scope,
      step: frontier.axis.size(of: search.step), mostPoints: search.most,
      monotone: frontier.isMonotone.allSatisfy { $0 }, points: isReversed ? told.reversed() : told,
      intervals: isReversed ? intervals.reversed() : intervals)
  }
}

extension FrontierAxis {
  /// The change of amounts at a place in per cent, or that of floors in percentage points, as decimal text.
  func change(at place: Int64) -> String {
    switch self {
    case .money: size(of: place)
    case .floors: size(of: -place)
    }
  }

  /// A distance in per cent or percentage points, as decimal text.
  func size(of distance: Int64) -> String {
    decimalText(Int128(distance), digits: digits - 2, trimmed: true)
  }
}

extension FrontierCurve.Point {
  fileprivate init(_ point: Frontier.Point, _ axis: FrontierAxis, isExact: Bool) {
    let amount: Int64? = if case .money(let funds) = axis { Int64(clamping: point.amount(of: funds)) } else { nil }
    self.init(
      change: axis.change(at: point.place), amount: amount, status: point.status.rawValue, solved: point.isSolved,
      exact: isExact)
    limit = point.limit
    guard let reached = point.value, let allocation = point.allocation else { return }
    func text(_ value: Int128, _ stage: Stage) -> String { decimalText(value, digits: stage.digits, trimmed: true) }
    for (stage, level) in zip(point.stages, reached.levels) {
      if stage.isPolicy {
        (value, bound) = (text(level.value, stage), text(level.bound, stage))
      } else {
        floors.append(
          FrontierCurve.Floor(
            stage: stage.name, value: text(level.value, stage), bound: text(level.bound, stage)))
      }
    }
    certificate = point.certificate
    (valueFrom, boundFrom) = (point.valueFrom.map(axis.change), point.boundFrom.map(axis.change))
    shortfalls = point.needsBelowFloor.count
    projects = allocation.awards.map(\.project).sorted().map(\.text)
    used = Int64(clamping: allocation.moneyUsed)
  }
}
