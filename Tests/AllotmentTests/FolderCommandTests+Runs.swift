import Foundation
import Testing

@testable import Allotment

/// Starts the built executable and does not wait for it.
private func started(_ arguments: [String]) throws -> Process {
  let process = Process()
  process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "allot")
  if !FileManager.default.isExecutableFile(atPath: process.executableURL!.path) {
    process.executableURL = Bundle.main.bundleURL.appending(path: "allot")
  }
  process.arguments = arguments
  (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
  try process.run()
  return process
}

/// The processor time that a running process has used. Wall-clock time would depend on the load of the machine.
private func processorSeconds(_ process: Process) throws -> Double {
  let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
  // `utime` and `stime` are the 14th and 15th fields (proc_pid_stat(5)). The name before them may contain spaces.
  let fields = try #require(text.split(separator: ")").last).split(separator: " ")
  return try (#require(Double(fields[11])) + #require(Double(fields[12]))) / 100
}

/// Runs at the same time, and runs that receive a signal.
extension FolderCommandTests {
  @Test func ofTwoRunsOneWritesAndTheOtherSaysWhoDoes() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    for seed in [1, 2] { try generate(folder + "/l\(seed)", seed: seed) }
    for _ in 0..<4 {
      let runs = try [1, 2].map { try started(["solve", folder + "/l\($0)", "--out", out]) }
      for process in runs { process.waitUntilExit() }
      let statuses = runs.map(\.terminationStatus)
      #expect(statuses.contains(0) && statuses.allSatisfy { $0 == 0 || $0 == 73 }, "\(statuses)")
      #expect(try run(["verify", out]).status == 0)
    }
    #expect(names(in: folder) == ["l1", "l2", "o"])
    let lock = try FolderLock(out)
    let told = ["zh": "进程 \(getpid()) 自", "en": "process \(getpid()) has been using this folder since"]
    for (language, words) in told {
      for command in [["solve", folder + "/l1", "--out", out], ["explain", out]] {
        let other = try run(command + ["--lang", language])
        #expect(other.status == 73 && other.error.contains(words), "\(other)")
      }
      // Commands that only read do not wait for the lock.
      #expect(try run(["verify", out, "--lang", language]).status == 0)
      #expect(try run(["explain", out, "P1", "--lang", language]).status == 0)
    }
    withExtendedLifetime(lock) {}
  }

  /// A command that reads while the folder is exchanged sees either the old plan or the new one.
  @Test func aPlanThatIsReplacedMeanwhileIsReadAsAWhole() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for seed in [1, 2] {
      try generate(folder + "/l\(seed)", seed: seed)
      #expect(try run(["solve", folder + "/l\(seed)", "--out", folder + "/o\(seed)"]).status == 0)
    }
    let plans = ["o1", "o2"].map { name in
      bytes(folder + "/" + name).filter { $0.key != FolderManifest.name }.mapValues { OutputFile($0) }
    }
    let verifying = try (0..<6).map { _ in try started(["verify", folder + "/o1"]) }
    var count = 0
    repeat {
      count += 1
      try OutputFolder(folder + "/o1", for: .solve).write(plans[count % 2])
      // A reader begins again after each exchange, so exchanges become rarer, as on a fast disk none would be read.
      Thread.sleep(forTimeInterval: Double(count) * 0.01)
    } while count < 2 || verifying.contains(where: \.isRunning)
    #expect(verifying.allSatisfy { $0.terminationStatus == 0 }, "\(verifying.map(\.terminationStatus))")
  }

  @Test(arguments: [[SIGTERM, SIGTERM], [SIGINT, SIGINT], [SIGHUP, SIGTERM, SIGINT, SIGHUP]])
  func signalsThatComeTogetherLoseNoPlan(signals: [Int32]) throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let lists = root.appending(path: "Scenarios/qinghe/lists").path
    let process = try started(["solve", lists, "--out", folder + "/o", "--gap", "0"])
    // After so much processor time there is a plan, but no proof of optimality at gap 0.
    while try processorSeconds(process) < 3 { Thread.sleep(forTimeInterval: 0.05) }
    for signal in signals {
      kill(process.processIdentifier, signal)
      Thread.sleep(forTimeInterval: 0.05)
    }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    #expect(try run(["verify", folder + "/o"]).status == 0)
    #expect(names(in: folder) == ["o"])
  }

  @Test func anInterruptionBeforeAnyPlanIsNotedBesideTheOlderOne() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    #expect(try run(["solve", xiaohe.appending(path: "lists").path, "--out", out]).status == 0)
    #expect(try run(["generate", "--size", "M", "--out", folder + "/l"]).status == 0)
    let process = try started(["solve", folder + "/l", "--out", out])
    while status(TemporaryName(out).lock) == nil && process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130 && LastRun.read(of: out)?.status == "interrupted")
    #expect(try run(["verify", out]).status == 70)
  }

  /// The lock of a killed process is released.
  @Test func aKilledRunLeavesNoLock() throws {
    let folder = try temporaryFolder().path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let out = folder + "/o"
    #expect(try run(["generate", "--size", "M", "--out", folder + "/l"]).status == 0)
    let process = try started(["solve", folder + "/l", "--out", out])
    while status(TemporaryName(out).lock) == nil && process.isRunning { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try run(["generate", "--out", out]).status == 73)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try run(["solve", xiaohe.appending(path: "lists").path, "--out", out]).status == 0)
    #expect(names(in: folder) == ["l", "o"])
  }
}
