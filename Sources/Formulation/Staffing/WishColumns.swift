import ExactProgram
import IntegerProgram
import Model

/// The volunteers' wishes as columns and rows beside the program of the money, for the stage in which they decide what is
/// carried out.
///
/// There is a duty for each volunteer and each post of a project that they wish for. Those who do not wish for a project
/// have no duty there, so the rows are a relaxation: they state what each volunteer can do alone and how many people a
/// post takes. A roster decides whether a point reaches the wishes that it claims (``Staffing/wishCut(at:)``).
struct WishColumns: Sendable {
  private(set) var people: PeopleProgram
  /// The number of columns of the program to which these were added.
  private let first: Int

  /// The rules about what one volunteer can do, whatever the others do.
  private static let rulesOfOne: [any PeopleRule.Type] = [
    SlotRule.self, Rest.self, VolunteerMinutes.self, VolunteerProjects.self, OneRole.self, LeastMinutes.self,
    WholeShifts.self, SameThroughout.self,
  ]

  /// - Parameter exact: The program to which the columns and rows are added.
  init(_ formulation: Formulation, addingTo exact: ExactProgram) {
    first = exact.columns.count
    let posts = formulation.possiblePosts
    let all = zip(posts, formulation.cutGenerator.holders(of: posts)).map { post, holders in
      let project = formulation.projects[post.project].id
      let wishers = holders.filter { formulation.volunteers[$0].offer.wishes(for: project) }
      return (post: post, wishers: wishers, others: holders.count - wishers.count)
    }.filter { !$0.wishers.isEmpty }
    people = PeopleProgram(
      formulation.instance, addingTo: exact, all.map(\.post), all.map(\.wishers), rules: Self.rulesOfOne)
    for (index, item) in all.enumerated() { addHeads(of: index, others: item.others) }
  }

  /// Adds the rows that bound the people on a post, where all who do not wish for its project may hold it, too.
  private mutating func addHeads(of index: Int, others: Int) {
    let post = people.posts[index], role = post.role, y = post.carried
    let duties = people.ofPost[index].map { people.duties[$0] }
    let subjects = people.subjects(post)
    for duty in duties {
      people.add(RoleHeads.self, subjects + [people.subject(duty.volunteer)], duty.heads - y, atMost: 0)
    }
    for slot in post.slots.isEmpty ? [nil] : post.slots.map(Optional.some) {
      let held = duties.compactMap { duty in slot.map { duty.presence[$0.id] } ?? duty.heads }.sum()
      let place = subjects + (slot.map { [$0.id.text] } ?? [])
      people.add(RoleHeads.self, place, held - y * Int128(max(0, role.headsMin - others)), atLeast: 0)
      if let most = role.headsMax { people.add(RoleHeads.self, place, held - y * Int128(most), atMost: 0) }
    }
    if others == 0, role.minutes > 0 {
      people.add(RoleMinutes.self, subjects, duties.map(\.minutes).sum() - y * Int128(role.minutes), atLeast: 0)
    }
  }

  /// The program with these columns and rows.
  var exact: ExactProgram { people.exact }
  /// The sum of all wishes, in thousandths.
  var objective: Expression { people.wishes }

  /// The wishes on the posts of a variant, in thousandths.
  func wishes(of item: StartedVariant) -> Expression {
    people.posts.indices.filter { people.posts[$0].project == item.project && people.posts[$0].variant == item.variant }
      .flatMap { people.ofPost[$0] }.map { people.duties[$0].heads * people.wish(of: people.duties[$0]) }.sum()
  }

  /// A point of the program of the money, with the wishes that a roster grants.
  func extended(_ point: [Int128], with assignments: [Allocation.Assignment]) -> [Int128] {
    var out = Array(point.prefix(first)) + people.exact.columns[first...].map { max(0, $0.lower) }
    let wished = assignments.filter { people.instance.volunteer($0.volunteer).offer.wishes(for: $0.project) }
    guard people.enter(wished, into: &out) else { preconditionFailure("a roster holds a duty that nobody may hold") }
    return out
  }

  /// A point without these columns.
  func shortened(_ point: [Int128]) -> [Int128] { Array(point.prefix(first)) }
}
