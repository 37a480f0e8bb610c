extension Lists {
  /// Finds periods that are reversed, overlap or leave a gap, and releases in unknown periods or of more than the
  /// fund's amount.
  func periodInconsistencies() -> [Finding] {
    var found = repeated(periods.map { ($0.id.text, $0.origin) }, .periods(.id))
    for period in periods { found += reversed(period.span, period.origin, .periods(.to)) }
    let inOrder = periods.sorted { ($0.span.from!, $0.id) < ($1.span.from!, $1.id) }
    for (last, next) in zip(inOrder, inOrder.dropFirst()) {
      let expected = last.span.to!.number + 1
      guard next.span.from!.number != expected else { continue }
      let day = Day(number: expected)
      found.append(
        Finding(
          "periods-not-consecutive", at: next.origin, .periods(.from), value: next.span.from!.description,
          expected: Bilingual(
            "\(day)，即上一期间“\(last.id)”结束的次日", "\(day), the day after the period before, ‘\(last.id)’, ends"),
          mend: Bilingual("请改正日期，使各期间首尾相接", "correct the days, so that each period begins where the last one ends")))
    }
    let known = Set(periods.map(\.id))
    for fund in funds {
      var seen: Set<PeriodID> = []
      var sum: Int128 = 0
      for release in fund.releases {
        found += dangling(release.period, known, release.origin, .fundReleases(.period), in: .periods)
        sum += Int128(release.amount.minorUnits)
        if !seen.insert(release.period).inserted {
          found.append(
            Finding(
              "id-repeated", at: release.origin, .fundReleases(.period), value: release.period.text,
              expected: Bilingual("每笔资金每个期间一行", "one row for each fund and period"),
              mend: Bilingual("请合并为一行", "merge the rows")))
        }
      }
      if sum > Int128(fund.amount.minorUnits), let last = fund.releases.last {
        found.append(
          Finding(
            "release-exceeds-amount", at: last.origin, .fundReleases(.amount), value: currency.text(last.amount),
            expected: Bilingual(
              "各期下达合计不超过资金总额 \(currency.text(fund.amount))",
              "releases that add up to no more than the fund's amount, \(currency.text(fund.amount))"),
            mend: Bilingual(
              "现合计 \(decimalText(sum, digits: currency.digits, grouped: true))，请改正下达额或资金总额",
              "they add up to \(decimalText(sum, digits: currency.digits, grouped: true)); correct them or the amount"))
        )
      }
    }
    return found
  }

  /// Finds cost lines that fall due after their variant's last period.
  func dueInconsistencies() -> [Finding] {
    var lines: Set<Int> = []
    return projects.flatMap { project in
      project.variants.flatMap { variant in
        variant.costs.compactMap { line in
          // A row for every variant is reported once.
          guard let due = line.due, due > variant.lasts, lines.insert(line.origin.line).inserted else { return nil }
          return Finding(
            "due-beyond-run", at: line.origin, .costs(.due), value: String(due),
            expected: Bilingual(
              "1 至 \(variant.lasts)：项目“\(project.id)”的方案“\(variant.id)”历时 \(variant.lasts) 期",
              "1 to \(variant.lasts): variant ‘\(variant.id)’ of project ‘\(project.id)’ lasts \(variant.lasts)"),
            mend: Bilingual("请改正应付期或方案的“历时”", "correct it, or how long the variant lasts"))
        }
      }
    }
  }
}
