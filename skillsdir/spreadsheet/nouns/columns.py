"""What a column of a sheet is, and the columns that several sheets have."""

from dataclasses import dataclass
from datetime import date

from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.contents import Content

# Whom and what the example rows of the template name.
ANA, BEN = "ana@example.com", "ben@example.com"
DONE, RUNNING = "Example churn model", "Example demand forecast"
BEGAN, CLOSED, CURRENT = date(2025, 2, 3), date(2025, 9, 26), date(2026, 1, 5)
EXAMPLES_LINE = "Lines in italics are examples: write over them."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: how files head it, and what it holds.

    `also` are other headings, with commas between. Without a `content` it lists other
    nouns, each of them a row of its own. `attribute` is the model's field if that is
    called otherwise, `source` the lookup of an export.
    """

    name: str
    heading: str = ""
    also: str = ""
    content: Content | None = None
    attribute: str = ""
    source: str = ""

    @property
    def target(self):
        return self.attribute or self.name

    @property
    def headings(self):
        return (self.heading, self.name, *filter(None, self.also.split(", ")))

    @property
    def is_written(self):
        """Whether an export has it."""
        return bool(self.content or self.source)

    @property
    def is_list(self):
        return self.content is None or self.content.is_list


SLUG = Column("slug", "Address", content=contents.slug)
# How files head the columns of people, whatever a row is about.
NAMES = (
    "full name, employee, person, who, colleague, team member, member,"
    " consultant, staff, worker, resource, first and last name, fullname, display name,"
    " displayname, employee full name, mitarbeiter, mitarbeitername, mitarbeiterin,"
    " kollege, vor und nachname, vollstandiger name, nom complet, nom et prenom,"
    " nom prenom, nom, collaborateur, salarie, employe, nombre completo,"
    " nombre y apellidos, empleado, persona, naam, volledige naam, medewerker, nome,"
    " nome completo, nome e cognome, dipendente, funcionario, colaborador,"
    " collega, beschaftigte, imie i nazwisko, nazwisko i imie, pracownik, osoba"
)
MAILS = (
    "mail, e-mail address, userprincipalname, user principal name, upn,"
    " mailadresse, e mail adresse, email adresse, courriel, adresse mail,"
    " adresse electronique, correo, correo electronico, e mailadres, mailadres,"
    " posta elettronica, login mail"
)
PERSON = Column(
    "person",
    "Person",
    f"email, e-mail, name, user, nombre, {NAMES}, {MAILS}",
    contents.person,
)
SKILL = Column(
    "skill",
    "Skill",
    "competency, competence, technology, tool, kenntnis, kompetenz, fahigkeit,"
    " competence cle, habilidad, competencia, vaardigheid, competenza, umiejetnosc,"
    " kompetencja",
    contents.named("skill"),
)
LEVEL = Column(
    "level",
    "Level",
    "proficiency, rating, skill level, grade, expertise level, niveau, nivel, livello,"
    " stufe, bewertung, score, current level, actual level, assessed level, ist,"
    " self assessment, self rating, current proficiency, niveau actuel, nivel actual,"
    " poziom",
    contents.level,
)
NOTE = Column("note", "Note", "comment, remarks", contents.text(300))
TEAM = Column(
    "team",
    "Team",
    "department, dept, group, unit, squad, org unit, business unit, chapter, tribe,"
    " division, organisation, organization, abteilung, bereich, gruppe, equipe,"
    " service, departement, departamento, equipo, afdeling, reparto, squadra, equipa,"
    " zespol, dzial",
    contents.named("team"),
)
STARTS_ON = Column(
    "starts_on",
    "First day",
    "start, from, start date, begin, beginn, von, debut, du, inicio, desde, van,"
    " inizio, dal, first day off, leave start, absent from, starts, starting, begins,"
    " anfang, startdatum, anfangsdatum, beginndatum, begindatum, datum von, date debut,"
    " fecha inicio, data inicio, startdato, poczatek, data rozpoczecia, od",
    contents.first_day,
)
ENDS_ON = Column(
    "ends_on",
    "Last day",
    "end, to, until, end date, finish, ende, bis, fin, au, hasta, tot, einde, fine, al,"
    " eind, last day off, leave end, absent until, absent to, ends, ending, enddatum,"
    " schluss, einddatum, datum bis, date fin, fecha fin, data fim, fim, koniec,"
    " slutdato, data zakonczenia, do",
    contents.last_day,
)
PROJECTS_ARE = (
    "project name, project title, projekt, projektname, projektbezeichnung, projet,"
    " nom du projet, proyecto, nombre del proyecto, progetto, nome progetto, projeto,"
    " nome do projeto, projectnaam, nazwa projektu, initiative, initiative name,"
    " workstream, workstream name, use case, use case name, engagement name, vorhaben"
)
PROJECT = Column(
    "project",
    "Project",
    f"engagement, client, assignment, work package, {PROJECTS_ARE}",
    contents.named("project"),
)
# Shares of working time, of bookings as well as of people.
SHARES = (
    "fte, workload, percent, percentage, pensum, taux, taux d occupation, quotite,"
    " taux d activite, prozent, prozentsatz, pourcentage, porcentaje, percentuale,"
    " percentagem, dedicacion, arbeitsanteil, bezetting, wymiar etatu, procent,"
    " days per week, days week, days a week, hours per week, hours week, hours a week,"
    " weekly hours, hrs per week, hrs week, h week, h per week, d week,"
    " hrs wk, hours wk, days wk, h wk, d wk, tage pro woche,"
    " tage woche, stunden pro woche, stunden woche, h woche, wochenstunden,"
    " jours par semaine, jours semaine, heures par semaine, heures semaine,"
    " % of time, % of full time, % fte, fte %, working hours per week"
)
# Of a booking alone: of people they are what they are booked for.
BOOKED_SHARES = (
    "allocated, % allocated, allocation %, % allocation, booked, % booked, % assigned,"
    " assigned %, committed, % committed, staffed, % staffed, planned, % planned,"
    " involvement, % involvement, effort, % effort, time share, share of time,"
    " allocated days per week, allocated hours per week, % utilised, % utilized"
)

# What a column is that belongs to others: see `nouns.spread`.
FIRST_NAME = Column(
    "first_name",
    "First name",
    "given name, forename, vorname, prenom, nombre, voornaam, nome proprio, imie",
)
LAST_NAME = Column(
    "last_name",
    "Last name",
    "surname, family name, nachname, familienname, nom de famille, apellido, apellidos,"
    " achternaam, cognome, sobrenome, nazwisko",
)
SKILL_LEVEL = Column("skill_level", "Skill, with levels in the cells")
SKILL_TARGET = Column("skill_target", "Wish, with levels to reach in the cells")
LEVEL_BESIDE = Column(
    "level_beside",
    "Level of the skill beside it",
    "level, rating, proficiency, skill level, expertise level, skill rating,"
    " level of expertise, niveau, nivel, livello, stufe, kenntnisstand",
)
LENGTH = Column("length", "How long, from the first day on: 3 months, 6 weeks")
TICKED_LEVEL = Column("ticked_level", "Level, where the cell below is ticked")
LOCATION_ZONE = Column(
    "location_zone", "Time zone of the location", "time zone, timezone, tz, zeitzone"
)
STANDING = Column(
    "standing",
    "Whether somebody is here: who left is left out",
    "status, employment status, employee status, work status, active, is active,"
    " active employee, account enabled, accountenabled, enabled, beschaftigungsstatus,"
    " aktiv, statut, actif, estado, activo, stato, attivo, actief, situacao",
)
APPROVAL = Column(
    "approval",
    "Whether it was approved: what was not is left out",
    "status, approval status, approved, leave status, request status, booking status,"
    " state, decision, cancelled, canceled, rejected, withdrawn, stand, antragsstatus,"
    " genehmigung, genehmigt, freigabe, freigegeben, storniert, abgelehnt, statut,"
    " etat, validation, approbation, approuve, estado, aprobacion, aprobado, stato,"
    " approvazione, approvato, situacao, aprovado, goedkeuring, goedgekeurd",
)
LEAVE_TYPE = Column(
    "leave_type",
    "Kind of leave: who works elsewhere is not away",
    "type, leave type, absence type, time off type, type of leave, type of absence,"
    " kind, category, reason, leave reason, absence reason, leave category, art,"
    " abwesenheitsart, abwesenheitstyp, abwesenheitsgrund, urlaubsart, grund, typ,"
    " type d absence, type de conge, motif, tipo, tipo de ausencia, motivo,"
    " tipo di assenza, verloftype, verlofsoort, soort, reden, rodzaj",
)
ENDED = Column(
    "ended",
    "How its project ended: the booking is over then",
    "outcome, project outcome, result, project result, how it ended, ergebnis,"
    " projektergebnis, resultat, resultado, risultato, resultaat",
)
TARGETS = (
    "target level, to level, goal level, required level, desired level, target, goal,"
    " soll, ziel, zielniveau, niveau cible, nivel objetivo, doelniveau"
)
TO_REACH = Column("target", "Level to reach", TARGETS)
# Its heading is the week or month itself: no word stands for it.
PERIOD = Column("period", "Week or month, with shares in the cells")
SPAN = Column(
    "span",
    "First and last day in one cell",
    "period, dates, timeframe, time frame, timespan, time span, date range, duration,"
    " when, from to, start end, booking period, leave period, leave dates,"
    " vacation dates, absence dates, booking dates, project dates, zeitraum, dauer,"
    " laufzeit, von bis, periode, duree, periodo, duracion, fechas, durata, looptijd,"
    " duracao, okres",
)
