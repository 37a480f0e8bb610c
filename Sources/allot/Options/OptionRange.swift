import ArgumentParser
import Foundation

/// The range of the work limit in simplex iterations, up to a thousand times what a city takes. Parts of a solve get a
/// fraction or a multiple of the limit.
let workLimits = 1...1_000_000_000_000

/// - Throws: `ValidationError` where an option's value lies outside its range.
func check(_ option: String, _ value: Int?, in range: ClosedRange<Int>) throws {
  guard let value, !range.contains(value) else { return }
  throw usageError(
    "\(option) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间",
    "\(option) lies in \(range.lowerBound)...\(range.upperBound)", value: String(value))
}

/// Joins a negative number to the preceding option, so that it is reported as out of range rather than as an unknown
/// option.
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

/// Checks that the folder that a command writes is not the one that it reads.
/// - Throws: `ValidationError` where `--out` is empty or both are one place.
func checkIsOwnFolder(_ out: String, beside read: String) throws {
  guard !out.isEmpty, !isOnePlace(out, read) else {
    throw usageError("--out 须是单独的文件夹", "--out is a folder of its own", value: out)
  }
}

/// Whether two paths lead to the same place, also by links.
func isOnePlace(_ a: String, _ b: String) -> Bool {
  func place(_ path: String) -> String { URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path }
  return place(a) == place(b)
}

/// Checks a relative gap.
/// - Throws: `ValidationError` where it is not in 0..<1.
func checkGap(_ gap: Double) throws {
  guard gap >= 0, gap < 1 else {
    throw usageError("--gap 应在 0 与 1 之间，可为 0", "--gap is 0 or lies between 0 and 1", value: "\(gap)")
  }
}
