import Model

/// What the row of a project says of all its costs and of the needs that it serves. Departments write both there; rows in
/// `costs` and `serves` say more.
struct ProjectSummary {
  /// The position of the project in the lists.
  let position: Int
  let cost: Money?
  let needs: [NeedID]
}

extension RowReader<ProjectField> {
  /// - Parameter known: The needs of the lists.
  mutating func summary(at position: Int, _ known: Set<NeedID>) -> ProjectSummary {
    let needs: [NeedID] = identifiers(.needs)
    for id in needs where !known.contains(id) { dangling(.needs, id.text, in: .needs, known.map(\.text)) }
    return ProjectSummary(position: position, cost: money(.totalCost), needs: needs.filter(known.contains))
  }
}

extension ListsReader {
  /// The type of a cost of which only the sum is stated. No fund names it, so a fund for certain types does not pay it.
  static var unstatedCostType: String { "总费用" }

  /// Takes the whole cost of a project for one cost line if it has none, and otherwise compares it with its lines.
  mutating func applyCosts(of summaries: [ProjectSummary]) {
    var read = 0
    for summary in summaries {
      guard let cost = summary.cost else { continue }
      let project = lists.projects[summary.position]
      if project.variants.allSatisfy(\.costs.isEmpty) {
        let line = CostLine(type: Self.unstatedCostType, fixed: cost, origin: project.origin)
        changeVariants(of: summary.position) { $0.costs = [line] }
        read += 1
      } else if !project.variants.contains(where: { $0.canCost(cost) }) {
        add(.costDiffers(cost, project, lists.currency))
      }
    }
    report(
      read, .projects(.totalCost), expected: Bilingual("“费用”表中各笔费用", "rows of costs"),
      mend: Bilingual(
        "\(read) 个项目没有费用明细，总费用读作一笔费用，支出为“\(Self.unstatedCostType)”；限定支出类型的资金不能付它，要用请在“费用”表中逐笔写明",
        "\(counted(read, "project")) without rows of costs: the total is read as one cost of the type \(Self.unstatedCostType), which a fund for certain types may not pay; write rows of costs if it should"
      ))
  }

  /// Takes each need of a project for wholly served by it, unless rows of `serves` say how much it serves.
  mutating func applyServices(of summaries: [ProjectSummary]) {
    let quantities = Dictionary(lists.needs.map { ($0.id, $0.quantity) }, uniquingKeysWith: { a, _ in a })
    var read = 0
    for summary in summaries {
      let project = lists.projects[summary.position]
      let served = Set(project.variants.flatMap(\.services).map(\.need))
      let open = summary.needs.filter { !served.contains($0) }
      if open.isEmpty { continue }
      guard project.variants.allSatisfy({ $0.scaleMin == .one && $0.scaleMax == .one }) else {
        add(.serviceUnstated(open, project))
        continue
      }
      let services = open.map { Service(need: $0, perUnit: quantities[$0] ?? .zero, origin: project.origin) }
      changeVariants(of: summary.position) { $0.services += services }
      read += 1
    }
    report(
      read, .projects(.needs), expected: Bilingual("“服务”表中的各行", "rows of serves"),
      mend: Bilingual(
        "\(read) 个项目对应的需求在“服务”表中没有行，读作项目实施后全部满足；只满足一部分的，请在“服务”表中写明",
        "\(counted(read, "project")) with needs that have no rows of serves: such a project serves them wholly; write a row of serves where it serves a part"
      ))
  }

  /// Tells once how a column of projects was read.
  private mutating func report(_ read: Int, _ cell: CellKey, expected: Bilingual, mend: Bilingual) {
    guard read > 0, let table = tables[.projects], let column = table.header.positions[cell.field] else { return }
    let record = table.text.records.firstIndex { $0.line == table.headerLine }
    add(
      Finding(
        .columnForRows, file: table.header.file, line: table.headerLine, column: column,
        value: record.map { table.text.cell($0, column - 1) } ?? cell.field, expected: expected, mend: mend))
  }
}

extension Variant {
  /// Whether a whole cost lies between its costs at the least and the largest scale.
  fileprivate func canCost(_ cost: Money) -> Bool {
    (self.cost(at: scaleMin)...max(self.cost(at: scaleMin), self.cost(at: scaleMax))).contains(Int128(cost.minorUnits))
  }
}

extension Finding {
  fileprivate static func costDiffers(_ cost: Money, _ project: Project, _ currency: Currency) -> Finding {
    let sums = project.variants.map { currency.text(Money(Int64(clamping: $0.cost(at: $0.scaleMin)))) }
    return Finding(
      .totalDiffers, at: project.origin, .projects(.totalCost), value: currency.text(cost),
      expected: Bilingual(
        "“费用”表中该项目各笔之和 \(sums.joined(separator: "、"))",
        "the sum of the project's costs, \(sums.joined(separator: ", "))"),
      mend: Bilingual("按“费用”表中各笔计算：请核对，并改正总费用", "the rows of costs count: check them, and correct the total"))
  }

  fileprivate static func serviceUnstated(_ needs: [NeedID], _ project: Project) -> Finding {
    let text = needs.map(\.text).joined(separator: ";")
    return Finding(
      "service-unstated", at: project.origin, .projects(.needs), value: text,
      expected: Bilingual("有规模可选的项目，在“服务”表中写明每单位满足多少", "rows of serves for a project with a choice of scale"),
      mend: Bilingual(
        "请在“服务”表中为每项需求写一行：项目 \(project.id.text)、需求、每单位满足",
        "write a row of serves for each need: project \(project.id.text), need, per_unit"))
  }
}
