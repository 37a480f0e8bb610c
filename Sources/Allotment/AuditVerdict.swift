import Audit

/// What an audit says of a plan: the form of `verify --json`, and of the file `audit.json` beside a plan of a sweep.
public struct AuditVerdict: Sendable, Codable, Equatable {
  /// The name of the file.
  public static let name = "audit.json"

  /// Whether the plan passed.
  public enum Status: String, Sendable, Codable {
    /// It has no breach, and it has some.
    case verified, broken
  }

  /// A breach of a rule.
  public struct Item: Sendable, Codable, Equatable {
    /// The rule, what it is about, and the breach in Chinese and in English.
    public let rule: String, subjects: [String], zh: String, en: String
  }

  /// Whether the plan passed.
  public let status: Status
  /// The breaches.
  public let breaches: [Item]
  /// The seal of the plan.
  public let seal: String

  /// The verdict on a plan with this seal.
  public init(_ breaches: [Breach], seal: String) {
    status = breaches.isEmpty ? .verified : .broken
    self.breaches = breaches.map {
      Item(rule: $0.rule, subjects: $0.subjects, zh: $0.message.zh, en: $0.message.en)
    }
    self.seal = seal
  }
}
