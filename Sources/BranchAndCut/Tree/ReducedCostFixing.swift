import IntegerProgram

extension Relaxation {
  /// Narrows each integer column whose reduced cost would raise the bound above the cutoff within its range (reduced
  /// cost fixing).
  ///
  /// - Parameters:
  ///   - domain: The node's box, which is narrowed.
  ///   - node: Records the narrowed bounds, which hold in its whole subtree.
  /// - Returns: Whether some bound was narrowed.
  /// - Source: Dantzig, Fulkerson and Johnson 1954.
  func fixByReducedCosts(_ domain: inout Domain, _ node: Node, cutoff: Double) -> Bool {
    let room = cutoff - bound
    guard room.isFinite, room >= 0 else { return false }
    var hasNarrowed = false
    for j in 0..<problem.columnCount where problem.isInteger[j] && domain.lower[j] < domain.upper[j] {
      let d = reducedCosts[j]
      guard abs(d) > 1e-7 else { continue }
      let reach = (room / abs(d) + 1e-6).rounded(.down)
      if d > 0, domain.lower[j] + reach < domain.upper[j] {
        domain.set(j, domain.lower[j], domain.lower[j] + reach)
      } else if d < 0, domain.upper[j] - reach > domain.lower[j] {
        domain.set(j, domain.upper[j] - reach, domain.upper[j])
      } else {
        continue
      }
      node.narrowed.append((j, domain.lower[j], domain.upper[j]))
      hasNarrowed = true
    }
    return hasNarrowed
  }
}
