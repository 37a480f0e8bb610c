"""Adds people to a policy program as a modeller would write them: a column for each volunteer on each role.

`minutes(v,r) <= minutes(v) works(v,r)`, a volunteer's minutes and projects, a role's minutes and heads, and nobody in two
places at once. Who may hold a role is decided beforehand by level, vetting, willingness, slots and the way there.
"""
import collections
import csv
import math
import os

import highspy

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

    def column(cost, upper, whole):
        model.addCol(cost, 0, upper, 0, [], [])
        if whole:
            model.changeColIntegrality(model.getNumCol() - 1, highspy.HighsVarType.kInteger)
        return model.getNumCol() - 1

    def row(lower, upper, terms):
        model.addRow(lower, upper, len(terms), [c for c, _ in terms], [a for _, a in terms])

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
            on = column(0, 1, True)
            heads.append((on, 1))
            works[person["id"]].append((on, 1))
            if slots:
                for slot in open_slots:
                    here[person["id"], slot].append((on, 1))
                used[person["id"]].append((on, 3 * len(open_slots)))
            else:
                time = column(0, most, False)
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
    model.writeModel(out)
    return model.getNumCol() - before
