import BranchAndCut
import GLPKSolver
import IntegerProgram

/// The solver that allot uses: branch and cut on GLPK's simplex method, with GLPK's own branch and bound as fallback.
public let defaultSolver: any Solver = BranchAndCut(engine: GLPKSolver(), fallback: GLPKSolver())
