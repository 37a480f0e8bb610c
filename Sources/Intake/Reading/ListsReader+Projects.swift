import Model

/// The position of each project in the lists, for tables that refer to projects.
struct ProjectIndex {
  let positions: [ProjectID: Int]
  /// The ids as texts, among which an intended one is looked for.
  let ids: [String]

  init(_ lists: Lists) {
    positions = Dictionary(lists.projects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    ids = positions.keys.map(\.text)
  }
}

extension ListsReader {
  /// Reads projects and the tables that refer to them: places, variants, costs, services and demands for assets.
  mutating func readProjects() {
    let (proposers, summaries) = readProjectRows()
    let index = ProjectIndex(lists)
    readProjectPlaces(index)
    readVariants(index)
    eachProject { position, project in
      if project.places.isEmpty, let place = proposers[position] { project.places = [(place, .whole)] }
      project.addDefaultVariant()
    }
    readCosts(index)
    applyCosts(of: summaries)
    readServices(index)
    applyServices(of: summaries)
    readDemands(index)
  }

  /// - Returns: The place in the row of a project, by the project's position. It counts only for a project without rows
  ///   in `project_places`. And what the rows say of all costs and needs.
  private mutating func readProjectRows() -> (proposers: [Int: PlaceID], summaries: [ProjectSummary]) {
    var (proposers, summaries): ([Int: PlaceID], [ProjectSummary]) = ([:], [])
    let needs = Set(lists.needs.map(\.id))
    each(ProjectField.self) { row, lists in
      guard let id: ProjectID = row.identifier(.id), let category: CategoryID = row.identifier(.category) else {
        return
      }
      var project = Project(id: id, category: category)
      project.title = row.optionalText(.title) ?? id.text
      project.groups = row.texts(.groups).sorted()
      project.responsible = row.text(.responsible)
      project.approved = row.flag(.approved)
      project.rank = row.integer(.rank, 1...1_000_000).map { Int($0) }
      project.score = row.quantity(.score)
      project.period = Period(from: row.day(.from), to: row.day(.to, isEnd: true))
      project.sourcesMax = row.integer(.sourcesMax, 0...1000).map { Int($0) }
      project.status = row.choice(.status) ?? .proposed
      project.governmentFunded = row.flag(.governmentFunded)
      project.requires = row.identifiers(.requires)
      project.incompatible = row.identifiers(.incompatible)
      project.origin = row.origin
      proposers[lists.projects.count] = row.identifier(.place)
      lists.projects.append(project)
      summaries.append(row.summary(at: lists.projects.count - 1, needs))
    }
    return (proposers, summaries)
  }

  private mutating func readProjectPlaces(_ index: ProjectIndex) {
    each(ProjectPlaceField.self) { row, lists in
      guard let project: ProjectID = row.identifier(.project), let place: PlaceID = row.identifier(.place),
        let share = row.share(.share)
      else { return }
      guard let i = index.positions[project] else { return row.dangling(.project, in: .projects, index.ids) }
      lists.projects[i].places.append((place, share))
    }
  }

  private mutating func readVariants(_ index: ProjectIndex) {
    each(VariantField.self) { row, lists in
      guard let project: ProjectID = row.identifier(.project), let id: VariantID = row.identifier(.variant) else {
        return
      }
      guard let i = index.positions[project] else { return row.dangling(.project, in: .projects, index.ids) }
      var variant = Variant(id: id)
      variant.title = row.text(.title)
      variant.scaleKind = row.choice(.scaleKind) ?? .fixed
      variant.scaleMin = row.quantity(.scaleMin) ?? .one
      variant.scaleMax = row.quantity(.scaleMax) ?? variant.scaleMin
      variant.scaleUnit = row.text(.scaleUnit)
      variant.lasts = Int(row.integer(.lasts, 1...1000) ?? 1)
      variant.origin = row.origin
      row.checkScale(of: variant)
      lists.projects[i].variants.append(variant)
    }
  }

  private mutating func readCosts(_ index: ProjectIndex) {
    var earlier: [[String]: Int] = [:]
    let unread = tables[.costs]?.unreadColumns ?? []
    each(CostField.self) { row, lists in
      if row.optionalText(.fixed) == nil, row.optionalText(.perUnit) == nil {
        row.add(
          "cell-missing", .fixed, "", Bilingual("固定费用或单位费用，至少一项", "a fixed cost, a cost per unit, or both"),
          Bilingual("请填写；没有费用请写 0", "fill one in; write 0 where it costs nothing"))
      }
      let line = CostLine(
        type: row.text(.costType), fixed: row.money(.fixed) ?? .zero, perUnit: row.money(.perUnit) ?? .zero,
        due: row.integer(.due, 1...1000).map { Int($0) }, origin: row.origin)
      row.eachVariant(index, &lists) { $0.costs.append(line) }
      row.warnOfRepeatedCost(line, unread, &earlier)
    }
  }

  private mutating func readServices(_ index: ProjectIndex) {
    each(ServesField.self) { row, lists in
      guard let need: NeedID = row.identifier(.need), let perUnit = row.quantity(.perUnit) else { return }
      let service = Service(need: need, perUnit: perUnit, atMost: row.quantity(.atMost), origin: row.origin)
      var isRepeated = false
      row.eachVariant(index, &lists) { variant in
        if variant.services.contains(where: { $0.need == need }) {
          isRepeated = true
        } else {
          variant.services.append(service)
        }
      }
      if isRepeated {
        row.add(
          "id-repeated", .need, need.text, Bilingual("每个方案对每个需求一行", "one row for each variant and need"),
          Bilingual("请合并两行", "merge the two rows"))
      }
    }
  }
}

extension Project {
  /// Adds a variant of scale 1 to a project without a row in `variants`.
  fileprivate mutating func addDefaultVariant() {
    guard variants.isEmpty else { return }
    var variant = Variant(id: "1")
    variant.origin = origin
    variants = [variant]
  }
}

extension RowReader<VariantField> {
  /// Reports bounds of the scale that contradict its kind.
  fileprivate mutating func checkScale(of variant: Variant) {
    if variant.scaleKind == .integer, variant.scaleMin.milli % 1000 != 0 || variant.scaleMax.milli % 1000 != 0 {
      add(
        "number-malformed", .scaleMin, text(.scaleMin),
        Bilingual("整数规模的上下限为整数", "whole bounds for an integer scale"),
        Bilingual("请改为整数，或把规模方式改为“连续”", "write whole numbers, or make the scale continuous"))
    }
    if variant.scaleKind == .fixed, variant.scaleMin != variant.scaleMax {
      add(
        "choice-unknown", .scaleKind, text(.scaleKind),
        Bilingual("固定规模的上下限相同", "equal bounds for a fixed scale"),
        Bilingual("请把规模方式改为“整数”或“连续”", "make the scale integer or continuous"))
    }
  }
}

/// The columns of a list whose rows extend one variant of a project, or all of them.
protocol VariantReference: ListField {
  static var project: Self { get }
  /// The variant; blank for every variant.
  static var variant: Self { get }
}

extension CostField: VariantReference {}
extension ServesField: VariantReference {}
extension ProjectAssetField: VariantReference {}
extension ProjectRoleField: VariantReference {}

extension RowReader where Key: VariantReference {
  /// Applies `body` to the variant that the row names, or to every variant of its project if it names none.
  mutating func eachVariant(
    _ index: ProjectIndex, _ lists: inout Lists, _ body: (inout Variant) -> Void
  ) {
    guard let project: ProjectID = identifier(.project) else { return }
    guard let i = index.positions[project] else { return dangling(.project, in: .projects, index.ids) }
    let variant: VariantID? = identifier(.variant)
    let chosen = lists.projects[i].variants.indices.filter {
      variant == nil || lists.projects[i].variants[$0].id == variant
    }
    if chosen.isEmpty { dangling(.variant, in: .variants, lists.projects[i].variants.map(\.id.text)) }
    for j in chosen { body(&lists.projects[i].variants[j]) }
  }
}

extension RowReader<CostField> {
  /// Warns of a row that repeats an earlier one, which would count twice. A remark, or a cell of a column that is not
  /// read, may say what differs.
  /// - Parameters:
  ///   - unread: The columns of remarks and those that are not read.
  ///   - earlier: The line of each row so far.
  fileprivate mutating func warnOfRepeatedCost(
    _ cost: CostLine, _ unread: [Int], _ earlier: inout [[String]: Int]
  ) {
    guard cost.fixed > .zero || cost.perUnit > .zero else { return }
    let key =
      [
        names.id(of: halfWidthID(text(.project)), in: .projects), halfWidthID(text(.variant)), cost.type,
        "\(cost.fixed.minorUnits) \(cost.perUnit.minorUnits) \(cost.due ?? 0)",
      ] + unread.map { table.text.cell(record, $0) }
    guard let line = earlier[key] else { return earlier[key] = origin.line }
    add(
      Finding(
        .rowRepeated, at: origin, .costs(.costType), value: cost.type,
        expected: Bilingual("每笔费用一行：此行与第 \(line) 行相同", "each cost once: the row is the same as line \(line)"),
        mend: Bilingual(
          "两行相加计算：是同一笔的，请删去一行；是两笔的，请在备注中写明",
          "both are counted: delete one if it is the same cost, or say in a remark what differs")))
  }
}
