import Foundation

/// In a folder that is not in its place yet. A temporary folder without it was replaced, and may hold somebody's files.
let unfinishedMark = ".allot-unfinished"

/// Removes the temporary folders beside an output folder, which the caller has locked: nobody is at work in them. They are what
/// a run has replaced, or what a killed run left.
///
/// - Returns: Paths of those that hold something that is nobody's to delete.
@discardableResult
func clearAway(beside path: String, _ disk: Disk) -> [String] {
  // A run was killed, or could not, after it had put the folder in its place.
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
      dissolve(folder, into: path, disk)
    }
  }
  return found.filter { status($0) != nil }
}

/// Removes a whole folder that allot wrote and that has been replaced. What else is in it has a second name in the folder that
/// replaced it, or came into it at the last moment and is moved there.
private func dissolve(_ old: String, into path: String, _ disk: Disk) {
  let survey = FolderSurvey(of: old)
  let kept = Set(FolderManifest.read(of: path)?.kept ?? [])
  // The manifest goes last: it tells what may go.
  for name in survey.own where name != FolderManifest.name { try? disk.remove(old + "/" + name) }
  for name in survey.edited + survey.foreign { bring(name, from: old, to: path, kept, disk) }
  for folder in survey.folders.reversed() { try? disk.removeFolder(old + "/" + folder) }
  if names(in: old) == [FolderManifest.name] { try? disk.remove(old + "/" + FolderManifest.name) }
  try? disk.removeFolder(old)
}

/// - Parameter kept: Paths that the folder which replaced the old one had from the beginning. Where one of them is gone, somebody
///   deleted it since, and it is not brought back.
private func bring(_ name: String, from old: String, to path: String, _ kept: Set<String>, _ disk: Disk) {
  let from = old + "/" + name
  guard let here = status(from) else { return }
  let there = status(path + "/" + name)
  if here.isFolder, there?.isFolder ?? kept.contains(name) {
    for inside in names(in: from) ?? [] { bring(name + "/" + inside, from: old, to: path, kept, disk) }
    try? disk.removeFolder(from)
  } else if let there {
    if !here.isFolder && here.isSame(as: there) { try? disk.remove(from) }
  } else if kept.contains(name) {
    try? disk.remove(from)
  } else {
    try? disk.move(from, to: path + "/" + name)
  }
}
