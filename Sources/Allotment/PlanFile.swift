import Foundation
import Intake
import Model

/// The finding for a malformed plan file.
private func refusal(_ file: String, _ value: String, _ mend: Bilingual) -> Findings {
  Findings(
    Finding(
      "plan-malformed", file: file, value: value,
      expected: Bilingual("allot 写出的 plan.json", "a plan.json that allot wrote"),
      mend: mend))
}

extension Plan {
  /// The plan as JSON with sorted keys; equal plans have equal bytes.
  /// - Throws: The encoder's error.
  public func json() throws -> Data { try sortedJSON(self) }

  /// The seal that fits the plan's current contents: their SHA-256 without ``seal``.
  ///
  /// It reveals accidental changes, but a forger can compute a new seal. Therefore everything that follows from the
  /// lists is also recomputed (`auditRecord`).
  /// - Throws: The encoder's error.
  public func computedSeal() throws -> String {
    var bare = self
    bare.seal = ""
    return sha256(Array(try bare.json()))
  }

  /// Decodes a plan.
  /// - Throws: ``Findings`` with the path of the malformed part if the file is not a plan.
  public init(json data: Data, file: String) throws(Findings) {
    do {
      self = try JSONDecoder().decode(Plan.self, from: data)
    } catch {
      let path: [CodingKey] =
        switch error {
        case DecodingError.keyNotFound(let key, let context): context.codingPath + [key]
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
          DecodingError.dataCorrupted(let context):
          context.codingPath
        default: []
        }
      let text = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
      throw refusal(file, text, Bilingual("请改正此处，或重新生成方案", "correct this part, or make the plan again"))
    }
    guard (0...4).contains(currency.digits) else {
      throw refusal(file, "currency.digits", Bilingual("请改正此处，或重新生成方案", "correct this part, or make the plan again"))
    }
    guard schema == Plan.currentSchema else {
      throw refusal(
        file, schema, Bilingual("请用写出它的版本打开，或重新生成方案", "use the version that wrote it, or make the plan again"))
    }
  }
}
