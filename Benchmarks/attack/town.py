"""The lists as a judge needs them: numbers whole, blanks filled in as docs/lists.md says, earmarks decided."""
from collections import defaultdict
from types import SimpleNamespace as Record

import lists
from lists import choice, clock, day, flag, number, percent, plain, texts, whole, words

ENDLESS = 10**9


class Town:
    def __init__(self, folder, digits=2):
        # The page names this key in both languages.
        self.settings = {{"排班次序": "roster_order"}.get(row["key"], row["key"]): row.get("value", "") for row in lists.table(folder, "settings")}
        self.digits = whole(self.settings["digits"]) if "digits" in self.settings else digits
        self.read_places(folder)
        self.read_needs(folder)
        self.read_funds(folder)
        self.read_projects(folder)
        self.read_variants(folder)
        self.read_periods(folder)
        self.read_decisions(folder)
        self.read_weights(folder)
        # The groups and the tiers of a project are those of the needs that it serves, whichever the variant.
        for project in self.projects.values():
            served = [self.needs[row.need] for row in self.serves if row.project == project.id and row.need in self.needs]
            project.tiers = {need.tier for need in served}
            project.groups = project.groups or {need.group for need in served if need.group}
        self.reachable, self.breadths = {}, {}

    def money(self, text):
        return number(text, self.digits)

    def read_places(self, folder):
        places = lists.table(folder, "places")
        self.place_parent = {plain(row["id"]): plain(row.get("parent", "")) for row in places}
        self.degrees = {plain(row["id"]): (row["latitude"], row["longitude"]) for row in places if "latitude" in row and "longitude" in row}
        self.category_parent = {plain(row["id"]): plain(row.get("parent", "")) for row in lists.table(folder, "categories")}
        self.indicators = {(plain(row["place"]), row["indicator"]): number(row["value"], 3) for row in lists.table(folder, "place_indicators")}

    def read_needs(self, folder):
        self.needs = {}
        for row in lists.table(folder, "needs"):
            need = Record(id=plain(row["id"]), place=plain(row["place"]), category=plain(row["category"]), group=row.get("group"),
                          quantity=number(row["quantity"], 3), value=number(row.get("value", "1"), 3), urgency=whole(row.get("urgency", "1")),
                          tier=choice(row.get("tier", "featured")), floor=percent(row["floor"]) if "floor" in row else None,
                          first=day(row["from"]) if "from" in row else 0, last=day(row["due"], True) if "due" in row else ENDLESS,
                          open=choice(row.get("status", "open")) == "open")
            self.needs[need.id] = need

    def amount(self, text, fund, base, up):
        """An amount and a share of the cost, one of which is None. A percentage of a fund is an amount, rounded as told."""
        found = lists.percentage(text)
        if found is None:
            return self.money(text), None
        share, said = found
        if (said or base) == "cost":
            return None, share
        return (None if fund is None else (share * fund + (9999 if up else 0)) // 10000), None

    def kept(self, row):
        fund = self.funds.get(plain(row["fund"])) if "fund" in row else None
        return dict(zip(("amount", "share"), self.amount(row["amount"], fund and fund.amount, "cost", False) if "amount" in row else (None, None)))

    def read_funds(self, folder):
        self.funds = {}
        for row in lists.table(folder, "funds"):
            last = day(row["to"], True) if "to" in row else ENDLESS
            if last != ENDLESS and flag(row.get("carry_over", "no")):
                last = lists.later_by_a_year(last)
            whole_amount = self.money(row["amount"])
            some = lambda key, up=False: self.amount(row[key], whole_amount, "fund", up)[0] if key in row else None
            of_cost = lambda key: self.amount(row[key], whole_amount, "fund", False)[1] if key in row else None
            fund = Record(id=plain(row["id"]), amount=self.money(row["amount"]), reserve=some("reserve", True) or 0,
                          first=day(row["from"]) if "from" in row else 0, last=last, categories=texts(row.get("categories", "")),
                          places=texts(row.get("places", "")), groups=set(words(row.get("groups", ""))),
                          tiers={choice(word) for word in texts(row.get("tiers", ""))}, cost_types=set(words(row.get("cost_types", ""))),
                          excluded_categories=texts(row.get("excluded_categories", "")),
                          excluded_cost_types=set(words(row.get("excluded_cost_types", ""))), projects=texts(row.get("projects", "")),
                          tranche_min=some("tranche_min", True), tranche_max=some("tranche_max"), per_place=some("per_place_max"),
                          least_share=of_cost("tranche_min"), most_share=of_cost("tranche_max"),
                          share=percent(row["share_max"]) if "share_max" in row else None, minimum=some("minimum_spend", True),
                          projects_max=whole(row["projects_max"]) if "projects_max" in row else None,
                          not_government=flag(row.get("excludes_government_funded", "no")))
            self.funds[fund.id] = fund
        self.matching = [Record(fund=plain(row["fund"]), partners=texts(row["with"]), ratio=percent(row["ratio"]))
                         for row in lists.table(folder, "fund_matching")]
        self.setasides = [Record(fund=plain(row["fund"]), kind=choice(row["kind"]), of=plain(row["of"]), share=percent(row["share"]))
                          for row in lists.table(folder, "fund_setasides")]

    def read_projects(self, folder):
        self.projects = {}
        shares = defaultdict(dict)
        for row in lists.table(folder, "project_places"):
            shares[plain(row["project"])][plain(row["place"])] = percent(row["share"])
        for row in lists.table(folder, "projects"):
            project = Record(id=plain(row["id"]), category=plain(row["category"]), groups=set(words(row.get("groups", ""))),
                             ready="responsible" in row and flag(row.get("approved", "no")), rank=whole(row["rank"]) if "rank" in row else None,
                             first=day(row["from"]) if "from" in row else 0, last=day(row["to"], True) if "to" in row else ENDLESS,
                             sources_max=whole(row["sources_max"]) if "sources_max" in row else None,
                             status=choice(row.get("status", "proposed")), government=flag(row.get("government_funded", "no")),
                             requires=texts(row.get("requires", "")), incompatible=texts(row.get("incompatible", "")))
            project.shares = shares[project.id] or ({plain(row["place"]): 10000} if "place" in row else {})
            self.projects[project.id] = project

    def read_variants(self, folder):
        self.variants = {}
        for row in lists.table(folder, "variants"):
            least = number(row.get("scale_min", "1"), 3)
            kind = choice(row.get("scale_kind", "fixed"))
            self.variants[plain(row["project"]), plain(row["variant"])] = Record(
                kind=kind, least=least, most=number(row["scale_max"], 3) if "scale_max" in row else least, lasts=whole(row.get("lasts", "1")))
        varied = {project for project, _ in self.variants}
        for project in set(self.projects) - varied:
            self.variants[project, "1"] = Record(kind="fixed", least=1000, most=1000, lasts=1)
        self.costs = [self.of_variant(row, type=row["cost_type"], fixed=self.money(row.get("fixed", "0")), per_unit=self.money(row.get("per_unit", "0")),
                                      due=whole(row["due"]) if "due" in row else None)
                      for row in lists.table(folder, "costs")]
        self.serves = [self.of_variant(row, need=plain(row["need"]), per_unit=number(row["per_unit"], 3),
                                       at_most=number(row["at_most"], 3) if "at_most" in row else None) for row in lists.table(folder, "serves")]

    def of_variant(self, row, **fields):
        return Record(project=plain(row["project"]), variant=plain(row["variant"]) if "variant" in row else None, **fields)

    def read_periods(self, folder):
        self.periods = [Record(id=plain(row["id"]), first=day(row["from"]), last=day(row["to"], True)) for row in lists.table(folder, "periods")]
        self.divided = bool(self.periods)
        self.periods = sorted(self.periods, key=lambda period: period.first) or [Record(id=None, first=0, last=ENDLESS)]
        self.releases = defaultdict(dict)
        for row in lists.table(folder, "fund_releases"):
            self.releases[plain(row["fund"])][plain(row["period"])] = self.money(row["amount"])
        self.slots = {plain(row["id"]): Record(id=plain(row["id"]), day=day(row["day"]), start=clock(row["start"]), end=clock(row["end"]))
                      for row in lists.table(folder, "slots")}

    def read_decisions(self, folder):
        some = lambda row, key: plain(row[key]) if key in row else None
        self.pins = [Record(kind=choice(row["kind"]), project=plain(row["project"]), fund=some(row, "fund"), volunteer=some(row, "volunteer"),
                            role=some(row, "role"), **self.kept(row)) for row in lists.table(folder, "pins")]
        self.limits = [Record(kind=choice(row["kind"]), of=plain(row.get("of", "")), projects=whole(row["most_projects"]) if "most_projects" in row else None,
                              money=self.money(row["most_money"]) if "most_money" in row else None) for row in lists.table(folder, "limits")]
        self.assets = {}
        for row in lists.table(folder, "assets"):
            self.assets[plain(row["id"])] = Record(
                id=plain(row["id"]), venue=choice(row["kind"]) == "venue", type=row.get("type"), quantity=number(row["quantity"], 3),
                categories=texts(row.get("categories", "")), reach=texts(row.get("reach", "")), slots={})
        for row in lists.table(folder, "asset_slots"):
            asset = self.assets[plain(row["asset"])]
            asset.slots[plain(row["slot"])] = number(row["capacity"], 3) if "capacity" in row else asset.quantity
        self.demands = [self.of_variant(row, asset=plain(row["asset"]) if "asset" in row else None, type=row.get("type"),
                                        fixed=number(row.get("fixed", "0"), 3), per_unit=number(row.get("per_unit", "0"), 3),
                                        slots=texts(row.get("slots", ""))) for row in lists.table(folder, "project_assets")]

    def read_weights(self, folder):
        self.base, self.cap, self.terms = 10000, None, []
        formula = lists.table(folder, "weights")
        self.weighted = bool(formula)
        for row in formula:
            kind = choice(row["kind"])
            if kind == "base":
                self.base = percent(row["value"])
            elif kind == "cap":
                self.cap = percent(row["value"])
            else:
                self.terms.append(Record(indicator=row["indicator"], above=number(row.get("above", "0"), 3), adds=percent(row["value"]),
                                         at_most=percent(row["at_most"]) if "at_most" in row else None))

    def weight(self, place):
        """The weight of a place's needs in ten-thousandths."""
        total = self.base
        for term in self.terms:
            at = place
            while at and (at, term.indicator) not in self.indicators:
                at = self.place_parent.get(at, "")
            if at:
                adds = term.adds * max(0, self.indicators[at, term.indicator] - term.above) // 1000
                total += adds if term.at_most is None else min(adds, term.at_most)
        return total if self.cap is None else min(total, self.cap)

    def within(self, parents, inner, outers):
        seen = set()
        while inner and inner not in seen:
            if inner in outers:
                return True
            seen.add(inner)
            inner = parents.get(inner, "")
        return False

    def is_kind(self, category, categories):
        return self.within(self.category_parent, category, categories)

    def touches(self, project, places):
        return any(self.within(self.place_parent, place, places) for place in project.shares)

    def of(self, rows, project, variant):
        return [row for row in rows if row.project == project and row.variant in (None, variant)]

    def costs_of(self, project, variant, scale):
        """What each type of cost comes to in minor units; scale in thousandths."""
        due = defaultdict(int)
        for line in self.of(self.costs, project, variant):
            due[line.type] += -(-(line.fixed * 1000 + line.per_unit * scale) // 1000)
        return due

    def due_by(self, project, variant, scale, number):
        """What of each type of cost is due by the end of the run's number-th period, in minor units."""
        dated, even, lasts = defaultdict(int), defaultdict(int), self.variants[project, variant].lasts
        for line in self.of(self.costs, project, variant):
            cost = -(-(line.fixed * 1000 + line.per_unit * scale) // 1000)
            if line.due is None:
                even[line.type] += cost
            elif line.due <= number:
                dated[line.type] += cost
        return {kind: dated[kind] + even[kind] * number // lasts for kind in {*dated, *even}}

    def may_pay(self, fund, project, cost_type):
        """Why a fund may not pay for such costs of a project; None where it may."""
        if cost_type in fund.excluded_cost_types or (fund.cost_types and cost_type not in fund.cost_types):
            return "cost_types"
        key = fund.id, project.id
        if key not in self.reachable:
            self.reachable[key] = self.earmark(fund, project)
        return self.reachable[key]

    def caps_add_up(self, name):
        """Whether all funds that may pay some cost of a project have caps that add up to it, a ten-thousandth more or less for each."""
        project = self.projects[name]
        types = {row.type for row in self.costs if row.project == name}
        payers = [fund for fund in self.funds.values() if self.admits(fund, project, types)]
        shares = [fund.share for fund in payers]
        return None not in shares and abs(sum(shares) - 10000) <= len(shares)

    def admits(self, fund, project, types):
        """Whether a fund may pay one of these types of cost of a project."""
        return not (fund.not_government and project.government) and any(self.may_pay(fund, project, kind) is None for kind in types)

    def breadth(self, name):
        """The number of projects that are neither done nor decided against and that a fund may pay for."""
        if name not in self.breadths:
            costs = {}
            for row in self.costs:
                costs.setdefault(row.project, set()).add(row.type)
            against = {pin.project for pin in self.pins if pin.kind == "must_not" and not pin.fund and not pin.volunteer}
            self.breadths[name] = sum(project.status != "done" and project.id not in against
                                      and self.admits(self.funds[name], project, costs.get(project.id, ()))
                                      for project in self.projects.values())
        return self.breadths[name]

    def earmark(self, fund, project):
        checks = {
            "categories": not fund.categories or self.is_kind(project.category, fund.categories),
            "excluded_categories": not self.is_kind(project.category, fund.excluded_categories),
            "places": not fund.places or not project.shares or self.touches(project, fund.places),
            "groups": not fund.groups or bool(project.groups & fund.groups),
            "tiers": not fund.tiers or bool(project.tiers & fund.tiers),
            "period": project.first <= fund.last and fund.first <= project.last,
            "projects": not fund.projects or project.id in fund.projects,
        }
        return next((name for name, holds in checks.items() if not holds), None)
