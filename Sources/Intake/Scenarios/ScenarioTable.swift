import Foundation
import Model

/// The table of a file of scenarios, whichever form it has; nil with findings if it cannot be read.
func scenarioTable(_ data: Data, file: String, findings: inout [Finding]) -> Table? {
  guard file.lowercased().hasSuffix(".json") else {
    return Table(data, file: file, schema: .scenarios, findings: &findings)
  }
  do throws(Findings) {
    let rows = try ScenarioJSON(data, file: file)
    return Table(rows.text, file: file, schema: .scenarios, origins: rows.origins, findings: &findings)
  } catch {
    findings += error.all
    return nil
  }
}

/// A list of JSON objects as the table that it stands for.
private struct ScenarioJSON {
  /// The table as CSV.
  let text: Data
  /// Where each object begins.
  let origins: [Origin]

  /// A text or a number, which may stand for a text.
  private enum Cell: Decodable {
    case text(String), none

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .none
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .text(try container.decode(Decimal.self).description)
      }
    }

    var text: String { if case .text(let text) = self { text } else { "" } }
  }

  init(_ data: Data, file: String) throws(Findings) {
    let objects: [[String: Cell]]
    do { objects = try JSONDecoder().decode([[String: Cell]].self, from: data) } catch {
      let path: [any CodingKey] =
        switch error {
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
          DecodingError.dataCorrupted(let context):
          context.codingPath
        default: []
        }
      throw Findings(
        Finding(
          "scenario-malformed", file: file,
          value: path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: "."),
          expected: Bilingual(
            "JSON 数组，每处改动一个对象，如 [{\"scenario\": \"减一成\", \"list\": \"funds\", \"item\": \"F1\", \"change\": \"amount\", \"value\": \"-10%\"}]",
            "a JSON list with one object for each change, such as [{\"scenario\": \"tenth less\", \"list\": \"funds\", \"item\": \"F1\", \"change\": \"amount\", \"value\": \"-10%\"}]"
          ),
          mend: Bilingual("请改正此处的写法", "correct the text there")))
    }
    let heads = Set(objects.flatMap(\.keys)).sorted()
    let rows = objects.map { object in heads.map { csvCell(object[$0]?.text ?? "") }.joined(separator: ",") }
    text = Data(([heads.map(csvCell).joined(separator: ",")] + rows).joined(separator: "\n").utf8)
    let header = Header(file: file)
    origins = Self.lines(of: data).map { Origin(header: header, line: $0) }
  }

  /// The line on which each object of the list begins.
  private static func lines(of data: Data) -> [Int] {
    var (lines, line, depth, isText, isEscaped) = ([Int](), 1, 0, false, false)
    for byte in data {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isText = true
      case UInt8(ascii: "{"):
        if depth == 1 { lines.append(line) }
        depth += 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    return lines
  }
}
