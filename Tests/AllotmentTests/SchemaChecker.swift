import Foundation
import Testing

@testable import SwiftSource

/// PyPI's jsonschema, which checks documents against the schemas of docs/schemas. It is kept outside the repository, as
/// Pabulib's checker is.
struct SchemaChecker {
  static let version = "4.26.0"
  let place: URL

  /// - Throws: A failure of the test that says how to install the library, where it is missing.
  init() throws {
    place =
      ProcessInfo.processInfo.environment["ALLOT_JSONSCHEMA"].map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache/allot/jsonschema")
    let isThere = FileManager.default.fileExists(atPath: place.appending(path: "jsonschema/__init__.py").path)
    try #require(
      isThere,
      "jsonschema is missing; .ci/run installs it: python3 -m pip install --target \(place.path) jsonschema==\(Self.version)"
    )
  }

  /// Checks documents, one on each line or a whole file each, against a schema.
  ///
  /// Also tries a key too many in the objects of the documents that pass, once for each path and kind of object: it must
  /// be refused.
  /// - Returns: For each document the first breach, or the place at which a key too many was not noticed; empty if there
  ///   is neither.
  func breaches(of documents: [String], schema: String) throws -> [String] {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = try documents.enumerated().map { index, text in
      let path = folder.appending(path: "\(index).json")
      try Data(text.utf8).write(to: path)
      return path.path
    }
    let list = folder.appending(path: "list")
    try Data(paths.joined(separator: "\n").utf8).write(to: list)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", Self.script, place.path, repository.appending(path: "docs/schemas").path, schema, list.path,
    ]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "the checker failed: \(text)")
    let found = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
    try #require(found.count == documents.count)
    return found
  }

  private static let script = """
    import copy, json, os, sys
    place, folder, name, files = sys.argv[1:]
    sys.path.insert(0, place)
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    schemas = {n: json.load(open(os.path.join(folder, n))) for n in os.listdir(folder)}
    for schema in schemas.values(): Draft202012Validator.check_schema(schema)
    registry = Registry().with_resources([(n, Resource.from_contents(s)) for n, s in schemas.items()])
    validator = Draft202012Validator(schemas[name + ".schema.json"], registry=registry)

    def objects(node, path=()):
        if isinstance(node, dict): yield path
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else []
        for key, value in inner: yield from objects(value, path + (key,))

    # One element of each kind of a list is enough to try keys on; a whole plan has thousands.
    def kind(node):
        if isinstance(node, dict): return tuple(sorted((key, kind(value)) for key, value in node.items()))
        if isinstance(node, list): return tuple(sorted({kind(item) for item in node}, key=repr))
        return type(node).__name__

    def smaller(node):
        if isinstance(node, dict): return {key: smaller(value) for key, value in node.items()}
        if isinstance(node, list): return [smaller(item) for item in {kind(item): item for item in node}.values()]
        return node

    # The document with one element of each list: on the path that of the path, elsewhere the first.
    def branch(node, path):
        if isinstance(node, dict):
            return {key: branch(value, path[1:] if path[:1] == (key,) else ()) for key, value in node.items()}
        if isinstance(node, list): return [branch(node[path[0] if path else 0], path[1:])] if node else []
        return node

    def at(node, path, isBranch):
        for key in path: node = node[0 if isBranch and isinstance(node, list) else key]
        return node

    def shape(path): return tuple(0 if isinstance(k, int) else k for k in path)

    # What was tried in one document need not be tried in the next.
    tried = set()

    def breach(text):
        try: document = json.loads(text)
        except ValueError as error: return "no JSON: %s: %r" % (error, text[:200])
        for error in validator.iter_errors(document):
            while error.context: error = max(error.context, key=lambda inner: len(inner.absolute_path))
            return "%s: %s" % (list(error.absolute_path), error.message[:400])
        sample = smaller(document)
        if not validator.is_valid(sample): sample = document
        for path in objects(sample):
            trial = (shape(path), kind(at(sample, path, False)))
            if trial in tried: continue
            tried.add(trial)
            changed = branch(sample, path)
            isBranch = validator.is_valid(changed)
            if not isBranch: changed = copy.deepcopy(sample)
            at(changed, path, isBranch)["one key too many"] = 1
            if validator.is_valid(changed): return "%s: takes any key" % list(path)
        return ""

    print(json.dumps([breach(open(path).read()) for path in open(files).read().split("\\n")]))
    """
}
