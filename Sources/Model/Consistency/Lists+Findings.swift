// Findings that several checks of the lists report.
extension Lists {
  /// Reports an id that its list does not have.
  func dangling<T>(
    _ id: Identifier<T>, _ known: Set<Identifier<T>>, _ origin: Origin, _ cell: CellKey, in list: ListName,
    guesses: Bool = true
  ) -> [Finding] {
    known.contains(id) ? [] : [.dangling(id.text, at: origin, cell, in: list, guesses ? known.map(\.text) : [])]
  }

  /// Reports ids that occur more than once.
  /// - Parameter namesFiles: Whether files are named after the ids. Case is then ignored, as many file systems do not
  ///   tell `h1` from `H1`.
  func repeated(_ items: [(String, Origin)], _ cell: CellKey, namesFiles: Bool = false) -> [Finding] {
    var first: [String: Int] = [:]
    var found: [Finding] = []
    for (id, origin) in items {
      let name = namesFiles ? id.lowercased() : id
      if let line = first[name] {
        found.append(
          Finding(
            "id-repeated", at: origin, cell, value: id,
            expected: namesFiles
              ? Bilingual("每个编号只出现一次，不论大小写", "each id once, whatever the case of its letters")
              : Bilingual("每个编号只出现一次", "each id once"),
            mend: Bilingual(
              "第 \(line) 行已用此编号；请改编号或删去重复行", "line \(line) has this id already; change it or delete the row")))
      } else {
        first[name] = origin.line
      }
    }
    return found
  }

  /// Reports a period that ends before it begins, at the column of its last day.
  func reversed(_ period: Period, _ origin: Origin, _ end: CellKey) -> [Finding] {
    guard let from = period.from, let to = period.to, to < from else { return [] }
    return [
      Finding(
        "period-reversed", at: origin, end, value: to.description,
        expected: Bilingual("不早于开始日期 \(from)", "no earlier than the first day, \(from)"),
        mend: Bilingual("请对调或改正两个日期", "exchange or correct the two dates"))
    ]
  }
}
