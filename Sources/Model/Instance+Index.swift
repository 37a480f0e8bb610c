/// Positions of items whose ids come from checked lists, so that the lists have them. For an id from elsewhere, such as a
/// question or a plan that may have been edited, ask `projectIndex` and its kind, which say nil.
extension Instance {
  /// The position of a place in `lists.places`.
  /// - Precondition: The lists have it.
  public func index(of id: PlaceID) -> Int { position(of: id, in: placeIndex) }
  /// The position of a need in `lists.needs`.
  /// - Precondition: The lists have it.
  public func index(of id: NeedID) -> Int { position(of: id, in: needIndex) }
  /// The position of a fund in `lists.funds`.
  /// - Precondition: The lists have it.
  public func index(of id: FundID) -> Int { position(of: id, in: fundIndex) }
  /// The position of a project in `lists.projects`.
  /// - Precondition: The lists have it.
  public func index(of id: ProjectID) -> Int { position(of: id, in: projectIndex) }
  /// The position of an asset in `lists.assets`.
  /// - Precondition: The lists have it.
  public func index(of id: AssetID) -> Int { position(of: id, in: assetIndex) }
  /// The position of a volunteer in `lists.volunteers`.
  /// - Precondition: The lists have it.
  public func index(of id: VolunteerID) -> Int { position(of: id, in: volunteerIndex) }
  /// The position of a slot in `lists.slots`.
  /// - Precondition: The lists have it.
  public func index(of id: SlotID) -> Int { position(of: id, in: slotIndex) }
  /// The position of a category in `lists.categories`.
  /// - Precondition: The lists have it.
  public func index(of id: CategoryID) -> Int { position(of: id, in: categoryIndex) }
  /// The position of a beneficiary in `lists.beneficiaries`.
  /// - Precondition: The lists have it.
  public func index(of id: BeneficiaryID) -> Int { position(of: id, in: beneficiaryIndex) }
  /// The position of a period in `timeline`.
  /// - Precondition: The lists have it.
  public func index(of id: PeriodID) -> Int { position(of: id, in: periodIndex) }

  private func position<ID: Hashable>(of id: ID, in index: [ID: Int]) -> Int {
    guard let position = index[id] else { preconditionFailure("\(ID.self) \(id) is not in the lists") }
    return position
  }
}
