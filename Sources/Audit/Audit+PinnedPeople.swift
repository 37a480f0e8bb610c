import Model

extension Ledger {
  /// `pins` and `pinned-person`: what the joint meeting decided about people.
  func pinnedPeopleBreaches(_ staff: Staff) -> [Breach] {
    instance.lists.pins.compactMap { pin in pin.volunteer.flatMap { breach(of: pin, about: $0, staff) } }
  }

  private func breach(of pin: Pin, about volunteer: VolunteerID, _ staff: Staff) -> Breach? {
    let id = pin.project
    let subjects = [id.text, volunteer.text] + (pin.role.map { [$0.text] } ?? [])
    let works = staff.all.filter {
      $0.volunteer.id == volunteer && $0.project.id == id && (pin.role == nil || pin.role == $0.role.id)
    }
    let role = pin.role.map { Bilingual("的岗位 \($0) ", "role \($0) of ") } ?? Bilingual("", "")
    if pin.kind == .mustNot {
      guard !works.isEmpty else { return nil }
      return Breach(
        "pinned-person", subjects, "会议决定志愿者 \(volunteer) 不参加项目 \(id) \(role.zh)，却作了安排",
        "volunteer \(volunteer) serves on \(role.en)project \(id), but the meeting decided that they should not")
    }
    let roles = (carriedOut[id] ?? []).flatMap(\.variant.roles)
    guard roles.contains(where: { pin.role == nil || pin.role == $0.id }) else {
      return Breach(
        "pins", subjects, "会议指定志愿者 \(volunteer) 参加项目 \(id) \(role.zh)，却没有实施这样的方案",
        "the meeting named volunteer \(volunteer) for \(role.en)project \(id), which is not carried out so that they can serve"
      )
    }
    guard works.isEmpty else { return nil }
    return Breach(
      "pinned-person", subjects, "会议指定志愿者 \(volunteer) 参加项目 \(id) \(role.zh)，却没有安排",
      "volunteer \(volunteer) does not serve on \(role.en)project \(id), for which the meeting named them")
  }
}
