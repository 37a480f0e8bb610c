"""Option lines that nobody would write on purpose: a documented exit each, quietly."""
import json
import os
import resource

import logs
from common import DOCUMENTED, ROOT, controls

NUMBERS = ["0", "1", "-1", "2", "0.5", "1e3", "1e309", "nan", "inf", "-inf", "-0", "007", "２", "2147483648", "4294967296", "4611686018427387904", "9223372036854775807",
           "9223372036854775808", "-9223372036854775808", "99999999999999999999999", "1,5", "", " ", "0x10", "1e-320"]
WORDS = ["", " ", "zh", "en", "ZH", "value", "money", "count", "mps", "lp", "S", "XXL", "nobody", "P1", "F1", "N1", "V1", "H2", "A1", "F1>P1", "H2>P1", ">", "P1>", "a>b>c",
         "\x1b[31m", "\x9b2J", "\x07", "x" * 4000, "..", "/", "/dev/null", "/proc/self/mem", "fund:F1=50000", "fund:F1=-5", "fund:=", "asset:A1=3", "hours:x=6",
         "fund:F1=99999999999999999999", "rule:readiness(P1)", "rule:", "rule:nothing(P1,P2)", "rule:pins(P1,H1)", "rule:pinned-person(P1)", "rule:together(H1,H2)", "rule:wishers-only(P1)", "--", "-", "-x", "--out", "é", "\udcff", "year=2017", "="]
OPTIONS = {
    "check": ["--strict", "--all", "--json", "--lang"], "solve": ["--strict", "--all", "--out", "--objective", "--gap", "--time-limit", "--work-limit", "--json", "--lang"],
    "verify": ["--lists", "--rules-only", "--json", "--lang"], "explain": ["--lists", "--json", "--work-limit", "--lang", "--threads"],
    "why-not": ["--lists", "--json", "--work-limit", "--lang", "--fund"],
    "what-if": ["--lists", "--json", "--work-limit", "--lang", "--add", "--waive", "--force", "--forbid"],
    "next": ["--lists", "--json", "--work-limit", "--lang", "--threads", "--percent"],
    "alternatives": ["--lists", "--json", "--work-limit", "--lang", "--count", "--within"], "advise": ["--lists", "--json", "--work-limit", "--lang", "--threads"],
    "conflicts": ["--strict", "--all", "--json", "--lang"], "roster": ["--lists", "--out", "--json", "--lang"], "export": ["--strict", "--all", "--format", "--objective", "--out", "--lang", "--whole"],
    "export pabulib": ["--strict", "--all", "--out", "--country", "--instance", "--begin", "--end", "--lang"],
    "import pabulib": ["--strict", "--all", "--out", "--utility", "--json", "--lang"], "import preferences": ["--strict", "--all", "--capacities", "--out", "--json", "--lang"],
    "import table": ["--strict", "--all", "--profile", "--set", "--out", "--json", "--lang"],
    "generate": ["--size", "--places", "--needs", "--funds", "--projects", "--volunteers", "--assets", "--periods", "--joint", "--profiles", "--seed", "--out", "--lang"],
    "columns": [], "help": [], "import": ["--list-profiles"], "nonsense": ["--json"],
}
# Every command but `columns` takes these (docs/runs.md).
for taken in OPTIONS:
    if taken not in ("columns", "help", "nonsense"):
        OPTIONS[taken] += ["--quiet", "--log"]
OPTIONS["solve"].append("--method")
FLAGS = {"--quiet", "--method", "--json", "--strict", "--all", "--rules-only", "--profiles", "--whole", "--list-profiles"}
NUMERIC = {"--gap", "--time-limit", "--work-limit", "--threads", "--percent", "--count", "--within", "--places", "--needs", "--funds", "--projects", "--volunteers", "--assets",
           "--periods", "--joint", "--seed"}


def attack(part):
    given, plan = os.path.join(ROOT, "Scenarios", "xiaohe", "lists"), os.path.join(part.scratch, "plan")
    part.allot.run("solve", given, "--out", plan)
    # What a township of a thousand million villages would write is not for this disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**26, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    try:
        known = logs.Logs(part)
        for index in part.cases(2000, 22):
            if index % 2:
                logs.tried(part, index, part.random(index), known)
            else:
                tried(part, index, part.random(index), given, plan)
    finally:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def tried(part, index, random, given, plan):
    out = os.path.join(part.folder("out"), "o")
    words = line(random, given, plan, out)
    # Within the scratch folder, as a word may be taken for the name of a folder to write.
    done = part.allot.run(*words, timeout=30, within=os.path.dirname(out))
    part.count("lines")
    part.count(f"exit {done.code}")
    command = part.allot.line(*words).replace(ROOT + "/", "").replace(plan, "plan").replace(out, "out")
    asked = next((word for word in words if word.startswith("--")), "")
    if done.wrong():
        return part.fail(index, f"{words[0]}: {done.wrong()}", f"{asked} {done.err[-200:]}", command)
    if done.code not in DOCUMENTED:
        part.fail(index, f"{words[0]}: exit {done.code}", done.err[-200:], command)
    elif controls(done.out + done.err):
        part.fail(index, f"{words[0]}: control characters", controls(done.out + done.err), command)
    elif done.code in (64, 65, 73) and not (done.out + done.err).strip():
        part.fail(index, f"{words[0]}: exit {done.code} without a word", "", command)
    elif done.code == 64 and "--json" in words and (said := misused(done)):
        part.fail(index, f"{words[0]}: wrong usage in another form than docs/runs.md has", said, command)


USAGE = {"command-unknown", "option-unknown", "option-value-invalid", "option-value-missing", "option-value-superfluous", "argument-missing", "argument-unexpected", "options-contradictory"}


def misused(done):
    """What is not as it should be in the JSON about wrong usage; None where all is."""
    try:
        told = json.loads(done.out)
        codes = {finding["code"] for finding in told["findings"]}
        return None if told["status"] == "usage" and codes and codes <= USAGE and done.err.strip() else f"{told['status']}, {sorted(codes)}, {done.err[:80]!r}"
    except (ValueError, KeyError, TypeError) as error:
        return f"{error!r}: {done.out[:200]!r}"


def line(random, given, plan, out):
    """The words of a line: mostly whole, with one or two options out of the ordinary."""
    command = random.choice(sorted(OPTIONS))
    words = command.split()
    folder = given if command in ("check", "solve", "conflicts", "export") else None if command in ("generate", "columns", "help", "nonsense", "import") else plan
    if command.startswith("import "):
        folder = os.path.join(given, random.choice(sorted(os.listdir(given))))
    if folder and random.random() < 0.9:
        words.append(folder if random.random() < 0.85 else random.choice(WORDS))
    if "--out" in OPTIONS[command] and random.random() < 0.9:
        words += ["--out", out]
    if command == "why-not" or command == "explain" and random.random() < 0.8:
        words.append(random.choice(["P1", "P2", "F3", "N3", *WORDS]))
    if command == "generate" and random.random() < 0.7:
        words += ["--places", "3", "--needs", "4"]
    if command in ("explain", "why-not", "next", "advise", "alternatives", "what-if") and random.random() < 0.6:
        words += ["--work-limit", "200"]
    for _ in range(random.choice([0, 1, 1, 1, 2, 3])):
        if not OPTIONS[command]:
            words.append(random.choice(WORDS))
            continue
        option = random.choice(OPTIONS[command])
        words.append(option)
        if option not in FLAGS and random.random() < 0.93:
            words.append(random.choice(NUMBERS if option in NUMERIC and random.random() < 0.9 else WORDS))
    # No line names what lies outside the scratch folder for writing; a path ending in "/" or ".." as --out is refused or harmless.
    for at, word in enumerate(words[:-1]):
        if word in ("--out", "--log") and (words[at + 1] in ("/", "..", "/dev/null", "/proc/self/mem", "-", ".") or "\x00" in words[at + 1]):
            words[at + 1] = out
    return [word.replace("\x00", "") for word in words]
