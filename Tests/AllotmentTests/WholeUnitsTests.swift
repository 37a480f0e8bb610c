import Model
import Testing

/// People, households and other things that are counted are never shown in parts.
@Suite struct WholeUnitsTests {
  private func text(_ part: Int128, of whole: Int128, _ unit: String) -> PartText {
    PartText(part, of: whole * 1_000_000, unit: unit)
  }

  @Test func peopleAreRoundedDownAndTheirShareStandsBeside() {
    let part = text(22_603_000, of: 24, "人")
    #expect(part.served(.zh) == "22 人（约 94.17%）" && part.served(.en) == "22 人 (about 94.17%)")
    #expect(part.servedNumber == "22")
    #expect(text(1_500_000, of: 4, "households").served(.en) == "1 households (37.5%)")
    #expect(text(999_999, of: 3, "").served(.zh) == "0（约 33.33%）")
  }

  @Test func wholePeopleHaveNoShare() {
    #expect(text(24_000_000, of: 24, "人").served(.zh) == "24 人")
    #expect(text(1_200_000_000, of: 1_500, "人次").served(.zh) == "1,200 人次")
  }

  @Test(arguments: [1, 999_999, 1_000_000, 22_603_000, 23_000_001] as [Int128])
  func whatIsServedAndWhatIsMissingAddUpToTheWhole(served: Int128) throws {
    let missing = text(24_000_000 - served, of: 24, "人").missing
    let people = try #require(Int(missing.dropLast(2)))
    #expect(Int(text(served, of: 24, "人").servedNumber).map { $0 + people } == 24)
  }

  @Test(arguments: ["公里", "米", "亩", "平方米", "吨", "小时", "km", "Hours", "m²"]) func measuresAreExact(unit: String) {
    #expect(text(1_250_000, of: 3, unit).served(.zh) == "1.25 \(unit)")
    #expect(text(1_250_000, of: 3, unit).missing == "1.25 \(unit)")
  }

  @Test func aQuantityThatIsGivenInPartsIsExact() {
    #expect(PartText(1_250_000, of: 2_500_000, unit: "份").served(.zh) == "1.25 份")
  }
}
