"""Plans whose allocation was changed: verify and the judge, who do not know each other, agree on which are lawful."""
import copy
import json
import os
import shutil

import additions
import edits_people
import judge
import lists
import rules_people
import town as towns
import townships
from common import ROOT

# What a plan says of itself is asked by `plans`.
RECORD = "record"


def attack(part):
    bases = made(part)
    for index in part.cases(3000, 17):
        random = part.random(index)
        base, town, told = random.choice(bases)
        changed = copy.deepcopy(told)
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            edit(random, town, changed)
        compared(part, index, base, changed)


def made(part):
    """Plans to change: the scenarios, Qinghe with all that lists may hold among them, and generated townships."""
    bases = []
    for name in ["xiaohe", "shimen", "songgang", "wishers"] + ["qinghe", "g1", "g2", "g3", "g4", "g5"] * (not part.asked.short):
        given, out = os.path.join(ROOT, "Scenarios", name, "lists"), os.path.join(part.scratch, name)
        if name == "wishers":
            given = with_wishers(part)
        elif name[0] == "g":
            given = generated(part, name)
        done = part.allot.run("solve", given, "--out", out, "--work-limit", "4000", timeout=300)
        if done.code:
            part.fail(-1, "no plan to change", f"{name}: exit {done.code}", part.allot.line("solve", given, "--out", "out"), [given])
            continue
        with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
            told = json.load(file)
        town = towns.Town(os.path.join(out, "lists"))
        rules_people.read(town, os.path.join(out, "lists"))
        bases.append((out, town, told))
    return bases


def with_wishers(part):
    """The scenario with nights, pairs and pins of people, with a role for those who wish for it, too."""
    given = os.path.join(part.scratch, "given-wishers")
    shutil.copytree(os.path.join(ROOT, "Scenarios", "songgang", "lists"), given)
    with open(os.path.join(part.scratch, "songgang", "plan.json"), encoding="utf-8") as file:
        assignments = json.load(file)["allocation"]["assignments"]
    additions.wishers(part.random(-1), additions.Folder(given), assignments)
    return given


def generated(part, name):
    """Lists with all that can be added to them, of which there is a plan."""
    given, number = os.path.join(part.scratch, "given-" + name), int(name[1:])
    for draw in range(20):
        shutil.rmtree(given, ignore_errors=True)
        part.allot.run("generate", "--places", "5", "--needs", "25", "--funds", "8", "--projects", "20", "--volunteers", "30", "--assets", "8",
                       "--periods", str((number - 1) % 3 + 1), "--joint", "4", "--profiles", "--seed", f"2{number}", "--out", given)
        random = part.random(-100 * number - draw)
        added = townships.enriched(part, random, given)
        # The first draws are left where they lack something, as long as others may have it.
        wanted = {"nights", "rules about people"} | ({"due periods"} if number % 3 != 1 and draw < 12 else set())
        if wanted <= set(added) and part.allot.run("solve", given, "--out", os.path.join(part.folder("first"), "o"), "--work-limit", "4000", timeout=300).code == 0:
            break
    return given


def compared(part, index, base, changed):
    folder = part.folder("plan")
    shutil.copytree(base, folder, dirs_exist_ok=True)
    with open(os.path.join(folder, "plan.json"), "w", encoding="utf-8") as file:
        json.dump(changed, file, ensure_ascii=False, indent=2, sort_keys=True)
    done = part.allot.run("verify", folder, "--rules-only", "--json", timeout=60)
    command = part.allot.line("verify", "plan", "--rules-only", "--json") + "; Benchmarks/attack/judge.py plan"
    part.count("plans")
    if done.wrong() or done.code not in (0, 65, 70):
        return part.fail(index, "verify: " + (done.wrong() or f"exit {done.code}"), done.err[-300:], command, [folder])
    if done.code == 65:
        return part.count("refused")
    named = {breach["rule"] for breach in json.loads(done.out)["breaches"]} - {RECORD}
    try:
        breaches = judge.verdict(folder)
    except (lists.Unread, LookupError) as error:
        return part.fail(index, "the judge fails", repr(error), command, [folder])
    own = {rule for rule, _ in breaches} - {RECORD}
    part.count("lawful" if not own else "unlawful")
    for rule in sorted(own):
        part.count(rule)
    if own and named and own != named:
        # The same breach by another name, or what follows from it; a plan whose form is broken is judged no further by verify.
        part.count("named otherwise")
        if "form" not in named:
            part.notes.append(f"{index}: judge alone {sorted(own - named)}, verify alone {sorted(named - own)}")
    elif own != named and named != {"form"}:
        said = "; ".join(f"{rule}: {words}" for rule, words in breaches if rule in own - named)
        told = "; ".join(breach.get("en", "") for breach in json.loads(done.out)["breaches"] if breach["rule"] in named - own)
        part.fail(index, f"judge alone: {sorted(own - named)}, verify alone: {sorted(named - own)}", f"{said} | {told}", command, [folder])


def edit(random, town, told):
    """One change that a clerk could make: ids that stand in the lists, amounts near those that stood there."""
    allocation = told["allocation"]
    if random.random() < 0.35 and edits_people.edit(random, town, allocation):
        return
    kind = random.choice([kind for kind in ("payments", "payments", "awards", "awards", "credits", "assignments", "assignments", "uses", "draws") if allocation.get(kind)]
                         or ["awards"])
    items = allocation[kind]
    if kind == "awards" and random.random() < 0.3 or not items:
        return bring(random, town, allocation)
    at = random.randrange(len(items))
    item = items[at]
    if random.random() < 0.12:
        del items[at]
    elif kind == "payments":
        pay(random, town, items, item)
    elif kind == "awards":
        award(random, town, allocation, item)
    elif kind == "credits":
        item["micro"] = max(1, item["micro"] + random.choice([1, -1, 10**6, -10**6]))
    elif kind == "draws":
        item["minutes"] = max(1, item["minutes"] + random.choice([1, -1, 60, 600]))
    elif kind == "uses":
        asset = random.choice(sorted(town.assets))
        item.update(random.choice([{"asset": asset}, {"micro": max(1, item["micro"] + random.choice([1, -1, 10**6]))}, {"slots": item["slots"][:-1]}]))
    else:
        duty(random, town, told, items, item)


def pay(random, town, items, item):
    how = random.randrange(6 if town.divided else 5)
    if how == 5:
        # The whole or a part in another period.
        part = random.choice([item["amount"], max(1, item["amount"] // 2), 1])
        period = random.choice(town.periods).id
        if part < item["amount"]:
            item["amount"] -= part
            items.append(item | {"period": period, "amount": part})
        else:
            item["period"] = period
    elif how == 0:
        item["amount"] = max(1, item["amount"] + random.choice([1, -1, 100, 10**6]))
    elif how < 3:
        # From one fund to another, so that the whole stays paid.
        item["fund"] = random.choice(sorted(town.funds))
    elif how == 3:
        part = max(1, min(item["amount"] - 1, random.choice([1, 100, item["amount"] // 2])))
        if item["amount"] > 1:
            item["amount"] -= part
            items.append(item | {"fund": random.choice(sorted(town.funds)), "amount": part})
    else:
        item["costType"] = random.choice([other["costType"] for other in items])


def award(random, town, allocation, item):
    how = random.randrange(4)
    if how == 0:
        item["scale"] = max(1, item["scale"] + random.choice([1, -1, 1000, -1000]))
    elif how == 1:
        # Out altogether, with what hangs on it.
        for kind in allocation:
            allocation[kind] = [other for other in allocation[kind] if other.get("project") != item["project"]]
    elif how == 2 and town.divided:
        item["period"] = random.choice(town.periods).id
    else:
        item["variant"] = random.choice([variant for project, variant in town.variants if project == item["project"]])


def bring(random, town, allocation):
    """A project that was not carried out, paid by one fund."""
    done = {award["project"] for award in allocation["awards"]}
    out = sorted((project, variant) for project, variant in town.variants if project not in done)
    if not out:
        return
    project, variant = random.choice(out)
    scale, fund = town.variants[project, variant].least, random.choice(sorted(town.funds))
    allocation["awards"].append({"project": project, "variant": variant, "scale": scale} | ({"period": random.choice(town.periods).id} if town.divided else {}))
    allocation["payments"] += [{"project": project, "fund": fund, "costType": kind, "amount": cost, "permittedBy": []}
                               for kind, cost in town.costs_of(project, variant, scale).items() if cost]


def duty(random, town, told, items, item):
    how = random.randrange(5)
    volunteers = random.choice([sorted({other["volunteer"] for other in items}), sorted(town.volunteers)])
    if how == 0:
        item["volunteer"] = random.choice(volunteers)
    elif how == 1:
        item["minutes"] = max(1, item["minutes"] + random.choice([1, -1, 30, -30, 600]))
    elif how == 2 and item["slots"]:
        item["slots"] = random.sample(item["slots"], len(item["slots"]) - 1)
    elif how == 3:
        items.append(item | {"volunteer": random.choice(volunteers)})
    else:
        other = random.choice(items)
        item["role"], item["project"] = other["role"], other["project"]
