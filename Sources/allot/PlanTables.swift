import Foundation
import Intake
import Model
import Reports

/// The tables that lie beside a plan, by name: written with it, and made again when it is verified.
func planTables(_ plan: Plan, _ instance: Instance, _ language: Language) -> [String: Data] {
  let rows = matchingList(plan, instance, language) { TableSchema.name(of: $0, language) }
  // The byte order mark lets spreadsheets read the Chinese.
  let matching =
    "\u{FEFF}" + rows.map { $0.map { csvCell(harmless($0)) }.joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
  return ["matching.csv": Data(matching.utf8)]
}

/// A cell that a spreadsheet would take for a formula is marked as text.
private func harmless(_ cell: String) -> String {
  guard let first = cell.first, "=+-@\t\r".contains(first), Double(cell) == nil else { return cell }
  return "'" + cell
}
