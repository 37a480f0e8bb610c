"""Tables, profiles and preferences that are drawn, not only changed: what is accepted, check accepts; what is refused has its place in a given file."""
import glob
import os

import imports
from common import ROOT

HEADERS = ["编号", "名称", "类别", "资金", "金额", "批复", "年度", "日期", "占比", "备注", "金额", "", "#2", "5", "金额#2", "a via b", "x in y", "金额（万元）"]
CELLS = {
    "编号": ["A1", "A1", "B2", "C3", "a1", "路#灯", "路/灯", "Ａ1", "", "合计"], "名称": ["食堂", "食堂", "路灯", "a,b", "x\ny", ""],
    "类别": ["养老", "道路", "1", "2", ""], "资金": ["中央", "省级", "F1", "f1", ""], "年度": ["2025", "2026", "2026年", ""],
    "金额": ["12", "3.5", "8万元", "200000元", "-", "-3", "NA", "1e5", "99999999999999", "1,200", "0", "￥5"],
    "日期": ["2026-03-01", "2026-04", "2026年", "2026/3/1", "45000", "2026-02-30", "x", ""], "占比": ["50%", "20%", "1:1", "x", ""]}
CELLS["批复"] = CELLS["金额（万元）"] = CELLS["金额"]
GOOD = {"编号": ["A1", "B2", "C3"], "名称": ["食堂", "路灯", "a,b"], "类别": ["养老", "道路", "道路"], "资金": ["中央", "省级", "F1"], "金额": ["12", "8万元", "0"],
        "批复": ["20", "200000元", "-"], "年度": ["2025", "2026", "2026"], "日期": ["2026-03-01", "2026-03-05", "2026-04-01"], "占比": ["50%", "20%", "5%"]}
SOURCES = {"id": "编号", "name": "名称", "title": "名称", "amount": "批复", "fixed": "金额", "cost_types": "资金", "cost_type": "资金", "category": "类别", "project": "编号",
           "place": "编号", "quantity": "年度", "from": "日期", "to": "日期"}
FILTERS = [("年度", "= 2026"), ("类别", "!= 道路"), ("类别", "in 养老; 道路"), ("编号", "not in A1；B2"), ("编号", "begins with A"), ("名称", "is not blank"),
           ("金额", "> 10万元"), ("占比", "<= 20%"), ("日期", ">= 2026-03"), ("日期", "< 2026年"), ("日期", "≤ 2026.3.1"), ("年度", "= {year}"), ("年度", "< {year}")]
CONDITIONS = ["= 2026", "!= 道路", "≠ x", "in 养老; 道路", "not in A1；B2", "contains 路", "begins with A", "is blank", "is not blank", "> 10", "> 10万元", "<= 5%",
              ">= 2026-03", "< 2026年", "≤ 2026.3.1", "> 2026.3", "> x", "in ;", "= {year}", "< {year}", ">", "like x"]
LISTS = {"funds": ["id", "name", "amount", "cost_types", "from", "to"], "projects": ["id", "title", "category", "responsible", "approved", "from"],
         "costs": ["project", "cost_type", "fixed"], "needs": ["id", "title", "place", "category", "quantity"], "places": ["id", "name"], "categories": ["id"],
         "settings": ["key", "value"], "fund": ["id"]}
SUMS = {"amount", "fixed", "quantity"}


def drawn_table(random, wild):
    """A table; `wild` is the chance that a cell, a row or a header is odd."""
    headers = HEADERS[:10] + [random.choice(HEADERS[10:])] * (random.random() < wild)
    if random.random() < wild / 3:
        headers = random.sample(HEADERS, random.randint(1, 6))
    rows = [headers]
    for _ in range(random.choice([1, 3, 3, 8]) if random.random() >= wild else 0):
        # The first cells of each kind are good; rows of one id agree in them.
        number = random.randrange(3)
        row = [random.choice(CELLS.get(header, ["x", ""])) if random.random() < wild else GOOD.get(header, ["x"] * 3)[number] for header in headers]
        if random.random() < wild / 3:
            row = row[:random.randrange(len(row) + 1)] + ["x"] * random.randrange(3)
        rows.append(row)
    return ("\n".join(",".join('"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell for cell in row) for row in rows) + "\n").encode()


def column(random, header, wild):
    if random.random() >= wild:
        return random.choice([header, header, header, f'"{header}"', header + "#1", f"#{HEADERS.index(header) + 1}"])
    return random.choice([header + "#2", f"#{random.randint(0, 12)}", header + "x", "{year}", "", "a via b", "x in y"])


def source(random, name, key, wild):
    name = column(random, "类别" if name == "categories" else SOURCES.get(key, "备注"), wild)
    if key in SUMS:
        return f"sum {name}" + random.choice(["", "", " negative as nothing"])
    if key in ("responsible", "approved"):
        return "text yes"
    if random.random() < wild:
        return random.choice([f"first {name} via k", f"column {name} via k", f"column {name} via j", "text x", "text {year}", f"sum {name}", "x"])
    return random.choice([f"column {name}"] * 5 + [f"first {name}"] * 2 + [f"column {name} as id", f"first {name} as id"])


def drawn_profile(random, wild):
    lines = ["name = drawn", "missing = NA", "missing = -", "parameter year = 2026", "title = 表 {year}"]
    lines += [line for line in ["unit = 万元", "currency = CNY", "digits = 2", "separator = comma"] if random.random() < 0.4]
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        header, good = random.choice(FILTERS)
        lines.append(f"filter {column(random, header, wild)} {random.choice(CONDITIONS) if random.random() < wild else good}")
    if random.random() < max(wild, 0.2):
        lines += ["[codes k]", "1 = 养老", "2 = 道路"]
    usual = ["funds", "places"], ["costs", "projects"], ["categories", "places", "needs"]
    for name in random.choice(usual) if random.random() >= wild else random.sample(sorted(LISTS), random.randint(1, 3)):
        lines.append(f"[{name}]")
        lines += [f"{key} = {source(random, name, key, wild)}" for key in LISTS[name] if random.random() >= wild / 5]
        if random.random() < wild:
            lines.append(random.choice(["only where = fixed", "only where = amount", "only in = costs.project", "only in = funds.id"]))
    if random.random() < wild / 2:
        lines.insert(random.randrange(len(lines)), random.choice(lines))
    return ("\n".join(lines) + "\n").encode()


def drawn_preferences(random):
    projects = [f"P{number}" for number in range(random.randint(1, 4))]
    numbers = random.choice([["0", "1", "2", "5"], ["0", "0.5", "1.0"], None, ["1", "", "x", "-1", "1e3", "１"]])
    rows = [["id"] + projects]
    for person in range(random.randint(0, 6)):
        wishes = random.sample(range(1, len(projects) + 1), len(projects)) if numbers is None else [random.choice(numbers) for _ in projects]
        rows.append([random.choice([f"s{person}"] * 9 + ["s1", "s1;", "", "1.0"])] + [str(wish) for wish in wishes])
    header = random.choice([["p", "n"], ["p", "min", "max"], ["项目", "最少", "最多"], ["p", "max", "备注"], ["p", "min"], ["p", "max", "max"], ["p", "x", "y"]])
    limits = [header] + [[project] + [random.choice(["0", "1", "2", "3"]) for _ in header[1:]] for project in projects if random.random() < 0.97]
    return tuple(("\n".join(",".join(row) for row in rows) + "\n").encode() for rows in (rows, limits))


def given(published):
    """Tables with profiles, and preferences with capacities, that lie in the project and beside it."""
    tables, preferences = [(imports.TABLE, imports.PROFILE)], [(imports.PREFERENCES, imports.CAPACITIES)]
    for path in sorted(glob.glob(os.path.join(ROOT, "Sources", "Intake", "Profiles", "*.profile"))):
        tables.append((imports.TABLE, read(path)))
    for folder in sorted(glob.glob(os.path.join(ROOT, "Scenarios", "refused", "*"))):
        profile, table = os.path.join(folder, "department.profile"), os.path.join(folder, "table.csv")
        if os.path.exists(profile) and os.path.exists(table):
            tables.append((read(table), read(profile)))
    for folder in sorted(glob.glob(os.path.join(ROOT, "..", "shared", "cases", "*"))) if published else []:
        profile, table, limits = (os.path.join(folder, name) for name in ("p.profile", "in.csv", "cap.csv"))
        if os.path.exists(table) and os.path.exists(profile):
            tables.append((read(table), read(profile)))
        if os.path.exists(table) and os.path.exists(limits):
            preferences.append((read(table), read(limits)))
    return tables, preferences


def read(path):
    with open(path, "rb") as file:
        return file.read()


def attack(part):
    tables, preferences = given(not part.asked.short)
    for index in part.cases(4000, 20):
        random = part.random(index)
        folder = part.folder("import")
        table, profile, limits = (os.path.join(folder, name) for name in ("in.csv", "p.profile", "capacities.csv"))
        if random.random() < 0.7:
            wild = random.choice([0, 0.02, 0.2])
            drawn = drawn_table(random, wild), drawn_profile(random, wild)
            files = dict(zip(("in.csv", "p.profile"), random.choice(tables) if random.random() < 0.2 else drawn))
            words = ["table", table, "--profile", random.choice([profile] * 19 + ["baltimore-cip"])]
            words += random.choice([[]] * 9 + [["--set", "year=2025"]] + [["--set", "year=>"], ["--set", "yeer=1"], ["--set", "year=1", "--set", "year=2"]])
        else:
            files = dict(zip(("in.csv", "capacities.csv"), random.choice(preferences) if random.random() < 0.3 else drawn_preferences(random)))
            words = ["preferences", table, "--capacities", limits] + random.choice([[], [], ["--scale", "ranks"], ["--scale", "points"], ["--scale", "x"]])
        if random.random() < 0.3:
            imports.changed(random, files)
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        imports.imported(part, index, random, folder, ["import", *words, "--out", os.path.join(folder, "lists")])
