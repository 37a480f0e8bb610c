import Foundation
import Model
import Testing

@testable import Intake
@testable import SwiftSource

private let gb18030 = String.Encoding(rawValue: 0x8000_0632)
private let scenarios = repository.appending(path: "Scenarios")

/// A byte order mark decides the encoding of a file. Damaged bytes are reported with their place, not read in another
/// encoding.
@Suite struct TextDecodingTests {
  /// `line:column code value` of each finding; empty where the bytes are a text.
  private func refusals(_ bytes: some Sequence<UInt8>, separator: UInt8? = UInt8(ascii: ",")) -> [String] {
    let read = Result { () throws(Findings) in try textBytes(of: Data(bytes), file: "f.csv") { _ in separator } }
    guard case .failure(let findings) = read else { return [] }
    return findings.errors.map { "\($0.line):\($0.column) \($0.code) \($0.value)" }
  }

  private func text(_ bytes: some Sequence<UInt8>) throws -> String {
    String(decoding: try textBytes(of: Data(bytes), file: "f.csv"), as: UTF8.self)
  }

  private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
    Array("\u{FEFF}\(text)".utf16).flatMap { unit in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
  }

  @Test func aMarkSaysWhatAFileIs() throws {
    let words = "编号,名称\nF1,老年食堂😀\n"
    #expect(try text(Array("\u{FEFF}\(words)".utf8)) == words)
    #expect(try text(utf16(words, isBigEndian: false)) == words)
    #expect(try text(utf16(words, isBigEndian: true)) == words)
    #expect(try text([0x84, 0x31, 0x95, 0x33] + #require(words.data(using: gb18030))) == words)
    // UTF-32 is not read as the UTF-16 that its mark begins with.
    #expect(refusals([0xFF, 0xFE, 0, 0, 0x69, 0, 0, 0]) == ["1:1 encoding-unknown "])
    #expect(refusals([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x69]) == ["1:1 encoding-unknown "])
  }

  @Test func oneBadByteIsFoundWhereItStands() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let before = Array("id,name\nF1,服务\nF2,水".utf8), after = Array(",x\nF3,路灯\n".utf8)
    for start in [mark, []] {
      #expect(refusals(start + before + [0x80] + after) == ["3:2 encoding-unknown 0x80"])
      #expect(refusals(start + before + [0xE6, 0xB0] + after) == ["3:2 encoding-unknown 0xE6"])
    }
    // With a byte order mark no other encoding is tried.
    #expect(refusals(mark + Array("id,name\nF1,".utf8) + [0xB7, 0xFE, 0xCE, 0xF1]) == ["2:2 encoding-unknown 0xB7"])
  }

  @Test func aTextThatWasCutOffIsFoundAtItsEnd() {
    let whole = Array("id,name\nF1,服务\nF2,水".utf8)
    for length in [1, 2] { #expect(refusals(whole.dropLast(length)) == ["3:2 encoding-unknown 0xE6"]) }
    // Only the last character shows that it is UTF-8.
    #expect(refusals(Array("id,name\nF1,水".utf8).dropLast()) == ["2:2 encoding-unknown 0xE6"])
    #expect(refusals(utf16("id,水", isBigEndian: false).dropLast()) == ["1:2 encoding-unknown 0x34"])
    // Half of a pair of surrogates.
    #expect(refusals([0xFE, 0xFF, 0, 0x69, 0xD8, 0x3D]) == ["1:1 encoding-unknown "])
    #expect(refusals([0xFE, 0xFF, 0, 0x0A, 0xDC, 0x00, 0, 0x69]) == ["2:1 encoding-unknown "])
  }

  @Test(arguments: ["é", "Łódź, Gdańsk, Kraków", "Ωμέγα", "Привет"]) func aStrayByteAmongLettersOfTwoBytes(word: String)
  {
    let bytes = Array("id,name\nF1,\(word) \(word) \(word) \(word)\nF2,".utf8) + [0xB3, 0x61, 0x0A]
    #expect(refusals(bytes).first?.hasSuffix("encoding-unknown 0xB3") == true)
  }

  /// Every list of the scenarios in the encoding of spreadsheets on Chinese Windows. A single row may be refused as
  /// ambiguous, but it is never misread.
  @Test func listsInGB18030AreRead() throws {
    var (count, refused) = (0, 0)
    for folder in ["xiaohe/lists", "qinghe/lists", "shimen/lists"] {
      let path = scenarios.appending(path: folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: path.path) where name.hasSuffix(".csv") {
        let words = try text(Data(contentsOf: path.appending(path: name)))
        #expect(try text(#require(words.data(using: gb18030))) == words, "\(name)")
        for line in words.split(separator: "\n").prefix(40) {
          let data = try #require(String(line).data(using: gb18030))
          guard String(validating: data, as: UTF8.self) == nil else { continue }
          let read = try? text(data)
          #expect(read == nil || read! == line, "\(name): \(line)")
          (count, refused) = (count + 1, refused + (read == nil ? 1 : 0))
        }
      }
    }
    #expect(count > 300 && refused * 50 < count, "\(refused) of \(count)")
    for words in ["名称\n喆镕堃\n", "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "四川話、臺灣、漢字", "€5,编号"] {
      #expect(try text(#require(words.data(using: gb18030))) == words)
    }
  }

  @Test func aBadByteOfGB18030IsFoundWhereItStands() throws {
    let before = try #require("编号,名称\nF1,老年食堂\nF2,服".data(using: gb18030))
    let after = try #require("务中心,卫生院\n".data(using: gb18030))
    #expect(refusals(before + [0xFF] + after) == ["3:2 encoding-unknown 0xFF"])
    #expect(refusals(before + [0xB7]) == ["3:2 encoding-unknown 0xB7"])
  }

  static let controls: [UInt32] =
    [0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1A, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0x202A, 0x202E]
    + [0x2066, 0x2069, 0xFEFF]

  @Test(arguments: controls) func controlCharactersAreRefusedInEveryEncoding(code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    let words = "编号,\"名,\n称\"\nF1,\"a,\n老\(Character(scalar))年\",b\n"
    let hexadecimal = String(code, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    var encoded = [Array(words.utf8), Array("\u{FEFF}\(words)".utf8)]
    encoded += [utf16(words, isBigEndian: true), utf16(words, isBigEndian: false)]
    let data = try #require(words.data(using: gb18030))
    encoded.append([0x84, 0x31, 0x95, 0x33] + data)
    encoded.append(Array(data))
    for bytes in encoded { #expect(refusals(bytes) == ["4:2 control-character \(name)"]) }
    // If the text has no cells, the column counts characters.
    #expect(
      refusals(Array("name = a\nb\(Character(scalar))c".utf8), separator: nil) == ["2:2 control-character \(name)"])
  }

  /// Each cell is reported once.
  @Test func aCharacterThatAConversionLostIsSaid() {
    let lost = refusals(Array("id,name\nF1,\u{FFFD}\u{FFFD}食堂\n\u{FFFD},x\n".utf8))
    #expect(lost == ["2:2 encoding-unknown U+FFFD", "3:1 encoding-unknown U+FFFD"])
  }

  @Test func everyControlCharacterIsSaid() {
    #expect(
      refusals(Array("id,na\u{7}me\nF\u{202E}1,\u{1B}[31m\n".utf8)) == [
        "1:2 control-character U+0007", "2:1 control-character U+202E", "2:2 control-character U+001B",
      ])
    #expect(refusals(Array("a\tb,c\r\nd,\"e\nf\"\r".utf8)) == [])
  }

  @Test func binaryFilesAreRefused() throws {
    #expect(refusals([0x50, 0x4B, 0x03, 0x04] + Array("xl/workbook.xml".utf8)) == ["0:0 file-binary "])
    // UTF-16 without a byte order mark.
    #expect(refusals(utf16("id,name\nF1,a\n", isBigEndian: false).dropFirst(2)) == ["0:0 file-binary "])
    var random = SplitMix64(state: 3)
    #expect(refusals((0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }) == ["0:0 file-binary "])
  }

  @Test func aProfileIsATextAsListsAre() throws {
    let profile = "name = p\n[funds]\nid = column a\namount = text 5\n"
    #expect(try Profile(reading: Data("\u{FEFF}\(profile)".utf8), file: "p").name == "p")
    for (bytes, place) in [
      (Array("na\u{202E}me = p\n".utf8), "1:3 control-character"),
      (Array("name = p\nt".utf8) + [0xFF], "2:2 encoding-unknown"),
    ] {
      let read = Result { () throws(Findings) in try Profile(reading: Data(bytes), file: "p") }
      guard case .failure(let findings) = read else {
        Issue.record("read")
        continue
      }
      #expect(findings.errors.map { "\($0.line):\($0.column) \($0.code)" } == [place])
    }
  }
}
