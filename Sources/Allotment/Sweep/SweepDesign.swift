import DefaultSolver
import Explanation
import Foundation
import Formulation
import Intake
import IntegerProgram
import Model

/// 批算设计. Which tasks a sweep has: several folders of lists × their scenarios and the lists as they are × options.
public struct SweepDesign: Sendable {
  /// The folders of the lists; one that is named twice counts once.
  public var folders: [String]
  /// The file of scenarios that are applied to each; nil for the lists as they are alone.
  public var scenarios: String?
  /// The options of each solve. A scenario with an objective of its own has it in place of these.
  public var options: [SweepOptions]
  private let solver: any Solver

  /// Creates a design.
  public init(
    folders: [String], scenarios: String?, options: [SweepOptions], solver: any Solver = defaultSolver
  ) {
    (self.folders, self.scenarios, self.options, self.solver) = (folders, scenarios, options, solver)
  }

  /// The tasks of a design, and the warnings about its lists.
  public struct Tasks: Sendable {
    /// The tasks: by path of the lists, then in the order of the scenarios, then in that of the options.
    public let tasks: [SweepTask]
    /// The number of folders.
    public let folders: Int
    /// The warnings, which name the folder of the lists.
    public let warnings: [Finding]
  }

  /// The tasks, of which each path is relative to the folder of the manifest.
  /// - Parameters:
  ///   - manifest: The path that the manifest is to have.
  ///   - threads: The most folders that are read at the same time.
  ///   - read: Called after each folder.
  /// - Returns: nil if the run was interrupted.
  /// - Throws: ``Findings`` with every error of every folder.
  /// - Complexity: O(cells of all lists × scenarios).
  public func tasks(
    for manifest: String, threads: Int, _ interruption: Interruption, read: @Sendable () -> Void
  ) throws -> Tasks? {
    let home = absolutePath(PathParts(manifest).folder)
    let places = Dictionary(folders.map { (relativePath(of: absolutePath($0), from: home), $0) }) { first, _ in first }
    let named = places.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
    let found = try concurrentMap(named.count, threads: threads, unless: { interruption.isRaised }) { index in
      defer { read() }
      let (place, folder) = named[index]
      return Result { () throws(Findings) in try self.tasks(folder, at: place, home) }
    }.compactMap { $0 }
    if interruption.isRaised { return nil }
    var (tasks, warnings, errors): ([SweepTask], [Finding], [Finding]) = ([], [], [])
    for result in found {
      switch result {
      case .success(let made):
        tasks += made.tasks
        warnings += made.warnings
      case .failure(let findings): errors += findings.all
      }
    }
    if let refusal = Findings(errors) { throw refusal }
    return Tasks(tasks: tasks, folders: named.count, warnings: warnings.inOrder)
  }

  private func tasks(
    _ folder: String, at place: String, _ home: String
  ) throws(Findings) -> (tasks: [SweepTask], warnings: [Finding]) {
    let (lists, instance) = try placed(in: folder) { () throws(Findings) in
      let lists = try readLists(folder)
      return (lists, try Instance(lists.lists))
    }
    let hash = lists.contentHash
    let listWarnings = lists.warnings + instance.warnings + Formulation(instance).warnings
    var warnings = listWarnings.map { $0.placed(in: folder) }
    var out = options.map { task(place, hash, nil, $0) }
    guard let scenarios else { return (out, warnings) }
    let file: ScenarioFile
    do throws(Findings) { file = try readScenarios(scenarios, of: lists) } catch {
      throw Findings(error.all.map { $0.placed(of: folder) }) ?? error
    }
    warnings += file.warnings.map { $0.placed(of: folder) }
    let path = relativePath(of: absolutePath(scenarios), from: home)
    for scenario in file.scenarios {
      let changed = scenario.folder.contentHash
      var seen: Set<SweepOptions> = []
      for var options in options {
        options.objective = scenario.objective ?? options.objective
        guard seen.insert(options).inserted else { continue }
        out.append(task(place, hash, (scenario.name, path, changed), options))
      }
    }
    return (out, warnings)
  }

  private func task(
    _ place: String, _ hash: String, _ scenario: (String, String, String)?, _ options: SweepOptions
  ) -> SweepTask {
    SweepTask(lists: place, hash: hash, scenario: scenario, options, solver: solver.name)
  }
}

/// Runs something whose findings name files of a folder, and has them name the folder as well.
func placed<T>(in folder: String, _ body: () throws(Findings) -> T) throws(Findings) -> T {
  do throws(Findings) { return try body() } catch {
    throw Findings(error.all.map { $0.placed(in: folder) }) ?? error
  }
}

extension Finding {
  /// The finding with the folder that its file lies in.
  fileprivate func placed(in folder: String) -> Finding {
    var out = self
    let inside = folder.hasSuffix("/") ? folder : folder + "/"
    if file != folder, !file.hasPrefix(inside) { out.file = inside + file }
    return out
  }

  /// A finding of a file of scenarios, with the lists to which the scenarios were applied.
  fileprivate func placed(of folder: String) -> Finding {
    var out = self
    out.file = "\(folder) × \(file)"
    return out
  }
}

/// A path from the root without links, as far as it exists.
private func absolutePath(_ path: String) -> String {
  if let real = realPath(path) { return real }
  let parts = PathParts(path)
  guard !parts.name.isEmpty, parts.name != ".." else { return URL(filePath: path).standardizedFileURL.path }
  let above = absolutePath(parts.folder)
  return (above == "/" ? "" : above) + "/" + parts.name
}

/// A path as it is reached from a folder; both begin at the root and hold no links.
private func relativePath(of path: String, from folder: String) -> String {
  let (there, here) = (path.split(separator: "/"), folder.split(separator: "/"))
  let common = zip(there, here).prefix { $0 == $1 }.count
  let steps = Array(repeating: "..", count: here.count - common) + there.dropFirst(common).map(String.init)
  return steps.isEmpty ? "." : steps.joined(separator: "/")
}
