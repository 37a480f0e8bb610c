import Foundation
import Intake
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite struct DocumentsTests {
  @Test func theGuideToTheListsIsTheOneThatTheSchemaGives() throws {
    #expect(try String(contentsOf: root.appending(path: "docs/lists.md"), encoding: .utf8) == listsGuide())
  }

  /// FIPS 180-4's examples, and the million letters a.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]) func sha256GivesThePublishedDigests(message: String, digest: String) {
    #expect(sha256(Array(message.utf8)) == digest)
  }
}
