"""Two runs into one folder: one wins, the other says who, and the folder is one plan, whole."""
import scenes


def attack(part):
    town = scenes.Scenes(part)
    for index in part.cases(200, 3):
        random = part.random(index)
        foreign, held = random.random() < 0.3 and town.after[True][0] == 0, random.random() < 0.7
        # Other people's files without a plan are refused by both.
        foreign = foreign and held
        folder = town.set("case", foreign, plan="A" if held else None)
        pair = [scenes.A, scenes.B] if random.random() < 0.7 else [scenes.B, scenes.B]
        running = [part.allot.start("solve", given, "--out", folder) for given in pair]
        codes = []
        for one in running:
            try:
                codes.append(one.wait(60))
            except Exception:
                one.kill()
                codes.append("hang")
        part.count("pairs")
        part.count("both ended with 0", codes == [0, 0])
        command = f"allot solve {pair[0]} --out town & allot solve {pair[1]} --out town & wait; allot verify town".replace(scenes.ROOT + "/", "")
        if 0 not in codes or any(code not in (0, 73) for code in codes):
            part.fail(index, f"writers end with {codes}", "one 0, the other 0 or 73", command)
            continue
        may = {"A" if given == scenes.A else "B" for given, code in zip(pair, codes) if code == 0} or {"A"}
        wrong = town.wrong(folder, foreign, may=sorted(may), clean=True)
        if wrong:
            part.fail(index, "two writers: no whole plan", f"exits {codes}: {wrong}", command, [folder])
