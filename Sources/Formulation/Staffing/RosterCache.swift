import IntegerProgram
import Synchronization

/// Keeps the answers about rosters by the variants that they staff and the pins of people that are waived: they depend on
/// nothing else.
package final class RosterCache: Sendable {
  private struct Key<Variants: Hashable & Sendable>: Hashable, Sendable {
    let variants: Variants
    let waivedPins: Set<Meaning>
  }

  private let found = Mutex<[Key<Set<StartedVariant>>: Staffing.Answer]>([:])
  private let foundCuts = Mutex<[Key<[StartedVariant]>: [UnstaffableVariants]]>([:])

  subscript(variants: Set<StartedVariant>, without waivedPins: Set<Meaning>) -> Staffing.Answer? {
    get { found.withLock { $0[Key(variants: variants, waivedPins: waivedPins)] } }
    set { found.withLock { $0[Key(variants: variants, waivedPins: waivedPins)] = newValue } }
  }

  /// The known single variants and pairs among these that have no roster; nil where they were not determined yet.
  func cuts(of variants: [StartedVariant], without waivedPins: Set<Meaning>) -> [UnstaffableVariants]? {
    foundCuts.withLock { $0[Key(variants: variants, waivedPins: waivedPins)] }
  }

  func learn(_ cuts: [UnstaffableVariants], of variants: [StartedVariant], without waivedPins: Set<Meaning>) {
    foundCuts.withLock { $0[Key(variants: variants, waivedPins: waivedPins)] = cuts }
  }
}
