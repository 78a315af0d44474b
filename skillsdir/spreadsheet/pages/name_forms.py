"""The forms that say what names mean which the directory does not know."""

import hashlib
from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError

from people.fields import AsciiLower, Fold
from people.models import Location, Person, Skill, SkillCategory, Team
from people.models.places import validate_time_zone
from people.skills.names import resolve
from people.spelling.emails import fold_email
from people.spelling.names import fold
from projects.models import Project
from skillsdir.spreadsheet.answers import Decision, What
from skillsdir.spreadsheet.pages.value_forms import found_at
from skillsdir.spreadsheet.planning.suggestions import suggest_rows

MODELS = {"team": Team, "location": Location, "project": Project}


def targets(noun, typed):
    """What each name means, as a `Decision` has it; unknown and ambiguous are left out.

    At most three queries, however many names.
    """
    if noun == "skill":
        known = resolve(typed).items()
        return {name: resolved.skill.pk for name, resolved in known if resolved.skill}
    if noun == "person":
        keys = {name: fold_email(name) for name in typed}
        rows = Person.objects.active().annotate(key=AsciiLower("email"))
    else:
        keys = {name: fold(name) for name in typed}
        rows = MODELS[noun].objects.annotate(key=Fold("name"))
    ids = defaultdict(list)
    for key, pk in rows.filter(key__in=keys.values()).values_list("key", "pk"):
        ids[key].append(pk)
    return {name: ids[key][0] for name, key in keys.items() if len(ids[key]) == 1}


def offered(noun):
    """Names to choose from while one types; nobody is offered all people."""
    if noun == "person":
        return []
    rows = Skill.objects.active() if noun == "skill" else MODELS[noun].objects.all()
    return list(rows.order_by("name").values_list("name", flat=True))


def category_choices():
    rows = SkillCategory.objects.order_by("position", "name")
    return [("", "Choose a category"), *rows.values_list("pk", "name")]


CREATE = {
    "skill": "Add it to the catalogue",
    "team": "A new team",
    "location": "A new location",
    "project": "A new project",
    "person": "Somebody new",
}
OTHER = {"person": "Somebody else, by e-mail"}
UNKNOWN = "There is no {noun} “{typed}”. Choose one of those that are offered."


class NameForm(forms.Form):
    """One name: what it means, or that it stays open."""

    what = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    other = forms.CharField(max_length=254, required=False)
    category = forms.TypedChoiceField(label="Category", required=False, coerce=int)
    time_zone = forms.CharField(
        label="Time zone, like Europe/Lisbon",
        max_length=64,
        required=False,
        validators=[validate_time_zone],
    )
    remember = forms.BooleanField(required=False)

    def __init__(self, data=None, *, question, categories=()):
        prefix = hashlib.sha256(question.key.encode()).hexdigest()[:12]
        super().__init__(data, prefix=prefix, initial=initial(question))
        self.question = question
        self.targets = {
            radio(near.target): near.target for near in question.suggestions
        }
        self.fields["what"].choices = choices(question)
        self.fields["category"].choices = categories
        self.found = {}

    @property
    def may_remember(self):
        return What.ALIAS in self.question.options

    @property
    def places(self):
        return found_at(self.question)

    @property
    def typed(self):
        """What was typed in place of a suggestion, if that is what was chosen."""
        is_other = self.data.get(self.add_prefix("what")) == "other"
        return self.data.get(self.add_prefix("other"), "").strip() if is_other else ""

    def clean(self):
        data = self.cleaned_data
        what = data.get("what")
        if what == "other" and data.get("other") not in self.found:
            noun, typed = self.question.noun, data.get("other", "")
            self.add_error("other", UNKNOWN.format(noun=noun, typed=typed))
        if what == What.CREATE and self.question.noun == "skill":
            self.need("category", "Choose the category that it belongs to.")
        if what == What.CREATE and self.question.noun == "location":
            self.need("time_zone", "Give the time zone of the new location.")
        return data

    def need(self, name, message):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, ValidationError(message))

    def decision(self):
        """The valid form as a decision; `None` where it stays open."""
        data = self.cleaned_data
        what, remember = data["what"], data["remember"]
        if what == "other" or what in self.targets:
            target = self.targets.get(what) or self.found[data["other"]]
            is_alias = remember and self.may_remember
            return Decision(What.ALIAS if is_alias else What.USE, target)
        if what == What.CREATE:
            return Decision(What.CREATE, "", data["category"], data["time_zone"])
        return Decision(What.SKIP) if what == What.SKIP else None


def radio(target):
    """The value of a radio button that means a row here, or one of the same file."""
    return f"use:{target}" if isinstance(target, int) else f"new:{target}"


def choices(question):
    """What may be decided, the nearest names first."""
    offers = [(radio(each.target), each.label) for each in question.suggestions]
    offers.append(("other", OTHER.get(question.noun, f"Another {question.noun}")))
    if What.CREATE in question.options:
        offers.append((What.CREATE.value, CREATE[question.noun]))
    return [*offers, (What.SKIP.value, "Leave it out")]


def initial(question):
    answer = question.answer
    if answer is None:
        return {"what": "", "remember": True}
    is_use = answer.what in (What.USE, What.ALIAS)
    return {
        "what": radio(answer.target) if is_use else answer.what.value,
        "category": answer.category,
        "time_zone": answer.time_zone,
        "remember": answer.what != What.USE,
    }


def offer_answers(asked):
    """Let what was answered be chosen again, as long as it is here; at most 1 query."""
    beyond = {}
    for question in asked:
        target = question.answer and question.answer.target
        suggested = [one.target for one in question.suggestions]
        if isinstance(target, int) and target not in suggested:
            beyond[question.key] = target
    here = suggest_rows(asked[0].noun, beyond.values()) if beyond else {}
    for question in asked:
        if suggestion := here.get(beyond.get(question.key)):
            question.suggestions += (suggestion,)


def name_forms(asked, data=None, *, categories=()):
    """A form for each question; what was typed is looked up for all of them at once."""
    offer_answers(asked)
    forms = [NameForm(data, question=each, categories=categories) for each in asked]
    if data is not None and forms:
        typed = {form.typed for form in forms} - {""}
        found = targets(asked[0].noun, sorted(typed)) if typed else {}
        for form in forms:
            form.found = found
    return forms


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
        options = self.open[0].options if self.open else ()
        self.may_create = What.CREATE in options and noun.name != "person"
        self.fields["category"].choices = categories
        offers = [What.SKIP, What.CREATE] if self.may_create else [What.SKIP]
        self.fields["rest"].choices = [
            ("", ""),
            *((each.value, each) for each in offers),
        ]

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
        if not data["rest"]:
            return {}
        decision = Decision(What(data["rest"]), "", data["category"], data["time_zone"])
        return {question.key: decision for question in self.open}
