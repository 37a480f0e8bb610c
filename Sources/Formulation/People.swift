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
  /// When it may start, and the periods in which it then runs.
  var starts: [(run: Range<Int>, begun: Expression)] = []

  /// Whether who holds it is in every slot that it has.
  var isWhole: Bool { !slots.isEmpty && (role.sameThroughout || slots.count == 1) }

  /// In how many periods its variant runs.
  var lasts: Int { starts.first?.run.count ?? 1 }

  /// The periods in which it may run.
  var periods: [Int] { Set(starts.flatMap(\.run)).sorted() }
}

/// A crew on a post that it may hold: how many of its members, in which slots, for how many minutes.
struct Duty: Sendable {
  let crew: Int
  let post: Int
  let heads: Expression
  /// By slot; empty where the post has none.
  let presence: [SlotID: Expression]
  let minutes: Expression
  /// What of these minutes falls in each period, as far as the program tells.
  let portions: [(period: Int, minutes: Expression)]
  /// The columns of these, where they have their own.
  let headsColumn: Int?
  let presenceColumns: [SlotID: Int]
  /// What it takes of every period in which it runs.
  let minutesColumn: Int?
  /// What it takes of each period, where that is open.
  let portionColumns: [Int: Int]

  var columns: [Int] {
    [headsColumn, minutesColumn].compactMap(\.self) + presenceColumns.values.sorted() + portionColumns.values.sorted()
  }
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
              sites: instance.sites(of: role, in: project), carried: chosen[p][v],
              starts: begun[p][v].map { (instance.run(variant, from: $0.period), $0.begun) }))
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
    var headsColumn: Int?, columns: [SlotID: Int] = [:]
    var heads = Expression.zero, presence: [SlotID: Expression] = [:]
    let open = post.slots.filter { slot in offer.slots.map { $0.contains(slot.id) } ?? true }
    if people.isRoster || post.isWhole { (headsColumn, heads) = addPart("heads", subjects, block, count) }
    if post.isWhole {
      for slot in open { presence[slot.id] = heads }
    } else if people.isRoster {
      for slot in open {
        (columns[slot.id], presence[slot.id]) = addPart("presence", subjects + [slot.id.text], block, count)
      }
    }
    let time =
      post.slots.isEmpty
      ? timeAsAgreed(post, offer, subjects, block, count)
      : timeInSlots(post, offer, open, presence, subjects, block, count)
    people.ofCrew[c].append(people.duties.count)
    people.ofPost[p].append(people.duties.count)
    people.duties.append(
      Duty(
        crew: c, post: p, heads: heads, presence: presence, minutes: time.minutes, portions: time.portions,
        headsColumn: headsColumn, presenceColumns: columns, minutesColumn: time.column,
        portionColumns: time.columns))
  }

  private typealias Time = (
    minutes: Expression, portions: [(period: Int, minutes: Expression)], column: Int?, columns: [Int: Int]
  )

  /// Where a role has no slots: the same in every period in which it runs.
  private mutating func timeAsAgreed(
    _ post: Post, _ offer: Offer, _ subjects: [String], _ block: String?, _ count: Int128
  ) -> Time {
    let step = people.isRoster ? offer.shift ?? 1 : 1
    let upper = count * Int128(offer.minutes / step)
    let name = step == 1 ? "minutes" : "shifts"
    guard post.starts.count > 1 else {
      let (column, part) = addPart(name, subjects, block, upper)
      let each = part * Int128(step)
      return (each * Int128(post.lasts), (post.starts.first?.run ?? 0..<1).map { ($0, each) }, column, [:])
    }
    // When it starts is open: what it takes of each period has a column of its own.
    var time: Time = (.zero, [], nil, [:])
    for period in post.periods {
      let (column, part) = addPart(name, subjects + [instance.timeline[period].id.text], block, upper)
      time.columns[period] = column
      time.portions.append((period, part))
      time.minutes += part
    }
    return time
  }

  private mutating func timeInSlots(
    _ post: Post, _ offer: Offer, _ open: [Slot], _ presence: [SlotID: Expression], _ subjects: [String],
    _ block: String?, _ count: Int128
  ) -> Time {
    let byPeriod = Dictionary(grouping: open) { instance.period(of: $0) }.sorted { $0.key < $1.key }
    var time: Time = (.zero, [], nil, [:])
    for (period, slots) in byPeriod {
      var part = Expression.zero
      if people.isRoster || post.isWhole {
        for slot in slots { part += presence[slot.id]! * Int128(slot.minutes) }
      } else {
        // Of a class it is enough to know how long it works where its members come and go.
        let upper = count * Int128(min(offer.minutes, slots.reduce(0) { $0 + $1.minutes }))
        let name = byPeriod.count == 1 ? [] : [instance.timeline[period].id.text]
        (time.columns[period], part) = addPart("minutes", subjects + name, block, upper)
      }
      time.portions.append((period, part))
      time.minutes += part
    }
    return time
  }

  private mutating func addPart(
    _ name: String, _ subjects: [String], _ block: String?, _ upper: Int128
  ) -> (Int, Expression) {
    let part = exact.addColumn(
      Meaning(name, subjects), people.isRoster ? .choice : .relaxed, upper: upper, block: block)
    return (exact.columns.count - 1, part)
  }

  /// How many shifts a duty in slots comes to.
  mutating func wholeShifts(of index: Int) -> Expression {
    let duty = people.duties[index], offer = people.crews[duty.crew].offer
    people.shiftColumns[index] = (exact.columns.count, offer.shift!)
    let subjects = subjects(people.posts[duty.post]) + [subject(duty.crew)]
    let most = offer.minutes * Int64(max(1, duty.portions.count)) / offer.shift!
    return exact.addColumn(Meaning("shifts", subjects), .choice, upper: Int128(most))
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
