import ExactProgram
import IntegerProgram
import Model

/// A role of a variant.
package struct Post: Sendable {
  package let project: Int
  let variant: Int
  package let role: Role
  let slots: [Slot]
  let sites: [PlaceID]
  /// 1 if the variant is carried out, otherwise 0.
  let carried: Expression
  /// The possible starts: the periods in which the variant then runs, and 1 if it begins there.
  var starts: [(run: Range<Int>, begun: Expression)] = []

  /// Whether every holder is present in all of its slots.
  var isWhole: Bool { !slots.isEmpty && (role.sameThroughout || slots.count == 1) }

  /// The number of periods in which its variant runs.
  package var lasts: Int { starts.first?.run.count ?? 1 }

  /// Whether it asks for anybody; a role that does not takes nobody away from others.
  var asks: Bool { role.headsMin > 0 || role.minutes > 0 || role.needsMentor }
}

/// A volunteer on a post that they may hold: whether they hold it, in which slots, and for how many minutes.
package struct Duty: Sendable {
  package let volunteer: Int
  package let post: Int
  package let heads: Expression
  /// By slot; empty where the post has none.
  let presence: [SlotID: Expression]
  let minutes: Expression
  /// The minutes in each period.
  let portions: [(period: Int, minutes: Expression)]
  /// The minutes in each period of the run, equal in all of them; nil where the post has slots.
  let inEachPeriod: Expression?
  /// The columns of `heads` and of `presence`, where presence has columns of its own.
  let headsColumn: Int
  let presenceColumns: [SlotID: Int]
  /// The column of shifts in each period of the run, where the post has no slots and the start is fixed.
  let minutesColumn: Int?
}

/// The posts and duties of a program. In a roster the awards are fixed, and an infeasible roster returns a cut to the
/// program of the money (docs/decisions/0006). In the whole program the awards are decided as well
/// (docs/decisions/0011).
package struct People: Sendable {
  package var posts: [Post] = []
  package var duties: [Duty] = []
  /// The duties of each volunteer, and of each post.
  var ofVolunteer: [[Int]] = []
  var ofPost: [[Int]] = []
  package var isRoster = false
  /// The volunteers with at least one duty.
  var qualified: [Int] { ofVolunteer.indices.filter { !ofVolunteer[$0].isEmpty } }
  /// For each duty whose whole shifts have a column of their own, that column and the minutes of a shift.
  var shiftColumns: [Int: (column: Int, shift: Int64)] = [:]
  /// The columns of the load stages.
  var heaviest: Expression?
  var excess: [(volunteer: Int, above: Expression)] = []
}

extension Formulation {
  package var volunteers: [Volunteer] { instance.lists.volunteers }

  /// The posts of the wanted variants, in the order of the lists.
  func posts(where isWanted: (_ project: Int, _ variant: Int) -> Bool) -> [Post] {
    projects.enumerated().flatMap { p, project in
      project.variants.enumerated().filter { isWanted(p, $0.offset) }.flatMap { v, variant in
        variant.roles.map { role in
          Post(
            project: p, variant: v, role: role, slots: role.slots.map(instance.slot),
            sites: instance.sites(of: role, in: project), carried: chosen[p][v],
            starts: begun[p][v].map { (instance.run(variant, from: $0.period), $0.begun) })
        }
      }
    }
  }

  /// Adds posts, and a duty for each volunteer who may hold one.
  /// - Parameter holders: For each post, volunteers who may hold it.
  mutating func addPeople(_ posts: [Post], _ holders: [[Int]]) {
    people.posts = posts
    people.ofVolunteer = Array(repeating: [], count: volunteers.count)
    people.ofPost = Array(repeating: [], count: posts.count)
    for (post, qualified) in holders.enumerated() {
      for volunteer in qualified { addDuty(volunteer, post) }
    }
  }

  private mutating func addDuty(_ n: Int, _ p: Int) {
    let post = people.posts[p], offer = volunteers[n].offer
    let subjects = subjects(post) + [volunteers[n].id.text]
    let (headsColumn, heads) = addPart("heads", subjects, 1)
    var columns: [SlotID: Int] = [:], presence: [SlotID: Expression] = [:]
    let open = post.slots.filter { slot in offer.slots.map { $0.contains(slot.id) } ?? true }
    for slot in open {
      if post.isWhole {
        presence[slot.id] = heads
      } else {
        (columns[slot.id], presence[slot.id]) = addPart("presence", subjects + [slot.id.text], 1)
      }
    }
    var portions: [(period: Int, minutes: Expression)] = [], inEachPeriod: Expression?, minutesColumn: Int?
    if post.slots.isEmpty {
      let parts = addMinutes(offer, post, subjects)
      inEachPeriod = parts.map(\.minutes).sum()
      minutesColumn = parts.count == 1 ? parts[0].column : nil
      portions = Set(parts.flatMap(\.run)).sorted().map { period in
        (period, parts.filter { $0.run.contains(period) }.map(\.minutes).sum())
      }
    } else {
      portions = Dictionary(grouping: open) { instance.period(of: $0) }.sorted { $0.key < $1.key }.map {
        period, slots in
        (period, slots.map { presence[$0.id]! * Int128($0.minutes) }.sum())
      }
    }
    people.ofVolunteer[n].append(people.duties.count)
    people.ofPost[p].append(people.duties.count)
    people.duties.append(
      Duty(
        volunteer: n, post: p, heads: heads, presence: presence, minutes: portions.map(\.minutes).sum(),
        portions: portions, inEachPeriod: inEachPeriod, headsColumn: headsColumn, presenceColumns: columns,
        minutesColumn: minutesColumn))
  }

  /// Adds columns for the minutes in a period on a post without slots. There is one for each possible start, because
  /// the start decides in which periods the minutes fall.
  private mutating func addMinutes(
    _ offer: Offer, _ post: Post, _ subjects: [String]
  ) -> [(run: Range<Int>, minutes: Expression, column: Int)] {
    let step = offer.shift ?? 1
    let name = step == 1 ? "minutes" : "shifts", most = Int128(offer.minutes / step)
    return post.starts.map { run, begun in
      let start = post.starts.count > 1 ? [instance.timeline[run.lowerBound].id.text] : []
      let (column, part) = addPart(name, subjects + start, most)
      // With a single start, the rows on heads already imply this.
      if !start.isEmpty { exact.add(Meaning(name, subjects + start), part - begun * most, atMost: 0) }
      return (run, part * Int128(step), column)
    }
  }

  private mutating func addPart(_ name: String, _ subjects: [String], _ upper: Int128) -> (Int, Expression) {
    let part = exact.addColumn(Meaning(name, subjects), .choice, upper: upper)
    return (exact.columns.count - 1, part)
  }

  /// Adds the column that counts the whole shifts of a duty in slots.
  mutating func wholeShifts(of index: Int) -> Expression {
    let duty = people.duties[index], offer = volunteers[duty.volunteer].offer
    people.shiftColumns[index] = (exact.columns.count, offer.shift!)
    let subjects = subjects(people.posts[duty.post]) + [subject(duty.volunteer)]
    let most = offer.minutes * Int64(max(1, duty.portions.count)) / offer.shift!
    return exact.addColumn(Meaning("shifts", subjects), .choice, upper: Int128(most))
  }

  func subjects(_ post: Post) -> [String] {
    [projects[post.project].id.text, projects[post.project].variants[post.variant].id.text, post.role.id.text]
  }

  package func subject(_ volunteer: Int) -> String { volunteers[volunteer].id.text }
}
