import ExactProgram
import IntegerProgram
import Model
import Synchronization

/// Keeps the best rosters of several solves by all that decides them, so that lists with the same people and the same posts
/// to fill are staffed once.
///
/// The search for a roster is deterministic: a kept roster is the one that the search would find again. So the results do not
/// depend on which rosters are kept.
public final class KnownRosters: Sendable {
  private let found = Mutex<[RosterQuestion: StagedSolution]>([:])

  /// Knows no roster.
  public init() {}

  subscript(question: RosterQuestion) -> StagedSolution? { found.withLock { $0[question] } }

  /// Keeps an answer, unless something else than the question may have decided it.
  func learn(_ solution: StagedSolution, of question: RosterQuestion) {
    var solution = solution
    switch solution.limit {
    case .time, .memory, .interruption: return
    case .work, nil: solution.durations = [:]
    }
    found.withLock { known in
      if known.count < Self.most { known[question] = solution }
    }
  }

  /// A question takes about as much memory as a program of its roster.
  private static let most = 200
}

/// All that decides the rosters that a ``StagedSolve`` finds: the program, the stages, the start and the settings.
struct RosterQuestion: Hashable, Sendable {
  private let names: [Meaning]
  /// Numbers in a fixed order; each list is preceded by its length.
  private let numbers: [Int128]
  private let gap: Double
  private let workLimit: Int?
  private let certifies: Bool
  private let solver: String

  init(_ roster: RosterProgram, _ stages: [Stage], from start: [Int128]?, _ solve: StagedSolve) {
    names = roster.exact.columns.map(\.meaning) + roster.exact.rows.map(\.meaning)
    var numbers = Numbers()
    numbers.add(roster.exact)
    for stage in stages { numbers.add(stage) }
    numbers.add(start.map { [1] + $0 } ?? [])
    numbers.add(roster)
    self.numbers = numbers.all
    (gap, workLimit, certifies, solver) = (solve.gap, solve.workLimit, solve.certifies, solve.solver.name)
  }
}

/// Collects the numbers of a question.
private struct Numbers {
  private(set) var all: [Int128] = []

  mutating func add(_ list: [Int128]) { all += [Int128(list.count)] + list }

  mutating func add(_ expression: Expression) {
    all += [expression.constant, Int128(expression.terms.count)]
    for term in expression.terms { all += [Int128(term.column), term.coefficient] }
  }

  /// nil is told from every number.
  mutating func add(_ number: Int128?) { all += number.map { [1, $0] } ?? [0] }

  mutating func add(_ exact: ExactProgram) {
    all.append(Int128(exact.columns.count))
    for column in exact.columns {
      let nature: Int128 =
        switch column.nature {
        case .choice: 0
        case .amount: 1
        case .credit: 2
        }
      all += [nature, column.lower, column.upper, Int128(column.branchingPriority)]
    }
    all.append(Int128(exact.rows.count))
    for row in exact.rows {
      add(row.lower)
      add(row.upper)
      all.append(Int128(row.terms.count))
      for term in row.terms { all += [Int128(term.column), term.coefficient] }
    }
  }

  mutating func add(_ stage: Stage) {
    all += [Int128(StageName.allCases.firstIndex(of: stage.id)!), Int128(stage.digits), stage.slack]
    add(stage.objective)
  }

  /// What the stages of loads read of posts and people, besides the program.
  mutating func add(_ roster: RosterProgram) {
    let people = roster.people
    add(roster.equalShare)
    for post in people.posts {
      let role: [Int] = [
        Int(post.role.minutes), post.role.headsMin, post.role.headsMax ?? -1, post.lasts, post.isWhole ? 1 : 0,
      ]
      add(role.map { Int128($0) })
      let slots: [Int] = post.slots.flatMap { [Int($0.minutes), roster.instance.period(of: $0)] }
      add(slots.map { Int128($0) })
    }
    for duty in people.duties {
      let offer = people.volunteers[duty.volunteer].offer
      add([Int128(duty.volunteer), Int128(duty.post), Int128(offer.minutes), Int128(offer.leastTotal)])
      add(offer.shift.map { Int128($0) })
      add(duty.heads)
      add(duty.minutes)
      add(duty.inEachPeriod ?? Expression(constant: -1))
      for portion in duty.portions {
        all.append(Int128(portion.period))
        add(portion.minutes)
      }
    }
  }
}
