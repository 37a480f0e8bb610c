extension Lists {
  /// Finds pins of unknown people, of roles that the project does not have, and pins of a person and a payment at once.
  /// - Complexity: O(pins × roles of their projects).
  func pinnedPeopleInconsistencies() -> [Finding] {
    guard pins.contains(where: { $0.volunteer != nil || $0.role != nil }) else { return [] }
    let known = Set(volunteers.map(\.id))
    let roles = Dictionary(
      projects.map { ($0.id, Set($0.variants.flatMap(\.roles).map(\.id))) }, uniquingKeysWith: { a, _ in a })
    var found: [Finding] = []
    for pin in pins {
      if let volunteer = pin.volunteer {
        found += dangling(volunteer, known, pin.origin, .pins(.volunteer), in: .volunteers)
        if pin.fund != nil || pin.amount != nil { found.append(mixed(pin, volunteer)) }
      } else if let role = pin.role {
        found.append(
          Finding(
            "cell-missing", at: pin.origin, .pins(.volunteer), value: role.text,
            expected: Bilingual("写了岗位的，写明志愿者", "the volunteer, where a role is given"),
            mend: Bilingual("请填写志愿者，或删去岗位", "fill in volunteer, or leave out role")))
      }
      if let role = pin.role, let own = roles[pin.project] {
        found += dangling(role, own, pin.origin, .pins(.role), in: .projectRoles)
      }
    }
    return found
  }

  private func mixed(_ pin: Pin, _ volunteer: VolunteerID) -> Finding {
    Finding(
      "pin-mixed", at: pin.origin, .pins(.volunteer), value: volunteer.text,
      expected: Bilingual("一行只定一个人，或只定资金", "a row about a person, or about a payment"),
      mend: Bilingual(
        "请分成两行：一行写志愿者，一行写资金和金额", "write two rows: one with the volunteer, one with the fund and the amount"))
  }
}
