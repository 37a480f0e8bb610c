import Foundation
import Testing

/// Help and usage are in the chosen language.
@Suite struct HelpTests {
  static let commands: [[String]] =
    [[]]
    + [
      "check", "merge", "solve", "scenarios", "frontier", "diff", "prices", "sweep", "verify", "report", "pack",
      "explain", "why-not", "what-if", "next", "alternatives", "advise", "conflicts", "roster", "export", "import",
      "generate", "columns", "template",
    ].map { [$0] } + [
      ["import", "pabulib"], ["import", "preferences"], ["import", "table"], ["export", "program"],
      ["export", "pabulib"], ["export", "workbook"], ["sweep", "make"], ["sweep", "run"], ["sweep", "gather"],
    ]

  private func hasHan(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test(arguments: commands) func helpIsInOneLanguage(command: [String]) throws {
    let english = try run(command + ["--help"], environment: ["LC_ALL": "C"])
    #expect(english.status == 0 && !hasHan(english.out) && english.out.contains("USAGE: "))
    let chinese = try run(command + ["--help"], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.status == 0 && chinese.error.isEmpty)
    for words in [
      "OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "default", "values", "Show", "See", "the ",
    ] {
      #expect(!chinese.out.contains(words), "\(words): \(chinese.out)")
    }
    // Each option, argument and command has a Chinese description.
    let entries = chinese.out.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    let lines = chinese.out.split(separator: "\n")
    for entry in entries where !hasHan(entry) {
      let next = lines.firstIndex(of: entry)! + 1
      #expect(next < lines.count && hasHan(lines[next]), "\(entry)")
    }
  }

  @Test(
    arguments: [
      (["solve"], "错误：缺少参数 '<lists>'"), (["solve", "l", "--out"], "错误：'--out <out>' 后缺少取值"),
      (["solve", "l", "--out", "o", "--gap", "x"], "错误：'--gap <gap>' 的取值 'x' 无效"),
      (["solve", "l", "--out", "o", "--gap", "2"], "错误：--gap 应在 0 与 1 之间"),
      (["solve", "l", "--out", "o", "--objective", "x"], "；可填 'count', 'money' 或 'value'。"),
      (["solve", "l", "m", "--out", "o"], "错误：多余的参数 'm'"), (["solve", "l", "m", "n", "--out", "o"], "错误：多余的 2 个参数："),
      (["check", "l", "--jsn"], "错误：没有选项 '--jsn'；是否应为 '--json'？"), (["check", "l", "--json=x"], "错误：选项 '--json' 不带取值"),
      (["chek"], "错误：多余的参数 'chek'"),
    ] as [([String], String)]) func usageIsSaidInChinese(arguments: [String], said: String) throws
  {
    for (more, environment) in [(["--lang", "zh"], "C"), (["--lang=zh"], "C"), ([], "zh_CN.UTF-8")] {
      // The root command does not take the option.
      if arguments == ["chek"], !more.isEmpty { continue }
      let words = Array(arguments.prefix(1)) + more + arguments.dropFirst()
      let result = try run(words, environment: ["LC_ALL": environment])
      #expect(result.status == 64 && result.error.contains(said), "\(result)")
      #expect(!result.error.contains("Usage") && !result.error.contains("See"), "\(result)")
    }
    let english = try run(arguments, environment: ["LC_ALL": "C"])
    #expect(english.status == 64 && !hasHan(english.error) && english.error.contains("Error: "))
  }

  @Test func completionScriptsAreTheShells() throws {
    let scripts = try ["C", "zh_CN.UTF-8"].map {
      try run(["--generate-completion-script", "bash"], environment: ["LC_ALL": $0]).out
    }
    #expect(scripts[0].count > 1000 && scripts[0] == scripts[1])
  }
}
