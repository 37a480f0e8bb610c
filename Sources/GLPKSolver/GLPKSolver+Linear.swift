import CGLPK
import IntegerProgram

extension GLPKSolver: LinearSolver {
  /// GLPK's own engines.
  public var linear: (any LinearSolver)? { self }

  /// Runs `body` with a GLPK engine on a separate thread, and waits for it.
  /// - Parameter memoryLimitMiB: the most memory of the engine, in MiB; nil for no limit.
  /// - Throws: ``EngineFault`` if the program cannot be loaded, or what `body` throws.
  public func withEngine<R>(
    _ program: LinearProgram, memoryLimitMiB: Int?, _ body: (any LinearEngine) throws(EngineFault) -> R
  ) throws(EngineFault) -> R {
    let result: Result<R, EngineFault> = onOwnThread {
      do throws(EngineFault) {
        return .success(try body(try GLPKEngine(program, memoryLimitMiB: memoryLimitMiB)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
