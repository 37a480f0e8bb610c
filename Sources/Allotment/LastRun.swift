import Foundation
import Model

/// `last-run.json`: a note beside a plan about a later run on its folder that made no plan.
///
/// It prevents the older plan from being taken for the result of that run. The next plan removes it.
public struct LastRun: Sendable, FolderNote {
  /// The file name of the note.
  public static let name = "last-run.json"
  static let currentSchema = "allot-last-run-1"

  var schema = Self.currentSchema
  /// `infeasible`, `undecided`, `interrupted`, `refused` or `fault`; `unreadable` if the note cannot be read.
  public var status: String
  /// The time of the run, as ``moment(_:)`` writes it.
  public var date: String
  /// The SHA-256 of each list that the run read; empty if it could not read them.
  public var lists: [String: String]
  /// The seal of the plan that remained in the folder.
  public var plan: String

  init(status: String, date: Date, lists: [String: String], plan: String) {
    (self.status, self.date, self.lists, self.plan) = (status, moment(date), lists, plan)
  }

  /// Reads the note about a run after the plan with this seal; nil if there is none. An unreadable note counts as one.
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

/// The plan that an output folder holds before a run writes into it.
public struct EarlierPlan: Sendable {
  /// The seal of the plan.
  public let seal: String
  /// The SHA-256 of each list that it was made from.
  public let lists: [String: String]
  /// The modification time of `plan.json`.
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

/// Reads several files of a folder consistently: reads again if a run replaces the folder meanwhile.
/// - Returns: What `read` returned, once the folder was the same before and after it.
/// - Throws: The error of `read`.
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
  // Each repetition means that a whole run ended during the previous one.
  for _ in 0..<100 {
    let before = identity()
    let result = Result { try read() }
    if identity() == before { return try result.get() }
  }
  return try read()
}
