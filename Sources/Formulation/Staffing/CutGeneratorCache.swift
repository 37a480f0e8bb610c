import Synchronization

/// Computes the ``StaffingCutGenerator`` of a formulation on first use and keeps it.
package final class CutGeneratorCache: Sendable {
  private let found = Mutex<StaffingCutGenerator?>(nil)

  func generator(of formulation: Formulation) -> StaffingCutGenerator {
    found.withLock { known in
      if let known { return known }
      let generator = StaffingCutGenerator(
        formulation, formulation.posts { _, _ in true }, QualifiedVolunteers(formulation.instance))
      known = generator
      return generator
    }
  }
}

extension Formulation {
  var cutGenerator: StaffingCutGenerator { cutGeneratorCache.generator(of: self) }
}
