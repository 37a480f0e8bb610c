import Formulation
import Model

/// A value in a sentence; numbers are exact, so that a reader of the JSON need not parse text.
public enum Value: Sendable, Hashable {
  /// Money, in minor units.
  case money(Int128)
  /// A quantity, in millionths of its unit.
  case amount(Int128, unit: String)
  /// The served part of a quantity, and the quantity, in millionths of the unit. A part of whole things, such as people, is
  /// rounded down.
  case served(Int128, of: Int128, unit: String)
  /// The missing part of a quantity, and the quantity, in millionths of the unit. A part of whole things is rounded up.
  case missing(Int128, of: Int128, unit: String)
  /// A time, in minutes.
  case minutes(Int128)
  /// An objective value of the policy, in its whole units: 10⁻⁹ points, minor units of money, or projects.
  case objective(Int128)
  /// A number of things.
  case count(Int)
  /// A part of a whole.
  case share(Share)
  /// A calendar day.
  case day(Day)
  /// An item of a list, by its id and its name.
  case item(String, String)
  /// Several values.
  case items([Value])
  /// Words.
  case text(Bilingual)
  /// Words and the value that they are about.
  indirect case labelled(Bilingual, Value)
}

/// The format of values: the currency and the policy's objective.
public struct ValueStyle: Sendable {
  let currency: Currency
  let objective: PolicyObjective
  /// The number of decimals of the policy's objective.
  let digits: Int

  /// What a plan is judged by, as a subject of sentences.
  var achieved: Bilingual {
    switch objective {
    case .value: Bilingual("综合得分", "the score")
    case .money: Bilingual("安排的资金", "the money placed")
    case .count: Bilingual("安排的项目数", "the number of projects")
    }
  }

  func text(_ value: Value, _ language: Language) -> String {
    let zh = language == .zh
    switch value {
    case .money(let minor): return money(minor, language)
    case .amount(let micro, let unit):
      return decimalText(micro, digits: 6, grouped: true, trimmed: true) + (unit.isEmpty ? "" : " " + unit)
    case .served(let micro, let whole, let unit): return PartText(micro, of: whole, unit: unit).served(language)
    case .missing(let micro, let whole, let unit): return PartText(micro, of: whole, unit: unit).missing
    case .minutes(let minutes):
      let (hours, rest) = (minutes / 60, minutes % 60)
      let text = [
        hours == 0 ? "" : zh ? "\(hours) 小时" : "\(hours) h", rest == 0 ? "" : zh ? "\(rest) 分钟" : "\(rest) min",
      ]
      return minutes == 0 ? (zh ? "0 小时" : "0 h") : text.filter { !$0.isEmpty }.joined(separator: " ")
    case .objective(let whole):
      switch objective {
      case .money: return money(whole, language)
      case .count: return "\(whole) \(zh ? "个项目" : whole == 1 ? "project" : "projects")"
      case .value: return points(whole) + (zh ? " 分" : " points")
      }
    case .count(let count): return String(count)
    case .share(let share): return share.text
    case .day(let day): return day.description
    case .item(let id, let name): return name.isEmpty || name == id ? id : zh ? "\(id)“\(name)”" : "\(id) ‘\(name)’"
    case .items(let items):
      return items.isEmpty ? (zh ? "无" : "none") : items.map { text($0, language) }.joined(separator: zh ? "、" : ", ")
    case .text(let text): return text[language]
    case .labelled(let label, let value): return label[language] + " " + text(value, language)
    }
  }

  /// An amount such as `15 万元` or `75,499.65 元`; in English, and for other currencies, the amount with the
  /// currency's name.
  private func money(_ minor: Int128, _ language: Language) -> String {
    guard currency.code == "CNY" else {
      return currency.code + " " + decimalText(minor, digits: currency.digits, grouped: true)
    }
    // Whole yuan, or both decimals.
    let plain = decimalText(minor, digits: currency.digits, grouped: true, trimmed: minor % 100 == 0)
    if language == .en { return plain + " yuan" }
    if minor.magnitude >= 1_000_000, minor % 10_000 == 0 {
      return decimalText(minor / 10_000, digits: 2, grouped: true, trimmed: true) + " 万元"
    }
    return plain + " 元"
  }

  /// Points with two decimals, which are enough for reading; the JSON has all of them.
  private func points(_ whole: Int128) -> String {
    var cent: Int128 = 1
    for _ in 2..<max(2, digits) { cent *= 10 }
    let rounded = (whole + (whole < 0 ? -cent : cent) / 2) / cent
    return rounded == 0 && whole != 0
      ? decimalText(whole, digits: digits, grouped: true, trimmed: true)
      : decimalText(rounded, digits: 2, grouped: true, trimmed: true)
  }
}
