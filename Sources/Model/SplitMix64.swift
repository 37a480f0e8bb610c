/// Steele, Lea & Flood 2014; the same numbers from the same seed everywhere.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64
  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// True `percent` times in a hundred.
  public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// - Precondition: `items` is not empty.
  public mutating func pick<T>(_ items: [T]) -> T { items.randomElement(using: &self)! }

  /// Each item with the same chance.
  public mutating func some<T>(_ items: [T], _ percent: Int) -> [T] { items.filter { _ in chance(percent) } }
}
