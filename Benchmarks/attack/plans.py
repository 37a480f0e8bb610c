"""Plans that were changed: verify refuses every change of value, and no command shows what verify would refuse."""
import copy
import json
import os
import shutil

from common import ROOT, controls

STRINGS = ["", "P1", "P99", "F1", "nobody", "\x1b[2J\x1b[H", "\x9b31m", "\x00", "x" * 5000, "../../x", "=1+1", "ൎ/../ാ", "1e400", "NaN", "-1", "9" * 40, "1/0"]
NUMBERS = [0, 1, -1, 2**31, 2**53, 2**63 - 1, -2**63, 2**63, 10**30, 0.5, -0.0, 1e308]


def attack(part):
    towns = made(part)
    for index in part.cases(5000, 16):
        random = part.random(index)
        name = random.choice(sorted(towns))
        folder = part.folder("plan")
        shutil.copytree(towns[name], folder, dirs_exist_ok=True)
        path = os.path.join(folder, "plan.json")
        with open(path, "rb") as file:
            before = file.read()
        after = changed(random, before)
        with open(path, "wb") as file:
            file.write(after)
        part.count("plans")
        verified(part, index, random, folder, value(before), value(after))


def made(part):
    """Plans to change, by township: one with people, goods and periods, one without, one that was generated."""
    towns = {}
    for name in ["xiaohe", "shimen", "generated"]:
        given, out = os.path.join(ROOT, "Scenarios", name, "lists"), os.path.join(part.scratch, name)
        if name == "generated":
            given = os.path.join(part.scratch, "given")
            part.allot.run("generate", "--places", "3", "--needs", "12", "--funds", "5", "--projects", "9", "--volunteers", "24", "--assets", "4",
                           "--periods", "2", "--joint", "2", "--profiles", "--seed", "5", "--out", given)
        done = part.allot.run("solve", given, "--out", out, "--work-limit", "2000")
        if done.code == 0 and part.allot.run("verify", out).code == 0:
            towns[name] = out
        else:
            part.fail(-1, "no plan to change", f"{name}: exit {done.code}", part.allot.line("solve", given, "--out", "out"))
    return towns


def value(data):
    """What a plan says; None where it is no JSON."""
    try:
        return json.loads(data.decode("utf-8"), parse_float=lambda number: ("float", float(number)))
    except (ValueError, RecursionError):
        return None


def known(told):
    """A value without the keys that `twist` adds, which nothing reads and verify alone minds."""
    if isinstance(told, dict):
        return {key: known(inner) for key, inner in told.items() if key != "note"}
    return [known(inner) for inner in told] if isinstance(told, list) else told


def spots(told, found, at=()):
    """All places in a value, as paths."""
    found.append(at)
    for key in told if isinstance(told, dict) else range(len(told)) if isinstance(told, list) else ():
        spots(told[key], found, at + (key,))
    return found


def changed(random, data):
    kind = random.random()
    if kind < 0.25:
        data = bytearray(data)
        at, how = random.randrange(len(data)), random.randrange(5)
        if how == 0:
            data[at] = random.randrange(256)
        elif how == 1:
            del data[at:at + random.choice([1, 3, 50])]
        elif how == 2:
            del data[at:]
        elif how == 3:
            data[at:at] = random.choice([b"\x00", b"\x1b[2J", b"\xff", b"9", b"-", b'"', b"{", b"[" * 2000, b"\xc2\x9b"])
        else:
            data[at:at] = data[at:at + 100]
        return bytes(data)
    told = json.loads(data)
    for _ in range(random.choice([1, 1, 1, 2])):
        twist(random, told)
    return json.dumps(told, ensure_ascii=random.random() < 0.5, indent=random.choice([None, 2])).encode("utf-8", "surrogatepass")


def twist(random, told):
    path = random.choice([path for path in spots(told, []) if path])
    holder = told
    for key in path[:-1]:
        holder = holder[key]
    key, how = path[-1], random.randrange(8)
    here = holder[key]
    if how == 0:
        del holder[key]
    elif how == 1 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(here))
    elif how == 2:
        holder[key] = random.choice([None, [], {}, True, "x", 1, [here], {"a": here}])
    elif isinstance(here, bool) or not isinstance(here, (int, float, str)):
        if isinstance(here, list) and here:
            random.shuffle(here) if how < 5 else here.pop()
        elif isinstance(here, dict):
            here["note"] = random.choice(STRINGS)
    elif isinstance(here, str):
        holder[key] = random.choice([here + "\x1b[31m", here + " ", here.upper(), here[:-1], str(here)[::-1], *STRINGS])
    else:
        holder[key] = random.choice([here + 1, here - 1, -here, here * 1000, *NUMBERS])


def verified(part, index, random, folder, before, after):
    language = random.choice(["zh", "en"])
    first = ["verify", folder, "--lang", language, *(["--json"] if random.random() < 0.3 else [])]
    done = part.allot.run(*first, timeout=60)
    kept = os.path.join(part.scratch, "plan")

    def fail(kind, said, command):
        part.fail(index, kind, said, part.allot.line(*["plan" if word == folder else word for word in command]), [kept])

    if sound(done, first, fail):
        if after != before and done.code not in (65, 70):
            fail(f"verify: exit {done.code} for a changed plan", difference(before, after), first)
        elif done.code not in (0, 65, 70):
            fail(f"verify: exit {done.code}", done.err[-300:], first)
    second = [random.choice(["roster", "explain", "why-not", "alternatives"]), folder, "--lang", language]
    if second[0] == "roster":
        second += ["--out", os.path.join(part.folder("rosters"), "r")]
    elif second[0] == "alternatives":
        second += ["--work-limit", "200"]
    else:
        second += [random.choice(["P1", "P3", "F1", "N1", "V1", "H2", "A1", "F1>P1", "nobody", "\x1b[31m"]), "--work-limit", "200"]
    asked = part.allot.run(*second, timeout=120)
    part.count(second[0])
    if sound(asked, second, fail) and done.code and asked.code == 0 and (known(after) != known(before) or second[0] == "roster"):
        fail(f"{second[0]}: exit 0 for a plan that verify refuses", difference(before, after), second)


def sound(done, command, fail):
    if done.wrong():
        fail(f"{command[0]}: {done.wrong()}", done.err[-300:], command)
    elif controls(done.out + done.err):
        json_too = "--json" in command and controls(done.out)
        fail(f"{command[0]}: control characters" + (" in JSON" if json_too else ""), controls(done.out + done.err), command)
    else:
        return True
    return False


def difference(before, after, at="plan"):
    """The first place in which two values differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(set(before) | set(after), key=str):
            if before.get(key) != after.get(key):
                return difference(before.get(key), after.get(key), f"{at}.{key}")
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for k, (one, other) in enumerate(zip(before, after)):
            if one != other:
                return difference(one, other, f"{at}[{k}]")
    return f"{at}: {before!r:.100} became {after!r:.100}"
