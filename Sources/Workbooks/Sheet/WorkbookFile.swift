import CXlsxWriter
import Foundation
import Model

/// A workbook as the bytes of an .xlsx file.
public struct WorkbookFile: Sendable {
  /// The bytes; the same workbook has the same bytes at any time, in any locale and time zone.
  public let data: Data
  /// The cells whose text was too long, such as `精准对接清单!A4`; the text in the cell says so, too.
  public let cutCells: [String]
}

/// Why a workbook could not be written.
public struct WorkbookFault: Error, Sendable {
  /// The reason, for the user.
  public let reason: Bilingual
}

extension Workbook {
  /// Writes the workbook.
  ///
  /// The library writes to files only: they lie in a folder of their own in the folder for temporary files, which nobody
  /// else may open and which is gone afterwards.
  /// - Throws: ``WorkbookFault`` if a sheet has too many rows or the temporary files cannot be written.
  /// - Complexity: O(cells) in time and memory.
  public func file(_ language: Language) throws(WorkbookFault) -> WorkbookFile {
    for sheet in sheets where sheet.rows.count > Sheet.mostRows {
      throw WorkbookFault(
        reason: Bilingual(
          "工作表“\(sheet.name)”要 \(sheet.rows.count) 行，一张工作表至多 \(Sheet.mostRows) 行",
          "the sheet “\(sheet.name)” needs \(sheet.rows.count) rows, and a sheet holds \(Sheet.mostRows)"))
    }
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.reserve(bytesAtMost)
    let writer = try WorkbookWriter(self, at: folder.path + "/book.xlsx", in: folder.path, language)
    try writer.write()
    guard let data = FileManager.default.contents(atPath: folder.path + "/book.xlsx") else {
      throw WorkbookFault(reason: Bilingual("临时文件无法读取", "the temporary file cannot be read"))
    }
    return WorkbookFile(data: data, cutCells: writer.cutCells)
  }

  /// More bytes than the temporary files and the workbook take together.
  private var bytesAtMost: Int {
    let texts = sheets.reduce(0) { sum, sheet in
      sheet.rows.reduce(sum) { $0 + $1.reduce(0) { $0 + 100 + ($1.value.text?.utf8.count ?? 0) * 6 } }
        + sheet.notes.reduce(0) { $0 + 2000 + $1.text.utf8.count * 6 } + sheet.columns.count * 1000
    }
    return 1_000_000 + texts * 2
  }
}

extension Cell.Value {
  /// The text of a cell that holds one.
  fileprivate var text: String? {
    switch self {
    case .text(let text), .link(_, let text): text
    default: nil
    }
  }
}

/// A new folder in the folder for temporary files.
private struct TemporaryFolder {
  let path: String

  init() throws(WorkbookFault) {
    var name = Array((NSTemporaryDirectory() + "/allot-workbook-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw Self.fault(errno) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Checks that the disk has room: the library does not look whether its temporary files were written wholly.
  func reserve(_ bytes: Int) throws(WorkbookFault) {
    let descriptor = open(path + "/room", O_CREAT | O_WRONLY, 0o600)
    guard descriptor >= 0 else { throw Self.fault(errno) }
    let code = posix_fallocate(descriptor, 0, off_t(bytes))
    close(descriptor)
    unlink(path + "/room")
    // A file system that cannot reserve room tells nothing of it.
    guard code == 0 || code == EOPNOTSUPP || code == EINVAL else { throw Self.fault(code) }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static func fault(_ code: Int32) -> WorkbookFault {
    let words = String(cString: strerror(code))
    return WorkbookFault(reason: Bilingual("临时文件：\(words)", "temporary files: \(words)"))
  }
}
