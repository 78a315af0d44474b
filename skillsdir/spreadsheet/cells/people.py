"""People as they are named in one cell."""

import re
from dataclasses import dataclass

from people.spelling.names import fold
from skillsdir.spreadsheet.cells.names import (
    is_degree,
    is_generation,
    person_name,
    without_remarks,
)
from skillsdir.spreadsheet.cells.pieces import squeeze

BREAK = re.compile(r"[;；؛|\n]|\s/\s")
# What stands around addresses: <ana@x.org>, mailto:ana@x.org, "ana@x.org".
AROUND = re.compile(r"[\s<>()\[\]{},;:|\"“”„«»]+")
SIGNS = "'’‘`.*"
BRACKETS = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]")
# Words for no e-mail address.
NOBODYS = frozenset(
    (
        *("n/a", "na", "none", "no", "nil", "null", "-", "–", "—", "--", "tbd", "tba"),
        *("?", "x", "no e-mail", "no email", "no mail", "unknown", "keine", "kein"),
        *("keine e-mail", "aucun", "aucune", "ninguno", "ninguna", "nenhum", "geen"),
        *("nessuno", "nessuna", "brak", "unbekannt", "inconnu", "#n/a"),
    )
)
# Where a name is to stand one day: a seat that nobody holds yet.
OPEN_SEATS = frozenset(
    (
        *("tbd", "tba", "tbc", "tbh", "nn", "n n", "vacant", "vacancy", "open", "n a"),
        *("unfilled", "unassigned", "not assigned", "nobody", "no one", "none"),
        *("hiring", "not yet hired", "new hire", "new joiner", "placeholder"),
        *("someone", "anyone", "somebody", "anybody", "unknown", "not known"),
        *("not staffed", "unstaffed", "to hire", "to recruit", "to staff", "offen"),
        *("unbesetzt", "vakant", "null", "zu besetzen", "noch offen", "offene stelle"),
        *("niemand", "unbekannt", "keine", "kein", "nil", "a pourvoir", "a definir"),
        *("vacante", "por definir", "libre", "da definire", "da assegnare", "vacature"),
        *("nog onbekend", "wakat", "blank", "leer", "vide", "en blanco", "vuoto"),
        *("leeg", "empty", "vazio", "em branco", "puste", "tomt", "tyhja"),
    )
)
SEATS = frozenset(("position", "role", "seat", "post", "headcount", "slot", "req"))
# Before a job they say that nobody has it, whatever stands between.
OPEN = frozenset(
    (
        *("vacant", "vacancy", "unfilled", "unstaffed", "tbd", "tba", "tbc", "tbh"),
        *("unbesetzt", "vakant", "vacante", "vacature", "wakat", "unassigned"),
    )
)
# With a letter, a number or a remark behind it: whoever that will be.
SOMEBODY = frozenset(
    (
        *("intern", "contractor", "freelancer", "resource", "trainee", "praktikant"),
        *("praktikantin", "werkstudent", "working student", "external", "externer"),
        *("temp", "stagiaire", "becario", "ressource", "student", "new starter"),
    )
)
APART = re.compile(r"\s+[-–—]+\s*|\s*[:|]\s*")
# What sums up people, where one would be named.
TOTALS = frozenset(
    (
        *("total", "totals", "grand total", "sum", "subtotal", "sub total", "average"),
        *("averages", "avg", "mean", "median", "count", "minimum", "maximum", "min"),
        *("max", "team average", "number of people", "headcount", "coverage"),
        *("summe", "gesamt", "gesamtsumme", "durchschnitt", "mittelwert", "anzahl"),
        *("somme", "moyenne", "suma", "promedio", "media", "totaal", "gemiddelde"),
        *("target", "required", "expected", "desired level", "benchmark", "soll"),
        "ziel",
        *("goal", "expected level", "minimum level", "sollwert", "zielwert"),
        *("gesamtergebnis", "gesamtwert", "zwischensumme", "zwischenergebnis"),
        "ergebnis",
        *("summe gesamt", "insgesamt", "teilergebnis", "schnitt", "total general"),
        *("sous total", "total generale", "totaux", "subtotale", "totale generale"),
        *("razem", "suma koncowa", "srednia", "summa", "totalsumma", "delsumma"),
        *("medelvarde", "genomsnitt", "celkem", "soucet", "prumer", "total geral"),
        *("eindtotaal", "subtotaal", "som", "sum total", "i alt", "gennemsnit"),
        *("totalt", "gjennomsnitt", "yhteensa", "osszesen", "ukupno", "toplam"),
        *("totale", "somma", "soma", "required level", "target level", "gap", "needed"),
        "min max",
    )
)
# With the words below, what is said of all people, or of the skills: "Team avg".
FIGURES = frozenset(
    (
        *("average", "avg", "median", "std", "stdev", "deviation", "variance", "delta"),
        *("gap", "weight", "weights", "weighting", "gewicht", "gewichtung", "priority"),
        *("prioritat", "prioridad", "priorite", "priorita", "importance"),
        *("wichtigkeit", "abweichung", "differenz", "standardabweichung"),
        *("relevance", "relevanz", "criticality", "benchmark", "target", "required"),
        *("requirement", "requirements", "headcount", "coverage", "bedarf", "mittel"),
        *("durchschnitt", "moyenne", "promedio", "category", "categories", "kategorie"),
        *("categorie", "categoria", "domain", "cluster", "difference", "factor"),
        *("poids", "peso", "importancia", "importanza", "schnitt", "mittelwert"),
        *("demand", "supply", "shortage", "surplus", "needs", "needed", "nachfrage"),
        *("demande", "demanda", "domanda", "fehlbedarf", "vraag", "aanbod"),
    )
)
BESIDE_FIGURES = frozenset(
    (
        *("team", "group", "department", "dept", "unit", "overall", "company", "skill"),
        *("skills", "level", "levels", "score", "scores", "rating", "to", "of", "the"),
        *("per", "all", "in", "for", "by", "dev", "bus", "standard", "number", "no"),
        *("min", "minimum", "max", "maximum", "desired", "expected", "goal", "current"),
        *("next", "last", "this", "year", "people", "expert", "experts", "risk"),
        *("from", "business", "strategic", "gesamt", "abteilung", "equipe", "equipo"),
        "vs",
    )
)
SUMMED = ("sum of", "count of", "number of", "summe der", "anzahl der", "somme des")
COUNTED = frozenset(
    (
        *("people", "person", "persons", "employees", "members", "rows", "entries"),
        *("staff", "records", "record", "results", "items", "lines", "datensatze"),
        *("eintrage", "zeilen", "mitarbeiter", "personen", "lignes", "filas", "righe"),
    )
)
TOTAL_SIGNS = frozenset(("Ø", "ø", "∅", "⌀", "∑", "Σ", "x̄"))
# “Øyvind” and “Σοφία” begin with letters that are none.
BEGINS_WITH_SIGN = re.compile(rf"\s*(?:{'|'.join(TOTAL_SIGNS)})(?![^\W\d_])")
# Behind a word that is a first name as well: “Max Mittel” is somebody.
MAX_OR_MIN = frozenset(("max", "min"))
LIMITS = frozenset(
    ("required", "requirement", "target", "gap", "weight", "priority", "benchmark")
)
# What a cell says of somebody who is here no more, and of somebody who is.
GONE = frozenset(
    (
        *("left", "terminated", "inactive", "resigned", "retired", "departed"),
        "former",
        *("leaver", "dismissed", "exited", "offboarded", "deactivated", "disabled"),
        *("ex employee", "former employee", "no longer employed", "separated", "gone"),
        *("left the company", "left company", "has left"),
        *("ausgeschieden", "inaktiv", "gekundigt", "ausgetreten", "ehemalig"),
        "verrentet",
        *("parti", "partie", "sorti", "sortie", "inactif", "inactive", "ancien"),
        *("baja", "inactivo", "inactiva", "dimesso", "cessato", "inattivo"),
        *("licenziato", "zwolniony", "zwolniona", "nieaktywny", "nieaktywna"),
        *("uit dienst", "inactief", "vertrokken", "inativo", "desligado", "no"),
        "false",
        *("0", "n", "nein", "non", "nao", "nee"),
        # Who applied, and never came.
        *("rejected", "not hired", "candidate rejected", "abgelehnt", "absage"),
        *("refuse", "refusee", "rechazado", "rechazada", "respinto", "afgewezen"),
    )
)
HERE = frozenset(
    (
        *("active", "employed", "current", "on leave", "permanent", "probation"),
        *("hired", "eingestellt", "embauche", "contratado", "assunto", "aangenomen"),
        *("here", "aktywny", "aktywna"),
        *("aktiv", "actif", "activo", "activa", "attivo", "actief", "ativo", "enabled"),
        *("yes", "true", "1", "y", "ja", "oui", "si", "sim", "in dienst", "alta"),
    )
)
# Count people, where no letter says who: "# >=3".
COMPARING = frozenset("<>=≥≤")
# No words for an open seat are longer.
LONGEST_SEAT = 60
TO_BE = re.compile(r"to be [a-z]+")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a cell: by e-mail, or by name and perhaps team."""

    name: str = ""
    email: str = ""
    team: str = ""


def people_in(text: str) -> list[PersonMention]:
    entries = []
    for entry in BREAK.split(str(text)):
        parts = [part for part in entry.split(",") if part.strip()]
        entries += parts if are_several(parts) else [entry]
    return [read_person(entry) for entry in entries if entry.strip()]


def are_several(parts):
    """Return whether commas separate people, not first from last names."""
    parts = [part for part in parts if not is_degree(part)]
    if len(parts) != 2:
        return len(parts) > 2
    if any("@" in part for part in parts):
        return all("@" in part for part in parts)
    return all(len(part.split()) > 1 for part in parts) and not is_generation(parts[1])


def read_person(entry):
    # The longest address has 254 letters.
    if len(entry) < 500 and (addresses := find_addresses(entry)):
        before, _, after = entry.partition(addresses[0])
        name = (before.replace("mailto:", "") + after).strip(" <>()[]\"'-–—:,")
        return PersonMention(person_name(name), addresses[0])
    if match := BRACKETS.fullmatch(without_remarks(squeeze(entry))):
        return PersonMention(person_name(match[1]), team=squeeze(match[2]))
    return PersonMention(person_name(entry))


def find_addresses(text: str) -> list[str]:
    """Return the e-mail addresses in a text, each once, without what is around them."""
    words = [word.strip(SIGNS) for word in AROUND.split(text) if "@" in word]
    return list(dict.fromkeys(words))


def names_nobody(text: str) -> bool:
    """Return whether a text stands where a name is missing: TBD, N.N., Open role 2."""
    if len(text) > LONGEST_SEAT:
        return False
    if not any(map(str.isalnum, text)):
        return bool(text.strip())
    if not any(map(str.isalpha, text)) and not COMPARING.isdisjoint(text):
        return True
    words = fold(BRACKETS.sub(r"\1", squeeze(text))).split()
    words = [word for word in words if not word.strip("#").isdecimal()]
    left = " ".join(word for word in words if word not in SEATS)
    if left in OPEN_SEATS or TO_BE.fullmatch(left):
        return True
    first = fold(APART.split(text)[0]).strip() if APART.search(text) else left
    kept = [word for word in words if len(word) > 1]
    is_any = " ".join(kept) in SOMEBODY and fold(text).split() != kept
    is_open = bool(words) and words[0] in OPEN
    return is_any or is_open or (first != left and first in OPEN_SEATS)


def says_no_address(text: str) -> bool:
    return text.strip().casefold().rstrip(".") in NOBODYS


def is_total(text):
    if len(text) > LONGEST_SEAT:
        return False
    words = fold(text).split()
    if " ".join(words) in TOTALS or text.strip(" :=") in TOTAL_SIGNS:
        return True
    if len(words) == 2 and words[0].isdecimal() and words[1] in COUNTED:
        return True
    while words and (words[-1].isdecimal() or words[-1] in ("level", "score", "of")):
        words = words[:-1]
    return " ".join(words) in TOTALS or (len(words) < 4 and words[:1] == ["total"])


def is_figure(text):
    """Whether a text beside people sums them up, or says something of their skills."""
    if len(text) > LONGEST_SEAT:
        return False
    words = fold(text).split()
    if is_total(text) or BEGINS_WITH_SIGN.match(text) or words[:1] == ["#"]:
        return True
    words = [word for word in words if not any(map(str.isdigit, word))]
    if len(words) == 2 and words[0] in MAX_OR_MIN:
        return words[1] in LIMITS
    if " ".join(words[:2]) in SUMMED:
        return True
    return FIGURES & {*words} != set() and {*words} <= FIGURES | BESIDE_FIGURES


def says_whether_here(text):
    return fold(str(text)).strip() in GONE | HERE


def is_gone(cell):
    text = "" if cell is None else fold(squeeze(str(cell))).strip()
    first = text.split(" ")[0]
    return text in GONE or (len(first) > len("nein") and first in GONE)


FORMER = frozenset(
    ("former", "ancien", "ancienne", "ehemalig", "ehemalige", "ehemaliger", "ex")
)
COLLEAGUES = frozenset(
    (
        *("employee", "colleague", "staff", "worker", "mitarbeiter", "mitarbeiterin"),
        *("kollege", "kollegin", "collaborateur", "collaboratrice", "salarie"),
        *("salariee", "employe", "employee", "collegue", "empleado", "medewerker"),
    )
)


def says_gone_beside(cell):
    """Whether brackets behind a name say that who bears it has left.

    Not that they are no more in a team, or called so: (former Data), (former Elm).
    """
    match = BRACKETS.fullmatch(squeeze(str(cell))) if str(cell).endswith(")") else None
    said = fold(match[2]).strip() if match else ""
    first, _, rest = said.partition(" ")
    if first in FORMER and rest:
        return not COLLEAGUES.isdisjoint(rest.split())
    return len(said) >= len("left") and is_gone(said)
