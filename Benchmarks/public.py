"""Writes public instances of ../../shared/data as MPS: gap (maximised), facility, mkp, and copies miplib.

usage: public.py DATA OUT; prints nothing; OUT/optima.txt holds `name optimum` (minimised).
"""
import pathlib, shutil, sys

data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
optima = []


def write(name, objective, rows, upper, whole):
    """rows: (sense, side, [(column, value)])"""
    columns = [[] for _ in objective]
    for i, (_, _, terms) in enumerate(rows):
        for j, a in terms:
            if a:
                columns[j].append((i, a))
    with open(out / f"{name}.mps", "w") as f:
        f.write(f"NAME {name}\nROWS\n N obj\n")
        for i, (sense, _, _) in enumerate(rows):
            f.write(f" {sense} r{i}\n")
        f.write("COLUMNS\n")
        marked = False
        for j, terms in enumerate(columns):
            if whole[j] != marked:
                f.write(f" M 'MARKER' '{'INTORG' if whole[j] else 'INTEND'}'\n")
                marked = whole[j]
            if objective[j] or not terms:
                f.write(f" x{j} obj {objective[j]!r}\n")
            for i, a in terms:
                f.write(f" x{j} r{i} {a!r}\n")
        if marked:
            f.write(" M 'MARKER' 'INTEND'\n")
        f.write("RHS\n")
        for i, (_, side, _) in enumerate(rows):
            f.write(f" RHS r{i} {side!r}\n")
        f.write("BOUNDS\n")
        for j in range(len(objective)):
            if upper[j] is not None:
                f.write(f" UP BND x{j} {upper[j]!r}\n")
        f.write("ENDATA\n")


def numbers(path):
    return iter([float(word) for word in path.read_text().split()])


def published(folder):
    return {words[0]: float(words[-1]) for words in map(str.split, (data / folder / "bounds.txt").open()) if len(words) > 1}


best = published("gap")
for path in sorted((data / "gap").iterdir()):
    name = path.name
    if not name[1:].replace("_", "").isdigit():
        continue
    n = numbers(path)
    agents, jobs = int(next(n)), int(next(n))
    value = [next(n) for _ in range(agents * jobs)]
    use = [next(n) for _ in range(agents * jobs)]
    rows = [("L", next(n), [(a * jobs + j, use[a * jobs + j]) for j in range(jobs)]) for a in range(agents)]
    rows += [("E", 1.0, [(a * jobs + j, 1.0) for a in range(agents)]) for j in range(jobs)]
    size = agents * jobs
    for kind, sign in (("Max", -1), ("Min", 1)):
        if f"{name}_{kind}" in best:
            write(f"gap_{name}_{kind}", [sign * v for v in value], rows, [1] * size, [True] * size)
            optima.append((f"gap_{name}_{kind}", sign * best[f"{name}_{kind}"]))

best = published("facility")
for path in sorted((data / "facility").glob("cap*.txt")):
    n = numbers(path)
    sites, customers = int(next(n)), int(next(n))
    objective, capacity, rows = [], [], []
    for _ in range(sites):
        capacity.append(next(n))
        objective.append(next(n))
    uses = [[(s, -capacity[s])] for s in range(sites)]
    for _ in range(customers):
        demand = next(n)
        shares = []
        for s in range(sites):
            j = len(objective)
            objective.append(next(n))
            shares.append((j, 1.0))
            uses[s].append((j, demand))
            rows.append(("L", 0.0, [(j, 1.0), (s, -1.0)]))
        rows.append(("E", 1.0, shares))
    rows += [("L", 0.0, use) for use in uses]
    count = len(objective)
    write(path.stem, objective, rows, [1 if j < sites else None for j in range(count)], [j < sites for j in range(count)])
    if path.stem in best:
        optima.append((path.stem, best[path.stem]))

chubeas = {w[0]: float(w[1]) for w in map(str.split, (data / "mkp/chubeas-best.txt").open()) if len(w) > 1 and w[1].replace(".", "").isdigit()}
for path in sorted((data / "mkp").glob("*.dat")):
    words = path.read_text().split()
    columns, constraints = int(words[0]), int(words[1])
    optimum = chubeas.get(path.stem) or None
    hasBest = len(words) == 3 + columns * (constraints + 1) + constraints
    n = iter(map(float, words[3 if hasBest else 2:]))
    if hasBest:
        optimum = float(words[2])
    values = [next(n) for _ in range(columns)]
    weights = [[next(n) for _ in range(columns)] for _ in range(constraints)]
    rows = [("L", next(n), list(enumerate(w))) for w in weights]
    write(f"mkp_{path.stem}", [-v for v in values], rows, [1] * columns, [True] * columns)
    if optimum:
        optima.append((f"mkp_{path.stem}", -optimum))

for path in sorted((data / "miplib").glob("*.mps")):
    shutil.copy(path, out / path.name)
optima += [("bell5", 8966406.49), ("egout", 568.1007), ("flugpl", 1201500), ("gesa2", 25779856.37), ("lseu", 1120),
           ("p0548", 8691), ("p01", 263), ("qap04", 32), ("small_mip", 3.236842105), ("sp150x300d", 69)]
(out / "optima.txt").write_text("".join(f"{name} {optimum!r}\n" for name, optimum in optima))
