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
    let intervals = zip(frontier.intervals, zip(points, points.dropFirst())).map { known, ends in
      let isBounded = known == .flat || known == .between
      return Interval(
        from: ends.0.change, to: ends.1.change, known: known.rawValue,
        least: isBounded ? text(ends.0.value!.last.value) : nil,
        most: isBounded ? text(ends.1.value!.last.bound) : nil)
    }
    self.init(
      lists: lists, objective: request.objective.rawValue, unit: request.objective.unit(in: lists.currency),
      gap: decimalText(request.gapBillionths, digits: 9, trimmed: true), scope: scope, step: search.step,
      mostPoints: search.most, monotone: frontier.isMonotone.allSatisfy { $0 }, points: points.map { Point($0) },
      intervals: intervals)
  }
}

extension FrontierCurve.Point {
  fileprivate init(_ point: Frontier.Point) {
    self.init(
      change: point.change, amount: Int64(clamping: point.amount), status: point.status.rawValue, solved: point.isSolved
    )
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
    (valueFrom, boundFrom) = (point.valueFrom, point.boundFrom)
    shortfalls = point.needsBelowFloor.count
    projects = allocation.awards.map(\.project).sorted().map(\.text)
    used = Int64(clamping: allocation.moneyUsed)
  }
}
