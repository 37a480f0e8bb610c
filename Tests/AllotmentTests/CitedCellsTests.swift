import Explanation
import Formulation
import IntegerProgram
import Model
import Testing

/// Answers cite cells that somebody filled in; where a rule rests on a blank cell, the row and the default are told.
@Suite struct CitedCellsTests {
  /// A project of two periods whose money is released in the second.
  private func answer(_ changed: [String: String]) throws -> Answer {
    let files = [
      "funds": "id,name,amount\nF1,Roads,100\n", "fund_releases": "fund,period,amount\nF1,K2,100\n",
      "periods": "id,from,to\nK1,2026-01-01,2026-06-30\nK2,2026-07-01,2026-12-31\n",
      "projects":
        "id,title,category,responsible,approved,from,to\nA,Lamps,a,x,yes,2026-01-01,2026-12-31\nB,Meals,a,x,yes,,\n",
      "variants": "project,variant,lasts\nA,v,2\nB,v,1\n",
      "costs": "project,variant,cost_type,fixed,due\nA,v,m,10,\nB,v,m,1,\n",
      "needs": "id,place,category,quantity\nN1,V1,a,1\nN2,V1,a,1\n", "places": "id\nV1\n",
      "serves": "project,need,per_unit\nA,N1,1\nB,N2,1\n",
    ]
    let township = try ExplainedTownship(NamedPeopleTests.read(changed, of: files).lists)
    return try #require(township).explainer.whyNot(.project("A"))
  }

  private func line(_ rule: String, _ answer: Answer) throws -> Bilingual {
    let sentence = answer.sentences.first { sentence in
      guard sentence.message == .ruleLine, case .text(let text)? = sentence.values["rule"] else { return false }
      return text == ruleSentence(rule)?.cut
    }
    return try #require(sentence, "\(answer.text(.en))").text
  }

  @Test func aBlankDuePeriodIsToldAsItsDefault() throws {
    let blank = try line("payment-period", try answer([:]))
    #expect(blank.zh.contains("依据是费用「A」（没有填应付期，每期应付等份）"), "\(blank.zh)")
    #expect(
      blank.en.contains("as set in costs A (no due period given: equal parts fall due in each period)"), "\(blank.en)")
    let filled = try line(
      "payment-period",
      try answer(["costs": "project,variant,cost_type,fixed,due\nA,v,m,10,1\nB,v,m,1,\n"]))
    #expect(filled.en.contains("as set in costs due") && filled.zh.contains("依据是costs due"), "\(filled)")
  }

  /// A fund with a first day alone cites that day.
  @Test func theDayThatIsFilledInIsCited() throws {
    let text = try answer([
      "funds": "id,name,amount,from\nF1,Roads,100,2026-12-01\n", "fund_releases": "fund,period,amount\n",
    ])
    #expect(
      text.text(.en).contains("funds from (2026-12-01)") && !text.text(.en).contains("funds to"), "\(text.text(.en))")
  }

  /// Somebody is missed whose role asks for no time: no time is told, least of all one minute.
  @Test func aStandInForARoleWithoutTimeNeedsNone() throws {
    let roles = "project,role,heads_min,heads_max,minutes\nA,r,1,1,\nB,r,1,1,\n"
    let files = [
      "project_roles": roles, "volunteers": "id,minutes,projects_max\nV1,9 h,1\nV2,9 h,1\n",
      "needs": "id,place,category,quantity\nN1,P,c,1\nN2,P,c,1\n", "places": "id\nP\n",
      "serves": "project,need,per_unit\nA,N1,1\nB,N2,1\n",
    ]
    let lists = try NamedPeopleTests.read(files).lists
    let township = try #require(try ExplainedTownship(lists))
    let said = try township.explainer.advice().flatMap(\.sentences)
    let texts = said.map(\.text.en).joined(separator: "\n") + said.map(\.text.zh).joined(separator: "\n")
    #expect(township.projects.count == 2 && said.contains { $0.message == .standInAny }, "\(texts)")
    #expect(!texts.contains("1 min ") && !texts.contains("1 分钟"), "\(texts)")
  }
}

extension Bilingual {
  fileprivate var cut: Bilingual { Bilingual(String(zh.dropLast()), String(en.dropLast())) }
}
