import Model

private typealias C = ColumnSchema.Content

extension TableSchema {
  static let volunteers = TableSchema(
    VolunteerField.self,
    meaning: Bilingual("志愿者、乡贤、专业人士；姓名只出现在花名册里", "volunteers and professionals; names stand in rosters only")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .name: C("姓名", .text, "花名册里的姓名", "as rosters show it", isPersonal: true)
    case .home: C("住地", .identifier(of: .places), "住在哪里", "place where they live")
    case .minutes:
      C(
        "可用时长", .minutes, "每期至多服务多久，如 8小时；方案不分期即全程",
        "most time in each period of the plan, such as 8 h; in all of it, where it is not divided", required: true)
    case .travelMax: C("路程上限", .minutes, "单程至多多久；空白为不限", "most time to a project, one way; blank: any")
    case .projectsMax: C("项目数上限", .integer, "至多参加几个项目", "most projects")
    case .minutesMin:
      C(
        "每项最少", .minutes, "每个岗位至少服务多久；空白为自行商定的岗位 30 分钟",
        "least time of an assignment; blank: half an hour on a role without slots")
    case .shift: C("班次", .minutes, "一班多久；只接整班", "length of a shift; whole shifts only")
    case .willing: C("愿意类别", .identifiers(of: .categories), "空白为不限", "categories; blank: any")
    case .unwilling: C("不愿类别", .identifiers(of: .categories), "不愿参加的类别", "categories they decline")
    case .vetted: C("已审查", .flag, "是：可与未成年人相处；默认否", "yes: may work with minors; no unless given", isPersonal: true)
    case .wantsMentor: C("需带教", .flag, "是：须有带教人在场", "yes: only where a mentor is present")
    case .canMentor: C("可带教", .flag, "是：可以带教别人", "yes: can mentor others")
    case .pastProjects: C("参加过", .identifiers(of: .projects), "以往参加的项目", "projects served before")
    case .balance: C("余额", .minutes, "时间银行余额", "time-bank balance")
    case .rest: C("间隔", .minutes, "两个时段之间至少休息多久", "least rest between two slots")
    case .leastTotal:
      C(
        "至少安排", .minutes, "整个方案里尽量至少给此人安排多久；不足的在方案里列出",
        "least time that they should get in the whole plan, if it can be; the plan names who falls short")
    }
  }

  static let volunteerSkills = TableSchema(
    VolunteerSkillField.self, meaning: Bilingual("谁会什么", "who can do what"), identity: [.volunteer, .skill]
  ) {
    switch $0 {
    case .volunteer: C("志愿者", .identifier(of: .volunteers), "志愿者编号", "the volunteer", required: true)
    case .skill: C("技能", .text, "如护理、电工", "such as nursing", required: true)
    case .level: C("等级", .integer, "1 至 9，默认 1", "1 to 9; 1 unless given")
    }
  }

  static let slots = TableSchema(
    SlotField.self, meaning: Bilingual("某一天的几点到几点，可到次日", "some hours of one day, or into the next")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "稳定不变的编号", "stable id", required: true)
    case .day:
      C(
        "日期", .day, "哪一天开始；时长计入这一天所在的期间", "the day it starts; its minutes count in the period of that day",
        required: true)
    case .start: C("开始", .clock, "如 08:30", "such as 08:30", required: true)
    case .end:
      C(
        "结束", .endClock, "同一天至多 24:00；次日的写“次日09:00”“09:00+1”或“33:00”，至多次日 24:00",
        "24:00 at most on the same day; on the next day `次日09:00`, `09:00+1` or `33:00`, its 24:00 at most",
        required: true)
    }
  }

  static let volunteerSlots = TableSchema(
    VolunteerSlotField.self,
    meaning: Bilingual("谁何时有空；没有行的志愿者任何时段都可以", "who is available when; a volunteer without rows always is")
  ) {
    switch $0 {
    case .volunteer: C("志愿者", .identifier(of: .volunteers), "志愿者编号", "the volunteer", required: true)
    case .slots: C("时段", .identifiers(of: .slots), "有空的时段", "slots in which they are available", required: true)
    }
  }

  static let volunteerPreferences = TableSchema(
    VolunteerPreferenceField.self, meaning: Bilingual("志愿者更愿意参加哪些项目", "which projects volunteers wish for"),
    identity: [.volunteer, .project]
  ) {
    switch $0 {
    case .volunteer: C("志愿者", .identifier(of: .volunteers), "志愿者编号", "the volunteer", required: true)
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .preference: C("意向", .quantity, "越大越愿意", "the greater the dearer", required: true)
    }
  }

  static let volunteerPairs = TableSchema(
    VolunteerPairField.self,
    meaning: Bilingual(
      "哪两个人一同服务，哪两个人不在一个项目；三人以上写几行", "who serves together and who does not; several rows for more than two")
  ) {
    switch $0 {
    case .volunteer: C("志愿者", .identifier(of: .volunteers), "志愿者编号", "a volunteer", required: true)
    case .with:
      C("搭配", .identifier(of: .volunteers), "另一位志愿者编号，先后不论", "another volunteer, in either order", required: true)
    case .kind:
      C(
        "方式", .choice(words([("together", "同行"), ("apart", "分开")])), "同行：每个项目、其中每个时段都一起到，或都不到；分开：不同在一个项目",
        "together: on each project, and in each slot of it, both or neither; apart: never both on one project",
        required: true)
    case .reason:
      C(
        "理由", .text, "为什么；方案所附的清单副本也有，不要写私事",
        "why; the copy of the lists beside a plan has it, so write nothing private")
    }
  }

  static let projectRoles = TableSchema(
    ProjectRoleField.self,
    meaning: Bilingual("项目需要什么人；实施的项目岗位必须配齐", "whom a project needs; a project is carried out with every role staffed")
  ) {
    switch $0 {
    case .project: C("项目", .identifier(of: .projects), "项目编号", "the project", required: true)
    case .variant: C("方案", .identifier(), "空白为所有方案", "blank: every variant")
    case .role: C("岗位", .identifier(), "项目内的岗位编号", "id within the project", required: true)
    case .skill: C("技能", .text, "空白为不限", "blank: any")
    case .level: C("等级", .integer, "技能至少几级，默认 1", "least level of the skill; 1 unless given")
    case .headsMin: C("人数下限", .integer, "同时至少几人，默认 1", "least people at once; 1 unless given")
    case .headsMax: C("人数上限", .integer, "同时至多几人；空白为不限", "most people at once; blank: any")
    case .minutes:
      C(
        "总时长", .minutes, "所有人合计至少；没有时段的，项目实施各期平分",
        "least time of all people together; without slots, as much in each period in which the project runs")
    case .slots: C("时段", .identifiers(of: .slots), "哪些时段要有人；空白为自行商定", "when; blank: as agreed")
    case .sameThroughout: C("全程同一人", .flag, "是：每个人都到所有时段", "yes: whoever comes takes every slot")
    case .withMinors: C("接触未成年人", .flag, "是：须已审查", "yes: vetted people only")
    case .needsMentor: C("须带教", .flag, "是：须有可带教的人在场", "yes: somebody who can mentor is present")
    case .timeBank: C("时间银行", .flag, "是：时长记入余额，可供支取", "yes: time is credited, and may be drawn")
    case .place: C("地点", .identifier(of: .places), "空白为项目地点", "blank: the project's place")
    case .wishersOnly:
      C(
        "仅限有意愿者", .flag, "是：只由对本项目的意向大于 0 的人担任；人数不够，项目不开",
        "yes: only people with a preference above 0 for the project; if they are too few, it is not carried out")
    }
  }

  static let travel = TableSchema(
    TravelField.self,
    meaning: Bilingual("两地之间要走多久；没有的按坐标推算", "time between places; others are computed from coordinates"),
    identity: [.from, .to]
  ) {
    switch $0 {
    case .from: C("起点", .identifier(of: .places), "地点编号", "a place", required: true)
    case .to:
      C("终点", .identifier(of: .places), "地点编号；往返不同时写两行", "a place; two rows where the way back differs", required: true)
    case .minutes: C("时长", .minutes, "单程", "one way", required: true)
    }
  }

  static let timeBank = TableSchema(
    TimeBankField.self, meaning: Bilingual("谁向哪个项目支取服务时长", "who draws time from which project")
  ) {
    switch $0 {
    case .id: C("编号", .identifier(), "受益人编号", "id of the beneficiary", required: true)
    case .name: C("姓名", .text, "花名册里的姓名", "as rosters show it", isPersonal: true)
    case .project: C("项目", .identifier(of: .projects), "提供服务的项目", "the project that serves them", required: true)
    case .minutes: C("申请时长", .minutes, "需要多久", "time asked for", required: true)
    case .minutesMax: C("时长上限", .minutes, "本期至多支取", "most in the plan's period")
    case .elder: C("高龄优先", .flag, "是：先于其他人", "yes: before others")
    case .donor:
      C("转赠人", .identifier(of: .volunteers), "从哪位志愿者的余额支取；空白为本人余额", "volunteer whose balance pays; blank: their own")
    case .balance: C("余额", .minutes, "本人的余额", "their own balance")
    }
  }
}
