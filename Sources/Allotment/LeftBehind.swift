import Foundation

/// In a folder that is not complete yet, and for as long. It is removed before the folder is put in its place.
let unfinishedMark = ".allot-unfinished"

/// Removes the temporary folders beside an output folder, which the caller has locked: nobody is at work in them. They are what
/// a run has replaced, or what a killed run left.
///
/// - Returns: Paths of those that hold something that is nobody's to delete.
@discardableResult
func clearAway(beside path: String, _ disk: Disk) -> [String] {
  let found = TemporaryName(path).found().map(\.path)
  // A run was killed between its two steps, on a file system that cannot exchange folders.
  if status(path) == nil, let old = found.last(where: { $0.hasSuffix(TemporaryName.old("")) }) {
    try? disk.move(old, to: path)
  }
  for folder in found {
    if status(folder + "/" + unfinishedMark) != nil {
      disk.removeTree(folder)
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
  // The manifest goes last: it tells what may go.
  for name in survey.own where name != FolderManifest.name { try? disk.remove(old + "/" + name) }
  for name in survey.edited + survey.foreign { bring(old + "/" + name, to: path + "/" + name, disk) }
  for folder in survey.folders.reversed() { try? disk.removeFolder(old + "/" + folder) }
  if names(in: old) == [FolderManifest.name] { try? disk.remove(old + "/" + FolderManifest.name) }
  try? disk.removeFolder(old)
}

private func bring(_ old: String, to new: String, _ disk: Disk) {
  guard let here = status(old) else { return }
  guard let there = status(new) else {
    try? disk.move(old, to: new)
    return
  }
  if here.isFolder && there.isFolder {
    for name in names(in: old) ?? [] { bring(old + "/" + name, to: new + "/" + name, disk) }
    try? disk.removeFolder(old)
  } else if here.isSame(as: there) {
    try? disk.remove(old)
  }
}
