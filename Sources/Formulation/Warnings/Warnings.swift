import Model

extension Formulation {
  /// Warnings about two things: parts of the lists that no plan can use, such as a fund that may pay for nothing; and
  /// likely mistakes, such as an amount in the wrong unit. ``WarningCode`` lists them.
  public var warnings: [Finding] {
    unusableFunds + unmatchedEarmarks + implausibleAmounts + needWarnings + projectWarnings + repeatWarnings
      + peopleWarnings + unusedAuthorities
  }

  /// Funds that may pay for nothing, each with the earmark that excludes the most payments.
  private var unusableFunds: [Finding] {
    let unusable = funds.indices.filter { funds[$0].available > .zero && payees[$0].isEmpty }
    return unusable.map { index in
      let fund = funds[index]
      let field = exclusions(by: fund.id).first?.field ?? .id
      return Finding(
        "fund-unusable", severity: .warning, at: fund.origin, .funds(field), value: fund.id.text,
        expected: Bilingual("至少有一项费用可以由它支付", "some cost that it may pay"),
        mend: Bilingual(
          "没有项目符合它的用途限制，首先是这一列；请核对，或申报合适的项目",
          "no project fits its earmarks, this column most of all; check it, or propose a project that fits"))
    }
  }
}
