"""The forms of a project's life: it is opened, edited, started, closed, cancelled."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, OuterRef, When

from people.editing.pickers import PersonField
from people.editing.rows import DirectoryForm
from people.editing.versions import VersionedForm
from people.fields import MOST_LETTERS, NameKey
from people.models import Person
from people.profiles.forms import PastDayField, PickedDayField, ProseField
from people.records.track_record import Outcome
from people.spelling.names import name_key
from people.words import full_day, local_day
from projects.life.bookings import ending_of
from projects.life.learned import seats_of
from projects.models import ENDING, LIVE, REASONS, Project, ProjectStatus

PLAN = [
    "name",
    "summary",
    "sponsor",
    "team",
    "lead",
    "aim",
    "status",
    "starts_on",
    "ends_on",
    "success_criteria",
]
# Answers to when a project begins.
TODAY, PLANNED = "today", "planned"
NO_REASON = "Say at least one of the three: the next one who has the idea reads it."
CHANGED_BOOKINGS = (
    "What happens to the bookings is not what you have seen: look at it, then close"
    " the project."
)


def lead_names():
    """Names to offer: who leads projects now or did, as far as they are here."""
    led = Project.objects.order_by().filter(lead=OuterRef("pk"))
    people = Person.objects.active().filter(Exists(led))
    return people.values_list("name", flat=True)


class PlanForm(DirectoryForm):
    """What is planned, of a new project or one that is edited."""

    lead = PersonField(
        required=False, help_text="Name or e-mail. Leave empty if nobody leads it yet."
    )
    summary = ProseField(
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    success_criteria = ProseField(
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Written before the work starts, read when the project closes.",
    )
    starts_on = PickedDayField(required=False, label="First day")
    ends_on = PickedDayField(required=False, label="Last day")

    class Meta:
        model = Project
        fields = PLAN
        help_texts = {"sponsor": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autofocus"] = True
        self.fields["lead"].kept = self.instance.lead_id
        self.fields["lead"].widget.offered = lead_names()
        self.fields["team"].empty_label = "No team"
        self.fields["status"].choices = [(one.value, one.label) for one in LIVE]

    def propose_days(self, asked):
        """Show the days of an address, `from` and `to`; what is none there is left."""
        for name, parameter in (("starts_on", "from"), ("ends_on", "to")):
            with suppress(ValidationError):
                if day := self.fields[name].clean(asked.get(parameter, "")):
                    self[name].initial = day
        return self


class NewProjectForm(PlanForm):
    """Opens a project; sent twice, it still opens one.

    One of the same name as another is opened on purpose only.
    """

    same_name = forms.BooleanField(required=False, label="Open it all the same")
    namesakes = ()

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        meant = self.cleaned_data["same_name"]
        if twin := Project.objects.filter(**self.plan).first():
            self.instance = twin
        elif not meant and (found := namesakes_of(self.plan["name"])):
            self.namesakes = found
            self.add_error("name", "Another project has this name.")
        return self.cleaned_data

    @property
    def plan(self):
        return {name: self.cleaned_data[name] for name in PLAN}


def namesakes_of(name):
    """Projects of that name, however it is written, the live ones first."""
    is_over = Case(When(status__in=LIVE, then=0), default=1)
    rows = Project.objects.alias(key=NameKey()).filter(key=name_key(name))
    return list(rows.order_by(is_over, "pk"))


class ProjectForm(VersionedForm, PlanForm):
    """Edits the plan; how a project ended is not part of it."""

    class Meta(PlanForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.is_live:
            del self.fields["status"]


class StartForm(DirectoryForm):
    """Asks for the first day where none is planned, or one is still to come."""

    begin = forms.ChoiceField(
        label="When does it begin?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it begins."},
    )
    starts_on = PickedDayField(
        required=False, label="First day", help_text="The project has none yet."
    )

    class Meta:
        model = Project
        fields = ["starts_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.planned = local_day(), self.instance.starts_on
        self.initial["starts_on"] = self.today
        if self.planned:
            del self.fields["starts_on"]
        if self.planned and self.planned > self.today:
            self.fields["begin"].choices = [
                (TODAY, f"Today: {full_day(self.today)} becomes the first day"),
                (PLANNED, f"On {full_day(self.planned)}, as planned"),
            ]
        else:
            del self.fields["begin"]

    def clean(self):
        super().clean()
        if self.cleaned_data.get("begin") == TODAY:
            self.instance.starts_on = self.today
        return self.cleaned_data


def reason_field(question):
    rows = forms.Textarea(attrs={"rows": 2})
    return ProseField(
        required=False, max_length=MOST_LETTERS, label=question, widget=rows
    )


class OutcomeFields(DirectoryForm):
    outcome = forms.ChoiceField(
        choices=[(one.value, one) for one in Outcome],
        widget=forms.RadioSelect,
        label="How did it end?",
        error_messages={"required": "Choose how it ended."},
    )
    signal = reason_field("What did the data not show?")
    data = reason_field("What was missing or wrong in the data?")
    fit = reason_field("Why did it not fit the use?")
    outcome_note = ProseField(
        required=False,
        max_length=MOST_LETTERS,
        label="Lessons",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What was learned: the next project reads it.",
    )

    class Meta:
        model = Project
        fields = ENDING

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stage = self.fields["stage_reached"]
        stage.choices = [("", "Not said"), *stage.choices[1:]]

    def reasons(self):
        return [self[name] for name in REASONS]

    def clean(self):
        """Why it stopped early is asked of what did, and of nothing else."""
        super().clean()
        if self.cleaned_data.get("outcome") != Outcome.STOPPED_EVIDENCE:
            self.cleaned_data |= dict.fromkeys(REASONS, "")
        elif not any(self.cleaned_data.get(name, True) for name in REASONS):
            self.add_error(REASONS[0], NO_REASON)
        return self.cleaned_data


class OutcomeForm(VersionedForm, OutcomeFields):
    """Corrects the outcome of a closed project."""

    class Meta(OutcomeFields.Meta):
        pass


class CloseForm(OutcomeFields):
    """Closes a project, and asks of each learner whether they are there.

    `seen` says which consequences for bookings the page has shown.
    """

    ends_on = PastDayField(label="Closing day")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta(OutcomeFields.Meta):
        fields = ["ends_on", *OutcomeFields.Meta.fields]

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        today = local_day()
        # Whoever closes it late means the day on which it was over.
        self.initial["ends_on"] = min(self.instance.ends_on or today, today)
        self.planned = self.instance.starts_on
        self.ending = ending_of(self.instance, self.initial["ends_on"])
        self.seats = seats_of(self.instance)
        for seat in self.seats:
            self.fields[seat.name] = forms.ChoiceField(
                choices=seat.answers,
                widget=forms.RadioSelect,
                label=seat.question,
                error_messages={"required": "Choose an answer."},
            )

    @property
    def is_too_early(self):
        """Whether its first day is still to come: then there is nothing to judge."""
        return bool(self.planned) and self.planned > local_day()

    def questions(self):
        """The learners with their fields."""
        return [(seat, self[seat.name]) for seat in self.seats]

    def answers(self):
        return [(seat, self.cleaned_data[seat.name]) for seat in self.seats]

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if self.planned and day < self.planned:
            raise forms.ValidationError(
                "The project begins later: cancel it, or correct its first day."
            )
        return day

    def clean(self):
        super().clean()
        # So that the database's rule about outcomes sees what is to be.
        self.instance.status = ProjectStatus.CLOSED
        if day := self.cleaned_data.get("ends_on"):
            self.ending = ending_of(self.instance, day)
            if self.cleaned_data.get("seen") != self.ending.seen:
                self.add_error(None, CHANGED_BOOKINGS)
        return self.cleaned_data


class CancelForm(DirectoryForm):
    outcome_note = ProseField(
        required=False,
        max_length=MOST_LETTERS,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Project
        fields = ["outcome_note"]
