// The columns of the lists of needs, funds and projects. Their order is that of docs/lists.md.

/// The columns of `settings` (设置).
public enum SettingField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .settings }
  case key, value
}

/// The columns of `places` (地点).
public enum PlaceField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .places }
  case id, name, parent, level, population, latitude, longitude
}

/// The columns of `place_indicators` (地点指标).
public enum PlaceIndicatorField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .placeIndicators }
  case place, indicator, value
}

/// The columns of `categories` (类别).
public enum CategoryField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .categories }
  case id, name, parent
}

/// The columns of `needs` (需求).
public enum NeedField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .needs }
  case id, title, place, category, group, quantity, unit, value, urgency, tier, floor, from, due, source
  case collectedOn = "collected_on"
  case status
}

/// The columns of `funds` (资金).
public enum FundField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .funds }
  case id, name, department, amount, reserve, from, to
  case carryOver = "carry_over"
  case categories, places, groups, tiers
  case costTypes = "cost_types"
  case excludedCategories = "excluded_categories"
  case excludedCostTypes = "excluded_cost_types"
  case projects
  case trancheMin = "tranche_min"
  case trancheMax = "tranche_max"
  case shareMax = "share_max"
  case projectsMax = "projects_max"
  case perPlaceMax = "per_place_max"
  case minimumSpend = "minimum_spend"
  case excludesGovernmentFunded = "excludes_government_funded"
}

/// The columns of `fund_matching` (资金配套).
public enum FundMatchingField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .fundMatching }
  case fund, with, ratio
}

/// The columns of `fund_setasides` (专门比例).
public enum FundSetAsideField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .fundSetAsides }
  case fund, kind, of, share
}

/// The columns of `projects` (项目).
public enum ProjectField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .projects }
  case id, title, place, category, groups, responsible, approved, rank, score, from, to
  case sourcesMax = "sources_max"
  case status
  case governmentFunded = "government_funded"
  case requires, incompatible
  case totalCost = "total_cost"
  case needs
}

/// The columns of `project_places` (项目地点).
public enum ProjectPlaceField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .projectPlaces }
  case project, place, share
}

/// The columns of `variants` (方案).
public enum VariantField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .variants }
  case project, variant, title
  case scaleKind = "scale_kind"
  case scaleMin = "scale_min"
  case scaleMax = "scale_max"
  case scaleUnit = "scale_unit"
  case lasts
}

/// The columns of `costs` (费用).
public enum CostField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .costs }
  case project, variant
  case costType = "cost_type"
  case fixed
  case perUnit = "per_unit"
  case due
}

/// The columns of `serves` (服务).
public enum ServesField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .serves }
  case project, variant, need
  case perUnit = "per_unit"
  case atMost = "at_most"
}

/// The columns of `pins` (会议决定).
public enum PinField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .pins }
  case kind, project, fund, amount, reason, by, on, volunteer, role
}

/// The columns of `limits` (限制).
public enum LimitField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .limits }
  case kind, of
  case mostProjects = "most_projects"
  case mostMoney = "most_money"
}

/// The columns of `authorities` (权限).
public enum AuthorityField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .authorities }
  case rule, item, authority
}
