import Model

/// Rosters as tables for the coordinator; only these reports show people's names.
public struct Rosters: Sendable {
  let plan: Plan
  let instance: Instance

  /// Creates the rosters of a plan.
  public init(_ plan: Plan, _ instance: Instance) {
    self.plan = plan
    self.instance = instance
  }

  /// The files by name: a CSV table and a calendar for each volunteer and each project, and the time bank's ledger.
  /// - Precondition: Every id in the plan is one of the lists.
  public func files(_ language: Language) -> [String: String] {
    var out: [String: String] = [:]
    for (id, works) in Dictionary(grouping: plan.allocation.assignments, by: \.volunteer) {
      out["volunteers/\(fileName(id.text)).csv"] = spreadsheetText(table(works, language))
      out["volunteers/\(fileName(id.text)).ics"] = calendar(works, language)
    }
    for (id, works) in Dictionary(grouping: plan.allocation.assignments, by: \.project) {
      out["projects/\(fileName(id.text)).csv"] = spreadsheetText(table(works, language))
      out["projects/\(fileName(id.text)).ics"] = calendar(works, language)
    }
    if instance.hasTimeBank {
      out[language == .zh ? "时间银行台账.csv" : "time-bank.csv"] = spreadsheetText(ledger(plan, instance, language))
    }
    return out
  }

  /// One row for each slot of each assignment, sorted by time; an assignment without slots has one row.
  func table(_ works: [Allocation.Assignment], _ language: Language) -> [[String]] {
    let header =
      language == .zh
      ? ["志愿者", "姓名", "项目", "名称", "岗位", "地点", "日期", "开始", "结束", "时长"]
      : ["volunteer", "name", "project", "title", "role", "place", "day", "start", "end", "duration"]
    return [header]
      + shifts(works, language).map { shift in
        [shift.volunteer.text, instance.volunteer(shift.volunteer).name]
          + shift.rest.map { $0.plainText(plan.currency) }
      }
  }

  /// Who is where and when, in the order of time, for a workbook; people are named by id only.
  func table(_ language: Language) -> ValueTable {
    let zh = language == .zh
    return ValueTable(
      zh ? "志愿者排班" : "Roster",
      columns: zh
        ? ["志愿者", "项目", "名称", "岗位", "地点", "日期", "开始", "结束", "时长"]
        : ["volunteer", "project", "title", "role", "place", "day", "start", "end", "duration"],
      rows: shifts(plan.allocation.assignments, language).map { [.text($0.volunteer.text)] + $0.rest },
      summed: ["时长", "duration"], emptyText: zh ? "没有安排志愿者" : "no volunteer is assigned")
  }

  /// A row of a roster: whom it is about, and all that stands behind their name.
  private typealias Shift = (volunteer: VolunteerID, rest: [ValueTable.Value])

  private func shifts(_ works: [Allocation.Assignment], _ language: Language) -> [Shift] {
    var rows: [(key: (Int64, String, String), shift: Shift)] = []
    for work in works {
      let start: [ValueTable.Value] = [
        work.project.text, instance.project(work.project).title, work.role.text, place(of: work, language),
      ].map { .text($0) }
      func add(at begins: Int64, _ time: [ValueTable.Value], _ minutes: Int64) {
        rows.append(
          (
            (begins, work.project.text, work.volunteer.text),
            (work.volunteer, start + time + [.minutes(Int128(minutes))])
          ))
      }
      if work.slots.isEmpty { add(at: .max, [.text(periods(of: work)), .text(""), .text("")], work.minutes) }
      for slot in work.slots.map(instance.slot) {
        let times = [clockText(slot.start), slot.endText(language, clock: clockText)]
        add(at: slot.begins, [.day(slot.day)] + times.map { .text($0) }, slot.minutes)
      }
    }
    return rows.sorted { $0.key < $1.key }.map(\.shift)
  }

  /// The plan periods in which the project runs; they are shown where an assignment has no slots.
  private func periods(of work: Allocation.Assignment) -> String {
    plan.allocation.awards.first { $0.project == work.project }?.periods(in: instance) ?? ""
  }

  func place(of work: Allocation.Assignment, _ language: Language) -> String {
    let project = instance.project(work.project)
    let role = project.variants.flatMap(\.roles).first { $0.id == work.role }
    return (role.map { instance.sites(of: $0, in: project) } ?? []).map { instance.place($0).name }
      .joined(separator: language == .zh ? "、" : ", ")
  }
}

/// 时间银行台账: the opening balance, credits, debits and closing balance of each volunteer and each beneficiary.
///
/// A donor's hours are debited to the donor and shown with the beneficiary who receives them. Times are text in hours
/// and minutes.
/// - Returns: The header and the rows.
public func ledger(_ plan: Plan, _ instance: Instance, _ language: Language) -> [[String]] {
  var earned: [VolunteerID: Int64] = [:], spent: [VolunteerID: Int64] = [:], drawn: [BeneficiaryID: Int64] = [:]
  let awards = Dictionary(plan.allocation.awards.map { ($0.project, $0.variant) }, uniquingKeysWith: { a, _ in a })
  for work in plan.allocation.assignments {
    let variant = instance.project(work.project).variants.first { $0.id == awards[work.project] }
    if variant?.roles.first(where: { $0.id == work.role })?.isTimeBank ?? false {
      earned[work.volunteer, default: 0] += work.minutes
    }
  }
  for draw in plan.allocation.draws {
    drawn[draw.beneficiary] = draw.minutes
    let person = instance.lists.beneficiaries.first { $0.id == draw.beneficiary }
    if let donor = person?.donor { spent[donor, default: 0] += draw.minutes }
  }
  func row(
    _ kind: Bilingual, _ id: String, _ name: String, _ had: Int64, _ got: Int64, _ gave: Int64, by donor: String = ""
  ) -> [String] {
    [kind[language], id, name] + [had, got, gave, had + got - gave].map { minutesText(Int128($0)) } + [donor]
  }
  let header =
    language == .zh
    ? ["类别", "编号", "姓名", "原有", "记入", "支取", "结余", "转赠人"]
    : ["account", "id", "name", "opening", "credited", "debited", "closing", "donor"]
  return [header]
    + instance.lists.volunteers.filter { $0.balance > 0 || earned[$0.id] != nil }.map {
      row(Bilingual("志愿者", "volunteer"), $0.id.text, $0.name, $0.balance, earned[$0.id] ?? 0, spent[$0.id] ?? 0)
    }
    + instance.lists.beneficiaries.map {
      let used = drawn[$0.id] ?? 0
      return row(
        Bilingual("受益人", "beneficiary"), $0.id.text, $0.name, $0.balance, $0.donor == nil ? 0 : used, used,
        by: $0.donor?.text ?? "")
    }
}

extension Instance {
  var hasTimeBank: Bool {
    !lists.beneficiaries.isEmpty
      || lists.projects.contains { $0.variants.contains { $0.roles.contains(where: \.isTimeBank) } }
  }
}

/// Minutes after midnight as `08:30`.
func clockText(_ minutes: Int64) -> String {
  let text = minutesText(Int128(minutes))
  return text.count < 5 ? "0" + text : text
}

/// The file name for an id. A slash and a leading dot are percent-encoded; no id has a percent sign, so two ids never
/// share a name.
func fileName(_ id: String) -> String {
  var name = String.UnicodeScalarView()
  for scalar in id.unicodeScalars {
    switch scalar {
    case "/": name.append(contentsOf: "%2F".unicodeScalars)
    case "." where name.isEmpty: name.append(contentsOf: "%2E".unicodeScalars)
    default: name.append(scalar)
    }
  }
  return String(name)
}
