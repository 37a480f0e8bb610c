import Glibc

/// Runs `body` on a thread of its own and waits for it.
///
/// The stack is large enough for a deep tree. GLPK's environment is per thread, so each call has its own.
func onOwnThread<Result>(_ body: () -> Result) -> Result {
  // `body` does not escape: the thread is joined before this returns.
  withoutActuallyEscaping(body) { body in
    var result: Result?
    let threadBody = ThreadBody { result = body() }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes,
      { raw in
        Unmanaged<ThreadBody>.fromOpaque(raw!).takeUnretainedValue().run()
        return nil
      }, Unmanaged.passUnretained(threadBody).toOpaque())
    pthread_attr_destroy(&attributes)
    precondition(failure == 0, "the system has no thread left")
    pthread_join(thread, nil)
    return withExtendedLifetime(threadBody) { result! }
  }
}

/// A closure without a generic parameter, which can be passed through C.
private final class ThreadBody {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}
