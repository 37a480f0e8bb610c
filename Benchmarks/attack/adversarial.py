"""Tiny lists whose best plan is known by exhaustion: nothing may be claimed that is not so."""
import json
import os
from fractions import Fraction

import exhaustive
import judge
import lists
import rosters
import rules_people
import town as towns
from drawn import Drawn
from points import Undecided

FINE = {"worst": Fraction(1, 10**6), "sum": Fraction(1, 10**6)}
# The measure of each stage that is held to exhaustion, in the order in which stages count; less is better but for the policy.
STAGES = [("floors-worst", "worst"), ("floors-sum", "sum"), ("utilitarian", "policy"), ("wishes", "wishes"), ("order", "order"), ("thrift-sources", "sources")]
MAXIMISED = {"policy", "wishes"}


def attack(part):
    for index in part.cases(20000, 21):
        random = part.random(index)
        folder = part.folder()
        given = os.path.join(folder, "lists")
        os.makedirs(given)
        Drawn(random).write(given)
        objective = random.choice(["count", "money", "value"])
        gap = random.choice(["0", "0", None])
        check(part, index, given, objective, gap)


def check(part, index, given, objective, gap):
    """Solves lists and holds the answer to exhaustion; True where all is well."""
    out = os.path.join(os.path.dirname(given), "out")
    command = ["solve", given, "--objective", objective, *(["--gap", gap] if gap else []), "--out", out, "--json"]
    done = part.allot.run(*command, timeout=120)

    def fail(kind, said):
        line = part.allot.line("solve", "lists", *command[2:-3], "--out", "out")
        part.fail(index, kind, said, line, [given])

    if done.wrong():
        part.count("lists")
        return fail(done.wrong(), done.err[-300:])
    if done.code == 65:
        return part.count("lists refused")
    part.count("lists")
    try:
        town = towns.Town(given)
        rules_people.read(town, given)
        part.count("with people", len(town.roles) > 0)
        choices = exhaustive.Choices(town, objective)
        if done.code == 1:
            better = next((choice for choice in choices.all if choices.payable(choice)), None)
            return fail("infeasible is false", f"{told(better)} is lawful") if better else part.count("proven infeasible")
        if done.code != 0:
            return part.count("no plan: a limit") if done.code == 2 else fail(f"exit {done.code}", done.err[-300:])
        breaches = judge.verdict(out)
        if breaches:
            return fail(f"the judge: {breaches[0][0]}", "; ".join(f"{rule}: {said}" for rule, said in breaches[:5]))
        with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
            plan = json.load(file, parse_float=str)
        status = json.loads(done.out)["status"]
        for kind, said in claims(part, choices, plan, status, gap):
            return fail(kind, said)
        part.count("held to exhaustion")
    except Undecided:
        part.count("undecided")
    except lists.Unread as unread:
        fail("the judge cannot read", str(unread))


def told(choice):
    return "{" + ", ".join(f"{name} {option.variant}@{option.scale}" for name, option in choice.done.items()) + "}"


def claims(part, choices, plan, status, gap):
    """What the stages of a plan claim and is not so, as (kind, words)."""
    made = choices.same(plan["allocation"]["awards"])
    if made is None or not choices.payable(made):
        yield "exhaustion denies the plan", f"{plan['allocation']['awards']}"
        return
    stated = {stage["name"]: stage for stage in plan["stages"]}
    made.sources = len({(payment["fund"], payment["project"]) for payment in plan["allocation"]["payments"]})
    before, surpassed = [], False
    yield from staffing(part, choices, plan, made)
    for name, measure in STAGES:
        if name not in stated or getattr(made, measure) is None:
            # Projects without a rank: the rules do not say what they count.
            if name in stated:
                return
            continue
        better = best(choices, made, before, measure)
        if better is not None:
            surpassed = surpassed or measure in ("worst", "sum", "policy") and not alike(better[0], made, measure)
            yield from compare(part, stated[name], measure, made, better, gap, choices)
        before.append(measure)
    proven = all(Fraction(stated[name]["value"]) == Fraction(stated[name].get("bound", "-1")) for name, _ in STAGES[:3] if name in stated)
    if status == "optimal" and not proven:
        part.count("optimal by status, a stage within the gap")
        if surpassed:
            yield "optimal is false", json.dumps(plan["stages"])[:300]
    policy = stated.get("utilitarian", {})
    if status == "within_gap" and Fraction(policy.get("gap", "0")) > Fraction(gap or "0.001"):
        yield "within_gap beyond the gap", json.dumps(policy)


def staffing(part, choices, plan, made):
    """What the stages of the roster claim and is not so."""
    part.count("plans that wishes decide", any(stage["name"] == "wishes" for stage in plan["stages"]))
    for stage, aim, value, optimum in rosters.claims(choices.town, made.rosters, plan):
        part.count("stages of rosters")
        bound = int(stage["bound"]) if "bound" in stage else None
        sign = -1 if aim in ("wishes", "continuity") else 1
        said = f"{stage['name']}: {stage['value']} (bound {stage.get('bound')}, limit {stage.get('limit')}), a roster has {optimum}"
        if sign * (optimum - value) > 0:
            yield f"exhaustion denies the value of {stage['name']}", said
        elif optimum != value and bound == value:
            yield f"false proof in {stage['name']}", said
        elif bound is not None and sign * (bound - optimum) > 0:
            yield f"false bound in {stage['name']}", said


def best(choices, made, before, measure):
    """A payable choice no worse before and best in a measure, if it is better than the plan's; else None."""
    sign = -1 if measure in MAXIMISED else 1
    own = sign * getattr(made, measure)

    def allowed(choice):
        return all((value := getattr(choice, held)) is not None and (value <= getattr(made, held) if held not in MAXIMISED else value >= getattr(made, held))
                   for held in before)

    if measure == "sources":
        # Thrift decides who pays for what has been decided (docs/decisions/0002).
        fewest = choices.sources(made, own - 1)
        return None if fewest is None else (made, fewest)
    rivals = [choice for choice in choices.all if allowed(choice)]
    rivals = [choice for choice in rivals if getattr(choice, measure) is not None and sign * getattr(choice, measure) < own]
    for choice in sorted(rivals, key=lambda choice: sign * getattr(choice, measure)):
        if choices.payable(choice):
            return choice, getattr(choice, measure)
    return None


def alike(choice, made, measure):
    """Whether choices of other shortfalls differ by less than plans tell shares of what should be served."""
    within = {floor: abs(getattr(choice, floor) - getattr(made, floor)) <= FINE[floor] for floor in FINE}
    return choice.short != made.short and (within[measure] if measure in FINE else all(within.values()))


def compare(part, stage, measure, made, better, gap, choices):
    choice, optimum = better
    value, bound = getattr(made, measure), Fraction(stage["bound"]) if "bound" in stage else None
    sign = -1 if measure in MAXIMISED else 1
    said = f"{stage['name']}: {stage['value']} (bound {stage.get('bound')}, gap {stage.get('gap')}, limit {stage.get('limit')}), {told(choice)} has {optimum}"
    if alike(choice, made, measure) and not part.asked.strict:
        part.count("below resolution")
        return
    proven = bound is not None and bound == Fraction(stage["value"])
    if proven:
        yield f"false proof in {stage['name']}", said
    elif bound is not None and sign * (bound - optimum) > FINE.get(measure, 0):
        yield f"false bound in {stage['name']}", said
    elif gap == "0" and "limit" not in stage:
        yield f"no proof and no limit in {stage['name']}", said
    elif "limit" not in stage and abs(optimum - value) > Fraction(gap or "0.001") * abs(value) + FINE.get(measure, 0):
        yield f"stopped early without a limit in {stage['name']}", said
