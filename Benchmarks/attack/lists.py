"""Reads lists as docs/lists.md describes them. The names of lists, columns and choices are taken from that page itself."""
import calendar
import csv
import datetime
import os
import re
import unicodedata
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "..", "docs", "lists.md")


class Unread(Exception):
    """A cell or a file that the page does not say how to read."""


def page():
    """For each English list name: its file names, and its columns as {any name: English name}; and all choices {zh or en: en}."""
    tables, choices, current = {}, {}, None
    with open(PAGE, encoding="utf-8") as file:
        for line in file:
            heading = re.match(r"## `(\w+)\.csv` · `(\w+)\.csv`", line)
            column = re.match(r"\| `(\w+)` \| (\S+) \|", line)
            if heading:
                current = tables[heading[1]] = {"files": [heading[1], heading[2]], "columns": {}}
            elif column and current is not None and column[1] != "column":
                current["columns"][column[1]] = current["columns"][column[2]] = column[1]
                for english, chinese in re.findall(r"`(\w+)` ([^\s`,|]+)", line.split("|")[-2]):
                    choices[chinese] = choices[english] = english
    return tables, choices


def aims():
    """The aims of a roster in the default order, as {any name: English name}, from the table of docs/rules.md."""
    with open(os.path.join(os.path.dirname(PAGE), "rules.md"), encoding="utf-8") as file:
        _, _, table = file.read().partition("| aim |")
    found = re.findall(r"^\| `(\w+)` \| (\S+) \|", table.partition("\n\n")[0], re.MULTILINE)
    return {name: english for english, chinese in found for name in (english, chinese)}


TABLES, CHOICES = page()
AIMS = aims()


def decoded(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def rows(path):
    """The rows of one file as lists of cells, without those that are empty."""
    with open(path, "rb") as file:
        try:
            text = decoded(file.read())
        except UnicodeDecodeError as error:
            raise Unread(f"{path}: {error}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        separator, text = first.strip()[4:5] or "\t", rest
    else:
        separator = max(",;\t", key=first.count)
    cells = csv.reader(text.split("\n"), delimiter=separator) if '"' not in text else csv.reader(_io(text), delimiter=separator)
    return [[cell.strip() for cell in row] for row in cells if any(cell.strip() for cell in row)]


def _io(text):
    import io
    return io.StringIO(text, newline="")


def table(folder, name):
    """The rows of a list as {English column: text}; none where there is no file."""
    known = TABLES[name]
    for stem in known["files"]:
        path = os.path.join(folder, stem + ".csv")
        if os.path.exists(path):
            break
    else:
        return []
    found = rows(path)
    if not found:
        return []
    header = [known["columns"].get(cell) or known["columns"].get(cell.lower()) for cell in found[0]]
    if None in [column for column, cell in zip(header, found[0]) if cell]:
        raise Unread(f"{path}: header {found[0]}")
    return [{column: cell for column, cell in zip(header, row) if column and cell} for row in found[1:]]


def joined(folder, name):
    """A list, with the columns that `lists/private` holds apart, by id."""
    listed = table(folder, name)
    private = {row.get("id"): row for row in table(os.path.join(folder, "private"), name)}
    return [row | {key: value for key, value in private.get(row.get("id"), {}).items() if key not in row} for row in listed]


def plain(text):
    return unicodedata.normalize("NFKC", text).strip()


def number(text, digits):
    """A number as whole units of 10^-digits."""
    found = re.fullmatch(r"[¥￥]?\s*([+-]?)(\d[\d,\s]*)(\.\d+)?\s*(万|亿|千)?\s*(元|块|CNY)?", plain(text))
    if not found:
        raise Unread(f"number {text!r}")
    scale = {"万": 10**4, "亿": 10**8, "千": 1000, None: 1}[found[4]]
    value = Fraction(re.sub(r"[,\s]", "", found[2]) + (found[3] or "")) * scale * 10**digits
    if value.denominator != 1:
        raise Unread(f"number {text!r} has more than {digits} decimals")
    return -int(value) if found[1] == "-" else int(value)


def percent(text):
    """A percentage in ten-thousandths."""
    text = plain(text).replace("∶", ":")
    if re.fullmatch(r"1\s*:\s*1", text):
        return 10000
    if not text.endswith("%"):
        raise Unread(f"percentage {text!r}")
    return number(text[:-1], 2)


def percentage(text):
    """A percentage in place of an amount, as ten-thousandths and what it is of ("cost", "fund" or None); None for an amount."""
    half = plain(text).replace("％", "%")
    found = re.fullmatch(r"(?:(?P<zh>[^%]*)的)?\s*(?P<number>[0-9.]+)\s*%(?:\s*of\s+(?P<en>.*))?", half)
    if not found:
        return None
    word = (found["zh"] or found["en"] or "").strip().lower()
    base = "cost" if "费用" in word or "cost" in word else "fund" if "资金" in word or "fund" in word else None
    return percent(found["number"] + "%"), base


def day(text, last=False):
    """A day as its ordinal; a month or a year is its first day, or its last."""
    text = re.sub(r"[T\s]+0?0:00(:00)?$", "", plain(text)).rstrip("日")
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text) or re.fullmatch(r"(\d{4})(?:[-/.年](?:(\d{1,2})(?:[-/.月](\d{1,2})?)?)?)?", text)
    if not found:
        raise Unread(f"day {text!r}")
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    try:
        of_month = int(found[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return datetime.date(year, month, of_month).toordinal()
    except (ValueError, calendar.IllegalMonthError):
        raise Unread(f"day {text!r}")


def later_by_a_year(ordinal):
    """The same day of the next year."""
    date = datetime.date.fromordinal(ordinal)
    try:
        return date.replace(year=date.year + 1).toordinal()
    except ValueError:
        return date.replace(year=date.year + 1, day=28).toordinal()


def clock(text):
    """A time of day in minutes; one of the next day is 1,440 minutes later."""
    found = re.fullmatch(r"(次日)?\s*(\d{1,2})(?::(\d\d)(?::00)?|点(?:(\d{1,2})分?)?)\s*(\+1)?", plain(text))
    if not found or found[1] and found[5]:
        raise Unread(f"time {text!r}")
    return int(found[2]) * 60 + int(found[3] or found[4] or 0) + (1440 if found[1] or found[5] else 0)


def minutes(text):
    text = plain(text)
    found = re.fullmatch(r"(\d+):(\d\d)", text)
    if found:
        return int(found[1]) * 60 + int(found[2])
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)\s*(分钟|分|min|minutes|小时|时|h|hours?)?", text)
    if not found:
        raise Unread(f"duration {text!r}")
    value = Fraction(found[1].replace(",", "")) * (60 if found[2] and found[2][0] in "小时h" else 1)
    if value.denominator != 1:
        raise Unread(f"duration {text!r}")
    return int(value)


def whole(text):
    return number(text, 0)


def texts(text):
    """Several in a cell, by commas too: for ids only."""
    return [plain(part) for part in re.split(r"[;；、|\n,，]", text) if part.strip()]


def words(text):
    """Several texts in a cell, which may hold commas."""
    return [part.strip() for part in re.split(r"[;；、|\n]", text) if part.strip()]


def flag(text):
    text = plain(text).lower()
    if text in ("是", "yes", "√", "1", "true", "y"):
        return True
    if text in ("否", "no", "×", "0", "false", "n"):
        return False
    raise Unread(f"yes or no {text!r}")


def choice(text):
    if text not in CHOICES and text.lower() not in CHOICES:
        raise Unread(f"choice {text!r}")
    return CHOICES.get(text) or CHOICES[text.lower()]
