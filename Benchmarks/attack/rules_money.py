"""The rules of money and of projects in docs/rules.md. Each function yields breaches as (rule, words)."""


def fund_cap(town, plan):
    for fund in town.funds.values():
        spent = plan.spent(fund.id)
        if spent > fund.amount - fund.reserve:
            yield "fund-cap", f"{fund.id} pays {spent} of {fund.amount - fund.reserve}"
        if fund.minimum is not None and spent < fund.minimum:
            yield "minimum-spend", f"{fund.id} pays {spent}, at least {fund.minimum}"
        supported = sum(f == fund.id for f, _ in plan.paid)
        if fund.projects_max is not None and supported > fund.projects_max:
            yield "most-projects", f"{fund.id} pays for {supported}, at most {fund.projects_max}"


def full_funding(town, plan):
    due = {}
    for project, award in plan.awards.items():
        for cost_type, amount in town.costs_of(project, award.variant, award.scale).items():
            due[project, cost_type] = amount
    for key in set(due) | set(plan.paid_for):
        if due.get(key, 0) != plan.paid_for.get(key, 0):
            yield "full-funding", f"{key}: {plan.paid_for.get(key, 0)} is paid of {due.get(key, 0)}"
    for (fund, project, cost_type), amount in plan.payments.items():
        if amount <= 0:
            yield "record", f"a payment of {amount} from {fund} to {project}"


def eligibility(town, plan):
    for fund, project, cost_type in plan.payments:
        if fund not in town.funds or project not in town.projects:
            yield "record", f"payment {fund}, {project} names what no list has"
            continue
        bar = town.may_pay(town.funds[fund], town.projects[project], cost_type)
        if bar:
            yield "eligibility", f"{fund} pays {cost_type} of {project} against its {bar}"
        if town.funds[fund].not_government and town.projects[project].government:
            yield "no-double-funding", f"{fund} pays for {project}"


def single_payments(town, plan):
    for (fund, project), amount in plan.paid.items():
        rules, whole = town.funds[fund], plan.cost(project)
        if rules.tranche_min is not None and amount < rules.tranche_min or rules.tranche_max is not None and amount > rules.tranche_max:
            yield "tranche", f"{fund} pays {amount} to {project}, {rules.tranche_min} to {rules.tranche_max}"
        if rules.least_share is not None and 10000 * amount <= rules.least_share * whole - 10000:
            yield "tranche", f"{fund} pays {amount} of {whole} for {project}, at least {rules.least_share}"
        if rules.most_share is not None and 10000 * amount >= rules.most_share * whole + 10000:
            yield "tranche", f"{fund} pays {amount} of {whole} for {project}, at most {rules.most_share}"
        above = 0 if rules.share is None else 10000 * amount - rules.share * whole
        if above >= 10000 or above > 0 and not town.caps_add_up(project):
            yield "share-cap", f"{fund} pays {amount} of {whole} for {project}"
    for rule in town.matching:
        for (fund, project), amount in plan.paid.items():
            matched = sum(plan.paid.get((partner, project), 0) for partner in set(rule.partners))
            if fund != rule.fund or 10000 * matched >= rule.ratio * amount:
                continue
            mutual = any(other.fund in rule.partners and fund in other.partners for other in town.matching)
            rounded = 10000 * matched > rule.ratio * (amount - 1) - 10000
            if not rounded or not (mutual or town.caps_add_up(project)):
                yield "matching", f"{fund} pays {amount} to {project}, {matched} is added"


def most_sources(town, plan):
    for project in town.projects.values():
        sources = sum(p == project.id for _, p in plan.paid)
        if project.sources_max is not None and sources > project.sources_max:
            yield "most-sources", f"{project.id} has {sources}"


def by_place(town, plan):
    """Shares that places bear of what a fund pays. A project of one place counts there wholly."""
    for fund in town.funds.values():
        if fund.per_place is None:
            continue
        load = {}
        for (f, project), amount in plan.paid.items():
            if f == fund.id:
                for place, share in town.projects[project].shares.items():
                    load[place] = load.get(place, 0) + share * amount
        for place, borne in load.items():
            if borne > 10000 * fund.per_place:
                yield "cap-per-place", f"{fund.id} pays {borne}/10000 in {place}"


def set_asides(town, plan):
    for rule in town.setasides:
        inside = 0
        for (fund, name), amount in plan.paid.items():
            project = town.projects[name]
            holds = {"group": lambda: rule.of in project.groups, "category": lambda: town.is_kind(project.category, [rule.of]),
                     "place": lambda: town.touches(project, [rule.of])}[rule.kind]
            inside += amount if fund == rule.fund and holds() else 0
        if 10000 * inside < rule.share * plan.spent(rule.fund):
            yield "set-aside", f"{rule.fund}: {inside} of {plan.spent(rule.fund)} for {rule.of}"


def reached(town, fund, project):
    """Those of a project's places that a fund reaches."""
    return frozenset(place for place in project.shares if not fund.places or town.within(town.place_parent, place, fund.places))


def cost_shares(town, plan):
    for name in plan.awards:
        project = town.projects[name]
        if len(project.shares) < 2:
            continue
        reach = {fund.id: reached(town, fund, project) for fund in town.funds.values()}
        for confined in set(reach.values()):
            if not confined or confined == frozenset(project.shares):
                continue
            paid = sum(amount for (fund, p), amount in plan.paid.items() if p == name and reach[fund] <= confined)
            if paid > sum(-(-project.shares[place] * plan.cost(name) // 10000) for place in confined):
                yield "cost-shares", f"{name}: {paid} from funds confined to {sorted(confined)}"


def above_shares(town, plan):
    """What is paid above exact shares of costs, in ten-thousandths of a minor unit."""
    total = 0
    for (fund, project), amount in plan.paid.items():
        rules, whole = town.funds[fund], plan.cost(project)
        kept = {pin.share for pin in town.pins if (pin.kind, pin.fund, pin.project) == ("keep", fund, project)}
        for share in [rules.share, rules.most_share, *kept]:
            total += max(0, 10000 * amount - share * whole) if share is not None else 0
        if rules.least_share is not None and amount > 0:
            total += max(0, rules.least_share * whole - 10000 * amount)
        for rule in town.matching:
            if rule.fund == fund:
                total += max(0, rule.ratio * amount - 10000 * sum(plan.paid.get((partner, project), 0) for partner in set(rule.partners)))
    for name in plan.awards:
        project = town.projects[name]
        reach = {fund.id: reached(town, fund, project) for fund in town.funds.values()}
        for confined in set(reach.values()) if len(project.shares) > 1 else ():
            if confined and confined != frozenset(project.shares):
                paid = sum(amount for (fund, p), amount in plan.paid.items() if p == name and reach[fund] <= confined)
                total += max(0, 10000 * paid - sum(project.shares[place] for place in confined) * plan.cost(name))
    return total


def projects(town, plan):
    for name, award in plan.awards.items():
        project, variant = town.projects.get(name), town.variants.get((name, award.variant))
        if not project or not variant:
            yield "record", f"award {name} {award.variant} names what no list has"
            continue
        if not variant.least <= award.scale <= variant.most or variant.kind == "integer" and award.scale % 1000:
            yield "scale-bounds", f"{name} at {award.scale}, {variant.least} to {variant.most}"
        if not project.ready:
            yield "readiness", name
        if project.status == "done":
            yield "status", f"{name} is done"
        for other in project.requires:
            held = town.projects[other].status in ("running", "done") if other in town.projects else True
            if other not in plan.awards and not held:
                yield "prerequisites", f"{name} without {other}"
        for other in project.incompatible:
            if other in plan.awards and other != name:
                yield "incompatibility", f"{name} and {other}"
    for project in town.projects.values():
        if project.status in ("committed", "running") and project.id not in plan.awards:
            yield "status", f"{project.id} is {project.status} and not carried out"


def pins(town, plan):
    for pin in town.pins:
        done, paid = pin.project in plan.awards, plan.paid.get((pin.fund, pin.project), 0)
        if pin.volunteer:
            # Who serves is a rule of people; here the project is carried out in a variant that has a role for them.
            held = done and town.of(town.roles, pin.project, plan.awards[pin.project].variant)
            broken = pin.kind != "must_not" and not any(pin.role in (None, role.role) for role in held or ())
        elif pin.kind == "must_not":
            broken = paid > 0 if pin.fund else done
        elif pin.kind == "must_fund":
            broken = paid == 0 if pin.fund else not done
        else:
            broken = not done or bool(pin.fund) and paid == 0
            if pin.fund and pin.amount is not None:
                broken = not done or paid != pin.amount
            if pin.fund and pin.share is not None:
                broken = not done or abs(10000 * paid - pin.share * plan.cost(pin.project)) >= 10000
        if broken:
            yield "pins", f"{pin.kind} {pin.project} {pin.fund or ''} {pin.amount if pin.amount is not None else ''}: {paid} is paid"


def limits(town, plan):
    for limit in town.limits:
        def concerns(project):
            if limit.kind == "place":
                return town.touches(project, [limit.of])
            return limit.kind == "total" or town.is_kind(project.category, [limit.of])
        inside = [name for name in plan.awards if concerns(town.projects[name])]
        if limit.projects is not None and len(inside) > limit.projects:
            yield "allotment-limit", f"{len(inside)} projects of {limit.kind} {limit.of}"
        if limit.money is not None and sum(map(plan.cost, inside)) > limit.money:
            yield "allotment-limit", f"too much money of {limit.kind} {limit.of}"


RULES = [fund_cap, full_funding, eligibility, single_payments, most_sources, by_place, set_asides, cost_shares, projects, pins, limits]
