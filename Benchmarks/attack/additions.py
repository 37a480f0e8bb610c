"""Adds to lists what the generator does not write: decisions about people, pairs, wishes, least shares, nights and due periods.

What is added binds a roster that is known, so that most lists keep a plan: who served is pinned, who served together goes together.
"""
import csv
import datetime
import os
from collections import defaultdict

import lists

AIMS = list(lists.AIMS)


class Folder:
    """The lists of a folder by their English names, to be changed and written back."""

    def __init__(self, path):
        self.path = path

    def file(self, name):
        """The file of a list, by whichever of its names it has."""
        own = [os.path.join(self.path, stem + ".csv") for stem in lists.TABLES[name]["files"]]
        return next((path for path in own if os.path.exists(path)), own[0])

    def __getitem__(self, name):
        return lists.table(self.path, name)

    def __setitem__(self, name, rows):
        with open(self.file(name), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(column for row in rows for column in row)), restval="")
            writer.writeheader()
            writer.writerows(rows)

    def add(self, name, rows):
        if rows:
            self[name] = self[name] + rows


def people(random, path, assignments):
    """Adds rules about people that the assignments of a plan obey, but for least shares, which are an aim; and now and then one that they break."""
    folder = Folder(path)
    if not folder["volunteers"] or not assignments:
        return False
    steps = [step for step in (pins, pairs, wishers, least, order) if random.random() < 0.6] or [pins]
    for step in steps:
        step(random, folder, assignments)
    return True


def pins(random, folder, assignments):
    volunteers, held = [row["id"] for row in folder["volunteers"]], {(duty["volunteer"], duty["project"]) for duty in assignments}
    added = {}
    for duty in random.sample(assignments, min(len(assignments), random.randint(1, 3))):
        row = {"kind": random.choice(["must_fund", "必须安排", "keep", "保留"]), "project": duty["project"], "volunteer": duty["volunteer"]}
        added[duty["project"], duty["volunteer"]] = row | ({"role": duty["role"]} if random.random() < 0.5 else {})
    for _ in range(random.randint(0, 3)):
        pair = random.choice(volunteers), random.choice(assignments)["project"]
        if pair not in held or random.random() < 0.1:
            added.setdefault(pair[::-1], {"kind": random.choice(["must_not", "不得安排"]), "project": pair[1], "volunteer": pair[0]})
    folder.add("pins", [row | {"reason": "r", "by": "b"} for row in added.values()])


def pairs(random, folder, assignments):
    """Together who was present in the same slots of the same projects, apart who shared none."""
    there = defaultdict(dict)
    for duty in assignments:
        there[duty["volunteer"]][duty["project"]] = frozenset(duty["slots"])
    volunteers, rows = [row["id"] for row in folder["volunteers"]], []
    alike = [(one, other) for one in there for other in there if one < other and there[one] == there[other]]
    for one, other in random.sample(alike, min(len(alike), random.randint(0, 2))):
        rows.append({"volunteer": one, "with": other, "kind": random.choice(["together", "同行"])})
    for _ in range(random.randint(1, 4)):
        one, other = random.sample(volunteers, 2) if len(volunteers) > 1 else (None, None)
        known = any({row["volunteer"], row["with"]} == {one, other} for row in rows)
        if one and not known and (not set(there[one]) & set(there[other]) or random.random() < 0.1):
            rows.append({"volunteer": one, "with": other, "kind": random.choice(["apart", "分开"])})
    # Now and then two who did not go together, so that the plan has to change or there is none.
    if random.random() < 0.1 and len(there) > 1:
        one, other = random.sample(sorted(there), 2)
        if not any({row["volunteer"], row["with"]} == {one, other} for row in rows):
            rows.append({"volunteer": one, "with": other, "kind": "together"})
    folder.add("volunteer_pairs", rows)


def wishers(random, folder, assignments):
    """Roles for those alone who wish for the project; who held them wishes for it, and some who did not."""
    wishes = {(row["volunteer"], row["project"]): row["preference"] for row in folder["volunteer_preferences"]}
    held, rows = {(duty["project"], duty["role"]) for duty in assignments}, folder["project_roles"]
    marked = random.sample(sorted(held), min(len(held), random.randint(1, 2)))
    for row in rows:
        if (row["project"], row["role"]) in marked:
            row["wishers_only"] = random.choice(["yes", "是"])
    for duty in assignments:
        if (duty["project"], duty["role"]) in marked:
            wishes[duty["volunteer"], duty["project"]] = str(random.randint(1, 5))
    for volunteer in random.sample([row["id"] for row in folder["volunteers"]], min(3, len(folder["volunteers"]))):
        wishes.setdefault((volunteer, random.choice(marked)[0]), str(random.randint(0, 3)))
    folder["project_roles"] = rows
    folder["volunteer_preferences"] = [{"volunteer": one, "project": project, "preference": wish} for (one, project), wish in wishes.items()]


def least(random, folder, assignments):
    rows = folder["volunteers"]
    for row in random.sample(rows, min(len(rows), random.randint(1, 6))):
        row["least_total"] = random.choice(["1", "30", "90分钟", "4小时", "10:00", "100小时"])
    folder["volunteers"] = rows


def order(random, folder, assignments):
    aims = random.sample(sorted(set(lists.AIMS.values())), random.randint(1, 7))
    names = {english: [name for name in AIMS if lists.AIMS[name] == english] for english in aims}
    kept = [row for row in folder["settings"] if row["key"] not in ("roster_order", "排班次序")]
    folder["settings"] = kept + [{"key": random.choice(["roster_order", "排班次序"]), "value": random.choice(["; ", "；"]).join(random.choice(names[aim]) for aim in aims)}]


def nights(random, path):
    """Moves slots over midnight, as one slot or as two that meet there; True where any was moved."""
    folder = Folder(path)
    slots, split = folder["slots"], {}
    if not slots or random.random() < 0.4:
        return False
    made = []
    for row in slots:
        length, how = lists.clock(row["end"]) - lists.clock(row["start"]), random.random()
        before = random.randint(1, length - 1) if length > 1 else 1
        if how < 0.2 and length > 1:
            made.append(row | {"start": time(24 * 60 - before), "end": next_day(random, length - before)})
        elif how < 0.4 and length > 1:
            second = row["id"] + "b"
            following = datetime.date.fromordinal(lists.day(row["day"]) + 1).isoformat()
            made += [row | {"start": time(24 * 60 - before), "end": "24:00"}, {"id": second, "day": following, "start": "00:00", "end": time(length - before)}]
            split[row["id"]] = second
        else:
            made.append(row)
    folder["slots"] = made
    for name in ("project_roles", "volunteer_slots", "project_assets"):
        rows = folder[name]
        for row in rows:
            if "slots" in row:
                row["slots"] = ";".join(part for slot in lists.texts(row["slots"]) for part in (slot, split.get(slot)) if part)
        if rows:
            folder[name] = rows
    folder.add("asset_slots", [row | {"slot": split[row["slot"]]} for row in folder["asset_slots"] if row["slot"] in split])
    resting = folder["volunteers"]
    for row in random.sample(resting, min(len(resting), 4)):
        row["rest"] = random.choice(["30", "8小时", "11小时"])
    if resting:
        folder["volunteers"] = resting
    return True


def time(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def next_day(random, minutes):
    return random.choice(["次日" + time(minutes), time(minutes) + "+1", time(minutes + 24 * 60)])


def dues(random, path):
    """Lets some costs of projects that run for several periods fall due in one of them; False where there are none."""
    folder = Folder(path)
    lasts = {(row["project"], row["variant"]): int(row.get("lasts", "1")) for row in folder["variants"]}
    long = {project: count for (project, _), count in lasts.items() if count > 1 and sum(owner == project for owner, _ in lasts) == 1}
    if not long or random.random() < 0.4:
        return False
    rows = folder["costs"]
    for row in rows:
        if row["project"] in long and random.random() < 0.5:
            row["due"] = str(random.randint(1, long[row["project"]]))
    folder["costs"] = rows
    return True
