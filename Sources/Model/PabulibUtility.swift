/// What a funded project of an election brings to the value of a plan.
///
/// - Source: the satisfaction measures of Pabutools: `Cardinality_Sat` (each voter counts the funded projects that they
///   voted for) and `Cost_Sat` (each voter counts what these projects cost); Talmon and Faliszewski, AAAI 2019.
public enum PabulibUtility: String, CaseIterable, Sendable {
  /// 票数: the number of ballots that name the project.
  case votes
  /// 得分: the sum of the points that ballots give to the project.
  case score
  /// 费用: the number of votes times the cost of the project in whole units of the currency.
  case cost
}
