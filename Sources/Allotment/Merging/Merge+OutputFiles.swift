import Foundation
import Intake
import Model

extension Merge {
  /// The files of the merge's folder, by path; what may say who somebody is has mode 600.
  /// - Complexity: O(n log n) in the rows.
  public func outputFiles(_ language: Language) -> [String: OutputFile] {
    Dictionary(
      uniqueKeysWithValues: files(language).map {
        ($0.path, OutputFile(Data($0.text.utf8), isPrivate: $0.isPrivate))
      })
  }
}
