import Synchronization

/// A mutex that guards a call rather than a value.
final class Lock: Sendable {
  private let mutex = Mutex<Void>(())
  func withLock(_ body: () -> Void) { mutex.withLock { _ in body() } }
}
