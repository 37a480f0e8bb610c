import Model

extension PlanPages {
  /// A chapter of the report.
  private struct Chapter {
    let id: String
    let title: String
    let contents: [Markup]
    /// How it is laid out on paper: `fresh` begins on a new page, `sideways` lies on its side.
    var layout = ""

    var markup: Markup {
      let made = Markup.tag(
        "section", ["id": id, "aria-labelledby": id + "-title"],
        [.tag("h2", ["id": id + "-title"], title)] + contents)
      return layout.isEmpty ? made : made.adding("class", layout)
    }
  }

  /// The report: what is decided in plain words, who gets what, fund by fund and village by village, what is not done and
  /// why, and how all that was found.
  /// - Complexity: O(n log n) in the lists' rows and the plan's lines.
  public func report() -> String {
    let chapters = chapters.filter { !$0.contents.isEmpty }
    let contents = Markup.tag(
      "nav", ["aria-label": say("目录", "contents")],
      [.tag("ul", [:], chapters.map { .tag("li", [:], [.tag("a", ["href": "#" + $0.id], $0.title)]) })])
    let body: [Markup] = [
      .tag("a", ["class": "skip", "href": "#summary"], say("跳到正文", "To the report")),
      .tag(
        "header", [:],
        [.tag("h1", [:], title), .tag("p", ["class": "sub"], say("方案报告", "Report of the plan")), contents]),
      .tag("main", [:], [tools] + chapters.map(\.markup)),
      .tag("footer", [:], [.tag("p", [:], [.text(seal + " "), .tag("span", ["class": "mono"], plan.seal)])]),
      .tag("script", ["type": "application/json", "id": "data"], [.verbatim(ReportData(plan, instance).json)]),
    ]
    return page(
      title + say(" · 方案报告", " · report of the plan"), styles: styles,
      script: String(decoding: PackageResources.report_js, as: UTF8.self), body)
  }

  private var seal: String { say("方案封签（SHA-256）：", "Seal of the plan (SHA-256):") }

  private var chapters: [Chapter] {
    [
      Chapter(id: "summary", title: say("概要", "In short"), contents: summary),
      Chapter(id: "projects", title: say("安排的项目", "Projects in the plan"), contents: projects),
      Chapter(id: "curve", title: say("资金与得分", "Money and points"), contents: curve),
      Chapter(id: "flow", title: say("资金流向", "Where the money goes"), contents: flow, layout: "sideways"),
      Chapter(
        id: "matching", title: say("精准对接清单", "Matching list"), contents: matching, layout: "sideways fresh"),
      // Funds and villages refer to the reasons above them.
      Chapter(id: "left-out", title: say("没有安排的和原因", "What is not done, and why"), contents: omitted, layout: "fresh"),
      Chapter(id: "funds", title: say("各项资金", "Fund by fund"), contents: funds, layout: "fresh"),
      Chapter(id: "places", title: say("各村情况", "Village by village"), contents: places, layout: "fresh"),
      Chapter(id: "people", title: say("志愿者排班", "Roster"), contents: people, layout: "fresh"),
      Chapter(id: "resources", title: say("保底、物资与权重", "Guarantees, goods and weights"), contents: resources),
      Chapter(
        id: "overrides", title: say("会上改定", "Overrides"),
        contents: shown(overridesTable(plan, instance, language), links: [0: .project])),
      Chapter(id: "warnings", title: say("清单的提醒", "Warnings about the lists"), contents: told),
      Chapter(id: "signatures", title: say("签字", "Signatures"), contents: signatures),
      Chapter(id: "method", title: say("附录：方法与证明", "Appendix: method and proof"), contents: method, layout: "fresh"),
    ]
  }

  /// What the script of the page shows: words to search for.
  private var tools: Markup {
    .tag(
      "form",
      [
        "id": "tools", "role": "search", "hidden": "hidden", "data-all": say("全部", "all"),
        "data-found": say("找到 # 行", "rows found: #"),
      ],
      [
        .tag("label", ["for": "search"], say("查找各表中的行 ", "Search the rows of all tables ")),
        .tag("input", ["id": "search", "type": "search"]), .text(" "),
        .tag("output", ["id": "found", "for": "search"]),
      ])
  }

  private var summary: [Markup] {
    let lines = summaryText(plan, instance, language, leftOut: leftOut)
    let good = say(
      "本页自查相符：由页内的付款、费用和满足量重算，各笔资金都没有超支，各项目的付款都等于费用，各项需求的满足量相加不差。",
      "This page checks out: recomputed from the payments, costs and credits inside it, no fund pays more than it has, every project's payments equal its cost, and what is served of each need adds up."
    )
    return [
      .tag("ul", [:], lines.map { .tag("li", [:], $0) }),
      .tag(
        "p",
        [
          "id": "check", "role": "status", "data-good": good,
          "data-bad": say("本页自查不符，请勿使用：", "This page does not check out; do not use it: "),
        ],
        say(
          "在允许脚本的浏览器里，本页会重算自己的各项合计。",
          "In a browser that runs scripts, this page recomputes its own sums.")),
    ]
  }

  private var projects: [Markup] {
    let table = projectsTable(plan, instance, language)
    let cost = say("费用", "cost"), payers = say("资金来源", "paid by"), places = say("地点", "places")
    func column(_ title: String) -> Int? { table.table.header.firstIndex(of: title) }
    return shown(
      table, links: byColumn([(column(payers), .fund)]), rows: .project, checked: byColumn([(column(cost), "cost")]),
      filters: [column(places)].compactMap(\.self))
  }

  /// What is told of columns, without the columns that a table does not have.
  func byColumn<T>(_ told: [(column: Int?, value: T)]) -> [Int: T] {
    Dictionary(uniqueKeysWithValues: told.compactMap { told in told.column.map { ($0, told.value) } })
  }

  private var omitted: [Markup] {
    headed(projectsLeftOutTable(leftOut, instance, language), links: [3: .project], rows: .project, filters: [2])
      + headed(unmetNeedsTable(leftOut, instance, language), links: [0: .need, 6: .project], filters: [2])
  }

  private var people: [Markup] {
    guard let tables = peopleTables(plan, instance, language) else { return [] }
    return headed(tables.roles, links: [0: .project]) + load + headed(tables.volunteers, links: [3: .project])
      + headed(leastSharesLines(plan, instance, language))
  }

  private var resources: [Markup] {
    headed(guaranteedNeedsTable(plan, instance, language), links: [0: .need])
      + headed(paymentsByPeriodTable(plan, instance, language), links: [0: .project, 2: .fund])
      + headed(usesTable(plan, instance, language), links: [3: .project])
      + headed(slotsLines(plan, instance, language))
      + headed(weightsTable(plan, instance, language), links: [0: .place])
  }

  private var told: [Markup] {
    var out: [Markup] = []
    if !warnings.isEmpty {
      out.append(
        .tag(
          "ul", [:],
          warnings.map { text in
            let lines = text.split(separator: "\n").map { Markup.text(String($0)) }
            return .tag("li", [:], lines.count > 1 ? [lines[0], .tag("br")] + lines.dropFirst() : lines)
          }))
    }
    if untoldWarnings > 0 {
      out.append(
        .tag(
          "p", [:],
          say(
            "另有 \(untoldWarnings) 处提醒涉及人员清单或其他文件，不在公开的报告里列出；allot check 会列出。",
            "\(counted(untoldWarnings, "more warning")) about lists of people or other files, not told in a report that is published; allot check tells them."
          )))
    }
    return out
  }

  private var signatures: [Markup] {
    let departments = Set(instance.lists.funds.map(\.department)).filter { !$0.isEmpty }.sorted()
    let who = [say("编制人", "Prepared by"), say("审核人", "Checked by"), say("联席会议", "Joint meeting")] + departments
    return [
      .tag(
        "ul", ["class": "signatures"],
        who.map { name in
          .tag(
            "li", [:],
            [
              .tag("span", [:], name), .tag("span", ["class": "line"]), .tag("span", [:], say("日期", "Date")),
              .tag("span", ["class": "line"]),
            ])
        })
    ]
  }

  private var method: [Markup] {
    let isExact = plan.stages.allSatisfy { $0.certificate == "exact" }
    let proof =
      isExact
      ? say(
        "每个阶段的界都由一套与求解过程无关的整数运算重新判定，不受计算误差影响。",
        "The bound of every stage was decided anew in whole numbers, apart from the search, so that no error of calculation touches it."
      )
      : say(
        "标明“求解器精度内”的阶段，其界来自求解器，已扣除计算误差；其余阶段的界由一套与求解过程无关的整数运算重新判定。",
        "Where a stage says ‘to the solver's accuracy’, its bound is the solver's, less its rounding errors; the bounds of the others were decided anew in whole numbers, apart from the search."
      )
    return [
      .tag(
        "p", [:],
        say(
          "方案按下列阶段依次求解，前一阶段达到的数，后面的阶段都不降低。",
          "The plan was solved in these stages, one after the other; no later stage lowers what an earlier one reached."
        )),
      .tag("ul", [:], plan.stages.map { .tag("li", [:], stageText($0, language)) }), .tag("p", [:], proof),
      .tag("p", [:], say("求解器：\(plan.solver)。", "Solver: \(plan.solver).")),
      .tag(
        "p", [:],
        say(
          "对照清单复核全部规定、封签和附表，用 allot verify，不需要求解器。",
          "allot verify checks all rules, the seal and the tables against the lists, without the solver.")),
    ]
  }
}
