"""All needs of a project in one form: a row each, and empty rows for more."""

from collections import Counter

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import Count
from django.urls import reverse

from people.availability.calendar import next_working_day
from people.models import Expertise, Level
from people.profiles.forms import PickedDayField
from people.skills.names import resolve, unknown_words
from projects.models import Days, NeedPriority, Phase, days_outside

FEWEST_ROWS = 3
ROWS_MORE = 3
MOST_ROWS = 60
MOST_PEOPLE = 999
NO_SEAT_TO_LEARN = (
    "A learner takes a second seat, beside somebody who holds the first:"
    " make it 2, or take the tick away."
)
ENDS_EARLY = "The last day cannot be before the first."
WHEN = ("phase", "starts_on", "ends_on")
NO_WORKING_DAY = "Nobody works on these days: they are a weekend."
FIELDS = ("level", "people", "priority", "welcomes_learner", *WHEN)


def text_of(skill, level, people, priority, welcomes_learner, *when):
    """A need as one text: whether two are alike is whether their texts are."""
    text = f"{skill.slug}:{level}:{people}:{priority}:{int(welcomes_learner)}"
    return ":".join([text, *(f"{one or ''}" for one in when)]).rstrip(":")


def days_in_text(text):
    return text.split(":")[6:]


def text_of_need(need):
    return text_of(need.skill, *(getattr(need, name) for name in FIELDS))


def words_of(need):
    people = f"{need.people} {'person' if need.people == 1 else 'people'}"
    learners = ", learners welcome" if need.welcomes_learner else ""
    level, priority = need.get_level_display(), need.get_priority_display().lower()
    when = f", {need.when}" if need.when else ""
    return f"{need.skill}, {level}, {people}, {priority}{learners}{when}"


class NeedRow(forms.Form):
    """One need; `pk` and `seen` say what it was when the page was shown.

    An added row came at the wish of whoever fills the others in: those stay as typed.
    """

    is_added = False
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    skill = forms.CharField(
        max_length=200,
        error_messages={"required": "Which skill? Or tick “Remove”."},
        widget=forms.TextInput(
            {
                "list": "skill-names",
                "data-combobox": "",
                "autocomplete": "off",
                "placeholder": "Type a skill…",
            }
        ),
    )
    level = forms.TypedChoiceField(
        choices=Level.choices, coerce=int, initial=Level.PRACTITIONER.value
    )
    people = forms.IntegerField(
        min_value=1,
        initial=1,
        validators=[MaxValueValidator(MOST_PEOPLE)],
        widget=forms.NumberInput({"min": 1, "max": MOST_PEOPLE}),
    )
    priority = forms.ChoiceField(
        choices=NeedPriority.choices, initial=NeedPriority.MUST.value
    )
    welcomes_learner = forms.BooleanField(required=False, label="Learners welcome")
    phase = forms.ChoiceField(
        choices=[("", "Any phase"), *Phase.choices], required=False
    )
    starts_on = PickedDayField(required=False, label="First day")
    ends_on = PickedDayField(required=False, label="Last day")
    remove = forms.BooleanField(required=False)

    def __init__(self, data=None, *, number, **kwargs):
        super().__init__(
            data,
            prefix=f"need-{number}",
            empty_permitted=True,
            use_required_attribute=False,
            **kwargs,
        )
        self.number = number + 1
        self.meant = self.holders = self.unknown = None
        self.suggested = ()
        for bound in self.visible_fields():
            bound.field.widget.attrs["aria-label"] = f"{bound.label}, row {number + 1}"

    def clean(self):
        """A new need for one person has no seat for a learner; an old one may stay."""
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ENDS_EARLY)
        _, _, people, _, learner = [*self.was.split(":"), *[""] * 5][:5]
        is_asked = data.get("welcomes_learner") and data.get("people") == 1
        if is_asked and (people, learner) != ("1", "1"):
            self.add_error("people", NO_SEAT_TO_LEARN)
        return data

    @property
    def lacks_seat(self):
        """Whether it welcomes a learner and has one seat only, as it is filled in."""
        return self["welcomes_learner"].value() and str(self["people"].value()) == "1"

    def fits(self, project):
        """Whether its days are days of the project, or were so before.

        Somebody may have made the project shorter since.
        """
        if days_in_text(self.text) != days_in_text(self.was):
            days = Days(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])
            for name, words in days_outside(days, project).items():
                self.add_error(name, words)
            if all(days) and next_working_day(days.starts_on) > days.ends_on:
                self.add_error("ends_on", NO_WORKING_DAY)
        return not self.errors

    @property
    def when_fields(self):
        return [self[name] for name in WHEN]

    @property
    def has_when(self):
        """Whether it is for a phase or for days of its own, as it is filled in."""
        return any(one.value() or one.errors for one in self.when_fields)

    @property
    def typed(self):
        return str(self["skill"].value() or "").strip()[:200]

    @property
    def is_filled(self):
        return bool(self["pk"].value() or self.typed or self.errors)

    @property
    def least(self):
        """The level as it is filled in; 0 if it is none."""
        level = str(self["level"].value())
        return int(level) if level in map(str, Level.values) else 0

    @property
    def holders_address(self):
        return f"{reverse('people:person-list')}?skill={self.meant.slug}:{self.least}"

    @property
    def is_removed(self):
        return bool(self["remove"].value())

    @property
    def is_empty(self):
        return not self.has_changed() or (self.is_removed and not self["pk"].value())

    @property
    def was(self):
        return self.cleaned_data.get("seen", "")

    @property
    def text(self):
        return text_of(self.meant, *(self.cleaned_data[name] for name in FIELDS))

    @property
    def key(self):
        data = self.cleaned_data
        return self.meant.pk, data["level"], *(data[name] for name in WHEN)

    def as_need(self, need):
        """The need, with what the row says of it."""
        need.skill = self.meant
        for name in FIELDS:
            setattr(need, name, self.cleaned_data[name])
        return need


class NeedRows:
    """The rows of a project's needs, in their order, and empty ones after them.

    `asked` are needs that are no rows yet: they are shown, to be saved or not.
    """

    def __init__(self, needs, asked=()):
        stated = {(need.skill, need.level) for need in needs}
        more = [one for one in asked if (one.skill, one.level) not in stated]
        values = [*map(values_of, needs), *map(values_asked, more)]
        shown = [NeedRow(number=at, initial=one) for at, one in enumerate(values)]
        for row, need in zip(shown, [*needs, *more], strict=True):
            row.meant = need.skill
        empty = empty_rows(len(shown), max(1, FEWEST_ROWS - len(shown)))
        self.rows = shown + empty
        focus_on(empty)

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    most = MOST_ROWS
    # What a check of the form shows anew, rows to come among it.
    says = ",".join(f"#row-{number}-says" for number in range(MOST_ROWS))

    def count_holders(self):
        """Count for each row the people who meet it, in one query for all."""
        rows = [row for row in self.rows if row.meant and row.least]
        people = Expertise.objects.of_people_here().order_by()
        levels = (
            people.filter(skill__in={row.meant.pk for row in rows})
            .values_list("skill", "level")
            .annotate(Count("pk"))
        )
        holders = Counter()
        for skill, level, count in levels if rows else ():
            for least in range(1, level + 1):
                holders[skill, least] += count
        for row in rows:
            row.holders = holders[row.meant.pk, row.least]

    @property
    def is_full(self):
        return len(self.rows) >= MOST_ROWS


class SentRows(NeedRows):
    """The rows as they were sent, and compared with the needs as they are saved now."""

    row_class = NeedRow
    met = "Somebody stated this meanwhile"

    def __init__(self, data):
        self.data = data.copy()
        sent = data.get("rows", "")
        count = int(sent) if len(sent) < 5 and sent.isdecimal() else 0
        # However many needs a project has: a row that is sent is read.
        self.rows = [
            self.row_class(self.data, number=at) for at in range(min(count, len(data)))
        ]

    def with_more(self, count=0):
        """Unchecked, with so many more rows; the first empty one has the focus."""
        shown = [as_typed(row) for row in self.rows]
        blank = [row for row in shown if not row.typed]
        more = empty_rows(len(shown), count or int(not blank))
        for row in more:
            row.is_added = True
        self.rows = shown + more
        focus_on(blank + more if not count else more)
        self.understand()
        return self

    def understand(self):
        """Find what the rows mean, unchecked, or say that it is not known."""
        typed = [(row, row.typed) for row in self.rows if row.typed]
        found = resolve({name for _, name in typed}) if typed else {}
        for row, name in typed:
            row.meant, row.suggested = found[name].skill, found[name].suggestions
            row.unknown = "" if row.meant else unknown_words(name, found[name])
        return self

    def take(self, chosen):
        """Fill in what was suggested, such as `need-2-skill:Python`."""
        field, _, name = chosen.partition(":")
        self.data[field] = name
        return self

    def sent(self):
        """The rows that say something, each looked at by itself."""
        for row in self.rows:
            row.full_clean()
            if row.is_removed:
                row.errors.clear()
        return [row for row in self.rows if not row.is_empty]

    def show(self, need):
        """Add a row of a need that somebody else stated meanwhile."""
        if str(need.pk) in {str(row["pk"].value()) for row in self.rows}:
            return
        number = len(self.rows)
        for name, value in values_of(need).items():
            self.data[f"need-{number}-{name}"] = value
        self.rows.append(NeedRow(self.data, number=number))

    def put_off(self, row, need, hint):
        """Say at the row what is saved now, so that to send it again is a choice."""
        if need:
            row.add_error("skill", f"Meanwhile it is: {words_of(need)}. {hint}")
        else:
            row.add_error("skill", f"Somebody removed this need meanwhile. {hint}")
            self.data[row.add_prefix("pk")] = ""
        self.data[row.add_prefix("seen")] = text_of_need(need) if need else ""

    def is_valid(self):
        return not any(row.errors for row in self.rows)


def focus_on(rows):
    for row in rows[:1]:
        row.fields["skill"].widget.attrs["autofocus"] = True


def empty_rows(first, count):
    last = min(first + count, MOST_ROWS)
    return [NeedRow(number=number) for number in range(first, last)]


def values_of(need):
    values = {name: getattr(need, name) for name in FIELDS if getattr(need, name)}
    return {
        "pk": need.pk,
        "seen": text_of_need(need),
        "skill": need.skill.name,
    } | values


def values_asked(need):
    return {"skill": need.skill.name, "level": need.level, "people": need.people}


def as_typed(row):
    typed = {name: row[name].value() for name in row.fields}
    return NeedRow(number=row.number - 1, initial=typed)


def resolve_skills(rows, needs):
    """Find the skill that each row means by any of its names; say where there is none.

    A skill that is no longer active stays where it is needed already.
    """
    typed = [row for row in rows if row.cleaned_data.get("skill")]
    found = resolve([row.cleaned_data["skill"] for row in typed])
    needed = {need.skill_id for need in needs}
    for row in typed:
        name = row.cleaned_data["skill"]
        skill = found[name].skill
        if skill and (skill.is_active or skill.pk in needed):
            row.meant = skill
            continue
        row.suggested = found[name].suggestions
        row.add_error("skill", unknown_words(name, found[name]))
