"""Signals while a plan is made: an older plan is kept or a best plan is written, whole, and a second signal loses neither."""
import json
import os
import signal
import subprocess
import time

import scenes

KINDS = {"two TERM": [signal.SIGTERM, signal.SIGTERM], "HUP": [signal.SIGHUP], "INT": [signal.SIGINT], "TERM": [signal.SIGTERM],
         "two INT": [signal.SIGINT, signal.SIGINT], "HUP, TERM": [signal.SIGHUP, signal.SIGTERM]}


def attack(part):
    town = scenes.Scenes(part)
    given = os.path.join(part.scratch, "given")
    part.allot.run("generate", "--places", "12", "--needs", "60", "--funds", "12", "--projects", "50", "--seed", "4", "--out", given)
    long = lasts(part, given)
    for index in part.cases(160, 3):
        random = part.random(index)
        # Most are two TERM 50 ms apart, which is what `timeout` sends.
        kind = random.choice(["two TERM"] * 6 + sorted(KINDS))
        held, after = random.random() < 0.6, random.uniform(0.02, 1.1) * long
        struck(part, town, given, index, kind, held, after)


def lasts(part, given):
    """How long a whole run takes, at most two seconds."""
    start = time.monotonic()
    part.allot.run("solve", given, "--gap", "0", "--work-limit", "20000", "--out", part.folder("whole"), timeout=2)
    return min(2, time.monotonic() - start)


def strike(part, folder, given, numbers, after):
    """A run that is sent signals, the first after so many seconds; its exit."""
    running = part.allot.start("solve", given, "--gap", "0", "--work-limit", "20000", "--out", folder)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        pass
    for number in numbers:
        if running.poll() is None:
            running.send_signal(number)
            time.sleep(0.05)
    try:
        return running.wait(60)
    except subprocess.TimeoutExpired:
        running.kill()
        return "hang"


def struck(part, town, given, index, kind, held, after):
    folder = town.set("case", False, plan="A" if held else None)
    code = strike(part, folder, given, KINDS[kind], after)
    part.count(kind)
    part.count(f"ended with {code}")
    shape = " ".join(f"kill -{number.name[3:]} $!; sleep 0.05;" for number in KINDS[kind])
    command = (f"allot generate --places 12 --needs 60 --funds 12 --projects 50 --seed 4 --out lists; allot solve lists --gap 0 --work-limit 20000 "
               f"--out town & sleep {after:.3f}; {shape} wait $!; echo $?; allot verify town")
    # Before the handlers are set, a signal ends a process as it ends any other, and nothing has been written.
    early = isinstance(code, int) and -code in KINDS[kind] and after < 0.5
    if code not in (0, 1, 2, 130) and not early:
        return part.fail(index, f"{kind}: ends with {code}", f"after {after:.3f} s", command)
    plan = os.path.join(folder, "plan.json")
    if not os.path.exists(plan):
        if held:
            return part.fail(index, f"{kind}: the older plan is gone", f"exit {code} after {after:.3f} s", command, [folder])
        part.count("no plan yet")
        if len(KINDS[kind]) == 2 and code == 130 and loses(part, town, given, kind, after):
            part.fail(index, f"{kind}: a second signal loses the plan", f"after {after:.3f} s, twice; one signal leaves a plan earlier, twice", command)
        return
    if held and code == 130 and told_of_no_plan(folder):
        part.count("told that this run made none")
    if held and not town.wrong(folder, False, may=("A",), clean=True):
        part.count("the older plan is kept")
        if code == 0:
            part.fail(index, f"{kind}: exit 0 and the older plan", f"after {after:.3f} s", command, [folder])
        return
    done = part.allot.run("verify", folder, "--lang", "en")
    part.count("a new plan is written")
    if done.code:
        part.fail(index, f"{kind}: no whole plan", f"verify ends with {done.code}: {(done.out + done.err)[-200:]}", command, [folder])
    elif sorted(os.listdir(os.path.dirname(folder))) != ["beside.txt", "town"]:
        part.fail(index, f"{kind}: something is left", str(os.listdir(os.path.dirname(folder))), command)


def told_of_no_plan(folder):
    """Whether the folder says that the last run was interrupted before it had a plan; takes that away, so that the rest is the older plan."""
    told = os.path.join(folder, "last-run.json")
    try:
        with open(told, encoding="utf-8") as file:
            is_told = json.load(file)["status"] == "interrupted"
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if is_told:
        os.remove(told)
    return is_told


def loses(part, town, given, kind, after):
    """Whether the first signal alone leaves a plan some time before, twice, and both leave none once more: one run is slower than another."""
    left = []
    for numbers, moment in ((KINDS[kind][:1], 0.6 * after), (KINDS[kind][:1], 0.8 * after), (KINDS[kind], after)):
        folder = town.set("again", False, plan=None)
        strike(part, folder, given, numbers, moment)
        left.append(os.path.exists(os.path.join(folder, "plan.json")))
    return left == [True, True, False]
