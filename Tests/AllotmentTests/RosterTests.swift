import Foundation
import Model
import Reports
import Testing

@testable import Intake

@Suite struct RosterTests {
  @Test(
    arguments: [
      ("90", 90), ("90分钟", 90), ("1.5小时", 90), ("２小时", 120), ("1:30", 90), ("1小时30分", 90), ("1小时30分钟", 90),
      ("2 h", 120),
      ("45 min", 45), ("0", 0), ("0.25小时", 15), ("1h30", 90), ("1 h 5 min", 65), ("1 小时 30 分", 90),
    ] as [(String, Int64)]) func durationsAreWholeMinutes(text: String, minutes: Int64)
  {
    #expect(exactMinutes(text) == minutes)
  }

  @Test(arguments: [
    "", "半天", "1.234小时", "1:60", "1:5", "-30", "1小时90分", "1,5小时", "90分钟左右", "1.5", "999999999小时", "h", "m", "小时",
    "1小时3",
    "1h3", "1:", ":30", "1:3", "1:30:", "90.", "1.5小时30分", "1 30", "9 0", "1h30.", "1hh", "30m30", "-",
  ])
  func aMalformedDurationIsRefused(text: String) { #expect(exactMinutes(text) == nil) }

  @Test(
    arguments: [
      ("8:30", 510), ("08:30", 510), ("８：３０", 510), ("8点30分", 510), ("8点", 480), ("8点30", 510), ("24:00", 1440),
    ]
      as [(String, Int64)])
  func timesOfDay(text: String, minutes: Int64) { #expect(clockMinutes(text) == minutes) }

  @Test(arguments: [
    "25:00", "8:5", "8", "08:60", "24:01", ":30", "9:", "09:3", "8:30:", "8:30:0", "8::30", "8::00", "8点3", "8点分",
    "点30", "8:30分",
    "8点30:00", "08:30-", "",
  ]) func aMalformedTimeOfDayIsRefused(text: String) {
    #expect(clockMinutes(text) == nil)
  }

  @Test func coordinatesGiveWholeMetresNearTheTruth() {
    // A degree of latitude, and one of longitude at 60° north, which is half as long.
    let origin = Coordinates(latitude: 0, longitude: 0)
    #expect(origin.metres(to: Coordinates(latitude: 1_000_000, longitude: 0)) == 111_195)
    let north = Coordinates(latitude: 60_000_000, longitude: 179_500_000)
    let beyond = Coordinates(latitude: 60_000_000, longitude: -179_500_000)
    #expect(abs(north.metres(to: beyond) - 55_597) < 120)
    #expect(north.metres(to: beyond) == beyond.metres(to: north) && north.metres(to: north) == 0)
  }

  @Test func tablesComeBeforeCoordinatesAndWithinAPlaceThereIsNoWay() throws {
    var lists = Lists()
    for (id, parent, latitude) in [("T", nil, 31_000_000), ("A", "T", 31_000_000), ("B", "T", 31_100_000)]
      as [(PlaceID, PlaceID?, Int64)]
    {
      var place = Place(id: id)
      place.parent = parent
      place.coordinates = Coordinates(latitude: latitude, longitude: 115_000_000)
      lists.places.append(place)
    }
    // 11,119 m in a straight line, 14.5 km of road, 29 minutes.
    #expect(try Instance(lists).travel(from: "A", to: "B") == 29)
    #expect(try Instance(lists).travel(from: "A", to: "T") == 0)
    lists.travel = [TravelTime(from: "B", to: "A", minutes: 12)]
    #expect(try Instance(lists).travel(from: "A", to: "B") == 12)
    // Whoever lives in the township as a whole may have a travel time to each village.
    lists.travel.append(TravelTime(from: "T", to: "A", minutes: 7))
    #expect(try Instance(lists).travel(from: "A", to: "T") == 7)
    lists.places[1].coordinates = nil
    lists.travel = []
    #expect(try Instance(lists).travel(from: "A", to: "B") == nil)
  }

  /// After so long a pause the travel time is not checked. A longer travel time would make a roster impossible to
  /// follow.
  @Test func noWayIsLongerThanTheLongest() throws {
    var random = SplitMix64(state: 11)
    for _ in 0..<200 {
      var lists = Lists()
      lists.places = (0..<6).map { n in
        var place = Place(id: PlaceID("V\(n)"))
        let latitude = Int64.random(in: -90_000_000...90_000_000, using: &random)
        let longitude = Int64.random(in: -180_000_000...180_000_000, using: &random)
        if random.chance(80) {
          place.coordinates = Coordinates(
            latitude: random.chance(50) ? latitude : latitude / 1000,
            longitude: random.chance(50) ? longitude : 180_000_000)
        }
        return place
      }
      if random.chance(50) {
        lists.travel = [TravelTime(from: "V0", to: "V1", minutes: Int64.random(in: 0...90_000, using: &random))]
      }
      let instance = try Instance(lists)
      for a in lists.places {
        for b in lists.places { #expect(instance.travel(from: a.id, to: b.id) ?? 0 <= instance.longestTravelTime) }
      }
    }
  }

  private func rosters(_ title: String) throws -> [String: String] {
    var lists = Lists()
    lists.slots = [Slot(id: "S1", day: Day(2026, 4, 6)!, start: 1380, end: 1440)]
    var volunteer = Volunteer(id: "H1")
    volunteer.name = "王秀英"
    volunteer.offer.minutes = 60
    lists.volunteers = [volunteer]
    var project = Project(id: "P1", category: "c")
    project.title = title
    var role = Role(id: "R")
    role.slots = ["S1"]
    role.isTimeBank = true
    var variant = Variant(id: "1")
    variant.roles = [role]
    project.variants = [variant]
    lists.projects = [project]
    var plan = Plan()
    plan.allocation.awards = [.init(project: "P1", variant: "1", scale: .one)]
    plan.allocation.assignments = [.init(volunteer: "H1", project: "P1", role: "R", slots: ["S1"], minutes: 60)]
    return Rosters(plan, try Instance(lists)).files(.zh)
  }

  @Test func calendarsAreFoldedEscapedAndTheSameEveryTime() throws {
    let files = try rosters("陪伴, 送餐; 一\\二\n" + String(repeating: "长", count: 60))
    let text = try #require(files["volunteers/H1.ics"])
    #expect(text == files["projects/P1.ics"])
    #expect(text == (try rosters("陪伴, 送餐; 一\\二\n" + String(repeating: "长", count: 60)))["volunteers/H1.ics"])
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last == "" && !text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:陪伴\\, 送餐\\; 一\\\\二\\n长长"))
    #expect(unfolded.contains("UID:H1-P1-R-S1@allot\r\n"))
    #expect(unfolded.contains("DTSTART:20260406T230000\r\nDTEND:20260407T000000\r\n"))
  }

  @Test func theLedgerCreditsWhatIsGiven() throws {
    let ledger = try #require(try rosters("t")["时间银行台账.csv"])
    #expect(ledger.hasSuffix("志愿者,H1,王秀英,0:00,1:00,0:00,1:00,\r\n"))
  }

  @Test func idsThatDifferInAnySignHaveFilesOfTheirOwn() throws {
    var lists = Lists()
    let ids: [VolunteerID] = ["H/1", "H.1", "H_1", ".H1", "H1"]
    lists.volunteers = ids.map { Volunteer(id: $0) }
    lists.projects = [Project(id: "P1", category: "c")]
    lists.projects[0].variants = [Variant(id: "1")]
    lists.projects[0].variants[0].roles = [Role(id: "R")]
    var plan = Plan()
    plan.allocation.assignments = ids.map { .init(volunteer: $0, project: "P1", role: "R", slots: [], minutes: 60) }
    let files = Rosters(plan, try Instance(lists)).files(.en).keys.filter { $0.hasPrefix("volunteers/") }
    #expect(files.count == 10 && files.allSatisfy { $0.split(separator: "/").count == 2 && !$0.contains("/.") })
  }

  /// The account of a donor is debited by what the beneficiary receives.
  @Test func theLedgerSaysWhoHasTheHoursThatADonorGives() throws {
    var lists = Lists()
    lists.volunteers = [Volunteer(id: "H1")]
    lists.volunteers[0].balance = 120
    lists.projects = [Project(id: "P1", category: "c")]
    for (id, donor, balance) in [("B1", "H1", 0), ("B2", nil, 90)] as [(BeneficiaryID, VolunteerID?, Int64)] {
      var person = Beneficiary(id: id, project: "P1")
      (person.donor, person.balance) = (donor, balance)
      lists.beneficiaries.append(person)
    }
    var plan = Plan()
    plan.allocation.draws = [.init(beneficiary: "B1", minutes: 60), .init(beneficiary: "B2", minutes: 30)]
    let rows = ledger(plan, try Instance(lists), .en).dropFirst().map { $0.joined(separator: " ") }
    #expect(
      rows == [
        "volunteer H1  2:00 0:00 1:00 1:00 ", "beneficiary B1  0:00 1:00 1:00 0:00 H1",
        "beneficiary B2  1:30 0:00 0:30 1:00 ",
      ])
  }

  /// In a calendar, a role without slots is due at the end of the last period in which its project runs, or on the last
  /// day of the project if that is earlier.
  @Test func aTaskIsDueWhenItsProjectEnds() throws {
    func due(_ to: Day?, lasts: Int) throws -> String? {
      var lists = Lists()
      lists.periods = (1...3).map {
        PlanPeriod(id: PeriodID("M\($0)"), span: Period(from: Day(2026, $0, 1), to: Day(2026, $0, 28)))
      }
      lists.periods[0].span.to = Day(2026, 1, 31)
      lists.volunteers = [Volunteer(id: "H1")]
      var project = Project(id: "P1", category: "c")
      project.period = Period(to: to)
      var variant = Variant(id: "1")
      variant.lasts = lasts
      variant.roles = [Role(id: "R")]
      project.variants = [variant]
      lists.projects = [project]
      var plan = Plan()
      plan.allocation.awards = [.init(project: "P1", variant: "1", scale: .one)]
      plan.allocation.awards[0].period = "M1"
      plan.allocation.assignments = [.init(volunteer: "H1", project: "P1", role: "R", slots: [], minutes: 60)]
      let text = try #require(try Rosters(plan, Instance(lists)).files(.en)["projects/P1.ics"])
      #expect(text.contains("DTSTAMP:20260101T000000Z"))
      return text.components(separatedBy: "\r\n").first { $0.hasPrefix("DUE") }
    }
    #expect(try due(nil, lasts: 1) == "DUE;VALUE=DATE:20260131")
    #expect(try due(Day(2026, 12, 31), lasts: 2) == "DUE;VALUE=DATE:20260228")
    #expect(try due(Day(2026, 1, 9), lasts: 1) == "DUE;VALUE=DATE:20260109")
  }

  /// Names are in the rosters and the lists, not in the plan.
  @Test func rostersAreWrittenFromAPlanThatHasNoNames() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let lists = folder.appending(path: "lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    for (name, text) in [
      "funds": "id,amount\nF,100\n", "projects": "id,category,responsible,approved,status\nP,c,王,yes,committed\n",
      "costs": "project,cost_type,fixed\nP,t,10\n", "volunteers": "id,name,minutes\nH1,刘桂兰,2小时\n",
      "project_roles": "project,role,minutes,time_bank\nP,R,60,yes\n",
    ] { try Data(text.utf8).write(to: lists.appending(path: name + ".csv")) }
    let out = folder.path + "/out"
    #expect(try run(["solve", lists.path, "--out", out]).status == 0)
    #expect(try run(["verify", out]).status == 0)
    #expect(!(try String(contentsOfFile: out + "/plan.json", encoding: .utf8)).contains("刘桂兰"))
    #expect((try String(contentsOfFile: out + "/matching.csv", encoding: .utf8)).contains("H1 1:00"))
    #expect(try run(["roster", out, "--out", folder.path + "/r", "--lang", "en"]).status == 0)
    #expect((try String(contentsOfFile: folder.path + "/r/volunteers/H1.csv", encoding: .utf8)).contains("刘桂兰"))
    #expect(
      (try String(contentsOfFile: folder.path + "/r/time-bank.csv", encoding: .utf8)).contains("H1,刘桂兰,0:00,1:00"))
    // No roster of an earlier plan is left, so that nobody follows an outdated one.
    let again = try run(["roster", out, "--out", folder.path + "/r", "--lang", "zh"])
    #expect(again.status == 0 && again.error.contains("已替换"), "\(again)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r/time-bank.csv"))
    let why = try run(["explain", out, "H1", "--lang", "en"])
    #expect(
      why.out.contains("holds the role ‘R’ of project P")
        && why.out.contains("A project that is carried out must get all the time that its roles need"), "\(why)")
  }
}
