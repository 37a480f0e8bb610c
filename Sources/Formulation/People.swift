import IntegerProgram
import Model

/// Volunteers with the same offer. In the program of the money a crew is a class of any size; in a roster it is one person.
struct Crew: Sendable {
  let offer: Offer
  /// As they stand in the instance.
  let members: [Int]
}

/// A role of a variant.
struct Post: Sendable {
  let project: Int
  let variant: Int
  let role: Role
  let slots: [Slot]
  let sites: [PlaceID]
  /// 1 where the variant is carried out.
  let carried: Expression

  /// Whether who holds it is in every slot that it has.
  var isWhole: Bool { !slots.isEmpty && (role.sameThroughout || slots.count == 1) }
}

/// A crew on a post that it may hold: how many of its members, in which slots, for how many minutes.
struct Duty: Sendable {
  let crew: Int
  let post: Int
  let heads: Expression
  /// By slot; empty where the post has none.
  let presence: [SlotID: Expression]
  let minutes: Expression
  /// The columns of these, where they have their own.
  let headsColumn: Int?
  let presenceColumns: [SlotID: Int]
  let minutesColumn: Int?

  var columns: [Int] { [headsColumn, minutesColumn].compactMap(\.self) + presenceColumns.values.sorted() }
}

/// The people of a program.
///
/// In the program of the money classes stand for their members together, and parts of people are allowed: a relaxation. A
/// roster, where every crew is one whole person, then judges what it decided, and what cannot be staffed comes back as a cut
/// (docs/decisions/0006).
struct People: Sendable {
  var crews: [Crew] = []
  var posts: [Post] = []
  var duties: [Duty] = []
  var ofCrew: [[Int]] = []
  var ofPost: [[Int]] = []
  var isRoster = false
  /// By duty, where whole shifts are counted in a column of their own.
  var shiftColumns: [Int: (column: Int, shift: Int64)] = [:]
  /// The load stages' columns.
  var heaviest: Expression?
  var excess: [Expression] = []

  func count(_ crew: Int) -> Int128 { Int128(crews[crew].members.count) }
}

extension Formulation {
  /// Volunteers in the order of their ids, those with the same offer together.
  static func classes(_ volunteers: [Volunteer]) -> [Crew] {
    var members: [Offer: [Int]] = [:]
    for (index, volunteer) in volunteers.enumerated() { members[volunteer.offer, default: []].append(index) }
    return members.map { Crew(offer: $0.key, members: $0.value) }.sorted { $0.members[0] < $1.members[0] }
  }

  /// Adds the posts that `isWanted` and a duty for each crew that may hold one.
  mutating func addPeople(
    _ crews: [Crew], isRoster: Bool, where isWanted: (_ project: Int, _ variant: Int, Role) -> Bool
  ) {
    people.crews = crews
    people.isRoster = isRoster
    for (p, project) in projects.enumerated() {
      for (v, variant) in project.variants.enumerated() {
        for role in variant.roles where isWanted(p, v, role) {
          people.posts.append(
            Post(
              project: p, variant: v, role: role, slots: role.slots.map(instance.slot),
              sites: instance.sites(of: role, in: project), carried: chosen[p][v]))
        }
      }
    }
    people.ofCrew = Array(repeating: [], count: crews.count)
    people.ofPost = Array(repeating: [], count: people.posts.count)
    for post in people.posts.indices {
      for crew in crews.indices { addDuty(crew, post) }
    }
  }

  private mutating func addDuty(_ c: Int, _ p: Int) {
    let post = people.posts[p], offer = people.crews[c].offer, count = people.count(c)
    guard instance.barrier(offer, post) == nil else { return }
    let subjects = subjects(post) + [instance.lists.volunteers[people.crews[c].members[0]].id.text]
    let block = people.isRoster ? nil : projects[post.project].id.text
    var headsColumn: Int?, minutesColumn: Int?, columns: [SlotID: Int] = [:]
    var heads = Expression.zero, minutes = Expression.zero, presence: [SlotID: Expression] = [:]
    let open = post.slots.filter { slot in offer.slots.map { $0.contains(slot.id) } ?? true }
    if people.isRoster || post.isWhole { (headsColumn, heads) = addPart("heads", subjects, block, count) }
    if post.isWhole {
      for slot in open { presence[slot.id] = heads }
    } else if people.isRoster {
      for slot in open {
        (columns[slot.id], presence[slot.id]) = addPart("presence", subjects + [slot.id.text], block, count)
      }
    }
    if post.slots.isEmpty || !people.isRoster && !post.isWhole {
      // Of a class it is enough to know how long it works where its members come and go.
      let step = people.isRoster ? offer.shift ?? 1 : 1
      let most = post.slots.isEmpty ? offer.minutes : min(offer.minutes, open.reduce(0) { $0 + $1.minutes })
      let part: Expression
      (minutesColumn, part) = addPart(step == 1 ? "minutes" : "shifts", subjects, block, count * Int128(most / step))
      minutes = part * Int128(step)
    } else {
      for slot in open { minutes += presence[slot.id]! * Int128(slot.minutes) }
    }
    people.ofCrew[c].append(people.duties.count)
    people.ofPost[p].append(people.duties.count)
    people.duties.append(
      Duty(
        crew: c, post: p, heads: heads, presence: presence, minutes: minutes, headsColumn: headsColumn,
        presenceColumns: columns, minutesColumn: minutesColumn))
  }

  private mutating func addPart(
    _ name: String, _ subjects: [String], _ block: String?, _ upper: Int128
  ) -> (Int?, Expression) {
    let part = exact.addColumn(
      Meaning(name, subjects), people.isRoster ? .choice : .relaxed, upper: upper, block: block)
    return (exact.columns.count - 1, part)
  }

  /// How many shifts a duty in slots comes to.
  mutating func wholeShifts(of index: Int) -> Expression {
    let duty = people.duties[index], offer = people.crews[duty.crew].offer
    people.shiftColumns[index] = (exact.columns.count, offer.shift!)
    let subjects = subjects(people.posts[duty.post]) + [subject(duty.crew)]
    return exact.addColumn(Meaning("shifts", subjects), .choice, upper: Int128(offer.minutes / offer.shift!))
  }

  func subjects(_ post: Post) -> [String] {
    [projects[post.project].id.text, projects[post.project].variants[post.variant].id.text, post.role.id.text]
  }

  func subject(_ crew: Int) -> String { instance.lists.volunteers[people.crews[crew].members[0]].id.text }

  mutating func add(
    people rule: any Rule.Type, _ subjects: [String], _ expression: Expression, atLeast: Int128? = nil,
    atMost: Int128? = nil, project: Int? = nil
  ) {
    add(
      rule, subjects, expression, atLeast: atLeast, atMost: atMost,
      block: people.isRoster ? nil : project.map { projects[$0] })
  }
}
