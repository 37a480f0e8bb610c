import Model

extension Ledger {
  /// `time-bank`: no balance becomes negative, caps hold, no more of a project's minutes is drawn than given, and
  /// elders come first.
  func timeBankBreaches(_ draws: [Allocation.Draw], _ staff: Staff) -> [Breach] {
    var found: [Breach] = []
    func breach(_ rule: String, _ subjects: [String], _ zh: String, _ en: String) {
      found.append(Breach(rule, subjects, zh, en))
    }
    var drawn: [BeneficiaryID: Int128] = [:]
    for draw in draws {
      let id = draw.beneficiary
      guard instance.beneficiaryIndex[id] != nil, drawn[id] == nil, draw.minutes >= 0 else {
        breach(
          "form", [id.text], "支取人 \(id) 不在清单里、不止一次或时长为负",
          "a draw names \(id), who is in no list, or twice, or less than nothing")
        continue
      }
      drawn[id] = Int128(draw.minutes)
    }
    var onBalance: [VolunteerID: Int128] = [:], onProject: [ProjectID: Int128] = [:]
    for person in instance.lists.beneficiaries {
      let minutes = drawn[person.id] ?? 0
      onProject[person.project, default: 0] += minutes
      let most = Int128(person.limit)
      if minutes > most {
        breach(
          "time-bank", [person.id.text], "受益人 \(person.id) 支取 \(minutesText(minutes))，超过上限 \(minutesText(most))",
          "beneficiary \(person.id) draws \(minutesText(minutes)), more than \(minutesText(most))")
      }
      if let donor = person.donor {
        onBalance[donor, default: 0] += minutes
      } else if minutes > Int128(person.balance) {
        breach(
          "time-bank", [person.id.text],
          "受益人 \(person.id) 支取 \(minutesText(minutes))，余额只有 \(minutesText(Int128(person.balance)))",
          "beneficiary \(person.id) draws \(minutesText(minutes)) on a balance of \(minutesText(Int128(person.balance)))"
        )
      }
    }
    for (donor, minutes) in onBalance where minutes > Int128(instance.volunteer(donor).balance) {
      breach(
        "time-bank", [donor.text],
        "志愿者 \(donor) 的余额被支取 \(minutesText(minutes))，只有 \(minutesText(Int128(instance.volunteer(donor).balance)))",
        "\(minutesText(minutes)) are drawn on volunteer \(donor)'s balance of \(minutesText(Int128(instance.volunteer(donor).balance)))"
      )
    }
    for (project, minutes) in onProject {
      let given = staff.all.filter { $0.project.id == project && $0.role.isTimeBank }.reduce(Int128(0)) {
        $0 + Int128($1.minutes)
      }
      if minutes > given {
        breach(
          "time-bank", [project.text], "项目 \(project) 被支取 \(minutesText(minutes))，只提供 \(minutesText(given))",
          "\(minutesText(minutes)) are drawn on project \(project), which gives \(minutesText(given))")
      }
      found += elders(of: project, drawn, onBalance)
    }
    return found
  }

  /// `time-bank`: nobody else draws while an elder goes short who has balance and cap left.
  private func elders(
    of project: ProjectID, _ drawn: [BeneficiaryID: Int128], _ onBalance: [VolunteerID: Int128]
  ) -> [Breach] {
    let people = instance.lists.beneficiaries.filter { $0.project == project }
    guard let other = people.first(where: { !$0.isElder && (drawn[$0.id] ?? 0) > 0 }) else { return [] }
    return people.filter(\.isElder).compactMap { elder in
      let minutes = drawn[elder.id] ?? 0
      let balance = Int128(elder.donor.map { instance.volunteer($0).balance } ?? elder.balance)
      let left = balance - (elder.donor.map { onBalance[$0] ?? 0 } ?? minutes)
      guard minutes < Int128(elder.limit), left > 0 else { return nil }
      return Breach(
        "time-bank", [elder.id.text, other.id.text], "高龄受益人 \(elder.id) 未得足额，\(other.id) 却先行支取",
        "elder \(elder.id) goes short while \(other.id) draws")
    }
  }
}
