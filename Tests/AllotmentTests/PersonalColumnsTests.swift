import Foundation
import Model
import Testing

@testable import Allotment
@testable import Intake
@testable import allot

/// Personal data, such as names and vetting, is kept apart from what a plan shows.
@Suite struct PersonalColumnsTests {
  private let lists = [
    "funds": "id,amount\nF,100\n", "projects": "id,category,responsible,approved,status\nP,c,A,yes,committed\n",
    "costs": "project,cost_type,fixed\nP,=t,10\n",
    "volunteers": "id,name,minutes,vetted\nH1,刘桂兰,2小时,yes\nH2,\"=周,\u{301}\n\"\"二\",2小时,\nH3,钱三,2小时,yes\n",
    "project_roles": "project,role,minutes,heads_min,with_minors,time_bank\nP,R,60,2,,yes\n",
    "time_bank": "id,name,project,minutes,donor\nB1,孙老太,P,30,H1\n",
  ]

  private func write(_ lists: [String: String], _ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in lists { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
  }

  private func solved(_ lists: [String: String], in folder: URL) throws {
    try write(lists, folder.appending(path: "l"))
    let solve = try run(["solve", "l", "--out", "o"], in: folder)
    #expect(solve.status == 0, "\(solve)")
  }

  private func mode(_ url: URL) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
  }

  /// A column that identifies somebody must be marked personal.
  @Test func namesVettingAndContactsAreMarked() {
    let telling = [
      "name", "vetted", "phone", "mobile", "email", "address", "contact", "wechat", "id_number", "birthday",
    ]
    for table in TableSchema.all where ["volunteers", "time_bank"].contains(table.key) {
      for column in table.columns {
        #expect(column.isPersonal == telling.contains(column.key), "\(table.key) \(column.key)")
      }
      #expect(table.personalPart?.columns.first?.key == "id")
    }
    #expect(TableSchema.all.filter { $0.personalPart != nil }.map(\.key) == ["volunteers", "time_bank"])
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func noNameStandsInWhatAPlanShows(seed: UInt64) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let size = TownshipSize(places: 4, needs: 12, funds: 5, projects: 12, volunteers: 14)
    var files = generateLists(size, seed: seed).files
    // These names occur nowhere else.
    var names: [String] = []
    for list in ["volunteers.csv", "time_bank.csv"] {
      guard let text = files[list] else { continue }
      var rows = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let column = try #require(rows[0].firstIndex(of: "name"))
      for row in rows.indices.dropFirst() {
        names.append("姓\(names.count)名\(seed)")
        rows[row][column] = names.last!
      }
      files[list] = rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    }
    #expect(names.count >= 14)
    try solved(Dictionary(uniqueKeysWithValues: files.map { (String($0.key.dropLast(4)), $0.value) }), in: folder)
    var shown = ""
    for command in [
      ["solve", "l", "--out", "o2"], ["solve", "l", "--out", "o3", "--json"], ["explain", "o"],
      ["explain", "o", "--json"],
      ["advise", "o"],
    ] {
      for language in ["zh", "en"] {
        let result = try run(command + ["--lang", language], in: folder)
        #expect(result.status == 0, "\(result)")
        shown += result.out + result.error
      }
    }
    let plan = folder.appending(path: "o")
    for name in try #require(FileManager.default.subpaths(atPath: plan.path)) where !name.hasPrefix("lists/private") {
      guard let text = try? String(contentsOf: plan.appending(path: name), encoding: .utf8) else { continue }
      shown += text
      let header = text.prefix { $0 != "\n" }.split(separator: ",")
      if name.hasPrefix("lists/volunteers") { #expect(!header.contains("vetted") && !header.contains("name")) }
    }
    for name in names { #expect(!shown.contains(name), "\(name)") }
    // No text says that somebody is not vetted.
    for line in shown.split(separator: "\n") where line.contains("Only vetted") || line.contains("已审查的人") {
      #expect(!line.contains("do not suit") && !line.contains("不合适"), "\(line)")
    }
    let apart = try String(contentsOf: plan.appending(path: "lists/private/volunteers.csv"), encoding: .utf8)
    #expect(apart.hasPrefix("id,name,vetted\n") && apart.contains(names[0]))
  }

  @Test func privateFilesAreReadableByTheirOwnerAlone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solved(lists, in: folder)
    #expect(try run(["roster", "o", "--out", "r"], in: folder).status == 0)
    #expect(try run(["generate", "--size", "S", "--out", "g"], in: folder).status == 0)
    for name in [
      "o/lists/private/volunteers.csv", "o/lists/private/time_bank.csv", "r/volunteers/H1.csv", "r/projects/P.ics",
      "g/volunteers.csv", "g/time_bank.csv",
    ] { #expect(try mode(folder.appending(path: name)) == 0o600, "\(name)") }
    for name in ["o/lists/private", "r", "r/volunteers", "r/projects"] {
      #expect(try mode(folder.appending(path: name)) == 0o700, "\(name)")
    }
    for name in ["o", "o/lists", "o/plan.json", "g"] {
      #expect(try mode(folder.appending(path: name)) != 0o700 && mode(folder.appending(path: name)) != 0o600, "\(name)")
    }
  }

  /// The lists and their copy beside the plan, where personal columns are in files of their own, give the same result
  /// in every command, whatever character a cell begins with.
  @Test func theCopyReadsBackAsTheListsThatItIsOf() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solved(lists, in: folder)
    let (own, copy) = (try readLists(folder.path + "/l"), try readLists(folder.path + "/o/lists"))
    #expect(own.canonicalTexts() == copy.canonicalTexts() && own.undividedTexts() == copy.undividedTexts())
    #expect(own.lists.volunteers.map(\.name) == copy.lists.volunteers.map(\.name))
    #expect(own.lists.volunteers.map(\.offer) == copy.lists.volunteers.map(\.offer))
    #expect(own.lists.beneficiaries.map(\.name) == copy.lists.beneficiaries.map(\.name))
    for command in [
      ["verify", "o"], ["explain", "o"], ["roster", "o", "--out", "r"], ["verify", "o", "--lists", "l"],
    ] {
      let result = try run(command, in: folder)
      #expect(result.status == 0, "\(command): \(result)")
    }
    let ledger = try String(contentsOf: folder.appending(path: "r/time-bank.csv"), encoding: .utf8)
    #expect(ledger.contains("孙老太") && ledger.contains("刘桂兰"))
  }

  @Test func aPlanThatWasPassedOnWithoutNamesDoesWhatNeedsNone() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solved(lists, in: folder)
    try FileManager.default.removeItem(at: folder.appending(path: "o/lists/private"))
    for command in [["explain", "o"], ["advise", "o"], ["why-not", "o", "P"], ["verify", "o", "--rules-only"]] {
      let result = try run(command, in: folder)
      #expect(result.status == 0, "\(command): \(result)")
    }
    for command in [["verify", "o"], ["roster", "o", "--out", "r"]] {
      for language in ["zh", "en"] {
        let result = try run(command + ["--lang", language], in: folder)
        #expect(
          result.status == 65 && result.error.contains("private/time_bank.csv")
            && result.error.contains("[personal-missing]"))
      }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"))
  }

  /// If a role is with minors, commands refuse a plan without the personal columns.
  @Test func vettingIsNotGuessed() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lists = lists
    lists["project_roles"] = "project,role,minutes,heads_min,with_minors\nP,R,60,2,yes\n"
    lists["time_bank"] = nil
    try solved(lists, in: folder)
    let why = try run(["explain", "o", "H2", "--lang", "en"], in: folder)
    #expect(
      why.status == 0 && why.out.contains("The personal columns of the lists say why") && !why.out.contains("etted"))
    try FileManager.default.removeItem(at: folder.appending(path: "o/lists/private"))
    for command in [["explain", "o"], ["next", "o"], ["verify", "o", "--rules-only"], ["verify", "o"]] {
      let result = try run(command, in: folder)
      #expect(result.status == 65 && result.error.contains("[personal-missing]"), "\(command): \(result)")
    }
  }

  @Test func mismatchesOfAListAndItsPersonalColumnsAreFoundInTheirCells() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var lists = lists
    lists["volunteers"] = "id,minutes\nH1,60\nH2,60\nH3,60\n"
    try write(lists, folder)
    func findings(_ text: String) throws -> [String] {
      try write(["volunteers": text], folder.appending(path: "private"))
      let read = Result { () throws(Findings) in try readLists(folder.path) }
      guard case .failure(let findings) = read else { return [] }
      return findings.all.map { "\($0.code) \($0.file):\($0.line):\($0.column)" }
    }
    #expect(try findings("id,vetted,name\nH3,是,a\nH1,否,b\nH2,,\n") == [])
    #expect(try findings("id,vetted\nH1,perhaps\nH2,\nH3,\n") == ["choice-unknown private/volunteers.csv:2:2"])
    #expect(try findings("id,name\nH1,a\nH3,c\n") == ["personal-missing volunteers.csv:3:1"])
    #expect(try findings("id,name\nH1,a\nH2,b\nH3,c\nH4,d\n") == ["id-unknown private/volunteers.csv:5:1"])
    #expect(try findings("id,name\nH1,a\nH2,b\nH3,c\nH3,d\n") == ["id-repeated private/volunteers.csv:5:1"])
    #expect(try findings("name\na\n").contains("column-missing private/volunteers.csv:1:0"))
    try write(["volunteers": "id,name,minutes\nH1,x,60\nH2,y,60\nH3,z,60\n"], folder)
    #expect(try findings("id,name\nH1,a\nH2,b\nH3,c\n") == ["column-repeated private/volunteers.csv:1:2"])
  }

  /// Plans from versions that kept personal columns in the lists are still read.
  @Test func anOlderPlanCitesUndividedLists() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try solved(lists, in: folder)
    let undivided = try readLists(folder.path + "/l").undividedTexts()
    let file = folder.appending(path: "o/plan.json")
    var plan = try Plan(json: Data(contentsOf: file), file: "plan.json")
    plan.lists = undivided.mapValues { sha256(Array($0.utf8)) }
    plan.seal = try plan.computedSeal()
    try plan.json().write(to: file)
    try FileManager.default.removeItem(at: folder.appending(path: "o/lists"))
    try write(
      Dictionary(uniqueKeysWithValues: undivided.map { (String($0.key.dropLast(4)), $0.value) }),
      folder.appending(path: "o/lists"))
    for command in [["verify", "o"], ["roster", "o", "--out", "r"], ["verify", "o", "--lists", "l"]] {
      let result = try run(command, in: folder)
      #expect(result.status == 0, "\(command): \(result)")
    }
  }
}
