import Formulation
import Foundation
import Model

/// What a command is doing at one moment, in the words of those who plan.
struct ProgressStep: Equatable {
  /// What is being done, without a full stop.
  var words: Bilingual
  /// How many of how many are done.
  var count: (done: Int, all: Int)?
  /// What is known of the plan that is being looked for; nil where none is.
  var search: Search?

  enum Search: Equatable {
    /// There is no plan yet.
    case noPlan
    /// There is a plan, and it is not known how far from the best it is.
    case plan
    /// No plan is better than the present one by more than this part of its value.
    case within(Double)
  }

  init(_ words: Bilingual, count: (done: Int, all: Int)? = nil, search: Search? = nil) {
    (self.words, self.count, self.search) = (words, count, search)
  }

  static func == (a: Self, b: Self) -> Bool {
    a.words == b.words && a.count?.done == b.count?.done && a.count?.all == b.count?.all && a.search == b.search
  }

  /// The step of a stage of a solve.
  /// - Parameter lead: What the solve is for, such as a question; empty for a plan.
  init(_ moment: StageProgress, lead: Bilingual? = nil) {
    let stage = StageName(rawValue: moment.stage) ?? .any
    self.init(begun: stage, lead: lead)
    // A part of a question is no search for the best plan.
    guard stage.isOfPlan else { return }
    guard let value = moment.value else {
      search = .noPlan
      return
    }
    search = .plan
    if let bound = moment.bound {
      let gap = bound == value ? 0 : abs(bound - value) / abs(value)
      if gap < 1 { search = .within(gap) }
    }
  }

  /// The step of a stage that begins.
  init(begun stage: StageName, lead: Bilingual? = nil) {
    words = lead.map { Bilingual("\($0.zh)：\(stage.doing.zh)", "\($0.en): \(stage.doing.en)") } ?? stage.doing
  }

  /// The step as one line.
  func text(_ language: Language) -> String {
    let zh = language == .zh
    var line = words[language]
    if let count {
      let percent = count.all == 0 ? 100 : count.done * 100 / count.all
      line +=
        zh ? "：\(count.all) 项已完成 \(count.done) 项（\(percent)%）" : ": \(count.done) of \(count.all) done (\(percent)%)"
    }
    switch search {
    case nil: break
    case .noPlan: line += zh ? "：还没有找到方案" : ": no plan found yet"
    case .plan: line += zh ? "：已有方案，离最好的方案还差多少尚不清楚" : ": there is a plan; how near the best it is, is not known yet"
    case .within(let gap):
      // Rounded up, so that no more is claimed than is known.
      let percent = decimalText(Int128((gap * 1e4).rounded(.up)), digits: 2, trimmed: true)
      line +=
        gap == 0
        ? zh ? "：已是最好，正在收尾" : ": the best is reached; finishing"
        : zh ? "：离最好的方案相差不超过 \(percent)%" : ": within \(percent)% of the best"
    }
    return line
  }
}

extension ProgressStep {
  static let readingLists = ProgressStep(Bilingual("正在读清单", "reading the lists"))
  static let checkingPlan = ProgressStep(Bilingual("正在对照清单复核方案", "checking the plan against its lists"))
  static let findingConflicts = ProgressStep(
    Bilingual("正在查各项规定能不能同时满足", "finding out whether all rules can be obeyed at once"))
  static func answered(_ done: Int, of all: Int) -> ProgressStep {
    ProgressStep(Bilingual("正在逐项作答", "answering one question after another"), count: (done, all))
  }

  static let writing = ProgressStep(Bilingual("正在写出文件", "writing the files"))
}

extension StageName {
  /// What a solve does in this stage, as a planner would say it.
  var doing: Bilingual {
    switch self {
    case .floorsWorst, .floorsSum: Bilingual("正在先安排保底的需求", "placing the needs that must be served first")
    case .utilitarian: Bilingual("正在寻找最好的方案", "looking for the best plan")
    case .wishes: Bilingual("正在照顾志愿者的意愿", "granting the wishes of volunteers")
    case .order, .orderStart: Bilingual("正在按各村排的次序挑选", "choosing by the villages' own order")
    case .thriftSources, .thriftRounding, .thriftFlexible, .thriftExpiry:
      Bilingual("正在定各项目由哪些资金付款", "deciding which funds pay for what")
    case .rosterLeast, .rosterWishes, .rosterMinutes, .rosterLoad, .rosterTravel, .rosterContinuity, .rosterSpread,
      .roster:
      Bilingual("正在排班", "making the roster")
    case .any: Bilingual("正在看排不排得出方案", "finding out whether there is any plan")
    case .most: Bilingual("正在算一笔资金最多能付多少", "working out the most that a fund can pay")
    case .difference: Bilingual("正在找与已有方案不同的方案", "looking for plans that differ from the known ones")
    case .newcomers: Bilingual("正在算还缺多少人手", "working out how many people are missing")
    case .leastChange: Bilingual("正在算至少要改多少", "working out the least change")
    }
  }
}
