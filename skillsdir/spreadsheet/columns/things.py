"""What the rows of a sheet are of: people, projects, leave, or tasks and servers."""

from datetime import timedelta
from itertools import chain

from skillsdir.spreadsheet.cells.days import day_in, order_of
from skillsdir.spreadsheet.cells.levels import is_level
from skillsdir.spreadsheet.columns.evidence import (
    ANSWERED,
    COURSES,
    HARDLY,
    HOURS,
    LEAVE,
    MOSTLY,
    WORK,
    is_other_project,
    speaks_of_work,
    tells_only_who_is_here,
)
from skillsdir.spreadsheet.columns.headings import (
    bare_days,
    columns_for,
    heading_words,
    titles,
    vocabulary,
)
from skillsdir.spreadsheet.columns.profiles import Looks
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.nouns.approvals import (
    asks_of_approval,
    speaks_mostly_of_approval,
    speaks_of_approval,
)
from skillsdir.spreadsheet.nouns.mapping import SPAN_DAYS
from skillsdir.spreadsheet.nouns.words import (
    BESIDE_TASKS,
    OF_EACH,
    OF_TASKS,
    OF_TICKETS,
    OWNERS,
    THINGS,
)

# Beside one project they are a booking's.
PERCENT_WORDS = frozenset(
    (
        *("percent", "percentage", "prozent", "prozentsatz", "pourcentage", "taux"),
        *("porcentaje", "percentuale", "percentagem", "procent"),
    )
)


def is_of_other_things(kind, columns, view):
    """Whether rows are tasks, risks or invoices, and a project is where they belong.

    A row whose name is headed “Name” is a project only where something says so.
    """
    field = {"projects": "name", "bookings": "project"}.get(kind.name)
    if not field:
        return not kind.about and is_catalogue_of_things(kind, columns, view)
    place = next((n for n, name in columns.items() if name == field), None)
    if place is None:
        return False
    if kind.name == "bookings":
        who = [n for n, name in columns.items() if name == "person"]
        is_told = any(names_people(kind, view, n) for n in who)
        return not is_told and names_things(place, view, who)
    is_bare = heading_words(view.lowest[place]) in BARE
    speaks = not is_bare or is_told_of_project(place, columns, view)
    return names_things(place, view) or not (speaks or speaks_of(PROJECTS, view))


BARE = ({"name"}, {"title"})


def is_catalogue_of_things(kind, columns, view):
    """Whether what has a bare name is a task or a person, and no skill or team.

    A catalogue has no days, and little beside what is taken, unless its
    sheet is called so.
    """
    named = [n for n, name in columns.items() if name == "name"]
    is_called_so = any(each <= heading_words(view.name) for each in titles(kind))
    if task_words(view.lowest) or not named or is_called_so:
        return bool(task_words(view.lowest))
    is_bare = any(heading_words(view.lowest[n]) in BARE for n in named)
    is_owned = bool(view.words & OWNERS) and "status" in view.words
    has_days = any(each.share(Looks.DAY) >= MOSTLY for each in view.profiles)
    is_little = sum(map(bool, columns.values())) * 3 < sum(map(bool, view.parts))
    is_little = is_little and "category" not in columns.values()
    return is_bare and (is_owned or has_days or is_little)


def names_things(place, view, who=()):
    """Whether what stands before a project, or beside it, is what a row is of.

    A project that stands first, once each, is what it is of, whatever its issues; so is
    one behind a number or a key of its own. Of one with several tasks a row is a task.
    """
    headings = [heading_words(cell) for cell in view.lowest]
    before = frozenset().union(*headings[:place])
    others = [h for n, h in enumerate(view.lowest) if n not in (place, *who)]
    has_tasks = bool(task_words(others))
    profile = view.profiles[place]
    if profile.filled > 1 and profile.distinct == 1:
        return bool(before & (THINGS - OF_EACH) or (before and has_tasks))
    repeats = profile.filled > 1 and any(h and h <= THINGS for h in headings[place:])
    return bool(before & THINGS) or has_tasks or repeats


def task_words(headings):
    """What headings say of tasks that say nothing more: none in “Issue tracking”."""
    words = [heading_words(heading) for heading in headings]
    told = (each & OF_TASKS for each in words if each <= OF_TASKS | BESIDE_TASKS)
    return frozenset().union(*told)


def is_told_of_project(place, columns, view):
    """Whether something beside a bare name says that it is a project's."""
    profiles = {name: view.profiles[n] for n, name in columns.items() if name}
    fields = profiles.keys()
    # A test has a result as well.
    is_judged = "outcome" in fields and fields & {"status", "lead", *SPAN_DAYS}
    if OF_PROJECTS & fields or is_judged or fields >= {"status", *SPAN_DAYS}:
        return True
    if view.words & OWNERS or view.profiles[place].share(Looks.NAME) >= MOSTLY:
        return False
    has_status = "status" in fields and speaks_of_work(profiles["status"])
    return (
        "lead" in fields
        or fields >= {"summary", "starts_on"}
        or (has_status and not fields.isdisjoint(("summary", *SPAN_DAYS)))
    )


def speaks_of(words, view):
    """Whether a heading, the name of the sheet or what stands above says so."""
    texts = (view.name, *view.lowest, *chain(*view.rows[: view.header_row]))
    return any(heading_words(text) & words for text in texts)


def names_people(kind, view, column):
    """Whether a heading says that people stand below; “Name”, if they look so."""
    words, profile = heading_words(view.lowest[column]), view.profiles[column]
    is_told = words in vocabulary(kind)
    return is_told and (words != {"name"} or profile.share(Looks.NAME) >= HARDLY)


def are_things_of_people(columns, view):
    """Whether names are of tasks or servers, which people own or work on."""
    named = [n for n, name in columns.items() if name == "name"]
    words = {n: heading_words(cell) for n, cell in enumerate(view.lowest)}
    are_owners = any(words[n] & OWNERS for n in named)
    tasks = task_words(view.lowest)
    if named == [0] and view.profiles[0].share(Looks.NAME) >= MOSTLY:
        # People with a sprint or a ticket each.
        tasks -= OF_TICKETS
    if {"email", "expertise", "skill_level"} & {*columns.values()}:
        # Whom a task is assigned to, if the sheet says what they can.
        return bool(tasks) and not are_owners
    if tasks or are_owners:
        return True
    share = [view.profiles[n].share(Looks.NAME) for n in words]
    owned = [n for n in words if words[n] & (OWNERS | {"resource"})]
    has_owners = any(share[n] >= MOSTLY for n in owned)
    return has_owners and any(share[n] < HARDLY for n in named if n not in owned)


def are_forms_of_ticks(columns, view):
    """Whether a sheet that was turned has its levels above, and ticks below: a form."""
    skills = [n for n, name in columns.items() if name == "skill_level"]
    ticks = all(view.profiles[n].share(Looks.TICK) == 1 for n in skills)
    levels = any(
        n not in columns and len(each.values) > 1 and all(map(is_level, each.values))
        for n, each in enumerate(view.profiles)
    )
    return view.is_turned and bool(skills) and ticks and levels


# Fields that nothing but a project has, and words for it.
OF_PROJECTS = frozenset(
    (*("sponsor", "aim", "success_criteria", "stage_reached", "outcome_note"),)
)
PROJECTS = frozenset(
    (
        *(
            "project",
            "projekt",
            "projekte",
            "projet",
            "proyecto",
            "progetto",
            "projeto",
        ),
        *("projectlist", "projektliste", "portfolio", "engagement", "initiative"),
    )
)


def is_of_leads(columns, view):
    """Whether all who are named lead a project, as their headings say."""
    known = vocabulary(BY_NAME["projects"])
    who = [view.lowest[n] for n, name in columns.items() if name == "person"]
    return bool(who) and all(known.get(heading_words(h)) == "lead" for h in who)


def names_somebody(columns, view):
    """Whether somebody stands beside each project who does not lead it."""
    known = vocabulary(BY_NAME["bookings"])
    return any(
        known.get(heading_words(cell)) == "person"
        and view.profiles[n].share(Looks.NAME) >= MOSTLY
        for n, cell in enumerate(view.lowest)
        if n not in columns
    )


def is_of_projects(columns, view):
    """Whether a row is a project that names people, and no person with projects."""
    first = min(columns, default=None)
    is_project = columns.get(first) == "current_projects"
    return is_project and heading_words(view.lowest[first]) == {"project"}


def has_people_as_names(columns, view):
    """Whether “Name” is of people: e-mails stand beside, or a project to come."""
    names = [n for n, name in columns.items() if name == "name"]
    emails = [
        n
        for n, profile in enumerate(view.profiles)
        if columns.get(n) != "lead" and profile.share(Looks.EMAIL) >= MOSTLY
    ]
    are_bare = all(heading_words(view.lowest[n]) == {"name"} for n in names)
    has_next = any(is_other_project(heading_words(cell)) for cell in view.lowest)
    return bool(names and (emails or has_next)) and are_bare


def speaks_of_people(columns, view):
    """Whether a column that is not taken is one of people and of nothing else."""
    left = [None if n in columns else cell for n, cell in enumerate(view.lowest)]
    return not OF_PEOPLE.isdisjoint(columns_for(BY_NAME["people"], left).values())


OF_PEOPLE = frozenset(
    (
        *("email", "first_name", "last_name", "job_title", "capacity", "joined_on"),
        *("expertise", "learning_goals", "current_projects", "past_projects"),
    )
)


def is_share_of_project(columns, view):
    """Whether a percent is of the one project that stands beside: a booking."""
    places = {name: column for column, name in columns.items()}
    if not {"current_projects", "capacity"} <= places.keys():
        return False
    words = heading_words(view.lowest[places["capacity"]])
    projects = view.profiles[places["current_projects"]].values
    is_one = not any(sign in text for text in projects for sign in ";,\n")
    return is_one and words <= PERCENT_WORDS


def approvals_beside(columns, view):
    """The columns beside a leave that say whether it holds, by heading and cells."""
    found = {}
    for column, profile in enumerate(view.profiles):
        heading, texts = view.lowest[column], [*profile.values]
        if columns.get(column) or not texts or tells_only_who_is_here(profile):
            continue
        is_asked = asks_of_approval(heading) and speaks_of_approval(texts)
        if is_asked or speaks_mostly_of_approval(texts):
            found[column] = "approval"
    return found


def without_other_days(columns, view):
    """People's columns without days that a project, a course or a leave has."""
    columns = without_days_of_projects(columns, view)
    fields = set(columns.values())
    keys = [heading_words(cell) for cell in view.lowest]
    others = view.words & (LEAVE | COURSES | HOURS | ANSWERED)
    others |= {word for word in ("project", "type", "day") if {word} in keys}
    others |= view.words & WORK
    is_soon = end_soon(view)
    if not (others or is_soon) or not fields & {"joined_on", "left_on"}:
        return columns, []
    kept = {
        column: name
        for column, name in columns.items()
        if name not in ("joined_on", "left_on", "capacity")
    }
    words = ", ".join(sorted(others)) or "a day soon after"
    why = f"days and percents beside “{words}” are not taken for joined, left, capacity"
    return kept, [why]


def without_days_of_projects(columns, view):
    """People's columns without a bare start or end that is of the project beside it."""
    of_bookings = vocabulary(BY_NAME["bookings"])
    keys = [heading_words(cell) for cell in view.lowest]
    has_project = "project" in map(of_bookings.get, keys)
    kept, is_beside = dict(columns), False
    for column, key in enumerate(keys):
        name = columns.get(column)
        is_bare = name in ("joined_on", "left_on") and key <= bare_days()
        if is_bare and (has_project or is_beside):
            del kept[column]
        else:
            is_beside = name in ("current_projects", "past_projects")
    return kept


def is_brief(columns, view, who):
    """Whether somebody has two days, some weeks apart, and else no more than a kind."""
    known = columns_for(BY_NAME["absences"], view.lowest)
    others = [n for n, parts in enumerate(view.parts) if parts and n not in columns]
    kinds = [n for n in others if known.get(n) in ("leave_type", "approval")]
    texts = (Looks.NAME, Looks.WORDS, Looks.TEXT)
    says_why = all(view.profiles[n].share(*texts) >= MOSTLY for n in kinds)
    is_named = view.profiles[who].share(Looks.NAME) >= MOSTLY
    return others == kinds and says_why and is_named and end_soon(view)


def end_soon(view):
    """Whether most rows have two days, some weeks apart: nobody was here so briefly."""
    found = [n for n, p in enumerate(view.profiles) if p.share(Looks.DAY) >= MOSTLY]
    if len(found) != 2:
        return False
    order = order_of(row[n] for row in view.body for n in found)
    days = [[day_in(row[n], order) for n in found] for row in view.body]
    spans = [last - first for first, last in filter(all, days)]
    soon = sum(timedelta(0) <= span <= LONGEST_LEAVE for span in spans)
    return soon > len(days) * MOSTLY


LONGEST_LEAVE = timedelta(weeks=5)


def speaks_of_leave(columns, view):
    """Whether days are of an absence: it is called so, or nothing else is said."""
    is_all = all(n in columns for n, cell in enumerate(view.lowest) if cell is not None)
    people = [n for n, name in columns.items() if name == "person"]
    if len(people) > 1:
        # Two names: the row is of neither, as a task is.
        emails = [view.profiles[n].share(Looks.EMAIL) for n in people]
        is_all = is_all and max(emails) >= MOSTLY
    is_all = is_all or (len(people) == 1 and is_brief(columns, view, *people))
    words = view.words | heading_words(view.name)
    said = (heading_words(v) for p in view.profiles for v in p.values)
    return is_all or bool(words & LEAVE) or any(each & LEAVE for each in said)
