/// 清单. The lists that a folder may hold, in the order of docs/lists.md. The raw value is the base name of the file.
///
/// ``scenarios`` may lie in the same folder but is read apart (docs/scenarios.md): no plan is made from it.
public enum ListName: String, CaseIterable, Sendable {
  case settings, places
  case placeIndicators = "place_indicators"
  case categories, needs, funds
  case fundMatching = "fund_matching"
  case fundSetAsides = "fund_setasides"
  case projects
  case projectPlaces = "project_places"
  case variants, costs, serves, pins, limits, periods
  case fundReleases = "fund_releases"
  case assets
  case assetSlots = "asset_slots"
  case projectAssets = "project_assets"
  case weights, volunteers
  case volunteerSkills = "volunteer_skills"
  case slots
  case volunteerSlots = "volunteer_slots"
  case volunteerPreferences = "volunteer_preferences"
  case volunteerPairs = "volunteer_pairs"
  case projectRoles = "project_roles"
  case travel
  case timeBank = "time_bank"
  case authorities, scenarios

  /// The base name of the file in Chinese.
  public var zh: String {
    switch self {
    case .settings: "设置"
    case .places: "地点"
    case .placeIndicators: "地点指标"
    case .categories: "类别"
    case .needs: "需求"
    case .funds: "资金"
    case .fundMatching: "资金配套"
    case .fundSetAsides: "专门比例"
    case .projects: "项目"
    case .projectPlaces: "项目地点"
    case .variants: "方案"
    case .costs: "费用"
    case .serves: "服务"
    case .pins: "会议决定"
    case .limits: "限制"
    case .periods: "期间"
    case .fundReleases: "资金下达计划"
    case .assets: "物资场地"
    case .assetSlots: "场地时段"
    case .projectAssets: "项目物资场地"
    case .weights: "权重公式"
    case .volunteers: "志愿者"
    case .volunteerSkills: "志愿者技能"
    case .slots: "时段"
    case .volunteerSlots: "志愿者时段"
    case .volunteerPreferences: "志愿意向"
    case .volunteerPairs: "志愿者搭配"
    case .projectRoles: "岗位"
    case .travel: "路程"
    case .timeBank: "时间银行"
    case .authorities: "权限"
    case .scenarios: "情景"
    }
  }

  /// The name of the list in findings.
  public var inFindings: Bilingual { Bilingual(self == .variants ? "方案表" : zh + "清单", rawValue) }
}
