"""A folder that holds a plan of lists A, with other people's files in it and beside it, over which lists B are planned."""
import json
import os
import shutil
import subprocess

from common import HERE, ROOT, tree

A, B = (os.path.join(ROOT, "Scenarios", name, "lists") for name in ("shimen", "xiaohe"))
FOREIGN = {"notes.txt": b"minutes of the meeting\n", os.path.join("old", "funds.csv"): b"id,amount\nF1,5\n"}


def shim(part):
    """The shim, compiled; None where there is no C compiler, which is said."""
    built = os.path.join(part.scratch, "killer.so")
    compiler = next((name for name in ("cc", "clang", "gcc") if shutil.which(name)), "cc")
    try:
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", built, os.path.join(HERE, "killer.c"), "-ldl"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        part.fail(-1, "no shim", f"killer.c cannot be compiled: {error}", f"{compiler} -shared -fPIC killer.c -ldl")
        return None
    return built


def counts_of(part, shim, *arguments):
    """How often a command makes each kind of call."""
    told = os.path.join(part.scratch, "counts")
    part.allot.run(*arguments, environment={"LD_PRELOAD": shim, "SHIM_COUNTS": told})
    with open(told) as file:
        return {kind: int(count) for kind, count in (line.split() for line in file)}


def comparable(found):
    """A folder's tree, in which it does not count how long a run took, nor which other files stayed."""
    # A kill between the exchange and the next call leaves the mark in the new folder.
    found = {path: data for path, data in found.items() if path != ".allot-unfinished"}
    for name, key in (("timings.json", "seconds"), (".allot.json", "kept")):
        try:
            told = json.loads(found[name])
            told.pop(key, None)
            found[name] = told
        except (KeyError, ValueError, TypeError, AttributeError):
            pass
    return found


class Scenes:
    def __init__(self, part):
        self.part, self.known = part, {}
        for name, given in (("A", A), ("B", B)):
            out = os.path.join(part.scratch, "plan-" + name)
            done = part.allot.run("solve", given, "--out", out)
            self.known[name] = comparable(tree(out))
            if done.code:
                part.fail(-1, "no plan to begin with", done.err[-300:], part.allot.line("solve", given, "--out", "out"))
        self.after = {}
        for foreign in (False, True):
            folder = self.set("ordinary", foreign)
            done = part.allot.run("solve", B, "--out", folder)
            self.after[foreign] = (done.code, set(tree(os.path.dirname(folder))))
            if done.code:
                part.count("a folder with other files is refused" if foreign else "a folder with an older plan is refused")

    def set(self, name, foreign, plan="A"):
        """A fresh folder `town` in a folder of its own, with plan A or nothing."""
        above = self.part.folder(name)
        town = os.path.join(above, "town")
        if plan:
            shutil.copytree(os.path.join(self.part.scratch, "plan-" + plan), town)
        else:
            os.makedirs(town)
        with open(os.path.join(above, "beside.txt"), "w") as file:
            file.write("beside\n")
        for path, data in FOREIGN.items() if foreign else ():
            os.makedirs(os.path.dirname(os.path.join(town, path)), exist_ok=True)
            with open(os.path.join(town, path), "wb") as file:
                file.write(data)
        return town

    def wrong(self, town, foreign, may=("A", "B"), clean=False):
        """Why a folder is not one of the plans, whole, with all else as it was; None where it is. Temporary files may lie about unless `clean`."""
        found = comparable(tree(town))
        for path, data in FOREIGN.items() if foreign else ():
            if found.pop(path, None) != data:
                return f"another's file {path} is not as it was"
            found.pop("old", None)
        with open(os.path.join(os.path.dirname(town), "beside.txt")) as file:
            if file.read() != "beside\n":
                return "the file beside the folder is not as it was"
        said = []
        for name in may:
            lost = sorted(path for path, data in self.known[name].items() if found.get(path) != data)
            more = sorted(set(found) - set(self.known[name]))
            others = [path for path in more if clean or path in self.known["A"] or path in self.known["B"]]
            if not lost and not others:
                break
            said.append(f"not {name}: {len(lost)} lost or changed ({', '.join(lost[:3])}), {len(others)} too many ({', '.join(others[:3])})")
        else:
            return "; ".join(said)
        done = self.part.allot.run("verify", town, "--lang", "en")
        return None if done.code == 0 else f"verify ends with {done.code}: {(done.out + done.err)[-200:]}"

    def residue(self, town, foreign):
        """What is left after an ordinary run that ordinary runs do not leave; None where nothing is, or where such a run is refused."""
        code, expected = self.after[foreign]
        if code:
            return None
        done = self.part.allot.run("solve", B, "--out", town)
        if done.code:
            return f"the next ordinary run ends with {done.code}: {done.err[-200:]}"
        left = set(tree(os.path.dirname(town))) ^ expected
        return self.wrong(town, foreign, may=("B",), clean=True) or (f"left after the next run: {sorted(left)[:4]}" if left else None)
