import Allotment
import ArgumentParser
import Foundation
import Intake
import Model

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make lists from other people's files.",
    subcommands: [ImportPabulib.self, ImportPreferences.self, ImportTable.self])

  @Flag(help: "Name the profiles that come with allot.") var listProfiles = false

  func run() throws {
    guard listProfiles else { throw CleanExit.helpRequest(Import.self) }
    try reporting(.fromLocale) { for profile in Profile.shipped { try say(profile.name) } }
  }
}

/// Reads a whole file, or says why not.
private func contents(of path: String) throws -> Data {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw Findings([
      Finding(
        "file-unreadable", file: path, expected: Bilingual("可以读取的文件", "a file that can be read"),
        mend: Bilingual("请检查路径", "check the path"))
    ])
  }
  return data
}

private func write(_ lists: WrittenLists, into folder: String, _ language: Language) throws {
  for warning in lists.warnings { complain(warning.text(language)) }
  try writeAtomically(lists.files.mapValues { Data($0.utf8) }, into: folder)
}

struct ImportPabulib: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pabulib", abstract: "Read a participatory budgeting election (.pb).")

  @Argument(help: "The .pb file.") var file: String
  @Option(help: "Folder for the lists.") var out: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      try write(importPabulib(contents(of: file), file: file), into: out, language.lang)
    }
  }
}

struct ImportPreferences: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preferences", abstract: "Read who wishes for which project, and how many each takes.")

  @Argument(help: "A row for each person, a column for each project; 0 is unacceptable.") var file: String
  @Option(help: "Table of projects and how many they take.") var capacities: String
  @Option(help: "Folder for the lists.") var out: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      try write(
        importPreferences(
          contents(of: file), file: file, capacities: contents(of: capacities), capacityFile: capacities), into: out,
        language.lang)
    }
  }
}

struct ImportTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Read a department's own table, as a profile says.")

  @Argument(help: "The table, as CSV.") var file: String
  @Option(help: "Name of a profile that comes with allot, or a file.") var profile: String
  @Option(help: "Folder for the lists.") var out: String
  @Option(help: "Fills a parameter of the profile, such as year=2017; may repeat.") var set: [String] = []
  @OptionGroup var language: LanguageOption

  func run() throws {
    try reporting(language.lang) {
      var settings: [String: String] = [:]
      for pair in set {
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("--set takes NAME=VALUE, not ‘\(pair)’") }
        settings[parts[0]] = parts[1]
      }
      let chosen: Profile
      if let known = Profile.shipped.first(where: { $0.name == profile }) {
        chosen = known
      } else {
        chosen = try Profile(parsing: String(decoding: contents(of: profile), as: UTF8.self), file: profile)
      }
      try write(
        importTable(contents(of: file), file: file, profile: chosen, settings: settings), into: out, language.lang)
    }
  }
}
