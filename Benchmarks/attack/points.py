"""Whether whole payments exist: by a flow where bounds and sums are all, else by bounds on exact linear programs."""
from collections import deque
from fractions import Fraction

MOST_NODES = 300


class Undecided(Exception):
    """Too large to be tried whole; the list is left out and counted."""


class Network:
    def __init__(self):
        self.ends, self.left, self.at, self.need = [], [], {}, {}

    def edge(self, start, end, least, most):
        """An edge with a least flow: what it must carry is asked of its ends instead."""
        if least > most:
            return False
        self.need[end], self.need[start] = self.need.get(end, 0) + least, self.need.get(start, 0) - least
        self.arc(start, end, most - least)
        return True

    def arc(self, start, end, room):
        for source, target, left in ((start, end, room), (end, start, 0)):
            self.at.setdefault(source, []).append(len(self.ends))
            self.ends.append(target)
            self.left.append(left)

    def circulates(self):
        asked = 0
        for node, need in list(self.need.items()):
            if need > 0:
                self.arc("from", node, need)
                asked += need
            elif need < 0:
                self.arc(node, "to", -need)
        return self.pushed() == asked

    def pushed(self):
        total = 0
        while True:
            came, queue = {"from": None}, deque(["from"])
            while queue and "to" not in came:
                node = queue.popleft()
                for arc in self.at.get(node, ()):
                    if self.left[arc] and self.ends[arc] not in came:
                        came[self.ends[arc]] = arc
                        queue.append(self.ends[arc])
            if "to" not in came:
                return total
            path, node = [], "to"
            while came[node] is not None:
                path.append(came[node])
                node = self.ends[came[node] ^ 1]
            room = min(self.left[arc] for arc in path)
            for arc in path:
                self.left[arc] -= room
                self.left[arc ^ 1] += room
            total += room


def flow(town, done, cells, floor):
    """Whether costs can be paid by these cells within funds' amounts, their minimum spends and least payments too if `floor`."""
    network, holds, ceiling = Network(), True, sum(option.cost for option in done.values())
    network.arc("costs", "money", ceiling)
    for fund in town.funds.values():
        most = min(fund.amount - fund.reserve, ceiling)
        holds = holds and network.edge("money", fund.id, (fund.minimum or 0) if floor else 0, most)
        for place in {next(iter(town.projects[name].shares), None) for f, name in cells if f == fund.id}:
            network.arc(fund.id, (fund.id, "in", place), most if fund.per_place is None or place is None else fund.per_place)
    for (fund, name), cell in cells.items():
        place = next(iter(town.projects[name].shares), None)
        holds = holds and network.edge((fund, "in", place), (fund, name), cell.low if floor else 0, cell.high)
        for kind in cell.kinds:
            network.arc((fund, name), ("cost", name, kind), done[name].costs[kind])
    for name, option in done.items():
        for kind, cost in option.costs.items():
            network.edge(("cost", name, kind), "costs", cost, cost)
    return holds and network.circulates()


def whole_point(columns, highs, rows):
    """Whether whole numbers between 0 and `highs` obey all rows (coefficients, least, most)."""
    waiting, nodes = [({column: 0 for column in columns}, dict(highs))], 0
    while waiting:
        lows, tops = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES:
            raise Undecided("too many linear programs")
        point = linear_point(columns, lows, tops, rows)
        if point is None:
            continue
        split = next((column for column in columns if point[column].denominator != 1), None)
        if split is None:
            return True
        below = point[split].numerator // point[split].denominator
        waiting.append((lows, tops | {split: below}))
        waiting.append((lows | {split: below + 1}, tops))
    return False


def linear_point(columns, lows, tops, rows):
    """A point of the linear program by exact simplex (first phase, Bland's rule); None where there is none."""
    if any(lows[column] > tops[column] for column in columns):
        return None
    standard = [({column: 1}, tops[column] - lows[column]) for column in columns]
    for coefficients, least, most in rows:
        base = sum(weight * lows[column] for column, weight in coefficients.items())
        if most is not None:
            standard.append((coefficients, most - base))
        if least is not None:
            standard.append(({column: -weight for column, weight in coefficients.items()}, base - least))
    index, width = {column: k for k, column in enumerate(columns)}, len(columns)
    table = []
    for coefficients, most in standard:
        line = [Fraction(0)] * (width + 1)
        for column, weight in coefficients.items():
            line[index[column]] = Fraction(int(weight))
        line[width] = Fraction(most)
        table.append(line)
    basis, nonbasic = [width + k for k in range(len(table))], list(range(width))
    # Dual rule: a row below nought leaves, the first by name; the first column that can mend it enters.
    while True:
        leaving = min((k for k in range(len(table)) if table[k][width] < 0), key=lambda k: basis[k], default=None)
        if leaving is None:
            break
        entering = min((k for k in range(width) if table[leaving][k] < 0), key=lambda k: nonbasic[k], default=None)
        if entering is None:
            return None
        pivot(table, leaving, entering)
        basis[leaving], nonbasic[entering] = nonbasic[entering], basis[leaving]
    value = {basis[k]: table[k][width] for k in range(len(table))}
    return {column: lows[column] + value.get(index[column], Fraction(0)) for column in columns}


def pivot(table, row, column):
    line, by = table[row], table[row][column]
    fresh = [entry / by for entry in line]
    fresh[column] = 1 / by
    for k, other in enumerate(table):
        if k != row and other[column]:
            times = other[column]
            table[k] = [entry - times * new if new else entry for entry, new in zip(other, fresh)]
            table[k][column] = -times / by
    table[row] = fresh
