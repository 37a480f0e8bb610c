import Foundation
import Testing

@testable import SwiftSource

/// Standard streams that are full, closed or broken pipes.
@Suite struct StreamTests {
  /// Runs a line of a shell in which `$ALLOT` is the executable and `$ROOT` the project.
  private func shell(_ line: String, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["ALLOT": executable().path, "ROOT": repository.path, "LC_ALL": "C"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  @Test(arguments: ["2>/dev/full", "2>&-", "2>&- <&-"])
  func aDiagnosticThatCannotBeWrittenChangesNoStatus(redirection: String) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (command, status) in [
      ("check $ROOT/Scenarios/refused/cell-missing/lists", 65), ("solve", 64), ("check l --jsn", 64),
      ("check $ROOT/Scenarios/xiaohe/lists", 0), ("solve $ROOT/Scenarios/xiaohe/lists --out o", 0), ("verify o", 0),
      ("solve $ROOT/Scenarios/xiaohe/contradiction --out c", 1), ("explain o --threads 1", 0),
      ("solve $ROOT/Scenarios/xiaohe/lists --out /dev/null/o", 73),
    ] as [(String, Int32)] {
      #expect(try shell("\"$ALLOT\" \(command) >/dev/null \(redirection)", in: folder) == status, "\(command)")
    }
  }

  @Test(arguments: [">/dev/full", ">&-", ">&- 2>&-"]) func anAnswerThatCannotBeWrittenIsStatus73(redirection: String)
    throws
  {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for command in [
      "columns", "--help", "check $ROOT/Scenarios/xiaohe/lists", "check $ROOT/Scenarios/xiaohe/lists --json",
    ] {
      #expect(try shell("\"$ALLOT\" \(command) \(redirection)", in: folder) == 73, "\(command)")
    }
  }

  /// Without care, a file could get the descriptor of a closed stream, and messages would overwrite it.
  @Test func nothingThatIsSaidLandsInAFileOfThePlan() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try shell("\"$ALLOT\" solve $ROOT/Scenarios/xiaohe/lists --out o >&- 2>&- <&-", in: folder) == 73)
    #expect(try run(["verify", "o"], in: folder).status == 0)
    #expect(try shell("\"$ALLOT\" explain o >&- 2>&- <&-", in: folder) == 73)
    let kept = try String(contentsOf: folder.appending(path: "o/explanations.jsonl"), encoding: .utf8)
    #expect(kept.split(separator: "\n").allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    #expect(try run(["verify", "o"], in: folder).status == 0)
  }

  /// A reader such as `head` may close the pipe early. No message is printed; the status is that of any failed output.
  @Test func aBrokenPipeEndsQuietly() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for command in ["columns", "--help", "check $ROOT/Scenarios/refused/cell-missing/lists --json"] {
      let line = "{ sleep 0.3; \"$ALLOT\" \(command) 2>error; echo $? >status; } | true"
      #expect(try shell(line, in: folder) == 0)
      #expect(try String(contentsOf: folder.appending(path: "status"), encoding: .utf8) == "73\n", "\(command)")
      #expect(try Data(contentsOf: folder.appending(path: "error")).isEmpty, "\(command)")
    }
  }
}
