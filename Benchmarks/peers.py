"""Solves one MPS file by one peer on one thread and prints a line of JSON: `peers.py NAME FILE GAP SECONDS`.

Seconds are CPU seconds of the solve and of reading the file, not of starting Python. `trace` is a list of
[seconds, objective, bound] where the peer tells them on its way.
"""
import json
import os
import re
import resource
import subprocess
import sys


def cpu():
    """CPU seconds of this process and of those it waited for."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def memory():
    """The most memory of this process or of one it waited for, in MiB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def highs(path, gap, seconds, trace):
    import highspy

    began = cpu()
    model = highspy.Highs()
    for name, value in [("output_flag", False), ("threads", 1), ("mip_rel_gap", gap), ("time_limit", seconds)]:
        model.setOptionValue(name, value)
    model.readModel(path)
    model.cbMipLogging += lambda event: trace.append(
        [cpu() - began, event.data_out.mip_primal_bound, event.data_out.mip_dual_bound])
    model.run()
    info = model.getInfo()
    return info.objective_function_value, info.mip_dual_bound, cpu() - began, f"HiGHS {highspy.Highs().version()}"


def scip(path, gap, seconds, trace):
    import pyscipopt

    began = cpu()
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(path)
    model.setParam("limits/gap", gap)
    model.setParam("limits/time", seconds)

    class Watch(pyscipopt.Eventhdlr):
        def eventinit(self):
            for kind in (pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND, pyscipopt.SCIP_EVENTTYPE.NODESOLVED):
                self.model.catchEvent(kind, self)

        def eventexec(self, event):
            trace.append([cpu() - began, self.model.getPrimalbound(), self.model.getDualbound()])

    model.includeEventhdlr(Watch(), "watch", "keeps how the bounds move")
    model.optimize()
    found = model.getObjVal() if model.getNSols() else None
    return found, model.getDualbound(), cpu() - began, f"SCIP {model.version()}"


def cpsat(path, gap, seconds, trace):
    import ortools
    from ortools.linear_solver.python import model_builder

    began = cpu()
    model = model_builder.Model()
    model.import_from_mps_file(path)
    solver = model_builder.Solver("SAT")
    solver.set_time_limit_in_seconds(seconds)
    solver.set_solver_specific_parameters(f"num_workers:1 relative_gap_limit:{gap}")
    status = solver.solve(model)
    found = status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    # It counts in whole numbers; its objective is what its own scaling makes of the program.
    return (solver.objective_value if found else None, solver.best_objective_bound if found else None,
            cpu() - began, f"CP-SAT (OR-Tools {ortools.__version__})")


def cbc(path, gap, seconds, trace):
    began = cpu()
    out = subprocess.run(["cbc", path, "-threads", "1", "-ratioGap", str(gap), "-sec", str(seconds), "-solve", "-quit"],
                         capture_output=True, text=True).stdout
    objective = re.search(r"Objective value:\s+(\S+)", out)
    bound = re.search(r"Lower bound:\s+(\S+)", out)
    version = re.search(r"Version: (\S+)", out)
    value = float(objective[1]) if objective and "No feasible solution" not in out else None
    # Without a line for it the bound is within the gap of the objective.
    proven = float(bound[1]) if bound else (value - gap * abs(value) if value is not None and "Result - Optimal" in out else None)
    return value, proven, cpu() - began, f"CBC {version[1] if version else ''}"


def glpsol(path, gap, seconds, trace):
    began = cpu()
    out = subprocess.run(["glpsol", "--freemps", path, "--cuts", "--fpump", "--mipgap", str(gap), "--tmlim", str(int(seconds))],
                         capture_output=True, text=True).stdout
    moves = re.findall(r"mip =\s+(\S+(?: found yet)?)\s+[<>]=\s+(\S+)", out)
    value, bound = (None, None)
    for left, right in moves:
        value = None if left.startswith("not") else float(left)
        bound = value if "tree" in right else (None if "inf" in right else float(right))
    version = re.search(r"GLPSOL\D*(\S+)", out)
    return value, bound, cpu() - began, f"glpsol {version[1] if version else ''}"


def allot(path, gap, seconds, trace):
    began = cpu()
    bench = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".build/release/bench")
    out = subprocess.run([bench, path, "--gap", str(gap), "--time", str(seconds)], capture_output=True, text=True).stdout
    lines = out.splitlines()
    for line in lines[:-1]:
        at, objective, bound = line.split()[:3]
        trace.append([float(at), None if objective == "-" else float(objective), None if bound == "-" else float(bound)])
    end = json.loads(lines[-1])
    return end["objective"], end["bound"], cpu() - began, "allot"


PEERS = {"highs": highs, "scip": scip, "cpsat": cpsat, "cbc": cbc, "glpsol": glpsol, "allot": allot}


def gap_between(objective, bound):
    """The certified gap, as a part of the objective."""
    if objective is None or bound is None or abs(objective) > 1e19 or abs(bound) > 1e19:
        return None
    return max(0.0, abs(bound - objective) / max(1e-9, abs(objective)))


if __name__ == "__main__":
    name, path, gap, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
    # What a peer prints stays out of the answer.
    answer = os.dup(1)
    os.dup2(2, 1)
    moves = []
    objective, bound, spent, version = PEERS[name](path, gap, seconds, moves)
    told = {"objective": objective, "bound": bound, "gap": gap_between(objective, bound), "seconds": round(spent, 3),
            "memory_mib": round(memory()), "version": version, "trace": moves}
    os.write(answer, (json.dumps(told) + "\n").encode())
