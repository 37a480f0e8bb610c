import ArgumentParser
import Foundation

/// The number of questions, scenarios or tasks of a batch that are worked out concurrently.
struct ThreadsOption: ParsableArguments {
  @Option(
    help: .init(
      "几个问题、情景或任务同时算，1 至 1024（默认每个处理器核一个）；答案与线程数无关。",
      "Questions, scenarios or tasks worked out at the same time, 1 to 1024 (default: one for each core); the answers do not depend on it."
    )
  )
  var threads: Int?

  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    try check("--threads", threads, in: 1...1024)
  }
}
