import Model

/// The projects that come in and go out from each plan of a row to the next, with a heading; nothing where none does.
/// - Parameter plans: What each plan is called, and its projects.
/// - Complexity: O(plans × projects).
func projectMoves(_ plans: [(name: String, projects: [String])], _ language: Language) -> [String] {
  let zh = language == .zh
  let lines = zip(plans, plans.dropFirst()).compactMap { one, next -> String? in
    let (before, after) = (Set(one.projects), Set(next.projects))
    let parts = [(zh ? "新增" : "in:", after.subtracting(before)), (zh ? "退出" : "out:", before.subtracting(after))]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.sorted().joined(separator: zh ? "、" : ", "))" }
    guard !parts.isEmpty else { return nil }
    let moved = parts.joined(separator: zh ? "；" : "; ")
    return "  \(one.name) → \(next.name)\(zh ? "：" : ": ")\(moved)".printable
  }
  return lines.isEmpty ? [] : ["", zh ? "项目的变化" : "Projects that change"] + lines
}
