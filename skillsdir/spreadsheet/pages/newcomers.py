"""What a file names that nothing here is like, to be added with one tick a kind."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from skillsdir.spreadsheet.answers import Decision, What

# Kinds that need nothing beside a name.
NOUNS = {
    "person": "People whom nobody here is called like",
    "team": "Teams that are not here, nor any with such a name",
    "location": "Locations that are not here, in the time zone that the file says",
    "project": "Projects that are not here, nor any with such a name",
}
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The names of a kind that may be added, the first few of them to be shown."""

    count: int
    names: list[str]
    field: BoundField


class NewcomersForm(forms.Form):
    """Whether what nothing here is like is new: ticked, and shown with its names."""

    def __init__(self, data=None, *, asked):
        super().__init__(data, prefix="new")
        self.questions = {noun: newcomers_of(asked, noun) for noun in NOUNS}
        for noun, questions in self.questions.items():
            if questions:
                self.fields[noun] = forms.BooleanField(
                    label=NOUNS[noun], required=False, initial=True
                )

    def rows(self):
        for noun in self.fields:
            names = [question.name for question in self.questions[noun]]
            yield Newcomers(len(names), names[:MOST_NAMED], self[noun])

    def decide(self, answers):
        """The answers with what is ticked to be new."""
        for noun in self.fields:
            if self.cleaned_data[noun]:
                is_person = noun == "person"
                new = {
                    each.key: each.as_new() if is_person else Decision(What.CREATE)
                    for each in self.questions[noun]
                }
                answers = answers.with_decisions(noun, new)
        return answers


def newcomers_of(asked, noun):
    return [
        question
        for question in asked.of(noun)
        if question.answer is None
        and question.may_create
        and not (question.namesakes if noun == "person" else question.suggestions)
        and (noun != "location" or question.time_zone)
    ]
