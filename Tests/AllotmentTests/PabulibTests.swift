import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

private let cases = repository.deletingLastPathComponent().appending(path: "shared/cases")

/// What an import of an election says, in short: line, column, code and value.
func remarks(_ text: String, _ utility: PabulibUtility? = nil) -> [String] {
  func short(_ findings: [Finding]) -> [String] { findings.map { "\($0.line):\($0.column) \($0.code) \($0.value)" } }
  do { return short(try importPabulib(Data(text.utf8), file: "e.pb", utility: utility).warnings) } catch {
    return short(error.all)
  }
}

/// The rows of a list that an import of an election writes, without the header.
func rows(_ list: String, of text: String, _ utility: PabulibUtility? = nil) throws -> [String] {
  let lists = try importPabulib(Data(text.utf8), file: "e.pb", utility: utility)
  return (lists.files[list + ".csv"] ?? "").split(separator: "\n").dropFirst().map(String.init)
}

/// An election whose keys, projects and ballots may be replaced.
func election(
  _ meta: String = "", _ projects: String = "project_id;cost;votes\n1;60;2\n2;50;1\n3;40;1",
  _ votes: String = "voter_id;vote\na;1,2\nb;1,3"
) -> String { "META\nkey;value\nbudget;100\n\(meta)PROJECTS\n\(projects)\nVOTES\n\(votes)\n" }

@Suite struct PabulibTests {
  private func given(_ name: String) throws -> String {
    try String(contentsOf: cases.appending(path: "pabulib-\(name)/in.pb"), encoding: .utf8)
  }

  @Test func aKeyThatStandsTwiceIsRefusedWithBothValues() throws {
    let text = try given("budget-twice")
    #expect(remarks(text) == ["15:1 pabulib-repeated budget;2000"])
    do { _ = try importPabulib(Data(text.utf8), file: "e.pb") } catch {
      #expect(error.all[0].mend.en.contains("line 8") && error.all[0].mend.en.contains("budget;1000"))
    }
    // The same value twice, capitals, the other spelling of a word, a section, a column.
    #expect(remarks(election("Budget;100\n")) == ["4:1 pabulib-repeated budget;100"])
    #expect(
      remarks(election("neighborhoods;a\nneighbourhoods;a\n")).contains("5:1 pabulib-repeated neighborhoods;a"))
    #expect(remarks(election() + "PROJECTS\nproject_id;cost\n4;1\n").first == "13:1 pabulib-repeated PROJECTS")
    #expect(
      remarks(election("", "project_id;cost;votes;cost\n1;60;2;1\n2;50;1;1\n3;40;1;1"))
        == ["5:4 column-repeated cost"])
  }

  @Test(arguments: [",", "\t"]) func anotherSeparatorIsToldOnce(separator: String) {
    let text = election("description;\"a, b\"\n").replacing(";", with: separator)
    #expect(remarks(text) == ["2:1 column-missing key\(separator)value"])
  }

  @Test func boundsThatExcludeEveryProjectAreDoubted() {
    for bounds in ["max_project_cost;39", "min_project_cost;61", "min_project_score_threshold;3"] {
      let said = remarks(election(bounds + "\n"))
      #expect(said.contains { $0.hasPrefix("4:") && $0.contains("pabulib-doubtful") }, "\(said)")
    }
    #expect(!remarks(election("max_project_cost;40\n")).contains { $0.contains("pabulib-doubtful") })
  }

  @Test func aProjectBelowTheThresholdIsNotFundedAndTheDecisionSaysWhy() throws {
    #expect(
      try rows("pins", of: given("threshold")) == ["must_not,35,votes 9 < min_project_score_threshold 10,META"])
    // The threshold is about points where the file counts them, whatever the utility.
    let scored = election(
      "vote_type;cumulative\nmin_project_score_threshold;4\n",
      "project_id;cost;votes;score\n1;60;2;3\n2;50;1;4\n3;40;1;5", "voter_id;vote;points\na;1,2;1,4\nb;3,1;5,2")
    for utility in PabulibUtility.allCases {
      #expect(
        try rows("pins", of: scored, utility) == ["must_not,1,score 3 < min_project_score_threshold 4,META"])
    }
    #expect(remarks(election("min_project_score_threshold;many\n")) == ["4:2 number-malformed many"])
    #expect(try rows("pins", of: election("min_project_score_threshold;1\n")) == [])
  }

  @Test func projectsOutsideTheBoundsOfCostAreNotFunded() throws {
    #expect(
      try rows("pins", of: given("cost-bounds")) == [
        "must_not,34,cost 600 > max_project_cost 500,META", "must_not,35,cost 50 < min_project_cost 100,META",
      ])
    // Several reasons are one decision. A cost at the bound is within it.
    let both = election("max_project_cost;50\nmin_project_score_threshold;3\n", "project_id;cost;votes\n1;60;2\n2;50;3")
    #expect(
      try rows("pins", of: both) == [
        "must_not,1,votes 2 < min_project_score_threshold 3; cost 60 > max_project_cost 50,META"
      ])
  }

  @Test func theAnswerToWhyNotNamesTheThreshold() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(given("threshold").utf8).write(to: folder.appending(path: "in.pb"))
    #expect(try run(["import", "pabulib", "in.pb", "--out", "l", "--lang", "en"], in: folder).status == 0)
    #expect(try run(["solve", "l", "--out", "p", "--gap", "0", "--lang", "en"], in: folder).status == 0)
    let plan = try Plan(json: Data(contentsOf: folder.appending(path: "p/plan.json")), file: "plan.json")
    #expect(plan.allocation.awards.map(\.project.text) == ["34"])
    let answer = try run(["why-not", "p", "35", "--lang", "en"], in: folder)
    #expect(answer.status == 0 && answer.out.contains("min_project_score_threshold 10"), "\(answer)")
  }

  @Test func aQuotedCellGoesOnOverLines() throws {
    let text = try given("quoted-newline")
    #expect(remarks(text) == [])
    let projects = try importPabulib(Data(text.utf8), file: "e.pb").files["projects.csv"] ?? ""
    #expect(projects.contains("34,\"Park\nwith; a \"\"pond\"\"\",all"))
    // In META and VOTES as well; findings after it name the right line.
    let more = election(
      "description;\"two\nlines\"\nstrange;\"a\n\nb\"\n", "project_id;cost;votes\n1;60;1",
      "voter_id;\"vote\"\n\"a\nb\";\"1\"\nc;9")
    #expect(remarks(more) == ["6:1 pabulib-unread strange", "16:0 vote-unknown 9"])
    #expect(try rows("settings", of: more).prefix(2) == ["title,\"two", "lines\""])
  }

  @Test func aStrayQuoteSwallowsNoRow() throws {
    let names = ["\"Park\" green", "\"Park", "Park \"green\"", "\"\"\"Park\"\" green\"", "a\"b"]
    for name in names {
      let text = election("", "project_id;name;cost;votes\n1;\(name);60;2\n2;\"b\";50;1\n3;c;40;1")
      #expect(try rows("costs", of: text) == ["1,cost,60", "2,cost,50", "3,cost,40"], "\(name)")
    }
  }

  @Test func countsThatDisagreeWithTheFileAreSaid() throws {
    #expect(
      try remarks(given("truncated")) == [
        "6:2 pabulib-count-differs 5", "7:2 pabulib-count-differs 400", "19:3 pabulib-count-differs 3",
      ])
    #expect(remarks(election("num_projects;3\nnum_votes;2\n")) == [])
    #expect(remarks(election("num_votes;some\n")) == ["4:2 pabulib-count-differs some"])
    #expect(remarks(election("fully_funded;1\n")) == ["4:2 pabulib-count-differs fully_funded;1"])
    // Votes without any ballot.
    #expect(remarks(election("", "project_id;cost;votes\n1;60;2", "voter_id;vote")) == ["5:3 pabulib-count-differs "])
    // The score is the sum of the points, of the places in a ranking, or the number of votes of approval.
    let projects = "project_id;cost;score\n1;60;4\n2;50;1"
    func differing(_ type: String, _ votes: String) -> [String] {
      remarks(election("vote_type;\(type)\n", projects, votes), .score)
    }
    #expect(differing("cumulative", "voter_id;vote;points\na;1,2;4,1") == [])
    #expect(differing("scoring", "voter_id;vote;points\na;1,2;3,1") == ["7:3 pabulib-count-differs 4"])
    #expect(differing("ordinal", "voter_id;vote\na;1,2\nb;1\nc;1") == [])
    #expect(differing("approval", "voter_id;vote\na;1,2\nb;1\nc;1\nd;1") == [])
    #expect(differing("choose-1", "voter_id;vote\na;1\nb;2") == ["7:3 pabulib-count-differs 4"])
  }

  @Test func oddBallotsAreSaid() {
    func odd(_ meta: String, _ votes: String) -> [String] {
      remarks(election(meta, "project_id;cost\n1;60\n2;50", votes))
    }
    #expect(odd("", "voter_id;vote\na;1\na;2\nb;1,1") == ["11:1 pabulib-ballot-odd a", "12:2 pabulib-ballot-odd 1"])
    #expect(
      odd("min_length;2\nmax_sum_cost;70\n", "voter_id;vote\na;1\nb;1,2") == [
        "12:2 pabulib-ballot-odd 1", "13:2 pabulib-ballot-odd 1,2",
      ])
    #expect(
      odd("max_points;3\n", "voter_id;vote;points\na;1,2;3,2\nb;1,2;4,2") == ["12:2 pabulib-ballot-odd 1,2"])
    #expect(
      odd("max_sum_points;5\n", "voter_id;vote;points\na;1,2;3,2\nb;1,2;4,2") == ["12:2 pabulib-ballot-odd 1,2"])
    #expect(odd("max_length;few\n", "voter_id;vote\na;1") == ["4:2 pabulib-unread few"])
  }

  @Test func everyKeyAndColumnThatIsNotHonouredIsSaidOnce() {
    let known = """
      description;d
      country;Poland
      unit;u
      district;d
      subunit;s
      instance;2026
      vote_type;approval
      rule;greedy
      date_begin;2026
      date_end;2026
      edition;1
      language;pl
      currency;PLN
      experimental;1
      acknowledgments;thanks

      """
    #expect(remarks(election(known)) == [])
    #expect(
      remarks(election("leftover_budget;x\nzones;a,b\nempty;\n")) == [
        "4:1 pabulib-unread leftover_budget", "5:1 pabulib-unread zones",
      ])
    #expect(
      remarks(
        election(
          "", "project_id;cost;votes;latitude;selected;wish\n1;60;1;52.1;1;\n2;50;0;52.2;0;",
          "voter_id;vote;age;weight\na;1;40;2")) == ["5:4 pabulib-unread latitude", "9:4 pabulib-unread weight"])
    #expect(
      remarks(election("vote_type;lots\nrule;magic\nscoring_fn;dowdall\n")) == [
        "4:2 pabulib-unread lots", "5:2 pabulib-unread magic", "6:2 pabulib-unread dowdall",
      ])
    #expect(remarks(election("rule;greedy-threshold\n")) == ["4:2 pabulib-unread greedy-threshold"])
    #expect(remarks(election("rule;greedy-exclusive\n")) == ["4:2 pabulib-unread greedy-exclusive"])
    #expect(remarks(election("lonely\n")) == ["4:0 row-ragged lonely"])
    #expect(remarks(election("key;a;b\n")) == ["4:0 row-ragged key;a;b"])
  }

  @Test func projectsOfWhichTheCommentSaysSoExcludeEachOther() throws {
    func exclusions(_ comment: String) throws -> [String] {
      try rows("projects", of: election("comment;\(comment)\n")).map { String($0.split(separator: ",").last!) }
    }
    let city =
      "#1: In this pool, projects 1 and 2 were treated by the city as mutually exclusive because they concern one area."
    #expect(try exclusions(city) == ["2", "1", "yes"])
    #expect(try exclusions("#1: Projects 1, 2 and 3 are mutually exclusive.") == ["2;3", "1;3", "1;2"])
    for other in [
      "#1: Projects 1 and 2 are not mutually exclusive.", "#1: Projects 1 and 7 are mutually exclusive.",
      "#1: Projects 1 and 1 are mutually exclusive.", "#1: Some projects are mutually exclusive.",
    ] {
      #expect(try exclusions(other) == ["yes", "yes", "yes"], "\(other)")
    }
    // The comment is quoted, and what was read of it is said.
    let lists = try importPabulib(Data(election("comment;\(city)\n").utf8), file: "e.pb")
    #expect(lists.warnings.map(\.code) == ["pabulib-unread"] && lists.warnings[0].mend.en.contains("(1, 2)"))
  }
}
