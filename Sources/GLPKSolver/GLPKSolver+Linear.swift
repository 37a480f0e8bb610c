import CGLPK
import IntegerProgram

extension GLPKSolver: LinearSolver {
  public var linear: (any LinearSolver)? { self }

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
