import Model

/// An allocation's assignments with their ids resolved.
struct Staff {
  struct Work {
    let volunteer: Volunteer
    let project: Project
    let role: Role
    let slots: [Slot]
    let minutes: Int64
    /// The periods in which its variant runs; nil where the plan does not state when it starts.
    let run: ClosedRange<Int>?

    var subjects: [String] { [volunteer.id.text, project.id.text, role.id.text] }
    /// The assignment in words.
    var text: Bilingual {
      Bilingual(
        "志愿者 \(volunteer.id) 担任项目 \(project.id) 的岗位 \(role.id)",
        "volunteer \(volunteer.id) holds role \(role.id) of project \(project.id)")
    }
  }

  private(set) var form: [Breach] = []
  private(set) var all: [Work] = []

  init(_ allocation: Allocation, _ ledger: Ledger) {
    let instance = ledger.instance
    var seen: Set<[String]> = []
    for item in allocation.assignments {
      let subjects = [item.volunteer.text, item.project.text, item.role.text]
      func refuse(_ zh: String, _ en: String) { form.append(Breach("form", subjects, zh, en)) }
      guard instance.volunteerIndex[item.volunteer] != nil else {
        refuse("安排了清单里没有的志愿者 \(item.volunteer)", "an assignment names volunteer \(item.volunteer), who is in no list")
        continue
      }
      guard instance.projectIndex[item.project] != nil else {
        refuse("安排到清单里没有的项目 \(item.project)", "an assignment names project \(item.project), which is in no list")
        continue
      }
      let project = instance.project(item.project)
      let carried = ledger.carriedOut[item.project] ?? []
      guard let variant = carried.lazy.map(\.variant).first(where: { $0.roles.contains { $0.id == item.role } }),
        let role = variant.roles.first(where: { $0.id == item.role })
      else {
        if project.variants.contains(where: { $0.roles.contains { $0.id == item.role } }) {
          form.append(
            Breach(
              "role-heads", subjects, "志愿者 \(item.volunteer) 担任项目 \(item.project) 的岗位 \(item.role)，但该方案并未实施",
              "volunteer \(item.volunteer) holds role \(item.role) of project \(item.project), whose variant is not carried out"
            ))
        } else {
          refuse("项目 \(item.project) 没有岗位 \(item.role)", "project \(item.project) has no role \(item.role)")
        }
        continue
      }
      guard seen.insert(subjects).inserted else {
        refuse(
          "志愿者 \(item.volunteer) 在项目 \(item.project) 的岗位 \(item.role) 安排了不止一次",
          "volunteer \(item.volunteer) is assigned to role \(item.role) of project \(item.project) more than once")
        continue
      }
      guard Set(item.slots).count == item.slots.count, item.slots.allSatisfy(role.slots.contains) else {
        refuse(
          "志愿者 \(item.volunteer) 的时段不是岗位 \(item.role) 的时段，或者重复",
          "the slots of volunteer \(item.volunteer) are not those of role \(item.role), or stand twice")
        continue
      }
      all.append(
        Work(
          volunteer: instance.volunteer(item.volunteer), project: project, role: role,
          slots: item.slots.map(instance.slot), minutes: item.minutes,
          run: ledger.starts[project.id]?[variant.id].map { ledger.run(of: variant, from: $0) }))
    }
  }
}
