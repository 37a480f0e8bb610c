"""What findings are, as docs/warnings.md describes them: errors refuse, warnings and notes do not, `--strict` refuses warnings but no note."""
import json
import re
from collections import Counter

SEVERITIES = {"error", "warning", "note"}
# Of each code so many places are printed without --all.
FIRST = 5


def of(done):
    """The findings of an answer in JSON; None where it is none."""
    try:
        return json.loads(done.out)["findings"]
    except (ValueError, KeyError, TypeError):
        return None


def told(part, done, every, fail):
    """Fails for a finding that lacks what a finding has, an exit that does not fit them, and a text that leaves some out."""
    found = of(done)
    if found is None:
        return fail("no JSON", done.out[:200])
    for finding in found:
        whole = all(finding.get(key, {}).get(tongue) for key in ("expected", "mend") for tongue in ("zh", "en"))
        if finding.get("severity") not in SEVERITIES or not finding.get("code") or not finding.get("file") or not whole:
            return fail("a finding without its severity, code, place, what was expected or how to mend it", json.dumps(finding, ensure_ascii=True))
        part.count(finding["severity"] + "s")
    refused = any(finding["severity"] == "error" for finding in found)
    if refused != (done.code == 65):
        return fail(f"exit {done.code} with {'an error' if refused else 'no error'}", done.out[:300])
    for severity, words in (("warning", "warning|提醒"), ("note", "note|说明")):
        listed = Counter(finding["code"] for finding in found if finding["severity"] == severity)
        printed = Counter(re.findall(rf": (?:{words}) \[([a-z-]+)\] ", done.err))
        right = {code: count if every else min(count, FIRST) for code, count in listed.items()}
        if dict(printed) != right:
            return fail(f"{severity}s printed other than listed", f"{dict(printed)}, {right} is right")


def strict(part, before, command, fail):
    """Asks the same with --strict: refused exactly where an error or a warning was found, with the same findings. Gives the answer."""
    done = part.allot.run(*command, "--strict", timeout=60)
    part.count("strict")
    if done.wrong():
        return fail("strict: " + done.wrong(), done.err[-200:])
    found, known = of(done), of(before)
    if found is None:
        return fail("strict: no JSON", done.out[:200])
    doubtful = {finding["severity"] for finding in known} & {"error", "warning"}
    if (done.code == 65) != bool(doubtful) or done.code not in (before.code, 65):
        return fail(f"strict: exit {done.code}, findings are {sorted(doubtful) or 'none or notes'}", done.out[:300])
    plain = [finding | {"severity": "error", "strict": True} if finding["severity"] == "warning" else finding for finding in known]
    if sorted(json.dumps(one, sort_keys=True) for one in found) != sorted(json.dumps(one, sort_keys=True) for one in plain):
        fail("strict: other findings than without", f"{len(found)} and {len(plain)}: {difference(found, plain)}")
    return done


def difference(found, plain):
    return json.dumps([one for one in found if one not in plain][:1] + [one for one in plain if one not in found][:1], ensure_ascii=True)[:280]
