/// `timings.json`: how long the run that made a plan took.
///
/// It is the only file of a plan's folder that differs between two runs on the same lists. Therefore neither the plan's
/// seal nor `.allot.json` covers it, and nothing is computed from it.
public struct Timings: Sendable, Equatable, FolderNote {
  /// The file name.
  public static let name = "timings.json"
  static let currentSchema = "allot-timings-1"

  var schema = Self.currentSchema
  /// The seal of the plan that the run made.
  public let plan: String
  /// Wall-clock seconds, to the millisecond: `formulate`, `solve` and `audit`, which follow one another, and within
  /// `solve` each stage that was solved, such as `solve utilitarian`.
  public let seconds: [String: Double]

  init(plan: String, seconds: [String: Double]) { (self.plan, self.seconds) = (plan, seconds) }

  /// Whether a folder holds the file as allot writes it.
  static func areWritten(in folder: String) -> Bool {
    guard let read = read(of: folder), let text = try? read.json() else { return false }
    return fileData(folder + "/" + name) == text
  }
}
