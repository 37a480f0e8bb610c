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
    var row = Array(0...other.count)
    for (i, a) in letters.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        (diagonal, row[j + 1]) = (row[j + 1], min(diagonal + (a == b ? 0 : 1), row[j] + 1, row[j + 1] + 1))
      }
    }
    let distance = row[other.count]
    guard distance * 3 <= max(letters.count, other.count) else { continue }
    if best.map({ (distance, candidate) < $0 }) ?? true { best = (distance, candidate) }
  }
  return best?.word
}
