import Foundation
import Testing

@testable import SwiftSource

/// docs/tutorial.md, followed step by step: each command is run, and what it prints is what the page shows.
@Suite struct TutorialTests {
  /// A block between fences: what stands after the first fence, and the lines.
  private struct Block {
    let kind: String
    let lines: [String]
  }

  private func blocks(of page: String) -> [Block] {
    var (blocks, open): ([Block], (kind: String, lines: [String])?) = ([], nil)
    for line in page.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(kind: block.kind, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  /// Whether the output has the parts between lines of dots one after the other, each whole; without a line of dots at an end,
  /// the output begins or ends there, too.
  private func shows(_ lines: [String], _ output: String) -> Bool {
    var rest = output.components(separatedBy: "\n")[...]
    while rest.last == "" { rest.removeLast() }
    let parts = lines.split(separator: "……", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() where !part.isEmpty {
      let starts = number == 0 ? [rest.startIndex] : Array(rest.indices)
      guard let start = starts.first(where: { rest[$0...].starts(with: part) }) else { return false }
      rest = rest[(start + part.count)...]
    }
    return parts.last!.isEmpty || rest.isEmpty
  }

  @Test func everyStepPrintsWhatThePageShows() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Scenarios"), withDestinationURL: repository.appending(path: "Scenarios"))
    let page = try String(contentsOf: repository.appending(path: "docs/tutorial.md"), encoding: .utf8)
    var (output, commands, shown) = ("", 0, 0)
    for block in blocks(of: page) {
      if block.kind.hasPrefix("csv ") {
        let file = folder.appending(path: String(block.kind.dropFirst(4)))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try (block.lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
      } else if block.kind == "console" {
        for line in block.lines {
          let words = line.split(separator: " ").map(String.init)
          if words.first == "cat" {
            output = try String(contentsOf: folder.appending(path: words[1]), encoding: .utf8)
          } else {
            try #require(words.first == "allot", "\(line)")
            let result = try run(Array(words.dropFirst()), in: folder)
            #expect(result.status == 0, "\(line): \(result.error)")
            output = result.out
          }
          commands += 1
        }
      } else if block.kind == "text" {
        #expect(shows(block.lines, output), "\(block.lines.first ?? "")\n\(output)")
        shown += 1
      }
    }
    #expect(commands > 4 && shown == commands)
  }
}
