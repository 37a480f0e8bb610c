import BranchAndCut
import GLPKSolver
import IntegerProgram

/// Branch and cut on GLPK's simplex method; GLPK's own tree stands behind it.
let productSolver: any Solver = BranchAndCut(engine: GLPKSolver(), fallback: GLPKSolver())
