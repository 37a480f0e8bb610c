import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import ExhaustiveSearch
@testable import Questions

/// Amounts that answers call enough, too little or the least, against every allocation of small lists: for exact plans, and
/// within a gap with more and less work.
@Suite struct LeastAmountTests {
  /// The explainers of a township: exact, and within a gap with little and with more work.
  private func explainers(_ township: ExplainedTownship) throws -> [(name: String, explainer: Explainer)] {
    [
      ("exact", township.explainer), ("little", try #require(try township.explainer(toWork: 30))),
      ("within", try #require(try township.explainer(toWork: 3000))),
    ]
  }

  private func money(_ sentence: Sentence, _ name: String = "amount") -> Int64? {
    if case .money(let amount)? = sentence.values[name] { Int64(amount) } else { nil }
  }

  private func fund(_ sentence: Sentence) -> FundID? {
    if case .item(let id, _)? = sentence.values["fund"] { FundID(id) } else { nil }
  }

  // MARK: Repairs

  /// The rules that a sentence waives.
  private func waived(_ sentence: Sentence) -> [Meaning] {
    AuthorityExhaustiveTests.words(sentence.values["waive"]).map { rule in
      let parts = rule.split(whereSeparator: { "(),".contains($0) }).map(String.init)
      return Meaning(parts[0], Array(parts.dropFirst()))
    }
  }

  /// Whether a project can be carried out with more money and without some rules.
  private func isPossible(
    _ project: ProjectID, _ more: [FundID: Int64], waiving rules: Set<Meaning>, _ instance: Instance
  ) throws -> Bool {
    let changed = try instance.changed(by: more.filter { $0.value > 0 }.map { .money($0.key, Money($0.value)) })
    let all = try #require(AllAllocations(changed, atMost: 400))
    return all.entries.contains { $0.projects.contains(project) && $0.broken.isSubset(of: rules) }
  }

  /// Checks one repair and the amounts below it.
  /// - Returns: How many amounts were said to be the least.
  private func expectAmounts(
    _ sentences: ArraySlice<Sentence>, _ project: ProjectID, _ instance: Instance, _ comment: String
  ) throws -> Int {
    let rules = waived(sentences.first!)
    let caps = rules.filter { $0.rule == "fund-cap" }
    let messages: Set<Message> = [.repairMoney, .repairMoneyFirst, .repairMoneyNext]
    let said = sentences.indices.filter { messages.contains(sentences[$0].message) }
    if !sentences.contains(where: { [.repairMoneyNone, .undecided].contains($0.message) }) {
      #expect(said.count == caps.count, "\(comment)")
    }
    var more: [FundID: Int64] = [:], least = 0
    for (number, index) in said.enumerated() {
      let (id, amount) = (try #require(fund(sentences[index])), try #require(money(sentences[index])))
      let open = caps.filter { cap in cap.subjects != [id.text] && more[FundID(cap.subjects[0])] == nil }
      let given = Set(rules.filter { $0.rule != "fund-cap" } + open)
      func isEnough(_ amount: Int64) throws -> Bool {
        try isPossible(project, more.merging([id: amount]) { $1 }, waiving: given, instance)
      }
      #expect(try isEnough(amount), "\(comment): \(sentences[index].text.en)")
      let next = sentences[index + 1]
      switch next.message {
      case .nothingLess:
        least += 1
        #expect(try money(next) == amount && !isEnough(amount - 1), "\(comment): \(sentences[index].text.en)")
      case .tooLittle:
        let less = try #require(money(next, "less"))
        #expect(try less < amount && !isEnough(less), "\(comment): \(next.text.en)")
      default: #expect(next.message == .lessUnknown, "\(comment): \(next.text.en)")
      }
      more[id] = amount
      #expect((sentences[index].message == .repairMoneyNext) == (number > 0), "\(comment)")
    }
    return least
  }

  @Test func aRepairThatAddsMoneySaysTheLeast() throws {
    var least = 0
    for seed in seeds(0, of: 1, count: 300) {
      var lists = twoProjects(seed: seed)
      lists.planner = .province
      guard AllAllocations(try Instance(lists), atMost: 100) != nil, let township = try ExplainedTownship(lists) else {
        continue
      }
      for (name, explainer) in try explainers(township) {
        for project in lists.projects.map(\.id) where !township.projects.contains(project) {
          let sentences = try explainer.answer(.project(project)).sentences
          for start in sentences.indices where sentences[start].message == .repair {
            let end = sentences[(start + 1)...].firstIndex { $0.depth <= sentences[start].depth } ?? sentences.endIndex
            least += try expectAmounts(
              sentences[start..<end], project, township.instance, "seed \(seed) \(name) \(project)")
          }
        }
      }
    }
    #expect(least > 2, "\(least)")
  }

  /// Two funds need more: the first its least whatever the other has, the other its least beside that.
  @Test func aRepairOfSeveralFundsSaysTheLeastOfEach() throws {
    let files = [
      "settings": "key,value\nplanner,province\n",
      "funds": "id,amount,cost_types\nF1,0.03元,m;k\nF2,0.02元,n;k\n",
      "projects": "id,category,responsible,approved\nA,c,x,yes\nB,c,x,yes\n",
      "costs": "project,cost_type,fixed\nA,m,0.05元\nA,n,0.03元\nA,k,0.02元\nB,m,0.01元\n",
      "needs": "id,place,category,quantity\nN1,V1,c,1\nN2,V1,c,1\n", "places": "id\nV1\n",
      "serves": "project,need,per_unit\nA,N1,1\nB,N2,1\n",
    ]
    let lists = try NamedPeopleTests.read([:], of: files).lists
    let township = try #require(try ExplainedTownship(lists))
    for (name, explainer) in try explainers(township) {
      let sentences = try explainer.answer(.project("A")).sentences
      let start = try #require(sentences.firstIndex { $0.message == .repair })
      let end = sentences[(start + 1)...].firstIndex { $0.depth <= sentences[start].depth } ?? sentences.endIndex
      #expect(try expectAmounts(sentences[start..<end], "A", township.instance, name) == 2)
      #expect(sentences.compactMap { $0.message == .repairMoneyNext ? money($0) : nil }.count == 1)
    }
  }

  // MARK: Least changes

  /// Whether every best plan of the changed lists has a project.
  private func isChosen(_ project: ProjectID, _ changes: [Change], _ instance: Instance) throws -> Bool {
    var search = ExhaustiveSearch(instance: try instance.changed(by: changes))
    guard let with = search.best(where: { $0.projects.contains(project) }) else { return false }
    return search.best { !$0.projects.contains(project) }.map { $0 < with } ?? true
  }

  /// Whether a plan with a project is as good as the present one, floors included.
  private func losesNothing(
    _ project: ProjectID, _ changes: [Change], _ township: ExplainedTownship, _ value: Int128
  ) throws -> Bool {
    var search = ExhaustiveSearch(instance: try township.instance.changed(by: changes))
    return search.best { $0.projects.contains(project) }.map { $0.worstShortfall == 0 && $0.value >= value } ?? false
  }

  /// Two projects that lack nothing but money, of which funds have half; every other township has their earmarks, too.
  private func competing(seed: UInt64) -> Lists {
    var lists = twoProjects(seed: seed)
    (lists.pins, lists.limits) = ([], [])
    for p in lists.projects.indices {
      lists.projects[p].status = .proposed
      lists.projects[p].responsible = "x"
      lists.projects[p].approved = true
      (lists.projects[p].requires, lists.projects[p].incompatible) = ([], [])
    }
    for n in lists.needs.indices {
      lists.needs[n].status = .open
      lists.needs[n].tier = .featured
      (lists.needs[n].floor, lists.needs[n].urgency) = (nil, min(4, lists.needs[n].urgency))
    }
    for f in lists.funds.indices {
      let half = Money(max(1, lists.funds[f].amount.minorUnits / 2))
      var fund = seed % 2 == 0 ? Fund(id: lists.funds[f].id) : lists.funds[f]
      (fund.amount, fund.reserve, fund.minimumSpend) = (half, .zero, .zero)
      (fund.releases, fund.setAsides, fund.matching) = ([], [], [])
      lists.funds[f] = fund
    }
    return lists
  }

  /// The only cost line of a project, whose cut is one number.
  private func line(_ id: ProjectID, _ instance: Instance) -> VariantID? {
    let variants = instance.project(id).variants
    return variants.count == 1 && variants[0].costs.count == 1 ? variants[0].id : nil
  }

  @Test func whatWhyNotCallsEnoughOrTooLittleIsSo() throws {
    var seen: [Message: Int] = [:]
    for seed in seeds(0, of: 1, count: 200, oneIn: 4) {
      guard let township = try ExplainedTownship(competing(seed: seed)) else { continue }
      let (instance, lists) = (township.instance, township.instance.lists)
      let base = try #require(Formulation(instance).lexicographicValue(of: township.plan, .value))
      for (name, explainer) in try explainers(township) {
        for project in lists.projects.map(\.id) where !township.projects.contains(project) {
          let answer = try explainer.whyNot(.project(project))
          // Where small differences are not told apart, the answer says so, and less may be enough by a smaller one.
          let isApart = !answer.sentences.contains { $0.message == .takeLead }
          for (index, sentence) in answer.sentences.enumerated() {
            let comment = "seed \(seed) \(name) \(project): \(sentence.text.en)"
            let isEnough: (Int64) throws -> Bool
            switch sentence.message {
            case .takeMoney:
              let id = try #require(fund(sentence))
              isEnough = { try isChosen(project, $0 > 0 ? [.money(id, Money($0))] : [], instance) }
            case .moneyLosingNothing:
              let id = try #require(fund(sentence))
              guard base.hasNoShortfall else { continue }
              isEnough = { more in
                let changes = more > 0 ? [Change.money(id, Money(more))] : []
                return try losesNothing(project, changes, township, base.last.value)
              }
            case .takeCost:
              guard let variant = line(project, instance) else { continue }
              isEnough = { less in
                try isChosen(project, less > 0 ? [.cost(project, variant, line: 0, Money(less))] : [], instance)
              }
            case .takeNoMoneyUpTo:
              guard case .items(let tried)? = sentence.values["funds"] else { continue }
              for case .labelled(let fund, .money(let most)) in tried where most < 100 {
                let id = FundID(String(fund.en.prefix { $0 != " " }))
                #expect(try !isChosen(project, [.money(id, Money(Int64(most)))], instance), "\(comment)")
                seen[sentence.message, default: 0] += 1
              }
              continue
            default: continue
            }
            let amount = try #require(money(sentence))
            #expect(try isEnough(amount), "\(comment)")
            let next = answer.sentences[index + 1]
            seen[next.message, default: 0] += 1
            switch next.message {
            case .nothingLess:
              #expect(money(next) == amount, "\(comment)")
              if isApart { #expect(try !isEnough(amount - 1), "\(comment)") }
            case .tooLittle:
              let less = try #require(money(next, "less"))
              #expect(less < amount && money(next) == amount, "\(comment): \(next.text.en)")
              if isApart { #expect(try !isEnough(less), "\(comment): \(next.text.en)") }
            default: break
            }
          }
        }
      }
    }
    #expect(seen[.nothingLess, default: 0] > 2, "\(seen)")
  }

  // MARK: The most that a fund can pay

  @Test(arguments: 0..<2) func theMostThatAFundCanPayIsNeverLessThanItPays(batch: UInt64) throws {
    var seen: [Message: Int] = [:]
    for seed in seeds(batch, of: 2, count: 120) {
      let lists = twoProjects(seed: seed)
      guard let universe = AllAllocations(try Instance(lists), atMost: 150), let township = try ExplainedTownship(lists)
      else { continue }
      for (name, explainer) in try explainers(township) {
        for fund in lists.funds.map(\.id) {
          let most = universe.entries.filter(\.broken.isEmpty).map { $0.spent[fund] ?? 0 }.max()
          for sentence in try explainer.answer(.fund(fund)).sentences {
            let comment = "seed \(seed) \(name) \(fund): \(sentence.text.en)"
            switch sentence.message {
            case .fundIdleForced, .fundIdleChosen: #expect(money(sentence, "most") == most, "\(comment)")
            case .fundIdleOpen: #expect(money(sentence, "most")! <= most!, "\(comment)")
            default: continue
            }
            seen[sentence.message, default: 0] += 1
          }
        }
      }
    }
    #expect(seen[.fundIdleForced, default: 0] > 0 && seen[.fundIdleChosen, default: 0] > 0, "\(seen)")
  }
}
