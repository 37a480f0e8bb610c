import Model

/// `a(f,p,t) = 0` if an earmark excludes the payment. Unless the rule is spelled out, the column does not exist and no
/// row is needed.
enum Eligibility: Rule {
  static let name = "eligibility"
  static let sentence = Bilingual(
    "专款专用：只能用于规定的类别、地点、人群、支出和期限。", "A fund pays only for what it is earmarked for.")

  static func emit(into f: inout Formulation) { f.addObstacles(self) }
}
