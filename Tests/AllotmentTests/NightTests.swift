import Foundation
import Model
import Reports
import Testing

@testable import Formulation
@testable import Intake

/// Slots that meet at midnight, and slots that pass it.
@Suite struct NightTests {
  /// One project that somebody watches through a night, and a volunteer who asks for eleven hours of rest.
  private let files = [
    "funds": "id,amount\nF1,10\n", "projects": "id,category,responsible,approved\nN,c,x,yes\n",
    "costs": "project,cost_type,fixed\nN,m,1\n", "volunteers": "id,minutes,rest\nV1,16 h,11 h\n",
    "slots": "id,day,start,end\nn1,2026-01-01,19:00,24:00\nn2,2026-01-02,00:00,09:00\n",
    "project_roles": "project,role,heads_min,heads_max,slots,same_throughout\nN,r,1,1,n1;n2,yes\n",
  ]

  private func roster(_ changed: [String: String]) throws -> [String]? {
    try NamedPeopleTests.roster(changed, of: files)
  }

  @Test func twoSlotsThatMeetAtMidnightAreOneNight() throws {
    #expect(try roster([:]) == ["V1>N"])
    let loose = ["project_roles": "project,role,heads_min,heads_max,slots\nN,r,1,1,n1;n2\n"]
    #expect(try roster(loose) == ["V1>N"])
    // Ten minutes after midnight the volunteer has paused, and asks for rest.
    #expect(try roster(["slots": "id,day,start,end\nn1,2026-01-01,19:00,24:00\nn2,2026-01-02,00:10,09:00\n"]) == [])
  }

  /// A night, a whole day and a morning are one stretch, however long the rest that is asked for.
  @Test func aStretchMayLastForDays() throws {
    let days = [
      "volunteers": "id,minutes,rest\nV1,60 h,30 h\n",
      "slots":
        "id,day,start,end\nn1,2026-01-01,19:00,24:00\nn2,2026-01-02,00:00,24:00\nn3,2026-01-03,00:00,09:00\n",
      "project_roles": "project,role,heads_min,heads_max,slots\nN,r,1,1,n1;n2;n3\n",
    ]
    #expect(try roster(days) == ["V1>N"])
    // Without the day between them, the night and the morning are two stretches.
    #expect(
      try roster(days.merging(["project_roles": "project,role,heads_min,heads_max,slots\nN,r,1,1,n1;n3\n"]) { $1 })
        == [])
  }

  @Test func oneSlotPassesMidnight() throws {
    for end in ["次日09:00", "次日 9点", "翌日9:00", "第二天09:00", "09:00+1", "09:00 +1", "09:00（+1）", "33:00", "３３：００"] {
      let slots = [
        "slots": "id,day,start,end\nn1,2026-01-01,19:00,\(end)\n",
        "project_roles": "project,role,slots\nN,r,n1\n",
      ]
      let lists = try NamedPeopleTests.read(slots, of: files).lists
      #expect(lists.slots.map(\.minutes) == [840], "\(end)")
      #expect(lists.slots.map(\.lastDay) == [Day(2026, 1, 2)!], "\(end)")
      #expect(try roster(slots) == ["V1>N"], "\(end)")
    }
    for end in ["48:01", "次日24:01", "次日33:00", "33:00+1", "09:00+2", "次日", "+1", "33"] {
      #expect(endClockMinutes(end) == nil, "\(end)")
    }
    #expect(endClockMinutes("48:00") == 2880 && endClockMinutes("次日24:00") == 2880 && endClockMinutes("24:00") == 1440)
  }

  @Test func theAdviceSaysHowToWriteTheNextDay() throws {
    func finding(_ start: String, _ end: String) throws -> String {
      do {
        _ = try Instance(
          NamedPeopleTests.read(["slots": "id,day,start,end\nn1,2026-01-01,\(start),\(end)\n"], of: files).lists)
        return ""
      } catch let findings as Findings {
        return findings.all.filter { $0.file == "slots.csv" }.map { "\($0.code):\($0.line):\($0.column) \($0.mend.en)" }
          .joined()
      }
    }
    #expect(
      try finding("22:00", "02:05")
        == "slot-reversed:2:4 for an end on the next day, write 02:05+1 or 26:05; otherwise correct the times")
    #expect(
      try finding("08:00", "08:00")
        == "slot-reversed:2:4 for an end on the next day, write 08:00+1 or 32:00; otherwise correct the times")
    #expect(try finding("24:00", "33:00") == "time-malformed:2:3 write the next day, and a start at 00:00")
  }

  /// Whoever serves until nine on the next day is neither elsewhere at eight nor far away at half past nine.
  @Test func theMorningAfterBelongsToTheNight() throws {
    func both(_ morning: String, rest: String = "", way: String = "1:00") throws -> Bool {
      let changed = [
        "places": "id\nX\nY\n", "travel": "from,to,minutes\nX,Y,\(way)\n",
        "projects": "id,place,category,responsible,approved\nN,X,c,x,yes\nM,Y,c,x,yes\n",
        "costs": "project,cost_type,fixed\nN,m,1\nM,m,1\n", "volunteers": "id,minutes,rest\nV1,40 h,\(rest)\n",
        "slots": "id,day,start,end\nn,2026-01-01,19:00,次日09:00\nm,2026-01-02,\(morning)\n",
        "project_roles": "project,role,slots\nN,r,n\nM,r,m\n",
      ]
      return try roster(changed) == ["V1>M", "V1>N"]
    }
    #expect(try !both("08:00,12:00", way: "0"))
    #expect(try !both("09:30,12:00"))
    #expect(try both("10:00,12:00"))
    #expect(try !both("19:00,20:00", rest: "11 h"))
    #expect(try both("20:00,21:00", rest: "11 h"))
  }

  @Test func aNightLiesWithinTheDaysOfItsProject() throws {
    func codes(_ days: String) throws -> [String] {
      let lists = try NamedPeopleTests.read(
        [
          "projects": "id,category,responsible,approved,from,to\nN,c,x,yes,\(days)\n",
          "slots": "id,day,start,end\nn1,2026-01-01,19:00,33:00\n", "project_roles": "project,role,slots\nN,r,n1\n",
        ], of: files
      ).lists
      return Formulation(try Instance(lists)).warnings.map { "\($0.code) \($0.mend.en.prefix(19))" }
    }
    #expect(try codes("2026-01-01,2026-01-02") == [])
    #expect(try codes("2026-01-01,2026-01-01") == ["slot-outside it is on 2026-01-02"])
    #expect(try codes("2026-01-02,2026-01-03") == ["slot-outside it is on 2026-01-01"])
  }

  @Test func rostersAndCalendarsShowTheNextDay() throws {
    let lists = try NamedPeopleTests.read(
      ["slots": "id,day,start,end\nn1,2026-01-31,19:00,33:00\n", "project_roles": "project,role,slots\nN,r,n1\n"],
      of: files
    ).lists
    var plan = Plan()
    plan.allocation.awards = [.init(project: "N", variant: "1", scale: .one)]
    plan.allocation.assignments = [.init(volunteer: "V1", project: "N", role: "r", slots: ["n1"], minutes: 840)]
    let (zh, en) = (Rosters(plan, try Instance(lists)).files(.zh), Rosters(plan, try Instance(lists)).files(.en))
    #expect(zh["volunteers/V1.csv"]?.contains("2026-01-31,19:00,次日09:00,14:00") == true)
    #expect(en["volunteers/V1.csv"]?.contains("2026-01-31,19:00,09:00+1,14:00") == true)
    #expect(en["volunteers/V1.ics"]?.contains("DTSTART:20260131T190000\r\nDTEND:20260201T090000\r\n") == true)
  }
}
