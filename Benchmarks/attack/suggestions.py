"""Answers suggest what the planner may waive, then with whom above to ask, and never law; and whose rules are changes no plan."""
import json
import os
import re

import authorities
import lists
from authorities import LEVELS
from common import ROOT, controls
from drawn import Drawn
from mutate import files_of, write

TOWNSHIPS = ["xiaohe", "xiaohe", "contradiction", "shimen", "songgang"]
ASKS = {"repairAsks", "repairAsksOpen", "repairFewer"}


def attack(part):
    for index in part.cases(1500, 5):
        random = part.random(index)
        bare, given = part.folder("bare"), part.folder("lists")
        # Every tenth has a conflict whatever is drawn.
        if index % 10 and random.random() < 0.6:
            Drawn(random).write(bare)
        else:
            name = random.choice(TOWNSHIPS) if index % 10 else "contradiction"
            write(files_of(os.path.join(ROOT, "Scenarios", *(["xiaohe", name] if name == "contradiction" else [name, "lists"]))), bare)
        files = {name: data for name, data in files_of(bare).items() if name not in ("authorities.csv", "权限.csv")}
        rows, plans = authorities.draw(random, authorities.ids_of(bare)), authorities.planner(random)
        write(authorities.written(random, files, rows, plans), given)
        Case(part, index, random, bare, given, bool(rows)).run()


class Case:
    def __init__(self, part, index, random, bare, given, has_rows):
        self.part, self.index, self.random, self.bare, self.given, self.has_rows = part, index, random, bare, given, has_rows

    def fail(self, kind, said, *command):
        line = "allot solve lists --gap 0 --work-limit 20000 --out plan; " + self.part.allot.line(*["lists" if word == self.given else word for word in command])
        self.part.fail(self.index, kind, said, line.replace(self.part.scratch + "/", ""), [self.given])

    def solve(self, given, name):
        out = os.path.join(self.part.folder(name), "plan")
        return out, self.part.allot.run("solve", given, "--gap", "0", "--work-limit", "20000", "--out", out, "--lang", "en", timeout=120)

    def run(self):
        out, done = self.solve(self.given, "with")
        self.part.count("lists")
        if done.wrong() or done.code not in (0, 1, 2, 65):
            return self.fail("solve: " + (done.wrong() or f"exit {done.code}"), done.err[-300:], "check", self.given)
        if self.random.random() < 0.5 and self.has_rows:
            self.same_without(out, done)
        if done.code == 1:
            self.asked("conflicts", self.given)
        if done.code != 0:
            return self.part.count(f"exit {done.code}")
        with open(os.path.join(out, "plan.json"), encoding="utf-8") as file:
            chosen = {award["project"] for award in json.load(file)["allocation"]["awards"]}
        self.asked("advise", out)
        left = [row["id"] for row in lists.table(self.given, "projects") if row["id"] not in chosen]
        for name in self.random.sample(left, min(2, len(left))):
            self.asked("why-not", out, name)
        self.asked("why-not", out, self.random.choice([row["id"] for row in lists.table(self.given, "funds")]))

    def same_without(self, out, done):
        """Whose rules are decides which waivers are suggested, and no plan."""
        other, without = self.solve(self.bare, "without")
        self.part.count("compared without authorities")
        if without.code != done.code:
            return self.fail("authorities change the exit", f"{done.code}, without them {without.code}", "check", self.given)
        if done.code == 0:
            told = [json.load(open(os.path.join(folder, "plan.json"), encoding="utf-8")) for folder in (out, other)]
            for key in ("allocation", "stages", "shortfalls"):
                if told[0][key] != told[1][key]:
                    return self.fail("authorities change a plan", key, "check", self.given)

    def asked(self, *words):
        command = [*words, "--json"] + (["--work-limit", "2000"] if words[0] != "conflicts" else [])
        done = self.part.allot.run(*command, timeout=120)
        self.part.count(words[0])
        if done.wrong() or done.code not in (0, 1):
            return self.fail(f"{words[0]}: " + (done.wrong() or f"exit {done.code}"), done.err[-300:], *command)
        if controls(done.out + done.err):
            return self.fail(f"{words[0]}: control characters", controls(done.out + done.err), *command)
        told = json.loads(done.out)
        whose = authorities.Whose(self.given)
        for answer in told if isinstance(told, list) else [told]:
            for kind, said in wrong(self.part, whose, answer):
                return self.fail(f"{words[0]}: {kind}", said, *command)


def levels(value):
    """The English names of levels in the `authority` of a sentence."""
    return [lists.choice(level["en"]) if level["en"] else None for level in (value if isinstance(value, list) else [value])]


def supposed(solve):
    """The rules that a solve waived or permitted."""
    return [found[2] for word in solve["asked"] for found in [re.match(r"(waived|given) (.*)$", word)] if found]


def wrong(part, whose, answer):
    """What an answer suggests and may not, as (kind, words)."""
    solves = {solve["name"]: solve for solve in answer["solves"]}
    for solve in answer["solves"]:
        for decision in supposed(solve):
            part.count("waivers supposed")
            if whose.of(decision) == {"law"}:
                yield "law is waived in a search", f"{solve['name']}: {decision}"
    asks = None
    for sentence in answer["sentences"]:
        message, values, depth = sentence["message"], sentence["values"], sentence["depth"]
        if asks and depth <= asks[1]:
            asks = None
        if message in ASKS:
            asks = (levels(values["authority"])[0], depth)
            if LEVELS.index(asks[0]) <= LEVELS.index(whose.planner) or asks[0] == "law":
                yield "asks who need not or cannot be asked", f"{asks[0]}, the planner is {whose.planner}: {sentence['en']}"
        elif "waive" in values:
            decisions = [word["en"] for word in values["waive"]]
            yield from suggested(part, whose, decisions, levels(values["authority"]), asks[0] if asks else None, sentence["en"])
        elif message in ("takeWaiver", "takeWaiverAsks"):
            decisions = sorted({decision for name in sentence["from"] for decision in supposed(solves[name])})
            told = levels(values["authority"]) if message == "takeWaiverAsks" else None
            yield from suggested(part, whose, decisions, told, told[0] if told else None, sentence["en"])
        elif message == "permissionCells":
            part.count("permissions")
            if "law" in levels(values["authority"]):
                yield "law is suggested", sentence["en"]


def suggested(part, whose, decisions, told, asked, said):
    """What is wrong with rules that are suggested for waiver, by the planner or with the consent of the level that is asked."""
    part.count("suggested with consent" if asked else "suggested")
    for place, decision in enumerate(decisions):
        right, level = whose.of(decision), told[place] if told else None
        if level and level not in right or None in right:
            yield "a level that the lists do not give", f"{decision}: {level}, {sorted(map(str, right))} is right: {said}"
        if level == "law" or right == {"law"}:
            yield "law is suggested", f"{decision}: {said}"
        least = LEVELS.index(level) if level else min(map(LEVELS.index, right))
        if least > LEVELS.index(asked or whose.planner):
            yield "above the planner or who is asked", f"{decision} is of {level or sorted(right)}, the planner is {whose.planner}, asked is {asked}: {said}"
    if asked and told and asked not in told:
        yield "asks a level whose rules are left alone", f"asks {asked}: {said}"
