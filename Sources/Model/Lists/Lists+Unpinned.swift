extension Lists {
  /// Removes the pairs of a volunteer, for a question about lists without them.
  public mutating func unpair(_ id: VolunteerID) { pairs.removeAll { $0.has(id) } }

  /// Removes what names a volunteer from the pins, for a question about lists without them; a project that was to be
  /// carried out with them is still to be carried out.
  /// - Parameter project: The project whose pins are changed; nil for every project.
  public mutating func unpin(_ id: VolunteerID, from project: ProjectID? = nil) {
    func names(_ pin: Pin) -> Bool { pin.volunteer == id && (project == nil || pin.project == project) }
    pins.removeAll { names($0) && $0.kind == .mustNot }
    for index in pins.indices where names(pins[index]) {
      pins[index].volunteer = nil
      pins[index].role = nil
    }
  }
}
