import Model

extension Ledger {
  /// The rules from `one-variant` to `allotment-limit`.
  func projectBreaches() -> [Breach] {
    var found: [Breach] = []
    for project in instance.lists.projects {
      found += variants(of: project)
      found += status(of: project)
      found += relations(of: project)
    }
    found += instance.lists.pins.filter { $0.volunteer == nil }.compactMap(breach)
    found += instance.lists.limits.flatMap(breaches)
    return found
  }

  private func variants(of project: Project) -> [Breach] {
    var found: [Breach] = []
    let id = project.id, awards = carriedOut[id] ?? []
    if awards.count > 1 {
      let names = awards.map(\.variant.id).sorted().map(\.text)
      found.append(
        Breach(
          "one-variant", [id.text], "项目 \(id) 同时采用 \(awards.count) 个方案：\(names.joined(separator: "、"))",
          "project \(id) is carried out in \(awards.count) variants: \(names.joined(separator: ", "))"))
    }
    for (variant, scale) in awards {
      let subjects = [id.text, variant.id.text]
      if scale < variant.scaleMin || scale > variant.scaleMax {
        found.append(
          Breach(
            "scale-bounds", subjects,
            "项目 \(id) 方案 \(variant.id) 的规模 \(scale.text) 不在 \(variant.scaleMin.text) 至 \(variant.scaleMax.text) 之间",
            "variant \(variant.id) of project \(id) has a scale of \(scale.text), not between \(variant.scaleMin.text) and "
              + variant.scaleMax.text))
      }
      if variant.scaleKind == .integer, scale.milli % 1000 != 0 {
        found.append(
          Breach(
            "scale-bounds", subjects, "项目 \(id) 方案 \(variant.id) 的规模 \(scale.text) 不是整数",
            "variant \(variant.id) of project \(id) has a scale of \(scale.text), not a whole number"))
      }
    }
    return found
  }

  private func status(of project: Project) -> [Breach] {
    let id = project.id
    guard isCarriedOut(id) else {
      let word: Bilingual
      switch project.status {
      case .committed: word = Bilingual("已承诺", "committed")
      case .running: word = Bilingual("在建", "running")
      case .proposed, .done: return []
      }
      return [
        Breach(
          "status", [id.text], "项目 \(id) \(word.zh)，却未立项", "project \(id) is \(word.en), yet it is not carried out")
      ]
    }
    var found: [Breach] = []
    if project.status == .done {
      found.append(
        Breach("status", [id.text], "项目 \(id) 已完成，却再次立项", "project \(id) is done, yet it is carried out again"))
    }
    if project.responsible.isEmpty {
      found.append(
        Breach(
          "readiness", [id.text], "项目 \(id) 立项，却没有责任人", "project \(id) is carried out without a responsible person"))
    }
    if !project.approved {
      found.append(
        Breach("readiness", [id.text], "项目 \(id) 立项，却未经批准", "project \(id) is carried out without approval"))
    }
    return found
  }

  private func relations(of project: Project) -> [Breach] {
    let id = project.id
    guard isCarriedOut(id) else { return [] }
    var found: [Breach] = []
    for other in project.requires where !isCarriedOut(other) {
      let status = instance.project(other).status
      if status == .running || status == .done { continue }
      found.append(
        Breach(
          "prerequisites", [id.text, other.text], "项目 \(id) 立项，前置项目 \(other) 却未立项",
          "project \(id) is carried out, but project \(other), which it requires, is not"))
    }
    for other in project.incompatible where isCarriedOut(other) {
      // A pair is reported once, whichever project names the other.
      let pair = [id, other].sorted()
      found.append(
        Breach(
          "incompatibility", pair.map(\.text), "互斥项目 \(pair[0]) 和 \(pair[1]) 同时立项",
          "projects \(pair[0]) and \(pair[1]) are both carried out, but exclude each other"))
    }
    return found
  }

  private func breach(of pin: Pin) -> Breach? {
    let id = pin.project
    if let fund = pin.fund, pin.kind != .keep || isCarriedOut(id) {
      let amount = paid(by: fund, to: id)
      let expected: Bilingual
      if pin.kind == .keep, let share = pin.share { return breach(of: pin, fund, keeping: share) }
      switch (pin.kind, pin.amount) {
      case (.mustFund, _), (.keep, nil):
        if amount > 0 { return nil }
        expected = Bilingual("应予支付", "should pay for it")
      case (.mustNot, _):
        if amount == 0 { return nil }
        expected = Bilingual("不应支付", "should not pay for it")
      case (.keep, let kept?):
        let kept = Int128(kept.minorUnits)
        if amount == kept { return nil }
        expected = Bilingual("应保持 \(money(kept))", "should keep to \(money(kept))")
      }
      return Breach(
        "pins", [id.text, fund.text], "资金 \(fund) 支付项目 \(id) \(money(amount))，会议决定\(expected.zh)",
        "fund \(fund) pays \(money(amount)) for project \(id), but the meeting decided that it \(expected.en)")
    }
    switch (pin.kind, isCarriedOut(id)) {
    case (.mustNot, true):
      return Breach(
        "pins", [id.text], "会议决定不安排项目 \(id)，却已立项",
        "project \(id) is carried out, but the meeting decided that it should not be")
    case (.mustFund, false), (.keep, false):
      return Breach(
        "pins", [id.text], "会议决定安排项目 \(id)，却未立项",
        "project \(id) is not carried out, but the meeting decided that it should be")
    default: return nil
    }
  }

  /// A fund keeps to a share of a project's cost if it pays less than a minor unit more or less.
  private func breach(of pin: Pin, _ fund: FundID, keeping share: Share) -> Breach? {
    let amount = paid(by: fund, to: pin.project), whole = cost[pin.project] ?? 0
    let difference = 10_000 * amount - Int128(share.basisPoints) * whole
    if -10_000 < difference, difference < 10_000 { return nil }
    return Breach(
      "pins", [pin.project.text, fund.text],
      "资金 \(fund) 支付项目 \(pin.project) \(money(amount))，会议决定应保持总费用 \(money(whole)) 的 \(share.text)",
      "fund \(fund) pays \(money(amount)) for project \(pin.project), but the meeting decided that it should keep to "
        + "\(share.text) of its cost of \(money(whole))")
  }

  private func breaches(of limit: AllotmentLimit) -> [Breach] {
    let projects = carriedOut.keys.map(instance.project).filter { isSubject($0, to: limit) }
    let scope =
      switch limit.kind {
      case .total: Bilingual("全部", "in all")
      case .place: Bilingual("地点 \(limit.of) ", "at place \(limit.of)")
      case .category: Bilingual("类别 \(limit.of) ", "in category \(limit.of)")
      }
    let subjects = [limit.kind.rawValue] + (limit.kind == .total ? [] : [limit.of])
    var found: [Breach] = []
    if let most = limit.mostProjects, projects.count > most {
      found.append(
        Breach(
          "allotment-limit", subjects, "\(scope.zh)立项 \(projects.count) 个项目，超过上限 \(most) 个",
          "\(projects.count) projects are carried out \(scope.en), more than \(most)"))
    }
    let sum = projects.reduce(0) { $0 + (cost[$1.id] ?? 0) }
    if let most = limit.mostMoney.map({ Int128($0.minorUnits) }), sum > most {
      found.append(
        Breach(
          "allotment-limit", subjects, "\(scope.zh)立项项目共需 \(money(sum))，超过上限 \(money(most))",
          "what is carried out \(scope.en) costs \(money(sum)), more than \(money(most))"))
    }
    return found
  }

  private func isSubject(_ project: Project, to limit: AllotmentLimit) -> Bool {
    switch limit.kind {
    case .total: true
    case .place: project.places.contains { instance.lies($0.place, within: PlaceID(limit.of)) }
    case .category: instance.isKind(project.category, of: CategoryID(limit.of))
    }
  }
}
