import Foundation
import Intake

/// The copies of the user's own tables beside a plan that are missing, or not as they were written.
///
/// The plan is sealed with the canonical lists, which do not change with the order of rows; the bytes of the user's own
/// tables stand in the folder's manifest.
/// - Returns: Their paths within the folder, sorted; none where the private lists were left out of the folder.
/// - Complexity: O(bytes of the tables).
public func changedOriginals(in folder: String) -> [String] {
  let place = "lists/" + ListsFolder.originals
  guard let manifest = FolderManifest.read(of: folder),
    FileManager.default.fileExists(atPath: PathParts(folder + "/" + place).folder)
  else { return [] }
  return manifest.files.filter { path, hash in
    path.hasPrefix(place) && fileData(folder + "/" + path).map { sha256(Array($0)) } != hash
  }.keys.sorted()
}
