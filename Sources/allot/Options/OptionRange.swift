import ArgumentParser

/// Simplex iterations that may be asked for: a thousand times what a city takes. Parts of a solve have a share or a multiple.
let workLimits = 1...1_000_000_000_000

/// - Throws: `ValidationError` where an option's value lies outside its range.
func check(_ option: String, _ value: Int?, in range: ClosedRange<Int>) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError(
    inWords(
      "\(option) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间",
      "\(option) lies in \(range.lowerBound)...\(range.upperBound)"))
}

/// The words of a command line, where a negative number after an option is its value: it is told to lie outside the
/// option's range, and is not taken for an option of its own.
func valuesJoined(_ words: [String]) -> [String] {
  var out: [String] = []
  for (index, word) in words.enumerated() {
    if word == "--" { return out + words[index...] }
    let isNegative = word.wholeMatch(of: /-(?:[0-9.].*|inf|infinity|nan)/.ignoresCase()) != nil
    if isNegative, let option = out.last, option.wholeMatch(of: /--[a-z-]+/) != nil {
      out[out.count - 1] = option + "=" + word
    } else {
      out.append(word)
    }
  }
  return out
}
