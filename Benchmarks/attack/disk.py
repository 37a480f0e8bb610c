"""A disk that is full at any write, and an output that is full or closed: 73, and the old plan or the new one, whole."""
import os
import shutil
import subprocess

import scenes
from common import Done, text


def attack(part):
    town, shim = scenes.Scenes(part), scenes.shim(part)
    if not shim:
        return
    counts = scenes.counts_of(part, shim, "solve", scenes.B, "--out", town.set("counted", False))
    places = [(kind, at) for kind in ("write", "fsync", "open", "mkdir", "rename", "link") for at in range(counts[kind])]
    cases = [("full", *place) for place in places] + [("output", command, shape) for command in range(len(commands(town))) for shape in SHAPES]
    step = max(1, len(cases) // 17) if part.asked.short else 1
    for index in part.cases(-(-len(cases) // step), -(-len(cases) // step)):
        kind, first, second = cases[index * step % len(cases)]
        if kind == "full":
            full(part, town, shim, index, first, second)
        else:
            output(part, town, index, commands(town)[first], second)


def full(part, town, shim, index, kind, at):
    foreign = at % 2 == 0 and town.after[True][0] == 0
    folder = town.set("case", foreign)
    environment = {"LD_PRELOAD": shim, "SHIM_KIND": kind, "SHIM_AT": str(at), "SHIM_ACT": "full"}
    done = part.allot.run("solve", scenes.B, "--out", folder, environment=environment)
    part.count("full disks")
    part.count(f"ended with {done.code}")
    command = "cc -shared -fPIC -o killer.so Benchmarks/attack/killer.c -ldl; allot solve Scenarios/shimen/lists --out town; " \
        + part.allot.line("solve", "Scenarios/xiaohe/lists", "--out", "town", environment=environment | {"LD_PRELOAD": "./killer.so"}) + "; allot verify town"
    # What fails after all is written, or has another way, may be no failure of the run.
    if done.wrong() or done.code not in (0, 73):
        return part.fail(index, f"full at {kind}: " + (done.wrong() or f"exit {done.code}"), f"{kind} {at}: {done.err[-200:]}", command)
    if done.code == 73 and not done.err.strip():
        return part.fail(index, f"full at {kind}: nothing is said", f"{kind} {at}", command)
    wrong = town.wrong(folder, foreign, may=("B",) if done.code == 0 else ("A", "B"))
    if wrong:
        return part.fail(index, f"full at {kind}: no whole plan", f"{kind} {at}, exit {done.code}: {wrong}", command, [folder])
    left = town.residue(folder, foreign)
    if left:
        part.fail(index, f"full at {kind}: something is left", f"{kind} {at}: {left}", command, [folder])


SHAPES = ["stdout full", "stdout closed", "stderr full", "stderr closed", "both full", "both closed", "stdout a closed pipe"]


def commands(town):
    """Commands that print, each with the exits that a whole output has."""
    plan = os.path.join(town.part.scratch, "plan-A")
    refused = os.path.join(scenes.ROOT, "Scenarios", "refused", "cell-missing", "lists")
    return [(["check", scenes.A], {0}), (["check", refused], {65}), (["check", scenes.B, "--json"], {0}), (["solve", scenes.B, "--out", "OUT"], {0}),
            (["solve", scenes.A, "--out", "OUT", "--json"], {0}), (["solve"], {64}), (["verify", plan], {0}), (["explain", plan, "P1"], {0}),
            (["export", scenes.B], {0}), (["columns"], {0}), (["--help"], {0}), (["conflicts", scenes.B], {0, 1}), (["roster", plan, "--out", "OUT"], {0}),
            (["generate", "--out", "OUT"], {0}), (["nonsense"], {64})]


def output(part, town, index, command, shape):
    words, whole = command
    out = os.path.join(part.folder("case"), "out")
    words = [out if word == "OUT" else word for word in words]
    plan = os.path.join(part.scratch, "plan-A")
    bash = {"stdout full": ">/dev/full", "stdout closed": ">&-", "stderr full": "2>/dev/full", "stderr closed": "2>&-", "both full": ">/dev/full 2>&1",
            "both closed": ">&- 2>&-", "stdout a closed pipe": "| true"}[shape]
    line = part.allot.line(*words).replace(scenes.ROOT + "/", "").replace(out, "out").replace(plan, "plan")
    script = 'exec "$0" "$@" ' + bash if "pipe" not in shape else '{ sleep 0.05; "$0" "$@"; echo $? >&3; } 3>&2 | true'
    try:
        ran = subprocess.run(["bash", "-c", script, part.allot.path, *words], env=part.allot.environment, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return part.fail(index, f"{shape}: hang", " ".join(words), f"{line} {bash}")
    code = ran.returncode
    if "pipe" in shape:
        told = text(ran.stderr).split()
        code = int(told[-1]) if told and told[-1].isdigit() else 0
    part.count("outputs")
    # A broken pipe ends a program quietly: as a signal does, or as if all was written.
    allowed = whole | ({73} if "stdout" in shape or "both" in shape else set()) | ({141, 0} if "pipe" in shape else set())
    done = Done(code, "", text(ran.stderr))
    if code not in allowed:
        return part.fail(index, f"{shape}: " + ((done.wrong() or "") if code != 141 else "") + f" exit {code}", " ".join(words), f"{line} {bash}")
    if os.path.isdir(out) and os.path.exists(os.path.join(out, "plan.json")) and part.allot.run("verify", out).code:
        part.fail(index, f"{shape}: no whole plan", " ".join(words), f"{line} {bash}")
    shutil.rmtree(out, ignore_errors=True)
