import Model

extension Instance {
  /// The names of the places of a project.
  func placeNames(of project: Project, _ language: Language) -> String {
    project.places.map { place($0.place).name }.joined(separator: language == .zh ? "、" : ", ")
  }

  /// The title of a project; empty for one that the lists do not have.
  func title(of id: ProjectID) -> String { projectIndex[id] == nil ? "" : project(id).title }
}
