import Explanation
import Testing

/// The catalogue of sentences.
@Suite struct CatalogueTests {
  private func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
  }

  private func hasHan(_ text: String) -> Bool { text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }

  @Test(arguments: Message.allCases) func everyMessageSaysTheSameInBothLanguages(message: Message) {
    let template = message.template
    #expect(hasHan(template.zh) || [.ruleLine, .repair].contains(message))
    #expect(!hasHan(template.en) && !template.en.isEmpty)
    #expect(placeholders(template.zh) == placeholders(template.en))
  }

  @Test(arguments: Message.allCases) func noMessageSpeaksLikeASolver(message: Message) {
    let words = [
      "objective", "constraint", "infeasible", "dual", "optimum", "bound", "binding", "slack", "variable", "solver",
      "约束", "对偶", "求解", "目标函数", "变量", "上界", "松弛", "整数规划",
    ]
    var text = message.template.zh + message.template.en
    for name in placeholders(text) { text.replace("{\(name)}", with: "") }
    for word in words { #expect(!text.lowercased().contains(word), "\(word)") }
  }
}
