import Foundation
import Model
import Testing

@testable import Allotment

@Suite struct OutputFolderTests {
  let older = ["plan.json": "old", "matching.csv": "old", "lists/funds.csv": "old", "lists/pins.csv": "old"]
  let newer = ["plan.json": "new", "matching.csv": "new", "lists/funds.csv": "new", "lists/needs.csv": "new"]
  let foreign = ["notes.docx": "mine", "letters/2026/a.txt": "mine", "lists/remark.txt": "mine"]

  func files(_ texts: [String: String]) -> [String: OutputFile] {
    texts.mapValues { OutputFile(Data($0.utf8)) }
  }

  /// Every file below a folder with its text. The text of a link is its destination.
  func contents(_ folder: String) -> [String: String] {
    var out: [String: String] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
      let full = folder + "/" + path
      if let to = try? FileManager.default.destinationOfSymbolicLink(atPath: full) {
        out[path] = "-> " + to
      } else if let data = fileData(full) {
        out[path] = String(decoding: data, as: UTF8.self)
      }
    }
    return out
  }

  /// Drops the files that describe the folder itself.
  func withoutManifest(_ contents: [String: String]) -> [String: String] {
    contents.filter { ![FolderManifest.name, unfinishedMark].contains($0.key) }
  }

  /// Makes a folder `o` with an earlier plan and foreign files.
  func folderWithPlan(foreign: [String: String]? = nil) throws -> String {
    let root = try temporaryFolder().path
    try OutputFolder(root + "/o", for: .solve).write(files(older))
    for (path, text) in foreign ?? self.foreign {
      let file = URL(filePath: root + "/o/" + path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return root
  }

  @Test func aFolderInsideOneThatACommandWroteIsRefused() throws {
    let root = try folderWithPlan()
    defer { try? FileManager.default.removeItem(atPath: root) }
    for inside in ["lists", "lists/private", "lists/2026/a"] {
      #expect(throws: OutputRefused.self, "\(inside)") { try OutputFolder(root + "/o/" + inside, for: .roster) }
    }
    #expect(withoutManifest(contents(root + "/o")) == older.merging(foreign) { $1 })
    try OutputFolder(root + "/o/roster", for: .roster).write(files(["R.csv": "r"]))
  }

  @Test func twoNamesOfAFileAreOneFileStill() throws {
    let root = try folderWithPlan(foreign: ["notes.docx": "mine"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let before = try #require(status(root + "/o/notes.docx"))
    try OutputFolder(root + "/o", for: .solve).write(files(newer))
    let after = try #require(status(root + "/o/notes.docx"))
    #expect(before.isSame(as: after) && after.st_nlink == 1 && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
  }

  /// A file that appears during the exchange must not be deleted.
  @Test func aFileAddedDuringTheExchangeIsMovedIntoTheNewFolder() throws {
    let root = try folderWithPlan(foreign: [:])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let late = Disk { change in
      if change == .exchange { try? Data("late".utf8).write(to: URL(filePath: root + "/o/late.txt")) }
      return 0
    }
    let outcome = try OutputFolder(root + "/o", for: .solve, late).write(files(newer))
    #expect(withoutManifest(contents(root + "/o")) == newer.merging(["late.txt": "late"]) { $1 })
    #expect(outcome.leftovers.isEmpty && names(in: root) == ["o"])
  }

  /// A file that is edited during the exchange has the name of a new one. It is kept elsewhere and reported.
  @Test func aFileEditedDuringTheExchangeIsKeptAndReported() throws {
    let root = try folderWithPlan(foreign: [:])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let late = Disk { change in
      if change == .exchange { try? Data("edited".utf8).write(to: URL(filePath: root + "/o/matching.csv")) }
      return 0
    }
    let outcome = try OutputFolder(root + "/o", for: .solve, late).write(files(newer))
    let left = try #require(outcome.leftovers.first)
    #expect(withoutManifest(contents(root + "/o")) == newer && contents(left)["matching.csv"] == "edited")
    // It is reported again by every run until it is removed.
    #expect(try OutputFolder(root + "/o", for: .solve).write(files(newer)).leftovers == [left])
  }

  @Test func privateFilesAreTheirOwnersAlone() throws {
    let root = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: root) }
    try OutputFolder(root + "/o", for: .solve).write([
      "plan.json": OutputFile(Data()), "lists/funds.csv": OutputFile(Data()),
      "lists/private/volunteers.csv": OutputFile(Data("王".utf8), isPrivate: true),
    ])
    func mode(_ path: String) throws -> mode_t { try #require(status(root + "/o/" + path)).st_mode & 0o777 }
    #expect(try mode("lists/private") == 0o700 && mode("lists/private/volunteers.csv") == 0o600)
    #expect(try mode("lists/funds.csv") & 0o400 != 0 && mode("lists") & 0o100 != 0)
  }

  /// The mode of a folder is kept, whatever it holds.
  @Test func theModeOfTheFolderStays() throws {
    let root = try folderWithPlan(foreign: [:])
    defer { try? FileManager.default.removeItem(atPath: root) }
    chmod(root + "/o", 0o2750)
    try OutputFolder(root + "/o", for: .solve).write(files(newer))
    #expect(try #require(status(root + "/o")).st_mode & 0o7777 == 0o2750)
  }

  @Test func aLinkToAFolderIsReplacedWhereItLeadsAndStaysALink() throws {
    let root = try folderWithPlan()
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createSymbolicLink(atPath: root + "/current", withDestinationPath: "o")
    for name in ["/current", "/current/", "/./o/../current//"] {
      try OutputFolder(root + name, for: .solve).write(files(newer))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: root + "/current") == "o")
      #expect(
        withoutManifest(contents(root + "/o")) == newer.merging(foreign) { $1 } && names(in: root) == ["current", "o"])
    }
    try FileManager.default.createSymbolicLink(atPath: root + "/nowhere", withDestinationPath: "gone")
    #expect(throws: WriteFault.self) { try OutputFolder(root + "/nowhere", for: .solve) }
    #expect(names(in: root) == ["current", "nowhere", "o"])
  }

  /// A link in the place of a file or folder of allot leads to something foreign.
  @Test func aLinkInTheFolderIsNeverFollowed() throws {
    for name in ["matching.csv", "lists", "lists/funds.csv", FolderManifest.name, LastRun.name, Timings.name] {
      let root = try folderWithPlan(foreign: [:])
      defer { try? FileManager.default.removeItem(atPath: root) }
      try? FileManager.default.removeItem(atPath: root + "/o/" + name)
      try Data("theirs".utf8).write(to: URL(filePath: root + "/theirs"))
      try FileManager.default.createSymbolicLink(atPath: root + "/o/" + name, withDestinationPath: root + "/theirs")
      let before = contents(root)
      #expect(throws: OutputRefused.self, "\(name)") {
        try OutputFolder(root + "/o", for: .solve).write(files(newer))
      }
      #expect(contents(root) == before, "\(name)")
    }
    // A foreign link is kept as a link.
    let root = try folderWithPlan(foreign: [:])
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createSymbolicLink(atPath: root + "/o/shortcut", withDestinationPath: "/etc/passwd")
    try OutputFolder(root + "/o", for: .solve).write(files(newer))
    #expect(contents(root + "/o")["shortcut"] == "-> /etc/passwd")
  }

  @Test func aFolderThatAllotDidNotWriteIsRefusedAndStaysAsItIs() throws {
    for command in [WritingCommand.solve, .generate, .imported, .roster] {
      for path in ["lists/funds.csv", "notes.docx", "plan.json", ".hidden", "a/b/c"] {
        let root = try temporaryFolder().path
        defer { try? FileManager.default.removeItem(atPath: root) }
        let file = URL(filePath: root + "/o/" + path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("theirs".utf8).write(to: file)
        #expect(throws: OutputRefused.self) { try OutputFolder(root + "/o", for: command) }
        #expect(contents(root + "/o") == [path: "theirs"] && names(in: root) == ["o"])
      }
    }
  }

  @Test func aCommandReplacesOnlyWhatItWroteItself() throws {
    for command in [WritingCommand.generate, .imported, .roster] {
      let root = try temporaryFolder().path
      defer { try? FileManager.default.removeItem(atPath: root) }
      try OutputFolder(root + "/o", for: command).write(files(["a.csv": "1", "b/c.csv": "1"]))
      #expect(try OutputFolder(root + "/o", for: command).write(files(["a.csv": "2"])).isReplacement)
      #expect(withoutManifest(contents(root + "/o")) == ["a.csv": "2"])
      for other in [WritingCommand.solve, .generate, .imported, .roster] where other != command {
        #expect(throws: OutputRefused.self) { try OutputFolder(root + "/o", for: other) }
      }
      try Data("mine".utf8).write(to: URL(filePath: root + "/o/notes.txt"))
      #expect(throws: OutputRefused.self) { try OutputFolder(root + "/o", for: command) }
      #expect(withoutManifest(contents(root + "/o")) == ["a.csv": "2", "notes.txt": "mine"])
    }
  }

  @Test func aFileThatSomebodyEditedIsNotReplaced() throws {
    for command in [WritingCommand.solve, .generate] {
      let root = try temporaryFolder().path
      defer { try? FileManager.default.removeItem(atPath: root) }
      try OutputFolder(root + "/o", for: command).write(files(older))
      try Data("by hand".utf8).write(to: URL(filePath: root + "/o/lists/funds.csv"))
      let refused = #expect(throws: OutputRefused.self) { try OutputFolder(root + "/o", for: command) }
      #expect(refused?.findings.all.map(\.code) == ["output-edited"])
      #expect(contents(root + "/o")["lists/funds.csv"] == "by hand")
      // A file that somebody deleted needs no protection.
      try FileManager.default.removeItem(atPath: root + "/o/lists/funds.csv")
      try OutputFolder(root + "/o", for: command).write(files(newer))
      #expect(withoutManifest(contents(root + "/o")) == newer)
    }
  }

  /// The timings have no hash, so they are recognised by their form.
  @Test func timingsAreReplacedAndNobodysFileIsTakenForThem() throws {
    let root = try folderWithPlan()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let runs = [1.25, 0.001].map { Timings(plan: "s", seconds: ["solve": $0, "solve utilitarian": 0.1]) }
    try OutputFolder(root + "/o", for: .solve).write(files(newer), timings: runs[0])
    let first = contents(root + "/o")
    #expect(Timings.read(of: root + "/o") == runs[0])
    #expect(try #require(FolderManifest.read(of: root + "/o")).files.keys.sorted() == newer.keys.sorted())
    let outcome = try OutputFolder(root + "/o", for: .solve).write(files(newer), timings: runs[1])
    #expect(!outcome.isReplacement && outcome.leftovers.isEmpty && names(in: root) == ["o"])
    let second = contents(root + "/o")
    #expect(Timings.read(of: root + "/o") == runs[1])
    #expect(first.filter { $0.key != Timings.name } == second.filter { $0.key != Timings.name })
    let own = try #require(second[Timings.name])
    for text in [
      "mine", "{}", own.replacing("allot-timings-1", with: "other"), own.replacing("{", with: "{ \"a\": 1,"),
    ] {
      try Data(text.utf8).write(to: URL(filePath: root + "/o/" + Timings.name))
      let refused = #expect(throws: OutputRefused.self, "\(text)") { try OutputFolder(root + "/o", for: .solve) }
      #expect(refused?.findings.all.map(\.code) == ["output-foreign"])
      #expect(contents(root + "/o")[Timings.name] == text)
    }
    try FileManager.default.removeItem(atPath: root + "/o/" + Timings.name)
    try OutputFolder(root + "/o", for: .solve).write(files(newer), timings: runs[0])
    #expect(contents(root + "/o") == first)
  }

  /// A foreign table among the lists of a plan would be read as one of them.
  @Test func aTableAmongThePlansListsIsRefused() throws {
    for name in ["lists/资金.csv", "lists/more/x.CSV"] {
      let root = try folderWithPlan(foreign: [name: "theirs"])
      defer { try? FileManager.default.removeItem(atPath: root) }
      if name.contains("more") {
        // It is in a subfolder, so it is not read.
        try OutputFolder(root + "/o", for: .solve).write(files(newer))
      } else {
        #expect(throws: OutputRefused.self) { try OutputFolder(root + "/o", for: .solve) }
      }
      #expect(contents(root + "/o")[name] == "theirs")
    }
  }

  @Test func whileAFolderIsOpenNobodyElseMayOpenItAndIsToldWhoHasIt() throws {
    let root = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let first = try OutputFolder(root + "/a/o", for: .solve)
    let fault = #expect(throws: WriteFault.self) { try OutputFolder(root + "/a/../a/o/", for: .roster) }
    #expect(fault?.reason.en.contains("process \(getpid()) ") ?? false)
    #expect(fault?.reason.zh.contains("进程 \(getpid()) ") ?? false)
    try first.write(files(newer))
    // The folder has been exchanged, but the lock still holds.
    #expect(throws: WriteFault.self) { try OutputFolder(root + "/a/o", for: .solve) }
    #expect(throws: WriteFault.self) { try FolderLock(root + "/a/o") }
    // Other folders beside it are not locked.
    try OutputFolder(root + "/a/o2", for: .solve).write(files(newer))
    withExtendedLifetime(first) {}
  }

  @Test func aRunThatWritesNothingLeavesNoFolders() throws {
    let root = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: root) }
    do { _ = try OutputFolder(root + "/a/b/c", for: .solve) }
    #expect(names(in: root) == [])
    for path in ["", "/", ".", root + "/gone/../o", "/proc/self/x", "/dev/null"] {
      #expect(throws: WriteFault.self, "\(path)") { try OutputFolder(path, for: .solve) }
    }
    #expect(names(in: root) == [])
  }

  @Test func aNameAsLongAsAFileSystemAllowsIsWritten() throws {
    let root = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let name = String(repeating: "方", count: 85)
    for text in [older, newer] { try OutputFolder(root + "/" + name, for: .solve).write(files(text)) }
    #expect(withoutManifest(contents(root + "/" + name)) == newer && names(in: root) == [name])
  }
}
