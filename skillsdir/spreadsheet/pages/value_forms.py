"""The forms that say what levels, days and what is not said in a file mean."""

import hashlib

from django import forms

from people.models import Level
from people.profiles.forms import PickedDayField
from skillsdir.spreadsheet.answers import SHARED, Twice
from skillsdir.spreadsheet.cells.days import DayOrder
from skillsdir.spreadsheet.cells.levels import NOT_AT_ALL

LEVELS = [(level.value, f"{level.value} {level.label}") for level in Level]
LEVEL_CHOICES = [("", "Choose"), *LEVELS, (NOT_AT_ALL, "Has not got the skill")]
PERCENTS = [
    ("", "Choose"),
    (SHARED, "The capacity, shared evenly among the projects of the cell"),
    *((percent, f"{percent} %") for percent in range(10, 101, 10)),
]
DAY_ORDERS = [
    (DayOrder.DAY_FIRST.value, "3/4 is 3 April (day first)"),
    (DayOrder.MONTH_FIRST.value, "3/4 is 4 March (month first)"),
]


TWICE = [
    (Twice.FIRST.value, "What stands first in the file"),
    (Twice.LAST.value, "What stands last"),
]


def whole_or_none(text):
    return int(text) if text else None


def default_fields():
    """A field for each default of `Answers`, new ones for each form."""
    return {
        "day_order": forms.ChoiceField(
            label="Days such as 3/4/2025", choices=DAY_ORDERS, widget=forms.RadioSelect
        ),
        "twice": forms.ChoiceField(
            label="Where two rows about the same say different things",
            choices=TWICE,
            widget=forms.RadioSelect,
        ),
        "default_level": forms.TypedChoiceField(
            label="Skills without a level",
            choices=[("", "Choose"), *LEVELS],
            coerce=whole_or_none,
            empty_value=None,
        ),
        "current_percent": forms.TypedChoiceField(
            label="How much of a week each current project takes",
            choices=PERCENTS,
            coerce=whole_or_none,
            empty_value=None,
        ),
        "past_from": PickedDayField(label="First day of past projects that have none"),
        "past_to": PickedDayField(label="Last day of past projects that have none"),
    }


class ValuesForm(forms.Form):
    """Asks what `Questions` has of levels and defaults; all of it may stay open."""

    def __init__(self, data=None, *, asked):
        super().__init__(data)
        self.levels = {level_name(one.token): one for one in asked.levels}
        self.defaults = {one.name: one for one in asked.defaults}
        for name, question in self.levels.items():
            self.fields[name] = level_field(question)
        offered = default_fields()
        for name, question in self.defaults.items():
            self.fields[name] = offered[name]
            self.fields[name].required = False
            self.fields[name].help_text = found_at(question)
            self.initial[name] = question.answer

    def clean(self):
        first, last = map(self.cleaned_data.get, ("past_from", "past_to"))
        if first and last and last < first:
            self.add_error("past_to", "The last day cannot be before the first.")
        return self.cleaned_data

    def level_rows(self):
        return [(question, self[name]) for name, question in self.levels.items()]

    def default_rows(self):
        return [self[name] for name in self.defaults]

    def answers(self, answers):
        """The answers with what was chosen; what was left open stays so."""
        chosen = {
            question.token: self.cleaned_data[name]
            for name, question in self.levels.items()
            if self.cleaned_data[name] is not None
        }
        tokens = {question.token for question in self.levels.values()}
        kept = {
            token: level
            for token, level in answers.levels.items()
            if token not in tokens
        }
        defaults = {name: self.cleaned_data[name] for name in self.defaults}
        return answers.with_(levels=kept | chosen, **defaults)


def level_field(question):
    level = question.guess if question.answer is None else question.answer
    return forms.TypedChoiceField(
        label=question.token,
        required=False,
        choices=LEVEL_CHOICES,
        coerce=whole_or_none,
        empty_value=None,
        initial="" if level is None else level,
    )


def level_name(token):
    """A name for the field of any text: what stands in the file may be anything."""
    return f"level-{hashlib.sha256(token.encode()).hexdigest()[:12]}"


def found_at(question):
    """How often something is asked for, and where first: "12 times, first at …"."""
    if not question.count:
        return ""
    times = "Once" if question.count == 1 else f"{question.count} times"
    at = f", first at {question.places[0]}" if question.places else ""
    return f"{times}{at}"
