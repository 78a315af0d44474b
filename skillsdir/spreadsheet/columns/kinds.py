"""What a spreadsheet of the directory can hold: kinds of sheets, and their columns.

The one vocabulary of import, export and template. People are named by e-mail, and where
a file has none, by name and team; everything else by name.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the directory, its heading, and how other files call it."""

    name: str
    heading: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet; one row of it is one row of the directory.

    `keys` are the columns that say which row it is: without them nothing is known of
    it. A row of people may hold lists of skills and projects in one cell too.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


PERSON = Column("person", "Person", ("email", "e-mail", "name", "employee", "who"))
SKILL = Column("skill", "Skill", ("competency", "competence", "technology", "tool"))
LEVEL = Column("level", "Level", ("proficiency", "rating", "skill level", "grade"))
PROJECT = Column("project", "Project", ("project name", "engagement", "client"))
STARTS_ON = Column("starts_on", "First day", ("start", "from", "start date", "begin"))
ENDS_ON = Column("ends_on", "Last day", ("end", "to", "until", "end date", "finish"))
NOTE = Column("note", "Note", ("comment", "remarks", "notes"))
TEAM = Column(
    "team",
    "Team",
    (
        *("department", "dept", "group", "unit", "squad", "org unit", "business unit"),
        *("chapter", "tribe", "division", "organisation", "organization"),
    ),
)

# How files head the columns of people.
NAMES = (
    *("full name", "employee", "person", "who", "colleague", "team member", "member"),
    *("data scientist", "consultant", "staff", "resource", "first and last name"),
)
JOBS = (
    *("title", "role", "position", "function", "job", "designation", "profession"),
    *("job role", "current role"),
)
PLACES = (
    *("office", "site", "city", "place", "based in", "country", "region", "base"),
    *("work location", "where", "workplace"),
)
BOSSES = (
    *("line manager", "reports to", "boss", "supervisor", "team lead", "lead", "head"),
    *("reporting manager", "reporting to", "team leader"),
)
CAPACITIES = (
    *("capacity", "fte", "part time", "workload", "working time", "employment level"),
    *("percent", "full time equivalent", "degree of employment", "contract"),
)
JOINED = (
    *("start date", "joined on", "hired", "since", "hire date", "joining date"),
    *("date joined", "date of joining", "employed since", "entry date", "start"),
)
LEFT = (
    *("leaving date", "left on", "last day", "end date", "exit date", "leaves"),
    *("last working day", "end"),
)
KNOWS = (
    *("expertise", "skills", "knows", "competencies", "strengths", "skill set"),
    *("skillset", "technical skills", "key skills", "main skills", "core skills"),
    *("current skills", "existing skills", "tech stack", "technologies", "tools"),
    *("skills and tools", "skills and levels", "specialities", "specialties"),
    *("knowledge", "know how", "fields of expertise", "domains", "methods"),
    *("algorithms", "skills and algorithms", "competences", "capabilities"),
)
PAST = (
    *("previous projects", "project history", "experience", "worked on", "history"),
    *("completed projects", "finished projects", "former projects", "old projects"),
    *("projects done", "project experience", "earlier projects", "closed projects"),
    *("portfolio", "past work", "previous work", "past engagements"),
)
SUCCESS = (
    *("success", "success rate of projects", "project success", "success %"),
    *("success rate of past projects", "success ratio", "hit rate", "win rate"),
    *("project success rate", "successful projects", "% successful"),
)
CURRENT = (
    *("projects", "works on", "now on", "working on", "assigned to", "assignments"),
    *("active projects", "ongoing projects", "present projects", "current work"),
    *("current assignment", "current engagement", "now working on", "engagements"),
    *("running projects", "project now"),
)
WISHES = (
    *("learning goals", "goals", "aspirations", "interests", "to learn", "learning"),
    *("aspires to learn", "wants to learn next", "learning interests", "next skills"),
    *("skills to learn", "skills to develop", "desired skills", "development goals"),
    *("would like to learn", "aspiring skills", "target skills", "training wishes"),
    *("wish list", "wants to learn and deliver", "future skills", "development areas"),
    *("skills and algorithms to learn", "wants", "aspirational skills"),
)

KINDS = (
    Kind(
        "teams",
        "Teams",
        ("name",),
        (
            Column("name", "Team", ("name", "department", "unit")),
            Column("slug", "Address"),
            Column("parent", "Part of", ("parent", "parent team", "division")),
        ),
    ),
    Kind(
        "locations",
        "Locations",
        ("name",),
        (
            Column("name", "Location", ("name", "office", "site", "city")),
            Column("slug", "Address"),
            Column("time_zone", "Time zone", ("tz", "timezone", "zone")),
        ),
        ("offices", "sites", "places"),
    ),
    Kind(
        "skills",
        "Skills",
        ("name",),
        (
            Column("name", "Skill", ("name", "competency")),
            Column("slug", "Address"),
            Column("category", "Category", ("heading", "area")),
            Column("kind", "Kind", ("type",)),
            Column("description", "Description"),
            Column("aliases", "Also called", ("aliases", "synonyms")),
            Column("is_active", "In use", ("active",)),
        ),
        ("catalogue", "catalog", "skill catalogue"),
    ),
    Kind(
        "people",
        "People",
        ("name", "email"),
        (
            Column("name", "Name", NAMES),
            Column("email", "E-mail", ("email", "mail", "e-mail address", "contact")),
            Column("slug", "Address"),
            Column("job_title", "Job title", JOBS),
            TEAM,
            Column("location", "Location", PLACES),
            Column("manager", "Manager", BOSSES),
            Column("capacity", "Capacity, %", CAPACITIES),
            Column("works_from", "Works from", ("day starts", "working from")),
            Column("works_to", "Works to", ("day ends", "working to")),
            Column("joined_on", "Joined", JOINED),
            Column("left_on", "Left", LEFT),
            Column("confirmed_at", "Confirmed", ("last confirmed", "last updated")),
            Column("bio", "About", ("bio", "summary", "description", "notes")),
            Column("expertise", "Areas of expertise", KNOWS),
            Column("past_projects", "Past projects", PAST),
            Column("success_rate", "Success rate", SUCCESS),
            Column("current_projects", "Current projects", CURRENT),
            Column("learning_goals", "Wants to learn", WISHES),
        ),
        ("staff", "directory", "data scientists", "employees", "team members"),
    ),
    Kind(
        "expertise",
        "Expertise",
        ("person", "skill"),
        (
            PERSON,
            SKILL,
            LEVEL,
            Column("last_used_on", "Last used", ("last used on", "used until")),
            Column("years", "Years", ("years of use", "experience")),
            NOTE,
            Column("confirmed_at", "Confirmed", ("last confirmed",)),
        ),
        ("skills", "skill matrix", "competencies"),
    ),
    Kind(
        "endorsements",
        "Endorsements",
        ("person", "skill", "endorsed_by"),
        (
            PERSON,
            SKILL,
            Column("endorsed_by", "Confirmed by", ("endorsed by", "colleague")),
            LEVEL,
            NOTE,
            Column("endorsed_at", "Confirmed on", ("date", "endorsed on")),
            Column("answered_at", "Answered on"),
        ),
        ("confirmations",),
    ),
    Kind(
        "goals",
        "Learning goals",
        ("person", "skill", "set_on"),
        (
            PERSON,
            SKILL,
            Column("target_level", "To level", ("level", "target level", "target")),
            Column("priority", "Priority"),
            Column("target_on", "Until", ("target date", "by", "due")),
            Column("motivation", "Why", ("motivation", "reason", "note", "comment")),
            Column("status", "Status"),
            Column("set_on", "Set on", ("since", "date")),
        ),
        ("goals", "aspirations"),
    ),
    Kind(
        "absences",
        "Absences",
        ("person", "starts_on", "ends_on"),
        (PERSON, STARTS_ON, ENDS_ON),
        ("holidays", "leave", "vacation"),
    ),
    Kind(
        "projects",
        "Projects",
        ("name",),
        (
            Column("name", "Project", ("name", "project name", "title")),
            Column("slug", "Address"),
            Column("summary", "Summary", ("description", "about")),
            Column("sponsor", "Sponsor", ("client", "customer", "owner")),
            TEAM,
            Column("lead", "Lead", ("project lead", "project manager", "led by")),
            Column("aim", "Aim", ("type", "purpose")),
            Column("status", "Status", ("state", "phase")),
            STARTS_ON,
            ENDS_ON,
            Column("success_criteria", "Success criteria", ("criteria",)),
            Column("outcome", "Outcome", ("result", "how it ended")),
            Column("stage_reached", "Stage reached", ("stage",)),
            Column("outcome_note", "Lessons", ("outcome note", "what was learned")),
            Column("outcome_recorded_at", "Outcome recorded"),
        ),
    ),
    Kind(
        "needs",
        "Skill needs",
        ("project", "skill", "level"),
        (
            PROJECT,
            SKILL,
            LEVEL,
            Column("people", "People", ("count", "how many", "number")),
            Column("priority", "Priority"),
            Column("welcomes_learner", "Learners welcome", ("learner", "learners")),
        ),
        ("needs", "demand", "requirements"),
    ),
    Kind(
        "bookings",
        "Bookings",
        ("person", "project", "starts_on"),
        (
            PERSON,
            PROJECT,
            Column("role", "Role"),
            Column("percent", "Percent", ("allocation", "load", "%", "fte")),
            STARTS_ON,
            ENDS_ON,
            Column("status", "Status"),
            Column("skills", "Skills used", ("used", "skills")),
            Column("learns", "Learns", ("learning", "to learn")),
            Column("mentor", "Mentor", ("guided by", "coach")),
        ),
        ("assignments", "allocations", "staffing"),
    ),
    Kind(
        "categories",
        "Skill categories",
        ("name",),
        (
            Column("name", "Category"),
            Column("slug", "Address"),
            Column("position", "Order"),
        ),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
