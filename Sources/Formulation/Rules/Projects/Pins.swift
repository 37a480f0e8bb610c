import ExactProgram
import IntegerProgram
import Model

/// `must_fund`, `must_not` and `keep`, for a project or for one fund on it; for a person, that a variant is carried out
/// in which they may be asked to serve. ``PinnedPerson`` says that they do.
package enum Pins: FormulationRule {
  package static let name = "pins"
  static let sentence = Bilingual("联席会议的决定必须执行。", "Decisions of the joint meeting are binding.")
  static let cells: [RuleCell] = [
    RuleCell(.pins(.project), of: 0),
    RuleCell(.pins(.kind), of: 0, isCited: false),
    RuleCell(.pins(.fund), of: 0, isCited: false),
    RuleCell(.pins(.amount), of: 0, isCited: false),
  ]

  static func emit(into f: inout Formulation) {
    for pin in f.instance.lists.pins {
      let p = f.instance.index(of: pin.project)
      if pin.volunteer != nil {
        emitPerson(pin, p, into: &f)
        continue
      }
      let project = f.projects[p]
      let subjects = [pin.project.text] + (pin.fund.map { [$0.text] } ?? [])
      let paid = pin.fund.map { f.paid(f.instance.index(of: $0), p) ?? .zero }
      switch (pin.kind, paid) {
      case (.mustNot, nil): f.add(self, subjects, f.carried(p), atMost: 0, block: project)
      case (.mustNot, let paid?): f.add(self, subjects, paid, atMost: 0, block: project)
      case (.mustFund, nil), (.keep, nil): f.add(self, subjects, f.carried(p), atLeast: 1, block: project)
      case (.mustFund, let paid?): f.add(self, subjects, paid, atLeast: 1, block: project)
      case (.keep, let paid?):
        f.add(self, [pin.project.text], part: ["carried"], f.carried(p), atLeast: 1, block: project)
        // If the pin of the project may be waived, the fund must pay only if the project is carried out.
        let due =
          f.modelVariant.mayWaive(Meaning(name, [pin.project.text])) ? f.carried(p) : Expression(constant: 1)
        if let share = pin.share {
          f.add(
            self, subjects, part: ["most"], paid * 10_000 - f.roundedUp(share, ofCostOf: p), atMost: 0, block: project)
          f.add(
            self, subjects, part: ["least"], paid * 10_000 - f.roundedDown(share, ofCostOf: p), atLeast: 0,
            block: project)
          f.addOvershoot(self, subjects, [pin.fund!.text, share.text], of: paid, above: share, p)
        } else if let amount = pin.amount {
          f.add(
            self, subjects, paid - due * Int128(amount.minorUnits), atLeast: 0, atMost: 0, block: project)
        } else {
          f.add(self, subjects, paid - due, atLeast: 0, block: project)
        }
      }
    }
  }
  /// A person who must serve needs a variant with a role for them. One who must not serve restricts only the roster.
  private static func emitPerson(_ pin: Pin, _ p: Int, into f: inout Formulation) {
    guard pin.kind != .mustNot else { return }
    let project = f.projects[p]
    let suitable = project.variants.indices.filter { v in project.variants[v].roles.contains { pin.concerns($0.id) } }
    f.add(self, pin.personSubjects, suitable.map { f.chosen[p][$0] }.sum(), atLeast: 1, block: project)
  }
}

extension Instance {
  /// The projects of which the joint meeting decided that they are not carried out, whoever pays or serves.
  /// - Complexity: O(pins).
  var decidedAgainst: Set<ProjectID> {
    Set(lists.pins.filter { $0.kind == .mustNot && $0.fund == nil && $0.volunteer == nil }.map(\.project))
  }

  /// The decisions to pin people, each once: `pins` of the project, the volunteer and the role, if it has one.
  ///
  /// The rosters take a waived one from here, as the program of the money has no people.
  package var personPins: [Meaning] {
    var seen: Set<Meaning> = []
    return lists.pins.filter { $0.volunteer != nil }.map { Meaning(Pins.name, $0.personSubjects) }
      .filter { seen.insert($0).inserted }
  }
}
