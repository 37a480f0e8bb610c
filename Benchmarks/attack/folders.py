"""Folders that hold somebody else's files: no command removes, changes or mixes with what it did not write."""
import os
import shutil

import imports
import scenes
from common import ROOT, tree

LISTS = os.path.join(ROOT, "Scenarios", "qinghe", "lists")


def write(path, data=b"another's\n"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def lists_without_plan(part, above):
    shutil.copytree(LISTS, os.path.join(above, "town", "lists"))


def lists_themselves(part, above):
    shutil.copytree(LISTS, os.path.join(above, "town"))


def english_lists(part, above):
    shutil.copytree(os.path.join(part.scratch, "plan-A", "lists"), os.path.join(above, "town", "lists"))


def linked_lists(part, above):
    shutil.copytree(LISTS, os.path.join(above, "mine"))
    os.makedirs(os.path.join(above, "town"))
    os.symlink("../mine", os.path.join(above, "town", "lists"))


def linked_folder(part, above):
    shutil.copytree(LISTS, os.path.join(above, "mine", "lists"))
    os.symlink("mine", os.path.join(above, "town"))


def linked_file(part, above):
    write(os.path.join(above, "letter.txt"))
    os.makedirs(os.path.join(above, "town"))
    for name in ("plan.json", "timings.json", "matching.csv", "funds.csv", "time-bank.csv"):
        os.symlink("../letter.txt", os.path.join(above, "town", name))


def files_of_like_names(part, above):
    for name in ("plan.json", "timings.json", "matching.csv", "funds.csv", "time-bank.csv", "volunteers/H1.csv", "projects/P1.csv",
                 "lists/funds.csv", "lists.csv"):
        write(os.path.join(above, "town", name))


def a_file(part, above):
    write(os.path.join(above, "town"))


def an_older_plan(part, above):
    shutil.copytree(os.path.join(part.scratch, "plan-A"), os.path.join(above, "town"))


HELD = [lists_without_plan, lists_themselves, english_lists, linked_lists, linked_folder, linked_file, files_of_like_names, a_file, an_older_plan]


def attack(part):
    scenes.Scenes(part)
    source = part.folder("source")
    write(os.path.join(source, "in.csv"), imports.PREFERENCES)
    write(os.path.join(source, "capacities.csv"), imports.CAPACITIES)
    commands = [["solve", scenes.B], ["generate", "--places", "3", "--seed", "1"], ["roster", os.path.join(part.scratch, "plan-A")],
                ["import", "preferences", os.path.join(source, "in.csv"), "--capacities", os.path.join(source, "capacities.csv")]]
    cases = [(command, held) for command in commands for held in HELD]
    for index in part.cases(len(cases), len(cases)):
        tried(part, index, *cases[index % len(cases)])


def tried(part, index, command, held):
    above = part.folder("case")
    held(part, above)
    town, before = os.path.join(above, "town"), tree(above)
    done = part.allot.run(*command, "--out", town, timeout=60)
    part.count("folders")
    part.count(f"exit {done.code}")
    after, what = tree(above), held.__name__.replace("_", " ")
    line = part.allot.line(*command, "--out", "town").replace(ROOT + "/", "").replace(part.scratch + "/", "")

    def fail(kind, said):
        part.fail(index, f"{command[0]} over {what}: {kind}", said, f"{line}   (town held {what})", [above])

    if done.wrong():
        return fail(done.wrong(), done.err[-200:])
    # An older plan is allot's own, to be replaced as a whole by another plan and by nothing else.
    own = held is an_older_plan and command[0] == "solve"
    lost = sorted(path for path in before if after.get(path) != before[path])
    if lost and not own:
        return fail("files are changed or gone", f"exit {done.code}: {len(lost)} of {len(before)}: {', '.join(lost[:4])}")
    if done.code and after != before:
        return fail("something was written on refusal", f"exit {done.code}: {sorted(set(after) - set(before))[:4]}")
    if done.code == 0:
        asked = {"solve": "verify", "roster": None}.get(command[0], "check")
        found = part.allot.run(asked, town, "--lang", "en") if asked else None
        if found and found.code:
            fail(f"{asked} ends with {found.code} afterwards", (found.out + found.err)[:200])
        elif held is an_older_plan and command[0] != "solve" and part.allot.run("verify", town).code:
            fail("the older plan does not verify any longer", "")
    elif not (done.out + done.err).strip():
        fail("refused without a word", f"exit {done.code}")
