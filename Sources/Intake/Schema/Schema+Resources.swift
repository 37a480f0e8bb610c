import Model

private typealias C = ColumnSchema

private func words(_ pairs: [(String, String)]) -> [CellKind.Word] { pairs.map { .init(key: $0.0, zh: $0.1) } }

// Periods, goods and venues, and the weights of the places' needs.
extension TableSchema {
  static let periods = TableSchema(
    key: "periods", zh: "期间", required: false,
    meaning: Bilingual(
      "方案分几期（月、季），首尾相接；不提供时为不分期", "months or quarters of the plan, end to end; without it there is one, without end"),
    columns: [
      C("id", "编号", .identifier, "如 2026Q1", "such as 2026Q1", required: true),
      C("from", "开始日期", .day, "第一天", "first day", required: true),
      C("to", "结束日期", .day, "最后一天", "last day", required: true),
    ])

  static let fundReleases = TableSchema(
    key: "fund_releases", zh: "资金下达计划", required: false,
    meaning: Bilingual(
      "每期新下达的金额，未用的留待以后各期；不列的资金开始时即全额到位",
      "what becomes available in each period, besides what came before; a fund without rows is there at once"),
    columns: [
      C("fund", "资金", .identifier, "资金编号", "the fund", required: true),
      C("period", "期间", .identifier, "期间编号", "the period", required: true),
      C("amount", "金额", .money, "该期新下达的金额", "what is released in it", required: true),
    ])

  static let assets = TableSchema(
    key: "assets", zh: "物资场地", required: false, meaning: Bilingual("可调配的物资与场地", "goods and venues"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("name", "名称", .text, "名称", "name"),
      C(
        "kind", "种类", .choice(words([("consumable", "物资"), ("venue", "场地")])), "物资或场地", "consumable or venue",
        required: true),
      C("type", "类型", .text, "如会议室、急救包；项目可要求某一类型", "such as meeting room; a project may ask for any of a type"),
      C("place", "地点", .identifier, "在哪里", "where it is"),
      C("quantity", "数量", .quantity, "物资的库存，或场地同时可容纳的数量", "stock, or what a venue holds at once", required: true),
      C("unit", "单位", .text, "数量的单位", "unit of the quantity"),
      C("categories", "可用类别", .identifiers, "允许的用途；空白为不限", "permitted use; blank: any"),
      C(
        "reach", "服务范围", .identifiers, "可用于哪些地点（含下级）的项目；空白为不限",
        "places, with all that lies in them, that it may serve; blank: any"),
    ])

  static let assetSlots = TableSchema(
    key: "asset_slots", zh: "场地时段", required: false,
    meaning: Bilingual(
      "场地各时段的容量，每期相同；列了就只在所列时段可用",
      "what a venue holds by slot, alike in every period; with rows it is open in those slots only"),
    columns: [
      C("asset", "场地", .identifier, "场地编号", "the venue", required: true),
      C("slot", "时段", .identifier, "时段编号", "the slot", required: true),
      C("capacity", "容量", .quantity, "空白取场地的数量", "blank: the venue's quantity"),
    ])

  static let projectAssets = TableSchema(
    key: "project_assets", zh: "项目物资场地", required: false,
    meaning: Bilingual("方案需要的物资与场地；每行全部由同一处满足", "what a variant asks for; each row is met wholly by one asset"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("variant", "方案", .identifier, "空白为所有方案", "blank: every variant"),
      C("asset", "物资场地", .identifier, "指定的编号；与类型二选一", "this very one; either it or a type"),
      C("type", "类型", .text, "该类型的任何一处", "any of this type"),
      C("fixed", "固定数量", .quantity, "与规模无关的部分", "part that does not grow with scale"),
      C("per_unit", "单位数量", .quantity, "每一单位规模", "for each unit of scale"),
      C("slots", "时段", .identifiers, "需要场地的时段；空白为全部时间", "when a venue is needed; blank: all the time"),
    ])

  static let weights = TableSchema(
    key: "weights", zh: "权重公式", required: false,
    meaning: Bilingual(
      "由地点指标得出各地需求的权重；不提供时权重均为 1",
      "from village profiles to the weight of each place's needs; without it every weight is one"),
    columns: [
      C("version", "版本", .text, "公式的版本，各行相同", "of the formula, the same in each row", required: true),
      C(
        "kind", "项", .choice(words([("base", "基数"), ("indicator", "指标"), ("cap", "上限")])), "基数（默认 100%）、指标或上限",
        "base (100% unless given), indicator or cap", required: true),
      C("indicator", "指标", .text, "指标的名称", "name of the indicator"),
      C("above", "起点", .quantity, "超过多少才计；默认 0", "counts from here on; 0 unless given"),
      C("value", "数值", .share, "基数、上限，或指标每超过 1 所加", "the base, the cap, or what each unit above adds", required: true),
      C("at_most", "至多加", .share, "该指标至多加多少", "most that the indicator adds"),
    ])
}
