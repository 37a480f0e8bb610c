import Foundation
import Model
import Testing

@testable import Allotment

/// A run that is killed, or whose disk fails, at any of its changes.
extension OutputFolderTests {
  private func changes(canExchange: Bool) throws -> Int {
    let root = try folderWithPlan()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let failing = FailingDisk(canExchange: canExchange)
    try OutputFolder(root + "/o", for: .solve, failing.disk).write(files(newer))
    #expect(withoutManifest(contents(root + "/o")) == newer.merging(foreign) { $1 } && names(in: root) == ["o"])
    return failing.count
  }

  @Test(arguments: [true, false])
  func aKillAtAnyChangeLeavesTheOldFolderOrTheNewAndTheNextRunClearsUp(canExchange: Bool) throws {
    var found: [String: Int] = [:]
    for step in 0..<(try changes(canExchange: canExchange)) {
      let root = try folderWithPlan()
      defer { try? FileManager.default.removeItem(atPath: root) }
      let failing = FailingDisk(at: step, isKill: true, canExchange: canExchange)
      _ = try? OutputFolder(root + "/o", for: .solve, failing.disk).write(files(newer))
      if status(root + "/o") == nil {
        // If the exchange takes two steps, a kill between them leaves no folder. The next run restores it.
        #expect(!canExchange, "killed at change \(step)")
        _ = try OutputFolder(root + "/o", for: .solve)
        found["nothing", default: 0] += 1
      }
      let left = withoutManifest(contents(root + "/o"))
      #expect(
        left == older.merging(foreign) { $1 } || left == newer.merging(foreign) { $1 }, "at change \(step): \(left)")
      found[left["plan.json"] ?? "", default: 0] += 1
      try OutputFolder(root + "/o", for: .solve).write(files(newer))
      #expect(withoutManifest(contents(root + "/o")) == newer.merging(foreign) { $1 }, "killed at change \(step)")
      #expect(names(in: root) == ["o"], "killed at change \(step)")
    }
    #expect(found["old"]! > 20 && found["new"]! > 5 && (found["nothing"] ?? 0) == (canExchange ? 0 : 1), "\(found)")
  }

  /// A run that is killed while it clears up after one that was killed.
  @Test(arguments: [true, false])
  func twoKillsLeaveTheOldFolderOrTheNewAndTheNextRunClearsUp(canExchange: Bool) throws {
    for first in stride(from: 0, to: try changes(canExchange: canExchange), by: 3) {
      // A run tries other second changes for each first one, and all together; before a release, every pair.
      let isEvery = exhaustive != nil
      for second in stride(from: isEvery ? 0 : first / 3 % 5, to: 24, by: isEvery ? 1 : 5) {
        let root = try folderWithPlan()
        defer { try? FileManager.default.removeItem(atPath: root) }
        for step in [first, second] {
          let failing = FailingDisk(at: step, isKill: true, canExchange: canExchange)
          _ = try? OutputFolder(root + "/o", for: .solve, failing.disk).write(files(newer))
        }
        try OutputFolder(root + "/o", for: .solve).write(files(older))
        #expect(withoutManifest(contents(root + "/o")) == older.merging(foreign) { $1 }, "at \(first) and \(second)")
        #expect(names(in: root) == ["o"], "at \(first) and \(second)")
      }
    }
  }

  /// A file that somebody deletes after a kill is not restored from the folder that the killed run left.
  @Test(arguments: [true, false]) func aFileDeletedAfterAKillStaysDeleted(canExchange: Bool) throws {
    for step in 0..<(try changes(canExchange: canExchange)) {
      let root = try folderWithPlan()
      defer { try? FileManager.default.removeItem(atPath: root) }
      let failing = FailingDisk(at: step, isKill: true, canExchange: canExchange)
      _ = try? OutputFolder(root + "/o", for: .solve, failing.disk).write(files(newer))
      guard (try? FileManager.default.removeItem(atPath: root + "/o/notes.docx")) != nil else { continue }
      try OutputFolder(root + "/o", for: .solve).write(files(newer))
      let left = newer.merging(foreign) { $1 }.filter { $0.key != "notes.docx" }
      #expect(withoutManifest(contents(root + "/o")) == left, "killed at change \(step)")
    }
  }

  @Test(arguments: [true, false])
  func aFailureAtAnyChangeLeavesTheOldFolderOrTheNewAndNothingBesides(canExchange: Bool) throws {
    for step in 0..<(try changes(canExchange: canExchange)) {
      let root = try folderWithPlan()
      defer { try? FileManager.default.removeItem(atPath: root) }
      let failing = FailingDisk(at: step, error: ENOSPC, canExchange: canExchange)
      var isWritten = false
      do {
        try OutputFolder(root + "/o", for: .solve, failing.disk).write(files(newer))
        isWritten = true
      } catch is WriteFault {}
      let found = withoutManifest(contents(root + "/o"))
      #expect(found == (isWritten ? newer : older).merging(foreign) { $1 }, "failed at change \(step)")
      // What a failed removal leaves, the next run removes.
      removeLeftovers(beside: root + "/o", Disk())
      #expect(names(in: root)?.filter { !$0.hasSuffix(".lock") } == ["o"], "failed at change \(step)")
    }
  }

  @Test func aDiskThatIsFullAtAnyWriteLeavesNothing() throws {
    for step in 0..<5 {
      let root = try folderWithPlan()
      defer { try? FileManager.default.removeItem(atPath: root) }
      let full = FailingDisk(at: step, error: ENOSPC, only: .write)
      // The first write only records who holds the lock.
      if step > 0 {
        #expect(throws: WriteFault.self) {
          try OutputFolder(root + "/o", for: .solve, full.disk).write(files(newer))
        }
      }
      #expect(withoutManifest(contents(root + "/o")) == older.merging(foreign) { $1 })
      #expect(names(in: root) == ["o"])
    }
  }
}
