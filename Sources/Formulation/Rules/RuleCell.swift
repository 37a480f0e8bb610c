import Model

/// A column from which a rule is read, in the row of one subject of the rule's decisions.
struct RuleCell: Sendable {
  /// The subject that identifies the row.
  enum Row: Sendable {
    /// The subject at this position.
    case subject(Int)
    /// The last subject that is the id of a volunteer. Its position depends on whether the decision is about a post.
    case volunteer
  }

  let key: CellKey
  let row: Row
  /// Whether answers cite the cell. They cite the cells that state the rule's limit, not those of the limited quantity.
  let isCited: Bool

  init(_ key: CellKey, of subject: Int, isCited: Bool = true) {
    self.init(key, row: .subject(subject), isCited: isCited)
  }

  init(ofVolunteer key: CellKey, isCited: Bool = true) { self.init(key, row: .volunteer, isCited: isCited) }

  private init(_ key: CellKey, row: Row, isCited: Bool) {
    self.key = key
    self.row = row
    self.isCited = isCited
  }

  /// The cell in the row of a decision's subject; nil if the decision has no such subject.
  func citation(of subjects: [String], in instance: Instance) -> Citation? {
    let id: String? =
      switch row {
      case .subject(let position): subjects.indices.contains(position) ? subjects[position] : nil
      case .volunteer: subjects.last { instance.volunteerIndex[VolunteerID($0)] != nil }
      }
    return id.map { Citation(key, of: $0) }
  }
}
