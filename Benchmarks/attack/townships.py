"""Plans of the scenarios and of generated townships with all that lists may hold: the judge and verify find no breach."""
import json
import os

import additions
import judge
import lists
from common import ROOT

SCENARIOS = ["xiaohe", "shimen", "songgang"]


def attack(part):
    for index in part.cases(400, 5):
        random = part.random(index)
        given = part.folder("lists")
        if index < len(SCENARIOS):
            scenario = SCENARIOS[index]
            given, made = os.path.join(ROOT, "Scenarios", scenario, "lists"), f"allot solve Scenarios/{scenario}/lists"
        else:
            words = ["generate", "--places", random.randint(1, 8), "--needs", random.randint(0, 30), "--funds", random.randint(1, 9), "--projects", random.randint(1, 24),
                     "--volunteers", random.choice([0, 10, 20, 30]), "--assets", random.choice([0, 0, 6]), "--periods", random.choice([1, 1, 2, 4]),
                     "--joint", random.choice([0, 0, 3]), "--seed", random.randint(1, 10**6), *random.choice([[], ["--profiles"]]), "--out", given]
            words = [str(word) for word in words]
            done = part.allot.run(*words)
            if done.code:
                # A draw that the generator has no townships for is no case.
                part.count("not generated")
                if done.wrong():
                    part.fail(index, "generate: " + done.wrong(), done.err[-200:], part.allot.line(*words))
                continue
            made = part.allot.line(*words[:-1], "lists") + "; allot solve lists"
            added = enriched(part, part.random(10**6 + index), given)
            for what in added:
                part.count("with " + what)
            if added:
                made = f"the lists of case {index}, with {', '.join(added)}; allot solve lists"
        solved(part, index, random, given, made)


def enriched(part, random, given):
    """Adds to generated lists what the generator does not write; says what was added. Rules about people follow a first plan."""
    added = [word for word, step in (("nights", additions.nights), ("due periods", additions.dues)) if step(random, given)]
    out = os.path.join(part.folder("first"), "o")
    if additions.Folder(given)["project_roles"] and random.random() < 0.8:
        done = part.allot.run("solve", given, "--out", out, "--gap", "0.05", "--work-limit", "3000", timeout=300)
        if done.code == 0:
            with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
                assignments = json.load(file)["allocation"].get("assignments", [])
            if additions.people(random, given, assignments):
                added.append("rules about people")
    return added


def solved(part, index, random, given, made):
    out = os.path.join(part.folder("out"), "o")
    options = ["--objective", random.choice(["count", "money", "value"]), "--gap", random.choice(["0", "0.001", "0.05"]),
               "--work-limit", random.choice(["300", "3000", "20000"])]
    done = part.allot.run("solve", given, "--out", out, *options, "--json", timeout=300)
    part.count("townships")
    command = f"{made} {' '.join(options)} --out out; Benchmarks/attack/judge.py out"
    if done.wrong() or done.code not in (0, 1, 2):
        return part.fail(index, "solve: " + (done.wrong() or f"exit {done.code}"), done.err[-200:], command, [given])
    if done.code:
        return part.count(f"exit {done.code}")
    try:
        breaches = judge.verdict(out)
    except lists.Unread as unread:
        return part.fail(index, "the judge cannot read", str(unread), command, [given])
    part.count("judged")
    with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
        allocation = json.load(file)["allocation"]
    for kind in ("awards", "payments", "credits", "assignments", "uses", "draws"):
        part.count(kind, len(allocation.get(kind, [])))
    audit = part.allot.run("verify", out)
    if breaches:
        part.fail(index, f"the judge: {breaches[0][0]}", "; ".join(f"{rule}: {said}" for rule, said in breaches[:5]), command, [given])
    elif audit.code:
        part.fail(index, f"verify ends with {audit.code}", (audit.out + audit.err)[-300:], command, [given])
