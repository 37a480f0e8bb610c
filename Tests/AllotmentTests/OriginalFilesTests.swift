import Foundation
import Intake
import Testing

@testable import allot

/// A plan's folder keeps the user's own tables.
@Suite struct OriginalFilesTests {
  @Test func theUsersTablesAreKeptByteForByteAndPrivate() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    let given: [String: Data] = [
      "资金.csv": try #require("石门镇资金表,,,\n编号,名称,金额,备注\nF1,专项,100,年底收回\n".data(using: gb18030)),
      "项目.csv": try #require("编号,类别,负责人,已立项,备注\r\nP1,c,张,是,\"先做, 后补\"\r\n".data(using: gb18030)),
      "costs.csv": Data([0xEF, 0xBB, 0xBF] + Array("project,cost_type,fixed\nP1,t,10\n".utf8)),
      "志愿者.csv": try #require("编号,姓名,可用时长\nH1,王二,2小时\n".data(using: gb18030)),
      "联系人.csv": Data("不是清单\n".utf8),
    ]
    let lists = folder.appending(path: "l")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    for (name, data) in given { try data.write(to: lists.appending(path: name)) }
    let solve = try run(["solve", "l", "--out", "o", "--objective", "count"], in: folder)
    #expect(solve.status == 0, "\(solve)")
    let kept = folder.appending(path: "o/lists/" + ListsFolder.originals)
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: kept.path)) == Set(given.keys))
    for (name, data) in given {
      let file = kept.appending(path: name)
      #expect(try Data(contentsOf: file) == data, "\(name)")
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
    // The plan is verified with them there, and a second run replaces them.
    #expect(try run(["verify", "o"], in: folder).status == 0)
    try given["costs.csv"]!.write(to: lists.appending(path: "费用.csv"))
    try FileManager.default.removeItem(at: lists.appending(path: "costs.csv"))
    #expect(try run(["solve", "l", "--out", "o", "--objective", "count"], in: folder).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    #expect(names.contains("费用.csv") && !names.contains("costs.csv"))
  }
}
