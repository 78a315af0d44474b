from people.names import fold
from people.track_record import Outcome
from projects.models import Project
from projects.models.choices import Aim, ProjectStatus, Stage
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key

CALLED = {
    ProjectStatus.PROPOSED: "planned|pipeline|idea|not started|pending|on hold",
    ProjectStatus.STAFFING: "hiring|looking for people|open",
    ProjectStatus.ACTIVE: "running|ongoing|in progress|current|started|live|now",
    ProjectStatus.CLOSED: "done|finished|completed|complete|ended|over|delivered",
    ProjectStatus.CANCELLED: "canceled|abandoned",
}
STATUS_WORDS = {word: one for one, text in CALLED.items() for word in text.split("|")}


def outcome_only_when_closed(values):
    is_closed = values.get("status") == ProjectStatus.CLOSED
    if values.get("outcome") and not is_closed:
        return "the project is not closed: close it to record its outcome"
    return None


def read_named_outcome(survey, cell):
    """An outcome by its value, its label or what people call it."""
    for one in Outcome:
        if str(cell.value) in (one.value, one.label):
            return one.value
    return fields.read_outcome(survey, cell)


def status(survey, cell):
    """A status by its value, its label or what people call it."""
    found = STATUS_WORDS.get(fold(str(cell.value)).strip())
    return found or fields.choice(ProjectStatus)(survey, cell)


PROJECTS = Noun(
    name="projects",
    model=Project,
    fields=(
        Field("name", fields.text(200)),
        Field("slug", fields.slug),
        Field("summary", fields.text(lines=True), empty=""),
        Field("sponsor", fields.text(200), empty=""),
        Field("team", fields.named("team"), empty=None),
        Field("lead", fields.person, empty=None),
        Field("aim", fields.choice(Aim)),
        Field("status", status),
        Field("starts_on", fields.first_day, empty=None),
        Field("ends_on", fields.read_last_day, empty=None),
        Field("success_criteria", fields.text(lines=True), empty=""),
        Field("outcome", read_named_outcome, empty=""),
        Field("stage_reached", fields.choice(Stage), empty=""),
        Field("outcome_note", fields.text(lines=True), empty=""),
        Field("outcome_recorded_at", fields.moment, empty=None),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    rules=(
        in_order("starts_on", "ends_on", "the last day is before the first"),
        outcome_only_when_closed,
    ),
)
