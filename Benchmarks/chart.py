"""Draws a table of measurements: for each solver the share of instances that it has solved by a time."""
import math

COLOURS = {"allot": "#c0392b", "highs": "#2471a3", "scip": "#1e8449", "cbc": "#b9770e", "cpsat": "#7d3c98", "glpsol": "#616a6b"}
LEFT, TOP, WIDTH, HEIGHT, STEP = 56, 40, 560, 220, 290


def drawn(table, gap, limit):
    """An SVG with one panel for each size and program; time on a logarithmic axis."""
    panels = list(dict.fromkeys((line["size"], line["program"]) for line in table))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 110}" height="{TOP + STEP * len(panels)}" '
           'font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="white"/>']
    ticks = [t for t in (0.01, 0.1, 1, 10, 100, 1000) if t <= limit] + [limit]
    first = ticks[0]

    def across(seconds):
        return LEFT + WIDTH * math.log(max(seconds, first) / first) / math.log(limit / first)

    for number, (size, program) in enumerate(panels):
        base = TOP + number * STEP + HEIGHT
        here = [line for line in table if (line["size"], line["program"]) == (size, program)]
        out.append(f'<text x="{LEFT}" y="{base - HEIGHT - 12}" font-weight="bold">{size}, {program} program: solved to {gap:.2%} by CPU seconds</text>')
        for share in (0, 0.5, 1):
            y = base - HEIGHT * share
            out.append(f'<line x1="{LEFT}" y1="{y}" x2="{LEFT + WIDTH}" y2="{y}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{share:.0%}</text>')
        for tick in ticks:
            out.append(f'<line x1="{across(tick):.1f}" y1="{base}" x2="{across(tick):.1f}" y2="{base + 4}" stroke="black"/>'
                       f'<text x="{across(tick):.1f}" y="{base + 18}" text-anchor="middle">{tick:g}</text>')
        for row, solver in enumerate(dict.fromkeys(line["solver"] for line in here)):
            own = [line for line in here if line["solver"] == solver]
            times = sorted(line["seconds"] for line in own if line["gap"] is not None and line["gap"] <= gap * 1.0001 and line["seconds"] <= limit)
            path = f"M{LEFT} {base}"
            for count, seconds in enumerate(times, 1):
                path += f" H{across(seconds):.1f} V{base - HEIGHT * count / len(own):.1f}"
            path += f" H{LEFT + WIDTH}"
            colour = COLOURS.get(solver, "black")
            out.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
            out.append(f'<text x="{LEFT + WIDTH + 8}" y="{base - HEIGHT + 14 + 16 * row}" fill="{colour}">{solver} {len(times)}/{len(own)}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
