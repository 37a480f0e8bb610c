"""Lists that were changed: refused with a place for each finding and nothing written, or accepted and planned without a breach."""
import json
import os

import authorities
import findings
import judge
import lists
import mutations
from common import ROOT, controls

# Qinghe is the largest, and seldom.
TOWNSHIPS = ["xiaohe"] * 7 + ["shimen"] * 8 + ["songgang"] * 4 + ["qinghe"]


def files_of(folder):
    return {name: open(os.path.join(folder, name), "rb").read() for name in sorted(os.listdir(folder))}


def write(files, folder):
    for name, data in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)


def attack(part):
    townships = {name: files_of(os.path.join(ROOT, "Scenarios", name, "lists")) for name in set(TOWNSHIPS)}
    for index in part.cases(20000, 21):
        random = part.random(index)
        given = part.folder("lists")
        files, sound = drawn(part, random, townships)
        write(files, given)
        language = random.choice(["zh", "en"])
        options = (["--json"] if random.random() < 0.8 else []) + (["--all"] if random.random() < 0.5 else [])
        done = part.allot.run("check", given, "--lang", language, *options, timeout=30)
        part.count("checks")
        accepted = checked(part, index, given, done, language)
        if accepted is not None and sound not in (None, accepted):
            part.fail(index, f"check: {'refuses sound' if sound else 'accepts unsound'} authorities", done.out[-300:], part.allot.line("check", "lists", "--lang", language), [given])
        if accepted is not None and "--json" in options:
            command = ["check", given, "--lang", language, *options]
            findings.told(part, done, "--all" in options, lambda kind, said: part.fail(index, kind, said, part.allot.line(*command), [given]))
            if random.random() < 0.4:
                findings.strict(part, done, command, lambda kind, said: part.fail(index, kind, said, part.allot.line(*command, "--strict"), [given]))
        if accepted and random.random() < 0.85:
            solved(part, index, random, given)
        elif accepted is False and random.random() < 0.1:
            refused(part, index, given)


def drawn(part, random, townships):
    """A changed folder, often with whose the rules are and who plans; and whether it is sound, where that is known."""
    files, sound = townships[random.choice(TOWNSHIPS)], None
    if random.random() < 0.3:
        write(files, bare := part.folder("bare"))
        rows, plans = authorities.draw(random, authorities.ids_of(bare)), authorities.planner(random)
        sound = random.random() < 0.5
        if not sound:
            rows, plans = authorities.spoil(random, rows, plans)
        files = authorities.written(random, files, rows, plans)
        part.count("with sound authorities" if sound else "with unsound authorities")
        if random.random() < 0.5:
            return files, sound
    return mutations.folder(random, files), None


def checked(part, index, given, done, language):
    """Whether lists were accepted; None after a failure."""
    command = part.allot.line("check", "lists", "--lang", language)

    def fail(kind, said):
        part.fail(index, kind, said, command, [given])

    if done.wrong():
        return fail("check: " + done.wrong(), done.err[-300:])
    if controls(done.out + done.err):
        fail("check: control characters" + (" in JSON" if controls(done.out) and done.out.startswith("{") else ""), controls(done.out + done.err))
    if done.code not in (0, 65):
        return fail(f"check: exit {done.code}", done.err[-300:])
    if done.out.startswith("{"):
        try:
            told = json.loads(done.out)
        except ValueError as error:
            return fail("check: no JSON", str(error))
        if done.code == 65 and not told["findings"]:
            return fail("check: refused without a finding", done.out[:200])
        if any(not finding.get("file") for finding in told["findings"]):
            return fail("check: a finding without its place", done.out[:300])
    elif done.code == 65 and not any(".csv" in line or given in line for line in (done.out + done.err).splitlines()):
        return fail("check: refused without a place", (done.out + done.err)[:300])
    part.count("accepted" if done.code == 0 else "refused")
    return done.code == 0


def solved(part, index, random, given):
    out = part.folder("out")
    os.rmdir(out)
    objective = random.choice(["count", "money", "value"])
    options = ["--objective", objective, "--work-limit", random.choice(["1", "50", "400", "2000"]), "--json"]
    done = part.allot.run("solve", given, "--out", out, *options, timeout=120)
    part.count("solves")
    command = part.allot.line("solve", "lists", "--out", "out", *options)

    def fail(kind, said):
        part.fail(index, kind, said, command, [given])

    if done.wrong() or done.code not in (0, 1, 2):
        return fail("solve: " + (done.wrong() or f"exit {done.code}"), done.err[-300:])
    try:
        json.loads(done.out)
    except ValueError as error:
        return fail("solve: no JSON", str(error))
    if done.code:
        if os.path.exists(os.path.join(out, "plan.json")):
            fail("solve: a plan after no plan", f"exit {done.code}")
        return
    if kept := originals(given, out):
        return fail("originals: not the tables of the folder, byte for byte", kept)
    audit = part.allot.run("verify", out, "--lang", "en", timeout=60)
    if audit.code:
        return fail("verify: " + (audit.wrong() or f"exit {audit.code} for allot's own plan"), (audit.out + audit.err)[-300:])
    if controls(audit.out + audit.err):
        return fail("verify: control characters", controls(audit.out + audit.err))
    try:
        breaches = judge.verdict(out)
    except (lists.Unread, LookupError) as unread:
        # Written as docs/lists.md does not say, or with names for ids; allot and the judge may differ about it.
        part.count("unread by the judge")
        part.notes.append(f"{index}: {unread!r}")
        return
    part.count("judged")
    if breaches:
        fail(f"the judge: {breaches[0][0]}", "; ".join(f"{rule}: {said}" for rule, said in breaches[:5]))


def originals(given, out):
    """What the copy of the user's tables lacks, has too many or has otherwise; None where it is theirs, byte for byte."""
    # Hidden files and lock files of office programs are no tables (docs/folders.md).
    tables = {name: data for name, data in files_of(given).items() if name.lower().endswith(".csv") and not name.startswith((".", "~$"))}
    kept = os.path.join(out, "lists", "private", "originals")
    copies = files_of(kept) if os.path.isdir(kept) else {}
    other = sorted(name for name in set(tables) | set(copies) if tables.get(name) != copies.get(name))
    return f"{', '.join(other[:4])} of {len(tables)} tables; {len(copies)} kept" if other else None


def refused(part, index, given):
    out = part.folder("none")
    os.rmdir(out)
    done = part.allot.run("solve", given, "--out", out, "--lang", "en", timeout=60)
    part.count("solves of refused lists")
    command = part.allot.line("solve", "lists", "--out", "none")
    if done.code != 65:
        part.fail(index, "solve: " + (done.wrong() or f"exit {done.code} for lists that check refuses"), done.err[-300:], command, [given])
    elif os.path.exists(out):
        part.fail(index, "solve: something was written on refusal", str(os.listdir(out)), command, [given])
