import Allotment
import Formulation
import Model
import Reports

extension ParetoCurve {
  /// A solved front as it is told.
  init(_ front: ParetoFront, _ instance: Instance, _ request: Request, _ search: ParetoSearch) {
    let formulation = front.formulation
    self.init(
      lists: instance.lists, x: Aim(front.aims.x, instance), y: Aim(front.aims.y, instance),
      gap: decimalText(request.gapBillionths, digits: 9, trimmed: true), mostPoints: search.most,
      status: front.status.rawValue, complete: front.isComplete, villages: formulation.villages.map(\.text),
      floors: zip(formulation.decidingStages(.value), front.floors?.levels ?? []).filter { !$0.0.isPolicy }.map {
        FrontierCurve.Floor(
          stage: $0.name, value: decimalText($1.value, digits: $0.digits, trimmed: true),
          bound: decimalText($1.bound, digits: $0.digits, trimmed: true))
      }, points: zip(front.points, front.isClosed.map(Optional.init) + [nil]).map { Point($0, front, isClosed: $1) })
  }
}

extension ParetoCurve.Aim {
  fileprivate init(_ aim: Aim, _ instance: Instance) {
    let policy = aim.policy ?? .value
    self.init(aim: aim.rawValue, unit: policy.unit(in: instance.lists.currency))
  }
}

extension ParetoCurve.Point {
  fileprivate init(_ point: ParetoFront.Point, _ front: ParetoFront, isClosed: Bool?) {
    let formulation = front.formulation
    func text(_ value: Int128, _ aim: Aim) -> String {
      decimalText(value, digits: formulation.digits(of: aim), trimmed: true)
    }
    let reached = Aim.allCases.map { aim in (aim.rawValue, text(formulation.worth(of: point.allocation, aim) ?? 0, aim))
    }
    self.init(
      x: text(point.x, front.aims.x), y: text(point.y, front.aims.y), xBound: text(point.xBound, front.aims.x),
      yBound: text(point.yBound, front.aims.y), certificate: point.certificate,
      reached: Dictionary(uniqueKeysWithValues: reached),
      leastServed: formulation.leastServed(point.allocation).map(\.text),
      shortfalls: formulation.shortfalls(of: point.allocation).count,
      projects: point.allocation.awards.map(\.project).sorted().map(\.text))
    limit = point.limit
    closed = isClosed
  }
}
