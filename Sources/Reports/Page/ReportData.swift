import Model

/// The figures by which a report checks itself: what is paid, what it costs by the lists, and what is served of each need.
///
/// Numbers are whole and written as texts, since JSON's own are exact only up to 2^53: money in minor units, needs in
/// millionths of their unit, scales in thousandths (docs/schemas/report.schema.json).
struct ReportData {
  let plan: Plan
  let instance: Instance

  init(_ plan: Plan, _ instance: Instance) { (self.plan, self.instance) = (plan, instance) }

  /// The figures as JSON without characters that mean something to HTML or XML.
  /// - Complexity: O(n log n) in the plan's lines.
  var json: String {
    let allocation = plan.allocation
    let (served, costs, spending) = (allocation.served, allocation.costs, allocation.spending)
    let fields: [(String, String)] = [
      ("schema", text("allot-report-1")), ("seal", text(plan.seal)), ("currency", text(plan.currency.code)),
      ("digits", String(plan.currency.digits)),
      (
        "funds",
        list(instance.lists.funds) { fund in
          [
            ("id", text(fund.id.text)), ("available", number(Int128(fund.available.minorUnits))),
            ("paid", number(Int128(spending[fund.id, default: .zero].minorUnits))),
          ]
        }
      ),
      (
        "projects",
        list(allocation.awards) { award in
          let variant = instance.project(award.project).variants.first { $0.id == award.variant }
          return [
            ("id", text(award.project.text)), ("scale", number(Int128(award.scale.milli))),
            ("cost", number(costs[award.project] ?? 0)),
            (
              "costs",
              list(variant?.costs ?? []) { line in
                [
                  ("type", text(line.type)), ("fixed", number(Int128(line.fixed.minorUnits))),
                  ("per_unit", number(Int128(line.perUnit.minorUnits))),
                ]
              }
            ),
          ]
        }
      ),
      (
        "payments",
        list(allocation.payments) { payment in
          [
            ("fund", text(payment.fund.text)), ("project", text(payment.project.text)),
            ("type", text(payment.costType)), ("amount", number(Int128(payment.amount.minorUnits))),
          ]
        }
      ),
      (
        "needs",
        list(instance.lists.needs.filter { $0.status == .open || served[$0.id] != nil }) { need in
          [
            ("id", text(need.id.text)), ("quantity", number(Int128(need.quantity.milli) * 1000)),
            ("served", number(served[need.id] ?? 0)),
          ]
        }
      ),
      (
        "credits",
        list(allocation.credits) { credit in
          [
            ("need", text(credit.need.text)), ("project", text(credit.project.text)),
            ("micro", number(Int128(credit.micro))),
          ]
        }
      ),
    ]
    return object(fields)
  }

  private func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private func list<T>(_ items: [T], _ fields: (T) -> [(String, String)]) -> String {
    "[" + items.map { object(fields($0)) }.joined(separator: ",\n") + "]"
  }

  private func number(_ value: Int128) -> String { "\"\(value)\"" }

  /// A text in JSON. All but letters, digits and the like is escaped, so that no text ends the element that it stands in.
  private func text(_ text: String) -> String {
    var out = "\""
    for unit in text.utf16 {
      let scalar = Unicode.Scalar(unit)
      let isPlain = scalar.map { !$0.isControl && !"<>&'\"\\\u{FFFE}\u{FFFF}".unicodeScalars.contains($0) } ?? false
      if let scalar, isPlain {
        out.unicodeScalars.append(scalar)
      } else {
        let digits = String(unit, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return out + "\""
  }
}
