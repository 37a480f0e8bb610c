import Allotment
import ArgumentParser
import Glibc
import Model

@main
struct Allot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allot",
    abstract: inWords("专项经费统筹分配，每一笔都有依据。", "Share out earmarked money, and give the reason for every line."),
    discussion: inWords(
      "退出码：0 有方案，1 规定互相冲突，2 达到限制仍无方案，或合并还有冲突要决定，64 用法错误，65 清单有误，70 故障或审计不通过，73 无法写出，130 被中断。",
      """
      Exit status: 0 allocated, 1 no plan obeys the rules, 2 a limit came before any plan, or a merge \
      has conflicts to decide, 64 usage, 65 lists refused, \
      70 fault or failed audit, 73 output cannot be written, 130 interrupted.
      """),
    version: allotVersion,
    subcommands: [
      Check.self, MergeCommand.self, Solve.self, Scenarios.self, FrontierCommand.self, Diff.self, PricesCommand.self,
      Sweep.self,
      Verify.self, Report.self, Pack.self,
      Explain.self, WhyNot.self, WhatIf.self,
      Next.self,
      Alternatives.self,
      Advise.self, Conflicts.self, Roster.self, Export.self, Import.self, Generate.self, Columns.self,
      TemplateCommand.self,
    ])
}

/// The exit statuses of the process, from sysexits where it defines one.
enum Exit {
  static let infeasible = ExitCode(1)
  /// Tasks of a sweep have no result.
  static let incomplete = ExitCode(1)
  static let limit = ExitCode(2)
  /// A merge has conflicts that nobody decided.
  static let undecided = ExitCode(2)
  static let refused = ExitCode(65)
  static let fault = ExitCode(70)
  static let cannotWrite = ExitCode(73)
  static let interrupted = ExitCode(130)
}

struct LanguageOption: ParsableArguments {
  @Option(
    help: .init(
      "所有输出的语言：zh 或 en（默认随系统区域设置）。", "Language of everything that is printed: zh or en (default: from the locale)."))
  var lang: Language = .fromLocale
}

extension Language: ExpressibleByArgument {
  /// The language from `LC_ALL`, `LC_MESSAGES` or `LANG`, in the precedence of POSIX.
  static var fromLocale: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty {
        return value.hasPrefix("zh") ? .zh : .en
      }
    }
    return .en
  }
}
