#!/usr/bin/env python3
"""Judges a plan from docs/rules.md alone, in exact whole numbers: every rule, the shortfalls and what stages say.

    Benchmarks/attack/judge.py PLANFOLDER [--lists LISTS]

Prints a line for each breach. Ends with 0 where there is none, 1 where there are, 2 where a cell is written in a way
that docs/lists.md does not speak of.
"""
import hashlib
import json
import os
import sys
from collections import defaultdict
from fractions import Fraction
from types import SimpleNamespace as Record

import lists
import rules_company
import rules_money
import rules_needs
import rules_people
import town as towns


class Plan:
    """What plan.json says, by the keys that rules speak of."""

    def __init__(self, folder, town, told):
        allocation = told["allocation"]
        self.told, self.town = told, town
        index = {period.id: k for k, period in enumerate(town.periods)}
        self.awards = {}
        for award in allocation["awards"]:
            lasts = getattr(town.variants.get((award["project"], award["variant"])), "lasts", 1)
            start = index.get(award.get("period")) if town.divided else 0
            runs = range(start, start + (lasts if town.divided else 1)) if start is not None else range(0)
            self.awards[award["project"]] = Record(variant=award["variant"], scale=award["scale"], start=start, runs=runs)
        self.doubled = len(self.awards) != len(allocation["awards"])
        self.payments, self.when, self.paid, self.paid_for, self.credits = (defaultdict(int) for _ in range(5))
        for payment in allocation["payments"]:
            fund, project, cost_type, amount = (payment[key] for key in ("fund", "project", "costType", "amount"))
            self.payments[fund, project, cost_type] += amount
            # A payment without a period is made when its project starts.
            when = index.get(payment["period"], -1) if "period" in payment else self.awards[project].start if project in self.awards else None
            self.when[fund, project, cost_type, when] += amount
            self.paid[fund, project] += amount
            self.paid_for[project, cost_type] += amount
        for credit in allocation["credits"]:
            self.credits[credit["project"], credit["need"]] += credit["micro"]
        self.uses = [Record(asset=use["asset"], project=use["project"], micro=use["micro"], slots=use["slots"]) for use in allocation.get("uses", [])]
        self.assignments = [Record(**duty) for duty in allocation.get("assignments", [])]
        self.draws = {draw["beneficiary"]: draw["minutes"] for draw in allocation.get("draws", [])}
        self.shortfalls = {(short["need"], short["rule"]): short["micro"] for short in told["shortfalls"]}
        self.weights = {weight["place"]: weight["weight"] for weight in told.get("weights", [])}

    def spent(self, fund):
        return sum(amount for (payer, _), amount in self.paid.items() if payer == fund)

    def cost(self, project):
        if project not in self.awards:
            return 0
        award = self.awards[project]
        return sum(self.town.costs_of(project, award.variant, award.scale).values())


def one_variant(town, plan):
    if plan.doubled:
        yield "one-variant", "a project is carried out twice"


def worth(town, plan):
    """The value of each stage that docs define, as an exact fraction; the policy's first of all."""
    total = defaultdict(int)
    for (_, need), micro in plan.credits.items():
        total[need] += micro
    shares = []
    for need in town.needs.values():
        due, _ = rules_needs.required(need)
        if due:
            shares.append(Fraction(max(0, due - total[need.id]), due))
    kind = plan.told["objective"]
    if kind == "count":
        policy = Fraction(len(plan.awards))
    elif kind == "money":
        policy = Fraction(sum(plan.paid.values()), 10 ** town.digits)
    else:
        # Of three decimals, six and four.
        policy = sum((Fraction(micro * town.needs[need].value * town.needs[need].urgency * town.weight(town.needs[need].place), 10**13)
                      for need, micro in total.items()), Fraction(0))
    ranks = [town.projects[name].rank for name in plan.awards]
    values = {"floors-worst": max(shares, default=Fraction(0)), "floors-sum": sum(shares, Fraction(0)), "utilitarian": policy,
              "order-start": Fraction(sum(award.start or 0 for award in plan.awards.values())), "thrift-sources": Fraction(len(plan.paid)),
              "thrift-rounding": Fraction(rules_money.above_shares(town, plan), 10000),
              "thrift-flexible": Fraction(sum(amount * town.breadth(fund) for (fund, _), amount in plan.paid.items()))}
    if None not in ranks:
        values["order"] = Fraction(sum(ranks))
    return values | rules_company.worth(town, plan)


MAXIMISED = {"utilitarian", "wishes", "roster-wishes", "roster-continuity"}

# The rules do not say how finely shares of what should be served are told. Plans tell the worst in millionths, rounded up, and
# take a little less than its share for each need in the sum; less than this is nobody's breach, and is counted by `adversarial`.
RESOLUTION = {"floors-worst": Fraction(1, 10**6), "floors-sum": Fraction(1, 10**6)}


def stages(town, plan):
    right = worth(town, plan)
    for stage in plan.told["stages"]:
        name, value = stage["name"], Fraction(stage["value"])
        if name in right and abs(right[name] - value) > RESOLUTION.get(name, 0):
            yield "record", f"stage {name} says {stage['value']}, {right[name]} is right"
        if "bound" not in stage:
            continue
        bound = Fraction(stage["bound"])
        distance = bound - value if name in MAXIMISED else value - bound
        if distance < 0:
            yield "record", f"stage {name}: bound {stage['bound']} is on the wrong side of {stage['value']}"
        gap = Fraction(str(stage["gap"])) if "gap" in stage else None
        if gap is not None and value and distance >= 0 and not 0 <= gap - distance / abs(value) <= Fraction(2, 10**9):
            yield "record", f"stage {name}: gap {stage['gap']}, {float(distance / abs(value))} is right"


def hashes(town, plan):
    for name, told in plan.told.get("lists", {}).items():
        path = os.path.join(plan.folder, "lists", name)
        if not os.path.exists(path):
            yield "record", f"{name} is not in the folder"
            continue
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != told:
                yield "record", f"{name} is not as it was"


def verdict(folder, of=None):
    """All breaches of the plan in a folder, as (rule, words)."""
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        told = json.load(file, parse_float=str)
    of = of or os.path.join(folder, "lists")
    town = towns.Town(of, told["currency"]["digits"])
    rules_people.read(town, of)
    plan = Plan(folder, town, told)
    plan.folder = folder
    breaches = []
    for rule in rules_money.RULES + rules_needs.RULES + rules_people.RULES + rules_company.RULES + [one_variant, stages] + ([hashes] if of == os.path.join(folder, "lists") else []):
        breaches += rule(town, plan)
    return breaches


def main():
    arguments = sys.argv[1:]
    of = arguments.pop(arguments.index("--lists") + 1) if "--lists" in arguments else None
    folders = [argument for argument in arguments if argument != "--lists"]
    if len(folders) != 1:
        sys.exit(__doc__)
    try:
        breaches = verdict(folders[0], of)
    except lists.Unread as unread:
        print(f"cannot be read: {unread}")
        sys.exit(2)
    for rule, said in breaches:
        print(f"{rule}: {said}")
    print(f"{len(breaches)} breaches")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
