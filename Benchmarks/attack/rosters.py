"""Every roster of tiny lists, whose roles all have slots: whether what is carried out can be staffed, and what the best rosters achieve."""
import itertools
from types import SimpleNamespace as Record

import rules_company
import rules_people
from points import Undecided

MOST_OWN, MOST_ROSTERS = 3000, 6000
# The values of a roster that are held to exhaustion; docs do not define the time above an equal share.
AIMS = ("least", "wishes", "minutes", "load", "travel", "continuity")


class Rosters:
    """Rosters by what is carried out, as pairs of a project and a variant."""

    def __init__(self, town):
        self.town, self.known = town, {}
        if any(not role.slots for role in town.roles):
            raise Undecided("a role whose times are agreed")

    def of(self, done):
        """The values of all lawful rosters, each as {aim: value}; one that is empty where nobody is asked for."""
        key = frozenset((name, option.variant) for name, option in done.items() if self.town.of(self.town.roles, name, option.variant))
        if key not in self.known:
            self.known[key] = self.all(dict(key))
        return self.known[key]

    def all(self, variants):
        awards = {name: Record(variant=variant, start=0, runs=range(1)) for name, variant in variants.items()}
        per_person = [self.own(name, awards) for name in self.town.volunteers]
        count = 1
        for own in per_person:
            count *= len(own)
        if count > MOST_ROSTERS:
            raise Undecided(f"{count} rosters")
        found = {}
        for picked in itertools.product(*per_person):
            plan = Record(awards=awards, assignments=[duty for own in picked for duty in own], town=self.town)
            if not any(next(rule(self.town, plan), None) for rule in (rules_people.staffed, rules_company.pairs, rules_company.pinned)):
                worth = rules_company.worth(self.town, plan)
                values = tuple(worth["roster-" + aim] for aim in AIMS)
                found[values] = dict(zip(AIMS, values))
        return list(found.values())

    def own(self, volunteer, awards):
        """All sets of duties that one volunteer may hold by what the rules say of them alone."""
        posts = []
        for name, award in awards.items():
            duties = [[]]
            for role in self.town.of(self.town.roles, name, award.variant):
                for count in range(1, len(role.slots) + 1):
                    duties += [[self.duty(volunteer, role, slots)] for slots in itertools.combinations(role.slots, count)]
            posts.append(duties)
        count = 1
        for duties in posts:
            count *= len(duties)
        if count > MOST_OWN:
            raise Undecided(f"{count} sets of duties")
        plans = (Record(awards=awards, assignments=sum(picked, []), town=self.town) for picked in itertools.product(*posts))
        return [plan.assignments for plan in plans
                if not any(next(rule(self.town, plan), None) for rule in (rules_people.alone, rules_people.together))]

    def duty(self, volunteer, role, slots):
        minutes = sum(self.town.slots[slot].end - self.town.slots[slot].start for slot in slots)
        return Record(volunteer=volunteer, project=role.project, role=role.role, slots=list(slots), minutes=minutes)


def claims(town, rosters, plan):
    """Each stage of a plan's roster as (stage, aim, value, best value), where each aim before keeps what the plan reached."""
    kept = rosters
    for stage in plan["stages"]:
        aim = stage["name"].partition("roster-")[2]
        if not stage["name"].startswith("roster-"):
            continue
        if aim not in AIMS or not kept:
            return
        sign = -1 if aim in ("wishes", "continuity") else 1
        value = int(stage["value"])
        best = min(kept, key=lambda roster: sign * roster[aim])[aim]
        yield stage, aim, value, best
        kept = [roster for roster in kept if sign * roster[aim] <= sign * value]
