"""The forms that say what names mean which the directory does not know."""

import hashlib
from collections import Counter, defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from people.fields import AsciiLower, Fold, NameKey
from people.models import Location, Person, Skill, SkillCategory, Team
from people.models.places import validate_time_zone
from people.skills.names import resolve
from people.spelling.emails import fold_email
from people.spelling.names import fold, name_key
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
        return people_typed(typed)
    keys = {name: fold(name) for name in typed}
    rows = MODELS[noun].objects.annotate(key=Fold("name"))
    ids = defaultdict(list)
    for key, pk in rows.filter(key__in=keys.values()).values_list("key", "pk"):
        ids[key].append(pk)
    return {name: ids[key][0] for name, key in keys.items() if len(ids[key]) == 1}


def people_typed(typed):
    """Who is meant by an e-mail or a name that just one person has."""
    emails = {fold_email(text) for text in typed}
    keys = {name_key(text) for text in typed} - {""}
    people = Person.objects.active().annotate(key=AsciiLower("email"), called=NameKey())
    meant = people.filter(Q(key__in=emails) | Q(called__in=keys))
    ids = defaultdict(list)
    for pk, email, called in meant.order_by("pk").values_list("pk", "key", "called"):
        ids[email].append(pk)
        ids[called].append(pk)
    found = {text: ids[fold_email(text)] or ids[name_key(text)] for text in typed}
    return {text: pks[0] for text, pks in found.items() if len(pks) == 1}


def offered(noun):
    """Names to choose from while one types: of namesakes among people the e-mails."""
    if noun == "person":
        people = Person.objects.active().order_by("name", "pk")
        rows = list(people.values_list("name", "email"))
        counts = Counter(name_key(name) for name, _ in rows)
        return [
            name if counts[name_key(name)] == 1 else email or name
            for name, email in rows
        ]
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
OTHER = {"person": "Somebody else, by name or e-mail"}
UNKNOWN = "There is no {noun} “{typed}”. Choose one of those that are offered."
NOBODY = (
    "There is nobody “{typed}”, or there are several: choose one of those that are"
    " offered, or write the e-mail."
)


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

    def __init__(self, data=None, *, question, categories=(), has_others=True):
        prefix = hashlib.sha256(question.key.encode()).hexdigest()[:12]
        super().__init__(data, prefix=prefix, initial=initial(question))
        self.question = question
        self.targets = {
            radio(near.target): near.target for near in question.suggestions
        }
        self.fields["what"].choices = choices(question, has_others)
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
            message = NOBODY if noun == "person" else UNKNOWN
            self.add_error("other", message.format(noun=noun, typed=typed))
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
        if what == What.CREATE and self.question.noun == "person":
            return self.question.as_new()
        if what == What.CREATE:
            return Decision(What.CREATE, "", data["category"], data["time_zone"])
        return Decision(What.SKIP) if what == What.SKIP else None


def radio(target):
    """The value of a radio button that means a row here, or one of the same file."""
    return f"use:{target}" if isinstance(target, int) else f"new:{target}"


def choices(question, has_others):
    """What may be decided, the nearest names first."""
    offers = [(radio(each.target), each.label) for each in question.suggestions]
    if has_others:
        offers.append(("other", OTHER.get(question.noun, f"Another {question.noun}")))
    if question.may_create:
        calls = f", {question.calls}" if question.calls else ""
        offers.append((What.CREATE.value, f"{CREATE[question.noun]}{calls}"))
    return [*offers, (What.SKIP.value, "Leave it out")]


def initial(question):
    answer = question.answer
    if answer is None:
        zone = question.time_zone
        return {"what": "", "remember": True, "time_zone": zone}
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


def name_forms(asked, data=None, *, categories=(), has_others=True):
    """A form for each question; what was typed is looked up for all of them at once."""
    offer_answers(asked)
    given = {"categories": categories, "has_others": has_others}
    forms = [NameForm(data, question=each, **given) for each in asked]
    if data is not None and forms:
        typed = {form.typed for form in forms} - {""}
        found = targets(asked[0].noun, sorted(typed)) if typed else {}
        for form in forms:
            form.found = found
    return forms
