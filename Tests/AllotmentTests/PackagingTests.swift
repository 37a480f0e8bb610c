import Allotment
import Foundation
import Testing

@testable import SwiftSource

/// What `packaging/build-deb` puts into a package beside the program. `Benchmarks/deb/run` installs one.
@Suite struct PackagingTests {
  /// What a script of the folder `packaging` prints.
  private func printed(by script: String, _ words: [String], given: Data = Data()) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    // Python would leave its cache beside the scripts.
    process.arguments = ["-B", repository.appending(path: "packaging/\(script)").path] + words
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    // The help of every command is longer than a pipe.
    DispatchQueue.global().async {
      try? input.fileHandleForWriting.write(contentsOf: given)
      try? input.fileHandleForWriting.close()
    }
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
  }

  @Test func aPackageHasTheProgramsVersion() throws {
    let version = try printed(by: "build-deb", ["--print-version"]).trimmingCharacters(in: .newlines)
    // A tilde sorts before everything, so that a release replaces what was built before it.
    #expect(version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(~[a-z]+[0-9]{14})?/) != nil, "\(version)")
    #expect(version.hasPrefix(allotVersion.replacing("-", with: "~")), "\(version)")
  }

  @Test(arguments: [("zh", "zh_CN.UTF-8", "名称"), ("en", "C", "NAME")])
  func everyCommandHasAManualPage(lang: String, locale: String, heading: String) throws {
    let help = try run(["--experimental-dump-help"], environment: ["LC_ALL": locale]).out
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let words = ["--lang", lang, "--version", allotVersion, "--date", "2026-12-01", "--out", folder.path]
    _ = try printed(by: "manual.py", words, given: Data(help.utf8))
    let expected = Set(HelpTests.commands.map { (["allot"] + $0).joined(separator: "-") + ".1" })
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == expected)
    for command in HelpTests.commands {
      let name = (["allot"] + command).joined(separator: "-")
      let page = try String(contentsOf: folder.appending(path: "\(name).1"), encoding: .utf8)
      #expect(page.hasPrefix(".TH \(name.uppercased().replacing("-", with: "\\-")) 1 "))
      #expect(page.contains(".SH \(heading)\n\(name.replacing("-", with: "\\-")) \\- "))
      #expect(page.contains("\\-\\-help"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsKnowEveryCommand(shell: String) throws {
    let script = try run(["--generate-completion-script", shell]).out
    for command in HelpTests.commands.compactMap(\.last) { #expect(script.contains(command), "\(command)") }
  }
}
