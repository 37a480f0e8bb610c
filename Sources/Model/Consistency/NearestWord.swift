/// Returns the known word with the least edit distance (Levenshtein), if it is at most a third of the longer word.
///
/// Case is ignored; of several at the same distance, the first in order is returned.
/// - Complexity: O(Σ |word| × |candidate|) over the known words of similar length.
public func nearest(_ word: String, _ known: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased())
  var best: (distance: Int, word: String)?
  for candidate in known {
    let other = Array(candidate.lowercased())
    guard abs(other.count - letters.count) <= max(letters.count, other.count) / 3 + 1 else { continue }
    let distance = editDistance(letters, other)
    guard distance * 3 <= max(letters.count, other.count) else { continue }
    if best.map({ (distance, candidate) < $0 }) ?? true { best = (distance, candidate) }
  }
  return best?.word
}

/// The number of characters to insert, delete or replace so that `a` becomes `b` (Levenshtein distance).
/// - Parameter exchanges: Whether two neighbours can also be exchanged in one step (optimal string alignment).
/// - Complexity: O(|a| × |b|).
public func editDistance(_ a: [Character], _ b: [Character], exchanges: Bool = false) -> Int {
  var (before, last) = ([Int](), Array(0...b.count))
  var row = last
  for (i, x) in a.enumerated() {
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      row[j + 1] = min(row[j] + 1, last[j + 1] + 1, last[j] + (x == y ? 0 : 1))
      if exchanges, i > 0, j > 0, x == b[j - 1], a[i - 1] == y { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
    }
    if exchanges { before = last }
    swap(&last, &row)
  }
  return last[b.count]
}
