/// 层级. The level of a place in the tree of places.
public enum PlaceLevel: String, Sendable, CaseIterable {
  /// 县, 乡镇, 村, 社区, 网格. The raw values are the English words of the lists.
  case county, township, village, community, grid
}

/// 地点. A node of the tree county > township > village or community > grid.
public struct Place: Sendable {
  /// Stable id.
  public var id: PlaceID
  /// Name, for display.
  public var name = ""
  /// The place in which it lies; nil for a root.
  public var parent: PlaceID?
  /// Level in the tree.
  public var level = PlaceLevel.village
  /// 人口: number of residents.
  public var population: Int64 = 0
  /// Position; nil where the list gives none.
  public var coordinates: Coordinates?
  /// Indicators by the township's own names, such as the share of elderly people; in thousandths.
  public var indicators: [String: Quantity] = [:]
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a place with default values in all other fields.
  public init(id: PlaceID) { self.id = id }
}

/// 类别. A node of the category tree of needs and projects.
public struct Category: Sendable {
  /// Stable id.
  public var id: CategoryID
  /// Name, for display.
  public var name = ""
  /// The category of which it is a kind; nil for a root.
  public var parent: CategoryID?
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a category with default values in all other fields.
  public init(id: CategoryID) { self.id = id }
}
