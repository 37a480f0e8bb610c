import Foundation
import Intake
import Model
import Synchronization

/// The lists of a sweep's tasks, each folder read once for all of its tasks.
final class SweepLists: Sendable {
  /// What was read of one folder.
  private final class Entry: Sendable {
    struct Read {
      var base: Result<(folder: ListsFolder, hash: String), Findings>?
      var scenarios: [String: Result<[String: ListsFolder], Findings>] = [:]
    }

    let read = Mutex(Read())
  }

  private struct State {
    var entries: [String: Entry] = [:]
    /// The tasks of each folder that are not done.
    var left: [String: Int]
  }

  private let manifest: SweepManifest
  private let state: Mutex<State>

  init(_ manifest: SweepManifest, for tasks: some Sequence<SweepTask>) {
    self.manifest = manifest
    state = Mutex(State(left: tasks.reduce(into: [:]) { $0[$1.lists, default: 0] += 1 }))
  }

  /// Forgets the lists of a task that is done, unless another task needs them.
  func release(_ task: SweepTask) {
    state.withLock { state in
      state.left[task.lists, default: 0] -= 1
      if state.left[task.lists]! <= 0 { state.entries[task.lists] = nil }
    }
  }

  /// The lists of a task, as its scenario changes them.
  /// - Throws: ``Findings`` if they cannot be read, or are no longer those that the manifest was made from.
  func lists(of task: SweepTask) throws(Findings) -> ListsFolder {
    let place = manifest.place(of: task.lists)
    let entry = state.withLock { state in
      let entry = state.entries[task.lists] ?? Entry()
      state.entries[task.lists] = entry
      return entry
    }
    let base = entry.read.withLock { read in
      let base =
        read.base
        ?? Result { () throws(Findings) in
          try placed(in: place) { () throws(Findings) in
            let folder = try readLists(place)
            return (folder, folder.contentHash)
          }
        }
      read.base = base
      return base
    }
    let (folder, hash) = try base.get()
    guard hash == task.listsHash else { throw Findings(changed(place, "")) }
    guard let file = task.scenarios else { return folder }
    let path = manifest.place(of: file)
    let scenarios = entry.read.withLock { read in
      let scenarios =
        read.scenarios[file]
        ?? Result { () throws(Findings) in
          Dictionary(uniqueKeysWithValues: try readScenarios(path, of: folder).scenarios.map { ($0.name, $0.folder) })
        }
      read.scenarios[file] = scenarios
      return scenarios
    }
    guard let changed = try scenarios.get()[task.scenario], changed.contentHash == task.changedHash else {
      throw Findings(self.changed(path, task.scenario))
    }
    return changed
  }

  private func changed(_ path: String, _ scenario: String) -> Finding {
    Finding(
      "lists-changed", file: path, value: scenario,
      expected: Bilingual("与生成任务单时相同的内容", "what it held when the manifest was made"),
      mend: Bilingual(
        "请恢复原来的文件；要用新的内容，请用 allot sweep make 重新生成任务单",
        "restore the files; to use the new ones, make the manifest again with allot sweep make"))
  }
}
