import DefaultSolver
import Formulation
import IntegerProgram
import Model

/// 几个方案并列. Plans beside the plan of which none found has as much of every aim as another and more of one: most of value
/// against projects, money and the worst-off village.
public struct SideBySide: Sendable {
  /// A plan, and what it reaches of each aim in units of 10^-digits of the aim.
  public struct Column: Sendable {
    /// The projects of the plan and its payments.
    public let allocation: Allocation
    /// What it reaches, in the order of ``Aim/allCases``.
    public let reached: [Int128]
  }

  /// The plan itself.
  public let plan: Column
  /// The other plans, by falling value.
  public let others: [Column]
  /// Whether a limit ended a search before its proof.
  public let isLimited: Bool
  /// The program of the lists, which knows the aims' decimals.
  public let formulation: Formulation
}

/// Searches the plans that stand side by side, by the fronts of two aims.
public struct SideBySideSearch: Sendable {
  /// The most points of each front.
  public var points = 4
  /// The most plans beside the plan.
  public var most = 6
  private let instance: Instance
  private let request: Request
  private let solver: any Solver

  /// - Parameter request: The options of each solve; its objective does not count.
  public init(_ instance: Instance, _ request: Request, solver: any Solver = defaultSolver) {
    (self.instance, self.request, self.solver) = (instance, request, solver)
  }

  /// The fronts that are searched.
  public static let pairs: [(x: Aim, y: Aim)] = [(.value, .count), (.value, .money), (.value, .worstOff)]

  /// Solves the fronts one after the other.
  /// - Parameter progress: Called with the number of fronts that are done.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: `SolverFault` if the solver fails, ``AuditFault`` if a plan fails the audit.
  /// - Complexity: at most four solves for each point of each front.
  public func plans(beside plan: Plan, threads: Int, progress: (Int) -> Void) throws -> SideBySide? {
    let formulation = Formulation(instance)
    func column(_ allocation: Allocation) -> SideBySide.Column? {
      let reached = Aim.allCases.compactMap { formulation.worth(of: allocation, $0) }
      guard reached.count == Aim.allCases.count else { return nil }
      return SideBySide.Column(allocation: allocation, reached: reached)
    }
    guard let own = column(plan.allocation) else { return nil }
    var (found, isLimited) = ([SideBySide.Column](), false)
    for (number, pair) in Self.pairs.enumerated() {
      progress(number)
      var search = ParetoSearch(instance, pair, request, solver: solver)
      search.most = points
      guard let front = try search.front(threads: threads, progress: { _ in }) else { return nil }
      isLimited = isLimited || !front.points.allSatisfy { $0.limit == nil }
      found += front.points.compactMap { column($0.allocation) }
    }
    progress(Self.pairs.count)
    let others = found.filter { other in
      other.allocation.awards.map(\.project) != plan.allocation.awards.map(\.project)
        && !([own] + found).contains { $0.betters(other) }
    }
    return SideBySide(
      plan: own, others: Array(Self.distinct(others).prefix(most)), isLimited: isLimited, formulation: formulation)
  }

  /// Each set of projects once, by falling value, then by their other aims.
  private static func distinct(_ columns: [SideBySide.Column]) -> [SideBySide.Column] {
    var seen: Set<[ProjectID]> = []
    return columns.enumerated().sorted { one, other in
      if one.element.reached != other.element.reached {
        return other.element.reached.lexicographicallyPrecedes(one.element.reached)
      }
      return one.offset < other.offset
    }.map(\.element).filter { seen.insert($0.allocation.awards.map(\.project).sorted()).inserted }
  }
}

extension SideBySide.Column {
  /// Whether the plan has as much of every aim as another and more of one.
  public func betters(_ other: SideBySide.Column) -> Bool {
    reached != other.reached && zip(reached, other.reached).allSatisfy { $0 >= $1 }
  }
}
