import Foundation
import Intake

/// `datapackage.json`: the description of a sweep's table, as the Data Package of Frictionless Data has it.
/// - Source: https://specs.frictionlessdata.io, version 1.
struct SweepPackage: Encodable {
  static let name = "datapackage.json"

  /// What the table was made from.
  struct Sweep: Encodable {
    let schema = "allot-sweep-package-1"
    /// The SHA-256 of the manifest.
    let manifest: String
    let tasks: Int
    /// The number of tasks by status.
    let statuses: [String: Int]
    let version: String

    private enum CodingKeys: String, CodingKey {
      case schema
      case manifest = "manifest_sha256"
      case tasks, statuses, version
    }
  }

  struct Resource: Encodable {
    struct Schema: Encodable {
      let fields: [Field]
      let primaryKey = ["task"]
      let missingValues = [""]
    }

    let name = "results"
    let path = "results.csv"
    let profile = "tabular-data-resource"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let bytes: Int
    let hash: String
    let schema: Schema

    init(_ table: Data, _ fields: [Field]) {
      (bytes, hash) = (table.count, "sha256:" + sha256(Array(table)))
      schema = Schema(fields: fields)
    }
  }

  struct Field: Encodable {
    struct Constraints: Encodable {
      var required: Bool?
      var minimum: Int?
      var pattern: String?
      var choices: [String]?

      private enum CodingKeys: String, CodingKey {
        case required, minimum, pattern
        case choices = "enum"
      }
    }

    let name: String
    let type: String
    /// The meaning in Chinese and in English.
    let description: String
    let constraints: Constraints?
  }

  let name = "allot-sweep"
  let profile = "tabular-data-package"
  let allot: Sweep
  let resources: [Resource]
}
