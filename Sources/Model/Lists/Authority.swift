/// 权限. Whose a rule or a cell is: the level that may change it. A level may also change what is of a level below it;
/// nobody who plans changes the law.
public enum Authority: String, Sendable, CaseIterable, Comparable {
  /// 村、乡镇、县、省、法律: the lowest first.
  case village, township, county, province, law

  /// The level in one word of Chinese; the raw value is its word in English.
  public var zh: String {
    switch self {
    case .village: "村"
    case .township: "乡镇"
    case .county: "县"
    case .province: "省"
    case .law: "法律"
    }
  }

  private var rank: Int { Self.allCases.firstIndex(of: self)! }

  /// Orders levels, the lowest first and the law last.
  public static func < (a: Authority, b: Authority) -> Bool { a.rank < b.rank }

  /// Whether who plans at this level may change what is of another.
  public func mayChange(_ other: Authority) -> Bool { other != .law && other <= self }

  /// The levels above this one that can be asked for a change, the nearest first; the law is none.
  public var levelsToAsk: [Authority] { Self.allCases.filter { $0 > self && $0 != .law } }
}

/// 权限. Whose a rule is, a column of a list or a whole list, for one item or for all.
public struct StatedAuthority: Sendable {
  /// What is somebody's.
  public enum Subject: Hashable, Sendable {
    /// A rule of docs/rules.md.
    case rule(RuleName)
    /// A column from which rules are read.
    case column(CellKey)
    /// All columns of a list from which rules are read.
    case list(ListName)

    /// The name that a row gives it in English.
    public var name: String {
      switch self {
      case .rule(let rule): rule.rawValue
      case .column(let cell): "\(cell.list.rawValue).\(cell.field)"
      case .list(let list): list.rawValue
      }
    }

    /// The lists of whose items it may be.
    public var itemLists: [ListName] {
      switch self {
      case .rule(let rule): rule.itemLists
      case .column(let cell): cell.list.itemLists
      case .list(let list): list.itemLists
      }
    }
  }

  /// The rule or the column.
  public var subject: Subject
  /// The id of the fund, project, need or other item whose rule or cell it is; nil for all.
  public var item: String?
  /// Whose it is.
  public var authority: Authority
  /// The row from which it was read.
  public var origin = Origin.none

  /// Creates a statement about one item, or about all.
  public init(_ subject: Subject, of item: String? = nil, _ authority: Authority) {
    (self.subject, self.item, self.authority) = (subject, item, authority)
  }

  /// All fields, so that the order does not depend on rows.
  var key: [String] { [subject.name, item ?? "", authority.rawValue] }

  /// How special the statement is: one about an item counts before one about all, then one about a column before one
  /// about a rule, and that before one about a list.
  public var specificity: Int {
    let kind =
      switch subject {
      case .column: 2
      case .rule: 1
      case .list: 0
      }
    return (item == nil ? 0 : 3) + kind
  }
}

extension ListName {
  /// The lists whose items the rows of this list are about.
  fileprivate var itemLists: [ListName] {
    switch self {
    case .funds, .fundMatching, .fundSetAsides, .fundReleases: [.funds]
    case .projects, .projectPlaces, .variants, .costs, .serves, .pins, .projectAssets, .projectRoles: [.projects]
    case .needs: [.needs]
    case .limits: [.places, .categories]
    case .places, .placeIndicators, .travel: [.places]
    case .categories: [.categories]
    case .assets, .assetSlots: [.assets]
    case .volunteers, .volunteerSkills, .volunteerSlots, .volunteerPreferences, .volunteerPairs: [.volunteers]
    case .settings, .periods, .weights, .slots, .timeBank, .authorities, .scenarios: []
    }
  }
}
