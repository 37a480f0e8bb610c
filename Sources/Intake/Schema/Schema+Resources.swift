import Model

private typealias C = ColumnSchema.Content

// Periods, goods and venues, and the weights of the places' needs.
extension TableSchema {
  static let periods = TableSchema(
    PeriodField.self,
    meaning: Bilingual(
      "方案分几期（月、季），首尾相接；不提供时为不分期", "months or quarters of the plan, end to end; without it there is one, without end")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "如 2026Q1", "such as 2026Q1", required: true)
    case .from: C("开始日期", .day, "第一天", "first day", required: true)
    case .to: C("结束日期", .day, "最后一天", "last day", required: true)
    }
  }

  static let fundReleases = TableSchema(
    FundReleaseField.self,
    meaning: Bilingual(
      "每期新下达的金额，未用的留待以后各期；不列的资金开始时即全额到位",
      "what becomes available in each period, besides what came before; a fund without rows is there at once")
  ) {
    switch $0 {
    case .fund: C("资金", .identifier(of: .funds), "资金编号", "the fund", required: true)
    case .period: C("期间", .identifier(of: .periods), "期间编号", "the period", required: true)
    case .amount: C("金额", .money, "该期新下达的金额", "what is released in it", required: true)
    }
  }

  static let assets = TableSchema(
    AssetField.self, meaning: Bilingual("可调配的物资与场地", "goods and venues")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .name: C("名称", .text, "名称", "name")
    case .kind:
      C(
        "种类", .choice(words([("consumable", "物资"), ("venue", "场地")])), "物资或场地", "consumable or venue",
        required: true)
    case .type: C("类型", .text, "如会议室、急救包；项目可要求某一类型", "such as meeting room; a project may ask for any of a type")
    case .place: C("地点", .identifier(of: .places), "在哪里", "where it is")
    case .quantity: C("数量", .quantity, "物资的库存，或场地同时可容纳的数量", "stock, or what a venue holds at once", required: true)
    case .unit: C("单位", .text, "数量的单位", "unit of the quantity")
    case .categories: C("可用类别", .identifiers(of: .categories), "允许的用途；空白为不限", "permitted use; blank: any")
    case .reach:
      C(
        "服务范围", .identifiers(of: .places), "可用于哪些地点（含下级）的项目；空白为不限",
        "places, with all that lies in them, that it may serve; blank: any")
    }
  }

  static let assetSlots = TableSchema(
    AssetSlotField.self,
    meaning: Bilingual(
      "场地各时段的容量，每期相同；列了就只在所列时段可用",
      "what a venue holds by slot, alike in every period; with rows it is open in those slots only")
  ) {
    switch $0 {
    case .asset: C("场地", .identifier(of: .assets), "场地编号", "the venue", required: true)
    case .slot: C("时段", .identifier(of: .slots), "时段编号", "the slot", required: true)
    case .capacity: C("容量", .quantity, "空白取场地的数量", "blank: the venue's quantity")
    }
  }

  static let projectAssets = TableSchema(
    ProjectAssetField.self,
    meaning: Bilingual("方案需要的物资与场地；每行全部由同一处满足", "what a variant asks for; each row is met wholly by one asset")
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .variant: C("方案", .identifier(), "空白为所有方案", "blank: every variant")
    case .asset: C("物资场地", .identifier(of: .assets), "指定的编号；与类型二选一", "this very one; either it or a type")
    case .type: C("类型", .text, "该类型的任何一处", "any of this type")
    case .fixed: C("固定数量", .quantity, "与规模无关的部分", "part that does not grow with scale")
    case .perUnit: C("单位数量", .quantity, "每一单位规模", "for each unit of scale")
    case .slots: C("时段", .identifiers(of: .slots), "需要场地的时段；空白为全部时间", "when a venue is needed; blank: all the time")
    }
  }

  static let weights = TableSchema(
    WeightField.self,
    meaning: Bilingual(
      "由地点指标得出各地需求的权重；不提供时权重均为 1",
      "from village profiles to the weight of each place's needs; without it every weight is one")
  ) {
    switch $0 {
    case .version: C("版本", .text, "公式的版本，各行相同", "of the formula, the same in each row", required: true)
    case .kind:
      C(
        "项", .choice(words([("base", "基数"), ("indicator", "指标"), ("cap", "上限")])), "基数（默认 100%）、指标或上限",
        "base (100% unless given), indicator or cap", required: true)
    case .indicator: C("指标", .text, "指标的名称", "name of the indicator")
    case .above: C("起点", .quantity, "超过多少才计；默认 0", "counts from here on; 0 unless given")
    case .value: C("数值", .share, "基数、上限，或指标每超过 1 所加", "the base, the cap, or what each unit above adds", required: true)
    case .atMost: C("至多加", .share, "该指标至多加多少", "most that the indicator adds")
    }
  }
}
