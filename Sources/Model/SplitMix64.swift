/// The SplitMix64 generator of pseudorandom numbers: the same seed gives the same numbers on every machine.
/// - Source: Steele, Lea & Flood 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// Creates a generator from a seed.
  public init(state: UInt64) { self.state = state }

  /// Returns the next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Returns true with a probability of `percent` hundredths.
  public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// Returns one of the items, each with the same probability.
  /// - Precondition: `items` is not empty.
  public mutating func pick<T>(_ items: [T]) -> T { items.randomElement(using: &self)! }

  /// Returns a subset of the items; each is kept with a probability of `percent` hundredths.
  public mutating func some<T>(_ items: [T], _ percent: Int) -> [T] { items.filter { _ in chance(percent) } }
}
