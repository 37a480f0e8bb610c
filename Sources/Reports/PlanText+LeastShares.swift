import Model

/// The volunteers who get less than their least share, one on each line; nil where there are none.
func leastSharesLines(_ plan: Plan, _ instance: Instance, _ language: Language) -> TitledLines? {
  let given = plan.allocation.assignments.reduce(into: [VolunteerID: Int128]()) {
    $0[$1.volunteer, default: 0] += Int128($1.minutes)
  }
  let lines = instance.lists.volunteers.compactMap { volunteer -> String? in
    let least = Int128(volunteer.offer.leastTotal), minutes = given[volunteer.id] ?? 0
    guard minutes < least else { return nil }
    let (gets, asked) = (durationText(minutes, language), durationText(least, language))
    let short = durationText(least - minutes, language)
    return language == .zh
      ? "\(volunteer.id)：安排 \(gets)，至少应 \(asked)，还差 \(short)".printable
      : "\(volunteer.id): gets \(gets) of at least \(asked), \(short) short".printable
  }
  guard !lines.isEmpty else { return nil }
  return TitledLines(title: language == .zh ? "未达到至少安排的志愿者" : "Volunteers below their least share", items: lines)
}
