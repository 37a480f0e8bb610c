import Model
import Testing

@testable import Formulation

/// Rules that keep a project from being paid though the funds that may pay for it have enough left.
extension OmissionTests {
  /// The only reason, which is that rules rule the project out.
  private func ruledOut(_ change: (inout Lists, inout Plan) -> Void) throws -> (Omission, MoneyShortage) {
    let reason = try reason(change)
    guard case .ruledOut(let shortage) = reason else {
      Issue.record("\(reason)")
      throw Unexpected()
    }
    return (reason, shortage)
  }

  private struct Unexpected: Error {}

  /// Of the 400 that the fund pays, all goes to the aged; so it can pay as much again for others at a share of 50%.
  @Test func aSetAsideKeepsMoneyFromAProject() throws {
    func kept(
      _ basisPoints: Int64, _ change: @escaping (inout Lists) -> Void = { _ in }
    ) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        lists.projects[0].groups = ["老人"]
        lists.funds[0].setAsides = [SetAside(kind: .group, of: "老人", share: Share(basisPoints: basisPoints))]
        change(&lists)
      }
    }
    let (reason, shortage) = try ruledOut(kept(8000))
    #expect(shortage.rules == [.setAside] && shortage.payable == 100 && shortage.missing == 200)
    #expect(
      reason.lines(.zh, Currency()) == [
        "专门比例不够付：最少要 3.00，最多能付 1.00；F 余 6.00，支出至少 80% 须用于老人，其他项目最多还能付 1.00"
      ])
    #expect(
      reason.lines(.en, Currency()) == [
        "a set-aside leaves too little for it: it costs at least 3.00, and at most 1.00 can be paid; F has 6.00, but at least 80% of what it pays goes to 老人, so it can pay at most 1.00 more for others"
      ])
    #expect(try self.reason(kept(5714)) == .weighed)
    #expect(try ruledOut(kept(5715)).1.payable == 299)
    #expect(try self.reason(kept(8000) { $0.projects[1].groups = ["老人"] }) == .weighed)
    // Where too little is left anyway, that is the reason, with what the set-aside leaves.
    let short = try self.reason(kept(8000) { $0.funds[0].amount = Money(650) })
    #expect(short.missing == 200)
  }

  @Test func costSharesKeepMoneyFromAJointProject() throws {
    func joint(_ share: Int64, places: [PlaceID] = ["V"]) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        lists.places.append(Place(id: "W"))
        lists.projects[1].places = [("V", Share(basisPoints: share)), ("W", Share(basisPoints: 10_000 - share))]
        lists.funds[0].places = places
      }
    }
    let (reason, shortage) = try ruledOut(joint(4000))
    #expect(shortage.rules == [.costShares] && shortage.payable == 120)
    #expect(
      reason.lines(.zh, Currency()) == ["分担比例不够付：最少要 3.00，最多能付 1.20；F 在各地点中只能用于石桥村，最多付其分担的 40%，即 1.20"])
    #expect(
      reason.lines(.en, Currency()) == [
        "its places' cost shares leave too little for it: it costs at least 3.00, and at most 1.20 can be paid; of its places, F can only be used for 石桥村, and so for no more than the share of 40% that falls there, 1.20"
      ])
    #expect(try self.reason(joint(4000, places: [])) == .weighed)
    #expect(try self.reason(joint(4000, places: ["V", "W"])) == .weighed)
  }

  @Test func tooFewSourcesAreNamedWhereCapsOnSharesAskForMore() throws {
    func capped(_ sources: Int?) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        var other = Fund(id: "G")
        other.amount = Money(1000)
        lists.funds.append(other)
        for f in 0...1 { lists.funds[f].shareMax = Share(basisPoints: 5000) }
        lists.projects[1].sourcesMax = sources
      }
    }
    #expect(try reason(capped(nil)) == .weighed)
    #expect(try reason(capped(2)) == .weighed)
    let (reason, shortage) = try ruledOut(capped(1))
    #expect(shortage.rules == [.sources] && shortage.sources == 1 && shortage.payable == 150)
    #expect(
      reason.lines(.en, Currency()) == [
        "it may have too few sources: it costs at least 3.00, and at most 1.50 can be paid; F has 6.00, but it pays at most 50% of a cost; G has 10.00, but it pays at most 50% of a cost; it may have at most 1 source"
      ])
  }

  /// Each fund pays for one type of cost.
  @Test func tooFewSourcesAreNamedWhereTypesOfCostAskForMore() throws {
    func divided(_ sources: Int?) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        var other = Fund(id: "G")
        (other.amount, other.costTypes) = (Money(1000), ["tools"])
        lists.funds.append(other)
        lists.funds[0].costTypes = ["m"]
        lists.projects[1].variants[0].costs.append(CostLine(type: "tools", fixed: Money(20), perUnit: Money(1)))
        lists.projects[1].variants[0].scaleKind = .continuous
        lists.projects[1].variants[0].scaleMax = Quantity(milli: 9000)
        lists.projects[1].sourcesMax = sources
      }
    }
    #expect(try reason(divided(2)) == .weighed)
    #expect(try ruledOut(divided(1)).1.rules == [.sources])
  }

  /// The fund that has to match may not pay for the project, or has too little.
  @Test func aMatchThatMayNotBePaidIsNoMatchThatFallsShort() throws {
    func matched(_ change: @escaping (inout Fund) -> Void) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        var match = Fund(id: "G")
        match.amount = Money(1000)
        change(&match)
        lists.funds.append(match)
        lists.funds[0].matching = [Matching(with: ["G"], ratio: .whole)]
      }
    }
    let (reason, shortage) = try ruledOut(matched { $0.projects = ["P"] })
    #expect(shortage.rules == [.matching] && shortage.payable == 0)
    #expect(
      reason.lines(.zh, Currency()) == [
        "该配套的资金不能为它付款：最少要 3.00，最多能付 0.00；F 余 6.00，须由 G 配套，而 G 不能为 Q 付款"
      ])
    #expect(
      reason.lines(.en, Currency()) == [
        "funds that have to match may not pay for it: it costs at least 3.00, and at most 0.00 can be paid; F has 6.00, but G must match it and may not pay for Q"
      ])
    #expect(try self.reason(matched { $0.amount = .zero }).missing == 300)
    #expect(FundLimit.match(["G"]).text(.zh, Currency()) == "须由 G 配套，配套资金不够")
    #expect(FundLimit.match(["G"]).text(.en, Currency()) == "G must match it, and the match falls short")
  }

  /// A fund that must match may not pay by a decision of the meeting.
  @Test func rulesThatOnlyTogetherAreInTheWayAreNamedTogether() throws {
    func both(pinned: Bool, matched: Bool) -> (inout Lists, inout Plan) -> Void {
      { lists, _ in
        lists.funds.append(Fund(id: "G"))
        lists.funds[1].amount = Money(1000)
        if matched { lists.funds[0].matching = [Matching(with: ["G"], ratio: Share(basisPoints: 5000))] }
        if pinned {
          lists.pins = [Pin(kind: .mustNot, project: "Q")]
          lists.pins[0].fund = "G"
        }
      }
    }
    #expect(try reason(both(pinned: true, matched: false)) == .weighed)
    #expect(try reason(both(pinned: false, matched: true)) == .weighed)
    let (reason, shortage) = try ruledOut(both(pinned: true, matched: true))
    #expect(shortage.rules == [.pins, .matching])
    #expect(reason.kind.en == "several rules together keep it from being paid")
  }

  @Test func moneyThatADecisionKeepsIdleIsNotOutsideItsPurpose() throws {
    func idle(_ change: (inout Lists) -> Void) throws -> [IdleMoney] {
      var (lists, plan) = Self.township()
      change(&lists)
      return Omissions(plan, try Instance(lists)).idleMoney
    }
    func pin(_ lists: inout Lists) {
      lists.pins = [Pin(kind: .mustNot, project: "Q")]
      lists.pins[0].fund = "F"
    }
    let pinned = try idle(pin)
    #expect(pinned == [IdleMoney(fund: "F", cause: .noCandidate(pinned: ["Q"]))])
    #expect(pinned.map { $0.text(.zh, Currency()) } == ["会议决定它不付 Q；没有安排的其他项目都不在它的用途内"])
    #expect(
      pinned.map { $0.text(.en, Currency()) } == [
        "the meeting decided that it does not pay for Q; it may pay for no other project left out"
      ])
    let besides = try idle { lists in
      pin(&lists)
      lists.projects.append(lists.projects[1])
      lists.projects[2].id = "R"
    }
    #expect(besides == [IdleMoney(fund: "F", cause: .candidates(["R"], limits: [], pinned: ["Q"]))])
    #expect(besides.map { $0.text(.zh, Currency()) } == ["可付而没有安排的（会议决定不办的不计）有 R，原因另列；会议决定它不付 Q"])
    let unmatched = try idle { lists in
      lists.projects.append(lists.projects[1])
      lists.projects[2].id = "R"
      lists.funds.append(Fund(id: "G"))
      lists.funds[1].projects = ["P"]
      lists.funds[0].matching = [Matching(with: ["G"], ratio: .whole)]
    }
    #expect(
      unmatched == [
        IdleMoney(
          fund: "F",
          cause: .candidates(["Q", "R"], limits: [.unmatched(by: ["G"], for: ["Q", "R"])], pinned: []))
      ])
  }
}
