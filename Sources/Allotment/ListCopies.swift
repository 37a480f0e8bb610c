import Foundation
import Intake

extension ListsFolder {
  /// The copy of the lists in the folder of a plan, by path; personal columns are private.
  /// - Complexity: O(n log n) in the number of rows of each list; computed on each call.
  public var copies: [String: OutputFile] {
    Dictionary(
      uniqueKeysWithValues: canonicalTexts().map { name, text in
        ("lists/" + name, OutputFile(Data(text.utf8), isPrivate: Self.isPersonal(name)))
      })
  }
}
