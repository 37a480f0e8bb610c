import ArgumentParser

/// When each of several solves of a command stops.
struct EachSolveOptions: ParsableArguments {
  @Option(
    help: .init(
      "与最优的相对差距不超过此数即停，0 至 1；0 为证明最优。",
      "Stop each solve within this relative gap of the best, from 0 up to 1; 0 proves the best."))
  var gap = 0.001
  @Option(
    help: .init(
      "每阶段至多这么多次单纯形迭代，至多一万亿；在任何机器上都一样。",
      "Stop a stage after so many simplex iterations, at most 10^12; the same on every machine."))
  var workLimit = 3_000_000

  func validate() throws {
    try checkGap(gap)
    try check("--work-limit", workLimit, in: workLimits)
  }
}
