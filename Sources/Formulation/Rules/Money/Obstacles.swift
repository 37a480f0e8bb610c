import Model

/// An earmark that forbids a fund to pay a type of cost of a project, with the cell it was read from.
public struct Obstacle: Sendable, Hashable {
  /// The name of the rule: `eligibility`, `fund-period` or `no-double-funding`.
  public let rule: String
  /// The cell of the list of funds that states the earmark.
  public let cell: Citation
}

extension Instance {
  /// Every earmark of `eligibility`, `fund-period` and `no-double-funding` that forbids a payment; empty if it is
  /// permitted.
  /// - Complexity: O(depth of the trees + entries of the fund's lists).
  public func obstacles(_ fund: Fund, _ project: Project, _ costType: String) -> [Obstacle] {
    let earmark = Earmark(fund, in: self), payee = Payee(project, in: self)
    return EarmarkCondition.all.filter { !earmark.holds($0, for: payee, costType) }.map {
      Obstacle(rule: $0.rule, cell: Citation(.funds($0.field), of: fund.id.text))
    }
  }

  /// The cells that permit a fund to pay; the cell of its amount if no earmark restricts it.
  /// - Complexity: O(depth of the trees + entries of the fund's lists).
  public func permits(_ fund: Fund, _ project: Project, _ costType: String) -> [Citation] {
    let earmark = Earmark(fund, in: self), payee = Payee(project, in: self)
    let conditions = EarmarkCondition.all.filter {
      earmark.isRestriction($0, for: payee) && earmark.holds($0, for: payee, costType)
    }
    return (conditions.isEmpty ? [.amount] : conditions.map(\.field)).map {
      Citation(.funds($0), of: fund.id.text)
    }
  }
}
