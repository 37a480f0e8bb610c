import Foundation
import Model

/// `last-run.json`, beside a plan: a later run on the plan's folder that made no plan, so that nobody takes the older plan for
/// what it made. The next plan's folder has none.
public struct LastRun: Sendable, FolderNote {
  public static let name = "last-run.json"
  static let currentSchema = "allot-last-run-1"

  var schema = Self.currentSchema
  /// `infeasible`, `undecided`, `interrupted`, `refused` or `fault`; `unreadable` where the file says nothing of the kind.
  public var status: String
  public var date: String
  /// SHA-256 of each list that the run read; empty where it could not read them.
  public var lists: [String: String]
  /// The seal of the plan that was there and stayed.
  public var plan: String

  init(status: String, date: Date, lists: [String: String], plan: String) {
    (self.status, self.date, self.lists, self.plan) = (status, moment(date), lists, plan)
  }

  /// What came after the plan of this seal in its folder. A file that cannot be read may say anything, and so counts.
  public init?(after seal: String, in folder: String) {
    if let read = Self.read(of: folder) {
      guard read.plan == seal else { return nil }
      self = read
    } else if Allotment.status(folder + "/" + Self.name) != nil {
      (status, date, lists, plan) = ("unreadable", "", [:], seal)
    } else {
      return nil
    }
  }
}

/// The plan that a folder holds before a run writes into it.
public struct EarlierPlan: Sendable {
  public let seal: String
  /// SHA-256 of each list that it was made from.
  public let lists: [String: String]
  public let written: Date

  init?(in folder: String) {
    struct Head: Decodable {
      let seal: String
      let lists: [String: String]
    }
    let path = folder + "/plan.json"
    guard let here = status(path), let data = fileData(path),
      let head = try? JSONDecoder().decode(Head.self, from: data)
    else { return nil }
    seal = head.seal
    lists = head.lists
    written = Date(timeIntervalSince1970: TimeInterval(here.st_mtim.tv_sec))
  }
}

/// Reads several files of a folder as they stood together. Where a run puts another folder in its place meanwhile, they are
/// read again.
public func readTogether<T>(_ folder: String, _ read: () throws -> T) throws -> T {
  func identity() -> [Int] {
    [folder, folder + "/plan.json"].flatMap { path in
      var here = stat()
      guard stat(path, &here) == 0 else { return [Int]() }
      return [
        Int(bitPattern: UInt(here.st_dev)), Int(bitPattern: UInt(here.st_ino)), here.st_mtim.tv_sec,
        here.st_mtim.tv_nsec,
      ]
    }
  }
  // Each further turn means that a whole run ended during this one.
  for _ in 0..<100 {
    let before = identity()
    let result = Result { try read() }
    if identity() == before { return try result.get() }
  }
  return try read()
}
