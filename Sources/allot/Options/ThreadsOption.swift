import ArgumentParser
import Foundation

/// The number of questions or scenarios of a batch that are worked out concurrently.
struct ThreadsOption: ParsableArguments {
  @Option(
    help: .init(
      "几个问题或情景同时算，1 至 1024（默认每个处理器核一个）；答案与线程数无关。",
      "Questions or scenarios worked out at the same time, 1 to 1024 (default: one for each core); the answers do not depend on it."
    )
  )
  var threads: Int?

  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    try check("--threads", threads, in: 1...1024)
  }
}
