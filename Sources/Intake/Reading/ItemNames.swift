import Model

/// The items that cells of other lists may call by name instead of id, where the name is unique.
///
/// An id always beats a name. The names of a list are indexed when a cell is first met that may hold one.
final class ItemNames {
  /// What a text in a column of ids means.
  enum Meaning: Equatable {
    /// The text itself: an id, known or not.
    case id
    /// The item with this id, which has the text as its name.
    case named(String)
    /// Several items of that name, by id.
    case ambiguous([String])
  }

  private struct Index {
    var ids: Set<String> = []
    var byName: [String: [String]] = [:]
  }

  private let tables: [ListName: Table]
  /// Whether a name in the list begins with the byte. Nearly every id is told from names by its first byte.
  private var firstBytes: [ListName: [Bool]] = [:]
  private var indices: [ListName: Index] = [:]

  /// - Complexity: O(items of the lists with names).
  init(_ tables: [ListName: Table]) {
    self.tables = tables
    for list in ListName.allCases {
      guard let column = list.nameColumn, let table = tables[list], table.hasAllRequired else { continue }
      var bytes = [Bool](repeating: false, count: 256)
      for record in table.records { if let byte = table.firstByte(record, column) { bytes[Int(byte)] = true } }
      firstBytes[list] = bytes
    }
  }

  /// The meaning of a text in a column of ids of the list.
  /// - Parameter text: An id or a name, as ``halfWidthID(_:)`` forms it.
  /// - Complexity: O(1); O(items of the list) on first use.
  func meaning(of text: String, in list: ListName) -> Meaning {
    guard let first = text.utf8.first, firstBytes[list]?[Int(first)] ?? false else { return .id }
    let index = indices[list] ?? self.index(list)
    guard !index.ids.contains(text), let found = index.byName[text] else { return .id }
    return found.count == 1 ? .named(found[0]) : .ambiguous(found)
  }

  /// The id that a text stands for; the text itself if it is no unique name.
  func id(of text: String, in list: ListName?) -> String {
    let text = halfWidthID(text)
    guard let list, case .named(let id) = meaning(of: text, in: list) else { return text }
    return id
  }

  private func index(_ list: ListName) -> Index {
    var index = Index()
    guard let table = tables[list], let column = list.nameColumn else { return index }
    for record in table.records {
      guard let id = table.id(record) else { continue }
      index.ids.insert(id)
      if let name = table.cell(record, column) { index.byName[halfWidthID(name), default: []].append(id) }
    }
    for name in index.byName.keys { index.byName[name]!.sort() }
    indices[list] = index
    return index
  }
}

extension ListName {
  /// The column with the names of the items that other lists refer to.
  var nameColumn: CellKey? {
    switch self {
    case .places: .places(.name)
    case .categories: .categories(.name)
    case .needs: .needs(.title)
    case .funds: .funds(.name)
    case .projects: .projects(.title)
    case .assets: .assets(.name)
    case .volunteers: .volunteers(.name)
    default: nil
    }
  }

  /// The list of the items that an id names; nil if they have no names, or no list of their own.
  init?<Item>(itemsOf _: Identifier<Item>.Type) {
    if Item.self == Place.self {
      self = .places
    } else if Item.self == Category.self {
      self = .categories
    } else if Item.self == Project.self {
      self = .projects
    } else if Item.self == Fund.self {
      self = .funds
    } else if Item.self == Need.self {
      self = .needs
    } else if Item.self == Volunteer.self {
      self = .volunteers
    } else if Item.self == Asset.self {
      self = .assets
    } else {
      return nil
    }
  }
}

/// A name that was read as an id.
struct ReadName: Hashable {
  let name: String
  let id: String
  let list: ListName
}

extension Finding {
  /// The warning that cells of a list name items instead of giving their ids.
  /// - Parameters:
  ///   - names: The names, in the order of the file.
  ///   - count: How many cells do.
  static func namesRead(_ names: [ReadName], count: Int, at origin: Origin, _ cell: CellKey) -> Finding {
    let shown = names.prefix(3)
    let more = names.count > shown.count
    return Finding(
      .nameForID, at: origin, cell, value: names[0].name,
      expected: Bilingual(
        "\(names[0].list.inFindings.zh)中的编号", "an id that stands in the list of \(names[0].list.inFindings.en)"),
      mend: Bilingual(
        "名称不重复，已读作编号：\(shown.map { "\($0.name) → \($0.id)" }.joined(separator: "、"))\(more ? " 等" : "")，共 \(count) 处",
        "the name is unique and is read as its id: \(shown.map { "\($0.name) → \($0.id)" }.joined(separator: ", "))\(more ? ", …" : ""); \(count) \(count == 1 ? "cell" : "cells")"
      ))
  }

  /// The refusal of a name that several items have.
  static func ambiguousName(_ name: String, _ ids: [String], at origin: Origin, _ cell: CellKey, in list: ListName)
    -> Finding
  {
    Finding(
      "name-ambiguous", at: origin, cell, value: name,
      expected: Bilingual(
        "\(list.inFindings.zh)中的编号，或不重复的名称", "an id of the list of \(list.inFindings.en), or a unique name"),
      mend: Bilingual(
        "同名的有 \(ids.joined(separator: "、"))：请写其中一个编号",
        "\(ids.joined(separator: ", ")) have this name: write the id of one"))
  }
}
