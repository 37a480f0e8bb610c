"""Whose rules are: draws rows of authorities and planners, and reads levels as docs/rules.md gives them."""
import csv
import io
import os
import re

import lists

LEVELS = ["village", "township", "county", "province", "law"]
SPELLED = {"village": ["village", "村"], "township": ["township", "乡镇", "镇", "乡"], "county": ["county", "县"], "province": ["province", "省"], "law": ["law", "法律"]}
NAMES = {"authorities": ["authorities", "权限"], "settings": ["settings", "设置"], "rule": ["rule", "规定"], "item": ["item", "对象"], "authority": ["authority", "权限"],
         "key": ["key", "项"], "value": ["value", "值"], "planner": ["planner", "编制层级"]}
# Lists whose rows are of one item that rules name; a row about another list may concern a cell that a decision does not name.
ABOUT = ["funds", "projects", "needs"]
# Whose ids a row about a rule may name: those of the list here, of the fund for what the county says of funds, of a project for the rest.
ITEMS = {"basic-floor": "needs", "must-serve": "needs", "due-period": "needs", "asset-demand": "projects", "permitted-use": "assets", "asset-stock": "assets",
         "venue-capacity": "assets", "vetting": None, "allotment-limit": None}


def page():
    """Each rule of docs/rules.md with its Chinese name, and the level of each that is somebody's."""
    with open(os.path.join(os.path.dirname(lists.PAGE), "rules.md"), encoding="utf-8") as file:
        text = file.read()
    rules, _, rest = text.partition("## Whose a rule is")
    names = dict(re.findall(r"^\| `([a-z-]+)` \| (\S+) \|", rules.partition("| aim |")[0], re.MULTILINE))
    levels = {}
    for level, told in re.findall(r"^\| (\w+) \| \S+ \| (.*) \|$", rest.partition("## Stages")[0], re.MULTILINE):
        if level in LEVELS:
            levels |= {rule: level for rule in re.findall(r"`([a-z-]+)`", told)}
    return names, levels


RULES, DEFAULTS = page()


def columns_of(name):
    """Each column of a list once, as its English and its Chinese name."""
    known = lists.TABLES[name]["columns"]
    return [(column, next(other for other, english in known.items() if english == column and other != column)) for column in dict.fromkeys(known.values())]


def items_of(rule):
    """The list whose ids a row about a rule may name; None where it is about no item here."""
    return ITEMS.get(rule, "funds" if DEFAULTS[rule] == "county" else "projects")


def draw(random, ids):
    """Rows that docs/lists.md allows, as {column: cell} in either language; ids are those of each list."""
    rows = {}
    for _ in range(random.choice([0, 1, 1, 2, 3, 6])):
        kind, speech = random.random(), random.randrange(2)
        if kind < 0.65:
            rule = random.choice(sorted(DEFAULTS))
            about, same, of = [rule, RULES[rule]][speech], rule, items_of(rule)
        else:
            name = random.choice(ABOUT)
            about, same, of = lists.TABLES[name]["files"][speech], name, name
            if kind < 0.85:
                column = random.choice(columns_of(name)[1:])
                about, same = f"{about}.{column[speech]}", f"{name}.{column[0]}"
        item = random.choice(ids[of]) if ids.get(of) and random.random() < 0.5 else ""
        # Two rows about the same are another matter.
        rows[same, item] = {"rule": about, "item": item, "authority": random.choice(SPELLED[random.choice(LEVELS)])}
    return list(rows.values())


def planner(random):
    """A planner as docs/lists.md allows it; None where the lists do not say."""
    return random.choice([None, None, *(random.choice(SPELLED[level]) for level in LEVELS[:-1])])


# What makes sound rows unsound: a cell and what stands there then.
FAULTS = [("rule", "nobody"), ("rule", "funds.nothing"), ("rule", "没有.金额"), ("rule", ""), ("rule", "份额上限的"), ("item", "Z99"), ("authority", ""), ("authority", "国家"), ("authority", "king"),
          ("authority", "\x1b[31m")]
PLANNERS = ["law", "法律", "king", "国家"]


def spoil(random, rows, plans):
    """Makes one cell of the rows, or the planner, what docs/lists.md does not allow."""
    if not rows or random.random() < 0.3:
        return rows, random.choice(PLANNERS)
    column, cell = random.choice(FAULTS)
    at = random.randrange(len(rows))
    return rows[:at] + [rows[at] | {column: cell}] + rows[at + 1:], plans


def table(header, rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header] + rows)
    return out.getvalue().encode()


def written(random, files, rows, plans):
    """The files of a folder with these authorities and this planner, headers in either language. Says in which file each stands."""
    speech = random.randrange(2)
    files = {name: data for name, data in files.items() if name not in ("authorities.csv", "权限.csv")}
    if rows:
        header = ["rule", "item", "authority"]
        random.shuffle(header)
        files[NAMES["authorities"][speech] + ".csv"] = table([NAMES[column][speech] for column in header], [[row[column] for column in header] for row in rows])
    if plans is not None:
        held = next((name for name in ("settings.csv", "设置.csv") if name in files), None)
        key = NAMES["planner"][random.randrange(2)]
        if held:
            files[held] = files[held].rstrip() + b"\n" + table([key, plans], [])
        else:
            files[NAMES["settings"][speech] + ".csv"] = table([NAMES["key"][speech], NAMES["value"][speech]], [[key, plans]])
    return files


def ids_of(folder):
    """The ids of each list that authorities may name."""
    return {name: [row["id"] for row in lists.table(folder, name) if "id" in row] for name in [*ABOUT, "assets"]}


class Whose:
    """The levels that lists give."""

    def __init__(self, folder):
        settings = {{"编制层级": "planner"}.get(row["key"], row["key"]): row.get("value", "") for row in lists.table(folder, "settings") if "key" in row}
        self.planner = lists.choice(settings["planner"]) if settings.get("planner") else "township"
        english = {name: rule for rule, name in RULES.items()} | {rule: rule for rule in RULES}
        self.of_rules, self.of_cells = [], []
        for row in lists.table(folder, "authorities"):
            told = (row.get("item", ""), lists.choice(row["authority"]))
            if row["rule"] in english:
                self.of_rules.append((english[row["rule"]], *told))
            else:
                self.of_cells.append(told)

    def of(self, decision):
        """The levels that a decision such as share-cap(F1,P1) may have: one, unless rows about columns or lists may speak of its cells."""
        rule, _, rest = decision.partition("(")
        subjects = rest.rstrip(")").split(",")
        special = [level for name, item, level in self.of_rules if name == rule and item in subjects]
        general = [level for name, item, level in self.of_rules if name == rule and not item]
        own = max(special, key=LEVELS.index) if special else general[0] if general else DEFAULTS.get(rule)
        return {own} | {level for item, level in self.of_cells if not item or item in subjects}
