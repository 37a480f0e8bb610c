import Foundation
import Intake
import Model
import Testing

@testable import SwiftSource

private let refused = repository.appending(path: "Scenarios/refused")
private let warned = repository.appending(path: "Scenarios/warned")
private let codes = ((try? FileManager.default.contentsOfDirectory(atPath: refused.path)) ?? []).filter {
  !$0.hasPrefix(".")
}
.sorted()

/// The built executable.
func executable() -> URL {
  let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "allot")
  return FileManager.default.isExecutableFile(atPath: beside.path)
    ? beside : Bundle.main.bundleURL.appending(path: "allot")
}

/// Runs the built executable; returns its status, standard output and standard error.
/// - Parameter output: A file to which standard output is redirected.
func run(
  _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], output: String? = nil
) throws -> (
  status: Int32, out: String, error: String
) {
  let process = Process()
  process.executableURL = executable()
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (out, error) = (Pipe(), Pipe())
  process.standardOutput = out
  process.standardError = error
  if let output { process.standardOutput = try #require(FileHandle(forWritingAtPath: output)) }
  try process.run()
  if output != nil { try out.fileHandleForWriting.close() }
  let text = (out.fileHandleForReading.readDataToEndOfFile(), error.fileHandleForReading.readDataToEndOfFile())
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: text.0, as: UTF8.self), String(decoding: text.1, as: UTF8.self))
}

func temporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appending(path: "allot-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}

/// The command that provokes the finding of a folder. Most findings are about lists; the folder of another has a file
/// with its command.
func command(of folder: URL) -> [String] {
  let other = try? String(contentsOf: folder.appending(path: "command.txt"), encoding: .utf8)
  return other?.split(whereSeparator: \.isWhitespace).map(String.init) ?? ["check", "lists"]
}

@Suite struct RefusedTests {
  @Test(arguments: codes.filter { $0 != "line-too-long" }) func eachFindingReadsAsItsFolderSays(code: String) throws {
    let folder = refused.appending(path: code)
    let command = command(of: folder)
    let zh = try run(command + ["--lang", "zh"], in: folder)
    let en = try run(command + ["--lang", "en"], in: folder)
    #expect(zh.error + en.error == (try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)))
    #expect(en.error.contains("[\(code)]"))
    #expect(en.status == (code.hasPrefix("output-") ? 73 : 65))
  }

  @Test func everyFindingOfTheListsHasAFolder() throws {
    var found: Set<String> = []
    let sources = repository.appending(path: "Sources")
    for name in try #require(FileManager.default.subpaths(atPath: sources.path)) where name.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
      for match in text.matches(
        of: /(?:Finding|refuse|refusal|add|reversed|cycles)\(\s*(?:[^"()]|\([^()]*\))*"([a-z]+(?:-[a-z]+)+)"/)
      {
        found.insert(String(match.1))
      }
    }
    #expect(found.count > 15)
    // Examples of warnings stand in folders of their own.
    for code in found { #expect(codes.contains(code) || WarningCode(rawValue: code) != nil, "\(code)") }
  }

  @Test func aLineOfTenMegabytesIsAFinding() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["funds", "projects", "costs"] {
      try Data("id,amount\nF1,\(String(repeating: "1", count: 10_000_000))\n".utf8).write(
        to: folder.appending(path: name + ".csv"))
    }
    #expect(throws: Findings.self) { try readLists(folder.path) }
    do { _ = try readLists(folder.path) } catch {
      #expect(error.all.map(\.code) == ["line-too-long", "line-too-long", "line-too-long"])
    }
  }

  @Test func mutatedBytesNeverCrashTheReader() throws {
    let source = refused.appending(path: "choice-unknown/lists")
    var random = SplitMix64(state: 7)
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path).sorted()
    for _ in 0..<400 {
      for name in names {
        var data = try Data(contentsOf: source.appending(path: name))
        for _ in 0..<Int.random(in: 0...3, using: &random) where !data.isEmpty {
          data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        try data.write(to: folder.appending(path: name))
      }
      if let read = try? readLists(folder.path) { _ = try? Instance(read.lists) }
    }
  }

  /// An unreadable cell neither hides inconsistencies between lists nor causes false ones.
  @Test func cellsAndReferencesAreRefusedAtOnce() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    func codes(_ changed: [String: String]) throws -> Set<String> {
      var files = [
        "places": "id\nV\n", "categories": "id\nc\n", "funds": "id,amount\nF,10\n",
        "projects": "id,category,responsible,approved\nP,c,A,yes\n", "costs": "project,cost_type,fixed\nP,t,5\n",
        "needs": "id,place,category,quantity\nN,V,c,2\n", "serves": "project,need,per_unit\nP,N,1\n",
      ]
      files.merge(changed) { $1 }
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
      let read = Result { () throws(Findings) in try readLists(folder.path) }
      guard case .failure(let findings) = read else { return [] }
      return Set(findings.errors.map(\.code))
    }
    #expect(
      try codes(["funds": "id,amount\nF,-10\n", "needs": "id,place,category,quantity\nN,W,c,-2\n"])
        == ["money-negative", "quantity-negative", "reference-dangling"])
    // The id of this need is unreadable, so a service of it is not reported as dangling.
    #expect(try codes(["needs": "id,place,category,quantity\nN#,V,c,2\n"]) == ["id-malformed"])
  }

  /// Volunteers and roles name slots, but the list of slots is missing or has no rows. Nothing else is reported.
  @Test(arguments: [nil, "id,day,start,end\n"]) func slotsWithoutAListAreSaidWhereTheyAreNamed(slots: String?) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = [
      "funds": "id,amount\nF,10\n", "costs": "project,cost_type,fixed\nP,t,5\n",
      "projects": "id,category,responsible,approved\nP,c,A,yes\n", "volunteers": "id,minutes\nH,60\n",
      "assets": "id,kind,type,quantity\nA,venue,hall,1\n", "asset_slots": "asset,slot\nA,any\n",
      "project_roles": "project,role,slots\nP,r,T1\n", "volunteer_slots": "volunteer,slots\nH,T1;T2\n",
      // Without a list of categories, any name of a category is accepted.
      "categories": "id\n",
    ]
    files["slots"] = slots
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    let read = Result { () throws(Findings) in try readLists(folder.path) }
    guard case .failure(let findings) = read else {
      Issue.record("read")
      return
    }
    #expect(
      findings.errors.map { "\($0.file):\($0.line):\($0.column) \($0.code) \($0.value)" } == [
        "project_roles.csv:2:3 reference-dangling T1", "volunteer_slots.csv:2:2 reference-dangling T1",
        "volunteer_slots.csv:2:2 reference-dangling T2",
      ])
    let said = try run(["check", folder.path, "--lang", "en"])
    #expect(said.status == 65 && said.error.hasSuffix("3 errors; nothing was written.\n"))
  }

  /// Warnings alone do not cause a refusal.
  @Test func aRefusalHasAnError() {
    let words = Bilingual("", "")
    let warning = Finding("w", severity: .warning, file: "f", expected: words, mend: words)
    #expect(Findings([]) == nil && Findings([warning, warning]) == nil)
    #expect(Findings(warning).errors.count == 1)
    #expect(Findings([warning, Finding("e", file: "f", expected: words, mend: words)])?.all.map(\.code) == ["e", "w"])
  }

  /// Two rows for one thing would make the result depend on their order, which is different in the copy beside a plan.
  @Test(arguments: [
    ("settings", "key,value\ntitle,a\ntitle,b\n"),
    ("place_indicators", "place,indicator,value\nV,x,1\nＶ,x,2\n"),
    ("project_places", "project,place,share\nP,V,50%\nP,V,50%\n"),
    ("fund_matching", "fund,with,ratio\nF,G;F,50%\nF,F；G,100%\n"),
    ("fund_setasides", "fund,kind,of,share\nF,place,V,10%\nF,地点,V,20%\n"),
    ("volunteer_skills", "volunteer,skill,level\nH,cook,1\nH,cook,2\n"),
    ("volunteer_preferences", "volunteer,project,preference\nH,P,5\nH,P,1\n"),
    ("travel", "from,to,minutes\nV,W,20\nV,W,10\n"),
  ]) func aRepeatedRowIsRefused(list: String, rows: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "places": "id\nV\nW\n", "funds": "id,amount\nF,10\nG,10\n", "costs": "project,cost_type,fixed\nP,t,5\n",
      "projects": "id,category,responsible,approved\nP,c,A,yes\n", "volunteers": "id,minutes\nH,60\n", list: rows,
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name + ".csv")) }
    let read = Result { () throws(Findings) in try readLists(folder.path) }
    guard case .failure(let findings) = read else {
      Issue.record("two rows for one thing were read")
      return
    }
    let found = findings.errors.filter { $0.code == "id-repeated" }
    #expect(found.map(\.line) == [3] && found.allSatisfy { $0.file == list + ".csv" && $0.mend.en.contains("line 2") })
  }

  @Test func encodingsSeparatorsAndQuotesReadTheSame() throws {
    let source = warned.appending(path: "column-unknown/lists")
    var texts: [[String: String]] = []
    for way in 0..<4 {
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      for name in try FileManager.default.contentsOfDirectory(atPath: source.path) where name != "funds.csv" {
        let text = try String(contentsOf: source.appending(path: name), encoding: .utf8)
        let gb = String.Encoding(rawValue: 0x8000_0632)
        let data: Data? =
          switch way {
          case 0: Data(text.utf8)
          case 1: Data("\u{FEFF}".utf8) + Data(text.replacingOccurrences(of: "\n", with: "\r\n").utf8)
          case 2: text.replacingOccurrences(of: ",", with: "\t").data(using: gb)
          default:
            Data(
              text.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ";")
              }.joined(separator: "\n").utf8)
          }
        try #require(data).write(to: folder.appending(path: name))
      }
      try Data("编号,金额\nF1,２０万元\n".utf8).write(to: folder.appending(path: "资金.csv"))
      let read = try readLists(folder.path)
      #expect(read.lists.funds[0].amount == Money(20_000_000))
      texts.append(read.canonicalTexts())
    }
    #expect(texts.allSatisfy { $0 == texts[0] })
  }

  @Test func aTypeOfAssetsIsRefusedWhereNoListOfAssetsIs() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let demands = "project,type,fixed,slots\nP,hall,1,S1;S2\n"
    try Data(demands.utf8).write(to: folder.appending(path: "project_assets.csv"))
    let refused = #expect(throws: Findings.self) { try readLists(folder.path) }
    let dangling = refused?.errors.filter { $0.code == "reference-dangling" }
    #expect(dangling?.map { "\($0.line):\($0.column) \($0.value)" } == ["2:2 hall"])
  }
}
