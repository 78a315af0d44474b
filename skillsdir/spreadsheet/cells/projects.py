"""Lists of projects as people write them into one cell, and how those ended."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from people.records.track_record import Outcome
from people.spelling.names import fold
from projects.models.choices import ProjectStatus
from skillsdir.spreadsheet.cells import shares
from skillsdir.spreadsheet.cells.days import day_in, halves
from skillsdir.spreadsheet.cells.pieces import (
    Known,
    known_parts,
    matches_nothing,
    split,
    squeeze,
    without_place,
)

BRACKETS = re.compile(r"(.*\S)\s*[(\[{]([^()\[\]{}]*)[)\]}]")
DASHED = re.compile(r"(.*\S)\s*(?::|–|—|->|→|\s-+\s)\s*(\S.*)")
WORDS = {
    Outcome.IN_USE: (
        "in use, live, in production, production, deployed, success, successful, "
        "succeeded, used, adopted, rolled out, launched, shipped, went live, won, "
        "operational, delivered and used, implemented, productive, goal met, "
        "criteria met, erfolgreich, erfolg, im einsatz, in betrieb, produktiv, "
        "réussi, succès, en production, en service, éxito, exitoso, en producción, "
        "en uso, sucesso, em produção, em uso, successo, riuscito, in produzione, "
        "in uso, succesvol, in gebruik, in productie, sukces, wdrożony"
    ),
    Outcome.ANSWERED: (
        "answered, question answered, decision informed, informed decision, decided, "
        "insight delivered, decision made, informed a decision, study delivered, "
        "frage beantwortet, beantwortet, entscheidung getroffen, question répondue, "
        "décision prise, decisión tomada, pregunta respondida, decisione presa"
    ),
    Outcome.NOT_MET: (
        "not met, criteria not met, failed, failure, fail, unsuccessful, missed, "
        "did not work, goal not met, targets missed, not successful, lost, "
        "gescheitert, misserfolg, nicht erreicht, ziel verfehlt, échec, échoué, "
        "fracaso, fracasado, fallido, fracasso, falhou, fallito, mislukt, porażka"
    ),
    Outcome.NOT_ADOPTED: (
        "not adopted, not taken up, not used, unused, never used, shelved, "
        "on the shelf, not in use, delivered not used, no adoption, never adopted, "
        "nicht genutzt, nicht verwendet, nicht übernommen, non utilisé, non adopté, "
        "no utilizado, no adoptado, não utilizado, non utilizzato, niet gebruikt"
    ),
    Outcome.STOPPED_EVIDENCE: (
        "stopped early, learned early, evidence said no, no signal, not feasible, "
        "infeasible, disproved, stopped by evidence, stopped evidence, not viable, "
        "hypothesis rejected, proved impossible"
    ),
    # A project that was stopped, nobody says why: neither is judged, and this one does
    # not claim that something was learned.
    Outcome.STOPPED_EXTERNAL: (
        "stopped, cancelled, canceled, abandoned, discontinued, terminated, dropped, "
        "stopped for external reasons, external reasons, budget cut, no budget, "
        "lost funding, reorganisation, reorganization, stopped external, halted, "
        "aborted, abgebrochen, gestoppt, eingestellt, storniert, annulé, abandonné, "
        "arrêté, cancelado, abandonado, suspendido, interrompido, annullato, "
        "interrotto, geannuleerd, gestopt, stopgezet, anulowany"
    ),
}
# What says something about a project, and nothing about how it ended.
SAYS_NOTHING = """
    completed, complete, finished, done, closed, delivered, ongoing, in progress,
    active, running, current, planned, on hold, paused, pending, proposed, lead, member,
    present, now, unknown, ended, over, past, wip, handed over,
    abgeschlossen, beendet, fertig, laufend, läuft, geplant, pausiert, terminé, fini,
    en cours, prévu, en pause, terminado, finalizado, en curso, planificado, concluído,
    em andamento, concluso, terminato, in corso, afgerond, lopend, gepland, zakończony
"""
STATUSES = {
    ProjectStatus.PROPOSED: (
        "planned, pipeline, idea, not started, pending, proposal, geplant, idee, "
        "in planung, prévu, planifié, idée, planificado, previsto, planejado, "
        "pianificato, gepland, planowany"
    ),
    ProjectStatus.STAFFING: "hiring, looking for people, open, offen, ouvert, abierto",
    ProjectStatus.ACTIVE: (
        "running, ongoing, in progress, current, started, live, now, wip, aktiv, "
        "laufend, läuft, in arbeit, gestartet, actif, en cours, activo, en curso, "
        "ativo, em andamento, attivo, in corso, actief, lopend, bezig, aktywny, w toku"
    ),
    ProjectStatus.CLOSED: (
        "done, finished, completed, complete, ended, over, delivered, abgeschlossen, "
        "beendet, fertig, erledigt, terminé, fini, clôturé, achevé, terminado, "
        "finalizado, cerrado, completado, concluído, encerrado, concluso, terminato, "
        "chiuso, completato, afgerond, gesloten, klaar, zakończony"
    ),
    ProjectStatus.CANCELLED: (
        "canceled, abandoned, stopped, abgebrochen, storniert, gestoppt, annulé, "
        "abandonné, cancelado, abandonado, annullato, geannuleerd, gestopt, anulowany"
    ),
}
# Whether its people stay booked, nobody says.
PAUSED = """
    on hold, hold, paused, suspended, frozen, parked, pausiert, ruhend, ruht,
    zurückgestellt, en pause, suspendu, en attente, en pausa, suspendido, pausado,
    suspenso, in pausa, sospeso, in de wacht, wstrzymany
"""
HEALTH = """
    green, amber, yellow, orange, red, on track, at risk, off track, delayed, late,
    grün, gelb, rot, verzögert, vert, jaune, rouge, en retard, verde, amarillo,
    amarelo, rojo, vermelho, giallo, rosso, groen, geel, oranje, rood, 🟢, 🟡, 🟠, 🔴
"""


def phrase(text):
    return " ".join(re.sub(r"[^\w%]+|_", " ", fold(text)).split())


def phrases(words):
    return frozenset(phrase(word) or word.strip() for word in words.split(","))


OTHERWISE = phrases(SAYS_NOTHING)
STATUS_MEANINGS = {
    words: status for status, many in STATUSES.items() for words in phrases(many)
}
OWN_STATUSES = frozenset(ProjectStatus.values)
PAUSES, HEALTHS = phrases(PAUSED), phrases(HEALTH)


# Stand where a project would, and say that somebody is away, or on none.
OFF_TIME = phrases("""
    a/l, annual leave, leave, on leave, pto, vacation, vacations, holiday, holidays,
    public holiday, bank holiday, parental leave, maternity leave, paternity leave,
    sick, sick leave, unpaid leave, sabbatical, day off, time off, out of office, ooo,
    away, absent, off, bench, on the bench, on bench, unassigned, unallocated,
    not assigned, no project, between projects, idle, available, not available,
    urlaub, elternzeit, krank, feiertag, ferien, resturlaub, abwesend, abwesenheit,
    mutterschutz, kein projekt, verfügbar, congé, congés, vacances, arrêt maladie,
    vacaciones, baja, festivo, férias, ferie, malattia, verlof, vakantie, ziek, urlop
""")


def is_off_time(text: str) -> bool:
    """Return whether words are of leave, or of no project at all."""
    return phrase(text) in OFF_TIME


def status_of(text: str) -> ProjectStatus | None:
    """Return the status that words mean; None where they are no status."""
    return STATUS_MEANINGS.get(phrase(without_place(text)))


@lru_cache(maxsize=1024)
def is_of_work(text: str) -> bool:
    """Return whether words say where a project stands, in our words or others."""
    words = phrase(without_place(text))
    return words in OWN_STATUSES or words in STATUS_MEANINGS or words in PAUSES


def status_refusal(text: str) -> str:
    """Return why words that seem to be a status are none; "" of all others."""
    words = phrase(without_place(text)) or text.strip()
    if words in PAUSES:
        return (
            f"“{text}” is no status here: write Active where its people stay booked,"
            " and otherwise Proposed or Cancelled"
        )
    if words in HEALTHS:
        labels = ", ".join(status.label for status in ProjectStatus)
        return f"“{text}” says how it goes, and not where it stands: write {labels}"
    return ""


MEANINGS = {
    phrase(words): outcome.value
    for outcome in Outcome
    for words in (outcome.value, outcome.label, *WORDS[outcome].split(","))
}


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project named in a cell.

    `outcome` is a value of `Outcome`; `remark` is what stands behind the name; a share
    and days that are part of it are given apart; `rest` says neither, `unclear` none
    that can be told.
    """

    name: str
    outcome: str | None = None
    remark: str | None = None
    percent: int | None = None
    days: tuple = ()
    rest: str = ""
    unclear: str = ""


def outcome_of(text: str) -> str | None:
    """Return the value of `Outcome` that the words mean, or None where they do not say.

    Of "in use, 2021" the part that says it counts.
    """
    if found := MEANINGS.get(phrase(text)):
        return found
    parts = re.split(r"[,;/–—:]|\s-\s", text)
    outcomes = {MEANINGS.get(phrase(part)) for part in parts} - {None}
    return outcomes.pop() if len(outcomes) == 1 else None


def projects_in(text: str, known: Known = matches_nothing) -> list[ProjectMention]:
    mentions = []
    for entry, is_hard in split(
        str(text), known, lambda entry: read_project(entry, known).name
    ):
        outcome = MEANINGS.get(phrase(entry))
        is_of_last = mentions and not is_hard and mentions[-1].remark is None
        if is_of_last and outcome and not known(entry):
            mentions[-1] = replace(mentions[-1], outcome=outcome, remark=entry)
            continue
        if is_of_last and may_say_how_much(entry) and not known(entry):
            mentions[-1] = with_part(mentions[-1], entry)
            continue
        mention = read_project(entry, known)
        names = [mention.name]
        if not known(mention.name):
            names = known_parts(mention.name, known) or names
        mentions += [replace(mention, name=name) for name in names]
    return mentions


def read_project(entry: str, known: Known = matches_nothing) -> ProjectMention:
    if known(entry):
        return ProjectMention(entry)
    if mention := booked_project(entry, known):
        return mention
    for pattern in (BRACKETS, DASHED):
        if match := pattern.fullmatch(entry):
            name, said = match[1], squeeze(match[2])
            outcome = outcome_of(said)
            is_remark = phrase(said) in OTHERWISE or (said and known(name))
            if outcome or (is_remark and not known(said)):
                mention = booked_project(name, known) or ProjectMention(name)
                return replace(mention, outcome=outcome, remark=said)
    return ProjectMention(entry)


def booked_project(entry, known):
    """Return a project with how much or when somebody is on it; `None` without both.

    "Churn (50 %, until May 2026)", "Churn: 0.5 FTE", "Churn 20 % from 2026-04-01". What
    stands beside either in brackets is none of the name, whatever it says.
    """
    for pattern in (BRACKETS, DASHED, BARE_SHARE, BARE_DAYS):
        match = len(entry) <= LONGEST and pattern.fullmatch(entry)
        parts = [*filter(None, map(squeeze, PARTS.split(match[2])))] if match else ()
        if not any(map(may_say_how_much, parts)):
            continue
        name = match[1].rstrip(" -–—:,")
        mention = None if known(name) else booked_project(name, known)
        for part in parts:
            mention = with_part(mention or ProjectMention(name), part)
        return mention
    return None


def with_part(mention, part):
    """Return a mention with what one remark says of it."""
    if share := share_in(part):
        return replace(mention, percent=share)
    if days := days_in(part):
        return replace(mention, days=tuple((dict(mention.days) | days).items()))
    if may_say_how_much(part):
        return replace(mention, unclear=part)
    if outcome := outcome_of(part):
        return replace(mention, outcome=outcome, remark=part)
    if phrase(part) in OTHERWISE:
        return mention
    return replace(mention, rest=", ".join(filter(None, [mention.rest, part])))


# Of a longer entry nobody looks what stands behind its name.
LONGEST = 200
FROM, UNTIL = "from|since|starting|ab|seit|von|depuis|desde", "until|till|bis|hasta"
SHARE = r"\d{1,3}(?:[.,]\d+)?\s*(?:%|fte\b)"
BARE_SHARE = re.compile(rf"(.*\S)\s+@?\s*({SHARE})", re.IGNORECASE)
BARE_DAYS = re.compile(
    rf"(.*\S)\s+((?:{FROM}|{UNTIL})\s+(?!\d+$)\D{{0,12}}\d.*)", re.IGNORECASE
)
PARTS = re.compile(rf"[,;]\s|\s(?=(?:{FROM}|{UNTIL})\s)", re.IGNORECASE)
A_YEAR = re.compile(r"(?:19|20)\d\d")
ONE_END = re.compile(rf"(?:({FROM})|({UNTIL}|to))\s+(.+)", re.IGNORECASE)
HOW_MUCH = re.compile(
    rf"{SHARE}.*|[\d.,]+\s*(?:h|d|hours?|days?|hrs?)\s*(?:/|per|a)\s*\w+"
    rf"|(?:{FROM}|{UNTIL})\s+\D{{0,12}}\d.*|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}.*"
    r"|\d{4}-\d\d-\d\d.*",
    re.IGNORECASE,
)


def may_say_how_much(text):
    return len(text) <= LONGEST and bool(HOW_MUCH.fullmatch(text) or days_in(text))


def share_in(text):
    """Return the percent that a text says, if it has a unit and is no day."""
    share = shares.percent(text) if HOW_MUCH.fullmatch(text) else None
    return share if share and not DATED.search(text) else None


DATED = re.compile(r"\d\s*[./-]\s*\d+\s*[./-]\s*\d")


def days_in(text):
    """Return the first and last day that a text says, as far as it does."""
    match = ONE_END.fullmatch(text)
    when = match[3] if match else text
    found = (when, when) if A_YEAR.fullmatch(when) else halves(when)
    if not found or not any(map(str.isdecimal, text)):
        return {}
    first, last = day_in(found[0]), day_in(found[1], last=True)
    if match and found[0] == found[1]:
        name, day = ("ends_on", last) if match[2] else ("starts_on", first)
        return {name: day} if day else {}
    if first is None or first == last:
        return {}
    return {"starts_on": first} | ({"ends_on": last} if last else {})


BETWEEN_SHARES = re.compile(r"(?<=[\d%)])\s*[/+]|\s[/+]\s|[;\n|]|,\s")
# A project with its share: "Churn 50 %", "Lake (0.5)".
SHARED = re.compile(r"(.*[^\W\d_].*?)[\s:(–-]+(\d{1,3}(?:[.,]\d\d?)?)\s*(%?)\s*\)?")
FEWEST, LONGEST_CELL = 10, 300


# What a week says without a project: that there is none, or that there is one.
FREE = frozenset(("-", "–", "—", "n/a", "off", "free", "available", "frei", "libre"))
MARKS = frozenset(("x", "✓", "✔", "booked", "busy", "y", "yes", "ja", "belegt", "full"))


def project_and_percent(text):
    """A project that a cell names, and the percent behind it: "Churn (50 %)"."""
    name, _, rest = text.partition("(")
    if (found := shares.percent(rest.rstrip(") "))) is not None:
        return name.strip(), found
    head, _, last = text.rstrip().rpartition(" ")
    if last.endswith("%") and (found := shares.percent(last)) is not None:
        return head.strip(" -–:,"), found
    is_mark = text.strip().casefold() in MARKS
    return ("", None) if is_mark or says_free(text) else (text.strip(), None)


def projects_and_percents(text):
    """The projects that a cell names, with percents: "Churn 50 / Lake 50" are two.

    Each has one, and signs that say so, or whole tens and fives: GPT 4 / GPT 5 is one.
    """
    parts = BETWEEN_SHARES.split(text) if len(text) < LONGEST_CELL else []
    parts = [part.strip() for part in parts if part.strip()]
    found = [match for part in parts if (match := SHARED.fullmatch(part))]
    said = [shares.percent(one[2] + one[3], most=999) or 0 for one in found]
    are_shares = all(share >= FEWEST and share % 5 == 0 for share in said)
    if 1 < len(found) == len(parts) and (are_shares or all(one[3] for one in found)):
        return [(one[1], share) for one, share in zip(found, said, strict=True)]
    return [project_and_percent(text)]


def says_free(value):
    return str(value).strip().casefold() in FREE
