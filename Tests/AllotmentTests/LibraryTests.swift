import Foundation
import Testing

@testable import SwiftSource

/// The first page of the library's documentation.
private struct FirstPage {
  private let text: String

  init() throws {
    let file = repository.appending(path: "Sources/Allotment/Allotment.docc/Allotment.md")
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// The contents of the one code block of a language that begins with `start`.
  func block(_ language: String, from start: String) throws -> String {
    let blocks = text.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    let found = blocks.filter { $0.hasPrefix(start) }
    try #require(found.count == 1, "blocks of \(language) that begin with \(start): \(found.count)")
    return found[0]
  }
}

/// Runs a command with its standard error in its output.
/// - Returns: The output.
/// - Throws: An expectation's failure with the output's end if the status is not 0.
@discardableResult
private func output(of command: [String], in folder: URL) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  process.currentDirectoryURL = folder
  // As whoever depends on the package has it: with the variable, its targets have unsafe flags.
  process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "ALLOT_OPTIMISED" }
  let pipe = Pipe()
  (process.standardOutput, process.standardError) = (pipe, pipe)
  try process.run()
  let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "\(command.joined(separator: " ")): \(text.suffix(4000))")
  return text
}

/// Copies what SwiftPM needs of this package, commits it and tags the commit.
private func tag(_ version: String, in folder: URL) throws {
  let files = FileManager.default
  try files.createDirectory(at: folder, withIntermediateDirectories: true)
  for name in ["Package.swift", "Sources", "Tests"] {
    try files.copyItem(at: repository.appending(path: name), to: folder.appending(path: name))
  }
  // Whatever the user's own configuration asks for.
  let settings = ["user.name=allot", "user.email=allot@example.org", "commit.gpgSign=false", "tag.gpgSign=false"]
  let git = ["git"] + settings.flatMap { ["-c", $0] }
  try output(of: git + ["init", "--quiet"], in: folder)
  try output(of: git + ["add", "--all"], in: folder)
  try output(of: git + ["commit", "--quiet", "--no-verify", "--message", version], in: folder)
  try output(of: git + ["tag", version], in: folder)
}

@Suite struct LibraryTests {
  /// SwiftPM refuses some packages only as a dependency by version, such as one with unsafe flags. The manifest, the program
  /// and its output are the page's own.
  @Test func aPackageThatDependsOnAVersionRunsTheFirstPageOfTheDocumentation() throws {
    let page = try FirstPage()
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let dependency = folder.appending(path: "allot")
    try tag("1.0.0", in: dependency)

    let manifest = try page.block("swift", from: "// swift-tools-version")
    let address = "https://example.org/allot"
    try #require(manifest.contains(address))
    let sources = folder.appending(path: "township/Sources/township")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    let township = folder.appending(path: "township")
    try Data(manifest.replacing(address, with: "file://" + dependency.path).utf8)
      .write(to: township.appending(path: "Package.swift"))
    try Data(try page.block("swift", from: "import Allotment").utf8).write(to: sources.appending(path: "main.swift"))

    // SwiftPM plans the build and so refuses what it would refuse; the program is linked with what is built already,
    // since to compile all of it again takes longer than all other tests of this suite.
    try output(of: ["swift", "build", "--print-manifest-job-graph", "--product", "township"], in: township)
    let program = township.appending(path: "program")
    try output(of: try linking(sources.appending(path: "main.swift"), to: program), in: township)
    #expect(try output(of: [program.path], in: repository) == (try page.block("text", from: "Project P3")))
  }

  /// The command that compiles a program and links it with the libraries that the tests are linked with.
  private func linking(_ main: URL, to program: URL) throws -> [String] {
    let built = executable().deletingLastPathComponent()
    let rooms = try FileManager.default.contentsOfDirectory(atPath: built.path)
    let manifest = try String(contentsOf: repository.appending(path: "Package.swift"), encoding: .utf8)
    let libraries = Set(manifest.matches(of: /\.target\(\s*name: "(\w+)"/).map { String($0.1) + ".build" })
    let objects = try Set(rooms).intersection(libraries).sorted().flatMap { room in
      try FileManager.default.contentsOfDirectory(atPath: built.appending(path: room).path).sorted()
        .filter { $0.hasSuffix(".o") }.map { built.appending(path: room).appending(path: $0).path }
    }
    let own = ["CGLPK", "CZipXML", "CXlsxWriter"]
    let maps =
      own.map { repository.appending(path: "Sources/\($0)/include/module.modulemap") }
      + [built.appending(path: "CFiles.build/module.modulemap")]
    let linked = ["-lglpk", "-lzip", "-lexpat", "-lxlsxwriter"]
    return ["swiftc", main.path, "-o", program.path, "-I", built.appending(path: "Modules").path]
      + maps.flatMap { ["-Xcc", "-fmodule-map-file=" + $0.path] } + objects + linked
  }
}
