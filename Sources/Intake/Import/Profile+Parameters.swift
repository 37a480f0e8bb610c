import Foundation
import Model

// The profile for one import: parameters replaced by their values, settings checked.

extension Profile {
  /// The profile with its parameters replaced by `given` or their defaults.
  ///
  /// A value that replaces a parameter is not looked through for parameters again.
  /// - Throws: ``Findings`` for a value of no parameter, and for settings that cannot be understood.
  func filled(_ given: [String: String]) throws(Findings) -> Profile {
    let known = defaults.keys.sorted()
    var found = given.keys.filter { defaults[$0] == nil }.map { name in
      Finding(
        "profile-parameter-unknown", file: file, value: name,
        expected: known.isEmpty
          ? Bilingual("不带 --set：此方案没有参数", "no --set: the profile has no parameter")
          : Bilingual(known.joined(separator: "、"), known.joined(separator: ", ")),
        mend: nearest(name, known).map { Bilingual("是否应为“\($0)”？", "did you mean ‘\($0)’?") }
          ?? Bilingual("请改正参数名", "correct the parameter's name"))
    }
    for (name, value) in given {
      if let control = value.unicodeScalars.first(where: \.isControl) {
        let code = String(control.value, radix: 16, uppercase: true)
        found.append(
          Finding(
            "control-character", file: "--set \(name)",
            value: "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code,
            expected: Bilingual("看得见的文字", "text that can be seen"),
            mend: Bilingual("请删去看不见的控制字符", "delete the control character, which does not show")))
      }
    }
    if let refusal = Findings(found) { throw refusal }
    let values = parameters.merging(given) { $1 }
    var out = self
    out.replaceTexts { text, _ in
      text.replacing(/\{([^{}]+)\}/) { match in values[String(match.1)] ?? String(match.0) }
    }
    if let refusal = Findings(out.settingFlaws) { throw refusal }
    return out
  }

  /// The separators that a profile can name.
  private static let separators: [String: UInt8] = ["comma": 0x2C, "semicolon": 0x3B, "tab": 0x09]

  /// The separator of cells.
  var separator: UInt8 { values["separator"].flatMap { Self.separators[$0] } ?? 0x2C }

  /// The currency of all amounts.
  var currency: Currency {
    Currency(code: values["currency"] ?? "CNY", digits: values["digits"].flatMap { Int($0) } ?? 2)
  }

  /// Findings for settings that cannot be understood.
  private var settingFlaws: [Finding] {
    var found: [Finding] = []
    func refuse(_ key: String, _ expected: Bilingual, unless isRight: (String) -> Bool) {
      guard let setting = settings[key], !isRight(setting.value) else { return }
      found.append(
        Finding(
          "profile-malformed", file: file, line: setting.place.line, column: setting.place.column,
          value: setting.value, expected: expected, mend: Bilingual("请改正此行", "correct the line")))
    }
    let separators = Self.separators.keys.sorted()
    refuse("digits", Bilingual("0 至 4 的整数", "a whole number from 0 to 4")) {
      $0.utf8.count == 1 && Int($0).map { (0...4).contains($0) } ?? false
    }
    refuse("separator", Bilingual(separators.joined(separator: "、"), separators.joined(separator: ", "))) {
      Self.separators[$0] != nil
    }
    refuse("unit", Bilingual("金额的单位，如 元、万元", "a unit of amounts, such as 元 or 万元")) {
      if let unit = StatedUnit.money($0) { return unit.fits(currency) }
      return !$0.isEmpty && (try? exactMoney("1" + $0, currency)) != nil
    }
    refuse("header", Bilingual("表头所在的行号，两行的写作 3-4", "the line of the header, or 3-4 for a header of two rows")) {
      HeaderLines($0) != nil
    }
    refuse("currency", Bilingual("币种，如 CNY", "a currency, such as CNY")) { !$0.isEmpty }
    refuse("name", Bilingual("方案的名称", "the name of the profile")) { !$0.isEmpty }
    return found
  }
}
