import Dispatch
import Synchronization

/// Works out so many things that need nothing of each other; each stands in its place whatever is done first, so that the
/// result does not depend on the threads.
/// - Parameters:
///   - threads: At most so many work at the same time; with one, they are done in their order.
///   - isStopped: Nothing more is begun once this holds; what was not done is nil.
/// - Throws: The fault that came first; nothing more is begun after it.
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
