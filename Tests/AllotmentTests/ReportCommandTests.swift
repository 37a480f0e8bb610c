import Allotment
import Foundation
import Intake
import Testing

@testable import SwiftSource

private let xiaohe = repository.appending(path: "Scenarios/xiaohe")

/// `allot report` and what it writes.
@Suite struct ReportCommandTests {
  private func plan(_ lists: String, _ folder: String) throws -> String {
    #expect(try run(["solve", lists, "--out", folder + "/plan", "--gap", "0"]).status == 0)
    return folder + "/plan"
  }

  /// The words of a letter and of the summary, as a villager and a reader get them.
  @Test func theLetterAndTheSummaryReadAsExpected() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plan = try plan(xiaohe.appending(path: "lists").path, folder)
    var data: [(String, String)] = []
    for language in ["zh", "en"] {
      let page = folder + "/\(language).html", letters = folder + "/" + language
      let result = try run(["report", plan, "--out", page, "--letters", letters, "--lang", language])
      #expect(result.status == 0, "\(result)")
      let report = PageReader(try String(contentsOfFile: page, encoding: .utf8))
      let letter = PageReader(try String(contentsOfFile: letters + "/V2.html", encoding: .utf8))
      data.append((language, report.data))
      func lines(_ read: PageReader) -> [Substring] { read.text.split(separator: "\n") }
      let told = lines(letter).dropFirst() + [""] + lines(report).prefix(40)
      let out = told.joined(separator: "\n") + "\n"
      let file = xiaohe.appending(path: "expected/report.\(language).txt")
      guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
        try out.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("\(file.lastPathComponent) was missing and is now written")
        continue
      }
      #expect(out == expected, "\(out)")
    }
    // The figures are the same in both languages, and as their schema says.
    #expect(data[0].1 == data[1].1)
    let breaches = try SchemaChecker().breaches(of: [data[0].1, "{}"], schema: "report")
    #expect(breaches[0].isEmpty && !breaches[1].isEmpty, "\(breaches)")
  }

  @Test func theSamePlanGivesTheSameBytesWhateverTheOrderOfRows() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lists = folder + "/lists"
    try FileManager.default.copyItem(atPath: xiaohe.appending(path: "lists").path, toPath: lists)
    func report(_ name: String) throws -> [String: Data] {
      let plan = try plan(lists, folder + "/" + name)
      let words = ["report", plan, "--out", folder + "/\(name)/r.html", "--letters", folder + "/\(name)/l"]
      #expect(try run(words).status == 0)
      let letters = try FileManager.default.contentsOfDirectory(atPath: folder + "/\(name)/l")
      var out: [String: Data] = [:]
      for file in ["/r.html"] + letters.map({ "/l/" + $0 }) { out[file] = fileContents(folder + "/" + name + file) }
      return out
    }
    let plain = try report("plain")
    for name in ["资金.csv", "项目.csv", "需求.csv", "地点.csv"] {
      var rows = try String(contentsOfFile: lists + "/" + name, encoding: .utf8).split(separator: "\n")
      rows[1...].reverse()
      try rows.joined(separator: "\n").write(toFile: lists + "/" + name, atomically: true, encoding: .utf8)
    }
    let turned = try report("turned")
    #expect(plain.count > 3 && plain.keys == turned.keys)
    // Warnings name rows, which stand elsewhere now.
    func bare(_ data: Data?) -> String {
      let text = String(decoding: data ?? Data(), as: UTF8.self)
      return text.replacing(/csv:[0-9]+/, with: "csv").split(separator: "\n").sorted().joined(separator: "\n")
    }
    for (name, data) in plain { #expect(bare(data) == bare(turned[name]), "\(name)") }
  }

  /// Columns that nobody asked for, such as telephone numbers, stay where they are.
  @Test func whatListsKnowOfVolunteersIsNotPublished() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lists = folder + "/lists"
    try FileManager.default.copyItem(
      atPath: repository.appending(path: "Scenarios/shimen/lists").path, toPath: lists)
    let file = lists + "/志愿者.csv"
    let rows = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = rows[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let name = try #require(header.firstIndex { $0.hasSuffix("姓名") })
    let secret = rows.enumerated().map { number, row in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if number > 0 { cells[name] = "秘名\(number)" }
      return (cells + (number == 0 ? ["电话", "住址"] : ["1380013800\(number)", "秘址\(number)号"])).joined(separator: ",")
    }
    try secret.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let plan = try plan(lists, folder)
    for more in [[], ["--large-print"]] {
      let words = ["report", plan, "--out", folder + "/r.html", "--letters", folder + "/l"] + more
      let result = try run(words)
      #expect(result.status == 0, "\(result)")
      let letters = try FileManager.default.contentsOfDirectory(atPath: folder + "/l").map { folder + "/l/" + $0 }
      for path in letters + [folder + "/r.html"] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for word in ["秘", "1380013800"] { #expect(!text.contains(word), "\(path)") }
      }
    }
  }

  @Test func wrongUsageAndForeignFilesAreRefused() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try plan(xiaohe.appending(path: "lists").path, folder.path)
    for words in [[], ["--out", ""], ["--letters", ""]] {
      #expect(try run(["report", plan] + words).status == 64, "\(words)")
    }
    let foreign = folder.path + "/mine.html"
    try Data("<p>mine</p>".utf8).write(to: URL(filePath: foreign))
    #expect(try run(["report", plan, "--out", foreign]).status == 73)
    #expect(try String(contentsOfFile: foreign, encoding: .utf8) == "<p>mine</p>")
    let own = folder.path + "/report.html"
    let first = try run(["report", plan, "--out", own, "--json"])
    let second = try run(["report", plan, "--out", own, "--json"])
    #expect(first.out.contains("\"replaced\":false") && second.out.contains("\"replaced\":true"), "\(second)")
    #expect(try SchemaChecker().breaches(of: [first.out, second.out], schema: "findings") == ["", ""])
    // A plan that was changed is not published.
    let file = URL(filePath: plan + "/plan.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"P1\"", with: "\"P7\"").utf8).write(to: file)
    #expect(try run(["report", plan, "--out", own]).status == 65)
  }
}
