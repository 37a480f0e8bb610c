"""Draws a few people for tiny lists: roles with slots by day and by night, wishes, pairs, decisions about people, least shares."""
import lists

DAY = "2026-04-30"
# Two that meet at midnight and are one stretch, a night as one slot, and slots that leave a short pause before or after them.
SLOTS = {"S0": (DAY, "20:00", "24:00"), "S1": ("2026-05-01", "00:00", "06:00"), "S2": (DAY, "22:00", "06:00+1"), "S3": ("2026-05-01", "07:00", "08:00"),
         "S4": (DAY, "18:00", "20:00"), "S5": ("2026-05-01", "08:00", "10:00")}
END = ["06:00+1", "次日06:00", "30:00"]


def draw(drawn):
    """Adds people to a drawn set of lists."""
    random = drawn.random
    slots = random.sample(sorted(SLOTS), random.randint(1, 4))
    people = [f"H{k}" for k in range(random.randint(2, 4))]
    for slot in sorted(slots):
        day, start, end = SLOTS[slot]
        drawn.add("slots", id=slot, day=day, start=start, end=random.choice(END) if slot == "S2" else end)
    if len(drawn.places) > 1 and drawn.chance(0.7):
        drawn.add("travel", **{"from": drawn.places[0], "to": drawn.places[1], "minutes": random.choice(["1", "30", "60", "90"])})
    volunteers(drawn, people, slots)
    posts = roles(drawn, slots)
    wishes(drawn, people)
    company(drawn, people, posts)
    if drawn.chance(0.4):
        aims = random.sample(sorted(set(lists.AIMS.values())), random.randint(1, 4))
        drawn.add("settings", key="roster_order", value="; ".join(aims))


def volunteers(drawn, people, slots):
    random = drawn.random
    for name in people:
        drawn.add("volunteers", id=name, home=drawn.maybe(0.7, lambda: random.choice(drawn.places)), minutes=random.choice(["2h", "8h", "14h", "24h", "24h"]),
                  rest=drawn.maybe(0.4, lambda: random.choice(["1", "60", "61", "120", "11h"])), least_total=drawn.maybe(0.3, lambda: random.choice(["1", "4h", "9h"])),
                  projects_max=drawn.maybe(0.15, lambda: "1"), minutes_min=drawn.maybe(0.15, lambda: random.choice(["60", "121", "4h"])),
                  travel_max=drawn.maybe(0.15, lambda: random.choice(["0", "30", "60"])), wants_mentor=drawn.maybe(0.1, lambda: "yes"),
                  can_mentor=drawn.maybe(0.2, lambda: "yes"), past_projects=drawn.maybe(0.2, lambda: random.choice(drawn.projects)))
        if drawn.chance(0.3):
            drawn.add("volunteer_slots", volunteer=name, slots=";".join(random.sample(slots, random.randint(1, len(slots)))))


def roles(drawn, slots):
    """Roles of one or two projects, as (project, role)."""
    random, posts = drawn.random, []
    for project in random.sample(drawn.projects, min(len(drawn.projects), random.choice([1, 1, 2]))):
        for role in ["R0", "R1"] if drawn.chance(0.3) else ["R0"]:
            least = random.choice([1, 1, 1, 1, 1, 2, 0])
            drawn.add("project_roles", project=project, role=role, heads_min=str(least), heads_max=drawn.maybe(0.5, lambda: str(max(1, least + random.randint(0, 1)))),
                      variant=drawn.maybe(0.2, lambda: random.choice(drawn.variants[project])),
                      slots=";".join(random.sample(slots, random.randint(1, min(2, len(slots))))), same_throughout=drawn.maybe(0.3, lambda: "yes"),
                      needs_mentor=drawn.maybe(0.1, lambda: "yes"), wishers_only=drawn.maybe(0.25, lambda: "yes"),
                      minutes=drawn.maybe(0.1, lambda: random.choice(["60", "8h"])))
            posts.append((project, role))
    return posts


def wishes(drawn, people):
    for name in people:
        for project in drawn.projects:
            if drawn.chance(0.5):
                drawn.add("volunteer_preferences", volunteer=name, project=project, preference=drawn.random.choice(["0", "1", "1", "2", "5"]))


def company(drawn, people, posts):
    """Pairs, and decisions about people."""
    random = drawn.random
    if drawn.chance(0.5):
        one, other = random.sample(people, 2)
        drawn.add("volunteer_pairs", volunteer=one, **{"with": other}, kind=random.choice(["together", "apart"]))
    if drawn.chance(0.4):
        project, role = random.choice(posts)
        drawn.add("pins", kind=random.choice(["must_fund", "keep", "must_not"]), project=project, volunteer=random.choice(people),
                  role=drawn.maybe(0.5, lambda: role), reason="r", by="b")
