"""Words of headings that say what stands below, and what it is not."""

# Stand beside working time, and say nothing of what it is of: of anything else, as
# mentoring or travel, it is none of the person's or the booking's own.
BESIDE_SHARES = frozenset(
    (
        *("how", "much", "many", "what", "is", "are", "do", "does", "you", "have"),
        *("i", "we", "per", "for", "on", "as", "total", "regular", "normal", "h"),
        *("standard", "agreed", "contract", "contracted", "contractual", "net"),
        *("available", "availability", "individual", "personal", "max", "maximum"),
        *("full", "part", "rate", "level", "degree", "value", "number", "share"),
        *("hour", "hr", "weekly", "monthly", "ratio", "per", "cent", "role"),
        *("vertrag", "vertraglich", "vertragliche", "vereinbart", "soll", "pro"),
        *("aktuell", "aktuelle", "aktueller", "stunde", "stunden", "tag", "woche"),
        *("contrat", "contractuel", "contrato", "contratto", "actuel", "actuelle"),
        *("mitarbeiter", "employe", "empleado", "medewerker", "dipendente", "staff"),
        *("consultant", "resource", "member", "worker", "person", "colleague", "week"),
    )
)
# Beside such words numbers are of another time, or of no person.
NOT_LEVELS = frozenset(
    (
        *("previous", "old", "former", "initial", "before", "starting", "priority"),
        *("importance", "weight", "weighting", "minimum", "min", "expected", "should"),
        *("required", "desired", "demand", "aim", "soll", "ziel", "cible", "requis"),
        *("doel", "objetivo", "objectif", "obiettivo", "planned", "gap", "potential"),
        *("satisfaction", "risk", "criticality", "confidence", "seniority", "job"),
        *("date", "year", "delta", "difference", "by", "note", "salary", "pay"),
    )
)
# Of what a heading speaks that has levels below, and of which of several.
LEVELS = frozenset(
    (
        *("level", "proficiency", "rating", "score", "grade", "mark", "evaluation"),
        *("assessment", "ability", "niveau", "nivel", "livello", "stufe", "bewertung"),
        *("kompetenzgrad", "einschatzung", "auspragung", "poziom", "beherrschung"),
    )
)
ENDS_OF_LEVELS = ("level", "niveau", "stufe", "bewertung", "einschatzung")
NOW = frozenset(
    (
        *("attained", "achieved", "reached", "present", "current", "actual", "today"),
        *("now", "as", "is", "self", "own", "existing", "quo", "erreicht", "heute"),
        *("ist", "selbst", "vorhanden", "atteint", "actuel", "acquis", "alcanzado"),
        *("logrado", "bereikt", "huidig", "raggiunto", "attuale", "status", "state"),
    )
)
LAST_SAID = frozenset(("final", "calibrated", "agreed", "official", "consensus"))
# Columns with numbers or words like levels that are none of a skill.
NOT_SKILLS = frozenset(
    (
        *("id", "nr", "no", "number", "age", "year", "total", "sum", "average"),
        *("score", "count", "rank", "level", "seniority", "grade", "band", "index"),
        *("phone", "cost", "rate", "salary", "hour", "day", "percent", "capacity"),
        *("fte", "mean", "priority", "week", "month", "experience", "status", "risk"),
        *("importance", "severity", "order", "position", "overall", "headcount"),
        *("size", "quarter", "remote", "active", "manager", "gender", "floor", "room"),
        *("team", "allocation", "potential", "performance", "satisfaction", "key"),
        *("availability", "comment", "note", "code", "zip", "postcode", "budget"),
        *("price", "children", "desk", "legend", "scale", "remark", "legende"),
        *("name", "initial", "shirt", "clothing"),
    )
)
# Who says how well somebody knows something.
RATES = frozenset(("lead", "manager", "supervisor", "boss", "peer", "colleague"))
# Rows that begin so are of these, and a project beside them is only where they belong.
THINGS = frozenset(
    (
        *("task", "subtask", "issue", "ticket", "action", "risk", "deliverable"),
        *("milestone", "invoice", "request", "story", "epic", "bug", "defect", "item"),
        *("server", "asset", "license", "licence", "contract", "order", "sprint"),
        *("activity", "test", "incident", "change", "requirement", "key", "document"),
        *("decision", "assumption", "dependency", "expense", "cost", "meeting", "tag"),
        *("model", "dataset", "experiment", "feature", "release", "todo", "step"),
        *("aufgabe", "vorgang", "massnahme", "risiko", "rechnung", "anforderung"),
        *("tache", "risque", "facture", "jalon", "livrable", "tarea", "riesgo"),
        *("factura", "entregable", "hito", "accion", "taak", "factuur", "rischio"),
        *("attivita", "fattura", "meilenstein", "liefergegenstand", "mijlpaal"),
    )
)
# Of these a project may have one of its own: a key, an order, a model.
OF_EACH = frozenset(
    (
        *("key", "tag", "item", "order", "contract", "document", "cost", "request"),
        *("model", "dataset", "feature", "epic", "asset", "license", "licence"),
    )
)
# Whom such rows name, who are none of the people that a list is of.
OWNERS = frozenset(
    (
        *("owner", "assignee", "assigned", "responsible", "requested", "requester"),
        *("reporter", "author", "accountable", "verantwortlich", "zustandig"),
        *("verantwortliche", "verantwortlicher", "besitzer", "propietario"),
        *("proprietaire", "proprietario", "eigenaar", "asignado", "wlasciciel"),
        "verantwoordelijke",
    )
)
# Wherever they stand, rows are tasks; of tickets not beside names that come first.
OF_TICKETS = frozenset(("assignee", "sprint", "backlog", "ticket", "issue"))
OF_TASKS = OF_TICKETS | frozenset(
    (
        *("predecessor", "successor", "subtask", "wbs", "vorganger", "nachfolger"),
        "outline",
    )
)
BESIDE_TASKS = frozenset(
    (
        *("id", "key", "no", "nr", "number", "name", "type", "code", "title", "level"),
        "jira",
    )
)


def speaks_of_level(words):
    if words & NOT_LEVELS:
        return False
    is_noun = any(word in LEVELS or word.endswith(ENDS_OF_LEVELS) for word in words)
    return is_noun or (bool(words) and words <= NOW | LAST_SAID and words != {"status"})
