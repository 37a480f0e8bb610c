"""What all parts share: how allot is run, how a case is drawn from a seed, what is kept of a failure."""
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import time

DOCUMENTED = {0, 1, 2, 64, 65, 70, 73, 130}
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
# What a terminal obeys: C0 but tab and line feed, DEL and C1.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Done:
    def __init__(self, code, out, err, hung=False):
        self.code, self.out, self.err, self.hung = code, out, err, hung

    @property
    def crashed(self):
        """Ended by a signal, or by what a shell says of one."""
        return self.code < 0 or 128 <= self.code < 130 or 131 <= self.code < 160

    def wrong(self):
        """Why this run is a failure whatever was asked; None where it is not."""
        if self.hung:
            return "hang"
        if self.crashed:
            said = re.search(r"Fatal error: ([^\n]*)|arithmetic overflow|cannot be converted[^\n]*", self.err)
            return f"crash {self.code}" + (f": {said[0]}" if said else "")
        return None if self.code in DOCUMENTED else f"undocumented exit {self.code}"


class Allot:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        # A backtrace takes seconds and holds locks; the signal says enough.
        self.environment = os.environ | {"SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"}

    def run(self, *arguments, timeout=60, environment=None, within=None):
        try:
            done = subprocess.run([self.path, *arguments], capture_output=True, timeout=timeout, stdin=subprocess.DEVNULL,
                                  cwd=within, env=self.environment | (environment or {}))
        except subprocess.TimeoutExpired as late:
            return Done(-9, text(late.stdout), text(late.stderr), hung=True)
        return Done(done.returncode, text(done.stdout), text(done.stderr))

    def start(self, *arguments, environment=None, **streams):
        return subprocess.Popen([self.path, *arguments], stdin=subprocess.DEVNULL, env=self.environment | (environment or {}),
                                **({"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | streams))

    def line(self, *arguments, environment=None):
        before = [f"{key}={shlex.quote(value)}" for key, value in (environment or {}).items()]
        return " ".join(before + ["allot"] + [shlex.quote(argument) for argument in arguments])


def text(data):
    return (data or b"").decode("utf-8", "surrogateescape")


def controls(said):
    """The first character of an output that a terminal would obey, with what stands around it."""
    found = CONTROL.search(said)
    return repr(said[max(0, found.start() - 20):found.end() + 20]) if found else None


class Part:
    """One part of the attack: its own random numbers for each case, its counts, its failures."""

    def __init__(self, name, allot, asked, scratch):
        self.name, self.allot, self.asked = name, allot, asked
        self.scratch = os.path.join(scratch, name)
        os.makedirs(self.scratch, exist_ok=True)
        self.counts, self.failures, self.kinds, self.notes = {}, [], {}, []

    def random(self, index):
        # A string as seed: the numbers do not depend on the hash of a tuple.
        return random.Random(f"{self.asked.seed}:{self.name}:{index}")

    def count(self, what, by=1):
        self.counts[what] = self.counts.get(what, 0) + by

    def cases(self, full, short):
        """The indices to run, until the part's time is over."""
        if self.asked.only_index is not None:
            yield self.asked.only_index
            return
        end = time.monotonic() + self.asked.seconds
        for index in range(short if self.asked.short else full):
            if time.monotonic() > end and not self.asked.short:
                self.counts["stopped by time at"] = index
                return
            yield index

    def folder(self, name="case"):
        """A fresh folder."""
        path = os.path.join(self.scratch, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def fail(self, index, kind, said, command, inputs=()):
        """Notes a failure and keeps what it takes to see it again: at most five of a kind, as one mechanism has many inputs."""
        place = None
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.asked.keep and self.kinds[kind] <= 5:
            place = os.path.join(self.asked.keep, f"{self.name}-{index}-{re.sub('[^a-z0-9]+', '-', kind.lower())[:40]}")
            shutil.rmtree(place, ignore_errors=True)
            os.makedirs(place)
            for path in inputs:
                copy(path, os.path.join(place, os.path.basename(path)))
            again = f"Benchmarks/attack/run --seed {self.asked.seed} --allot ALLOT --only {self.name}:{index}"
            with open(os.path.join(place, "run.txt"), "w", errors="surrogateescape") as file:
                file.write(f"{kind}: {said}\n\n{command}\n\n{again}\n")
        self.failures.append({"index": index, "kind": kind, "said": said[:300], "command": command, "kept": place})

    def summary(self):
        return json.dumps({"part": self.name, "seed": self.asked.seed, "counts": self.counts, "failed": len(self.failures), "kinds": self.kinds,
                           "failures": self.failures[:20], "notes": self.notes[:20]}, ensure_ascii=True)

    def line(self):
        told = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        kinds = "; ".join(f"{count} × {kind}" for kind, count in sorted(self.kinds.items(), key=lambda item: -item[1]))
        return f"{self.name}: {told or 'nothing run'}. " + (f"{len(self.failures)} failures: {kinds}" if kinds else "No failure.")


def copy(path, to):
    if os.path.isdir(path):
        shutil.copytree(path, to, symlinks=True)
    elif os.path.exists(path):
        shutil.copy2(path, to)


def tree(folder):
    """What lies in a folder: each path with the bytes of a file, or what it is."""
    found = {}
    for at, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(at, name)
            key = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[key] = "link to " + os.readlink(path)
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[key] = file.read()
            else:
                found[key] = "folder"
    return found
