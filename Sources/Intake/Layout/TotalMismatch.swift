import Model

/// A total that is not the sum of its rows.
struct TotalMismatch {
  let total: TotalRow
  /// The sum of the rows, in minor units.
  let sum: Int128
  /// The first and the last record of the rows; nil without rows.
  let rows: (first: Int, last: Int)?

  /// The warning about it.
  /// - Parameter stated: The total in the row.
  func finding(
    at file: String, _ text: DelimitedText, column: Int, _ stated: String, _ currency: Currency
  ) -> Finding {
    let amount = currency.text(Money(Int64(clamping: sum)))
    let expected = rows.map { rows in
      let (first, last) = (text.records[rows.first].line, text.records[rows.last].line)
      return first == last
        ? Bilingual("第 \(first) 行的金额 \(amount)", "the amount of line \(first), \(amount)")
        : Bilingual("第 \(first) 至 \(last) 行之和 \(amount)", "the sum of lines \(first) to \(last), \(amount)")
    }
    return Finding(
      .totalDiffers, file: file, line: text.records[total.record].line, column: column,
      value: stated, expected: expected ?? Bilingual("0：没有可合计的行", "0, as there is no row that it could sum up"),
      mend: Bilingual(
        "各行有漏、有重或有错：请核对各行，并改正合计", "a row is missing, repeated or wrong: check the rows, and correct the total"))
  }
}

extension [TotalRow] {
  /// The totals that their rows do not add up to.
  ///
  /// A total sums up the rows above it since the last one of its kind, or all rows above. If the first of its kind
  /// stands above all rows, each sums up the rows below it. A total that is blank states nothing. An amount that cannot
  /// be read ends the comparison, as it is a finding itself.
  /// - Parameters:
  ///   - records: The items, in the order of the file.
  ///   - cell: The text in the compared column; nil where it is blank.
  ///   - stated: The texts that a total may be read as; empty where it is blank.
  ///   - amount: The amount in a text in minor units; nil if it cannot be read.
  /// - Complexity: O(records + totals²).
  func mismatches(
    among records: [Int], cell: (Int) -> String?, stated: (TotalRow) -> [String], amount: (String) -> Int64?
  ) -> [TotalMismatch] {
    // The sums of the first rows, up to the first that cannot be read.
    var sums: [Int128] = [0]
    for record in records {
      let text = cell(record)
      guard let value = text.map(amount) ?? 0 else { break }
      sums.append(sums[sums.count - 1] + Int128(value))
    }
    let compared = filter { $0.kind != .other }
    let places = compared.map { total in records.partitioningIndex { $0 > total.record } }
    return compared.indices.compactMap { index in
      let values = stated(compared[index]).compactMap(amount)
      let parts = compared.parts(of: index, places, count: records.count)
      guard !values.isEmpty, parts.allSatisfy({ $0.upperBound < sums.count }) else { return nil }
      let possible = parts.map { sums[$0.upperBound] - sums[$0.lowerBound] }
      if values.contains(where: { possible.contains(Int128($0)) }) { return nil }
      let shown = parts.firstIndex { !$0.isEmpty } ?? 0
      let part = parts[shown]
      return TotalMismatch(
        total: compared[index], sum: possible[shown],
        rows: part.isEmpty ? nil : (records[part.lowerBound], records[part.upperBound - 1]))
    }
  }

  /// The parts of the items that a total may sum up, the likeliest first.
  private func parts(of index: Int, _ places: [Int], count: Int) -> [Range<Int>] {
    let (kind, place) = (self[index].kind, places[index])
    let kin = indices.filter { self[$0].kind == kind }
    if let first = kin.first, places[first] == 0 {
      let nextKin = kin.first { $0 > index }.map { places[$0] } ?? count
      let nextAny = indices.first { $0 > index && places[$0] > place }.map { places[$0] } ?? count
      let below = kind == .subtotal ? [place..<Swift.min(nextKin, nextAny)] : [place..<nextKin, place..<count]
      if below.contains(where: { !$0.isEmpty }) { return below }
    }
    let lastKin = kin.last { $0 < index }.map { places[$0] } ?? 0
    let lastAny = indices.last { $0 < index }.map { places[$0] } ?? 0
    return kind == .subtotal ? [lastKin..<place, lastAny..<place] : [lastKin..<place, 0..<place]
  }
}

extension [Int] {
  /// The first index whose element meets a condition that holds from some index on.
  fileprivate func partitioningIndex(_ isBeyond: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The rows whose amounts are the sums of the rows above them, since the last row of totals, in every column in which
/// the row states an amount: of two rows or more if a word of the row is like a sum, else the last row, of three or more.
/// - Parameters:
///   - records: The items, in the order of the file.
///   - totals: The records of the rows of totals.
///   - isWord: Whether a word of a record is like a sum.
///   - amount: The amount of a record in a column; nil where it is blank, and a nil value where it cannot be read.
/// - Complexity: O(records × columns).
func sumRows(
  _ records: [Int], totals: [Int], columns: Int, isWord: (Int) -> Bool, _ amount: (Int, Int) -> Int64??
) -> [(record: Int, column: Int, rows: Int, isWord: Bool)] {
  var found: [(Int, Int, Int, Bool)] = []
  var rest = totals[...]
  var (sums, rows) = ([Int128](repeating: 0, count: columns), 0)
  for record in records where columns > 0 {
    while let total = rest.first, total < record {
      rest.removeFirst()
      (sums, rows) = ([Int128](repeating: 0, count: columns), 0)
    }
    var stated: [(column: Int, value: Int128)] = []
    for column in 0..<columns {
      guard let value = amount(record, column) else { continue }
      // What cannot be read is a finding itself.
      guard let value else { return found }
      stated.append((column, Int128(value)))
    }
    let first = stated.first { $0.value != 0 }
    if rows >= 2, let first, stated.allSatisfy({ $0.value == sums[$0.column] }) {
      let isWord = isWord(record)
      if isWord || rows >= 3 && record == records.last { found.append((record, first.column, rows, isWord)) }
    }
    for (column, value) in stated { sums[column] += value }
    rows += 1
  }
  return found
}

extension Finding {
  /// The finding about a row that is read as an item and whose amounts are the sums of the rows above.
  /// - Parameter isWord: Whether its name looks like a word for a sum, too. The row is then refused.
  static func likeTotal(
    at file: String, line: Int, column: Int, _ value: String, rows: Int, isWord: Bool
  ) -> Finding {
    Finding(
      isWord ? "row-is-total" : WarningCode.rowLikeTotal.rawValue, severity: isWord ? .error : .warning, file: file,
      line: line, column: column, value: value,
      expected: Bilingual("清单的一项，而不是以上 \(rows) 行之和", "an item of the list, and not the sum of the \(rows) rows above"),
      mend: isWord
        ? TotalRow.mend
        : Bilingual(
          "此行按一项读取，金额恰好是以上各行之和：是合计行的请删去，否则钱会算两遍",
          "the row is read as an item, and its amounts are exactly the sums of the rows above: delete it if it is a total, as the money is counted twice"
        ))
  }
}
