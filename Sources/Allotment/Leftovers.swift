import Foundation

/// The name of the file that marks a temporary folder as unfinished. A temporary folder without it was replaced and may
/// hold files of others.
let unfinishedMark = ".allot-unfinished"

/// Removes the temporary folders beside an output folder: replaced folders and those that a killed run left.
///
/// The caller has locked the output folder, so no run is using them.
/// - Parameter readFiles: The SHA-256 of edited files that may be removed, as the run has read them (``OutputFolder``).
/// - Returns: Paths of folders that remain because they hold files that must not be deleted.
@discardableResult
func removeLeftovers(beside path: String, _ disk: Disk, reading readFiles: Set<String> = []) -> [String] {
  // A run put the folder in its place, and then was killed or failed before it removed the mark.
  if status(path + "/" + unfinishedMark) != nil { try? disk.remove(path + "/" + unfinishedMark) }
  let found = TemporaryName(path).found().map(\.path)
  // A run was killed between its two steps, on a file system that cannot exchange folders.
  if status(path) == nil, let old = found.last(where: { $0.hasSuffix(TemporaryName.old("")) }) {
    try? disk.move(old, to: path)
  }
  for folder in found {
    if status(folder + "/" + unfinishedMark) != nil {
      disk.removeUnfinished(folder)
    } else {
      removeReplaced(FolderSurvey(of: folder, reading: readFiles), of: folder, into: path, disk)
    }
  }
  return found.filter { status($0) != nil }
}

/// Removes a replaced folder that allot wrote.
///
/// Other files in it are hard-linked in the new folder, or were added at the last moment and are moved there.
private func removeReplaced(_ survey: FolderSurvey, of old: String, into path: String, _ disk: Disk) {
  let kept = Set(FolderManifest.read(of: path)?.kept ?? [])
  // The manifest is removed last, as it lists the files that may be removed.
  for name in survey.own where name != FolderManifest.name { try? disk.remove(old + "/" + name) }
  for name in survey.edited + survey.foreign { restore(name, from: old, to: path, kept, disk) }
  for folder in survey.folders.reversed() { try? disk.removeFolder(old + "/" + folder) }
  if names(in: old) == [FolderManifest.name] { try? disk.remove(old + "/" + FolderManifest.name) }
  try? disk.removeFolder(old)
}

/// Moves a file or folder from the replaced folder to the new one, unless it is there already.
/// - Parameter kept: Foreign paths that the new folder held from the beginning. If one is missing, it was deleted since
///   and is not restored.
private func restore(_ name: String, from old: String, to path: String, _ kept: Set<String>, _ disk: Disk) {
  let from = old + "/" + name
  guard let here = status(from) else { return }
  let there = status(path + "/" + name)
  if here.isFolder, there?.isFolder ?? kept.contains(name) {
    for inside in names(in: from) ?? [] { restore(name + "/" + inside, from: old, to: path, kept, disk) }
    try? disk.removeFolder(from)
  } else if let there {
    if !here.isFolder && here.isSame(as: there) { try? disk.remove(from) }
  } else if kept.contains(name) {
    try? disk.remove(from)
  } else {
    try? disk.move(from, to: path + "/" + name)
  }
}
