import Formulation
import Model

/// The summary that advice begins with: what lapses by which day, what the planner can settle, and what others must
/// consent to.
extension Explainer {
  /// What advice says of one fund, in figures.
  private struct IdleFund {
    let id: FundID
    let idle: Int128
    var lapses: Day?
    /// What it could pay more as the rules stand, with the words for what that does to the score; nil where nothing.
    var more: (amount: Int128, isFree: Bool, words: Bilingual)?
    /// Whether needs would then get less than is guaranteed.
    var breaksFloor = false
    /// Whether all funds together would then pay no more.
    var isExchange = false
    /// How much more or less all funds together would then pay, in words; nil where that is the same.
    var total: Bilingual?
    /// What certainly cannot be spent.
    var stuck: Int128 = 0
    /// Rules of the planner's own, one of several sets perhaps, whose change is enough for a little more to be spent.
    var way: Value?
    /// The project that it would best be allowed to pay for, whose consent that needs, and the gain.
    var permission: (project: Value, who: Bilingual, gain: Bilingual)?
  }

  /// The summary of all that advice says.
  /// - Returns: nil where it says nothing that can be summed up.
  func summary(of answers: [Answer]) -> Answer? {
    var out = builder("summary")
    out.say(.summaryTitle, depth: 0)
    let funds = instance.lists.funds.compactMap { fund in
      answers.first { $0.question == fund.id.text }.flatMap { idleFund(fund.id, $0) }
    }
    sayUrgent(answers, &out)
    sayLapsing(funds, &out)
    sayOwn(funds, &out)
    sayPermissions(funds, &out)
    let needed = answers.flatMap(\.sentences).filter { $0.message == .dependsOnOne }
    let people = needed.compactMap { sentence -> Value? in
      guard let person = sentence.values["volunteer"], let projects = sentence.values["projects"] else { return nil }
      let (who, what) = (name(of: person), name(of: projects))
      return .text(Bilingual("\(who.zh)（\(what.zh)）", "\(who.en) (\(what.en))"))
    }
    say(.summaryNeeded, "people", people, &out)
    return out.answer.sentences.count > 1 ? out.answer : nil
  }

  private func say(
    _ message: Message, _ key: String, _ items: [Value], with more: [String: Value] = [:], _ out: inout AnswerBuilder
  ) {
    if !items.isEmpty { out.say(message, more.merging([key: .items(items)]) { $1 }, from: ["plan"]) }
  }

  private func sayUrgent(_ answers: [Answer], _ out: inout AnswerBuilder) {
    let urgent = answers.flatMap(\.sentences).filter { [.urgentUnserved, .urgentNoServer].contains($0.message) }
    say(.summaryUrgent, "needs", urgent.compactMap { $0.values["need"] }, &out)
  }

  /// Says what is not used, by the day on which it lapses.
  private func sayLapsing(_ funds: [IdleFund], _ out: inout AnswerBuilder) {
    func say(_ message: Message, _ funds: [IdleFund], _ day: Day?) {
      guard !funds.isEmpty else { return }
      var values: [String: Value] = [
        "sum": .money(funds.reduce(0) { $0 + $1.idle }),
        "funds": .items(funds.map { .labelled(name(of: item($0.id)), .money($0.idle)) }),
      ]
      if let day { values["day"] = .day(day) }
      out.say(message, values, from: ["plan"])
    }
    for day in Set(funds.compactMap(\.lapses)).sorted() {
      say(.summaryLapses, funds.filter { $0.lapses == day }, day)
    }
    say(.summaryStays, funds.filter { $0.lapses == nil }, nil)
  }

  /// Says what can be spent as the rules stand, at which score, and what cannot.
  private func sayOwn(_ funds: [IdleFund], _ out: inout AnswerBuilder) {
    func spendable(_ funds: [IdleFund]) -> [Value] {
      funds.compactMap { fund in
        guard let more = fund.more else { return nil }
        let total = fund.total.map { Bilingual("，\($0.zh)", ", \($0.en)") } ?? Bilingual("", "")
        let (label, amount) = (name(of: item(fund.id)), name(of: .money(more.amount)))
        return .text(
          Bilingual(
            "\(label.zh) \(amount.zh)（\(more.words.zh)\(total.zh)）",
            "\(label.en) \(amount.en) (\(more.words.en)\(total.en))"))
      }
    }
    let whose = ["planner": level(planner)]
    let free = funds.filter { $0.more?.isFree == true }
    say(.summaryOwnFree, "funds", spendable(free.filter { !$0.isExchange }), with: whose, &out)
    say(.summaryExchange, "funds", spendable(free.filter(\.isExchange)), &out)
    let costly = funds.filter { $0.more?.isFree == false }
    say(.summaryOwnCostly, "funds", spendable(costly.filter { !$0.breaksFloor }), with: whose, &out)
    say(.summaryBreaksFloors, "funds", spendable(costly.filter(\.breaksFloor)), &out)
    let stuck = funds.filter { $0.stuck > 0 }.map { fund -> Value in
      let (label, amount) = (name(of: item(fund.id)), name(of: .money(fund.stuck)))
      let way = fund.way.map(name)
      return .text(
        Bilingual(
          "\(label.zh) \(amount.zh)\(way.map { "（\(planner.name.zh)\($0.zh)后可以多付一些，别的项目可能要让出来）" } ?? "")",
          "\(label.en) \(amount.en)\(way.map { " (some more can be spent if \(planner.name.en) decides to \($0.en); other projects may have to make room)" } ?? "")"
        ))
    }
    say(.summaryStuck, "funds", stuck, &out)
  }

  /// Says which permissions would achieve more: the planner's own, and those that others must consent to.
  private func sayPermissions(_ funds: [IdleFund], _ out: inout AnswerBuilder) {
    let permitted = funds.filter { $0.permission != nil }
    var consenting: [Bilingual] = []
    for who in permitted.map({ $0.permission!.who }) where !consenting.contains(who) { consenting.append(who) }
    for who in consenting {
      let told = permitted.filter { $0.permission!.who == who }.map { fund in
        let (label, project) = (name(of: item(fund.id)), name(of: fund.permission!.project))
        let gain = fund.permission!.gain
        return Value.text(
          Bilingual("\(label.zh) 付 \(project.zh)（\(gain.zh)）", "\(label.en) for \(project.en) (\(gain.en))"))
      }
      say(
        who.zh.isEmpty ? .summaryPermits : .summaryAsks, "funds", told,
        with: who.zh.isEmpty ? ["planner": level(planner)] : ["who": .text(who)], &out)
    }
  }

  /// Reads the figures of what advice says of a fund.
  private func idleFund(_ id: FundID, _ answer: Answer) -> IdleFund? {
    guard let first = answer.sentences.first, case .money(let idle)? = first.values["idle"] else { return nil }
    var out = IdleFund(id: id, idle: idle)
    if case .day(let day)? = first.values["day"] { out.lapses = day }
    let spent = answer.sentences.filter { $0.from.contains("spend \(id)") }
    for sentence in answer.sentences {
      switch sentence.message {
      case .fundIdleForced, .fundUseless, .fundNothingLeft: out.stuck = idle
      case .fundIdleChosen, .fundIdleOpen:
        guard case .money(let more)? = sentence.values["more"] else { continue }
        if sentence.message == .fundIdleChosen { out.stuck = idle - more }
        guard let (isFree, words) = worth(of: spent) else { continue }
        out.more = (more, isFree, words)
        out.breaksFloor = spent.contains { $0.message == .floorsWorse }
        out.total = total(of: spent)
        out.isExchange = spent.contains { [.spendsInstead, .spendsLess].contains($0.message) }
      case .repair
      where out.way == nil && sentence.values["who"] == nil && sentence.from.contains { $0.hasSuffix("of \(id)") }:
        out.way = sentence.values["rules"]
      case .permissionCells:
        let before = answer.sentences.prefix { $0 != sentence }.last { $0.values["after"] != nil }
        guard let project = sentence.values["project"], case .text(let who)? = sentence.values["who"] else { continue }
        out.permission = (project, who, gain(before))
      default: break
      }
    }
    return out
  }

  /// Whether money can be spent without loss, and the words for what it does to the score; nil where that was not found
  /// out.
  private func worth(of sentences: [Sentence]) -> (isFree: Bool, words: Bilingual)? {
    let zh = style.achieved.zh, en = style.achieved.en
    if sentences.contains(where: { $0.message == .floorsWorse }) {
      return (false, Bilingual("有需求保不住底", "needs would get less than is guaranteed"))
    }
    for sentence in sentences {
      switch sentence.message {
      case .priceZero, .priceAlike, .sameAchieved: return (true, Bilingual("\(zh)不变", "\(en) is the same"))
      case .priceUnclear, .changeUnclear: return (true, Bilingual("\(zh)差不多", "\(en) is about the same"))
      case .priceExact, .priceWithin:
        guard let shown = sentence.values["shown"].map(name) else { continue }
        let isExact = sentence.message == .priceExact
        return (false, Bilingual("\(isExact ? "少" : "约少") \(shown.zh)", "\(isExact ? "" : "about ")\(shown.en) less"))
      case .priceBetween:
        let (low, high) = bounds(of: sentence)
        return (false, Bilingual("少 \(low.zh) 至 \(high.zh)", "between \(low.en) and \(high.en) less"))
      default: continue
      }
    }
    return nil
  }

  /// The range that a sentence gives for a difference, in words.
  private func bounds(of sentence: Sentence) -> (low: Bilingual, high: Bilingual) {
    (name(of: sentence.values["low"]!), name(of: sentence.values["high"]!))
  }

  /// How much more or less all funds together would pay, in words.
  private func total(of sentences: [Sentence]) -> Bilingual? {
    for sentence in sentences {
      guard let amount = sentence.values["amount"].map(name) else { continue }
      switch sentence.message {
      case .spendsBesides:
        return Bilingual("各笔资金合计多安排 \(amount.zh)", "all funds together pay \(amount.en) more")
      case .spendsLess:
        return Bilingual("各笔资金合计反而少安排 \(amount.zh)", "all funds together pay \(amount.en) less")
      default: continue
      }
    }
    return nil
  }

  private func gain(_ sentence: Sentence?) -> Bilingual {
    if let sentence, sentence.message == .gainBetween {
      let (low, high) = bounds(of: sentence)
      return Bilingual("多 \(low.zh) 至 \(high.zh)", "between \(low.en) and \(high.en) more")
    }
    guard let sentence, let shown = sentence.values["shown"].map(name),
      [.priceGain, .priceMore].contains(sentence.message)
    else { return Bilingual("保底更好", "more of what is guaranteed") }
    let isExact = sentence.message == .priceGain
    return Bilingual("\(isExact ? "多" : "约多") \(shown.zh)", "\(isExact ? "" : "about ")\(shown.en) more")
  }
}
