"""The rules of docs/rules.md about who serves beside whom and by decision, and what the stages of a roster are worth."""
from collections import defaultdict
from fractions import Fraction

import lists
import rules_people


def present(town, plan):
    """By project and volunteer, the role and the slots in which they are there; a role without slots is held in none."""
    there = defaultdict(dict)
    for duty, role in rules_people.duties(town, plan)[0]:
        roles, slots = there[duty.project].setdefault(duty.volunteer, (set(), set()))
        roles.add(role.role)
        slots.update(duty.slots)
    return there


def pinned(town, plan):
    there = present(town, plan)
    for pin in town.pins:
        if not pin.volunteer:
            continue
        roles = there[pin.project].get(pin.volunteer, (set(), set()))[0]
        holds = pin.role in roles if pin.role else bool(roles)
        if holds != (pin.kind != "must_not"):
            yield "pinned-person", f"{pin.kind} {pin.project} {pin.role or ''}: {pin.volunteer} holds {sorted(roles)}"


def pairs(town, plan):
    there = present(town, plan)
    for kind, one, other in town.pairs:
        for project, people in there.items():
            if kind == "apart" and one in people and other in people:
                yield "apart", f"{one} and {other} on {project}"
            if kind == "together" and (one in people) != (other in people):
                yield "together", f"only one of {one} and {other} on {project}"
            if kind == "together" and one in people and other in people and people[one][1] != people[other][1]:
                yield "together", f"{one} and {other} on {project} in {sorted(people[one][1])} and {sorted(people[other][1])}"


def order(town):
    """The aims of a roster, the most important first: those that settings name, then the others in the default order."""
    default = list(dict.fromkeys(lists.AIMS.values()))
    named = []
    for word in lists.texts(town.settings.get("roster_order", "")):
        if word.lower() not in lists.AIMS:
            raise lists.Unread(f"aim of a roster {word!r}")
        named.append(lists.AIMS[word.lower()])
    return named + [aim for aim in default if aim not in named]


def wishes_decide(town):
    """Whether wishes have a say in what is carried out."""
    aims, staffed = order(town), {role.project for role in town.roles}
    wished = any(wish > 0 and project in staffed for (_, project), wish in town.wishes.items())
    first = aims[0] == "wishes" or aims[:2] == ["least", "wishes"] and not any(who.total for who in town.volunteers.values())
    return wished and first


def in_order(town, plan):
    """The stages of the roster stand in the order that settings ask for, and wishes decide only where they may."""
    names = [stage["name"] for stage in plan.told["stages"]]
    told = [name[len("roster-"):] for name in names if name.startswith("roster-")]
    right = [aim for aim in order(town) if aim in told]
    if told != right:
        yield "record", f"the roster's stages are {told}, {right} is right"
    if ("wishes" in names) != wishes_decide(town):
        yield "record", f"stage wishes is {'there' if 'wishes' in names else 'left out'}"


def worth(town, plan):
    """The value of each stage of a roster that docs define, by the name of the stage."""
    found, _ = rules_people.duties(town, plan)
    of = defaultdict(list)
    for duty, role in found:
        of[duty.volunteer].append((duty, role))
    travel = 0
    for duty, role in found:
        far = rules_people.nearest(town, town.volunteers[duty.volunteer].home, role) or 0
        travel += far * (len(duty.slots) or 1)
    lacks = [max(0, who.total - sum(duty.minutes for duty, _ in of.get(name, ()))) for name, who in town.volunteers.items()]
    wishes = Fraction(sum(town.wishes.get((duty.volunteer, duty.project), 0) for duty, _ in found))
    # A roster of what is carried out is part of the plan, so that the two stages about wishes are worth the same.
    return {"wishes": wishes, "roster-wishes": wishes, "roster-least": Fraction(sum(lacks)),
            "roster-minutes": Fraction(sum(duty.minutes for duty, _ in found)), "roster-travel": Fraction(travel),
            "roster-continuity": Fraction(sum(duty.project in town.volunteers[duty.volunteer].past for duty, _ in found)),
            "roster-load": Fraction(max((load for own in of.values() for load in rules_people.loads(town, plan, own)), default=0))}


RULES = [pinned, pairs, in_order]
