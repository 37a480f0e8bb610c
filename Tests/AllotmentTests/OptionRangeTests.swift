import DefaultSolver
import Formulation
import Foundation
import Model
import Testing

@testable import ExhaustiveSearch
@testable import SwiftSource
@testable import allot

/// Each numeric option has a range that is reported. No value in the range overflows.
@Suite struct OptionRangeTests {
  private static let whole = ["-1", "0", "99999999999999999999", "9223372036854775807", "nan", "1.5"]
  private static let unworkable = whole + ["4611686018427387904", "1000000000001", "-9223372036854775808"]

  @Test(
    arguments: [
      ("solve l --out o --work-limit", unworkable), ("explain o --work-limit", unworkable),
      ("why-not o P1 --work-limit", unworkable), ("what-if o --forbid P1 --work-limit", unworkable),
      ("next o --work-limit", unworkable), ("alternatives o --work-limit", unworkable),
      ("advise o --work-limit", unworkable), ("advise o --threads", whole + ["1025"]),
      ("explain o --threads", whole), ("next o --threads", whole), ("next o --percent", whole + ["10001"]),
      ("alternatives o --count", whole + ["21"]),
      ("alternatives o --within", ["-1", "nan", "101", "1e3", "inf", "1.234"]),
      ("solve l --out o --gap", ["nan", "-nan", "inf", "-1", "-0.1", "1", "1e300", "-inf"]),
      ("scenarios l --out o --work-limit", unworkable), ("scenarios l --out o --threads", whole),
      ("scenarios l --out o --gap", ["nan", "inf", "-1", "1"]),
      ("frontier l --x budget --gap", ["nan", "inf", "-1", "1"]),
      ("frontier l --x budget --work-limit", unworkable), ("frontier l --x budget --threads", whole),
      ("frontier l --x budget --points", whole + ["2", "1001"]),
      ("frontier l --x budget --from", ["-101%", "nan", "-20", "1e3%"]),
      ("frontier l --x budget --step", ["-1%", "0%", "nan", "1.234%"]),
      ("sweep make l --out m --gap", ["nan", "inf", "-1", "1"]), ("sweep make l --out m --work-limit", unworkable),
      ("sweep run m --out o --threads", whole), ("sweep gather m r --out t --threads", whole),
      ("sweep run m --out o --shard", ["0/4", "5/4", "1", "1/", "/4", "-1/4", "1/2/3", "1/1000001", "x"]),
      ("diff p q --work-limit", unworkable), ("diff p q --threads", whole), ("diff p q --most", whole + ["10001"]),
      ("prices o --work-limit", unworkable), ("prices o --threads", whole),
      ("solve l --out o --time-limit", ["nan", "inf", "-inf", "0", "-1", "1e300", "1000000"]),
      ("generate --out g --places", whole + ["100001"]), ("generate --out g --needs", ["-1", "1000001", "nan"]),
      ("generate --out g --funds", whole), ("generate --out g --projects", whole),
      ("generate --out g --volunteers", ["-1", "1000001"]), ("generate --out g --assets", ["-1", "100001"]),
      ("generate --out g --periods", whole + ["37"]), ("generate --out g --joint", ["-1", "1000001"]),
      ("generate --out g --seed", ["-1", "18446744073709551616", "x"]),
    ] as [(String, [String])]) func aValueOutsideItsRangeIsAUsageError(command: String, values: [String]) throws
  {
    let words = command.split(separator: " ").map(String.init)
    for value in values {
      let en = try run(words + [value, "--lang", "en", "--json"])
      #expect(en.status == 64 && en.error.contains("Error: ") && en.error.contains(words.last!), "\(value): \(en)")
      #expect(!en.error.contains("Missing value"), "\(value): \(en)")
      let finding = try #require(try Self.finding(in: en.out), "\(value): \(en)")
      #expect(finding["value"] as? String == value, "\(command) \(value): \(finding)")
      let expected = try #require(finding["expected"] as? [String: String], "\(value): \(en)")
      #expect(expected["zh"]?.isEmpty == false, "\(command) \(value): \(expected)")
    }
    // The words around a finding are the same for every value.
    let zh = try run(words + [values[0], "--lang", "zh"])
    #expect(zh.status == 64 && zh.error.contains("错误：") && zh.error.contains(words.last!), "\(zh)")
  }

  /// The finding of wrong usage in what a run printed.
  private static func finding(in out: String) throws -> [String: Any]? {
    let answer = try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any]
    return (answer?["findings"] as? [[String: Any]])?.first
  }

  /// The value is told as it was typed, not as it was read.
  @Test(arguments: [
    ("next p --percent 5 0020001 --json", "0020001"), ("solve l --out o --gap 1e300 --json", "1e300"),
    ("solve l --out o --gap=+7 --json", "+7"), ("alternatives p --within １０１ --json", "１０１"),
    ("solve l --out l --json", "l"), ("scenarios l --out l --json", "l"),
    ("solve l --out o --time-limit 0.00 --json", "0.00"),
  ]) func aValueIsToldAsItWasTyped(command: String, value: String) throws {
    let finding = try #require(try Self.finding(in: try run(command.split(separator: " ").map(String.init)).out))
    #expect(finding["value"] as? String == value, "\(command): \(finding)")
  }

  @Test func theLargestWorkLimitIsNotTooLarge() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let most = ["--work-limit", String(workLimits.upperBound)]
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", "o"] + most, in: folder).status == 0)
    for command in [
      ["explain", "o"], ["why-not", "o", "P2"], ["what-if", "o", "--forbid", "P1"], ["next", "o"],
      ["alternatives", "o"],
      ["advise", "o"],
    ] {
      let result = try run(command + most, in: folder)
      #expect(result.status == 0, "\(command): \(result)")
    }
  }

  /// The library accepts any number.
  @Test(arguments: [Int.max, Int.max / 2, 0, -1, Int.min]) func anyWorkLimitOfALibraryIsOne(limit: Int) throws {
    for lists in [randomLists(seed: 3), randomTownship(5)] {
      let instance = try Instance(lists)
      let formulation = Formulation(instance)
      var solve = StagedSolve(solver: defaultSolver)
      solve.workLimit = limit
      _ = try solve.run(formulation, stages: formulation.stages(.value))
    }
  }

  @Test func aNegativeNumberIsTheValueOfTheOptionBeforeIt() {
    #expect(valuesJoined(["solve", "l", "--gap", "-1", "--out", "o"]) == ["solve", "l", "--gap=-1", "--out", "o"])
    #expect(valuesJoined(["--gap", "-INF", "-0.5"]) == ["--gap=-INF", "-0.5"])
    // An id may begin with a hyphen, and an option may follow another.
    #expect(valuesJoined(["why-not", "o", "--", "--json", "-2+3"]) == ["why-not", "o", "--", "--json", "-2+3"])
    #expect(valuesJoined(["check", "--json", "--lang", "-h"]) == ["check", "--json", "--lang", "-h"])
  }
}
