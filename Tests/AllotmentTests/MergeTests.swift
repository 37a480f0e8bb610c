import Foundation
import Model
import Testing

@testable import Intake

/// Sources that are merged in memory: each is a folder of lists that is written, read and removed.
struct MergeCase {
  var sources: [String: [String: String]]
  var owners: [String] = []

  /// Merges with decisions, which the body fills into the sheets of the merge before.
  func merge(_ decisions: [MergeDecision] = []) throws -> Merge {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (label, files) in sources {
      for (name, text) in files {
        let file = folder.appending(path: "\(label)/\(name).csv")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }
    let read = try readSources(sources.keys.sorted().reversed().map { ($0, folder.path + "/" + $0) })
    return try Merge(read, owners: owners.map { MergeOwner($0)! }, decisions: decisions)
  }

  /// The decisions of a merge's sheets once they are filled in.
  /// - Parameter decide: The decision about a conflict; nil for none.
  static func decisions(
    _ merge: Merge, _ language: Language = .zh, _ decide: (MergeConflict) -> String?
  ) throws -> [MergeDecision] {
    let filled = merge.conflicts.map { numbered in
      NumberedConflict(
        number: numbered.number, conflict: numbered.conflict,
        decision: decide(numbered.conflict).map {
          MergeDecision(
            text: $0, by: "联席会议", reason: "核对过", check: "", about: [], place: FindingPlace(file: "", line: 0),
            columns: [:])
        } ?? numbered.decision)
    }
    var findings: [Finding] = []
    let text = MergeSheet.text(filled, merge.labels, language)
    let read = MergeSheet.decisions(Data(text.utf8), file: "冲突表.csv", &findings)
    #expect(findings == [])
    return read
  }
}

private let common = [
  "places": "id,name\nV1,上洼村\nV2,下洼村\n", "categories": "id\n养老\n设施\n", "funds": "id,name,amount\nF1,养老资金,10万元\n",
  "projects": "id,title,place,category\nP1,助餐点,V1,养老\n", "costs": "project,cost_type,fixed\nP1,服务,5000\n",
  "needs": "id,title,place,category,quantity,unit\nN1,老年助餐,V1,养老,40,人\n", "serves": "project,need,per_unit\nP1,N1,40\n",
]

/// What is certain, what is asked, and what decisions do.
@Suite struct MergeTests {
  private func codes(_ body: () throws -> Void) -> [String] {
    do { try body() } catch let findings as Findings { return findings.errors.map(\.code) } catch {
      return ["\(error)"]
    }
    return []
  }

  private func canonical(_ merge: Merge, _ name: String) throws -> String {
    let folder = try #require(merge.folder)
    return try #require(folder.canonicalTexts()[name])
  }

  @Test func equalRowsAreOneRowWhateverTheirForm() throws {
    let other = [
      "资金": "编号,名称,金额（万元）\nF1,养老资金,10\n", "费用": "项目,支出,固定费用\n助餐点,服务,5000元\n",
      "需求": "编号,需求,地点,类别,数量,单位\nN1,老年助餐,上洼村,养老,40人,人\nN2,修路,下洼村,设施,800,米\n",
    ]
    let merge = try MergeCase(sources: ["a": common, "b": other]).merge()
    #expect(merge.conflicts.isEmpty)
    #expect(try canonical(merge, "needs.csv").contains("N2,修路,V2,设施,800,米\n"))
    #expect(try canonical(merge, "costs.csv") == "project,cost_type,fixed\nP1,服务,5000\n")
    #expect(merge.rows.first { $0.list == .funds }?.parts.map(\.source) == [0, 1])
    #expect(merge.rows.first { $0.ids == ["N2"] }?.parts.map(\.file) == ["需求.csv"])
  }

  @Test func aCellWithTwoValuesIsAskedAndDecided() throws {
    let lists = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,12万元\n"]])
    let merge = try lists.merge()
    let conflict = try #require(merge.conflicts.first).conflict
    #expect(merge.folder == nil && merge.conflicts.count == 1)
    #expect(conflict.kind == .value && conflict.field == "amount" && conflict.values == ["10万元", "12万元"])
    for (decision, amount) in [("b", "12万元"), ("120,000", "12万元"), ("value=11万元", "11万元"), ("值=11万元", "11万元")] {
      for language in Language.allCases {
        let decided = try lists.merge(MergeCase.decisions(merge, language) { _ in decision })
        #expect(try canonical(decided, "funds.csv") == "id,name,amount\nF1,养老资金,\(amount)\n")
        #expect(decided.rows.first { $0.list == .funds }?.settled.map(\.grounds) == [.decision(check: conflict.check)])
      }
    }
    let taken = try MergeCase.decisions(merge) { _ in "值=许多" }
    do { _ = try lists.merge(taken) } catch let findings as Findings {
      #expect(findings.errors.map { $0.place.text } == ["冲突表.csv:2:9"], "\(findings)")
      #expect(findings.errors.map(\.code) == ["money-malformed"])
    }
  }

  @Test func anOwnerCountsWithoutADecision() throws {
    for owner in ["funds=b", "资金.金额=b", "funds.amount=b"] {
      var lists = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,12万元\n"]])
      lists.owners = [owner]
      let merge = try lists.merge()
      #expect(merge.conflicts.isEmpty && merge.settledByOwners.map(\.owner) == [1])
      #expect(try canonical(merge, "funds.csv").contains("12万元"))
    }
    var lists = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,12万元\n"]])
    lists.owners = ["funds=b", "funds.amount=a"]
    #expect(try canonical(lists.merge(), "funds.csv").contains("10万元"))
  }

  @Test func aLikelyDuplicateIsOneOrTwoAsDecided() throws {
    let other = [
      "needs": "id,title,place,category,quantity,unit\nX9,老年人助餐,V1,养老,40,人\n",
      "serves": "project,need,per_unit\nP2,X9,10\n",
      "projects": "id,title,place,category\nP2,送餐,V1,养老\n", "costs": "project,cost_type,fixed\nP2,服务,1000\n",
    ]
    let lists = MergeCase(sources: ["a": common, "b": other])
    let merge = try lists.merge()
    #expect(merge.conflicts.map(\.conflict.kind) == [.duplicate] && merge.conflicts[0].conflict.ids == ["N1", "X9"])
    let two = try lists.merge(MergeCase.decisions(merge) { _ in "不同" })
    #expect(try canonical(two, "serves.csv") == "project,need,per_unit\nP1,N1,40\nP2,X9,10\n")
    // One need under one id; then its title is asked.
    for (decision, id) in [("同一", "N1"), ("same=X9", "X9")] {
      let same = try MergeCase.decisions(merge) { _ in decision }
      let asked = try lists.merge(same)
      #expect(asked.undecided.map(\.conflict.field) == ["title"] && asked.conflicts.count == 2)
      let one = try lists.merge(MergeCase.decisions(asked) { $0.kind == .value ? "a" : nil })
      #expect(try canonical(one, "serves.csv") == "project,need,per_unit\nP1,\(id),40\nP2,\(id),10\n")
      #expect(
        try canonical(one, "needs.csv") == "id,title,place,category,quantity,unit\n\(id),老年助餐,V1,养老,40,人\n")
      #expect(one.rows.first { $0.list == .needs }?.parts.map(\.ids) == [["N1"], ["X9"]])
    }
  }

  @Test(arguments: [
    ("N2,老年助餐,V2,养老,40,人,,", 0), ("N2,二组老年助餐,V1,养老,40,人,,", 1), ("N2,修水渠,V1,养老,40,人,,", 0),
    ("N2,老年助餐,V1,养老,9,人,,", 1), ("N2,老年助餐,V1,养老,40,人,2027-01-01,2027-12-31", 0),
  ]) func whatIsLikelyTheSame(row: String, count: Int) throws {
    let head = "id,title,place,category,quantity,unit,from,due\n"
    var first = common
    first["needs"] = head + "N1,老年助餐,V1,养老,40,人,2026-01-01,2026-12-31\n"
    let merge = try MergeCase(sources: ["a": first, "b": ["needs": head + row + "\n"]]).merge()
    #expect(merge.conflicts.count == count, "\(merge.conflicts)")
    // A source that lists both says that they are two.
    let both = ["needs": head + "N1,老年助餐,V1,养老,40,人,2026-01-01,2026-12-31\n" + row + "\n"]
    #expect(try MergeCase(sources: ["a": first, "b": both]).merge().conflicts.isEmpty)
  }

  @Test func namesThatDifferInTheirNumbersAreNotAlike() {
    #expect(!NameLikeness("一组路灯").isLike(NameLikeness("二组路灯"), part: (3, of: 10)))
    #expect(NameLikeness("路灯 （Ａ段）").isLike(NameLikeness("路灯(a段)"), part: (1, of: 1)))
  }

  @Test func twoThingsWithOneIDGetTwoIDs() throws {
    let other = [
      "needs": "id,title,place,category,quantity,unit\nN1,修机耕路,V1,设施,800,米\n",
      "serves": "project,need,per_unit\nP2,N1,10\n",
      "projects": "id,title,place,category\nP2,修路,V1,设施\n", "costs": "project,cost_type,fixed\nP2,工程,1000\n",
    ]
    let lists = MergeCase(sources: ["a": common, "b": other])
    let merge = try lists.merge()
    #expect(merge.conflicts.map(\.conflict.kind) == [.sameID, .value, .value, .value, .value])
    let apart = try lists.merge(MergeCase.decisions(merge) { $0.kind == .sameID ? "b=N101" : nil })
    #expect(apart.conflicts.count == 1)
    #expect(try canonical(apart, "serves.csv") == "project,need,per_unit\nP1,N1,40\nP2,N101,10\n")
    #expect(apart.rows.first { $0.ids == ["N101"] }?.parts.map(\.ids) == [["N1"]])
    #expect(
      codes { _ = try lists.merge(MergeCase.decisions(merge) { $0.kind == .sameID ? "b=N1" : nil }) } == [
        "decision-malformed"
      ])
  }

  @Test func rowsWithoutIdsAreAskedTogether() throws {
    let other = ["costs": "project,cost_type,fixed\nP1,服务,6000\n"]
    let lists = MergeCase(sources: ["a": common, "b": other])
    let merge = try lists.merge()
    #expect(merge.conflicts.map(\.conflict.kind) == [.rows])
    for (decision, rows) in [("a", "P1,服务,5000\n"), ("b", "P1,服务,6000\n"), ("都留", "P1,服务,5000\nP1,服务,6000\n")] {
      let decided = try lists.merge(MergeCase.decisions(merge) { _ in decision })
      #expect(try canonical(decided, "costs.csv") == "project,cost_type,fixed\n" + rows)
    }
  }

  @Test func decisionsThatCannotBeFollowedAreFindings() throws {
    let lists = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,12万元\n"]])
    let merge = try lists.merge()
    for bad in ["c", "同一", "12", "F1=F2"] {
      #expect(
        codes { _ = try lists.merge(MergeCase.decisions(merge) { _ in bad }) } == ["decision-malformed"], "\(bad)")
    }
    let (one, other) = (try MergeCase.decisions(merge) { _ in "a" }, try MergeCase.decisions(merge) { _ in "b" })
    #expect(codes { _ = try lists.merge(one + other) } == ["decision-malformed"])
    #expect(codes { _ = try lists.merge(one + one) } == [])
    // The amount has changed since, or there is nothing left to decide.
    let later = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,13万元\n"]])
    let none = MergeCase(sources: ["a": common, "b": ["funds": "id,name,amount\nF1,养老资金,10万元\n"]])
    for (lists, column) in [(later, 12), (none, 4)] {
      do {
        _ = try lists.merge(one)
        Issue.record("an outdated decision was followed")
      } catch let findings as Findings {
        #expect(
          findings.errors.map(\.code) == ["decision-outdated"] && findings.errors[0].column == column, "\(findings)")
      }
    }
    var found: [Finding] = []
    let text = MergeSheet.text(merge.conflicts, merge.labels, .en).replacing("value=…,", with: "value=…,a")
    _ = MergeSheet.decisions(Data(text.utf8), file: "s.csv", &found)
    #expect(found.map { [$0.code, $0.place.text] } == [["decision-malformed", "s.csv:2:10"]])
  }

  @Test func contradictoryDecisionsAboutDuplicatesAreFindings() throws {
    let head = "id,title,place,category,quantity,unit\n"
    func needs(_ id: String) -> [String: String] { ["needs": head + id + ",老年助餐,V1,养老,40,人\n"] }
    let lists = MergeCase(sources: ["a": common, "b": needs("N2"), "c": needs("N3")])
    let merge = try lists.merge()
    #expect(merge.conflicts.map(\.conflict.ids) == [["N1", "N2"], ["N1", "N3"], ["N2", "N3"]])
    let contrary = try MergeCase.decisions(merge) { $0.ids == ["N2", "N3"] ? "不同" : "同一" }
    #expect(codes { _ = try lists.merge(contrary) } == ["decision-malformed"])
    let two = try MergeCase.decisions(merge) {
      $0.ids == ["N2", "N3"] ? "同一" : $0.ids == ["N1", "N2"] ? "同一=N1" : "同一=N3"
    }
    #expect(codes { _ = try lists.merge(two) } == ["decision-malformed"])
    #expect(
      try canonical(lists.merge(MergeCase.decisions(merge) { _ in "同一" }), "needs.csv").hasSuffix(
        "\nN1,老年助餐,V1,养老,40,人\n"))
  }

  @Test func allFindingsOfTheSourcesAreToldAtOnceWithTheirSource() throws {
    let lists = MergeCase(sources: [
      "a": common.merging(["funds": "id,amount\nF1,许多\n"]) { $1 },
      "b": ["needs": "id,place,category,quantity\nN7,V1,养老,-1\n", "settings": "key,value\ncurrency,CNY\n"],
      "c": ["settings": "key,value\ncurrency,USD\n"],
    ])
    do {
      _ = try lists.merge()
      Issue.record("merged")
    } catch let findings as Findings {
      #expect(
        findings.errors.map { [$0.code, $0.file] } == [
          ["money-malformed", "a/funds.csv"], ["quantity-negative", "b/needs.csv"],
          ["currencies-differ", "c/settings.csv"],
        ])
    }
    // What no source has is told before anything is to be decided.
    let gone = MergeCase(sources: [
      "a": common, "b": ["serves": "project,need,per_unit\nP1,N8,1\n", "funds": "id,amount\nF1,9\n"],
    ])
    #expect(codes { _ = try gone.merge() } == ["reference-dangling"])
  }

  @Test func peopleAreAskedInAPrivateSheetOnly() throws {
    let first = common.merging([
      "volunteers": "id,name,minutes,备注\nH1,欧阳静,10小时,电话 138-0000-1111\nH2,司马南,5小时,\nH5,夏侯远,1小时,电话 138-0000-3333\n"
    ]) { $1 }
    let second = [
      "volunteers": "id,name,minutes,备注\nH1,欧阳静,10小时,电话 139-0000-2222\nM7,司马南,5小时,\nM8,上官云,1小时,电话13800003333\n"
    ]
    let lists = MergeCase(sources: ["a": first, "b": second])
    let merge = try lists.merge()
    #expect(
      merge.conflicts.map { $0.conflict.ids + [$0.conflict.field] } == [
        ["H1", "备注"], ["H2", "M7", ""], ["H5", "M8", ""],
      ])
    let taken = try MergeCase.decisions(merge) { $0.kind == .value ? "b" : $0.ids == ["H2", "M7"] ? "同一" : "不同" }
    for made in [merge, try lists.merge(taken)] {
      for language in Language.allCases {
        let files = made.files(language)
        #expect(files.contains { $0.isPrivate && $0.text.contains("司马南") })
        for file in files where !file.isPrivate {
          for secret in ["欧阳静", "司马南", "上官云", "夏侯远", "138", "139"] {
            #expect(!file.text.contains(secret), "\(file.path)")
          }
        }
      }
    }
  }
}
