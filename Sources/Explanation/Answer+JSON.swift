import Formulation
import Model
import Questions

/// A JSON tree with numbers as text, since numbers of the program have more digits than a double holds.
private indirect enum JSON {
  case text(String), number(String), bool(Bool), array([JSON]), object([(String, JSON)]), null

  func write(_ indent: String = "") -> String {
    switch self {
    case .null: return "null"
    case .number(let text): return text
    case .bool(let isTrue): return isTrue ? "true" : "false"
    case .text(let text): return Self.quoted(text)
    case .array(let items):
      if items.isEmpty { return "[]" }
      let inner = indent + "  "
      return "[\n" + items.map { inner + $0.write(inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let fields):
      if fields.isEmpty { return "{}" }
      let inner = indent + "  "
      return "{\n" + fields.map { "\(inner)\(Self.quoted($0.0)) : \($0.1.write(inner))" }.joined(separator: ",\n")
        + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20:
        out += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension Answer {
  /// The answer as JSON: sentences with their exact values, and the solves behind them with values, bounds and gaps.
  public func json() -> String { tree.write() }

  private var tree: JSON {
    .object([
      ("question", .text(question)),
      ("sentences", .array(sentences.map(\.tree))),
      ("solves", .array(solves.map(\.tree))),
    ])
  }
}

extension Sentence {
  fileprivate var tree: JSON {
    .object([
      ("message", .text(message.rawValue)), ("depth", .number(String(depth))), ("zh", .text(text.zh)),
      ("en", .text(text.en)),
      ("values", .object(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.tree) })),
      ("from", .array(from.map { .text($0) })),
    ])
  }
}

extension SolveRecord {
  fileprivate var tree: JSON {
    var fields: [(String, JSON)] = [
      ("name", .text(name)), ("asked", .array(asked.map { .text($0) })), ("status", .text(status)),
      (
        "stages",
        .array(
          (lexicographicValue?.levels ?? []).map { level in
            let gap = Double((level.bound - level.value).magnitude) / Double(max(1, level.value.magnitude))
            return .object([
              ("name", .text(level.stage.rawValue)), ("value", .number(String(level.value))),
              ("bound", .number(String(level.bound))),
              ("gap", .number(String((gap * 1e9).rounded() / 1e9))),
            ])
          })
      ),
    ]
    if reused != Reused() { fields.append(("reused", reused.tree)) }
    if let measure {
      fields.append(
        (
          "measure",
          .object([("value", .number(String(measure.value))), ("bound", .number(String(measure.bound)))])
        ))
    }
    return .object(fields)
  }
}

extension Reused {
  /// The same fields as in a plan's stages, and `floors`.
  fileprivate var tree: JSON {
    .object([
      ("plan", .bool(stages.hasStart)), ("basis", .number(String(stages.basics))),
      ("cuts", .number(String(stages.cuts))), ("floors", .number(String(floors))),
    ])
  }
}

extension Value {
  fileprivate var tree: JSON {
    switch self {
    case .money(let minor): .object([("money", .number(String(minor)))])
    case .amount(let micro, let unit), .served(let micro, _, let unit), .missing(let micro, _, let unit):
      .object([("millionths", .number(String(micro))), ("unit", .text(unit))])
    case .minutes(let minutes): .object([("minutes", .number(String(minutes)))])
    case .objective(let whole): .object([("objective", .number(String(whole)))])
    case .rounded(let whole): .object([("rounded", .number(String(whole)))])
    case .count(let count): .number(String(count))
    case .share(let share): .object([("basis_points", .number(String(share.basisPoints)))])
    case .day(let day): .text(day.description)
    case .item(let id, let name): .object([("id", .text(id)), ("name", .text(name))])
    case .items(let items): .array(items.map(\.tree))
    case .text(let text): .object([("zh", .text(text.zh)), ("en", .text(text.en))])
    case .labelled(let label, let value):
      .object([("zh", .text(label.zh)), ("en", .text(label.en)), ("value", value.tree)])
    }
  }
}

/// Several answers as one JSON array.
public func json(of answers: [Answer]) -> String {
  answers.isEmpty ? "[]\n" : "[\n" + answers.map { $0.json() }.joined(separator: ",\n") + "\n]\n"
}
