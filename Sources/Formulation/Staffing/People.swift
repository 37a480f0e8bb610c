import IntegerProgram
import Model

/// A role of a variant.
struct Post: Sendable {
  let project: Int
  let variant: Int
  let role: Role
  let slots: [Slot]
  let sites: [PlaceID]
  /// 1 where the variant is carried out.
  let carried: Expression
  /// When it may start, and the periods in which it then runs.
  var starts: [(run: Range<Int>, begun: Expression)] = []

  /// Whether who holds it is in every slot that it has.
  var isWhole: Bool { !slots.isEmpty && (role.sameThroughout || slots.count == 1) }

  /// In how many periods its variant runs.
  var lasts: Int { starts.first?.run.count ?? 1 }

  /// A role that asks for nobody takes nobody away from others.
  var asks: Bool { role.headsMin > 0 || role.minutes > 0 || role.needsMentor }
}

/// A volunteer on a post that they may hold: whether they do, in which slots, for how many minutes.
struct Duty: Sendable {
  let volunteer: Int
  let post: Int
  let heads: Expression
  /// By slot; empty where the post has none.
  let presence: [SlotID: Expression]
  let minutes: Expression
  /// What of these minutes falls in each period.
  let portions: [(period: Int, minutes: Expression)]
  /// As many in every period in which it runs, where the post has no slots.
  let inEachPeriod: Expression?
  /// The columns of these, where they have their own.
  let headsColumn: Int
  let presenceColumns: [SlotID: Int]
  /// Shifts in every period in which it runs, where its start is given.
  let minutesColumn: Int?
}

/// The people of a roster, which judges what the program of the money decided: what cannot be staffed comes back as a cut
/// (docs/decisions/0006); or of the whole program, where what is carried out is open (docs/decisions/0011).
struct People: Sendable {
  var posts: [Post] = []
  var duties: [Duty] = []
  /// By volunteer and by post.
  var ofVolunteer: [[Int]] = []
  var ofPost: [[Int]] = []
  var isRoster = false
  /// The volunteers who may do anything.
  var qualified: [Int] { ofVolunteer.indices.filter { !ofVolunteer[$0].isEmpty } }
  /// By duty, where whole shifts are counted in a column of their own.
  var shiftColumns: [Int: (column: Int, shift: Int64)] = [:]
  /// The load stages' columns.
  var heaviest: Expression?
  var excess: [(volunteer: Int, above: Expression)] = []
}

extension Formulation {
  var volunteers: [Volunteer] { instance.lists.volunteers }

  /// The roles that are wanted, in the order of the lists.
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

  /// Adds posts and a duty for each volunteer that may hold one.
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

  /// Columns for the minutes of a period on a post without slots: one for each start, where the start is open, as the start
  /// decides in which periods they fall.
  private mutating func addMinutes(
    _ offer: Offer, _ post: Post, _ subjects: [String]
  ) -> [(run: Range<Int>, minutes: Expression, column: Int)] {
    let step = offer.shift ?? 1
    let name = step == 1 ? "minutes" : "shifts", most = Int128(offer.minutes / step)
    return post.starts.map { run, begun in
      let start = post.starts.count > 1 ? [instance.timeline[run.lowerBound].id.text] : []
      let (column, part) = addPart(name, subjects + start, most)
      // Where there is but one, the heads say so already.
      if !start.isEmpty { exact.add(Meaning(name, subjects + start), part - begun * most, atMost: 0) }
      return (run, part * Int128(step), column)
    }
  }

  private mutating func addPart(_ name: String, _ subjects: [String], _ upper: Int128) -> (Int, Expression) {
    let part = exact.addColumn(Meaning(name, subjects), .choice, upper: upper)
    return (exact.columns.count - 1, part)
  }

  /// How many shifts a duty in slots comes to.
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

  func subject(_ volunteer: Int) -> String { volunteers[volunteer].id.text }
}
