"""The forms with which people are booked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError

from people.editing.pickers import OfferingInput
from people.editing.rows import DirectoryForm
from people.editing.versions import VersionedForm
from people.lists.former_slugs import by_slug
from people.lists.listing import shortened
from people.models import Level, Skill
from people.profiles.forms import PickedDayField
from projects.bookings.changes import OverloadError, overbooked_words
from projects.bookings.learning import (
    NO_SEAT,
    LearningSeat,
    seats_for,
    skills_without_mentor,
)
from projects.models import Assignment

TERMS = ["role", "percent", "starts_on", "ends_on", "status"]


@dataclass(frozen=True, slots=True)
class BookingChoices:
    """What a booking may be about: skills, first the needed ones, and seats."""

    needed: list[Skill]
    others: list[Skill]
    levels: dict[int, int]
    seats: list[LearningSeat]
    # Needed skills that could be learned here if somebody of the team could guide.
    unguided: list[Skill]
    # Skills asked for by slugs that they once had.
    former: dict[str, Skill] = field(default_factory=dict)
    # What people are booked as, first on the same project; looked up when shown.
    roles: Iterable[str] = ()

    @property
    def skills(self):
        return {skill.slug: skill for skill in (*self.needed, *self.others)}

    def covered(self):
        """The needed skills of which the person has some."""
        return [skill for skill in self.needed if skill.pk in self.levels]

    def label(self, skill):
        level = self.levels.get(skill.pk)
        return f"{skill.name}, {Level(level).label}" if level else skill.name


def choices_for(booking, coverage, stated, asked=()):
    """What may be chosen for a booking, by the coverage of its project.

    `stated` is the person's expertise. A saved booking keeps what it has; `asked` are
    slugs of any other skills.
    """
    levels = {row.skill_id: row.level for row in stated}
    needed = list({one.need.skill: None for one in coverage.needs})
    others = [row.skill for row in stated]
    seats = seats_for(booking.person, coverage, levels)
    unguided = skills_without_mentor(coverage, levels, seats)
    if booking.pk:
        others += booking.skills.all()
        present = seat_of(booking)
        if present and present.key not in {seat.key for seat in seats}:
            seats.append(present)
    missing = set(asked) - {skill.slug for skill in (*needed, *others)}
    found = by_slug(Skill.objects.active(), missing)
    others += [found[slug] for slug in sorted(found)]
    former = {slug: skill for slug, skill in found.items() if slug != skill.slug}
    others = [skill for skill in dict.fromkeys(others) if skill not in needed]
    roles = Assignment.objects.roles(booking.project_id)
    return BookingChoices(needed, others, levels, seats, unguided, former, roles)


def seat_of(booking):
    """The learning seat of a saved booking, if it has one."""
    return LearningSeat(booking.learns, booking.mentor) if booking.learns_id else None


class TickList(forms.CheckboxSelectMultiple):
    """Tick boxes whose value is one text, “python sql”, as `VersionedForm` needs it."""

    def value_from_datadict(self, data, files, name):
        return " ".join(data.getlist(name))

    def format_value(self, value):
        return (value or "").split()


class SkillsField(forms.Field):
    """Skills out of those that are offered, by slug."""

    widget = TickList
    skills = {}

    def offer(self, choices):
        self.skills = choices.skills | choices.former
        self.widget.choices = [
            (slug, choices.label(skill)) for slug, skill in choices.skills.items()
        ]

    def prepare_value(self, value):
        if isinstance(value, str):
            return value
        return " ".join(sorted(skill.slug for skill in value or ()))

    def clean(self, value):
        slugs = sorted((value or "").split())
        if unknown := [slug for slug in slugs if slug not in self.skills]:
            raise ValidationError(
                f"“{shortened(unknown[0])}” is not among these skills."
            )
        return tuple(dict.fromkeys(self.skills[slug] for slug in slugs))


class RefusableForm(forms.BaseForm):
    """Shows why `projects.bookings.changes` did not do what the form asks for."""

    questions = ()
    # Where an error is shown that is of no field of the form.
    other_field = None

    def refuse(self, error):
        if isinstance(error, OverloadError):
            self.questions = error.questions
            label = self.fields["despite_overload"].label.lower()
            words = f"There is too little time: tick to {label}."
            self.add_error("despite_overload", words)
            for name, field in self.fields.items():
                field.widget.attrs["autofocus"] = name == "despite_overload"
        elif hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                known = name if name in self.fields else self.other_field
                self.add_error(known, errors)
        else:
            self.add_error(None, error)


class AgreementForm(RefusableForm, forms.Form):
    """The one question about all bookings that are made or confirmed together.

    Who ticks agrees to the very words that the page has shown, `seen`.
    """

    despite_overload = forms.BooleanField(
        required=False, widget=forms.CheckboxInput(attrs={"autofocus": True})
    )

    def __init__(self, sent=None, *, label):
        super().__init__(sent)
        self.fields["despite_overload"].label = label

    @property
    def agreed(self):
        return self.data.get("seen", "") if "despite_overload" in self.data else ""

    @property
    def seen(self):
        return overbooked_words(self.questions)


class BookingForm(RefusableForm, DirectoryForm):
    """The terms of a booking; a booking that is too much is ticked on purpose."""

    percent = forms.IntegerField(label="Percent of a week", min_value=1, max_value=100)
    starts_on = PickedDayField(label="First day")
    ends_on = PickedDayField(required=False, label="Last day, if known")
    skills = SkillsField(required=False, label="Skills used")
    seat = forms.TypedChoiceField(required=False, label="Learns here", empty_value=None)
    despite_overload = forms.BooleanField(required=False, label="Book all the same")
    other_field = "seat"

    class Meta:
        model = Assignment
        fields = TERMS
        widgets = {"role": OfferingInput}
        help_texts = {"status": "Tentative is a plan: it takes no time yet."}

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["role"].widget.offered = choices.roles
        self.fields["percent"].widget.attrs["autofocus"] = True
        self.fields["skills"].offer(choices)
        seats = {seat.key: seat for seat in choices.seats}
        self.fields["seat"].coerce = seats.get
        named = [(key, seat.label) for key, seat in seats.items()]
        self.fields["seat"].choices = [("", "Nothing"), *named]

    @property
    def terms(self):
        """What `projects.bookings.changes` takes."""
        data = self.cleaned_data
        seat = data["seat"].terms if data["seat"] else NO_SEAT
        names = (*TERMS, "skills", "despite_overload")
        return {name: data[name] for name in names} | seat

    @property
    def skill_ticks(self):
        """Tick boxes of the skills that are needed or chosen, and of the others."""
        count = len(self.choices.needed)
        shown, folded = [], []
        for place, tick in enumerate(self["skills"]):
            is_shown = place < count or tick.data["selected"]
            (shown if is_shown else folded).append(tick)
        return shown, folded


class BookingEditForm(BookingForm, VersionedForm):
    """The terms of a saved booking, which two managers may edit at once."""

    def own_fields(self):
        return [name for name in super().own_fields() if name != "despite_overload"]

    @property
    def is_conflict(self):
        """No version counts the skills: what was shown is compared with what is."""
        shown = self.data.get("seen-skills", self.saved_text("skills"))
        is_old = shown != self.saved_text("skills")
        return (is_old and bool(self.differences())) or super().is_conflict


class ActionForm(RefusableForm, forms.Form):
    """One thing to do with a saved booking, of the version that was shown."""

    version = forms.IntegerField(min_value=1, required=False)


class DeclineForm(ActionForm):
    name = "decline"


class ConfirmForm(ActionForm):
    name = "confirm"
    despite_overload = forms.BooleanField(required=False, label="Confirm all the same")


class ShiftForm(ConfirmForm):
    name = "shift"
    despite_overload = forms.BooleanField(required=False, label="Shift all the same")
    starts_on = PickedDayField(label="New first day")


class ChangeForm(ConfirmForm):
    """Less or more, or other days; what is not said stays as it is."""

    name = "change"
    despite_overload = forms.BooleanField(required=False, label="Change all the same")
    percent = forms.IntegerField(
        required=False, label="Percent of a week", min_value=1, max_value=100
    )
    starts_on = PickedDayField(required=False, label="First day")
    ends_on = PickedDayField(required=False, label="Last day")

    def clean(self):
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if not said.keys() & {"percent", "starts_on", "ends_on"} and not self.errors:
            raise ValidationError("Say what is to change.")
        return said


class EndForm(ActionForm):
    name = "end"
    ends_on = PickedDayField(label="New last day")


ACTIONS = (ConfirmForm, DeclineForm, ShiftForm, EndForm, ChangeForm)
