import Intake
import Model

/// Lists of which somebody undoes changes by hand: items are put back as they were, not cells of tables.
struct ListsUndoneByHand {
  private let before: Lists
  private(set) var lists: Lists

  /// - Parameters:
  ///   - before: The lists as they were.
  ///   - lists: The lists as they are now.
  init(_ before: Lists, _ lists: Lists) { (self.before, self.lists) = (before, lists) }

  /// Undoes several changes, which `diff` names by their lists and items.
  mutating func undo(_ changes: [ListsChange]) {
    // Items come back before what is about them.
    for change in changes where change.list != .pins { undo(change) }
    for change in changes where change.list == .pins { undo(change) }
    let (projects, needs) = (Set(lists.projects.map(\.id)), Set(lists.needs.map(\.id)))
    // What is about an item goes with it.
    lists.pins.removeAll { !projects.contains($0.project) }
    for p in lists.projects.indices {
      for v in lists.projects[p].variants.indices {
        lists.projects[p].variants[v].services.removeAll { !needs.contains($0.need) }
      }
    }
  }

  private mutating func undo(_ change: ListsChange) {
    switch change.list {
    case .funds: put(\.funds, change.item)
    case .needs: putNeed(NeedID(change.item))
    case .projects: putProject(ProjectID(change.item))
    case .pins:
      let isMeant: (Pin) -> Bool = { Self.key($0) == change.item }
      lists.pins.removeAll(where: isMeant)
      lists.pins += before.pins.filter(isMeant)
    case .limits:
      let isMeant: (AllotmentLimit) -> Bool = { $0.key == change.item }
      lists.limits.removeAll(where: isMeant)
      lists.limits += before.limits.filter(isMeant)
    default: preconditionFailure("\(change.list) is not edited")
    }
  }

  private mutating func put(_ path: WritableKeyPath<Lists, [Fund]>, _ id: String) {
    lists[keyPath: path].removeAll { $0.id.text == id }
    lists[keyPath: path] += before[keyPath: path].filter { $0.id.text == id }
  }

  private mutating func putNeed(_ id: NeedID) {
    lists.needs.removeAll { $0.id == id }
    lists.needs += before.needs.filter { $0.id == id }
  }

  private mutating func putProject(_ id: ProjectID) {
    let now = lists.projects.first { $0.id == id }
    lists.projects.removeAll { $0.id == id }
    guard var project = before.projects.first(where: { $0.id == id }) else { return }
    // That it serves a need which is new is a matter of the need.
    let old = Set(before.needs.map(\.id))
    for v in project.variants.indices {
      let other = now?.variants.first { $0.id == project.variants[v].id }
      project.variants[v].services += (other?.services ?? []).filter { !old.contains($0.need) }
    }
    lists.projects.append(project)
  }

  private static func key(_ pin: Pin) -> String {
    [pin.kind.rawValue, pin.project.text, pin.fund?.text, pin.volunteer?.text, pin.role?.text].compactMap { $0 }.joined(
      separator: " ")
  }
}

extension AllotmentLimit {
  fileprivate var key: String { [kind.rawValue, of].filter { !$0.isEmpty }.joined(separator: " ") }
}
