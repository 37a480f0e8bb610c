import BranchAndCut
import GLPKSolver
import IntegerProgram

/// Branch and cut on GLPK's simplex method, with GLPK's own branch and bound as fallback.
let productSolver: any Solver = BranchAndCut(engine: GLPKSolver(), fallback: GLPKSolver())
