import Foundation
import Intake
import Model

/// A command that writes a folder.
public enum WritingCommand: String, Sendable, Codable {
  /// Writes a plan with its lists.
  case solve
  /// Writes the lists of a synthetic township.
  case generate
  /// Writes the rosters of a plan.
  case roster
  /// Writes lists from another format.
  case imported = "import"
  /// Writes the comparison of scenarios.
  case scenarios
  /// Writes a frontier.
  case frontier
  /// Writes the table of a sweep's results.
  case sweep
  /// Writes the prices of rules and of departments that do not pool.
  case prices
  /// Writes the letters of a plan to the villages.
  case report
  /// Writes the lists of several sources as one, or the conflicts between them.
  case merge
  /// Writes what a meeting about a plan needs.
  case pack
}

/// `.allot.json`: the command that wrote a folder and the SHA-256 of each file that it wrote, ``Timings`` excepted.
struct FolderManifest: FolderNote {
  static let name = ".allot.json"
  static let currentSchema = "allot-folder-1"

  var schema = Self.currentSchema
  var command: WritingCommand
  var files: [String: String]
  /// Paths of files and folders that allot did not write but kept; nil if there are none.
  var kept: [String]?

  init(_ command: WritingCommand, _ files: [String: OutputFile], keeping kept: [String]) {
    self.command = command
    self.files = files.mapValues { sha256(Array($0.data)) }
    self.kept = kept.isEmpty ? nil : kept
  }
}

/// The paths of some entries of a folder and of all their contents, without following links.
func pathsBelow(_ folder: String, _ entries: [String]) -> [String] {
  entries.flatMap { entry in
    let isFolder = status(folder + "/" + entry)?.isFolder ?? false
    let inside = isFolder ? names(in: folder + "/" + entry) ?? [] : []
    return [entry] + pathsBelow(folder, inside.map { entry + "/" + $0 })
  }
}

/// The contents of a folder, divided into files as allot wrote them and everything else.
struct FolderSurvey {
  /// The manifest; nil if no command wrote the folder.
  let manifest: FolderManifest?
  /// Files that are as allot wrote them, or as it has read them since. All paths are relative to the folder.
  private(set) var own: [String] = []
  /// Files that were changed after allot wrote them.
  private(set) var edited: [String] = []
  /// Files, links and whole folders that allot did not write.
  private(set) var foreign: [String] = []
  /// Folders that allot made, each before its contents.
  private(set) var folders: [String] = []

  var command: WritingCommand? { manifest?.command }

  var isEmpty: Bool { own.isEmpty && edited.isEmpty && foreign.isEmpty && folders.isEmpty }

  /// The SHA-256 of edited files that count as allot's own, as the run has read them and their content goes on in what it
  /// writes.
  private let readFiles: Set<String>

  /// Surveys a folder.
  /// - Parameter readFiles: The SHA-256 of edited files that count as allot's own (``OutputFolder``).
  /// - Complexity: O(bytes of the files that allot wrote).
  init(of folder: String, reading readFiles: Set<String> = []) {
    self.readFiles = readFiles
    manifest = FolderManifest.read(of: folder)
    let made = Set((manifest?.files.keys).map(Array.init)?.flatMap(foldersAbove) ?? [])
    walk(folder, "", names(in: folder) ?? [], made)
  }

  private mutating func walk(
    _ folder: String, _ prefix: String, _ names: [String], _ made: Set<String>
  ) {
    for name in names {
      let path = prefix + name
      guard let here = status(folder + "/" + path) else { continue }
      if here.isFolder, made.contains(path), let inside = Allotment.names(in: folder + "/" + path) {
        folders.append(path)
        walk(folder, path + "/", inside, made)
      } else if let hash = manifest?.files[path] {
        let now = fileData(folder + "/" + path).map { sha256(Array($0)) }
        if now == hash || now.map(readFiles.contains) ?? false { own.append(path) } else { edited.append(path) }
      } else if here.isFile, let manifest, Self.isOwnBeside(manifest.command, folder, path) {
        own.append(path)
      } else {
        foreign.append(path)
      }
    }
  }

  /// Whether a file belongs to allot without being listed in the manifest: the manifest itself, timings, notes of
  /// later runs, kept answers, and leftovers of a killed run.
  private static func isOwnBeside(_ command: WritingCommand, _ folder: String, _ path: String) -> Bool {
    if path == FolderManifest.name || path == unfinishedMark || TemporaryName.isTemporary(path) { return true }
    guard command == .solve else { return false }
    return path == Timings.name && Timings.areWritten(in: folder)
      || path == LastRun.name && LastRun.read(of: folder) != nil
      || path == keptAnswersName && isKeptAnswers(folder + "/" + path)
  }
}

/// The name of the file beside a plan in which `explain` keeps its answers.
public let keptAnswersName = "explanations.jsonl"

/// The prefix of the schema in the first line of a file of kept answers.
public let keptAnswersSchema = "allot-explanations-"

/// Whether a file holds answers that `explain` kept, for any plan.
/// - Complexity: O(bytes).
public func isKeptAnswers(_ path: String) -> Bool {
  struct Head: Decodable { let schema: String }
  guard let data = fileData(path) else { return false }
  let head = try? JSONDecoder().decode(Head.self, from: data.prefix { $0 != UInt8(ascii: "\n") })
  return head?.schema.hasPrefix(keptAnswersSchema) ?? false
}

/// The parent folders of a relative path, outermost first.
func foldersAbove(_ path: String) -> [String] {
  let parts = path.split(separator: "/").dropLast()
  return parts.indices.map { parts[...$0].joined(separator: "/") }
}
