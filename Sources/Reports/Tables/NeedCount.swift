import Model

/// How many of some needs are served wholly, in part and not at all.
struct NeedCount {
  let all: Int
  let whole: Int
  let none: Int

  var inPart: Int { all - whole - none }

  /// - Parameter served: What is served of each need, in millionths of its unit.
  init(_ needs: [Need], served: [NeedID: Int128]) {
    all = needs.count
    whole = needs.count { (served[$0.id] ?? 0) >= Int128($0.quantity.milli) * 1000 }
    none = needs.count { (served[$0.id] ?? 0) == 0 && $0.quantity > .zero }
  }
}
