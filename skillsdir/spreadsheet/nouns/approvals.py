"""What a cell says of whether a leave or a booking stands: approved, refused, asked."""

from enum import StrEnum
from functools import lru_cache

from people.spelling.names import fold

LONGEST = 60


class Approval(StrEnum):
    """Whether what a row says holds."""

    GIVEN = "given"
    REFUSED = "refused"
    OPEN = "open"
    AT_WORK = "at work"


def words_of_lines(lines):
    return frozenset(lines.split())


REFUSED = words_of_lines("""
    rejected reject refused declined denied disapproved cancelled canceled
    cancel withdrawn revoked void voided deleted retracted rescinded dropped
    abgelehnt storniert zuruckgezogen zuruckgenommen widerrufen verworfen
    geloscht abgesagt annulliert abgebrochen absage ablehnung storno refuse
    refusee rejete rejetee annule annulee retire retiree rechazado rechazada
    denegado denegada cancelado cancelada anulado anulada retirado rejeitado
    rejeitada recusado recusada rifiutato rifiutata respinto annullato annullata
    ritirato afgewezen geweigerd geannuleerd ingetrokken afgekeurd odrzucony
    odrzucone odrzucona anulowany anulowane anulowana wycofany wycofane
""")
OPEN = words_of_lines("""
    pending requested request submitted open waiting awaiting draft proposed
    planned unapproved unconfirmed review tentative provisional applied
    undecided beantragt offen ausstehend eingereicht angefragt entwurf geplant
    vorgeschlagen ungenehmigt wartet antrag prufung vorlaufig demande demandee
    attente soumis soumise brouillon prevu prevue pendiente solicitado
    solicitada borrador pendente rascunho richiesto richiesta attesa bozza
    aangevraagd afwachting ingediend concept oczekuje oczekujacy oczekujace
    zlozony szkic
""")
# Of these, what a booking may be that is made and not sure.
PLANNED = words_of_lines("""
    planned proposed provisional tentative geplant vorgeschlagen vorlaufig prevu prevue
""")
GIVEN = words_of_lines("""
    approved approve accepted granted confirmed authorised authorized ok okay
    booked taken scheduled completed done valid active final finalised finalized
    agreed genehmigt bestatigt bewilligt angenommen freigegeben akzeptiert
    genommen gebucht zugesagt gultig erledigt approuve approuvee accepte
    acceptee valide validee accorde confirme aprobado aprobada aceptado aceptada
    confirmado confirmada concedido aprovado aprovada aceito approvato approvata
    accettato confermato goedgekeurd akkoord bevestigd zatwierdzony zatwierdzone
    zatwierdzona zaakceptowany zaakceptowane
""")
YES = words_of_lines("""
    yes y true x 1 ✓ ✔ ☑ ✅ ja j oui si sim tak wahr vrai
""")
NO = words_of_lines("""
    no n false 0 ✗ ✘ ☐ ❌ nein non nao nee nie falsch faux
""")
NOT = words_of_lines("""
    not nicht non pas no nao niet nie un kein keine
""")


@lru_cache(maxsize=1024, typed=True)
def approval_of(value, heading="") -> Approval | None:
    """Return whether what a row says holds; None where a cell does not say it.

    Of words that say several things the most careful counts: “approved, then
    cancelled”, “pending approval”. “Yes” answers what the heading asks.
    """
    text = fold(str(value)[:LONGEST]).strip()
    # Folded, a sign is nothing.
    answer = text or str(value).strip()
    if answer in YES | NO:
        asks_of_refusal = bool({*words_in(heading)} & REFUSED)
        if asks_of_refusal:
            return Approval.REFUSED if answer in YES else Approval.GIVEN
        return Approval.GIVEN if answer in YES else Approval.OPEN
    words = {*words_in(text)}
    if words & REFUSED and not words & NOT:
        return Approval.REFUSED
    if words & OPEN or (words & NOT and words & (GIVEN | REFUSED)):
        return Approval.OPEN
    return Approval.GIVEN if words & GIVEN else None


def is_planned(text) -> bool:
    return not PLANNED.isdisjoint(words_in(text))


def words_in(text):
    letters = (c if c.isalnum() else " " for c in fold(str(text)[:LONGEST]))
    return "".join(letters).split()


def speaks_of_approval(texts) -> bool:
    """Return whether cells say if something holds: one in so many words, or most."""
    known = [text for text in texts if approval_of(text)]
    in_words = any(fold(text).strip() not in YES | NO for text in known)
    return in_words or len(known) * 2 > len(texts)


def asks_of_approval(heading) -> bool:
    """Return whether a heading asks if something holds: of a yes it is not known."""
    words = {*words_in(heading)}
    return bool(words & (GIVEN | REFUSED | OPEN)) or any(
        word.endswith(("status", "genehmigung", "freigabe")) for word in words
    )


def speaks_mostly_of_approval(texts) -> bool:
    """Return whether most cells say in so many words if something holds."""
    known = [text for text in texts if fold(text).strip() not in YES | NO]
    return sum(map(bool, map(approval_of, known))) * 2 > len(texts)


# Kinds of leave, as calendars call them, by which somebody is not away from work; who
# is at a training or a conference is.
AT_WORK = frozenset(
    (
        *("home office", "homeoffice", "home working", "work from home", "wfh"),
        *("working from home", "remote", "remote work", "remote working", "telework"),
        *("teleworking", "working remotely", "workation", "mobile work", "smart work"),
        *("mobile working", "business trip", "business travel", "work trip", "travel"),
        *("on duty", "on call", "on call duty", "standby", "overtime", "present"),
        *("presence", "in office", "office", "office day", "on site", "onsite"),
        *("client visit", "customer visit", "at client"),
        *("offsite", "working", "at work", "work", "extra hours"),
        *("mobiles arbeiten", "mobile arbeit", "telearbeit", "dienstreise", "dienst"),
        *("dienstgang", "geschaftsreise", "bereitschaft", "rufbereitschaft"),
        *("uberstunden", "anwesend", "anwesenheit", "buro"),
        *("teletravail", "deplacement", "astreinte"),
        *("mission", "voyage d affaires", "heures supplementaires"),
        *("teletrabajo", "viaje de trabajo", "viaje", "guardia", "horas extra"),
        *("teletrabalho", "viagem", "smart working", "trasferta"),
        *("reperibilita", "straordinario", "thuiswerk", "thuiswerken"),
        *("thuiswerkdag", "zakenreis", "overwerk", "praca zdalna"),
    )
)


def is_at_work(text) -> bool:
    return " ".join(words_in(text)) in AT_WORK
