import Foundation
import Model
import Testing

@testable import Allotment

/// Commands that write a single file.
extension OutputFolderTests {
  @Test(arguments: [
    ("p", ".", "p"), ("p.mps", ".", "p.mps"), ("/p", "/", "p"), ("a/p", "a", "p"), ("a//p//", "a", "p"),
    ("/a/b", "/a", "b"),
    ("资金/方案", "资金", "方案"), (".", ".", "."), ("/", "/", ""),
  ]) func aPathHasAFolderAndAName(path: String, folder: String, name: String) {
    let parts = PathParts(path)
    #expect(parts.folder == folder && parts.name == name)
  }

  /// A temporary file is in the folder of its file, never in the root of the file system.
  @Test func aFileWithoutAFolderIsMadeInTheFolderOneIsIn() {
    #expect(TemporaryName("p.mps").make().hasPrefix("./.allot-p.mps-"))
    #expect(TemporaryName("/p.mps").make().hasPrefix("/.allot-p.mps-"))
    #expect(TemporaryName("a/p.mps").lock == "a/.allot-p.mps.lock")
  }

  @Test func oneFileIsWrittenWholeAndNeverThroughALink() throws {
    let root = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let file = root + "/a/p.mps"
    try writeFile(OutputFile(Data("1".utf8), isPrivate: true), at: file)
    #expect(try #require(status(file)).st_mode & 0o777 == 0o600)
    let failing = FailingDisk()
    try writeFile(OutputFile(Data("2".utf8)), at: file, failing.disk)
    for step in 0..<failing.count {
      try? writeFile(OutputFile(Data("3".utf8)), at: file, FailingDisk(at: step, isKill: true).disk)
      #expect(["2", "3"].contains(contents(root)["a/p.mps"]))
    }
    #expect(contents(root)["a/p.mps"] == "3")
    try FileManager.default.createSymbolicLink(atPath: root + "/a/link", withDestinationPath: file)
    // Devices must not be replaced. The test uses a named pipe, which does no harm if the test fails.
    #expect(mkfifo(root + "/a/queue", 0o600) == 0)
    for path in [root + "/a/link", root + "/a/queue", root + "/a"] {
      #expect(throws: WriteFault.self) { try writeFile(OutputFile(Data("4".utf8)), at: path) }
    }
    #expect(contents(root)["a/p.mps"] == "3" && status(root + "/a/queue")?.isFile == false)
  }
}
