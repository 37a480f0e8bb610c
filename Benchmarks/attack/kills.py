"""A process that is killed at any call leaves the old plan or the new one, whole, and the next run leaves nothing of it behind."""
import scenes


def attack(part):
    shim = scenes.shim(part)
    if not shim:
        return
    town = scenes.Scenes(part)
    counts = scenes.counts_of(part, shim, "solve", scenes.B, "--out", town.set("counted", False))
    part.counts["renames in a run"] = counts["rename"]
    others = [(kind, at) for kind, count in counts.items() if kind != "rename" for at in range(count)]
    # Short runs stride through the calls, so that early and late ones are among them.
    step = max(1, len(others) // 6) if part.asked.short else 1
    for index in part.cases(max(600, 200 * counts["rename"]) if counts["rename"] < 10 else 600, 6):
        turn = index // 2 * step
        kind, at = ("rename", turn % counts["rename"]) if index % 2 == 0 and counts["rename"] else others[turn % len(others)]
        kill(part, town, shim, index, kind, at, foreign=index // 2 % 3 == 0 and town.after[True][0] == 0)


def kill(part, town, shim, index, kind, at, foreign):
    folder = town.set("case", foreign)
    environment = {"LD_PRELOAD": shim, "SHIM_KIND": kind, "SHIM_AT": str(at), "SHIM_ACT": "kill"}
    done = part.allot.run("solve", scenes.B, "--out", folder, environment=environment)
    part.count("kills" if done.code == -9 else "runs that ended before")
    part.count(f"at {kind}")
    command = "cc -shared -fPIC -o killer.so Benchmarks/attack/killer.c -ldl; allot solve Scenarios/shimen/lists --out town; " \
        + part.allot.line("solve", "Scenarios/xiaohe/lists", "--out", "town", environment=environment | {"LD_PRELOAD": "./killer.so"}) + "; allot verify town"
    wrong = town.wrong(folder, foreign)
    if wrong:
        return part.fail(index, f"killed at {kind}: no whole plan", f"{kind} {at}: {wrong}", command, [folder])
    left = town.residue(folder, foreign)
    if left:
        part.fail(index, f"killed at {kind}: something is left", f"{kind} {at}: {left}", command + "; allot solve Scenarios/xiaohe/lists --out town", [folder])
