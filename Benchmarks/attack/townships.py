"""Plans of the scenarios and of generated townships with all that lists may hold: the judge and verify find no breach."""
import csv
import json
import os

import judge
import lists
from common import ROOT


def attack(part):
    for index in part.cases(400, 9):
        random = part.random(index)
        given = part.folder("lists")
        if index < 2:
            scenario = ["xiaohe", "shimen"][index]
            given, made = os.path.join(ROOT, "Scenarios", scenario, "lists"), f"allot solve Scenarios/{scenario}/lists"
        else:
            words = ["generate", "--places", random.randint(1, 8), "--needs", random.randint(0, 30), "--funds", random.randint(1, 9), "--projects", random.randint(1, 24),
                     "--volunteers", random.choice([0, 0, 10, 30]), "--assets", random.choice([0, 0, 6]), "--periods", random.choice([1, 1, 2, 4]),
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
            if date_costs(part.random(10**6 + index), given):
                made = f"the lists of case {index}, with due periods; allot solve lists"
        solved(part, index, random, given, made)


def date_costs(random, given):
    """Lets some costs of projects that run for several periods fall due in one of them; False where there are none."""
    lasts = {(row["project"], row["variant"]): int(row.get("lasts", "1")) for row in lists.table(given, "variants")}
    long = {project: count for (project, _), count in lasts.items() if count > 1 and sum(owner == project for owner, _ in lasts) == 1}
    if not long or random.random() < 0.4:
        return False
    path = next(os.path.join(given, name) for name in os.listdir(given) if os.path.splitext(name)[0] in lists.TABLES["costs"]["files"])
    rows = lists.rows(path)
    column = next(at for at, name in enumerate(rows[0]) if lists.TABLES["costs"]["columns"].get(name) == "project")
    for row in rows[1:]:
        row += [""] * (len(rows[0]) - len(row))
        row.append(str(random.randint(1, long[row[column]])) if row[column] in long and random.random() < 0.5 else "")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0] + ["due"], *rows[1:]])
    return True


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
