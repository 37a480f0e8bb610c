import Model

extension Rosters {
  /// The assignments as an iCalendar file: an event in local time for each slot, and a task for an assignment without
  /// slots.
  ///
  /// The same plan gives the same bytes: time stamps come from the slots, identifiers from the lists.
  /// - Source: RFC 5545.
  func calendar(_ works: [Allocation.Assignment], _ language: Language) -> String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//allot//roster//\(language == .zh ? "ZH" : "EN")"]
    for work in works.sorted(by: { ($0.project, $0.role, $0.volunteer) < ($1.project, $1.role, $1.volunteer) }) {
      let project = instance.project(work.project)
      let volunteer = instance.volunteer(work.volunteer)
      let summary = "\(project.title) · \(work.role) · \(volunteer.name)"
      let id = "\(work.volunteer)-\(work.project)-\(work.role)"
      for slot in work.slots.map(instance.slot).sorted(by: { ($0.begins, $0.id) < ($1.begins, $1.id) }) {
        lines += [
          "BEGIN:VEVENT", "UID:\(escaped("\(id)-\(slot.id)"))@allot", "DTSTAMP:\(date(slot.day))T000000Z",
          "DTSTART:\(time(slot.day, slot.start))", "DTEND:\(time(slot.day, slot.end))",
          "SUMMARY:\(escaped(summary))", "LOCATION:\(escaped(place(of: work, language)))", "END:VEVENT",
        ]
      }
      if work.slots.isEmpty {
        let hours = minutesText(Int128(work.minutes))
        let days = plan.allocation.awards.first { $0.project == work.project }?.days(in: instance) ?? project.period
        lines += [
          "BEGIN:VTODO", "UID:\(escaped(id))@allot", "DTSTAMP:\(date(days.from ?? Day(number: 0)))T000000Z",
        ]
        if let to = days.to { lines.append("DUE;VALUE=DATE:\(date(to))") }
        lines += [
          "SUMMARY:\(escaped(summary))", "LOCATION:\(escaped(place(of: work, language)))",
          "DESCRIPTION:\(escaped(language == .zh ? "时长 \(hours)，时间自行商定" : "\(hours), when as agreed"))", "END:VTODO",
        ]
      }
    }
    lines.append("END:VCALENDAR")
    return lines.map(folded).joined()
  }

  private func date(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  /// Midnight at the end of a day is written as the start of the next day, and so are the minutes after it.
  private func time(_ day: Day, _ minutes: Int64) -> String {
    let (days, minutes) = minutes.quotientAndRemainder(dividingBy: 1440)
    return date(Day(number: day.number + Int(days))) + "T" + clockText(minutes).filter { $0 != ":" } + "00"
  }

  /// Escapes text: line ends become `\n`, and other controls, which a text may not hold, become `·`.
  /// - Source: RFC 5545, 3.3.11.
  private func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": out.append(contentsOf: ["\\", scalar])
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": out.append(contentsOf: ["\\", "n"])
      default: out.append(scalar.isControl ? "·" : scalar)
      }
      last = scalar
    }
    return String(out)
  }

  /// Folds a line into lines of at most 75 octets, never within a scalar.
  /// - Source: RFC 5545, 3.1.
  private func folded(_ line: String) -> String {
    var out = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let size = String(scalar).utf8.count
      if octets + size > 75 {
        out += "\r\n "
        octets = 1
      }
      out.unicodeScalars.append(scalar)
      octets += size
    }
    return out + "\r\n"
  }
}
