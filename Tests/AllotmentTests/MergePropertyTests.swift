import Foundation
import Model
import Testing

@testable import Intake

/// Random townships divided among departments.
@Suite struct MergePropertyTests {
  private static var seeds: Range<UInt64> {
    let scale = ProcessInfo.processInfo.environment["ALLOT_EXHAUSTIVE"].flatMap(Int.init) ?? 4
    return 0..<UInt64(max(4, scale))
  }

  /// The rows of each list, divided so that rows about one thing stay together; some go to several departments.
  private func divided(
    _ texts: [String: String], among labels: [String], _ random: inout SplitMix64
  ) -> [String: [String: String]] {
    var out: [String: [String: String]] = [:]
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      let schema = TableSchema.named(String(name.dropLast(4)))!
      let header = lines[0].split(separator: ",").map(String.init)
      let keys = schema.columns(schema.rowKey).compactMap { header.firstIndex(of: $0.key) }
      let groups = Dictionary(grouping: lines.dropFirst()) { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return keys.map { String(cells[$0]) }
      }
      // The currency has to be that of all.
      var rows: [String: [String]] = [:]
      for (_, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        var having = labels.filter { _ in Bool.random(using: &random) }
        if having.isEmpty { having = [labels.randomElement(using: &random)!] }
        if schema.list == .settings { having = labels }
        for label in having { rows[label, default: []] += group.shuffled(using: &random) }
      }
      for label in labels where rows[label] != nil || groups.isEmpty {
        out[label, default: [:]][String(name.dropLast(4))] =
          ([lines[0]] + (rows[label] ?? []).shuffled(using: &random)).joined(separator: "\n") + "\n"
      }
    }
    return out
  }

  @Test(arguments: seeds) func whatWasDividedIsMergedAsItWas(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    var size = TownshipSize(places: 4, needs: 14, funds: 5, projects: 14)
    (size.volunteers, size.assets, size.periods, size.joint, size.hasProfiles) = (8, 4, 2, 2, true)
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in generateLists(size, seed: seed).files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let whole = try readLists(folder.path).canonicalTexts()
    let plain = whole.filter { !ListsFolder.isPersonal($0.key) }
    let labels = Array(["甲", "乙", "丙"].prefix(seed % 2 == 0 ? 2 : 3))
    let parts = divided(plain, among: labels, &random)
    let lists = MergeCase(sources: parts)
    let first = try lists.merge()
    // Needs of two departments may look alike; nothing else may be asked.
    #expect(first.conflicts.allSatisfy { $0.conflict.kind == .duplicate }, "\(first.undecided)")
    let merged = try lists.merge(MergeCase.decisions(first) { _ in "不同" })
    let texts = try #require(merged.folder).canonicalTexts()
    #expect(texts == plain)
    // The names of the departments, and so their order, make no difference.
    let renamed = MergeCase(
      sources: Dictionary(uniqueKeysWithValues: zip(labels.reversed(), labels.compactMap { parts[$0] })))
    let again = try renamed.merge(MergeCase.decisions(renamed.merge()) { _ in "不同" })
    #expect(again.folder?.canonicalTexts() == plain)
  }
}
