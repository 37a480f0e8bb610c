import ArgumentParser
import Foundation

/// How many questions of a batch are worked out at the same time.
struct ThreadsOption: ParsableArguments {
  @Option(
    help: .init(
      "几个问题同时算（默认每个处理器核一个）；答案与线程数无关。",
      "Questions worked out at the same time (default: one for each core); the answers do not depend on it."))
  var threads: Int?

  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError(inWords("--threads 应在 1 至 1024 之间", "--threads lies in 1...1024"))
    }
  }
}
