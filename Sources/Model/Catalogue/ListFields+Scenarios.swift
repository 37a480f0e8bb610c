/// The columns of `scenarios` (情景), which docs/scenarios.md explains.
public enum ScenarioField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .scenarios }
  case scenario
  case ofList = "list"
  case item, change, value, note
}

extension CellKey {
  /// A column of `scenarios`.
  public static func scenarios(_ field: ScenarioField) -> CellKey { CellKey(field) }
}
