"""One answer for many names of a file: all that are still open, pages and all."""

from dataclasses import dataclass

from django import forms

from people.models.places import validate_time_zone
from skillsdir.spreadsheet.answers import Decision, What


@dataclass(frozen=True, slots=True)
class Bulk:
    """What a button decides: `words` on it, and the decision of each question."""

    value: str
    words: str
    decisions: dict

    @property
    def count(self):
        return len(self.decisions)


def bulks_of_people(questions):
    """The buttons for open questions of people, but those that would decide nothing."""
    skip = Decision(What.SKIP)
    may_be_new = [question for question in questions if question.may_create]
    offers = (
        (
            "likely",
            "Who has one namesake in the same team is that one",
            {one.key: use(one.likely) for one in questions if one.likely},
        ),
        (
            "file",
            "Who stands in this file with this name is that person",
            {
                one.key: use(one.namesakes[0].target)
                for one in questions
                if len(one.namesakes) == 1 and one.namesakes[0].is_of_file
            },
        ),
        (
            "only",
            "Who has just one namesake is that one",
            {
                one.key: use(one.namesakes[0].target)
                for one in questions
                if len(one.namesakes) == 1
            },
        ),
        (
            "new",
            "Somebody new, whoever nobody here is called like",
            {one.key: one.as_new() for one in may_be_new if not one.namesakes},
        ),
        (
            "different",
            "All are different people: who has namesakes is somebody new",
            {one.key: one.as_new() for one in may_be_new if one.namesakes},
        ),
        ("skip", "Leave them all out", {one.key: skip for one in questions}),
    )
    bulks = [Bulk(*offer) for offer in offers]
    return [bulk for bulk in bulks if bulk.count]


def use(target):
    return Decision(What.USE, target)


def bulks_of_names(questions):
    """The buttons for open questions of a noun: what they need beside, forms ask."""
    may_be_new = [question.key for question in questions if question.may_create]
    add = [Bulk("create", "Add them all", dict.fromkeys(may_be_new))]
    skip = dict.fromkeys(question.key for question in questions)
    return [*(add if may_be_new else []), Bulk("skip", "Leave them all out", skip)]


class RestForm(forms.Form):
    """What becomes of all the names of a noun that are still open, pages and all."""

    rest = forms.ChoiceField(required=False)
    category = forms.TypedChoiceField(
        label="Category of all that are added", required=False, coerce=int
    )
    time_zone = forms.CharField(
        label="Time zone of all that are added, like Europe/Lisbon",
        max_length=64,
        required=False,
        validators=[validate_time_zone],
    )

    def __init__(self, data=None, *, noun, categories=()):
        super().__init__(data, prefix="all")
        self.noun = noun
        self.open = [question for question in noun.questions if question.answer is None]
        make = bulks_of_people if noun.name == "person" else bulks_of_names
        self.bulks = make(self.open) if self.open else []
        self.fields["category"].choices = categories
        offers = [(bulk.value, bulk.words) for bulk in self.bulks]
        self.fields["rest"].choices = [("", ""), *offers]

    def clean(self):
        data = self.cleaned_data
        if data.get("rest") == What.CREATE:
            needs = {"skill": "category", "location": "time_zone"}.get(self.noun.name)
            if needs and not data.get(needs) and needs not in self.errors:
                self.add_error(needs, "Needed to add them all.")
        return data

    def decisions(self):
        """The same decision for all that are open; none where no button says so."""
        data = self.cleaned_data
        bulk = next((one for one in self.bulks if one.value == data["rest"]), None)
        if bulk is None:
            return {}
        if self.noun.name == "person":
            return bulk.decisions
        decision = Decision(What(data["rest"]), "", data["category"], data["time_zone"])
        return dict.fromkeys(bulk.decisions, decision)
