import Formulation
import Foundation
import IntegerProgram
import Model

/// The one object that `--json` prints; money in minor units.
struct Summary: Encodable {
  var status: String
  var policy = "utilitarian"
  var objective: Double?
  var objectiveKind: String
  var bound: Double?
  var gap: Double?
  var projectsFunded = 0
  var moneyUsed: Int64 = 0
  var moneyAvailable: Int64 = 0
  var currency: String
  var needsServed = 0
  var seconds: Double
  var solver = ""
  var limit: String?

  init(status: String, objective: PolicyObjective, currency: Currency, seconds: Double) {
    self.status = status
    self.currency = currency.code
    self.seconds = seconds
    objectiveKind = objective.rawValue
  }

  init(_ plan: Plan, _ instance: Instance, limit: Limit?, seconds: Double) {
    let stage = plan.stages.first { $0.name == "utilitarian" }
    status = stage.map { $0.limit == nil && $0.gap <= plan.requestedGap } ?? false ? "optimal" : "feasible"
    // Money is in minor units throughout.
    let unit = plan.objective == PolicyObjective.money.rawValue ? pow(10, Double(plan.currency.digits)) : 1
    objective = stage.flatMap { Double($0.value) }.map { unit == 1 ? $0 : ($0 * unit).rounded() }
    bound = stage.flatMap { Double($0.bound) }.map { unit == 1 ? $0 : ($0 * unit).rounded() }
    gap = stage?.gap
    objectiveKind = plan.objective
    projectsFunded = plan.allocation.awards.count
    moneyUsed = Int64(clamping: plan.allocation.moneyUsed)
    moneyAvailable = Int64(clamping: instance.lists.funds.reduce(Int128(0)) { $0 + Int128($1.available.minorUnits) })
    currency = plan.currency.code
    needsServed = Set(plan.allocation.credits.map(\.need)).count
    self.seconds = seconds
    solver = plan.solver
    self.limit = limit?.rawValue
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
