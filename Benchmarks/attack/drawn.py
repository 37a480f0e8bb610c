"""Draws tiny lists that are hard to get right: amounts from one minor unit to 10^14, equal values, sums that just meet or just miss."""
import csv
import os

import drawn_people

MOST_MONEY, MOST_QUANTITY = 10**14, 10**12


def decimal(value, digits):
    whole, rest = divmod(value, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if rest else str(whole)


def marked(minor):
    """An amount in a column that takes percentages, too, where a bare number below 1 is refused."""
    return decimal(minor, 2) + ("元" if 0 < minor < 100 else "")


class Drawn:
    """One set of lists; money in minor units, quantities in thousandths."""

    def __init__(self, random):
        self.random = random
        # One scale of amounts for a whole list, or all at once.
        self.mixed = random.random() < 0.3
        self.exponent = random.choice([0, 0, 1, 2, 4, 6, 8, 10, 13])
        self.alike = random.random() < 0.25
        self.rows = {}
        self.projects = [f"P{k}" for k in range(random.randint(1, 4))]
        self.funds = [f"F{k}" for k in range(random.randint(1, 3))]
        self.needs = [f"N{k}" for k in range(random.choice([0, 1, 1, 2, 2, 3, 4]))]
        self.categories = random.choice([["c"], ["c", "d"]])
        self.types = random.choice([["x"], ["x"], ["x", "y"]])
        self.places = random.choice([["V"], ["V", "W"]])
        self.standard = self.money()
        for draw in (self.draw_needs, self.draw_projects, self.draw_variants, self.draw_costs, self.draw_funds, self.draw_serves, self.draw_rules, self.draw_shares):
            draw()
        if self.chance(0.3):
            drawn_people.draw(self)

    def chance(self, share):
        return self.random.random() < share

    def money(self):
        if self.alike and hasattr(self, "standard") and self.chance(0.7):
            return self.standard
        exponent = self.random.choice([0, 1, 2, 5, 9, 13]) if self.mixed else self.exponent
        return max(1, min(MOST_MONEY // 100, self.random.randint(1, 9) * 10**exponent + self.random.choice([0, 0, 1, -1, 3])))

    def quantity(self):
        kind = self.random.random()
        if kind < 0.15:
            return self.random.choice([1, 2, 3, 7])
        if kind < 0.25:
            return self.random.choice([MOST_QUANTITY, MOST_QUANTITY - 1, 3 * 10**11])
        return self.random.choice([1, 1, 2, 3, 7, 10, 1000]) * 1000

    def percent(self):
        return decimal(self.random.choice([10000, 5000, 3333, 6667, 1, 9999, 2500, self.random.randint(1, 10000)]), 2) + "%"

    def add(self, name, **cells):
        self.rows.setdefault(name, []).append({key: cell for key, cell in cells.items() if cell is not None and cell != ""})

    def maybe(self, share, draw):
        return draw() if self.chance(share) else None

    def draw_needs(self):
        for place in self.places:
            self.add("places", id=place)
        value = str(self.random.randint(1, 9))
        for need in self.needs:
            self.add("needs", id=need, place=self.random.choice(self.places), category=self.random.choice(self.categories),
                     quantity=decimal(self.quantity(), 3), value=value if self.alike else self.maybe(0.6, self.value),
                     urgency=self.maybe(0.6, lambda: self.random.choice(["5", "5", "1", "2", "3"])),
                     tier=self.maybe(0.3, lambda: "basic"), floor=self.maybe(0.4, self.percent), due=self.maybe(0.1, lambda: "2026-03-31"))

    def value(self):
        return self.random.choice(["1", "2", "3", "0.001", "0.333", "7.5", "1000000", "999999999", "1000000000", "0"])

    def draw_projects(self):
        ranked = self.chance(0.5)
        for k, project in enumerate(self.projects):
            others = self.projects[:k]
            self.add("projects", id=project, category=self.random.choice(self.categories), place=self.maybe(0.8, lambda: self.random.choice(self.places)),
                     responsible="R" if self.chance(0.95) else None, approved="1", rank=str(self.random.randint(1, 4)) if ranked else None,
                     sources_max=self.maybe(0.2, lambda: str(self.random.randint(1, 2))),
                     status=self.maybe(0.08, lambda: self.random.choice(["committed", "running", "done"])),
                     requires=self.maybe(0.15, lambda: self.random.choice(others)) if others else None,
                     incompatible=self.maybe(0.12, lambda: self.random.choice(others)) if others else None, **self.random.choice(
                         [{}, {}, {}, {"from": "2026-04-01"}, {"from": "2026-01-01", "to": "2026-06-30"}]))

    def draw_variants(self):
        self.variants = {project: [None] for project in self.projects}
        for project in self.projects:
            if not self.chance(0.35):
                continue
            names = ["a", "b"] if self.chance(0.4) else ["a"]
            self.variants[project] = names
            for name in names:
                kind = self.random.choice(["fixed", "integer", "integer", "continuous"])
                least = self.random.choice([1000, 1000, 2000, 500, 1, 999]) if kind != "integer" else self.random.choice([0, 1, 1, 2, 1000]) * 1000
                least = max(least, 1000) if kind == "integer" else least
                most = least + (self.random.randint(0, 3) * 1000 if kind == "integer" else self.random.randint(0, 3))
                self.add("variants", project=project, variant=name, scale_kind=kind, scale_min=decimal(least, 3),
                         scale_max=None if kind == "fixed" else decimal(most, 3))

    def draw_costs(self):
        self.spent = {}
        for project in self.projects:
            for kind in self.types if self.chance(0.5) else self.types[:1]:
                fixed = self.money() if self.chance(0.85) else 0
                unit = self.money() if self.chance(0.3) or not fixed else 0
                unit = min(unit, 10**10)
                self.spent[project] = self.spent.get(project, 0) + fixed + unit
                self.add("costs", project=project, variant=self.random.choice(self.variants[project]) if self.chance(0.2) else None, cost_type=kind,
                         fixed=decimal(fixed, 2), per_unit=decimal(unit, 2) if unit else None)

    def near(self):
        """An amount that just meets the cost of some projects, or misses it by one minor unit."""
        some = self.random.sample(self.projects, self.random.randint(1, len(self.projects)))
        whole = sum(self.spent[project] for project in some)
        part = self.random.choice([1, 1, 2, 3])
        return max(0, min(MOST_MONEY, -(-whole // part) + self.random.choice([0, 0, -1, 1])))

    def draw_funds(self):
        for fund in self.funds:
            amount = self.near() if self.chance(0.6) else self.money()
            amount = amount if self.chance(0.95) else 0
            self.add("funds", id=fund, amount=decimal(amount, 2), reserve=self.maybe(0.08, lambda: marked(self.random.choice([1, amount // 2]))) if amount > 1 else None,
                     categories=self.maybe(0.15, lambda: self.random.choice(self.categories)), places=self.maybe(0.1, lambda: self.random.choice(self.places)),
                     tiers=self.maybe(0.06, lambda: "basic"), cost_types=self.maybe(0.12, lambda: self.random.choice(self.types)),
                     tranche_min=self.maybe(0.15, lambda: marked(self.near() // self.random.choice([1, 2, 3]))),
                     share_max=self.maybe(0.25, self.percent), projects_max=self.maybe(0.15, lambda: str(self.random.randint(1, 2))),
                     per_place_max=self.maybe(0.1, lambda: marked(self.near())),
                     minimum_spend=self.maybe(0.08, lambda: marked(self.random.randint(1, amount))) if amount else None)
            row = self.rows["funds"][-1]
            if self.chance(0.12) and "tranche_min" not in row:
                row["tranche_max"] = marked(self.near())

    def draw_serves(self):
        for project in self.projects:
            for need in self.needs:
                if self.chance(0.5):
                    unit = self.random.choice([1000, 1000, 2000, 500, 1, 333, 7000, 10**9, 10**12])
                    self.add("serves", project=project, need=need, per_unit=decimal(unit, 3), at_most=self.maybe(0.25, lambda: decimal(self.quantity(), 3)))

    def draw_rules(self):
        if len(self.funds) > 1 and self.chance(0.15):
            fund, *partners = self.random.sample(self.funds, self.random.randint(2, len(self.funds)))
            self.add("fund_matching", fund=fund, **{"with": ";".join(partners)}, ratio=self.percent())
        if self.chance(0.1):
            self.add("fund_setasides", fund=self.random.choice(self.funds), kind="category", of=self.random.choice(self.categories), share=self.percent())
        if self.chance(0.15):
            kind = self.random.choice(["must_fund", "must_not", "keep"])
            fund = self.maybe(0.5, lambda: self.random.choice(self.funds))
            amount = marked(self.random.choice([1, self.standard, max(1, self.near())])) if kind == "keep" and fund and self.chance(0.5) else None
            self.add("pins", kind=kind, project=self.random.choice(self.projects), fund=fund, amount=amount, reason="r", by="b")
        if self.chance(0.12):
            counted = self.chance(0.5)
            self.add("limits", kind="total", most_projects=str(self.random.randint(0, 3)) if counted else None,
                     most_money=None if counted else decimal(self.near(), 2))

    def draw_shares(self):
        """Shares that add up to the whole, and percentages in place of amounts."""
        funds = self.rows["funds"]
        if len(funds) > 1 and self.chance(0.15):
            cuts = [["90%", "10%"], ["50%", "50%"]] if len(funds) == 2 else [["33.33%", "33.33%", "33.34%"], ["50%", "30%", "20%"]]
            for row, share in zip(funds, self.random.choice(cuts)):
                row["share_max"] = share
                row.pop("tranche_min", None)
        for row in funds:
            if self.chance(0.05):
                row.pop("tranche_max", None)
                row["tranche_min"] = self.percent() + self.random.choice(["", " of cost", " of fund"])
            if self.chance(0.05):
                row.pop("tranche_min", None)
                row["tranche_max"] = self.random.choice(["", "费用的", "资金的"]) + self.percent()
            if self.chance(0.03):
                row["per_place_max"] = self.percent()
        if "pins" not in self.rows and self.chance(0.1):
            project = self.random.choice(self.projects)
            for fund in self.random.sample(self.funds, self.random.randint(1, min(2, len(self.funds)))):
                share = self.random.choice(["50%", "50% of cost", "费用的50%", self.percent()])
                self.add("pins", kind="keep", project=project, fund=fund, amount=share, reason="r", by="b")

    def write(self, folder):
        for name, rows in self.rows.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(rows)
