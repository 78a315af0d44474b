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
TEAM = Column("team", "Team", ("department", "group", "unit", "squad", "org unit"))

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
            Column("name", "Name", ("full name", "employee", "person", "who")),
            Column("email", "E-mail", ("email", "mail", "e-mail address", "contact")),
            Column("slug", "Address"),
            Column("job_title", "Job title", ("title", "role", "position", "function")),
            TEAM,
            Column(
                "location", "Location", ("office", "site", "city", "place", "based in")
            ),
            Column("manager", "Manager", ("line manager", "reports to", "boss")),
            Column(
                "capacity", "Capacity, %", ("capacity", "fte", "part time", "workload")
            ),
            Column("works_from", "Works from", ("day starts", "working from")),
            Column("works_to", "Works to", ("day ends", "working to")),
            Column(
                "joined_on", "Joined", ("start date", "joined on", "hired", "since")
            ),
            Column("left_on", "Left", ("leaving date", "left on", "last day")),
            Column("confirmed_at", "Confirmed", ("last confirmed", "last updated")),
            Column("bio", "About", ("bio", "summary", "description", "notes")),
            Column(
                "expertise",
                "Areas of expertise",
                ("expertise", "skills", "knows", "competencies", "strengths"),
            ),
            Column(
                "past_projects",
                "Past projects",
                ("previous projects", "project history", "experience", "worked on"),
            ),
            Column(
                "success_rate",
                "Success rate",
                ("success", "success rate of projects", "project success", "success %"),
            ),
            Column(
                "current_projects",
                "Current projects",
                ("projects", "works on", "now on", "working on", "assigned to"),
            ),
            Column(
                "learning_goals",
                "Wants to learn",
                ("learning goals", "goals", "aspirations", "interests", "to learn"),
            ),
        ),
        ("team", "staff", "directory", "data scientists", "employees", "sheet1"),
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
            Column("motivation", "Why", ("motivation", "reason")),
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
        ),
        ("assignments", "allocations", "staffing"),
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
