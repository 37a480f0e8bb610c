import Foundation
import Testing

@testable import SwiftSource

/// The JSON of an answer contains all that is needed to check its sentences: each number of a sentence is among its
/// values, and each objective value comes from a solve that the sentence names.
@Suite struct CheckableSentencesTests {
  @Test func everyNumberOfEverySentenceStandsInTheJSON() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = folder.path + "/plan"
    let lists = repository.appending(path: "Scenarios/xiaohe/lists").path
    #expect(try run(["solve", lists, "--out", plan, "--gap", "0"]).status == 0)
    var seen: Set<String> = []
    for kind in SnapshotTests.kinds where kind.arguments[0] != "conflicts" {
      try check(kind.arguments.map { $0 == "PLAN" ? plan : $0 }, &seen)
    }
    try check(["explain", plan], &seen)
    try check(["conflicts", repository.appending(path: "Scenarios/xiaohe/contradiction").path], &seen)
    // Answers within a gap, on lists with people.
    let qinghe = folder.path + "/qinghe"
    #expect(
      try run([
        "solve", repository.appending(path: "Scenarios/qinghe/lists").path, "--out", qinghe, "--work-limit", "60000",
      ])
      .status == 0)
    for arguments in [
      [
        "explain", qinghe, "P01", "P04", "P36", "F05", "N01", "N36", "V02", "H001", "H050", "F01>P04", "H050>P04",
        "H001>P04", "A07", "A08",
      ],
      ["why-not", qinghe, "P68"], ["why-not", qinghe, "P19"], ["next", qinghe, "F05"],
    ] {
      try check(arguments + ["--work-limit", "2000"], &seen)
    }
    #expect(seen.count > 45, "\(seen.sorted())")
  }

  private func check(_ arguments: [String], _ seen: inout Set<String>) throws {
    let arguments = arguments.filter { $0 != "--json" } + ["--json"]
    let object = try JSONSerialization.jsonObject(with: Data(try run(arguments).out.utf8))
    let answers = try #require(object as? [[String: Any]] ?? (object as? [String: Any]).map { [$0] })
    for answer in answers {
      var solves: [String: [String: Any]] = [:]
      for solve in answer["solves"] as! [[String: Any]] { solves[solve["name"] as! String] = solve }
      for sentence in answer["sentences"] as! [[String: Any]] {
        let message = sentence["message"] as! String
        seen.insert(message)
        let values = sentence["values"] as! [String: Any]
        let comment = "\(arguments.dropFirst(2)) \(answer["question"]!) \(message)"
        for language in ["zh", "en"] {
          let known = values.values.reduce(into: shares(of: values)) { $0.formUnion(numbers(of: $1, language)) }
          let said = Set((sentence[language] as! String).matches(of: /[0-9][0-9,.:]*/).map { trimmed(String($0.0)) })
          #expect(said.isSubset(of: known), "\(comment): \(said.subtracting(known)) in \(sentence[language]!)")
          #expect(!(sentence[language] as! String).contains(/\{[a-z]+\}/), "\(comment)")
        }
        let from = (sentence["from"] as! [String]).map { solves[$0] }
        #expect(!from.contains { $0 == nil }, "\(comment): \(sentence["from"]!)")
        checkSolved(message, values, from.compactMap(\.self), comment)
      }
    }
  }

  /// Each objective value in a sentence is a value or a bound of a named solve, or the difference of two of these.
  private func checkSolved(_ message: String, _ values: [String: Any], _ from: [[String: Any]], _ comment: String) {
    let levels = from.compactMap { ($0["stages"] as! [[String: Any]]).last }
    let reached = levels.flatMap { [whole($0["value"]), whole($0["bound"])] }.compactMap(\.self)
    let differences = Set(reached.flatMap { a in reached.map { a - $0 } })
    for (name, value) in values {
      guard let objective = whole((value as? [String: Any])?["objective"]) else { continue }
      let isKnown = reached.contains(objective) || differences.contains(objective)
      // The error of a difference is the sum of both gaps.
      let error = levels.compactMap { level in
        whole(level["bound"]).flatMap { bound in whole(level["value"]).map { bound - $0 } }
      }.reduce(0, +)
      // The least that an alternative may be worth is a share of the plan's value.
      if name == "worst" { continue }
      #expect(isKnown || name == "error" && objective == error, "\(comment): \(name) \(objective)")
    }
    if message.hasPrefix("price") || message.hasPrefix("nextStep") { #expect(from.count >= 2, "\(comment)") }
    guard ["takeCost", "takeMoney", "repairMoney"].contains(message) else { return }
    let amount = whole((values["amount"] as? [String: Any])?["money"])
    #expect(from.contains { whole(($0["measure"] as? [String: Any])?["value"]) == amount }, "\(comment)")
  }

  private func whole(_ value: Any?) -> Decimal? { (value as? NSNumber).map { Decimal($0.int64Value) } }

  /// The texts by which a sentence may state a value.
  private func numbers(of value: Any, _ language: String) -> Set<String> {
    if let number = value as? NSNumber { return [number.stringValue] }
    if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(numbers(of: $1, language)) } }
    if let text = value as? String { return inText(text) }
    guard let fields = value as? [String: Any] else { return [] }
    var out: Set<String> = []
    if let text = fields[language] as? String { out.formUnion(inText(text)) }
    for key in ["id", "name", "unit"] { if let text = fields[key] as? String { out.formUnion(inText(text)) } }
    if let inner = fields["value"] { out.formUnion(numbers(of: inner, language)) }
    if let money = whole(fields["money"]) {
      // What is not whole has both decimals.
      let yuan = grouped(money / 100), isTenths = yuan.dropLast().last == "."
      out.formUnion([isTenths ? yuan + "0" : yuan, grouped(money / 1_000_000)])
    }
    // What is rounded for reading stands beside the exact value.
    for key in ["objective", "rounded"] {
      guard let points = whole(fields[key]) else { continue }
      for digits in [9, 13] {
        // What is not whole has both decimals.
        let text = grouped(scaled(points, digits), 2), isTenths = text.dropLast().last == "."
        out.formUnion([isTenths ? text + "0" : text, grouped(scaled(points, digits))])
      }
    }
    if let micro = whole(fields["millionths"]) {
      // Of what is counted, whole things are shown: served ones rounded down, missing ones up.
      for mode in [NSDecimalNumber.RoundingMode.down, .up] { out.insert(grouped(rounded(micro / 1_000_000, 0, mode))) }
      out.insert(grouped(micro / 1_000_000))
    }
    if let minutes = (fields["minutes"] as? NSNumber)?.intValue {
      out.formUnion([String(minutes / 60), String(minutes % 60)])
    }
    if let share = whole(fields["basis_points"]) { out.formUnion([grouped(share / 100), grouped(share / 10_000)]) }
    return out
  }

  /// The percentage that one quantity of a sentence is of another, rounded down.
  private func shares(of values: [String: Any]) -> Set<String> {
    let all = values.values.compactMap { whole(($0 as? [String: Any])?["millionths"]) }
    return Set(all.flatMap { part in all.filter { $0 > 0 }.map { grouped(rounded(part * 100 / $0, 2, .down)) } })
  }

  private func rounded(_ value: Decimal, _ digits: Int, _ mode: NSDecimalNumber.RoundingMode) -> Decimal {
    var (value, result) = (value, Decimal())
    NSDecimalRound(&result, &value, digits, mode)
    return result
  }

  private func scaled(_ value: Decimal, _ digits: Int) -> Decimal { value / pow(10, digits) }

  private func inText(_ text: String) -> Set<String> {
    Set(text.matches(of: /[0-9][0-9,.:]*/).map { trimmed(String($0.0)) })
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while let last = text.last, ",.:".contains(last) { text.removeLast() }
    return text
  }

  /// `1,234.5`, without its sign.
  private func grouped(_ value: Decimal, _ digits: Int = 15) -> String {
    var (value, rounded) = (abs(value), Decimal())
    NSDecimalRound(&rounded, &value, digits, .plain)
    let parts = "\(rounded)".split(separator: ".")
    var (head, out) = (Array(parts[0]), "")
    while head.count > 3 {
      out = "," + String(head.suffix(3)) + out
      head.removeLast(3)
    }
    return String(head) + out + (parts.count > 1 ? "." + parts[1] : "")
  }
}
