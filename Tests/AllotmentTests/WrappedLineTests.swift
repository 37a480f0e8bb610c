import Testing

@testable import Reports

/// Lines are broken where a reader would pause, and nothing is lost.
@Suite struct WrappedLineTests {
  @Test func partsFitAndHoldTheWholeText() {
    let names = (1...60).map { "P\($0) 项目“甲乙丙”" }
    for line in [names.joined(separator: "、"), names.joined(separator: ", "), "  左：" + names.joined(separator: "，")] {
      let parts = wrapped(line, to: 40)
      #expect(parts.count > 10 && parts.allSatisfy { displayWidth($0) <= 40 })
      let dense = { (text: String) in text.filter { $0 != " " } }
      #expect(parts.map(dense).joined() == dense(line))
      #expect(parts.dropFirst().allSatisfy { $0.hasPrefix("    ") })
    }
  }

  @Test func aShortLineAndOneWithoutAPauseStayWhole() {
    #expect(wrapped("") == [""])
    #expect(wrapped("甲，乙") == ["甲，乙"])
    let long = String(repeating: "甲", count: 200)
    #expect(wrapped(long) == [long])
  }
}
