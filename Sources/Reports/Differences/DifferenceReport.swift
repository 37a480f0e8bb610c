import Model

/// 方案比较. What differs between two plans A and B and their lists, and why, as it is told (docs/scenarios.md says what is proven).
///
/// Money is in minor units of the currency; values and bounds are decimal texts in the unit of the policy. Changes and
/// differences are numbered from 1.
public struct DifferenceReport: Sendable, Encodable {
  /// A text in both languages.
  public typealias Words = Comparison.Words

  /// What a plan comes to.
  public struct Figures: Sendable, Encodable {
    /// What the policy maximises, the value, and its unit.
    public let objective: String, value: String, unit: String
    /// The bound that no plan passes whose floors are as good; nil where the plan or its lists were changed since.
    public let bound: String?
    /// The limit that ended the search, if any.
    public let limit: String?
    /// The projects carried out; what all funds may spend, what is spent, and what is left.
    public let projects: Int, available: Int64, used: Int64, idle: Int64
    /// The open needs, those served wholly, those served in part, and those below their floor.
    public let needs: Int, wholly: Int, partly: Int, shortfalls: Int

    /// - Parameter value: The value where the plan does not say it truly.
    init(_ plan: Plan, _ instance: Instance, value: String? = nil, hasBound: Bool = true) {
      let row = Comparison.row(plan, instance)
      (objective, self.value, bound) = (row.objective ?? "", value ?? row.value ?? "", hasBound ? row.bound : nil)
      (unit, limit, projects) = (row.unit ?? "", row.limit, row.projects)
      (available, used, idle, shortfalls) = (row.available, row.used, row.idle, row.shortfalls)
      (needs, wholly, partly) = row.needs.first.map { ($0.open, $0.wholly, $0.partly) } ?? (0, 0, 0)
    }
  }

  /// One of the two that are compared.
  public struct Side: Sendable, Encodable {
    /// `plan`, or `lists` where there is none.
    public let kind: String
    /// The title of the lists.
    public let title: String
    /// The seal of the plan, and what it comes to; nil without a plan.
    public let seal: String?, figures: Figures?

    /// Describes one of the two.
    /// - Parameters:
    ///   - value: The value of the policy that the plan reaches.
    ///   - hasBound: Whether the bounds that the plan states hold.
    public init(_ plan: Plan?, _ instance: Instance, value: String?, hasBound: Bool) {
      (kind, title, seal) = (plan == nil ? "lists" : "plan", instance.lists.title, plan?.seal)
      figures = plan.map { Figures($0, instance, value: value, hasBound: hasBound) }
    }
  }

  /// A cell that differs.
  public struct Cell: Sendable, Encodable {
    /// The key of the column, and its names.
    public let column: String, name: Words
    /// The content in A and in B; nil for none. `***` in personal columns.
    public let before: String?, after: String?
    /// The same as text shows it, amounts of money in one unit.
    let shown: (before: String?, after: String?)

    private enum CodingKeys: String, CodingKey { case column, name, before, after }

    /// Creates a record from its parts.
    /// - Parameter shown: A content as text shows it.
    public init(column: String, name: Bilingual, before: String?, after: String?, shown: (String) -> String = { $0 }) {
      (self.column, self.name, self.before, self.after) = (column, Words(name), before, after)
      self.shown = (before.map(shown), after.map(shown))
    }
  }

  /// A row that differs.
  public struct Row: Sendable, Encodable {
    /// The list, and what tells the row from others.
    public let list: String, key: [String]
    /// `added`, `removed` or `changed`.
    public let kind: String
    /// The cells that differ.
    public let cells: [Cell]

    /// Creates a record from its parts.
    public init(list: String, key: [String], kind: String, cells: [Cell]) {
      (self.list, self.key, self.kind, self.cells) = (list, key, kind, cells)
    }
  }

  /// What allot makes of the lists of B with some changes undone, from the plan of B.
  public struct Trial: Sendable, Encodable {
    /// `planned`, `infeasible`, `undecided` or `inconsistent`.
    public let status: String
    /// What the plan comes to; nil without one.
    public let figures: Figures?
    /// Why the lists do not hold together; nil unless they do not.
    public let reason: Words?
    /// The differences that are then undone, by their numbers.
    public let undoes: [Int]

    /// Creates a record from its parts.
    public init(status: String, plan: Plan?, instance: Instance?, reason: Bilingual?, undoes: [Int]) {
      (self.status, self.undoes) = (status, undoes)
      self.reason = reason.map { Words($0) }
      figures = if let plan, let instance { Figures(plan, instance) } else { nil }
    }
  }

  /// A change from A to B, which is undone as a whole.
  public struct Change: Sendable, Encodable {
    /// The number.
    public let number: Int
    /// The list, the item and its name; an option has the list `options`.
    public let list: String, item: String, name: String
    /// `added`, `removed` or `changed`.
    public let kind: String
    /// The rows that differ.
    public let rows: [Row]
    /// What undoing this change alone gives; nil where it was not tried.
    public var alone: Trial?

    /// Creates a change of the lists from its parts.
    public init(number: Int, list: ListName, item: String, name: String, kind: String, rows: [Row]) {
      (self.number, self.list, self.item, self.name) = (number, list.rawValue, item, name)
      (self.kind, self.rows) = (kind, rows)
    }

    /// Creates a change of an option from its parts.
    public init(number: Int, option: String, name: Bilingual, before: String, after: String) {
      (self.number, list, item, self.name, kind) = (number, Self.ofOptions, option, "", "changed")
      rows = [
        Row(
          list: Self.ofOptions, key: [option], kind: "changed",
          cells: [Cell(column: option, name: name, before: before, after: after)])
      ]
    }

    static let ofOptions = "options"
  }

  /// A part of what a plan does: what it is about, such as a fund, and how much.
  public struct Line: Sendable, Encodable, Equatable {
    /// Ids or words.
    public let key: [String]
    /// The amount in the unit of the aspect.
    public let amount: Int64

    /// Creates a line from its parts.
    public init(key: [String], amount: Int128) { (self.key, self.amount) = (key, Int64(clamping: amount)) }
  }

  /// What a plan does with a project that the other does not carry out.
  public struct Detail: Sendable, Encodable {
    /// The aspect, and what the plan does.
    public let aspect: String, lines: [Line]

    /// Creates a record from its parts.
    public init(aspect: String, lines: [Line]) { (self.aspect, self.lines) = (aspect, lines) }
  }

  /// Why a difference is there.
  public struct Reason: Sendable, Encodable {
    /// `change`, `group`, `not_remade`, `persists`, `neither`, `nothing_differs`, `unknown` or `not_asked`.
    public let kind: String
    /// The changes, by their numbers.
    public let changes: [Int]
    /// Those whose effect is proven for every plan.
    public let proven: [Int]
    /// Whether the group is known to need each of its changes; nil for other kinds.
    public let minimal: Bool?

    /// Creates a record from its parts.
    public init(_ kind: String, changes: [Int] = [], proven: [Int] = [], minimal: Bool? = nil) {
      (self.kind, self.changes, self.proven, self.minimal) = (kind, changes, proven, minimal)
    }
  }

  /// A difference of the plans.
  public struct Difference: Sendable, Encodable {
    /// The number.
    public let number: Int
    /// The list of the item, the item and its title.
    public let list: String, item: String, title: String
    /// The aspect.
    public let aspect: String
    /// What the plan of A has, and that of B.
    public let before: [Line], after: [Line]
    /// More of a project that one of them alone carries out.
    public let details: [Detail]
    /// Why.
    public let reason: Reason

    /// Creates a difference from its parts.
    public init(
      number: Int, list: ListName, item: String, title: String, aspect: String, before: [Line], after: [Line],
      details: [Detail], reason: Reason
    ) {
      (self.number, self.list, self.item, self.title) = (number, list.rawValue, item, title)
      (self.aspect, self.before, self.after, self.details, self.reason) = (aspect, before, after, details, reason)
    }
  }

  /// A fund in A and in B; nil where the lists lack it.
  public struct Fund: Sendable, Encodable {
    /// The id and the name.
    public let fund: String, name: String
    /// In A and in B.
    public let before: Comparison.FundUse?, after: Comparison.FundUse?

    /// The funds of two plans of which something differs, by id.
    public static func all(_ a: (plan: Plan, instance: Instance), _ b: (plan: Plan, instance: Instance)) -> [Fund] {
      let uses = [a, b].map { side in
        Dictionary(Comparison.row(side.plan, side.instance).funds.map { ($0.fund, $0) }) { first, _ in first }
      }
      return Set(uses[0].keys).union(uses[1].keys).sorted().compactMap { id in
        let (one, other) = (uses[0][id], uses[1][id])
        let isSame = one.map { [$0.available, $0.used] } == other.map { [$0.available, $0.used] }
        return isSame ? nil : Fund(fund: id, name: (other ?? one)!.name, before: one, after: other)
      }
    }
  }

  let schema = "allot-diff-1"
  /// The currency.
  public let currency: Currency
  /// The two that are compared.
  public let a: Side, b: Side
  /// The changes of the lists, then those of options.
  public let changes: [Change]
  /// What allot makes of the lists of B as they are, and with all changes undone; nil where it was not tried.
  public let remade: Trial?, undone: Trial?
  /// The differences of the plans.
  public let differences: [Difference]
  /// The funds whose amounts differ; empty unless both have plans.
  public let funds: [Fund]

  /// Creates a report from its parts.
  public init(
    _ a: Side, _ b: Side, _ currency: Currency, changes: [Change], differences: [Difference], funds: [Fund],
    remade: Trial?, undone: Trial?
  ) {
    (self.a, self.b, self.currency, self.changes) = (a, b, currency, changes)
    (self.differences, self.funds, self.remade, self.undone) = (differences, funds, remade, undone)
  }

  /// Whether both are plans.
  var hasPlans: Bool { a.figures != nil && b.figures != nil }
}
