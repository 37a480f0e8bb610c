import Model

/// Why a project that is declared for a need can serve nothing of it.
public enum UnservableNeed: Sendable, Hashable, CaseIterable {
  /// The need was served or withdrawn.
  case closed
  /// The need asks for nothing, or the project offers nothing of it.
  case zero
  /// The project cannot run in the need's due period.
  case outsideDuePeriod
}

extension Formulation {
  /// The needs that a project is declared for, each with the reason for which the project can serve nothing of it;
  /// empty where it is declared for none.
  /// - Returns: nil where it can serve something.
  /// - Complexity: O(services × needs).
  public func unservableNeeds(of id: ProjectID) -> [(need: NeedID, reason: UnservableNeed)]? {
    let p = instance.index(of: id)
    let variants = projects[p].variants
    let declared = Set(variants.flatMap { $0.services.map(\.need) }).sorted()
    var out: [(need: NeedID, reason: UnservableNeed)] = []
    for needID in declared {
      let need = instance.need(needID)
      let most =
        variants.flatMap { variant in
          variant.services.filter { $0.need == needID }.map { $0.micro(at: variant.scaleMax) }
        }.max() ?? 0
      if need.status != .open {
        out.append((needID, .closed))
      } else if need.quantity <= .zero || most <= 0 {
        out.append((needID, .zero))
      } else if credits[instance.index(of: needID)][p] == nil {
        out.append((needID, .outsideDuePeriod))
      } else {
        return nil
      }
    }
    return out
  }
}
