"""Changes to a plan that go against one of its lists' rules about people: pins, pairs, wishers-only roles and nights."""


def edit(random, town, allocation):
    """One such change; False where the lists have no such rule or the plan nothing to change."""
    duties = allocation.get("assignments", [])
    ways = [way for way, there in ((against_pin, any(pin.volunteer for pin in town.pins)), (against_pair, town.pairs), (without_wish, any(role.wishers for role in town.roles)),
                                   (without_rest, len(town.slots) > 1)) if there]
    return bool(duties and ways) and random.choice(ways)(random, town, duties)


def post(random, town, project, duties):
    """Some role of a project and its slots: one that is held there, or one of the lists."""
    held = [duty for duty in duties if duty["project"] == project]
    if held:
        like = random.choice(held)
        return {key: like[key] for key in ("project", "role", "slots", "minutes")}
    rows = [role for role in town.roles if role.project == project]
    return assigned(town, random.choice(rows)) if rows else None


def assigned(town, role, slots=None):
    slots = role.slots if slots is None else slots
    return {"project": role.project, "role": role.role, "slots": slots, "minutes": length(town, slots) or 60}


def length(town, slots):
    return sum(town.slots[slot].end - town.slots[slot].start for slot in slots)


def replaced(random, town, duties, at):
    """Somebody else, who may be anybody, for one duty."""
    duties[at] = duties[at] | {"volunteer": random.choice(sorted(town.volunteers))}


def against_pin(random, town, duties):
    pin = random.choice([pin for pin in town.pins if pin.volunteer])
    own = [at for at, duty in enumerate(duties) if (duty["volunteer"], duty["project"]) == (pin.volunteer, pin.project)]
    if own and random.random() < 0.8:
        at = random.choice(own)
        how = random.randrange(3)
        others = [role.role for role in town.roles if role.project == pin.project]
        if how == 0:
            del duties[at]
        elif how == 1:
            replaced(random, town, duties, at)
        else:
            duties[at] = duties[at] | {"role": random.choice(others)}
        return True
    there = post(random, town, pin.project, duties)
    if there:
        held = [at for at, duty in enumerate(duties) if duty["project"] == pin.project]
        if held and random.random() < 0.5:
            # In the place of somebody, so that the role has as many people as before.
            del duties[random.choice(held)]
        duties.append(there | {"volunteer": pin.volunteer})
    return bool(there)


def against_pair(random, town, duties):
    _, one, other = random.choice(town.pairs)
    one, other = random.sample([one, other], 2)
    own = [at for at, duty in enumerate(duties) if duty["volunteer"] == one]
    if not own:
        at = random.randrange(len(duties))
        duties[at] = duties[at] | {"volunteer": one}
        return True
    at, how = random.choice(own), random.randrange(5)
    there = [k for k, duty in enumerate(duties) if duty["volunteer"] == other and duty["project"] == duties[at]["project"]]
    if how == 0:
        del duties[at]
    elif how == 1:
        replaced(random, town, duties, at)
    elif how == 2 and duties[at]["slots"]:
        fewer = random.sample(duties[at]["slots"], len(duties[at]["slots"]) - 1)
        duties[at] = duties[at] | {"slots": fewer, "minutes": length(town, fewer)}
    elif how == 3 and there:
        # Both move, or one does; two who move alike stay together.
        for k in [at, *there][:random.choice([1, 2])]:
            replaced(random, town, duties, k)
    else:
        held = [k for k, duty in enumerate(duties) if duty["project"] == duties[at]["project"] and k != at]
        if held and random.random() < 0.6:
            duties[random.choice(held)]["volunteer"] = other
        else:
            duties.append(duties[at] | {"volunteer": other})
    return True


def without_wish(random, town, duties):
    marked = {(role.project, role.role) for role in town.roles if role.wishers}
    own = [at for at, duty in enumerate(duties) if (duty["project"], duty["role"]) in marked]
    if not own:
        return False
    replaced(random, town, duties, random.choice(own))
    return True


def without_rest(random, town, duties):
    """One more slot for somebody, most often one that lies close to a slot of theirs, in their role or in another."""
    with_slots = [duty for duty in duties if duty["slots"] and set(duty["slots"]) <= set(town.slots)]
    if not with_slots:
        return False
    duty = random.choice(with_slots)
    begins = {slot: row.day * 1440 + row.start for slot, row in town.slots.items()}
    ends = {slot: row.day * 1440 + row.end for slot, row in town.slots.items()}
    near = sorted((slot for slot in town.slots if slot not in duty["slots"]),
                  key=lambda slot: min(max(begins[slot] - ends[own], begins[own] - ends[slot]) for own in duty["slots"]))[:3]
    rows = [(role, slot) for role in town.roles for slot in role.slots if slot in near]
    if not rows:
        return False
    role, slot = random.choice(rows)
    if (role.project, role.role) == (duty["project"], duty["role"]):
        duty["slots"] = duty["slots"] + [slot]
        duty["minutes"] = length(town, duty["slots"])
    elif random.random() < 0.5:
        duties.append(assigned(town, role, [slot]) | {"volunteer": duty["volunteer"]})
    else:
        held = [other for other in duties if (other["project"], other["role"]) == (role.project, role.role) and slot in other["slots"]]
        if held:
            random.choice(held)["volunteer"] = duty["volunteer"]
    return True
