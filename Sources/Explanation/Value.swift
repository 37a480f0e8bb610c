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
  /// An objective value of the policy that is rounded for reading; the exact one stands beside it among a sentence's values.
  case rounded(Int128)
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
    case .minutes(let minutes): return durationText(minutes, language)
    case .objective(let whole), .rounded(let whole):
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

  /// An amount such as `150,000 元` or `75,499.65 元`, in one unit throughout; in English, and for other currencies, the amount
  /// with the currency's name.
  private func money(_ minor: Int128, _ language: Language) -> String {
    guard currency.code == "CNY" else {
      return currency.code + " " + decimalText(minor, digits: currency.digits, grouped: true)
    }
    // Whole yuan, or both decimals.
    let plain = decimalText(minor, digits: currency.digits, grouped: true, trimmed: minor % 100 == 0)
    return plain + (language == .zh ? " 元" : " yuan")
  }

  /// Whole points, or both decimals, which are enough for reading; the JSON has all of them.
  private func points(_ whole: Int128) -> String {
    let rounded = nearest(whole, hundredth)
    return rounded == 0 && whole != 0
      ? decimalText(whole, digits: digits, grouped: true, trimmed: true)
      : decimalText(rounded / hundredth, digits: 2, grouped: true, trimmed: rounded % (100 * hundredth) == 0)
  }

  /// The least part of an objective value that a text shows: a hundredth of a point, a minor unit of money, or one project.
  private var hundredth: Int128 {
    guard objective == .value else { return 1 }
    var part: Int128 = 1
    for _ in 2..<max(2, digits) { part *= 10 }
    return part
  }

  /// What a reader gets who subtracts two values as they are shown.
  func shownDifference(_ after: Int128, _ before: Int128) -> Value {
    .rounded(nearest(after, hundredth) - nearest(before, hundredth))
  }

  /// A value that lies between two others, each in the powers of ten that a quarter of the range holds: the lower one is
  /// rounded down and the upper one up, so that what a text says of them stays true.
  func shown(_ value: Int128, from least: Int128, to most: Int128) -> (value: Value, least: Value, most: Value) {
    var unit = hundredth
    while unit * 10 <= (most - least) / 4 { unit *= 10 }
    // What is proven to be more than nothing is not shown as nothing.
    while least > 0, unit > hundredth, down(least, unit) == 0 { unit /= 10 }
    return (.rounded(nearest(value, unit)), .rounded(down(least, unit)), .rounded(-down(-most, unit)))
  }

  /// A least upper limit for reading.
  func shownLimit(_ most: Int128) -> Value { shown(most, from: 0, to: most).most }
}

/// The nearest multiple of a unit; of two, the one that is farther from zero.
private func nearest(_ value: Int128, _ unit: Int128) -> Int128 {
  (value + (value < 0 ? -unit : unit) / 2) / unit * unit
}

/// The largest multiple of a unit that is not above a value.
private func down(_ value: Int128, _ unit: Int128) -> Int128 {
  value >= 0 ? value / unit * unit : -((-value + unit - 1) / unit * unit)
}
