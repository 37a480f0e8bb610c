import ExactProgram
import Model

/// `Y(p) + Y(q) ≤ 1`.
enum Incompatibility: FormulationRule {
  static let name = "incompatibility"
  static let sentence = Bilingual("互斥的项目至多实施一个。", "Of two incompatible projects at most one is carried out.")
  static let cells: [RuleCell] = [
    RuleCell(.projects(.incompatible), of: 0),
    RuleCell(.projects(.incompatible), of: 1),
  ]

  /// The rows that name the other project: either of the two, or both.
  static func citations(of subjects: [String], in instance: Instance) -> [Citation] {
    guard subjects.count == 2 else { return [] }
    return [(subjects[0], subjects[1]), (subjects[1], subjects[0])].compactMap { own, other in
      guard let p = instance.projectIndex[ProjectID(own)],
        instance.lists.projects[p].incompatible.contains(ProjectID(other))
      else { return nil }
      return Citation(.projects(.incompatible), of: own)
    }
  }

  static func emit(into f: inout Formulation) {
    var pairs: Set<[Int]> = []
    for (p, project) in f.projects.enumerated() {
      for id in project.incompatible {
        let q = f.instance.index(of: id)
        if p != q { pairs.insert([min(p, q), max(p, q)]) }
      }
    }
    for pair in pairs.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      f.add(
        self, pair.map { f.projects[$0].id.text }, f.carried(pair[0]) + f.carried(pair[1]), atMost: 1)
    }
  }
}
