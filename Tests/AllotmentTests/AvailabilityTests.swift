import Model
import Testing

@Suite struct AvailabilityTests {
  @Test func aVolunteerWithoutSlotsIsAvailableInEverySlotAndOneWithSlotsInThese() {
    var offer = Offer()
    #expect(offer.isAvailable(in: "S1") && offer.isAvailable(inEachOf: ["S1", "S2"]) == [true, true])
    offer.slots = ["S2"]
    #expect(!offer.isAvailable(in: "S1") && offer.isAvailable(in: "S2"))
    #expect(offer.isAvailable(inEachOf: ["S1", "S2", "S3"]) == [false, true, false])
    offer.slots = []
    #expect(offer.isAvailable(inEachOf: ["S1"]) == [false])
  }
}
