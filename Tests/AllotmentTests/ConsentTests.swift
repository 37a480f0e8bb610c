import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

@testable import Questions

/// Whose consent a suggestion needs is said wherever one is made: a level's above, the donors' of a gift, or both.
@Suite struct ConsentTests {
  private static let files = [
    "projects": "id,title,category,responsible,approved\nA,Lamps,b,x,yes\nB,Meals,a,x,yes\n",
    "costs": "project,cost_type,fixed\nA,m,10\nB,m,1\n", "needs": "id,place,category,quantity\nN1,V1,a,1\nN2,V1,a,1\n",
    "places": "id\nV1\n", "serves": "project,need,per_unit\nA,N1,1\nB,N2,1\n",
  ]

  private func explainer(_ changed: [String: String]) throws -> Explainer {
    try #require(try ExplainedTownship(NamedPeopleTests.read(changed, of: Self.files).lists)).explainer
  }

  /// Funds, and the rows of authorities about them.
  private func explainer(_ funds: String, _ authorities: String = "") throws -> Explainer {
    try explainer(["funds": "id,name," + funds, "authorities": "rule,item,authority\n" + authorities])
  }

  /// Each term on which donors gave: what the money is for, how much of a cost it pays, how much at once, how much it is.
  private static let gifts = [
    "amount,categories\nF1,乡贤基金,100,a\n", "amount,share_max\nF1,乡贤基金,100,50%\n",
    "amount,tranche_max\nF1,张总捐款,100,5\n", "amount\nF1,Charity,5\n", "amount,cost_types\nF1,善款,100,n\n",
    "amount,projects\nF1,a fund,100,B\n",
  ]

  @Test(arguments: gifts) func aRepairOfAGiftsTermsNeedsTheDonors(funds: String) throws {
    let answer = try explainer(funds).whyNot(.project("A"))
    #expect(answer.sentences.contains { $0.message == .repairAsks }, "\(answer.text(.en))")
    let (zh, en) = (answer.text(.zh), answer.text(.en))
    #expect(en.contains("with the written consent of the donors (a calculation"), "\(en)")
    #expect(zh.contains("须捐赠人书面同意才行") && zh.contains("（捐赠时约定的）"), "\(zh)")
    #expect(en.contains("(as agreed with the donors)") && !en.contains("county"), "\(en)")
  }

  /// Where the lists give the fund to the township, its donors still have to consent.
  @Test(arguments: gifts) func aGiftIsTheDonorsWhateverLevelHandsItOn(funds: String) throws {
    let answer = try explainer(funds, "funds,F1,township\n").whyNot(.project("A"))
    let repair = try #require(answer.sentences.firstIndex { $0.message == .repair }, "\(answer.text(.en))")
    let next = answer.sentences[repair + 1]
    #expect(next.message == .repairConsent && next.text.zh.contains("捐赠人书面同意"), "\(answer.text(.zh))")
    #expect(next.text.en.contains("the written consent of the donors first (a calculation"), "\(next.text.en)")
  }

  /// One way needs the county, another the donors, a third both.
  @Test func eachWaySaysWhoseConsentItNeeds() throws {
    let files = [
      "funds": "id,name,amount,cost_types\nF1,县级专项,100,m\nF2,捐款,50,n\n",
      "costs": "project,cost_type,fixed\nA,m,130.01\nA,n,70.02\nB,m,1\n",
    ]
    let answer = try explainer(files).whyNot(.project("A"))
    let header = try #require(answer.sentences.first { $0.message == .repairAsks }, "\(answer.text(.en))")
    #expect(header.text.en.contains("the county or the donors") && header.text.zh.contains("县里或捐赠人"))
    let needs = answer.sentences.filter { $0.message == .repairNeeds }.map(\.text.en)
    #expect(needs.count == answer.sentences.count { $0.message == .repair }, "\(answer.text(.en))")
    #expect(needs.contains { $0.contains("of the county and the donors first") }, "\(needs)")
    #expect(
      needs.contains { $0.contains("of the donors first") } && needs.contains { $0.contains("of the county first") })
  }

  private static let competing = [
    "funds": "id,name,amount,categories\nF1,乡贤基金,100,a\nF2,village,10,\n",
    "needs": "id,place,category,quantity,value\nN1,V1,a,1,1\nN2,V1,a,1,3\n",
    "projects": "id,title,category,responsible,approved\nA,Lamps,b,x,yes\nB,Meals,b,x,yes\n",
    "costs": "project,cost_type,fixed\nA,m,10\nB,m,10\n",
  ]

  @Test(arguments: ["", "funds,F1,township\n"]) func everyOtherSuggestionSaysSoToo(authorities: String) throws {
    let files = Self.competing.merging(["authorities": "rule,item,authority\n" + authorities]) { $1 }
    let explainer = try explainer(files)
    let waiver = try #require(try explainer.whyNot(.project("A")).sentences.first { $0.message == .takeWaiverAsks })
    #expect(waiver.text.en.contains("If the donors consented in writing") && waiver.text.zh.contains("捐赠人书面同意"))
    let barred = try explainer.answer(.payments("F1", "A"))
    #expect(barred.sentences.contains { $0.message == .paymentBarredAbove }, "\(barred.text(.en))")
    #expect(barred.text(.en).contains("the written consent of the donors") && barred.text(.zh).contains("捐赠人书面同意"))
    var supposition = Supposition()
    supposition.changes = [.waived(Meaning("eligibility", ["F1", "A"]))]
    let supposed = try explainer.whatIf(supposition)
    #expect(
      supposed.text(.en).contains("cannot waive it without the written consent of the donors"), "\(supposed.text(.en))")
    #expect(supposed.text(.zh).contains("是捐赠时约定的，镇里不能自行放开，须捐赠人书面同意"), "\(supposed.text(.zh))")
    let advice = try explainer.advice().map { $0.text(.en) }.joined(separator: "\n")
    #expect(advice.contains("with the written consent of the donors (a calculation"), "\(advice)")
    #expect(advice.contains("only with the written consent of the donors"), "\(advice)")
  }

  /// A gift is as large as its donors made it, and a fund of the county as the county says.
  @Test func moreMoneyOfAFundNeedsItsOwner() throws {
    func owners(_ authorities: String) throws -> [String] {
      let explainer = try explainer(
        Self.competing.merging([
          "funds": "id,name,amount\nF1,乡贤基金,100\nF2,village,10\n", "authorities": "rule,item,authority\n" + authorities,
        ]) { $1 })
      return try ["F1", "F2"].map { fund in
        try explainer.next(.fund(FundID(fund)), percents: [10]).sentences.filter { $0.message == .moneyConsent }
          .map(\.text.en).joined()
      }
    }
    let donors = "For this fund to have more, the donors must consent in writing first."
    #expect(try owners("") == [donors, donors.replacing("donors", with: "county")])
    #expect(try owners("funds,F2,township\n") == [donors, ""])
    let files = Self.competing.merging(["authorities": "rule,item,authority\n"]) { $1 }
    let sentences = try explainer(files).whyNot(.project("A")).sentences
    let more = try #require(sentences.firstIndex { $0.message == .takeMoney })
    #expect(sentences[more + 1].message == .moneyConsent, "\(sentences.map(\.text.en))")
  }

  @Test func whereThereIsNoPlanTheTermsOfAGiftAreTheDonors() throws {
    let instance = try Instance(NamedPeopleTests.read(Self.competing, of: Self.files).lists)
    let told = Contradiction(
      [Meaning("eligibility", ["F1", "A"]), Meaning("fund-cap", ["F2"]), Meaning("pins", ["A"])], of: instance)
    #expect(told.rules.map { $0.en.hasSuffix("(as agreed with the donors).") } == [true, false, false])
    #expect(told.rules.map { $0.zh.hasSuffix("（县里的规定）。") } == [false, true, false])
    #expect(told.lead.zh.contains("至少要放宽其中一条"))
  }

  // MARK: What has happened

  @Test func whatIsDoneIsNotMadeUndone() throws {
    let files = [
      "funds": "id,name,amount\nF1,village,100\n",
      "projects": "id,title,category,responsible,approved,status\nA,Lamps,b,x,yes,done\nB,Meals,a,x,yes,\n",
      "authorities": "rule,item,authority\nstatus,,village\n",
    ]
    let explainer = try explainer(files)
    for answer in [try explainer.whyNot(.project("A")), try explainer.answer(.project("A"))] {
      #expect(!answer.sentences.contains { [.repair, .takeWaiver, .noRepair].contains($0.message) })
      let fact = try #require(answer.sentences.first { $0.message == .repairFact }, "\(answer.text(.en))")
      #expect(fact.text.en.contains("Done already: A") && fact.text.zh.contains("A“Lamps”已经完成"))
    }
    var supposition = Supposition()
    supposition.changes = [.waived(Meaning("status", ["A"]))]
    #expect(try explainer.whatIf(supposition).sentences.contains { $0.message == .whatIfFact })
    #expect(try !explainer.advice().contains { $0.text(.en).contains("change ‘Committed") })
  }
}
