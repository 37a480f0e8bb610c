/// A name for each column and row that every solver can read and a person can recognise.
///
/// `amount(F01,P07)` becomes `amount_F01_P07`. Characters that the formats forbid become `_`, except those outside
/// ASCII, which become `u` and their code point in hexadecimal, so that 养老 stays distinct from 托幼. A name that is
/// already taken gets its index at the end. Names are at most 255 bytes long, GLPK's limit.
struct ExportNames {
  private(set) var columns: [String] = []
  private(set) var rows: [String] = []

  init(_ program: Program) {
    columns = Self.unique(program.columns.map(\.meaning))
    // No row may have the name of the objective.
    rows = Self.unique(program.rows.map(\.meaning), taken: ["objective"])
  }

  private static func unique(_ meanings: [Meaning], taken: Set<String> = []) -> [String] {
    var taken = taken
    return meanings.enumerated().map { index, meaning in
      var name = legal(meaning)
      if !taken.insert(name).inserted {
        repeat { name = String(name.prefix(200)) + "_\(index)" } while !taken.insert(name).inserted
      }
      return name
    }
  }

  private static func legal(_ meaning: Meaning) -> String {
    var name = ""
    for scalar in ([meaning.rule] + meaning.subjects).joined(separator: "_").unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": name.unicodeScalars.append(scalar)
      case _ where scalar.isASCII: name += "_"
      default: name += "u" + String(scalar.value, radix: 16)
      }
    }
    // Some readers read a leading digit, or an e before digits, as a number.
    let first = name.first ?? "0"
    if first.isNumber || first == "e" || first == "E" { name = "_" + name }
    return String(name.prefix(255))
  }
}

/// The shortest text that reads back as the same number, the same in every locale.
func exportText(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

/// A text as comment lines of a format, so that no line of it can be read as part of the program.
func commentLines(_ text: String, after mark: String) -> String {
  text.split(whereSeparator: \.isNewline).map { mark + $0 + "\n" }.joined()
}
