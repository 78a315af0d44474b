"""The parameters of the earliest start: what is needed, for how long, from whom."""

from typing import NamedTuple

from django import forms

from people.availability.calendar import DAY
from people.lists.filtered_list import FilteredList
from people.lists.filters import ChoiceSetting, Day, OneRow, Setting
from people.lists.former_slugs import by_slug
from people.lists.named_filters import NamedRows
from people.lists.panel import choices, skill_picker
from people.lists.parameters import LAST_DAY, LONGEST_WINDOW, RepeatedField
from people.models import Level, Person
from people.words import day_words, local_day
from projects.candidates.filters import AskedPercent, RankingSetting
from projects.models import Project
from projects.needs.asked import NeedAsked, read_need
from projects.needs.forms import MOST_PEOPLE, MOST_ROWS
from projects.teams.filters import Learners

MONDAYS = 26
MOST_WEEKS = 104
# What ends later than any day of an address cannot be asked for elsewhere.
LATEST = LAST_DAY - LONGEST_WINDOW - DAY * 7 * MONDAYS
# What the form sends for one need more; it becomes a value of `need`.
ADDED = ("add_need", "add_level", "add_people")


class NeedControl(NamedTuple):
    """A need as the panel has it: links to other levels, and to more or fewer people.

    The links are empty where there are no fewer, or no more.
    """

    value: str
    need: NeedAsked
    levels: list[tuple[Level, str, bool]]
    fewer: str
    more: str


def need_control(value, need, address):
    def href(**other):
        return address.with_one_for_another("need", value, need._replace(**other).value)

    return NeedControl(
        value,
        need,
        [(one, href(level=one), one == need.level) for one in Level],
        href(people=need.people - 1) if need.people > 1 else "",
        href(people=need.people + 1) if need.people < MOST_PEOPLE else "",
    )


class NeedsField(RepeatedField):
    most = MOST_ROWS


class NeedsAsked(Setting, NamedRows):
    """Needs as `skill:level:people`."""

    field_class = NeedsField

    def __init__(self):
        super().__init__("skill")

    def understand(self, form, values):
        needs = super().understand(form, values)
        stated = [one[:2] for one in needs]
        for one in needs:
            if stated.count(one[:2]) > 1:
                label = one._replace(people=1).label
                form.refuse(self.name, one.value, f"“{label}” is asked for twice")
                break
        return needs

    def understand_one(self, form, value):
        try:
            slug, level, people = read_need(value)
        except ValueError as error:
            return form.refuse(self.name, value, f"“{value}”: {error}")
        skill = super().understand_one(form, slug, value.removeprefix(slug))
        return skill and NeedAsked(skill, level, people)

    @property
    def given(self):
        """Each need with the value that it has in the address."""
        values = dict.fromkeys(filter(None, self.parent.data.getlist(self.name)))
        return list(zip(values, self.value, strict=True))

    def chips(self):
        return [(value, need.label) for value, need in self.given]

    def panel(self, facets, address):
        return [need_control(*one, address) for one in self.given]


class AddedNeed(Setting, NamedRows):
    """The skill of one need more."""

    field_class = forms.CharField

    def __init__(self):
        super().__init__("skill", max_length=200)

    def understand(self, form, typed):
        slug = self.parent.skill_called(typed) if typed else ""
        return self.understand_one(form, slug) if slug else None

    def panel(self, facets, address):
        """The skills to choose from, for who does not ask for a project."""
        has_project = self.parent.criteria["project"]
        return None if has_project else skill_picker(self.parent.vocabulary)


class WholeNumberSetting(RankingSetting):
    field_class = forms.IntegerField


def projects_by_slug(slugs):
    return by_slug(Project.objects.all(), slugs)


class OfProject(Setting, OneRow):
    """The project whose needs and days are meant."""

    chips = OneRow.chips


class FirstMonday(Setting, Day):
    """The day from which on Mondays are thought of: today, if it has gone."""

    def understand(self, form, day):
        today = local_day()
        return max(today, super().understand(form, day) or today)

    def chips(self):
        if given := self.parent.data.get(self.name):
            yield given, f"From {day_words(self.value)}"

    def panel(self, facets, address):
        return self.parent.data.get(self.name, "")


class SeatsForLearners(Learners):
    """Where nothing is said: a project says it, and else they take no seats."""

    def understand(self, form, learners):
        return learners or ("on" if self.parent.data.get("project") else "off")

    def panel(self, facets, address):
        if self.parent.criteria["project"]:
            return choices({"": "where they are welcome", "off": "none"}, self.given)
        return choices({"": "none", "on": "beside who can guide them"}, self.given)

    @property
    def given(self):
        """What differs from what is usual."""
        return self.parent.data.get(self.name, "")


class StartFilterSet(FilteredList):
    project = OfProject("project", projects_by_slug, words="For {0.name}")
    need = NeedsAsked()
    add_need = AddedNeed()
    add_level = ChoiceSetting(
        choices=[(f"{one}", one.label) for one in Level],
        offered={f"{one}": one.or_above for one in Level},
        default=f"{Level.WORKING}",
    )
    add_people = WholeNumberSetting(default=1, min_value=1, max_value=MOST_PEOPLE)
    weeks = WholeNumberSetting(words="{} weeks", min_value=1, max_value=MOST_WEEKS)
    percent = AskedPercent(
        "ASKED_PERCENT", words="{} % of a week each", min_value=1, max_value=100
    )
    from_ = FirstMonday()
    learners = SeatsForLearners()
    team = NamedRows("team", label="Team")
    location = NamedRows("location", label="Location")

    class Meta(FilteredList.Meta):
        model = Person
        fields = ()

    def canonical(self, address):
        """The address; the need that the form adds is one of the others in it."""
        if not self.data.keys() & set(ADDED):
            return super().canonical(address)
        if not self.form.is_valid():
            return None
        criteria, needs = self.criteria, list(self.criteria["need"])
        if skill := criteria["add_need"]:
            level, people = int(criteria["add_level"]), criteria["add_people"]
            needs.append(NeedAsked(skill, level, people))
        values = {(one.skill.pk, one.level): one.value for one in needs}
        others = address.pairs(but=[*ADDED, "need"])
        return address.href(
            [("need", value) for value in values.values()]
            + [(name, value) for name, value in others if value]
        )

    def complete(self, form):
        data = form.cleaned_data
        if data["project"] and data["need"]:
            message = "a project has needs of its own: ask for it, or for needs"
            form.add_error("need", f"“{data['need'][0].value}”: {message}")
        if data["from"] > LATEST:
            form.add_error("from", f"choose a day until {day_words(LATEST)}")

    @property
    def mondays(self):
        day = self.criteria["from"]
        first = day + DAY * (-day.weekday() % 7)
        return [first + DAY * 7 * number for number in range(MONDAYS)]
