/// A variant that is carried out, and the period in which it starts.
package struct StartedVariant: Hashable, Sendable {
  package let project: Int
  let variant: Int
  /// nil for any start.
  let start: Int?
}

/// Variants that cannot be staffed together.
package struct UnstaffableVariants: Sendable {
  package let variants: [StartedVariant]
  /// False where a limit ended the search for a roster: the cut may forbid what could have been staffed.
  package let isProven: Bool
}
