import ExactProgram
import IntegerProgram
import Model

/// A possible assignment, which is a volunteer on a post that they may hold: whether they hold it, in which slots, and
/// for how many minutes.
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
  /// For each possible start, the column of the minutes in each period of the run, or of the shifts if the volunteer has a
  /// shift; empty where the post has slots.
  let columnsOfStarts: [Int]
}

/// The posts and duties of people as columns of a program, with the rows of every rule about people.
///
/// In a ``RosterProgram`` it is known what is carried out; in the ``WholeProgram`` columns decide it.
package struct PeopleProgram: Sendable {
  package let instance: Instance
  package var exact: ExactProgram
  package let posts: [Post]
  package private(set) var duties: [Duty] = []
  /// The duties of each volunteer, and of each post.
  private(set) var ofVolunteer: [[Int]]
  private(set) var ofPost: [[Int]]
  /// For each duty whose whole shifts have a column of their own, that column and the minutes of a shift.
  private(set) var shiftColumns: [Int: (column: Int, shift: Int64)] = [:]
  /// The pins of people that a question waives.
  let waivedPins: Set<Meaning>
  /// The heads of pinned people on posts that some rule excludes them from, by the names of their columns.
  var barred: [Meaning: Expression] = [:]

  /// Adds a duty for each volunteer who may hold a post, and the rows of the rules about people.
  /// - Parameters:
  ///   - exact: The program that the columns and rows are added to.
  ///   - holders: For each post, volunteers who may hold it.
  ///   - waivedPins: The pins of people that a question waives.
  ///   - rules: The rules whose rows are added.
  init(
    _ instance: Instance, addingTo exact: ExactProgram = ExactProgram(), _ posts: [Post], _ holders: [[Int]],
    waivedPins: Set<Meaning> = [], rules: [any PeopleRule.Type] = peopleRules
  ) {
    self.waivedPins = waivedPins
    self.instance = instance
    self.exact = exact
    self.posts = posts
    ofVolunteer = Array(repeating: [], count: instance.lists.volunteers.count)
    ofPost = Array(repeating: [], count: posts.count)
    for (post, qualified) in holders.enumerated() {
      for volunteer in qualified { addDuty(volunteer, post) }
    }
    for rule in rules { rule.emit(into: &self) }
  }

  package var projects: [Project] { instance.lists.projects }
  package var volunteers: [Volunteer] { instance.lists.volunteers }
  /// The volunteers with at least one duty.
  var qualified: [Int] { ofVolunteer.indices.filter { !ofVolunteer[$0].isEmpty } }

  private mutating func addDuty(_ volunteer: Int, _ index: Int) {
    let post = posts[index], offer = volunteers[volunteer].offer
    let subjects = subjects(post) + [subject(volunteer)]
    let (headsColumn, heads) = addPart("heads", subjects, 1)
    var columns: [SlotID: Int] = [:], presence: [SlotID: Expression] = [:]
    let open = post.slots.filter { offer.isAvailable(in: $0.id) }
    for slot in open {
      if post.isWhole {
        presence[slot.id] = heads
      } else {
        (columns[slot.id], presence[slot.id]) = addPart("presence", subjects + [slot.id.text], 1)
      }
    }
    var portions: [(period: Int, minutes: Expression)] = [], inEachPeriod: Expression?, columnsOfStarts: [Int] = []
    if post.slots.isEmpty {
      let parts = addMinutes(offer, post, subjects)
      inEachPeriod = parts.map(\.minutes).sum()
      columnsOfStarts = parts.map(\.column)
      portions = Set(parts.flatMap(\.run)).sorted().map { period in
        (period, parts.filter { $0.run.contains(period) }.map(\.minutes).sum())
      }
    } else {
      portions = Dictionary(grouping: open) { instance.period(of: $0) }.sorted { $0.key < $1.key }.map {
        period, slots in
        (period, slots.map { presence[$0.id]! * Int128($0.minutes) }.sum())
      }
    }
    ofVolunteer[volunteer].append(duties.count)
    ofPost[index].append(duties.count)
    duties.append(
      Duty(
        volunteer: volunteer, post: index, heads: heads, presence: presence, minutes: portions.map(\.minutes).sum(),
        portions: portions, inEachPeriod: inEachPeriod, headsColumn: headsColumn, presenceColumns: columns,
        columnsOfStarts: columnsOfStarts))
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
    let duty = duties[index], offer = volunteers[duty.volunteer].offer
    shiftColumns[index] = (exact.columns.count, offer.shift!)
    let subjects = subjects(posts[duty.post]) + [subject(duty.volunteer)]
    let most = offer.minutes * Int64(max(1, duty.portions.count)) / offer.shift!
    return exact.addColumn(Meaning("shifts", subjects), .choice, upper: Int128(most))
  }

  func subjects(_ post: Post) -> [String] { instance.subjects(of: post) }

  package func subject(_ volunteer: Int) -> String { volunteers[volunteer].id.text }

  /// Adds a row of a rule.
  mutating func add(
    _ rule: any PeopleRule.Type, _ subjects: [String], _ expression: Expression, atLeast: Int128? = nil,
    atMost: Int128? = nil
  ) {
    let meaning = Meaning(rule.name, subjects)
    exact.add(meaning, expression, atLeast: atLeast, atMost: atMost, decision: meaning)
  }
}
