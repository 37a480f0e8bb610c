import Foundation
import Intake
import Model
import Testing

/// Amounts that name a currency by a sign, a word or a code.
@Suite struct StatedCurrencyTests {
  @Test(arguments: [
    ("¥200", "CNY"), ("￥200", "CNY"), ("200元", "CNY"), ("200 CNY", "CNY"), ("200CNY", "CNY"), ("200 RMB", "CNY"),
    ("0.02万元", "CNY"), ("200人民币", "CNY"), ("$200", "USD"), ("200$", "USD"), ("US$200", "USD"), ("200美元", "USD"),
    ("0.02万美元", "USD"), ("€200", "EUR"), ("200 €", "EUR"), ("£200", "GBP"), ("¥200", "JPY"), ("HK$200", "HKD"),
    ("$200", "HKD"), ("200 eur", "EUR"), ("200元", "EUR"), ("200 XTS", "XTS"), ("＄２００", "USD"),
  ]) func theCurrencyOfTheListsIsRead(text: String, code: String) throws {
    #expect(try exactMoney(text, Currency(code: code)) == Money(20_000))
  }

  @Test(arguments: [
    ("$200", "CNY"), ("＄200", "CNY"), ("€200", "CNY"), ("£200", "CNY"), ("HK$200", "CNY"), ("200$", "CNY"),
    ("200 USD", "CNY"), ("200美元", "CNY"), ("2万美元", "CNY"), ("¥200", "USD"), ("￥200", "EUR"), ("€200", "USD"),
    ("$200", "EUR"), ("US$200", "HKD"), ("200 CNY", "EUR"), ("₩200", "JPY"),
  ]) func anotherCurrencyIsRefused(text: String, code: String) throws {
    #expect(throws: NumberFlaw.otherCurrency) { try exactMoney(text, Currency(code: code)) }
    for header in ["id,amount", "id,amount（万元）"] {
      // An amount in 万 also makes bare amounts elsewhere doubtful.
      let refusal = refusal(of: "\(header)\nF,\(text)\n", code).filter { $0.code != "unit-unstated" }
      #expect(refusal.map(\.code) == ["money-malformed"])
      #expect(refusal.allSatisfy { $0.mend.zh.contains(code) && $0.mend.en.contains(code) })
    }
  }

  @Test(arguments: ["$", "$€5", "200 ABC", "¥¥5", "CNY", "5 CNY CNY"]) func otherTextsAreNoAmounts(text: String) {
    #expect(throws: NumberFlaw.self) { try exactMoney(text, Currency()) }
  }

  private func refusal(of funds: String, _ code: String) -> [Finding] {
    do {
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let files = [
        "funds": funds, "settings": "key,value\ncurrency,\(code)\n", "costs": "project,cost_type,fixed\nD,m,90\n",
        "projects": "id,category,responsible,approved\nD,c,x,yes\n",
      ]
      for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: "\(name).csv")) }
      _ = try readLists(folder.path)
    } catch { return (error as? Findings)?.errors ?? [] }
    return []
  }
}
