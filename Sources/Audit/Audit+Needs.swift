import Model

extension Ledger {
  /// The rules from `served-at-most` to `must-serve`.
  func needBreaches(shortfalls: [Plan.Shortfall]) -> [Breach] {
    var found: [Breach] = []
    for (id, projects) in credits {
      let need = instance.need(id)
      for (project, micro) in projects where micro > 0 {
        found += service(of: need, by: instance.project(project), micro)
      }
      let sum = projects.values.reduce(0, +), whole = micro(need.quantity)
      if sum > whole {
        found.append(
          Breach(
            "served-at-most", [id.text], "需求 \(id) 共获 \(text(sum, of: need))，超过所需 \(text(whole, of: need))",
            "need \(id) is served \(text(sum, of: need)), more than the \(text(whole, of: need)) needed"))
      }
    }
    return found + floors(shortfalls)
  }

  private func service(of need: Need, by project: Project, _ micro: Int128) -> [Breach] {
    var found: [Breach] = []
    let subjects = [need.id.text, project.id.text]
    let offered = (carriedOut[project.id] ?? []).reduce(0) { sum, award in
      award.variant.services.reduce(sum) { $1.need == need.id ? $0 + $1.micro(at: award.scale) : $0 }
    }
    if micro > offered {
      found.append(
        Breach(
          "served-at-most", subjects,
          "项目 \(project.id) 为需求 \(need.id) 提供 \(text(micro, of: need))，超过所能提供的 \(text(offered, of: need))",
          "project \(project.id) serves \(text(micro, of: need)) of need \(need.id), more than the "
            + "\(text(offered, of: need)) it can"))
    }
    if need.status != .open {
      let word = need.status == .served ? Bilingual("已满足", "served already") : Bilingual("已撤回", "withdrawn")
      found.append(
        Breach(
          "served-at-most", subjects, "需求 \(need.id) \(word.zh)，项目 \(project.id) 却提供 \(text(micro, of: need))",
          "need \(need.id) is \(word.en), yet project \(project.id) serves \(text(micro, of: need)) of it"))
    }
    if !project.period.overlaps(need.due) {
      let period = text(project.period), due = text(need.due)
      found.append(
        Breach(
          "due-period", subjects,
          "项目 \(project.id) 为需求 \(need.id) 提供 \(text(micro, of: need))，但项目期限 \(period.zh) 与需求期限 \(due.zh) 不重叠",
          "project \(project.id) serves \(text(micro, of: need)) of need \(need.id), but its period, \(period.en), does not "
            + "overlap the need's, \(due.en)"))
    }
    let runs = (carriedOut[project.id] ?? []).compactMap { variant, _ in
      starts[project.id]?[variant.id].map { run(of: variant, from: $0) }
    }
    if !runs.isEmpty, !runs.joined().contains(where: { instance.timeline[$0].span.overlaps(need.due) }) {
      let due = text(need.due), when = runs.joined().sorted().map(name)
      found.append(
        Breach(
          "due-period", subjects,
          "项目 \(project.id) 为需求 \(need.id) 提供 \(text(micro, of: need))，但其实施各期 \(when.joined(separator: "、")) 与需求期限 \(due.zh) 不重叠",
          "project \(project.id) serves \(text(micro, of: need)) of need \(need.id), but none of the periods in which it "
            + "runs, \(when.joined(separator: ", ")), overlaps the need's, \(due.en)"))
    }
    return found
  }

  /// `basic-floor` and `must-serve`: a floor holds up to the shortfall reported, and each shortfall reported is exact.
  private func floors(_ shortfalls: [Plan.Shortfall]) -> [Breach] {
    var found: [Breach] = []
    var reported: [NeedID: [String: Int128]] = [:]
    for shortfall in shortfalls {
      let id = shortfall.need, rule = shortfall.rule
      guard instance.needIndex[id] != nil else {
        found.append(
          Breach("form", [id.text], "缺口中的需求 \(id) 不在清单里", "a shortfall names need \(id), which is in no list"))
        continue
      }
      guard floorRules(of: instance.need(id)).contains(rule) else {
        found.append(
          Breach(
            "form", [id.text, rule], "需求 \(id) 报了规则 \(rule) 的缺口，但此规则不要求它",
            "a shortfall of need \(id) names rule \(rule), which asks nothing of it"))
        continue
      }
      if reported[id]?[rule] != nil {
        found.append(
          Breach(
            "form", [id.text, rule], "需求 \(id) 按规则 \(rule) 报了不止一次缺口",
            "the shortfall of need \(id) under rule \(rule) is reported more than once"))
        continue
      }
      reported[id, default: [:]][rule] = Int128(shortfall.micro)
    }
    for need in instance.lists.needs {
      let credited = (credits[need.id] ?? [:]).values.reduce(0, +)
      let required = required(of: need)
      let missing = max(0, required - credited)
      for rule in floorRules(of: need) {
        // A need under both rules has the same shortfall by either; reporting it once is enough.
        let said = reported[need.id]?[rule] ?? reported[need.id]?.values.first
        if said ?? 0 == missing { continue }
        let head = Bilingual(
          "需求 \(need.id) 至少应获 \(text(required, of: need))，实获 \(text(credited, of: need))",
          "need \(need.id) should be served \(text(required, of: need)) at least and is served \(text(credited, of: need))"
        )
        let tail =
          said.map {
            Bilingual(
              "，缺口应为 \(text(missing, of: need))，却报为 \(text($0, of: need))",
              ", a shortfall of \(text(missing, of: need)), but \(text($0, of: need)) is reported")
          } ?? Bilingual("，缺口未报", ", a shortfall that is not reported")
        found.append(Breach(rule, [need.id.text], head.zh + tail.zh, head.en + tail.en))
      }
    }
    return found
  }

  /// The amount that a floor requires, in millionths of the need's unit; 0 where no rule requires any.
  func floor(of need: Need) -> Int128 { floorRules(of: need).isEmpty ? 0 : required(of: need) }

  /// The rules that require a need to be served.
  private func floorRules(of need: Need) -> [String] {
    guard need.status == .open else { return [] }
    return (need.tier == .basic && need.floor != nil ? ["basic-floor"] : []) + (need.urgency == 5 ? ["must-serve"] : [])
  }

  /// The amount of a need that should be served, in millionths of its unit, rounded up: its floor, or else the whole.
  private func required(of need: Need) -> Int128 {
    (micro(need.quantity) * Int128((need.floor ?? .whole).basisPoints) + 9999) / 10_000
  }

  private func micro(_ quantity: Quantity) -> Int128 { Int128(quantity.milli) * 1000 }

  private func text(_ micro: Int128, of need: Need) -> String {
    let number = decimalText(micro, digits: 6, grouped: true, trimmed: true)
    return need.unit.isEmpty ? number : "\(number) \(need.unit)"
  }
}
