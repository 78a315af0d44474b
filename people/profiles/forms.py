"""The forms with which people keep their own profile."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.asking.mentions import LONGEST_TEXT
from people.editing.days import read_day
from people.editing.pickers import SkillSelect
from people.editing.rows import DirectoryForm
from people.editing.versions import VersionedForm
from people.fields import MOST_LETTERS
from people.lists.former_slugs import by_slug
from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Level,
    Person,
    Skill,
)
from people.models.expertise import UNFINISHED
from people.skills.names import resolve, unknown_words
from people.words import local_day

DAY = {"type": "date", "min": "2000-01-01", "max": "2100-12-31"}


class LevelField(forms.TypedChoiceField):
    """A level, chosen by its sentence: see includes/level_choice.html."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[(level.value, level) for level in Level],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the sentence that fits."},
            **kwargs,
        )


class PickedDayField(forms.DateField):
    """A day within reason: calendars far away are typing errors."""

    is_past = False

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%Y-%m-%d", attrs=DAY)
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        text = value.strip() if isinstance(value, str) else value
        if not isinstance(text, str) or not text:
            return super().to_python(text)
        return read_day(text, is_past=self.is_past)

    def clean(self, value):
        day = super().clean(value)
        if day and not 2000 <= day.year <= 2100:
            raise ValidationError("Choose a day between 2000 and 2100.")
        return day


class PastDayField(PickedDayField):
    is_past = True

    def clean(self, value):
        day = super().clean(value)
        if day and day > local_day():
            raise ValidationError("Choose a day that has been.")
        return day


class ProseField(forms.CharField):
    """Text whose line ends are alike, however the browser sends them."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class PasteForm(forms.Form):
    """A longer text, in which skills are looked for; it is not kept."""

    text = ProseField(
        max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 6}), label="Text"
    )


class SkillField(forms.Field):
    """A skill of the catalogue, chosen from the list or typed by any of its names."""

    widget = SkillSelect

    def clean(self, value):
        slug, typed = value
        if typed:
            return self.resolved(typed)
        skill = by_slug(Skill.objects.active(), [slug]).get(slug)
        if skill is None:
            raise ValidationError("Choose a skill from the catalogue.")
        return skill

    def resolved(self, typed):
        found = resolve([typed])[typed]
        if found.skill and found.skill.is_active:
            return found.skill
        raise ValidationError(unknown_words(typed, found))


class NewRowForm(DirectoryForm):
    """Makes a row of a person; sent twice, it still makes one."""

    def twins(self):
        rows = type(self.instance)._default_manager
        return rows.filter(person=self.instance.person, **self.cleaned_data)

    def clean(self):
        super().clean()
        if not self.errors and (twin := self.twins().first()):
            self.instance = twin
        self.is_new = self.instance.pk is None
        return self.cleaned_data


class AboutForm(VersionedForm):
    bio = ProseField(
        required=False,
        max_length=MOST_LETTERS,
        label="About you",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "email",
            "job_title",
            "team",
            "location",
            "works_from",
            "works_to",
            "capacity",
            "bio",
        ]
        labels = {
            "email": "E-mail",
            "works_from": "Works from",
            "works_to": "Works to",
            "capacity": "Capacity, percent of a week",
        }
        help_texts = {
            "email": "The account's e-mail, too: changing it ends the account's open "
            "sessions, and the links in mails that were sent before.",
            "job_title": "",
            "works_from": "",
            "works_to": "Next day if earlier.",
            "capacity": "",
        }
        widgets = {
            "works_from": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "works_to": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "capacity": forms.NumberInput(attrs={"min": 0, "max": 100, "step": 5}),
        }

    def __init__(self, *args, may_change_email=False, **kwargs):
        super().__init__(*args, **kwargs)
        # Who has an account keeps one.
        self.fields["email"].required = True
        if not may_change_email:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "A directory admin changes it."

    def own_fields(self):
        return [name for name in super().own_fields() if not self.fields[name].disabled]


class ExpertiseForm(VersionedForm):
    """One stated level; to save it is to say that it is right."""

    level = LevelField()
    last_used_on = PastDayField(required=False, label="Last used")

    class Meta:
        model = Expertise
        fields = ["level", "last_used_on", "years", "note"]
        labels = {"years": "Years of use, roughly"}
        help_texts = {"years": ""}

    def save(self, commit=True):
        self.instance.confirmed_at = timezone.now()
        return super().save(commit)


class NewExpertiseForm(NewRowForm):
    skill = SkillField()
    level = LevelField(label="Level")

    class Meta:
        model = Expertise
        fields = ["skill", "level"]

    def save(self, commit=True):
        self.instance.confirmed_at = timezone.now()
        return super().save(commit)


class DoubtForm(forms.Form):
    """Answers "still at this level?": a level, or 0 for "no longer"."""

    level = forms.TypedChoiceField(
        choices=[(0, "No longer"), *Level.choices],
        coerce=lambda value: int(value) or None,
        empty_value=None,
    )
    version = forms.IntegerField(min_value=1)


class GoalForm(VersionedForm):
    target_level = LevelField(label="To which level")
    target_on = PickedDayField(required=False, label="Until when")

    class Meta:
        model = LearningGoal
        fields = ["target_level", "priority", "target_on", "motivation", "status"]
        labels = {"motivation": "Why, in a sentence"}


class NewGoalForm(NewRowForm):
    skill = SkillField()
    target_level = LevelField(label="To which level")
    target_on = PickedDayField(required=False, label="Until when")

    class Meta:
        model = LearningGoal
        fields = ["skill", "target_level", "priority", "target_on", "motivation"]
        labels = {"motivation": "Why, in a sentence"}

    def __init__(self, *args, **kwargs):
        # It may stand on the page of one's own profile, beside other forms.
        super().__init__(*args, auto_id="goal_%s", **kwargs)
        self.fields["skill"].widget.attrs["autofocus"] = True

    def twins(self):
        return super().twins().filter(status__in=UNFINISHED)


class NewAbsenceForm(NewRowForm):
    starts_on = PickedDayField(label="First day away")
    ends_on = PickedDayField(label="Last day away")

    class Meta:
        model = Absence
        fields = ["starts_on", "ends_on"]


class EndorsementForm(forms.ModelForm):
    level = LevelField(label="You would say")

    class Meta:
        model = Endorsement
        fields = ["level", "note"]
        labels = {"note": "What makes you say so"}
