from datetime import date, time

from people.models import (
    Person,
)
from people.working_hours import is_working_day
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key
from skillsdir.spreadsheet.nouns.columns import (
    ANA,
    BEN,
    DONE,
    EXAMPLES_LINE,
    FIRST_NAME,
    LAST_NAME,
    LEVEL_BESIDE,
    LOCATION_ZONE,
    MAILS,
    NAMES,
    RUNNING,
    SHARES,
    SKILL_LEVEL,
    SKILL_TARGET,
    SLUG,
    STANDING,
    TEAM,
    Column,
)
from skillsdir.spreadsheet.nouns.entities import raw

# How files head the columns of people.
JOBS = (
    "title, role, position, function, job, designation, profession, job role,"
    " current role, funktion, rolle, berufsbezeichnung, stelle, stellenbezeichnung,"
    " poste, fonction, intitule du poste, puesto, cargo, functie, ruolo, funzione,"
    " mansione, funcao, metier, rol, stanowisko"
)
PLACES = (
    "office, site, city, place, based in, country, region, base, work location, where,"
    " workplace, standort, ort, buro, lieu, ville, bureau, pays, ubicacion, ciudad,"
    " oficina, locatie, vestiging, plaats, sede, localita, citta, localizacao, cidade,"
    " kantoor, lokalizacja, miasto"
)
BOSSES = (
    "line manager, reports to, boss, supervisor, team lead, lead, head,"
    " reporting manager, reporting to, team leader, vorgesetzter, vorgesetzte,"
    " fuhrungskraft, teamleiter, chef, responsable, superieur, jefe, gerente,"
    " leidinggevende, responsabile, gestor, przelozony, kierownik"
)
CAPACITIES = (
    "capacity, fte, part time, workload, working time, employment level, percent,"
    " full time equivalent, degree of employment, availability, pensum,"
    " beschaftigungsgrad, arbeitszeit, stellenumfang, temps de travail, jornada,"
    " dedicacion, dienstverband, orario di lavoro, kapazitat"
)
JOINED = (
    "start date, joined on, hired, since, hire date, joining date, date joined,"
    " date of joining, employed since, entry date, start, eintritt, eintrittsdatum,"
    " date d entree, date d embauche, fecha de ingreso, fecha de alta, in dienst,"
    " in dienst sinds, datum in dienst, data di assunzione, data zatrudnienia"
)
LEFT = (
    "leaving date, left on, last day, end date, exit date, leaves, last working day,"
    " end, termination date, terminated on, date of leaving, separation date,"
    " departure date, resignation date, end of employment, austritt, austrittsdatum,"
    " date de sortie, fecha de salida, fecha de baja, uit dienst, datum uit dienst,"
    " data zwolnienia"
)
KNOWS = (
    "expertise, skills, knows, competencies, strengths, skill set, skillset,"
    " technical skills, key skills, main skills, core skills, current skills,"
    " existing skills, tech stack, technologies, tools, skills and tools,"
    " skills and levels, specialities, specialties, knowledge, know how,"
    " fields of expertise, domains, methods, algorithms, skills and algorithms,"
    " competences, capabilities, kenntnisse, kompetenzen, fahigkeiten, fertigkeiten,"
    " competence, competences cles, habilidades, conocimientos, competencias,"
    " vaardigheden, kennis, competenze, conoscenze, habilidade, umiejetnosci,"
    " kompetencje, primary skill, secondary skill, main skill, other skills,"
    " additional skills, top skills"
)
DID = (
    "previous projects, project history, experience, worked on, history,"
    " completed projects, finished projects, former projects, old projects,"
    " projects done, project experience, earlier projects, closed projects, portfolio,"
    " past work, previous work, past engagements"
)
SUCCESS = (
    "success, success rate of projects, project success, success %,"
    " success rate of past projects, success ratio, hit rate, win rate,"
    " project success rate, successful projects, % successful"
)
DOES = (
    "projects, works on, now on, working on, assigned to, assignments, active projects,"
    " ongoing projects, present projects, current work, current assignment,"
    " current engagement, now working on, engagements, running projects, project now"
)
WISHES = (
    "learning goals, goals, aspirations, interests, to learn, learning,"
    " aspires to learn, wants to learn next, learning interests, next skills,"
    " skills to learn, skills to develop, desired skills, development goals,"
    " would like to learn, aspiring skills, target skills, training wishes, wish list,"
    " wants to learn and deliver, future skills, development areas,"
    " skills and algorithms to learn, wants, aspirational skills"
)


def day_ends_after_it_starts(values):
    hours = (values.get("works_from", time(9)), values.get("works_to", time(17)))
    if is_working_day(*hours):
        return None
    return (
        "the working day must end after it starts; over midnight it lasts 12 hours at"
        " most"
    )


def is_not_own_manager(values):
    manager, own = raw(values.get("manager")), values.get("entity")
    return "nobody manages themselves" if manager and manager == own else None


PEOPLE = Noun(
    name="people",
    model=Person,
    title="People",
    also=("staff", "directory", "data scientists", "employees", "team members"),
    hint=(
        f"One row a person; a name is enough, and who is to sign in needs an e-mail."
        f" {EXAMPLES_LINE} Skills,"
        " projects and goals may stand in one cell, with semicolons between, or on"
        " sheets of their own. Empty cells change nothing, a dash (-) clears. Success"
        " rates are worked out from how projects ended; one that is typed is kept as"
        " stated."
    ),
    columns=(
        Column("name", "Name", f"data scientist, {NAMES}", contents.full_name),
        Column("email", "E-mail", f"contact, {MAILS}", contents.email),
        SLUG,
        Column("job_title", "Job title", JOBS, contents.text(200)),
        TEAM,
        Column("location", "Location", PLACES, contents.named("location")),
        Column("manager", "Manager", BOSSES, contents.person),
        Column("capacity", "Capacity, %", f"{CAPACITIES}, {SHARES}", contents.capacity),
        Column("works_from", "Works from", "day starts, working from", contents.clock),
        Column("works_to", "Works to", "day ends, working to", contents.clock),
        Column("joined_on", "Joined", JOINED, contents.first_day),
        Column("left_on", "Left", LEFT, contents.last_day),
        Column(
            "confirmed_at", "Confirmed", "last confirmed, last updated", contents.moment
        ),
        Column("bio", "About", "bio, biography, about me", contents.text(lines=True)),
        Column("expertise", "Areas of expertise", KNOWS),
        Column("past_projects", "Past projects", DID),
        Column(
            "success_rate",
            "Success rate",
            SUCCESS,
            contents.RATE,
            attribute="stated_success",
        ),
        Column("current_projects", "Current projects", DOES),
        Column("learning_goals", "Wants to learn", WISHES),
    ),
    examples=(
        {
            "name": "Ana Example",
            "email": ANA,
            "job_title": "Data scientist",
            "team": "{team}",
            "location": "{location}",
            "manager": BEN,
            "capacity": 80,
            "works_from": "09:00",
            "works_to": "17:00",
            "joined_on": date(2024, 3, 1),
            "expertise": "{skill} (Practitioner); {other} (Working)",
            "past_projects": f"{DONE} (in use)",
            "current_projects": RUNNING,
            "learning_goals": "{wish}",
        },
        {"name": "Ben Example", "email": BEN, "team": "{team}"},
    ),
    keys_of=key("email"),
    label=joined("name"),
    required=("name",),
    kept=("email",),
    rules=(
        day_ends_after_it_starts,
        in_order("joined_on", "left_on", "nobody leaves before joining"),
        is_not_own_manager,
    ),
    about="entity",
    spread=(
        *(FIRST_NAME, LAST_NAME, LOCATION_ZONE, STANDING),
        *(SKILL_LEVEL, SKILL_TARGET, LEVEL_BESIDE),
    ),
)
