// The columns of the lists of plan periods, of goods and venues and of weights. Their order is that of docs/lists.md.

/// The columns of `periods` (期间).
public enum PeriodField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .periods }
  case id, from, to
}

/// The columns of `fund_releases` (资金下达计划).
public enum FundReleaseField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .fundReleases }
  case fund, period, amount
}

/// The columns of `assets` (物资场地).
public enum AssetField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .assets }
  case id, name, kind, type, place, quantity, unit, categories, reach
}

/// The columns of `asset_slots` (场地时段).
public enum AssetSlotField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .assetSlots }
  case asset, slot, capacity
}

/// The columns of `project_assets` (项目物资场地).
public enum ProjectAssetField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .projectAssets }
  case project, variant, asset, type, fixed
  case perUnit = "per_unit"
  case slots
}

/// The columns of `weights` (权重公式).
public enum WeightField: String, ListField {
  /// The list of these columns.
  public static var list: ListName { .weights }
  case version, kind, indicator, above, value
  case atMost = "at_most"
}
