"""The rules of needs, periods, goods and venues, and weights in docs/rules.md."""
from collections import defaultdict


def offers(town, plan):
    """What each project that is carried out could do for each need, in millionths, where days let it."""
    able = defaultdict(int)
    for name, award in plan.awards.items():
        for row in town.of(town.serves, name, award.variant):
            most = row.per_unit * award.scale
            able[name, row.need] += most if row.at_most is None else min(most, row.at_most * 1000)
    for name, need in list(able):
        if not in_time(town, plan, name, town.needs[need]):
            able[name, need] = 0
    return able


def in_time(town, plan, name, need):
    project = town.projects[name]
    runs = [town.periods[k] for k in plan.awards[name].runs if k < len(town.periods)]
    return (need.open and project.first <= need.last and need.first <= project.last
            and any(period.first <= need.last and need.first <= period.last for period in runs))


def served(town, plan):
    able, total = offers(town, plan), defaultdict(int)
    for (project, need), micro in plan.credits.items():
        if need not in town.needs or project not in plan.awards:
            yield "served-at-most", f"credit {project}, {need} names what is not there"
            continue
        total[need] += micro
        if micro > able.get((project, need), 0) or micro <= 0:
            row = "served-at-most" if in_time(town, plan, project, town.needs[need]) else "due-period"
            yield row, f"{project} does {micro} for {need}, {able.get((project, need), 0)} at most"
    for need in town.needs.values():
        could = sum(micro for (_, served_need), micro in able.items() if served_need == need.id)
        if total[need.id] > need.quantity * 1000:
            yield "served-at-most", f"{need.id} is served {total[need.id]}"
        if total[need.id] != min(could, need.quantity * 1000):
            yield "record", f"{need.id} is credited {total[need.id]}, could be {min(could, need.quantity * 1000)}"


def required(need):
    """What must be served of a need in millionths, of which part of one is served as a whole one, and by which rules."""
    rules = []
    if need.open and need.tier == "basic" and need.floor is not None:
        rules.append("basic-floor")
    if need.open and need.urgency == 5:
        rules.append("must-serve")
    share = need.floor if need.floor is not None else 10000
    return (-(-need.quantity * share // 10) if rules else 0), rules


def floors(town, plan):
    total = defaultdict(int)
    for (_, need), micro in plan.credits.items():
        total[need] += micro
    for need in town.needs.values():
        due, rules = required(need)
        missing = max(0, due - total[need.id])
        told = {rule: micro for (name, rule), micro in plan.shortfalls.items() if name == need.id}
        if missing == 0 and told:
            yield "record", f"{need.id}: a shortfall {told} is reported, none is there"
        if missing and (not told or any(micro != missing for micro in told.values()) or not set(told) <= set(rules)):
            yield (rules[0] if not told else "record"), f"{need.id}: {missing} is missing by {rules}, {told} is reported"


def periods(town, plan):
    for name, award in plan.awards.items():
        project, variant = town.projects[name], town.variants[name, award.variant]
        if award.start is None or (town.divided and award.start + variant.lasts > len(town.periods)):
            yield "plan-period", f"{name} starts in {award.start} and lasts {variant.lasts}"
            continue
        runs = [town.periods[k] for k in award.runs]
        if town.divided and any(period.first > project.last or project.first > period.last for period in runs):
            yield "plan-period", f"{name} runs outside its own days"
        for slot in sorted(named_slots(town, name, award.variant)):
            if slot not in town.slots:
                continue
            # Of a night both days are the project's own; the day on which it starts tells the period.
            on = town.slots[slot].day
            last = on + (town.slots[slot].end - 1) // (24 * 60)
            if not (project.first <= on and last <= project.last and any(period.first <= on <= period.last for period in runs)):
                yield "plan-period", f"{name} names slot {slot} outside its days or periods"


def payments(town, plan):
    """When each payment is made: in the fund's days, while the project runs, as costs fall due, from what is released."""
    if not town.divided:
        return
    for (fund, project, kind, k), amount in plan.when.items():
        if k is None or project not in plan.awards or not amount:
            continue
        if k < 0 or k not in plan.awards[project].runs:
            yield "payment-period", f"{fund} pays {kind} of {project} in period {k}, it runs in {plan.awards[project].runs}"
        if 0 <= k < len(town.periods) and (town.periods[k].first > town.funds[fund].last or town.funds[fund].first > town.periods[k].last):
            yield "fund-period", f"{fund} pays {project} in {town.periods[k].id}"
    for name, award in plan.awards.items():
        for number, k in list(enumerate(award.runs, 1))[:-1]:
            for kind, due in town.due_by(name, award.variant, award.scale, number).items():
                paid = sum(amount for (_, project, other, at), amount in plan.when.items() if (project, other) == (name, kind) and at is not None and at <= k)
                if paid < due:
                    yield "payment-period", f"{paid} of {due} for {kind} of {name} is paid by the end of period {k}"
    for fund, released in town.releases.items():
        for k in range(len(town.periods)):
            spent = sum(amount for (f, project, _, at), amount in plan.when.items() if f == fund and project in plan.awards and at is not None and at <= k)
            given = sum(released.get(period.id, 0) for period in town.periods[:k + 1])
            if spent > given:
                yield "fund-release", f"{fund} pays {spent} of {given} up to {town.periods[k].id}"


def named_slots(town, name, variant):
    slots = set()
    for row in town.of(town.demands, name, variant) + [role for role in town.roles if role.project == name and role.variant in (None, variant)]:
        slots |= set(row.slots)
    return slots


def assets(town, plan):
    for name, award in plan.awards.items():
        demands = [(row, row.fixed * 1000 + row.per_unit * award.scale) for row in town.of(town.demands, name, award.variant)]
        demands = [demand for demand in demands if demand[1]]
        used = [use for use in plan.uses if use.project == name and use.micro]
        if len(used) != len(demands) or not matched(town, demands, used):
            yield "asset-demand", f"{name} asks for {[(row.asset or row.type, micro) for row, micro in demands]}, has {[(use.asset, use.micro) for use in used]}"
    stock, load = defaultdict(int), defaultdict(int)
    for use in plan.uses:
        asset, project = town.assets.get(use.asset), town.projects.get(use.project)
        if not asset or use.project not in plan.awards:
            yield "asset-demand", f"{use.asset} is used by {use.project}"
            continue
        if asset.categories and not town.is_kind(project.category, asset.categories) or asset.reach and project.shares and not town.touches(project, asset.reach):
            yield "permitted-use", f"{use.asset} for {use.project}"
        stock[use.asset] += use.micro
        for k in plan.awards[use.project].runs:
            for slot in use.slots or {*town.slots, *asset.slots, None}:
                load[use.asset, k, slot] += 0 if (asset.slots and not use.slots and slot not in asset.slots) else use.micro
            if asset.slots and any(slot not in asset.slots for slot in use.slots):
                yield "venue-capacity", f"{use.asset} is not open in a slot of {use.project}"
    yield from held(town, stock, load)


def held(town, stock, load):
    for name, asset in town.assets.items():
        if not asset.venue and stock[name] > asset.quantity * 1000:
            yield "asset-stock", f"{name} gives {stock[name]}"
    for (name, k, slot), micro in load.items():
        asset = town.assets[name]
        if asset.venue and micro > asset.slots.get(slot, asset.quantity) * 1000:
            yield "venue-capacity", f"{name} holds {micro} in period {k}, slot {slot}"


def matched(town, demands, used):
    """Whether each demand has a use of its own, from an asset that it names or of its type."""
    if not used:
        return not demands
    use, rest = used[0], used[1:]
    for index, (row, micro) in enumerate(demands):
        asset = town.assets.get(use.asset)
        fits = asset and (row.asset == use.asset if row.asset else row.type == asset.type)
        if fits and micro == use.micro and set(row.slots) == set(use.slots) and matched(town, demands[:index] + demands[index + 1:], rest):
            return True
    return False


def weights(town, plan):
    if not town.weighted:
        return
    for place in {need.place for need in town.needs.values()}:
        if plan.weights.get(place) != town.weight(place):
            yield "place-weight", f"{place}: {plan.weights.get(place)} is stated, {town.weight(place)} is right"


RULES = [served, floors, periods, payments, assets, weights]
