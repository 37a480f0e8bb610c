"""Changes to files: by bytes, cells, headers, rows, encodings and names. A folder is a dictionary of file names to bytes."""
import csv
import io
import re

CONTROLS = ["\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b2J", "\x0b", "\u2028", "\u202e", "\u200b", "\ufeff"]
CELLS = ["", "0", "-1", "1", "0.001", "0.0001", "1E+07", "NaN", "inf", "1e309", "999999999999", "99999999999999999999", "9223372036854775807",
         "1,2", "12.345,60", "(100)", "１２", "20万元", "1亿", "100%", "100.01%", "0.01%", "33.33%", "1:1", "1：2", "-5%", "2026", "2026-", "2026-02-30",
         "2026-03-1-", "20261301", "9999-12-31", "0001-01-01", "46082", "24:00", "25:00", "次日09:00", "09:00+1", "33:00", "次日24:00", "48:00", "48:01", "次日33:00", "wishes; least", "总时长；延续", "together", "分开", "H1", "H2", "半天", "1.5小时", "是", "no", "maybe", "P1", "F1", "N1", "V1",
         "P1;P1", ";", "；、", "P1,P2", "=1+1", "@x", "+1", "a,b", "\"", "'", "a\nb", "../x", "a/b", ".", "..", "CON", "ൎ/../ാ", "🙂", "e\u0301", "é",
         "基本", "必须安排", "kept", "law", "法律", "省", "村", "编制层级", "planner", "资金", "funds.categories", "专款专用", "fund-cap", "资金.金额", "x" * 300, "𠀀" * 64] + CONTROLS
NAMES = ["funds.csv", "项目.csv", "notes.txt", "Funds.CSV", "volunteers.csv", "a\x1b[7m.csv", "slots.csv", "periods.csv", "authorities.csv", "权限.csv", "资金 .csv", ".csv"]


def text_of(data):
    return data.decode("utf-8-sig", "surrogateescape")


def cells_of(data):
    return list(csv.reader(io.StringIO(text_of(data), newline="")))


def bytes_of(rows):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogateescape")


def by_bytes(random, data):
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 1, 3, 10])):
        at = random.randrange(len(data) + 1)
        kind = random.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = random.randrange(256)
        elif kind == 1:
            data[at:at] = bytes(random.randrange(256) for _ in range(random.choice([1, 2, 8])))
        elif kind == 2:
            del data[at:at + random.choice([1, 2, 5, 40])]
        elif kind == 3:
            del data[at:]
        elif kind == 4:
            data[at:at] = data[at:at + 60]
        else:
            data[at:at] = random.choice([b"\x80", b"\xff", b"\x00", b"\r", b"\n", b'"', b",", b";", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc2\x85", b"\xc2\x9b"])
    return bytes(data)


def by_cells(random, data):
    rows = cells_of(data)
    for _ in range(random.choice([1, 1, 2, 4])):
        row = random.choice(rows[1:] or rows)
        if not row:
            continue
        at, kind = random.randrange(len(row)), random.randrange(6)
        if kind < 2:
            row[at] = random.choice(CELLS)
        elif kind == 2:
            other = random.choice(rows)
            row[at] = other[at] if at < len(other) else ""
        elif kind == 3:
            row[at] = re.sub(r"\d+", lambda digits: digits[0] + "0" * random.randrange(12), row[at], count=1)
        elif kind == 4:
            cut = random.randrange(len(row[at]) + 1)
            row[at] = row[at][:cut] + random.choice(CONTROLS + [" ", "\u3000", ";", "-"]) + row[at][cut:]
        else:
            other = random.randrange(len(row))
            row[at], row[other] = row[other], row[at]
    return bytes_of(rows)


def by_rows(random, data):
    rows = cells_of(data)
    at, kind = random.randrange(len(rows)), random.randrange(6)
    if kind == 0:
        rows.insert(at, list(rows[at]))
    elif kind == 1:
        del rows[at]
    elif kind == 2:
        rows[1:] = random.sample(rows[1:], len(rows) - 1)
    elif kind == 3:
        rows = rows[:1]
    elif kind == 4:
        rows[at] = rows[at] + [random.choice(CELLS)]
    else:
        rows[at] = rows[at][:random.randrange(len(rows[at]) + 1)]
    return bytes_of(rows)


def by_header(random, data):
    rows = cells_of(data)
    if not rows or not rows[0]:
        return data
    at, other, kind = random.randrange(len(rows[0])), random.randrange(len(rows[0])), random.randrange(5)
    if kind == 0:
        rows[0][at] = rows[0][other]
    elif kind == 1:
        rows[0][at] = random.choice(["", "id", "编号", "x", "Amount", " 金额 ", "=1"] + CONTROLS)
    elif kind == 2:
        rows = [row[:at] + row[at + 1:] for row in rows]
    elif kind == 3:
        rows[0][at], rows[0][other] = rows[0][other], rows[0][at]
    else:
        rows.insert(0, [random.choice(["标题", "sep=;", "sep=", ""])])
    return bytes_of(rows)


def by_encoding(random, data):
    text = text_of(data)
    kind = random.randrange(9)
    if kind < 5:
        codec = ["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"][kind]
        if kind < 3 and random.random() < 0.3:
            text = text[:len(text) // 2] + random.choice(CONTROLS) + text[len(text) // 2:]
        return text.encode(codec, "replace")
    if kind == 5:
        return text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    if kind == 6:
        return text.replace(",", random.choice([";", "\t", "|"])).encode("utf-8", "surrogateescape")
    cut = random.randrange(len(data) + 1)
    return random.choice([b"\xef\xbb\xbf", b"", b"\xff\xfe"]) + data[:cut] + random.choice([b"\x80", b"\xc3", b"\xa3\xa0", b"\x81\x30"]) + data[cut:]


def by_folder(random, files):
    name, kind = random.choice(sorted(files)), random.randrange(5)
    if kind < 2:
        del files[name]
    elif kind == 2:
        files[random.choice(NAMES)] = files.pop(name)
    elif kind == 3:
        files[random.choice(NAMES)] = files[name]
    else:
        files[name] = random.choice([b"", b"\n", b"\xef\xbb\xbf", b"\x00" * 20, b"id\n", b"a" * 100000, b'"'])


IN_FILES = [by_bytes, by_cells, by_cells, by_cells, by_rows, by_rows, by_header, by_encoding]


def folder(random, files):
    """A changed copy of a folder."""
    files = dict(files)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        if random.random() < 0.12 or not files:
            by_folder(random, files) if files else None
            continue
        name = random.choice(sorted(files))
        if files[name]:
            try:
                files[name] = random.choice(IN_FILES)(random, files[name])
            except (csv.Error, IndexError, ValueError):
                # No table any longer after an earlier change.
                files[name] = by_bytes(random, files[name])
    return files
