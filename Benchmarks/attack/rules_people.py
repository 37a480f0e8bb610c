"""The rules of people and of the time bank in docs/rules.md."""
import math
from collections import defaultdict
from types import SimpleNamespace as Record

import lists
from lists import choice, flag, minutes, plain, texts, whole


def read(town, folder):
    """What lists say of people, added to a town."""
    some = lambda row, key, read: read(row[key]) if key in row else None
    yes = lambda row, key: flag(row.get(key, "no"))
    town.volunteers = {}
    for row in lists.joined(folder, "volunteers"):
        town.volunteers[plain(row["id"])] = Record(
            id=plain(row["id"]), home=plain(row.get("home", "")), minutes=minutes(row["minutes"]), travel=some(row, "travel_max", minutes),
            projects=some(row, "projects_max", whole), least=some(row, "minutes_min", minutes), shift=some(row, "shift", minutes) or 0,
            willing=texts(row.get("willing", "")), unwilling=texts(row.get("unwilling", "")), vetted=yes(row, "vetted"),
            wants=yes(row, "wants_mentor"), mentor=yes(row, "can_mentor"), past=texts(row.get("past_projects", "")),
            balance=some(row, "balance", minutes) or 0, rest=some(row, "rest", minutes) or 0,
            total=some(row, "least_total", minutes) or 0, skills={}, slots=None)
    for row in lists.table(folder, "volunteer_skills"):
        town.volunteers[plain(row["volunteer"])].skills[row["skill"]] = whole(row.get("level", "1"))
    for row in lists.table(folder, "volunteer_slots"):
        volunteer = town.volunteers[plain(row["volunteer"])]
        volunteer.slots = (volunteer.slots or set()) | set(texts(row["slots"]))
    town.roles = [town.of_variant(
        row, role=plain(row["role"]), skill=row.get("skill"), level=some(row, "level", whole) or 1,
        least=whole(row.get("heads_min", "1")), most=some(row, "heads_max", whole), minutes=some(row, "minutes", minutes) or 0,
        slots=texts(row.get("slots", "")), same=yes(row, "same_throughout"), minors=yes(row, "with_minors"), mentor=yes(row, "needs_mentor"),
        bank=yes(row, "time_bank"), wishers=yes(row, "wishers_only"), place=plain(row["place"]) if "place" in row else None) for row in lists.table(folder, "project_roles")]
    town.wishes = {(plain(row["volunteer"]), plain(row["project"])): whole(row["preference"]) for row in lists.table(folder, "volunteer_preferences")}
    town.pairs = [(choice(row["kind"]), plain(row["volunteer"]), plain(row["with"])) for row in lists.table(folder, "volunteer_pairs")]
    town.ways = {(plain(row["from"]), plain(row["to"])): minutes(row["minutes"]) for row in lists.table(folder, "travel")}
    town.beneficiaries = {plain(row["id"]): Record(
        project=plain(row["project"]), minutes=minutes(row["minutes"]), most=some(row, "minutes_max", minutes), elder=yes(row, "elder"),
        account=("volunteer", plain(row["donor"])) if "donor" in row else ("own", plain(row["id"])), balance=some(row, "balance", minutes) or 0)
        for row in lists.joined(folder, "time_bank")}


def way(town, start, end):
    """Minutes between two places; None where nobody knows."""
    if start == end and start:
        return 0
    if (start, end) in town.ways or (end, start) in town.ways:
        return town.ways.get((start, end), town.ways.get((end, start)))
    if start not in town.degrees or end not in town.degrees:
        return None
    (south, west), (north, east) = [tuple(math.radians(float(degree)) for degree in town.degrees[place]) for place in (start, end)]
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    # A radius of 6371 km; a millionth of a minute is no minute more.
    return math.ceil(2 * 6371 * math.asin(min(1, math.sqrt(half))) * 1.3 * 2 - 1e-6)


def nearest(town, home, role):
    if role.place:
        return way(town, home, role.place)
    known = [way(town, home, place) for place in town.projects[role.project].shares]
    return min([minutes for minutes in known if minutes is not None], default=None)


def duties(town, plan):
    """Pairs of an assignment and its role; breaches for those that have none."""
    found, lost = [], []
    for duty in plan.assignments:
        award = plan.awards.get(duty.project)
        role = next((role for role in town.of(town.roles, duty.project, award.variant) if role.role == duty.role), None) if award else None
        if role is None or duty.volunteer not in town.volunteers:
            lost.append(("role-heads", f"{duty.volunteer} on {duty.role} of {duty.project}, which is not there"))
        else:
            found.append((duty, role))
    return found, lost


def alone(town, plan):
    """What a duty must be by itself."""
    found, lost = duties(town, plan)
    yield from lost
    for duty, role in found:
        who, project, lasts = town.volunteers[duty.volunteer], town.projects[duty.project], len(plan.awards[duty.project].runs)
        named = f"{duty.volunteer} on {duty.role} of {duty.project}"
        if role.skill and who.skills.get(role.skill, 0) < role.level:
            yield "skill", named
        if role.minors and not who.vetted:
            yield "vetting", named
        if who.willing and not town.is_kind(project.category, who.willing) or town.is_kind(project.category, who.unwilling):
            yield "willingness", named
        if role.wishers and town.wishes.get((duty.volunteer, duty.project), 0) <= 0:
            yield "wishers-only", named
        far = nearest(town, who.home, role) if role.place or project.shares else 0
        has_way = who.home and (role.place or project.shares)
        if who.travel is not None and has_way and (far is None or far > who.travel):
            yield "travel", f"{named}: {far} minutes, {who.travel} at most"
        yield from times(town, duty, role, who, lasts, named)


def times(town, duty, role, who, lasts, named):
    if any(slot not in role.slots for slot in duty.slots) or bool(duty.slots) != bool(role.slots):
        yield "slot", f"{named}: slots {duty.slots} of {role.slots}"
        return
    if who.slots is not None and not set(duty.slots) <= who.slots:
        yield "slot", f"{named}: not available in {set(duty.slots) - who.slots}"
    if duty.slots and duty.minutes != sum(town.slots[slot].end - town.slots[slot].start for slot in duty.slots):
        yield "slot", f"{named}: {duty.minutes} minutes are not those of the slots"
    if role.same and set(duty.slots) != set(role.slots):
        yield "same-throughout", named
    least = who.least
    if least is None:
        least = 1 if role.slots else max(1, min(30, who.minutes) * lasts)
    if duty.minutes < max(1, least):
        yield "least-minutes", f"{named}: {duty.minutes}, at least {least}"
    parts = 1 if role.slots else lasts
    if duty.minutes % parts or who.shift and (duty.minutes // parts) % who.shift:
        yield "whole-shifts", f"{named}: {duty.minutes} minutes in {parts} periods, shift {who.shift}"


def together(town, plan):
    """What all duties of one person must be together."""
    found, _ = duties(town, plan)
    of = defaultdict(list)
    for duty, role in found:
        of[duty.volunteer].append((duty, role))
    for name, own in of.items():
        who = town.volunteers[name]
        held = [duty.project for duty, _ in own]
        if len(held) != len(set(held)):
            yield "one-role", f"{name} has two roles of one project"
        if who.projects is not None and len(set(held)) > who.projects:
            yield "volunteer-projects", f"{name} serves in {len(set(held))}"
        for k, load in enumerate(loads(town, plan, own)):
            if load > who.minutes:
                yield "volunteer-minutes", f"{name}: {load} of {who.minutes} in period {k}"
        yield from between(town, who, own)


def between(town, who, own):
    """What lies between the slots of one person: no overlap, rest and time for the way. A night is counted to its end."""
    spans = {slot: (24 * 60 * town.slots[slot].day + town.slots[slot].start, 24 * 60 * town.slots[slot].day + town.slots[slot].end) for slot in town.slots}
    taken = sorted(((*spans[slot], role) for duty, role in own for slot in duty.slots), key=lambda slot: slot[:2])
    for k, (_, end, before) in enumerate(taken):
        for start, _, after in taken[k + 1:]:
            # Slots of one role that meet at midnight are one stretch.
            stretch = before is after and start == end and start % (24 * 60) == 0
            if start < end:
                yield "slot", f"{who.id} is in two slots at once"
                continue
            if start - end < who.rest and not stretch:
                yield "rest", f"{who.id} rests {start - end} of {who.rest}"
            if pause(town, before, after) > start - end:
                yield "slot", f"{who.id} is too far away for the next slot"


def pause(town, before, after):
    """The least way between two roles; a way that nobody knows takes no time."""
    ends = [[role.place] if role.place else list(town.projects[role.project].shares) for role in (before, after)]
    ways = [way(town, start, end) or 0 for start in ends[0] for end in ends[1]]
    return min(ways, default=0)


def loads(town, plan, own):
    """Minutes of duties in each period."""
    total = [0] * len(town.periods)
    for duty, role in own:
        for slot in duty.slots:
            on = town.slots[slot].day
            for k, period in enumerate(town.periods):
                total[k] += (town.slots[slot].end - town.slots[slot].start) if period.first <= on <= period.last else 0
        # Periods beyond the plan's last are a breach of their own.
        runs = [k for k in plan.awards[duty.project].runs if k < len(total)]
        for k in [] if duty.slots else runs:
            total[k] += duty.minutes // len(runs)
    return total


def staffed(town, plan):
    found, _ = duties(town, plan)
    for name, award in plan.awards.items():
        for role in town.of(town.roles, name, award.variant):
            holders = [duty for duty, held in found if held is role]
            if sum(duty.minutes for duty in holders) < role.minutes:
                yield "role-minutes", f"{role.role} of {name}"
            for slot in role.slots or [None]:
                there = [duty for duty in holders if slot is None or slot in duty.slots]
                if len(there) < role.least or role.most is not None and len(there) > role.most:
                    yield "role-heads", f"{len(there)} on {role.role} of {name} in {slot}"
                wanted = role.mentor or any(
                    town.volunteers[duty.volunteer].wants and not town.volunteers[duty.volunteer].mentor for duty in there)
                if wanted and not any(town.volunteers[duty.volunteer].mentor for duty in there):
                    yield "mentor", f"{role.role} of {name} in {slot}"


def time_bank(town, plan):
    pool, balance = defaultdict(int), {}
    for duty, role in duties(town, plan)[0]:
        pool[duty.project] += duty.minutes if role.bank else 0
    for person in town.beneficiaries.values():
        kind, name = person.account
        balance[person.account] = town.volunteers[name].balance if kind == "volunteer" else person.balance
    for name, drawn in plan.draws.items():
        person = town.beneficiaries.get(name)
        if person is None or drawn <= 0:
            yield "time-bank", f"{name} draws {drawn}"
            continue
        if drawn > cap(person):
            yield "time-bank", f"{name} draws {drawn}, {cap(person)} at most"
        balance[person.account] -= drawn
        pool[person.project] -= drawn
    for key, left in list(balance.items()) + list(pool.items()):
        if left < 0:
            yield "time-bank", f"{key} is overdrawn by {-left}"
    for name, person in town.beneficiaries.items():
        short = plan.draws.get(name, 0) < cap(person) and balance[person.account] > 0
        if short and pool[person.project] > 0:
            yield "record", f"{name} could draw more"
        for other, drawn in plan.draws.items():
            if short and person.elder and drawn and other in town.beneficiaries:
                if town.beneficiaries[other].project == person.project and not town.beneficiaries[other].elder:
                    yield "time-bank", f"{other} draws while {name}, an elder, goes short"


def cap(person):
    return person.minutes if person.most is None else min(person.minutes, person.most)


RULES = [alone, together, staffed, time_bank]
