import Model

/// What an anchor of a page stands for.
enum AnchorKind: String { case fund, place, project, need }

/// The anchors of a page: each thing has one by its position in the lists, so that it is unique whatever the id looks like.
struct Anchors {
  private let known: [AnchorKind: [String: Int]]

  /// - Complexity: O(lists).
  init(_ instance: Instance) {
    func numbered(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($0.element, $0.offset + 1) }, uniquingKeysWith: { a, _ in a })
    }
    let lists = instance.lists
    known = [
      .fund: numbered(lists.funds.map(\.id.text)),
      .place: numbered(instance.placesWithSections.map(\.id.text)),
      .project: numbered(lists.projects.map(\.id.text)),
      // Only open needs stand in the section of their place.
      .need: numbered(lists.needs.filter { $0.status == .open }.map(\.id.text)),
    ]
  }

  /// The anchor of a thing; nil where the page does not show it.
  func anchor(_ kind: AnchorKind, _ id: String) -> String? {
    known[kind]?[id].map { "\(kind.rawValue)-\($0)" }
  }

  /// An id as a link to its anchor; as it is where it has none.
  func link(_ kind: AnchorKind, _ id: String) -> Markup {
    anchor(kind, id).map { .tag("a", ["href": "#" + $0], id) } ?? .text(id)
  }
}

extension Instance {
  /// The places that have a section of their own: those with open needs, and those of projects.
  var placesWithSections: [Place] {
    let named = Set(
      lists.needs.filter { $0.status == .open }.map(\.place) + lists.projects.flatMap { $0.places.map(\.place) })
    return lists.places.filter { named.contains($0.id) }
  }
}
