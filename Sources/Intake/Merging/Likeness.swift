import Model

/// A name as it is compared with other names that may mean the same thing: its pairs of neighbouring characters.
///
/// The measure is that of Dice (1945) on bigrams with a mark at both ends; names of Chinese villages and projects are too
/// short for trigrams.
struct NameLikeness: Sendable {
  /// The comparable text of the name.
  let text: String
  private let pairs: [UInt64]
  private let numbers: [String]

  /// - Complexity: O(n log n) in the scalars.
  init(_ name: String) {
    text = name.comparableText
    let scalars = [0] + text.unicodeScalars.map { UInt64($0.value) } + [0]
    pairs = zip(scalars, scalars.dropFirst()).map { $0 << 32 | $1 }.sorted()
    numbers = text.unicodeScalars.split { !Self.isNumber($0) }.map { String($0) }
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || "一二三四五六七八九十百".unicodeScalars.contains(scalar)
  }

  /// Whether at least this part of the pairs is common to both names, and neither is numbered otherwise, as `一组` and
  /// `二组` are.
  /// - Complexity: O(characters).
  func isLike(_ other: NameLikeness, part: (Int, of: Int)) -> Bool {
    if text.isEmpty || other.text.isEmpty { return false }
    if text == other.text { return true }
    if !numbers.isEmpty, !other.numbers.isEmpty, numbers != other.numbers { return false }
    var (i, j, common) = (0, 0, 0)
    while i < pairs.count, j < other.pairs.count {
      if pairs[i] == other.pairs[j] {
        (i, j, common) = (i + 1, j + 1, common + 1)
      } else if pairs[i] < other.pairs[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return 2 * common * part.of >= part.0 * (pairs.count + other.pairs.count)
  }
}

/// An item of a source, as it is compared with those of other sources.
struct ComparedItem: Sendable {
  let id: String
  /// The sources that list the item.
  var sources: Set<Int>
  let name: NameLikeness
  /// Items are compared only if they agree in this: for needs, place and category.
  let block: [String]
  /// What makes names that are less alike count: of a need, its quantity and unit; empty if it says none.
  let amount: [String]
  /// The days of a need, if it says any.
  let days: (from: String?, to: String?)
  /// Numbers of seven digits and more that stand in remarks: of a person, a telephone or an identity card.
  let numbers: Set<String>
}

/// Finds items of different sources that are most likely one item.
struct DuplicateSearch {
  /// The most pairs that are told of one item, and the most of which they are chosen.
  static let most = 5, mostNoted = 50
  /// The most pairs of different names of one block that are compared; above it, only equal names are told.
  static let mostComparisons = 4_000_000

  /// Pairs of indices of `items`, in order. Two items that one source lists both are never a pair.
  /// - Complexity: O(n log n + pairs of names of each block).
  static func pairs(_ items: [ComparedItem], arePeople: Bool) -> [(Int, Int)] {
    var found: [[Int]: Bool] = [:]
    var counts = [Int](repeating: 0, count: items.count)
    func note(_ a: Int, _ b: Int, isEqual: Bool) {
      guard a != b, items[a].sources.isDisjoint(with: items[b].sources) else { return }
      let pair = [min(a, b), max(a, b)]
      if found[pair] == nil {
        guard counts[a] < mostNoted, counts[b] < mostNoted else { return }
        counts[a] += 1
        counts[b] += 1
      }
      found[pair] = found[pair] ?? false || isEqual
    }
    for block in Dictionary(grouping: items.indices, by: { items[$0].block }).values {
      let named = Dictionary(grouping: block.filter { !items[$0].name.text.isEmpty }, by: { items[$0].name.text })
      for same in named.values { eachPair(same, same) { note($0, $1, isEqual: true) } }
      let groups = named.sorted { $0.key < $1.key }.map(\.value)
      guard !arePeople, groups.count * groups.count <= 2 * mostComparisons else { continue }
      for (place, first) in groups.enumerated() {
        for second in groups[(place + 1)...]
        where items[first[0]].name.isLike(items[second[0]].name, part: (3, of: 10)) {
          let isLike = items[first[0]].name.isLike(items[second[0]].name, part: (1, of: 2))
          eachPair(first, second) { a, b in
            if isLike || !items[a].amount.isEmpty && items[a].amount == items[b].amount { note(a, b, isEqual: false) }
          }
        }
      }
    }
    var byNumber: [String: [Int]] = [:]
    for index in items.indices { for number in items[index].numbers { byNumber[number, default: []].append(index) } }
    for (_, same) in byNumber.sorted(by: { $0.key < $1.key }) { eachPair(same, same) { note($0, $1, isEqual: true) } }
    return told(found, items)
  }

  /// Calls the body with the pairs of two groups; of very large groups, with those of their first members.
  private static func eachPair(_ first: [Int], _ second: [Int], _ body: (Int, Int) -> Void) {
    for a in first.prefix(500) { for b in second.prefix(500) { body(a, b) } }
  }

  /// The pairs that are told: those with equal names first, a few of each item, and none whose days exclude each other.
  private static func told(_ found: [[Int]: Bool], _ items: [ComparedItem]) -> [(Int, Int)] {
    var counts: [Int: Int] = [:]
    let inOrder = found.sorted { a, b in
      a.value != b.value ? a.value : a.key.lexicographicallyPrecedes(b.key)
    }
    var out: [(Int, Int)] = []
    for (pair, _) in inOrder {
      let (a, b) = (pair[0], pair[1])
      guard counts[a, default: 0] < most, counts[b, default: 0] < most, !areApart(items[a].days, items[b].days)
      else { continue }
      counts[a, default: 0] += 1
      counts[b, default: 0] += 1
      out.append((a, b))
    }
    return out.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  private static func areApart(_ a: (from: String?, to: String?), _ b: (from: String?, to: String?)) -> Bool {
    func ends(_ end: String?, before start: String?) -> Bool { end.flatMap { end in start.map { end < $0 } } ?? false }
    return ends(a.to, before: b.from) || ends(b.to, before: a.from)
  }
}
