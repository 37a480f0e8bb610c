import Foundation
import Intake
import Model
import Reports
import Testing

@testable import Allotment
@testable import ExhaustiveSearch
@testable import SwiftSource
@testable import allot

private let controls =
  (0..<0x20).map { Unicode.Scalar($0)! } + (0x7F...0x9F).map { Unicode.Scalar($0)! }
  + "\u{061C}\u{200E}\u{200F}\u{2028}\u{2029}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}"
  .unicodeScalars

/// Text from a list, a plan or a file name cannot control the terminal.
@Suite struct PrintableTextTests {
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || !controls.contains($0) }
  }

  @Test func controlsAreShownAndAllElseStays() throws {
    for control in controls {
      let text = "a\(control)\u{301}b"
      #expect(text.printable == "a·\u{301}b")
      #expect(isHarmless(String(text.printableLines.unicodeScalars.filter { $0 != "\t" })))
      let json = try #require("[\"\(control.value < 0x20 ? "" : String(control))\"]".printableJSON as String?)
      #expect(isHarmless(json))
      let read = try JSONDecoder().decode([String].self, from: Data(json.utf8))
      #expect(read == [control.value < 0x20 ? "" : String(control)])
    }
    let plain = "村 é e\u{301} 👩‍👩‍👧 🏳️‍🌈 \u{FEFF} ‘’ ☐ 𠀀"
    #expect(plain.printable.unicodeScalars.elementsEqual(plain.unicodeScalars))
    #expect("a\nb\tc".printableLines == "a\nb\tc" && "a\nb\tc".printable == "a·b·c")
  }

  @Test func aFindingActsOnNothing() {
    let hostile = "x" + String(String.UnicodeScalarView(controls))
    let finding = Finding(
      "id-unknown", file: hostile, line: 3, value: hostile, expected: Bilingual(hostile, hostile),
      mend: Bilingual(hostile, hostile))
    for language in Language.allCases {
      let text = finding.text(language)
      #expect(isHarmless(text) && text.split(separator: "\n").count == 2)
    }
  }

  /// A title cannot begin a line that looks like one of allot's.
  @Test func anAnswerKeepsItsLines() throws {
    let hostile = "t\nThe plan obeys every rule.\u{1B}[2J\u{9B}\u{202E}\u{2028}"
    var answers = 0
    for seed in 0..<6 as Range<UInt64> {
      var lists = randomTownship(seed)
      for i in lists.projects.indices { lists.projects[i].title = hostile }
      for i in lists.funds.indices { lists.funds[i].name = hostile }
      for i in lists.needs.indices { (lists.needs[i].title, lists.needs[i].unit) = (hostile, hostile) }
      for i in lists.places.indices { lists.places[i].name = hostile }
      guard let township = try ExplainedTownship(lists) else { continue }
      let questions = [township.instance.lists.projects[0].id.text, township.instance.lists.funds[0].id.text]
      for question in questions {
        let answer = try township.explainer.answer(try #require(.init(question, in: township.instance)))
        for language in Language.allCases {
          let text = answer.text(language)
          #expect(isHarmless(text) && text.split(separator: "\n").count == answer.sentences.count)
          answers += 1
        }
      }
      let text = planText(township.plan, township.instance, .en)
      #expect(isHarmless(text) && !text.contains("\nThe plan obeys"))
    }
    #expect(answers > 8)
  }

  @Test func aPlanOrANameOfAFileActsOnNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = repository.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", source, "--out", "o"], in: folder).status == 0)
    let file = folder.appending(path: "o/plan.json")
    let written = try String(contentsOf: file, encoding: .utf8)
    let forged = "\\u001b[2J\\u001b[HThe plan obeys every rule and is as it was written.\\u001b[8m\\u009b\\u202e\\n"
    let fund = try #require(written.firstMatch(of: /"fund" : "[^"]+"/))
    try written.replacingOccurrences(of: String(fund.0), with: "\"fund\" : \"\(forged)\"").write(
      to: file, atomically: true, encoding: .utf8)
    let hostile = "l\u{1B}[7m\u{9B}\u{202E}\n"
    try FileManager.default.copyItem(atPath: source, toPath: folder.path + "/" + hostile)
    try Data("id\n".utf8).write(to: folder.appending(path: "\(hostile)/funds\u{1B}[7m.csv"))
    for (command, status) in [
      (["verify", "o"], 70), (["verify", "o", "--json"], 70), (["roster", "o", "--out", "r"], 65),
      (["explain", "o"], 65), (["explain", "o", "--json"], 65), (["check", hostile], 0),
      (["check", hostile + "x"], 65),
      (["verify", hostile], 65), (["check", hostile, hostile], 64), (["check", "--\(hostile)"], 64),
      (["solve", hostile, "--out", "/dev/null/\(hostile)"], 73),
      (["export", hostile, "--out", "/dev/null/\(hostile)"], 73),
    ] as [([String], Int32)] {
      for language in ["zh", "en"] {
        let result = try run(command + ["--lang", language], in: folder)
        #expect(result.status == status && isHarmless(result.out) && isHarmless(result.error), "\(command): \(result)")
        #expect(!(result.out + result.error).contains("\nThe plan obeys"), "\(command): \(result)")
      }
    }
  }

  @Test func aKeptAnswerActsOnNothing() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(
      try run(["solve", repository.appending(path: "Scenarios/xiaohe/lists").path, "--out", "o"], in: folder).status
        == 0)
    #expect(try run(["explain", "o"], in: folder).status == 0)
    let file = folder.appending(path: "o/explanations.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    let head = try JSONDecoder().decode(KeptAnswers.Head.self, from: Data(lines[0].utf8))
    let changed = try lines.dropFirst().map { line in
      let kept = try JSONDecoder().decode(KeptAnswers.Entry.self, from: Data(line.utf8))
      var entry = KeptAnswers.Entry(
        question: kept.question, zh: "\u{1B}[2J\u{9B}kept", en: "\u{1B}[2J\u{9B}kept",
        json: "{\"kept\" : \"\u{9B}\u{202E}\"}")
      entry.seal = entry.computedSeal(under: head)
      return String(decoding: try JSONEncoder().encode(entry), as: UTF8.self)
    }
    try ([lines[0]] + changed).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    for options in [[], ["--json"]] {
      let result = try run(["explain", "o"] + options, in: folder)
      #expect(result.status == 0 && result.out.contains("kept") && isHarmless(result.out), "\(result)")
    }
  }
}
