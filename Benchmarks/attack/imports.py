"""Files to import that were changed: what is written, check accepts; what is refused has its place in a given file."""
import glob
import json
import os

import findings
import mutations
from common import ROOT, controls

PABULIB = """META
key;value
description;A small election
country;Nowhere
unit;Town
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;greedy
date_begin;2026
date_end;2026
currency;CNY
PROJECTS
project_id;cost;votes;name;category
1;400;3;Trees;green,street
2;300;2;"A bench; two";park
3;500.5;1;Lamps;
VOTES
voter_id;vote;age
11;1,2;30
12;1;41
13;1,3;22
14;2;67
""".encode()
PREFERENCES = b"id,A,B,C\ns1,5,2,1\ns2,5,0,1\ns3,2,5,1\ns4,2,5,0\n"
CAPACITIES = b"project,capacity\nA,2\nB,1\nC,1\n"
TABLE = """项目编号,项目名称,类别,资金来源,金额,批复
A1,食堂,养老,中央,12,20
A1,食堂,养老,省级,3.5,5
B2,路灯,道路,中央,9,0
""".encode()
PROFILE = """name = demo
title = 专项资金
currency = CNY
unit = 万元
missing = NA
[costs]
project = column 项目编号
cost_type = column 资金来源
fixed = sum 金额
only where = fixed
[projects]
id = column 项目编号
title = column 项目名称
category = column 类别
responsible = text x
approved = text yes
only in = costs.project
[funds]
id = column 资金来源
amount = sum 批复
cost_types = column 资金来源
only in = costs.cost_type
""".encode()


def elections(published):
    """One made here, and small published ones where a folder of them lies beside the project."""
    found = [PABULIB]
    for path in [] if not published else sorted(glob.glob(os.path.join(ROOT, "..", "shared", "data", "pabulib", "*.pb"))):
        if os.path.getsize(path) < 60000:
            with open(path, "rb") as file:
                found.append(file.read())
    return found


def attack(part):
    published = elections(not part.asked.short)
    for index in part.cases(3500, 16):
        random = part.random(index)
        folder = part.folder("import")
        kind = random.choice(["pabulib", "preferences", "table"])
        if kind == "pabulib":
            files = {"in.pb": random.choice(published[:1] * 3 + published)}
            words = [os.path.join(folder, "in.pb")]
        elif kind == "preferences":
            files = {"in.csv": PREFERENCES, "capacities.csv": CAPACITIES}
            words = [os.path.join(folder, "in.csv"), "--capacities", os.path.join(folder, "capacities.csv")]
        else:
            files = {"in.csv": TABLE, "p.profile": PROFILE}
            words = [os.path.join(folder, "in.csv"), "--profile", os.path.join(folder, "p.profile")]
        changed(random, files)
        for name, data in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        imported(part, index, random, folder, ["import", kind, *words, "--out", os.path.join(folder, "lists")])


def changed(random, files):
    for _ in range(random.choice([1, 1, 2, 3])):
        name = random.choice(sorted(files))
        how = random.choice([mutations.by_bytes, mutations.by_encoding, at_line] + [mutations.by_cells, mutations.by_rows, mutations.by_header] * name.endswith(".csv"))
        try:
            files[name] = how(random, files[name])
        except (mutations.csv.Error, IndexError, ValueError):
            files[name] = mutations.by_bytes(random, files[name])


def at_line(random, data):
    """A cell or a line of a file whose lines are divided by semicolons or equals signs."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = random.randrange(len(lines))
    divider = ";" if ";" in lines[at] else "=" if "=" in lines[at] else ","
    cells = lines[at].split(divider)
    how = random.randrange(4)
    if how == 0:
        lines.insert(at, lines[random.randrange(len(lines))])
    elif how == 1:
        del lines[at]
    else:
        cells[random.randrange(len(cells))] = random.choice(mutations.CELLS + ["1,1", "1,2,3", "s1;", "-400", "approval", "cumulative", "ordinal", "column 金额", "text "])
        lines[at] = divider.join(cells)
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def imported(part, index, random, folder, words):
    language, out = random.choice(["zh", "en"]), os.path.join(folder, "lists")
    is_json, every, is_strict = random.random() < 0.5, random.random() < 0.3, random.random() < 0.3
    options = ["--json"] * is_json + ["--all"] * every
    done = part.allot.run(*words, "--lang", language, *options, timeout=60)
    part.count("imports")
    kind = words[1]

    def fail(what, said, more=()):
        command = part.allot.line(*words, *options, *more).replace(folder + "/", "")
        part.fail(index, f"{kind}: {what}", said, command, [folder])

    if done.wrong() or done.code not in (0, 64, 65, 73):
        return fail(done.wrong() or f"exit {done.code}", done.err[-300:])
    if controls(done.out + done.err):
        return fail("control characters", controls(done.out + done.err))
    if done.code in (0, 65) and is_json:
        findings.told(part, done, every, fail)
        unplaced(words, done, fail)
        if is_strict:
            again = os.path.join(folder, "strict")
            other = [again if word == out else word for word in words]
            held = findings.strict(part, done, [*other, "--lang", language, *options], lambda what, said: fail(what, said, ["--strict"]))
            if held and held.code and os.path.exists(again):
                fail("something was written on refusal", str(os.listdir(again)), ["--strict"])
    if done.code:
        part.count("refused")
        if os.path.isdir(out) and os.listdir(out):
            fail("something was written on refusal", str(os.listdir(out)))
        elif not (done.out + done.err).strip():
            fail("refused without a word", f"exit {done.code}")
        return
    part.count("written")
    check = part.allot.run("check", out, "--lang", "en", timeout=60)
    if check.code:
        fail(f"check ends with {check.code} for what was written", check.wrong() or (check.out + check.err)[:300])


def unplaced(words, done, fail):
    """Fails for a finding that names no file that the user gave, and for a refusal without a finding."""
    told = findings.of(done) or []
    if done.code == 65 and not told:
        return fail("refused without a finding", done.out[:200])
    for finding in told:
        file = finding.get("file", "")
        if file not in words and not file.startswith("--set "):
            return fail("a finding about a file that nobody gave", json.dumps(finding, ensure_ascii=True))
