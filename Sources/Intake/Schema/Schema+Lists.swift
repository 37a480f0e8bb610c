import Model

private typealias C = ColumnSchema.Content

/// The words of a choice, each with its key and its Chinese word.
func words(_ pairs: [(String, String)]) -> [CellKind.Word] { pairs.map { .init(key: $0.0, zh: $0.1) } }

private let tierWords = words([("basic", "基本"), ("featured", "特色")])

extension TableSchema {
  static let settings = TableSchema(
    SettingField.self,
    meaning: Bilingual("标题、币种、编制层级、排班次序", "title, currency, level of who plans, order of roster stages"),
    identity: [.key]
  ) {
    switch $0 {
    case .key:
      C(
        "项", .text, "title、currency、digits、planner（编制层级）或 roster_order（排班次序）",
        "title, currency, digits, planner or roster_order",
        required: true)
    case .value:
      C(
        "值", .text,
        "该项的值；编制层级：村、乡镇（默认）、县、省；排班次序：\(rosterAimWords.map { "\($0.key) \($0.zh)" }.joined(separator: "、"))，先写的优先，没写的按此顺序排在后面",
        "its value; of planner, who makes the plan: village, township (unless given), county or province; of roster_order: some or all of \(rosterAimWords.map(\.key).joined(separator: ", ")), the most important first; the others follow in this order",
        required: true)
    }
  }

  static let places = TableSchema(
    PlaceField.self, meaning: Bilingual("县、乡镇、村（社区）、网格", "counties, townships, villages, grids")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .name: C("名称", .text, "名称", "name")
    case .parent: C("上级", .identifier(of: .places), "上级地点的编号", "id of the place it lies in")
    case .level:
      C(
        "层级",
        .choice(words([("county", "县"), ("township", "乡镇"), ("village", "村"), ("community", "社区"), ("grid", "网格")])),
        "县、乡镇、村、社区、网格", "level in the tree")
    case .population: C("人口", .integer, "常住人口", "residents")
    case .latitude: C("纬度", .degrees, "度，北纬为正", "degrees, north positive")
    case .longitude: C("经度", .degrees, "度，东经为正", "degrees, east positive")
    }
  }

  static let placeIndicators = TableSchema(
    PlaceIndicatorField.self, meaning: Bilingual("村情指标", "village profiles"), identity: [.place, .indicator]
  ) {
    switch $0 {
    case .place: C("地点", .identifier(of: .places), "地点编号", "id of the place", required: true)
    case .indicator: C("指标", .text, "如老年人口占比", "such as the share of elderly people", required: true)
    case .value: C("数值", .quantity, "至多三位小数", "at most three decimals", required: true)
    }
  }

  static let categories = TableSchema(
    CategoryField.self,
    meaning: Bilingual("需求与项目的分类树；不提供时类别即其名称", "tree of categories; without it a category is its name")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "编号", "id", required: true)
    case .name: C("名称", .text, "名称", "name")
    case .parent: C("上级", .identifier(of: .categories), "上级类别", "the category it is a kind of")
    }
  }

  static let needs = TableSchema(
    NeedField.self, meaning: Bilingual("需求清单", "what residents need")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .title: C("需求", .text, "一句话说明", "one line")
    case .place: C("地点", .identifier(of: .places), "在哪里", "where", required: true)
    case .category: C("类别", .identifier(of: .categories), "类别编号", "id of its category", required: true)
    case .group: C("人群", .text, "受益人群", "who benefits")
    case .quantity: C("数量", .quantity, "需要多少", "how much is needed", required: true)
    case .unit: C("单位", .text, "数量的单位", "unit of the quantity")
    case .value: C("单位价值", .quantity, "每满足一个单位计多少分，默认 1", "points for each unit served; 1 unless given")
    case .urgency: C("急迫程度", .integer, "1 至 5；5 为急难必办；默认 1", "1 to 5; 5 must be served; 1 unless given")
    case .tier: C("层次", .choice(tierWords), "基本或特色，默认特色", "basic or featured (default)")
    case .floor: C("保底比例", .share, "基本需求至少满足的比例", "share that must be served")
    case .from: C("开始日期", .day, "期限的第一天", "first day of the due period")
    case .due: C("截止日期", .day, "期限的最后一天", "last day of the due period")
    case .source: C("来源", .text, "由谁采集", "who collected it")
    case .collectedOn: C("采集日期", .day, "何时采集", "when it was collected")
    case .status:
      C(
        "状态", .choice(words([("open", "待办"), ("served", "已满足"), ("withdrawn", "已撤回")])), "默认待办",
        "open unless given")
    }
  }

  static let funds = TableSchema(
    FundField.self, required: true, meaning: Bilingual("资金清单：每笔专项经费及其用途限制", "earmarked funds")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .name: C("名称", .text, "资金名称", "name")
    case .department: C("部门", .text, "下达部门", "department it comes from")
    case .amount: C("金额", .money, "资金总额", "the whole sum", required: true)
    case .reserve: C("预留", .money, "不得动用的部分；或总额的百分比", "part that is not to be spent; or a percentage of the amount")
    case .from: C("开始日期", .day, "可用的第一天", "first day it may be spent")
    case .to: C("结束日期", .day, "可用的最后一天", "last day it may be spent")
    case .carryOver: C("可结转", .flag, "是：可再用一年", "yes: may be spent for another year")
    case .categories: C("可用类别", .identifiers(of: .categories), "空白为不限", "blank: any")
    case .places: C("可用地点", .identifiers(of: .places), "含下级；空白为不限", "with all that lies in them; blank: any")
    case .groups: C("可用人群", .texts, "空白为不限", "blank: any")
    case .tiers: C("可用层次", .choices(tierWords), "空白为不限", "blank: any")
    case .costTypes: C("可用支出", .texts, "空白为不限", "types of cost it may pay; blank: any")
    case .excludedCategories: C("禁用类别", .identifiers(of: .categories), "负面清单", "negative list")
    case .excludedCostTypes: C("禁用支出", .texts, "负面清单", "negative list")
    case .projects: C("指定项目", .identifiers(of: .projects), "捐赠人指定的项目；空白为不限", "donor's projects; blank: any")
    case .trancheMin:
      C("单笔下限", .money, "对一个项目至少支付；或总额的百分比、费用的百分比", "least for one project; or a percentage of the amount, or of cost")
    case .trancheMax:
      C("单笔上限", .money, "对一个项目至多支付；或总额的百分比、费用的百分比", "most for one project; or a percentage of the amount, or of cost")
    case .shareMax: C("占比上限", .share, "至多占一个项目费用的比例", "largest share of a project's cost")
    case .projectsMax: C("项目数上限", .integer, "至多支持几个项目", "most projects")
    case .perPlaceMax: C("每地上限", .money, "每个村（社区）至多；或总额的百分比", "most for one place; or a percentage of the amount")
    case .minimumSpend:
      C("最低支出", .money, "用不完收回的资金至少支出；或总额的百分比", "least that must be spent; or a percentage of the amount")
    case .excludesGovernmentFunded: C("不与财政重复", .flag, "是：不支持财政已出资的项目", "yes: not for projects that government pays")
    }
  }

  static let fundMatching = TableSchema(
    FundMatchingField.self, meaning: Bilingual("配套要求，如县镇 1:1", "matching requirements"), identity: [.fund, .with]
  ) {
    switch $0 {
    case .fund: C("资金", .identifier(of: .funds), "要求配套的资金", "the fund that asks for it", required: true)
    case .with: C("配套资金", .identifiers(of: .funds), "由哪些资金配套", "the funds that match it", required: true)
    case .ratio:
      C(
        "比例", .share, "每支付 1 元须配套多少；1:1 即 100%", "for each yuan so much from the others; 1:1 is 100%",
        required: true)
    }
  }

  static let fundSetAsides = TableSchema(
    FundSetAsideField.self, meaning: Bilingual("支出中须专门用于某类的比例", "set-asides"), identity: [.fund, .kind, .of]
  ) {
    switch $0 {
    case .fund: C("资金", .identifier(of: .funds), "资金编号", "the fund", required: true)
    case .kind:
      C(
        "对象", .choice(words([("group", "人群"), ("category", "类别"), ("place", "地点")])), "人群、类别或地点",
        "group, category or place", required: true)
    case .of: C("范围", .text, "哪个人群、类别或地点", "which one", required: true)
    case .share: C("比例", .share, "占该资金支出的至少", "at least this share of what is spent", required: true)
    }
  }

  static let projects = TableSchema(
    ProjectField.self, required: true, meaning: Bilingual("项目清单", "what could be done")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .title: C("项目", .text, "项目名称", "title")
    case .place: C("地点", .identifier(of: .places), "申报地；多地联合见项目地点表", "proposing place; several: see project_places")
    case .category: C("类别", .identifier(of: .categories), "类别编号", "id of its category", required: true)
    case .groups: C("人群", .texts, "受益人群；空白取所服务需求的人群", "who benefits; blank: those of the needs it serves")
    case .responsible: C("负责人", .text, "有人管事", "who is responsible", required: false)
    case .approved: C("已立项", .flag, "有权定事；默认否", "approved; no unless given")
    case .rank: C("村内排序", .integer, "村里自己的排序，1 为先", "the village's own order, 1 first")
    case .score: C("评审分", .quantity, "评审得分", "appraisal score")
    case .from: C("开始日期", .day, "实施的第一天", "first day")
    case .to: C("结束日期", .day, "实施的最后一天", "last day")
    case .sourcesMax: C("来源上限", .integer, "至多几个资金来源", "most funds")
    case .status:
      C(
        "状态",
        .choice(words([("proposed", "申报"), ("committed", "已承诺"), ("running", "在建"), ("done", "完成")])), "默认申报",
        "proposed unless given")
    case .governmentFunded: C("财政已出资", .flag, "默认否", "already paid for by government; no unless given")
    case .requires: C("前置项目", .identifiers(of: .projects), "必须同时实施的项目", "projects it needs")
    case .incompatible: C("互斥项目", .identifiers(of: .projects), "不能同时实施的项目", "projects it excludes")
    case .totalCost:
      C(
        "总费用", .money, "“费用”表中没有该项目的行时，作一笔费用；有行时与各笔之和核对",
        "one cost, if it has no row of costs; otherwise compared with their sum")
    case .needs:
      C(
        "对应需求", .identifiers(of: .needs), "“服务”表中没有行的，实施后全部满足",
        "needs that it serves wholly, if they have no row of serves")
    }
  }

  static let projectPlaces = TableSchema(
    ProjectPlaceField.self, meaning: Bilingual("多地联合项目的分担比例", "cost shares of joint projects"),
    identity: [.project, .place]
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .place: C("地点", .identifier(of: .places), "参与的地点", "a place that takes part", required: true)
    case .share: C("比例", .share, "各地合计 100%", "add up to 100%", required: true)
    }
  }

  static let variants = TableSchema(
    VariantField.self, meaning: Bilingual("同一项目互斥的做法；没有时为规模 1 的一种", "ways of doing a project")
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .variant: C("方案", .identifier(), "方案编号", "id within the project", required: true)
    case .title: C("名称", .text, "方案名称", "title")
    case .scaleKind:
      C(
        "规模方式", .choice(words([("fixed", "固定"), ("integer", "整数"), ("continuous", "连续")])), "默认固定",
        "fixed unless given")
    case .scaleMin: C("规模下限", .quantity, "默认 1", "1 unless given")
    case .scaleMax: C("规模上限", .quantity, "默认同下限", "as scale_min unless given")
    case .scaleUnit: C("规模单位", .text, "如：次、人、公里", "such as visits, people, km")
    case .lasts: C("历时", .integer, "持续几期；默认 1", "periods that it runs; 1 unless given")
    }
  }

  static let costs = TableSchema(
    CostField.self, required: true, meaning: Bilingual("每个方案的费用明细", "cost lines")
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .variant: C("方案", .identifier(), "空白为所有方案", "blank: every variant")
    case .costType: C("支出", .text, "支出类型", "type of cost", required: true)
    case .fixed: C("固定费用", .money, "与规模无关的部分", "part that does not grow with scale")
    case .perUnit: C("单位费用", .money, "每一单位规模", "for each unit of scale")
    case .due:
      C(
        "应付期", .integer, "在项目的第几期应付，1 为开始的那一期；空白为各期均付",
        "the period of its run in which it falls due, 1 for that in which it starts; blank: equal parts in each")
    }
  }

  static let serves = TableSchema(
    ServesField.self, meaning: Bilingual("项目满足哪些需求", "what a project does for which need")
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .variant: C("方案", .identifier(), "空白为所有方案", "blank: every variant")
    case .need: C("需求", .identifier(of: .needs), "需求编号", "the need", required: true)
    case .perUnit: C("每单位满足", .quantity, "每一单位规模满足多少", "units served for each unit of scale", required: true)
    case .atMost: C("至多满足", .quantity, "该方案至多满足多少", "most that it serves")
    }
  }

  static let pins = TableSchema(
    PinField.self, meaning: Bilingual("联席会议的决定", "decisions of the joint meeting")
  ) {
    switch $0 {
    case .kind:
      C(
        "决定", .choice(words([("must_fund", "必须安排"), ("must_not", "不得安排"), ("keep", "保留")])),
        "必须安排、不得安排、保留", "must_fund, must_not or keep", required: true)
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .fund: C("资金", .identifier(of: .funds), "空白为不论资金", "blank: whatever the fund")
    case .amount:
      C("金额", .money, "保留的金额；或项目费用的百分比、资金的百分比", "the amount kept; or a percentage of the project's cost, or of fund")
    case .reason: C("理由", .text, "为什么", "why", required: true)
    case .by: C("决定人", .text, "由谁决定", "who decided", required: true)
    case .on:
      C(
        "决定日期", .day, "哪一天决定；写了日期的是会上改定，方案留有记录",
        "the day of the decision; one with a day is an override, of which the plan keeps a record")
    case .volunteer:
      C(
        "志愿者", .identifier(of: .volunteers), "必须安排、保留：此人参加该项目；不得安排：此人不参加；不与资金、金额同行",
        "must_fund or keep: this person serves on the project; must_not: they do not; not in one row with a fund or an amount"
      )
    case .role: C("岗位", .identifier(), "此人的岗位；空白为项目的任何岗位", "the role of that person; blank: any role of the project")
    }
  }

  static let limits = TableSchema(
    LimitField.self, meaning: Bilingual("项目数与金额的限制", "most projects and most money")
  ) {
    switch $0 {
    case .kind:
      C(
        "对象", .choice(words([("total", "全部"), ("place", "地点"), ("category", "类别")])), "全部、地点或类别",
        "total, place or category", required: true)
    case .of: C("范围", .text, "哪个地点或类别", "which place or category")
    case .mostProjects: C("项目数上限", .integer, "至多几个项目", "most projects")
    case .mostMoney: C("金额上限", .money, "至多多少钱", "most money")
    }
  }
}
