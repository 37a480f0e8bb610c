"""Adds people to a policy program as a modeller would write them: a column for each volunteer on each role.

`minutes(v,r) <= minutes(v) works(v,r)`, a volunteer's minutes and projects, a role's minutes and heads, and nobody in two
places at once. Who may hold a role is decided beforehand by level, vetting, willingness, slots and the way there.
"""
import collections
import csv
import itertools
import math
import os

import highspy
import numpy

INFINITY = highspy.kHighsInf


def rows(folder, name):
    path = os.path.join(folder, name + ".csv")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def texts(cell):
    return [text for text in (cell or "").split(";") if text]


def way(a, b):
    """Minutes by road between two places: 1.3 times the straight line at 30 km/h."""
    if a["id"] == b["id"] or not a["latitude"] or not b["latitude"]:
        return 0
    south, north = float(a["latitude"]), float(b["latitude"])
    x = (float(a["longitude"]) - float(b["longitude"])) * 111.195 * math.cos(math.radians((south + north) / 2))
    return math.hypot(x, (south - north) * 111.195) * 1.3 * 2


def write(lists, reduced, out):
    """Reads a policy program and the lists it came from; writes it with people.

    Returns how many columns came in."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.readModel(reduced)
    carried = {}
    for column, name in enumerate(model.getLp().col_names_):
        if name.startswith("carry_out_"):
            carried[name.split("_")[2]] = column
    places = {place["id"]: place for place in rows(lists, "places")}
    projects = {project["id"]: project for project in rows(lists, "projects")}
    skills = collections.defaultdict(dict)
    for row in rows(lists, "volunteer_skills"):
        skills[row["volunteer"]][row["skill"]] = int(row["level"] or 1)
    free = {row["volunteer"]: set(texts(row["slots"])) for row in rows(lists, "volunteer_slots")}
    volunteers = rows(lists, "volunteers")
    used = collections.defaultdict(list)
    here = collections.defaultdict(list)
    works = collections.defaultdict(list)
    before = model.getNumCol()
    # Added all at once: HiGHS takes longer for each column the more there are.
    new_columns, new_rows = [], []

    def column(upper, whole):
        new_columns.append((upper, whole))
        return before + len(new_columns) - 1

    def row(lower, upper, terms):
        new_rows.append((lower, upper, terms))

    for role in rows(lists, "project_roles"):
        project = projects[role["project"]]
        if project["id"] not in carried:
            continue
        slots = texts(role["slots"])
        asked = int(role["minutes"] or 0) / 60
        heads, hours = [], []
        for person in volunteers:
            if role["skill"] and skills[person["id"]].get(role["skill"], 0) < int(role["level"] or 1):
                continue
            if role["with_minors"] and not person["vetted"] or project["category"] in texts(person["unwilling"]):
                continue
            if person["travel_max"] and way(places[person["home"]], places[texts(project["place"])[0]]) > int(person["travel_max"]):
                continue
            open_slots = [slot for slot in slots if person["id"] not in free or slot in free[person["id"]]]
            if slots and not open_slots:
                continue
            most = int(person["minutes"]) / 60
            on = column(1, True)
            heads.append((on, 1))
            works[person["id"]].append((on, 1))
            if slots:
                for slot in open_slots:
                    here[person["id"], slot].append((on, 1))
                used[person["id"]].append((on, 3 * len(open_slots)))
            else:
                time = column(most, False)
                hours.append((time, 1))
                used[person["id"]].append((time, 1))
                row(-INFINITY, 0, [(time, 1), (on, -most)])
        row(0, INFINITY, heads + [(carried[project["id"]], -int(role["heads_min"] or 1))])
        if asked and not slots:
            row(0, INFINITY, hours + [(carried[project["id"]], -asked)])
    for person in volunteers:
        if works[person["id"]]:
            row(-INFINITY, int(person["minutes"]) / 60, used[person["id"]])
            row(-INFINITY, int(person["projects_max"] or 99), works[person["id"]])
    for terms in here.values():
        if len(terms) > 1:
            row(-INFINITY, 1, terms)
    add(model, new_columns, new_rows)
    model.writeModel(out)
    return len(new_columns)


def add(model, columns, rows):
    """Columns without a cost, (upper bound, whether it is whole), and then rows, (lower, upper, [(column, value)])."""
    first, count = model.getNumCol(), len(columns)
    uppers = numpy.array([upper for upper, _ in columns], dtype=float)
    nothing = numpy.zeros(count)
    starts = numpy.zeros(count, dtype=numpy.int32)
    model.addCols(count, nothing, nothing, uppers, 0, starts, numpy.array([], dtype=numpy.int32), numpy.array([]))
    whole = numpy.array([first + k for k, (_, whole) in enumerate(columns) if whole], dtype=numpy.int32)
    kinds = numpy.full(len(whole), highspy.HighsVarType.kInteger, dtype=object)
    model.changeColsIntegrality(len(whole), whole, kinds)
    sizes = [len(terms) for _, _, terms in rows]
    model.addRows(
        len(rows), numpy.array([lower for lower, _, _ in rows], dtype=float),
        numpy.array([upper for _, upper, _ in rows], dtype=float), sum(sizes),
        numpy.array([0] + list(itertools.accumulate(sizes[:-1])), dtype=numpy.int32),
        numpy.array([column for _, _, terms in rows for column, _ in terms], dtype=numpy.int32),
        numpy.array([value for _, _, terms in rows for _, value in terms], dtype=float))
