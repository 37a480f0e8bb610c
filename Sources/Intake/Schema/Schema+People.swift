import Model

private typealias C = ColumnSchema

extension TableSchema {
  static let volunteers = TableSchema(
    key: "volunteers", zh: "志愿者", required: false,
    meaning: Bilingual("志愿者、乡贤、专业人士；姓名只出现在花名册里", "volunteers and professionals; names stand in rosters only"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("name", "姓名", .text, "花名册里的姓名", "as rosters show it", isPersonal: true),
      C("home", "住地", .identifier, "住在哪里", "place where they live"),
      C(
        "minutes", "可用时长", .minutes, "每期至多服务多久，如 8小时；方案不分期即全程",
        "most time in each period of the plan, such as 8 h; in all of it, where it is not divided", required: true),
      C("travel_max", "路程上限", .minutes, "单程至多多久；空白为不限", "most time to a project, one way; blank: any"),
      C("projects_max", "项目数上限", .integer, "至多参加几个项目", "most projects"),
      C(
        "minutes_min", "每项最少", .minutes, "每个岗位至少服务多久；空白为自行商定的岗位 30 分钟",
        "least time of an assignment; blank: half an hour on a role without slots"),
      C("shift", "班次", .minutes, "一班多久；只接整班", "length of a shift; whole shifts only"),
      C("willing", "愿意类别", .identifiers, "空白为不限", "categories; blank: any"),
      C("unwilling", "不愿类别", .identifiers, "不愿参加的类别", "categories they decline"),
      C(
        "vetted", "已审查", .flag, "是：可与未成年人相处；默认否", "yes: may work with minors; no unless given", isPersonal: true),
      C("wants_mentor", "需带教", .flag, "是：须有带教人在场", "yes: only where a mentor is present"),
      C("can_mentor", "可带教", .flag, "是：可以带教别人", "yes: can mentor others"),
      C("past_projects", "参加过", .identifiers, "以往参加的项目", "projects served before"),
      C("balance", "余额", .minutes, "时间银行余额", "time-bank balance"),
      C("rest", "间隔", .minutes, "两个时段之间至少休息多久", "least rest between two slots"),
    ])

  static let volunteerSkills = TableSchema(
    key: "volunteer_skills", zh: "志愿者技能", required: false, meaning: Bilingual("谁会什么", "who can do what"),
    columns: [
      C("volunteer", "志愿者", .identifier, "志愿者编号", "the volunteer", required: true),
      C("skill", "技能", .text, "如护理、电工", "such as nursing", required: true),
      C("level", "等级", .integer, "1 至 9，默认 1", "1 to 9; 1 unless given"),
    ], identity: ["volunteer", "skill"])

  static let slots = TableSchema(
    key: "slots", zh: "时段", required: false, meaning: Bilingual("某一天的几点到几点", "some hours of one day"),
    columns: [
      C("id", "编号", .identifier, "稳定不变的编号", "stable id", required: true),
      C("day", "日期", .day, "哪一天", "the day", required: true),
      C("start", "开始", .clock, "如 08:30", "such as 08:30", required: true),
      C("end", "结束", .clock, "同一天内；至多 24:00", "on the same day; 24:00 at most", required: true),
    ])

  static let volunteerSlots = TableSchema(
    key: "volunteer_slots", zh: "志愿者时段", required: false,
    meaning: Bilingual("谁何时有空；没有行的志愿者任何时段都可以", "who is available when; a volunteer without rows always is"),
    columns: [
      C("volunteer", "志愿者", .identifier, "志愿者编号", "the volunteer", required: true),
      C("slots", "时段", .identifiers, "有空的时段", "slots in which they are available", required: true),
    ])

  static let volunteerPreferences = TableSchema(
    key: "volunteer_preferences", zh: "志愿意向", required: false,
    meaning: Bilingual("志愿者更愿意参加哪些项目", "which projects volunteers wish for"),
    columns: [
      C("volunteer", "志愿者", .identifier, "志愿者编号", "the volunteer", required: true),
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("preference", "意向", .quantity, "越大越愿意", "the greater the dearer", required: true),
    ], identity: ["volunteer", "project"])

  static let projectRoles = TableSchema(
    key: "project_roles", zh: "岗位", required: false,
    meaning: Bilingual("项目需要什么人；实施的项目岗位必须配齐", "whom a project needs; a project is carried out with every role staffed"),
    columns: [
      C("project", "项目", .identifier, "项目编号", "the project", required: true),
      C("variant", "方案", .identifier, "空白为所有方案", "blank: every variant"),
      C("role", "岗位", .identifier, "项目内的岗位编号", "id within the project", required: true),
      C("skill", "技能", .text, "空白为不限", "blank: any"),
      C("level", "等级", .integer, "技能至少几级，默认 1", "least level of the skill; 1 unless given"),
      C("heads_min", "人数下限", .integer, "同时至少几人，默认 1", "least people at once; 1 unless given"),
      C("heads_max", "人数上限", .integer, "同时至多几人；空白为不限", "most people at once; blank: any"),
      C(
        "minutes", "总时长", .minutes, "所有人合计至少；没有时段的，项目实施各期平分",
        "least time of all people together; without slots, as much in each period in which the project runs"),
      C("slots", "时段", .identifiers, "哪些时段要有人；空白为自行商定", "when; blank: as agreed"),
      C("same_throughout", "全程同一人", .flag, "是：每个人都到所有时段", "yes: whoever comes takes every slot"),
      C("with_minors", "接触未成年人", .flag, "是：须已审查", "yes: vetted people only"),
      C("needs_mentor", "须带教", .flag, "是：须有可带教的人在场", "yes: somebody who can mentor is present"),
      C("time_bank", "时间银行", .flag, "是：时长记入余额，可供支取", "yes: time is credited, and may be drawn"),
      C("place", "地点", .identifier, "空白为项目地点", "blank: the project's place"),
    ])

  static let travel = TableSchema(
    key: "travel", zh: "路程", required: false,
    meaning: Bilingual("两地之间要走多久；没有的按坐标推算", "time between places; others are computed from coordinates"),
    columns: [
      C("from", "起点", .identifier, "地点编号", "a place", required: true),
      C("to", "终点", .identifier, "地点编号；往返不同时写两行", "a place; two rows where the way back differs", required: true),
      C("minutes", "时长", .minutes, "单程", "one way", required: true),
    ], identity: ["from", "to"])

  static let timeBank = TableSchema(
    key: "time_bank", zh: "时间银行", required: false,
    meaning: Bilingual("谁向哪个项目支取服务时长", "who draws time from which project"),
    columns: [
      C("id", "编号", .identifier, "受益人编号", "id of the beneficiary", required: true),
      C("name", "姓名", .text, "花名册里的姓名", "as rosters show it", isPersonal: true),
      C("project", "项目", .identifier, "提供服务的项目", "the project that serves them", required: true),
      C("minutes", "申请时长", .minutes, "需要多久", "time asked for", required: true),
      C("minutes_max", "时长上限", .minutes, "本期至多支取", "most in the plan's period"),
      C("elder", "高龄优先", .flag, "是：先于其他人", "yes: before others"),
      C("donor", "转赠人", .identifier, "从哪位志愿者的余额支取；空白为本人余额", "volunteer whose balance pays; blank: their own"),
      C("balance", "余额", .minutes, "本人的余额", "their own balance"),
    ])
}
