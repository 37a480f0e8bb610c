"""What is best of tiny lists, by trying every choice of variants and scales, and every set of sources, in whole numbers.

In: funds' amounts, reserves, earmarks, tranches, shares, most projects, caps per place (projects of one place), minimum spends,
set-asides, matching; most sources, readiness, status, prerequisites, incompatibility, variants, whole and continuous scales (by
thousandths), pins, limits; needs' floors, urgencies, due days; people on roles with slots, with pins, pairs and wishes. Out: periods, goods and
venues, weights, roles whose times are agreed, the time bank, joint projects.
"""
import itertools
from collections import defaultdict
from fractions import Fraction
from types import SimpleNamespace as Record

import rules_money
import rules_needs
from points import Undecided, flow, whole_point
from rosters import Rosters

MOST_CHOICES, MOST_SETS = 3000, 6000


class Choices:
    """Every choice that obeys the rules which do not ask who pays, with what it achieves."""

    def __init__(self, town, objective):
        self.town, self.objective, self.rosters = town, objective, Rosters(town)
        names = list(town.projects)
        options = [self.options(name) for name in names]
        count = 1
        for own in options:
            count *= len(own)
        if count > MOST_CHOICES:
            raise Undecided(f"{count} choices")
        floors = {need.id: rules_needs.required(need)[0] for need in town.needs.values()}
        self.floors = {need: due for need, due in floors.items() if due}
        self.all = [choice for picked in itertools.product(*options) if (choice := self.choice(names, picked))]
        self.payers = {}

    def options(self, name):
        project, town = self.town.projects[name], self.town
        if not project.ready or project.status == "done":
            return [None]
        found = [None]
        for (owner, variant), scales in town.variants.items():
            if owner == name:
                step = 1000 if scales.kind == "integer" else 1
                first = -(-scales.least // step) * step
                found += [self.option(project, variant, scale) for scale in range(first, scales.most + 1, step)]
        return found

    def option(self, project, variant, scale):
        """One way of doing a project: what it costs by type, and what it could do for each need in millionths."""
        town, able = self.town, defaultdict(int)
        for row in town.of(town.serves, project.id, variant):
            need = town.needs[row.need]
            if need.open and project.first <= need.last and need.first <= project.last:
                able[row.need] += row.per_unit * scale if row.at_most is None else min(row.per_unit * scale, row.at_most * 1000)
        costs = {kind: cost for kind, cost in town.costs_of(project.id, variant, scale).items() if cost}
        return Record(project=project.id, variant=variant, scale=scale, costs=costs, cost=sum(costs.values()), able=able)

    def choice(self, names, picked):
        town, done = self.town, {option.project: option for option in picked if option}
        plan = Record(awards={name: Record(variant=option.variant, scale=option.scale, start=0, runs=range(1)) for name, option in done.items()},
                      paid={}, cost=lambda name: done[name].cost)
        if any(next(rule(town, plan), None) for rule in (rules_money.projects, rules_money.limits, rules_needs.periods)):
            return None
        for pin in town.pins:
            if pin.volunteer:
                # Who serves is a matter of the roster.
                continue
            if pin.project not in done if pin.kind != "must_not" else pin.project in done and not pin.fund:
                return None
        rosters = self.rosters.of(done)
        if not rosters:
            return None
        return Record(done=done, rosters=rosters, wishes=max(roster["wishes"] for roster in rosters), **self.worth(done))

    def worth(self, done):
        total = defaultdict(int)
        for option in done.values():
            for need, micro in option.able.items():
                total[need] += micro
        served = {need: min(micro, self.town.needs[need].quantity * 1000) for need, micro in total.items()}
        short = tuple(Fraction(max(0, due - served.get(need, 0)), due) for need, due in self.floors.items())
        if self.objective == "count":
            policy = Fraction(len(done))
        elif self.objective == "money":
            policy = Fraction(sum(option.cost for option in done.values()), 10 ** self.town.digits)
        else:
            policy = Fraction(sum(micro * self.town.needs[need].value * self.town.needs[need].urgency for need, micro in served.items()), 10**9)
        ranks = [self.town.projects[name].rank for name in done]
        return {"short": short, "worst": max(short, default=Fraction(0)), "sum": sum(short, Fraction(0)), "policy": policy,
                "order": None if None in ranks else sum(ranks)}

    def same(self, awards):
        """The choice that a plan made."""
        made = {award["project"]: (award["variant"], award["scale"]) for award in awards}
        return next((choice for choice in self.all
                     if {name: (option.variant, option.scale) for name, option in choice.done.items()} == made), None)

    def sources(self, choice, most=None):
        """The fewest sources that can pay for a choice, `most` at most; None where none can."""
        key = id(choice), most
        if key not in self.payers:
            self.payers[key] = Payers(self.town, choice).fewest(most)
        return self.payers[key]

    def payable(self, choice):
        key = id(choice), "any"
        if key not in self.payers:
            self.payers[key] = Payers(self.town, choice).any()
        return self.payers[key]


class Payers:
    """Who pays for one choice."""

    def __init__(self, town, choice):
        self.town, self.done = town, choice.done
        self.cells = {}
        for name, option in choice.done.items():
            for fund in town.funds.values():
                kinds = [kind for kind in option.costs if not town.may_pay(fund, town.projects[name], kind)]
                if fund.not_government and town.projects[name].government:
                    kinds = []
                bounds = self.bounds(fund, option, kinds)
                if bounds:
                    self.cells[fund.id, name] = Record(low=bounds[0], high=bounds[1], kinds=kinds)
        # A share of a cost that comes to less than a minor unit may be nothing.
        self.must = {(pin.fund, pin.project) for pin in town.pins if pin.fund and pin.kind != "must_not"
                     and (pin.share is None or pin.project not in choice.done or pin.share * choice.done[pin.project].cost >= 10000)}
        self.tries = 0

    def bounds(self, fund, option, kinds):
        """The least and the most that a fund pays where it pays; None where it cannot."""
        low, high = max(1, fund.tranche_min or 0), min(fund.amount - fund.reserve, sum(option.costs[kind] for kind in kinds))
        if fund.tranche_max is not None:
            high = min(high, fund.tranche_max)
        if fund.share is not None:
            up = 9999 if self.town.caps_add_up(option.project) else 0
            high = min(high, (fund.share * option.cost + up) // 10000)
        if fund.least_share is not None:
            low = max(low, fund.least_share * option.cost // 10000)
        if fund.most_share is not None:
            high = min(high, -(-fund.most_share * option.cost // 10000))
        for pin in self.town.pins:
            if pin.fund == fund.id and pin.project == option.project:
                if pin.kind == "must_not":
                    return None
                if pin.kind == "keep" and pin.amount is not None:
                    low, high = max(low, pin.amount), min(high, pin.amount)
                if pin.kind == "keep" and pin.share is not None:
                    low = max(low, pin.share * option.cost // 10000)
                    high = min(high, -(-pin.share * option.cost // 10000))
        return (low, high) if low <= high else None

    def fewest(self, most=None):
        limit = len(self.cells) if most is None else min(most, len(self.cells))
        for size in range(limit + 1):
            if any(self.pays(cells) for cells in self.sets(size)):
                return size
        return None

    def any(self):
        if not self.relaxed():
            return False
        return any(self.pays(cells) for cells in self.sets(None))

    def relaxed(self):
        """Whether costs could be paid if only earmarks, amounts and the most of each payment counted."""
        return flow(self.town, self.done, self.cells, floor=False)

    def sets(self, size):
        """Sets of paying cells, by project, that counts and the sums of bounds allow."""
        if not self.must <= set(self.cells):
            return
        per_project = []
        for name, option in self.done.items():
            own, most, found = [cell for cell in self.cells if cell[1] == name], self.town.projects[name].sources_max, []
            for count in range(len(own) + 1):
                for picked in itertools.combinations(own, count):
                    low, high = (sum(getattr(self.cells[cell], end) for cell in picked) for end in ("low", "high"))
                    if (most is None or count <= most) and low <= option.cost <= high and {cell for cell in self.must if cell[1] == name} <= set(picked):
                        found.append(picked)
            per_project.append(found)
        yield from self.combined(per_project, [], size)

    def combined(self, per_project, picked, size):
        if size is not None and len(picked) + sum(min(map(len, own), default=0) for own in per_project) > size or any(not own for own in per_project):
            return
        for fund in self.town.funds.values():
            own = [cell for cell in picked if cell[0] == fund.id]
            if sum(self.cells[cell].low for cell in own) > fund.amount - fund.reserve or fund.projects_max is not None and len(own) > fund.projects_max:
                return
        if not per_project:
            if size is None or len(picked) == size:
                yield {cell: self.cells[cell] for cell in picked}
            return
        for own in per_project[0]:
            yield from self.combined(per_project[1:], picked + list(own), size)

    def pays(self, cells):
        self.tries += 1
        if self.tries > MOST_SETS:
            raise Undecided("too many sets of sources")
        if not flow(self.town, self.done, cells, floor=True):
            return False
        # What a flow knows is all there is, unless payments stand in a ratio to others.
        return not self.town.matching and not self.town.setasides or whole_point(*self.program(cells))

    def program(self, cells):
        """Payments as whole numbers within bounds, and rows over them as (coefficients, least, most)."""
        columns = [(fund, name, kind) for (fund, name), cell in cells.items() for kind in cell.kinds]
        highs = {column: min(cells[column[:2]].high, self.done[column[1]].costs[column[2]]) for column in columns}
        rows = []

        def row(weigh, least, most):
            rows.append(({column: weight for column in columns if (weight := weigh(*column))}, least, most))

        for name, option in self.done.items():
            for kind, cost in option.costs.items():
                row(lambda f, p, t: (p, t) == (name, kind), cost, cost)
        for cell, bounds in cells.items():
            row(lambda f, p, t: (f, p) == cell, bounds.low, bounds.high)
        for fund in self.town.funds.values():
            row(lambda f, p, t: f == fund.id, fund.minimum or 0, fund.amount - fund.reserve)
            if fund.per_place is not None:
                for place in {place for project in self.town.projects.values() for place in project.shares}:
                    row(lambda f, p, t: f == fund.id and place in self.town.projects[p].shares, 0, fund.per_place)
        for rule in self.town.matching:
            for cell in cells:
                if cell[0] == rule.fund:
                    mutual = any(other.fund in rule.partners and rule.fund in other.partners for other in self.town.matching)
                    rounded = rule.ratio and (mutual or self.town.caps_add_up(cell[1]))
                    row(lambda f, p, t: (p == cell[1]) * (10000 * (f in rule.partners) - rule.ratio * (f == rule.fund)), -(rule.ratio + 9999) if rounded else 0, None)
        for rule in self.town.setasides:
            row(lambda f, p, t: (f == rule.fund) * (10000 * self.inside(rule, self.town.projects[p]) - rule.share), 0, None)
        return columns, highs, rows

    def inside(self, rule, project):
        if rule.kind == "group":
            return rule.of in project.groups
        return self.town.is_kind(project.category, [rule.of]) if rule.kind == "category" else self.town.touches(project, [rule.of])
