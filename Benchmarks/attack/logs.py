"""What a batch job is told: --quiet, --log and --method change no plan and no answer, and each line of a log is one JSON object."""
import json
import os
import re
import shutil
import stat

from common import ROOT, controls, tree

PLACES = ["none", "new", "new", "older", "folder", "nowhere", "under a file", "/dev/full", "foreign", "two runs", "link"]
# A log that cannot be one ends a run before it begins.
REFUSED = {"folder", "nowhere", "under a file", "foreign"}
LETTER = b"Dear all,\n"


class Logs:
    """The plans and answers of runs without these options, each worked out once."""

    def __init__(self, part):
        self.part, self.known = part, {}
        self.out = os.path.join(part.scratch, "log-out", "plan")
        self.plan = os.path.join(part.scratch, "plan")

    def commands(self):
        scenario = lambda *names: os.path.join(ROOT, "Scenarios", *names, "lists")
        return [["solve", scenario("xiaohe"), "--out", self.out], ["solve", scenario("shimen"), "--out", self.out], ["solve", scenario("refused", "cell-missing"), "--out", self.out],
                ["solve", scenario("warned", "authority-unused"), "--out", self.out], ["solve", scenario("xiaohe", "..", "xiaohe"), "--out", self.out, "--strict"],
                ["check", scenario("xiaohe")], ["check", scenario("refused", "cell-missing")], ["verify", self.plan], ["explain", self.plan, "P1"], ["why-not", self.plan, "P2"],
                ["why-not", self.plan, "nobody"], ["conflicts", scenario("xiaohe")], ["roster", self.plan, "--out", self.out], ["solve", "--gap", "2"]]

    def run(self, words):
        """A run into an empty place: how it ended and what it wrote, without the seconds that it took."""
        shutil.rmtree(os.path.dirname(self.out), ignore_errors=True)
        os.makedirs(os.path.dirname(self.out))
        done = self.part.allot.run(*words, timeout=60)
        found = tree(os.path.dirname(self.out))
        return done, {path: data for path, data in found.items() if os.path.basename(path) != "timings.json"}

    def plain(self, words):
        key = tuple(words)
        if key not in self.known:
            self.known[key] = self.run(words)
        return self.known[key]


def place(part, kind):
    """The word after --log for a kind of place, in a fresh folder; None for none."""
    above = part.folder("log")
    path = os.path.join(above, "run.log")
    if kind == "folder":
        os.makedirs(path)
    elif kind == "foreign":
        with open(path, "wb") as file:
            file.write(LETTER)
    elif kind == "link":
        os.symlink("real.log", path)
    elif kind == "nowhere":
        path = os.path.join(above, "no", "run.log")
    elif kind == "under a file":
        with open(os.path.join(above, "file"), "wb") as file:
            file.write(LETTER)
        path = os.path.join(above, "file", "run.log")
    elif kind == "/dev/full":
        path = kind
    return None if kind == "none" else path


def tried(part, index, random, logs):
    words = random.choice(logs.commands())
    words = words + ["--lang", random.choice(["zh", "en"])] + ["--json"] * (random.random() < 0.3 and words[0] not in ("roster",))
    kind, quiet, method = random.choice(PLACES), random.random() < 0.5, words[0] == "solve" and random.random() < 0.4
    before, whole = logs.plain(words)
    log = place(part, kind)
    extra = ["--quiet"] * quiet + ["--method"] * method + (["--log", log] if log else [])
    if kind == "older":
        part.allot.run("check", os.path.join(ROOT, "Scenarios", "shimen", "lists"), "--log", log, "--quiet")
    beside = part.allot.start("check", os.path.join(ROOT, "Scenarios", "shimen", "lists"), "--log", log) if kind == "two runs" else None
    done, wrote = logs.run(words + extra)
    if beside:
        beside.wait(60)
    part.count("runs with a log" if log else "runs without a log")
    part.count(f"exit {done.code}")
    command = part.allot.line(*words, *extra).replace(ROOT + "/", "").replace(part.scratch + "/", "")
    for what, said in wrong(words, kind, log, quiet, method, before, whole, done, wrote):
        return part.fail(index, f"{words[0]}: {what}", f"log {kind}: {said}", command, [os.path.dirname(log)] if log and log[:5] != "/dev/" else [])


def wrong(words, kind, log, quiet, method, before, whole, done, wrote):
    """What is not as docs/runs.md has it, as (kind, words)."""
    if done.wrong():
        yield done.wrong(), done.err[-200:]
    if controls(done.out + done.err):
        yield "control characters", controls(done.out + done.err)
    if kind in REFUSED and before.code != 64:
        if done.code != 73 or wrote or not done.err.strip():
            yield "not refused for its log", f"exit {done.code}, wrote {sorted(wrote)[:3]}, said {done.err[:100]!r}"
        if kind == "foreign" and open(log, "rb").read() != LETTER:
            yield "somebody else's file is changed", "by its log"
        return
    full = kind == "/dev/full"
    if full and done.code == 73 and not wrote:
        return
    if done.code != before.code:
        yield "another exit with these options", f"{done.code}, without {before.code}: {done.err[-200:]}"
    if wrote != whole:
        yield "other files with these options", str(sorted(path for path in set(wrote) | set(whole) if wrote.get(path) != whole.get(path))[:4])
    was, told = timeless(before.out), timeless(done.out)
    if not (told == was or method and "--json" not in words and told.startswith(was.rstrip("\n"))):
        at = len(os.path.commonprefix([was, told]))
        yield "another answer with these options", f"{was[at - 40:at + 80]!r} became {told[at - 40:at + 80]!r}"
    if method and before.code == 0 and "--json" not in words and len(done.out) <= len(before.out):
        yield "no method is appended", done.out[-200:]
    if quiet and done.code == 0 and not full and done.err:
        yield "a quiet run that succeeds writes to standard error", done.err[:200]
    if quiet and done.code and before.err and not done.err.strip() and "--json" not in words:
        yield "a quiet run that fails says nothing", f"exit {done.code}"
    if full and not done.err.strip():
        yield "a log that cannot be written is not told", f"exit {done.code}"
    if log and not full and not (kind in REFUSED):
        yield from lines(log, done.code, kind)


def timeless(said):
    """An answer without the seconds that the run took."""
    return re.sub(r'"seconds" ?: ?[0-9.e-]+', '"seconds":0', said)


def lines(log, code, kind):
    """What is wrong with the lines of a log whose last run, but for one at the same time, ended with this exit."""
    if not os.path.exists(log):
        return (yield "no log", f"exit {code}")
    if stat.S_IMODE(os.stat(log).st_mode) & 0o077:
        yield "a log that others can read", oct(os.stat(log).st_mode)
    with open(log, "rb") as file:
        data = file.read()
    events = {}
    for line in data.decode("utf-8", "replace").split("\n")[:-1]:
        try:
            told = json.loads(line)
            events.setdefault(told["run"], []).append((told["event"], told))
            if not told["time"].endswith("Z"):
                yield "a time that is not UTC", line[:200]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return (yield "a line of a log that is no event in JSON", f"{error!r}: {line[:200]}")
    if data[-1:] != b"\n":
        yield "a log whose last line is cut", repr(data[-80:])
    if len(events) != (2 if kind in ("older", "two runs") else 1):
        yield "another number of runs in a log", f"{len(events)}"
    for run in events.values():
        names = [name for name, _ in run]
        if names[0] != "run-started" or names[-1] != "run-ended" or len({*names} & {"run-started", "run-ended"}) != 2:
            yield "a run in a log without its beginning or its end", str(names)[:200]
    if code not in [run[-1][1].get("status", run[-1][1].get("exit")) for run in events.values()]:
        yield "a log that has another exit", f"{code}: {[run[-1][1] for run in events.values()]}"[:300]
