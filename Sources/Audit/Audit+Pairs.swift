import Model

extension Ledger {
  /// `together` and `apart`: who serves with whom.
  func pairBreaches(_ staff: Staff) -> [Breach] {
    guard !instance.lists.pairs.isEmpty else { return [] }
    let byPerson = Dictionary(grouping: staff.all, by: \.volunteer.id)
    return instance.lists.pairs.flatMap { pair in
      let (first, second) = (byPerson[pair.volunteer] ?? [], byPerson[pair.with] ?? [])
      return Set((first + second).map(\.project.id)).sorted().flatMap { project in
        breaches(
          of: pair, in: project, first.filter { $0.project.id == project }, second.filter { $0.project.id == project })
      }
    }
  }

  private func breaches(
    of pair: VolunteerPair, in project: ProjectID, _ first: [Staff.Work], _ second: [Staff.Work]
  ) -> [Breach] {
    let subjects = [project.text, pair.volunteer.text, pair.with.text]
    let both = !first.isEmpty && !second.isEmpty
    switch pair.kind {
    case .apart:
      guard both else { return [] }
      return [
        Breach(
          "apart", subjects, "志愿者 \(pair.volunteer) 和 \(pair.with) 应分开，却同在项目 \(project)",
          "volunteers \(pair.volunteer) and \(pair.with) serve apart, but both are on project \(project)")
      ]
    case .together:
      guard both else {
        let (here, missing) = first.isEmpty ? (pair.with, pair.volunteer) : (pair.volunteer, pair.with)
        return [
          Breach(
            "together", subjects, "志愿者 \(missing) 应与 \(here) 同行，却不在项目 \(project)",
            "volunteer \(here) is on project \(project), but \(missing), who serves together with them, is not")
        ]
      }
      func slots(_ works: [Staff.Work]) -> Set<SlotID> { Set(works.flatMap(\.slots).map(\.id)) }
      return slots(first).symmetricDifference(slots(second)).sorted().map { slot in
        Breach(
          "together", subjects + [slot.text],
          "志愿者 \(pair.volunteer) 和 \(pair.with) 同行，在项目 \(project) 的时段 \(slot) 却只有一人",
          "volunteers \(pair.volunteer) and \(pair.with) serve together, but only one of them is in slot \(slot) of project \(project)"
        )
      }
    }
  }
}
