"""Months, quarters, halves and weeks, and parts of them, in several languages."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from people.spelling.names import fold

ENGLISH = """
    january february march april may june july august september october november
    december
"""
# Twelve each: German, also as in Austria, French, Spanish, Portuguese, Dutch, Italian,
# Polish as named and as in dates, Swedish, Danish and Norwegian, Czech as in dates.
MANY = """
    januar februar marz april mai juni juli august september oktober november dezember
    janner feber maerz april mai juni juli august september oktober november dezember
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre
    janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro
    dezembro
    januari februari maart april mei juni juli augustus september oktober november
    december
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre
    novembre dicembre
    styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik
    listopad grudzien
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika
    listopada grudnia
    januari februari mars april maj juni juli augusti september oktober november
    december
    januar februar marts april maj juni juli august september oktober november
    desember
    ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu
    prosince
"""
# Cut short otherwise than at the end.
SHORT = {"sept": 9, "mrz": 3, "mrt": 3, "juil": 7}
SHORTEST = 3


def numbered(names):
    """Yield names of months with their numbers."""
    for place, name in enumerate(names.split()):
        yield name, place % 12 + 1


def beginnings(name):
    return [name[:length] for length in range(SHORTEST, len(name))]


def month_numbers():
    """Return months by name, and by what their names begin with if one only does."""
    short = {}
    for name, number in numbered(MANY):
        for beginning in beginnings(name):
            short.setdefault(beginning, set()).add(number)
    clear = {text: min(found) for text, found in short.items() if len(found) == 1}
    for name, number in numbered(ENGLISH):
        clear |= dict.fromkeys(beginnings(name), number)
    return clear | dict(numbered(MANY)) | dict(numbered(ENGLISH)) | SHORT


MONTHS = month_numbers()
YEAR = r"(?P<year>\d{4}|'?\d\d)"
LONG_YEAR = r"(?P<year>\d{4})"
NAME = r"(?P<name>[a-z]{3,})"
QUARTERS = "(?:q|qtr|quarter|quartal|trim|trimestre|t|kwartal|kwartaal)"
HALVES = "(?:h|hy|hj|half|halbjahr)"
WEEKS = "(?:w|cw|wk|week|kw|woche|semaine|semana|settimana)"
WRITTEN = (
    rf"(?P<month>\d{{1,2}})[/.-]{LONG_YEAR}",
    rf"{LONG_YEAR}[/.-](?P<month>\d{{1,2}})",
    rf"{NAME}\W*{LONG_YEAR}",
    rf"{LONG_YEAR}\W*{NAME}",
    # Mar-19 is how Excel shows March 2019; of "Mar 26" nobody knows.
    rf"{NAME}\.?\W?[-/'’](?P<year>\d\d)",
    rf"{QUARTERS}\W*(?P<quarter>[1-4])\W*{YEAR}",
    rf"(?P<quarter>[1-4])\W*{QUARTERS}\W*{YEAR}",
    rf"{LONG_YEAR}\W*{QUARTERS}(?P<quarter>[1-4])",
    rf"{HALVES}\W*(?P<half>[12])\W*{YEAR}",
    rf"(?P<half>[12])\W*{HALVES}\W*{YEAR}",
    rf"{LONG_YEAR}\W*{HALVES}(?P<half>[12])",
    rf"{WEEKS}\W*(?P<week>\d{{1,2}})\W+{YEAR}",
    rf"{LONG_YEAR}\W*{WEEKS}\W*(?P<week>\d{{1,2}})",
    LONG_YEAR,
)
PERIODS = tuple(map(re.compile, WRITTEN))
# Said before a day or a period, and nothing more.
BEFORE = frozenset(
    (
        *("since", "from", "as", "of", "starting", "until", "till", "to", "by", "in"),
        *("ab", "seit", "vom", "von", "bis", "zum", "im", "am", "depuis", "des", "du"),
        *("jusqu'au", "le", "desde", "hasta", "el", "ate", "dal", "dall'", "fino"),
        *("vanaf", "sinds", "tot", "od", "do", "the"),
    )
)
START, MIDDLE, END = "start", "middle", "end"
PARTS = {
    word: part
    for part, words in {
        START: "early beginning begin start anfang debut inicio inizio",
        MIDDLE: "mid middle mitte mi medio mediados meados meta",
        END: "eoy end ende fin final fim fine eind einde",
    }.items()
    for word in words.split()
}
# Between the words of a day: 9 de marzo de 2026, end of March.
BETWEEN = frozenset(("of", "de", "del", "do", "di", "van", "the", "le", "r", "roku"))
# A year of two digits from here on is of the last century.
PIVOT = 69


def month_of(name):
    """Return the number of a month by its name, whole or cut short."""
    return MONTHS.get(name)


def full_year(digits):
    year = int(digits.lstrip("'"))
    if len(digits.lstrip("'")) > 2:
        return year
    return year + (1900 if year >= PIVOT else 2000)


def without_accents(text):
    """Return a text without accents: März, août, październik."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def without_words(text: str) -> str:
    """Return a day or a period without what only stands around it: since, de."""
    words = text.split()
    while len(words) > 1 and words[0] in BEFORE:
        words.pop(0)
    return " ".join([*words[:1], *(word for word in words[1:] if word not in BETWEEN)])


def period(text: str, last: bool) -> date | None:
    """Return the first or last day of a period; of "end of March 2026" the last.

    The middle of a month is the 15th; that of a longer period is where its second half
    begins, or its first one ends.
    """
    first_word, _, rest = text.partition(" ")
    part = PARTS.get(first_word.removesuffix("-"))
    if part is None and text.startswith(("mid-", "mitte-")):
        part, rest = MIDDLE, text.partition("-")[2]
    days = ends_of(rest if part and rest else text)
    if days is None or part is None:
        return days and days[last]
    return middle_of(*days, last) if part == MIDDLE else days[part == END]


def ends_of(text):
    for pattern in PERIODS:
        match = pattern.fullmatch(text)
        found = match and match.groupdict()
        if not found or ("name" in found and not month_of(found["name"])):
            continue
        year = full_year(found["year"])
        if found.get("week"):
            monday = date.fromisocalendar(year, int(found["week"]), 1)
            return monday, monday + timedelta(days=6)
        first, final = months_of(found)
        return date(year, first, 1), date(year, final, monthrange(year, final)[1])
    return None


def months_of(found):
    """Return the first and last month of what a pattern found."""
    if found.get("name"):
        return (month_of(found["name"]),) * 2
    if found.get("month"):
        return (int(found["month"]),) * 2
    for name, length in (("quarter", 3), ("half", 6)):
        if found.get(name):
            final = int(found[name]) * length
            return final - length + 1, final
    return 1, 12


def middle_of(first, final, last):
    if first.month == final.month:
        return first.replace(day=15)
    months = (final.month - first.month + 1) // 2
    middle = first.replace(month=first.month + months)
    return middle - timedelta(days=1) if last else middle


# How long something lasts; “days” may be of work or of the calendar, and are none.
LENGTH = re.compile(r"(\d{1,2})\s*([a-z]+)\.?")
WEEKS = """
    w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane
    weken tydzien tygodnie tygodni
"""
LONG_MONTHS = """
    m mo mos mth mths month months monat monate monaten mois mes meses mese mesi maand
    maanden miesiac miesiace miesiecy
"""
LONG_YEARS = "y yr yrs year years jahr jahre an ans ano anos anno anni jaar rok lata"
MONTHS_OF = dict.fromkeys(LONG_MONTHS.split(), 1) | dict.fromkeys(
    LONG_YEARS.split(), 12
)


def last_day_of(first: date, length: str) -> date | None:
    """Return the last day of what lasts so long: “3 months”, “6 wks”; else None."""
    match = LENGTH.fullmatch(" ".join(fold(length).split()))
    count, unit = match.groups() if match else ("0", "")
    if unit in WEEKS.split() and int(count):
        return first + timedelta(weeks=int(count), days=-1)
    if unit not in MONTHS_OF or not int(count):
        return None
    months = first.year * 12 + first.month - 1 + int(count) * MONTHS_OF[unit]
    year, month = months // 12, months % 12 + 1
    day = min(first.day, monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)
