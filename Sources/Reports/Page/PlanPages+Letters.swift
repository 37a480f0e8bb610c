import Model

extension PlanPages {
  /// A letter of one sheet to each village with needs or projects, and a page that leads to all of them, by file name.
  ///
  /// A letter tells in plain words what comes, what is not served and why. What a sheet has no room for is counted, and the
  /// letter refers to the report. Nobody is named in it.
  /// - Complexity: O(places × (needs + projects)).
  public func letters() -> [String: String] {
    let places = instance.placesWithSections
    var out: [String: String] = [:]
    for place in places { out[fileName(place.id.text) + ".html"] = letter(to: place) }
    let links = places.map { place in
      Markup.tag(
        "li", [:], [.tag("a", ["href": "./" + inAddress(fileName(place.id.text)) + ".html"], heading(place))])
    }
    let name = say("各村的信", "Letters to the villages")
    out["index.html"] = page(
      title + " · " + name, styles: letterStyles, script: nil,
      [.tag("main", [:], [.tag("h1", [:], name), .tag("p", [:], title), .tag("ul", [:], links)])])
    return out
  }

  private var letterStyles: [(text: String, media: String?)] {
    [styles[0], (String(decoding: PackageResources.letter_css, as: UTF8.self), nil)]
  }

  private func heading(_ place: Place) -> String {
    let name = place.name.isEmpty ? place.id.text : place.name
    return say("致\(name)村民的一封信", "A letter to the people of \(name)")
  }

  /// The name of a file in an address: bytes that mean something there are percent-encoded, the percent sign of an encoded
  /// name among them.
  private func inAddress(_ name: String) -> String {
    name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  private func letter(to place: Place) -> String {
    let needs = instance.lists.needs.filter { $0.status == .open && $0.place == place.id }
    let parts = [
      (say("这次安排的项目", "What is coming"), say("这次没有安排项目。", "No project this time."), coming(to: place.id)),
      (
        say("没有全部满足的需求", "Needs not wholly served"),
        needs.isEmpty ? "" : say("报上来的需求全部满足。", "All needs are wholly served."),
        unmet(needs)
      ),
      (say("没有安排的项目和主要原因", "Projects not in the plan, and the main reason"), "", omitted(of: place.id)),
    ]
    // What an A4 sheet has beside headings and sentences, which are longer in English.
    let isChinese = language == .zh
    var room =
      isLarge
      ? Room(lines: isChinese ? 9 : 6, columns: isChinese ? 50 : 44) : Room(lines: isChinese ? 21 : 19, columns: 78)
    var body: [Markup] = [
      .tag("p", [:], say("各位乡亲：", "Dear neighbours,")),
      .tag(
        "p", [:],
        say(
          "“\(Picture.cut(title, 60))”已经编好。这封信说明村里报上来的需求怎样安排、用多少钱，哪些这次没有安排、为什么。",
          "‘\(Picture.cut(title, 60))’ has been drawn up. This letter says how the needs that the village declared are met and for how much money, and what is not done this time, and why."
        )),
    ]
    if !needs.isEmpty { body.append(.tag("p", [:], servedLine(needs, served: served, language) + say("。", "."))) }
    for (number, part) in parts.enumerated() {
      let (heading, none, items) = part
      if items.isEmpty, none.isEmpty { continue }
      let name = "part-\(number + 1)"
      let contents: [Markup] =
        items.isEmpty ? [.tag("p", [:], none)] : [.tag("ul", [:], fitting(items, &room, parts: parts.count - number))]
      body.append(
        .tag("section", ["aria-labelledby": name], [.tag("h2", ["id": name], heading)] + contents))
    }
    body += [
      .tag(
        "p", [:],
        say(
          "每一笔钱的去向见公布的方案报告。有不明白的，请到乡镇政府问：",
          "The report of the plan says where each sum goes. Ask at the township office whatever is not clear:")),
      .tag(
        "p", ["class": "sign"],
        [
          .tag("span", [:], say("联系人、电话：", "Whom to ask, telephone:")),
          .tag("span", [:], say("盖章、日期：", "Seal, date:")),
        ]),
    ]
    return page(
      heading(place), styles: letterStyles, script: nil,
      [.tag("header", [:], [.tag("h1", [:], heading(place))]), .tag("main", [:], body)])
  }

  /// The room for items on a sheet.
  private struct Room {
    var lines: Int
    let columns: Int

    func lines(of item: String) -> Int { (displayWidth(item) + columns - 1) / columns }
  }

  /// As many items as there is room for, an even part for each list still to come, and how many there are besides.
  private func fitting(_ items: [String], _ room: inout Room, parts: Int) -> [Markup] {
    let most = parts > 1 ? room.lines * 3 / (parts + 2) : room.lines
    var (out, used) = ([String](), 0)
    let whole = items.reduce(0) { $0 + room.lines(of: $1) }
    for item in items {
      // Unless all fit, the last line says how many do not.
      guard whole <= most || used + room.lines(of: item) <= most - 1 else { break }
      out.append(item)
      used += room.lines(of: item)
    }
    let rest = items.count - out.count
    if rest > 0 {
      used += 1
      out.append(
        out.isEmpty
          ? say("共 \(rest) 项，见方案报告。", "\(rest) in all: see the report.")
          : say("另有 \(rest) 项，见方案报告。", "\(rest) more: see the report."))
    }
    room.lines -= used
    return out.map { .tag("li", [:], $0) }
  }

  /// The projects of a place: the cost, the place's share of it, and what they do for its needs.
  private func coming(to place: PlaceID) -> [String] {
    let credits = Dictionary(grouping: plan.allocation.credits, by: \.project)
    let costs = plan.allocation.costs
    let unit = currencyName(plan.currency, language)
    return plan.allocation.awards.compactMap { award in
      let project = instance.project(award.project)
      guard let own = project.divided(costs[project.id] ?? 0).first(where: { $0.place == place }) else { return nil }
      let money = decimalText(own.part, digits: plan.currency.digits, grouped: true, trimmed: true)
      let does = (credits[project.id] ?? []).compactMap { credit -> String? in
        let need = instance.need(credit.need)
        guard need.place == place, credit.micro > 0 else { return nil }
        let part = PartText(Int128(credit.micro), of: Int128(need.quantity.milli) * 1000, unit: need.unit)
        return "\(need.title) \(part.served(language))"
      }.joined(separator: say("、", ", "))
      let cost =
        project.places.count > 1
        ? say("本村的一份费用 \(money) \(unit)", "the village's part of the cost is \(money) \(unit)")
        : say("费用 \(money) \(unit)", "cost \(money) \(unit)")
      return does.isEmpty
        ? say("\(project.title)：\(cost)", "\(project.title): \(cost)")
        : say("\(project.title)：\(cost)；满足 \(does)", "\(project.title): \(cost); serves \(does)")
    }
  }

  private func unmet(_ needs: [Need]) -> [String] {
    needs.compactMap { need in
      let whole = Int128(need.quantity.milli) * 1000, done = served[need.id] ?? 0
      guard done < whole else { return nil }
      let asked = PartText(whole, of: whole, unit: need.unit).served(language)
      let part = PartText(done, of: whole, unit: need.unit).served(language)
      return done > 0
        ? say("\(need.title)：需要 \(asked)，满足 \(part)", "\(need.title): \(asked) needed, \(part) served")
        : say("\(need.title)：需要 \(asked)，这次没有满足", "\(need.title): \(asked) needed, none served this time")
    }
  }

  private func omitted(of place: PlaceID) -> [String] {
    leftOut.projects.filter { left in instance.project(left.id).places.contains { $0.place == place } }.map { left in
      say("\(instance.project(left.id).title)：\(left.kind)", "\(instance.project(left.id).title): \(left.kind)")
    }
  }
}
