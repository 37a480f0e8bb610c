/// The version of allot, as semantic versioning writes it (https://semver.org).
///
/// It has the suffix `-dev` until the newest heading of `CHANGELOG.md` is a release's.
public let allotVersion = "0.1.0-dev"
