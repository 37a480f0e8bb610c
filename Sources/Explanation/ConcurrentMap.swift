import Dispatch
import Synchronization

/// Computes `count` independent results concurrently. Each result has its own position, so the output does not depend
/// on the threads.
/// - Parameters:
///   - threads: The most that are computed at the same time; with one, they are computed in order.
///   - isStopped: Once it returns true, no more results are begun.
/// - Returns: The results in order; nil for those not computed.
/// - Throws: The first error of `body`; no more results are begun after it.
public func concurrentMap<Done: Sendable>(
  _ count: Int, threads: Int, unless isStopped: @Sendable () -> Bool = { false }, _ body: @Sendable (Int) throws -> Done
) throws -> [Done?] {
  let done = Mutex<[Done?]>(Array(repeating: nil, count: count))
  let fault = Mutex<(any Error)?>(nil)
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: max(1, min(count, threads))) { _ in
    while !isStopped(), fault.withLock({ $0 == nil }) {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      do {
        let one = try body(index)
        done.withLock { $0[index] = one }
      } catch { fault.withLock { $0 = $0 ?? error } }
    }
  }
  if let error = fault.withLock({ $0 }) { throw error }
  return done.withLock { $0 }
}
