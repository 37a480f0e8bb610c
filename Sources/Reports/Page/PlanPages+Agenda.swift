import Model

extension PlanPages {
  /// The agenda as a page: how many decisions were priced, each of those with the smallest prices with room to write down what
  /// was decided, and the plans side by side.
  /// - Complexity: O(length).
  public func agenda(_ agenda: MeetingAgenda) -> String {
    let text = AgendaText(agenda: agenda, instance: instance, language: language)
    let decisions = agenda.decisions.enumerated().map { number, decision in
      Markup.tag(
        "section", ["class": "item"],
        [
          .tag("h3", [:], text.heading(number + 1, decision)),
          .tag("ul", [:], text.sentences(decision).map { .tag("li", [:], $0) }), verdict,
        ])
    }
    let contested = say("可以再议的决定", "Decisions that may be taken otherwise")
    let body: [Markup] = [
      .tag("header", [:], [.tag("h1", [:], title), .tag("p", ["class": "sub"], say("会议议程", "Agenda of the meeting"))]),
      .tag(
        "main", [:],
        [
          .tag(
            "section", ["aria-labelledby": "contested"],
            [.tag("h2", ["id": "contested"], contested)] + text.lead.map { .tag("p", [:], $0) } + decisions),
          .tag(
            "section", ["aria-labelledby": "beside", "class": "fresh"],
            [.tag("h2", ["id": "beside"], text.table.title)] + shown(text.table)
              + [.tag("ul", [:], text.moves.map { .tag("li", [:], $0) })].filter { _ in !text.moves.isEmpty }
              + text.notes.map { .tag("p", ["class": "note"], $0) }),
        ]),
      .tag(
        "footer", [:],
        [
          .tag(
            "p", [:],
            say(
              "改定的，请在 overrides.csv 相应的一行填写决定人、决定日期和理由，再用 allot solve 清单 --overrides overrides.csv 重新求解。",
              "Where it is decided otherwise, fill in who, when and why in its row of overrides.csv, and solve again with allot solve LISTS --overrides overrides.csv."
            ))
        ]),
    ]
    return page(title + say(" · 会议议程", " · agenda of the meeting"), styles: styles, script: nil, body)
  }

  /// The lines on which the meeting writes what it decided about one project.
  private var verdict: Markup {
    .tag(
      "ul", ["class": "signatures"],
      [
        .tag(
          "li", [:],
          [
            .tag("span", [:], say("□ 照方案　□ 改定；决定人", "□ as planned  □ otherwise; by")), .tag("span", ["class": "line"]),
            .tag("span", [:], say("日期", "Date")), .tag("span", ["class": "line"]),
          ])
      ])
  }
}
