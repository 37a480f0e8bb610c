/// 搭配方式. How two volunteers are combined.
public enum PairKind: String, Sendable, CaseIterable {
  /// 同行: on each project, and in each slot of it, both serve or neither.
  case together
  /// 分开: on no project do both serve.
  case apart
}

/// 志愿者搭配. Two volunteers who serve together, or never on one project.
public struct VolunteerPair: Sendable {
  /// How they are combined.
  public var kind: PairKind
  /// One of them.
  public var volunteer: VolunteerID
  /// The other.
  public var with: VolunteerID
  /// Why; read by nobody but readers of the list.
  public var reason = ""
  /// The row from which it was read.
  public var origin = Origin.none
  /// Creates a pair without a reason.
  public init(_ kind: PairKind, _ volunteer: VolunteerID, with: VolunteerID) {
    self.kind = kind
    self.volunteer = volunteer
    self.with = with
  }

  /// Both ids, in order, so that the two ways to write a pair are the same.
  public var members: [VolunteerID] { [volunteer, with].sorted() }

  /// Whether a volunteer is one of the two.
  public func has(_ id: VolunteerID) -> Bool { volunteer == id || with == id }
}
