import Model

extension TableSchema {
  /// The text that cites a cell in a language: `资金「F1」的“可用类别”` or `‘categories’ of fund F1`.
  public static func name(of citation: Citation, _ language: Language) -> String {
    let table = named(citation.list)
    let column = table?.column(citation.field)
    let list = ListName(rawValue: citation.list)?.subject ?? citation.list
    return language == .zh
      ? "\(table?.zh ?? citation.list)「\(citation.id)」的“\(column?.zh ?? citation.field)”"
      : "‘\(words(citation.field))’ of \(list) \(citation.id)"
  }

  /// A column's name in an English sentence: the column's code says too little to whoever has not read docs/lists.md.
  private static func words(_ column: String) -> String {
    switch column {
    case "tiers": "tiers of need"
    case "tranche_min": "least for one project"
    case "tranche_max": "most for one project"
    case "share_max": "greatest share of a project"
    case "projects_max": "most projects"
    case "per_place_max": "most for one place"
    case "sources_max": "most sources"
    case "ratio": "to be matched by"
    case "requires": "projects required"
    case "incompatible": "projects excluded"
    case "cost_types": "kinds of cost"
    case "excluded_cost_types": "kinds of cost excluded"
    case "excludes_government_funded": "nothing paid for twice"
    default: column.replacing("_", with: " ")
    }
  }
}

/// The words of English sentences for cells of the lists.
extension ListName {
  /// What the list says of one item, before the item's id: `fund` F1, `the matching of fund` F1.
  var subject: String {
    switch self {
    case .settings: "setting"
    case .places: "place"
    case .placeIndicators: "the indicators of place"
    case .categories: "category"
    case .needs: "need"
    case .funds: "fund"
    case .fundMatching: "the matching of fund"
    case .fundSetAsides: "the set-aside of fund"
    case .projects: "project"
    case .projectPlaces: "the places of project"
    case .variants: "the ways to carry out project"
    case .costs: "the costs of project"
    case .serves: "what is served by project"
    case .pins: "the meeting’s decision on"
    case .limits: "the limit of"
    case .periods: "period"
    case .fundReleases: "the releases of fund"
    case .assets: "goods or venue"
    case .assetSlots: "the slots of venue"
    case .projectAssets: "the goods and venues of project"
    case .weights: "weight"
    case .volunteers: "volunteer"
    case .volunteerSkills: "the skills of volunteer"
    case .slots: "slot"
    case .volunteerSlots: "the free slots of volunteer"
    case .volunteerPreferences: "the wishes of volunteer"
    case .volunteerPairs: "the pairs of volunteer"
    case .projectRoles: "the roles of project"
    case .travel: "the way from"
    case .timeBank: "the time bank of"
    case .authorities: "rule"
    case .scenarios: "scenario"
    }
  }
}
