import Model

private typealias C = ColumnSchema

private func words(_ pairs: [(String, String)]) -> [CellKind.Word] { pairs.map { .init(key: $0.0, zh: $0.1) } }

private let tierWords = words([("basic", "基本"), ("featured", "特色")])

extension TableSchema {
  static let settings = TableSchema(
    key: "settings", zh: "设置", required: false, meaning: Bilingual("标题、币种", "title and currency"),
    columns: [
      C("key", "项", .text, "title、currency 或 digits", "title, currency or digits", required: true),
      C("value", "值", .text, "该项的值", "its value", required: true),
    ], identity: ["key"])

  static let places = TableSchema(
    key: "places", zh: "地点", required: false,
    meaning: Bilingual("县、乡镇、村（社区）、网格", "counties, townships, villages, grids"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("name", "名称", .text, "名称", "name"),
      C("parent", "上级", .identifier, "上级地点的编号", "id of the place it lies in"),
      C(
        "level", "层级",
        .choice(words([("county", "县"), ("township", "乡镇"), ("village", "村"), ("community", "社区"), ("grid", "网格")])),
        "县、乡镇、村、社区、网格", "level in the tree"),
      C("population", "人口", .integer, "常住人口", "residents"),
      C("latitude", "纬度", .degrees, "度，北纬为正", "degrees, north positive"),
      C("longitude", "经度", .degrees, "度，东经为正", "degrees, east positive"),
    ])

  static let placeIndicators = TableSchema(
    key: "place_indicators", zh: "地点指标", required: false, meaning: Bilingual("村情指标", "village profiles"),
    columns: [
      C("place", "地点", .identifier, "地点编号", "id of the place", required: true),
      C("indicator", "指标", .text, "如老年人口占比", "such as the share of elderly people", required: true),
      C("value", "数值", .quantity, "至多三位小数", "at most three decimals", required: true),
    ], identity: ["place", "indicator"])

  static let categories = TableSchema(
    key: "categories", zh: "类别", required: false,
    meaning: Bilingual("需求与项目的分类树；不提供时类别即其名称", "tree of categories; without it a category is its name"),
    columns: [
      C("id", "编号", .identifier, "编号", "id", required: true),
      C("name", "名称", .text, "名称", "name"),
      C("parent", "上级", .identifier, "上级类别", "the category it is a kind of"),
    ])

  static let needs = TableSchema(
    key: "needs", zh: "需求", required: false, meaning: Bilingual("需求清单", "what residents need"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("title", "需求", .text, "一句话说明", "one line"),
      C("place", "地点", .identifier, "在哪里", "where", required: true),
      C("category", "类别", .identifier, "类别编号", "id of its category", required: true),
      C("group", "人群", .text, "受益人群", "who benefits"),
      C("quantity", "数量", .quantity, "需要多少", "how much is needed", required: true),
      C("unit", "单位", .text, "数量的单位", "unit of the quantity"),
      C("value", "单位价值", .quantity, "每满足一个单位计多少分，默认 1", "points for each unit served; 1 unless given"),
      C("urgency", "急迫程度", .integer, "1 至 5；5 为急难必办；默认 1", "1 to 5; 5 must be served; 1 unless given"),
      C("tier", "层次", .choice(tierWords), "基本或特色，默认特色", "basic or featured (default)"),
      C("floor", "保底比例", .share, "基本需求至少满足的比例", "share that must be served"),
      C("from", "开始日期", .day, "期限的第一天", "first day of the due period"),
      C("due", "截止日期", .day, "期限的最后一天", "last day of the due period"),
      C("source", "来源", .text, "由谁采集", "who collected it"),
      C("collected_on", "采集日期", .day, "何时采集", "when it was collected"),
      C(
        "status", "状态", .choice(words([("open", "待办"), ("served", "已满足"), ("withdrawn", "已撤回")])), "默认待办",
        "open unless given"),
    ])

  static let funds = TableSchema(
    key: "funds", zh: "资金", required: true, meaning: Bilingual("资金清单：每笔专项经费及其用途限制", "earmarked funds"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("name", "名称", .text, "资金名称", "name"),
      C("department", "部门", .text, "下达部门", "department it comes from"),
      C("amount", "金额", .money, "资金总额", "the whole sum", required: true),
      C("reserve", "预留", .money, "不得动用的部分", "part that is not to be spent"),
      C("from", "开始日期", .day, "可用的第一天", "first day it may be spent"),
      C("to", "结束日期", .day, "可用的最后一天", "last day it may be spent"),
      C("carry_over", "可结转", .flag, "是：可再用一年", "yes: may be spent for another year"),
      C("categories", "可用类别", .identifiers, "空白为不限", "blank: any"),
      C("places", "可用地点", .identifiers, "含下级；空白为不限", "with all that lies in them; blank: any"),
      C("groups", "可用人群", .texts, "空白为不限", "blank: any"),
      C("tiers", "可用层次", .choices(tierWords), "空白为不限", "blank: any"),
      C("cost_types", "可用支出", .texts, "空白为不限", "types of cost it may pay; blank: any"),
      C("excluded_categories", "禁用类别", .identifiers, "负面清单", "negative list"),
      C("excluded_cost_types", "禁用支出", .texts, "负面清单", "negative list"),
      C("projects", "指定项目", .identifiers, "捐赠人指定的项目；空白为不限", "donor's projects; blank: any"),
      C("tranche_min", "单笔下限", .money, "对一个项目至少支付", "least for one project"),
      C("tranche_max", "单笔上限", .money, "对一个项目至多支付", "most for one project"),
      C("share_max", "占比上限", .share, "至多占一个项目费用的比例", "largest share of a project's cost"),
      C("projects_max", "项目数上限", .integer, "至多支持几个项目", "most projects"),
      C("per_place_max", "每地上限", .money, "每个村（社区）至多", "most for one place"),
      C("minimum_spend", "最低支出", .money, "用不完收回的资金至少支出", "least that must be spent"),
      C("excludes_government_funded", "不与财政重复", .flag, "是：不支持财政已出资的项目", "yes: not for projects that government pays"),
    ])

  static let fundMatching = TableSchema(
    key: "fund_matching", zh: "资金配套", required: false, meaning: Bilingual("配套要求，如县镇 1:1", "matching requirements"),
    columns: [
      C("fund", "资金", .identifier, "要求配套的资金", "the fund that asks for it", required: true),
      C("with", "配套资金", .identifiers, "由哪些资金配套", "the funds that match it", required: true),
      C(
        "ratio", "比例", .share, "每支付 1 元须配套多少；1:1 即 100%", "for each yuan so much from the others; 1:1 is 100%",
        required: true),
    ], identity: ["fund", "with"])

  static let fundSetAsides = TableSchema(
    key: "fund_setasides", zh: "专门比例", required: false, meaning: Bilingual("支出中须专门用于某类的比例", "set-asides"),
    columns: [
      C("fund", "资金", .identifier, "资金编号", "the fund", required: true),
      C(
        "kind", "对象", .choice(words([("group", "人群"), ("category", "类别"), ("place", "地点")])), "人群、类别或地点",
        "group, category or place", required: true),
      C("of", "范围", .text, "哪个人群、类别或地点", "which one", required: true),
      C("share", "比例", .share, "占该资金支出的至少", "at least this share of what is spent", required: true),
    ], identity: ["fund", "kind", "of"])

  static let projects = TableSchema(
    key: "projects", zh: "项目", required: true, meaning: Bilingual("项目清单", "what could be done"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("title", "项目", .text, "项目名称", "title"),
      C("place", "地点", .identifier, "申报地；多地联合见项目地点表", "proposing place; several: see project_places"),
      C("category", "类别", .identifier, "类别编号", "id of its category", required: true),
      C("groups", "人群", .texts, "受益人群；空白取所服务需求的人群", "who benefits; blank: those of the needs it serves"),
      C("responsible", "负责人", .text, "有人管事", "who is responsible", required: false),
      C("approved", "已立项", .flag, "有权定事；默认否", "approved; no unless given"),
      C("rank", "村内排序", .integer, "村里自己的排序，1 为先", "the village's own order, 1 first"),
      C("score", "评审分", .quantity, "评审得分", "appraisal score"),
      C("from", "开始日期", .day, "实施的第一天", "first day"),
      C("to", "结束日期", .day, "实施的最后一天", "last day"),
      C("sources_max", "来源上限", .integer, "至多几个资金来源", "most funds"),
      C(
        "status", "状态",
        .choice(words([("proposed", "申报"), ("committed", "已承诺"), ("running", "在建"), ("done", "完成")])), "默认申报",
        "proposed unless given"),
      C("government_funded", "财政已出资", .flag, "默认否", "already paid for by government; no unless given"),
      C("requires", "前置项目", .identifiers, "必须同时实施的项目", "projects it needs"),
      C("incompatible", "互斥项目", .identifiers, "不能同时实施的项目", "projects it excludes"),
    ])

  static let projectPlaces = TableSchema(
    key: "project_places", zh: "项目地点", required: false,
    meaning: Bilingual("多地联合项目的分担比例", "cost shares of joint projects"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("place", "地点", .identifier, "参与的地点", "a place that takes part", required: true),
      C("share", "比例", .share, "各地合计 100%", "add up to 100%", required: true),
    ], identity: ["project", "place"])

  static let variants = TableSchema(
    key: "variants", zh: "方案", required: false, meaning: Bilingual("同一项目互斥的做法；没有时为规模 1 的一种", "ways of doing a project"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("variant", "方案", .identifier, "方案编号", "id within the project", required: true),
      C("title", "名称", .text, "方案名称", "title"),
      C(
        "scale_kind", "规模方式", .choice(words([("fixed", "固定"), ("integer", "整数"), ("continuous", "连续")])), "默认固定",
        "fixed unless given"),
      C("scale_min", "规模下限", .quantity, "默认 1", "1 unless given"),
      C("scale_max", "规模上限", .quantity, "默认同下限", "as scale_min unless given"),
      C("scale_unit", "规模单位", .text, "如：次、人、公里", "such as visits, people, km"),
      C("lasts", "历时", .integer, "持续几期；默认 1", "periods that it runs; 1 unless given"),
    ])

  static let costs = TableSchema(
    key: "costs", zh: "费用", required: true, meaning: Bilingual("每个方案的费用明细", "cost lines"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("variant", "方案", .identifier, "空白为所有方案", "blank: every variant"),
      C("cost_type", "支出", .text, "支出类型", "type of cost", required: true),
      C("fixed", "固定费用", .money, "与规模无关的部分", "part that does not grow with scale"),
      C("per_unit", "单位费用", .money, "每一单位规模", "for each unit of scale"),
    ])

  static let serves = TableSchema(
    key: "serves", zh: "服务", required: false, meaning: Bilingual("项目满足哪些需求", "what a project does for which need"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("variant", "方案", .identifier, "空白为所有方案", "blank: every variant"),
      C("need", "需求", .identifier, "需求编号", "the need", required: true),
      C("per_unit", "每单位满足", .quantity, "每一单位规模满足多少", "units served for each unit of scale", required: true),
      C("at_most", "至多满足", .quantity, "该方案至多满足多少", "most that it serves"),
    ])

  static let pins = TableSchema(
    key: "pins", zh: "会议决定", required: false, meaning: Bilingual("联席会议的决定", "decisions of the joint meeting"),
    columns: [
      C(
        "kind", "决定", .choice(words([("must_fund", "必须安排"), ("must_not", "不得安排"), ("keep", "保留")])),
        "必须安排、不得安排、保留", "must_fund, must_not or keep", required: true),
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("fund", "资金", .identifier, "空白为不论资金", "blank: whatever the fund"),
      C("amount", "金额", .money, "保留的金额", "the amount kept"),
      C("reason", "理由", .text, "为什么", "why", required: true),
      C("by", "决定人", .text, "由谁决定", "who decided", required: true),
    ])

  static let limits = TableSchema(
    key: "limits", zh: "限制", required: false, meaning: Bilingual("项目数与金额的限制", "most projects and most money"),
    columns: [
      C(
        "kind", "对象", .choice(words([("total", "全部"), ("place", "地点"), ("category", "类别")])), "全部、地点或类别",
        "total, place or category", required: true),
      C("of", "范围", .text, "哪个地点或类别", "which place or category"),
      C("most_projects", "项目数上限", .integer, "至多几个项目", "most projects"),
      C("most_money", "金额上限", .money, "至多多少钱", "most money"),
    ])
}
