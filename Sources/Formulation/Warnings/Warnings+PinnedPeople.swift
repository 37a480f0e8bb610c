import Model

extension Formulation {
  /// Pins of people who may hold no role of their project, each with the rules that exclude them from its roles.
  func unservablePins() -> [Finding] {
    instance.lists.pins.filter { $0.kind != .mustNot }.compactMap { pin in
      guard let id = pin.volunteer else { return nil }
      let p = instance.index(of: pin.project), volunteer = instance.volunteer(id)
      let posts = projects[p].variants.enumerated().flatMap { v, variant in
        instance.posts(of: variant, at: v, of: p).filter { pin.concerns($0.role.id) }
      }
      let reasons = posts.map { (role: $0.role.id, rules: instance.barriers(volunteer.offer, $0)) }
      guard !reasons.contains(where: \.rules.isEmpty) else { return nil }
      return Finding(
        "pin-unheld", severity: .warning, at: pin.origin, .pins(.volunteer), value: id.text,
        expected: Bilingual(
          "能担任项目 \(pin.project) \(pin.role.map { "岗位 \($0) " } ?? "某个岗位")的志愿者",
          "a volunteer who can hold \(pin.role.map { "role \($0)" } ?? "a role") of project \(pin.project)"),
        mend: Bilingual(
          "没有合法的方案：\(Self.words(reasons, .zh))；请改换志愿者，或核对名册和岗位",
          "there is no plan: \(Self.words(reasons, .en)); name somebody else, or check the volunteer and the role"))
    }
  }

  /// The rules that exclude a person from each role, in words; a rule about personal facts is not named.
  private static func words(
    _ reasons: [(role: RoleID, rules: [any PeopleRule.Type])], _ language: Language
  ) -> String {
    guard !reasons.isEmpty else {
      return language == .zh ? "项目没有岗位" : "the project has no roles"
    }
    var seen: Set<String> = []
    return reasons.map { role, rules in
      let named = rules.filter { $0 != Vetting.self }.map { $0.sentence[language].withoutFullStop }
      let all =
        named + (named.count < rules.count ? [language == .zh ? "原因见个人信息" : "the personal columns say why"] : [])
      return (language == .zh ? "岗位 \(role)：" : "role \(role): ") + all.joined(separator: language == .zh ? "；" : "; ")
    }.filter { seen.insert($0).inserted }.joined(separator: language == .zh ? "；" : "; ")
  }
}

extension String {
  fileprivate var withoutFullStop: String { hasSuffix("。") || hasSuffix(".") ? String(dropLast()) : self }
}
