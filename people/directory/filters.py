"""The parameters of the people list, each said once; see `people.lists.filters`."""

from collections import Counter
from datetime import date, timedelta

from django import forms
from django.db.models import Case, When
from django.utils.functional import cached_property

from people import rules
from people.asking.asked import asked_address, asked_before, asked_of
from people.asking.read import LONGEST_SENTENCE
from people.availability.windows import project_window
from people.directory.facet_counts import CountedRows
from people.directory.levels import SkillLevels
from people.directory.narrowing import FreePercent, SharedHours, SuccessRate
from people.fields import Ids
from people.lists.addresses import Address
from people.lists.filtered_list import FilteredList
from people.lists.filters import (
    ChoiceSetting,
    Day,
    NumberSetting,
    OneRow,
    PageNumber,
    Setting,
    Sort,
    TextWords,
)
from people.lists.listing import WayOut
from people.lists.panel import Facet, choices, skill_picker, split, tick_boxes
from people.lists.parameters import LONGEST_WINDOW
from people.lists.text_search import people_mentioning, skills_mentioned, understand
from people.lists.vocabulary import projects_named
from people.models import Person
from people.models.expertise import UNFINISHED
from people.words import local_day

FOR_MANAGERS = "success rates are seen by project managers only"
ORDERS = {
    "name": "Name",
    "level": "Level in asked skills",
    "free": "Most free time",
    "success": "Success rate",
    "confirmed": "Last confirmed",
}
RARE_ORDERS = {
    "-name": "Name, Z to A",
    "-level": "Lowest level in asked skills",
    "-free": "Least free time",
    "-success": "Lowest success rate",
    "-confirmed": "Longest not confirmed",
}
BY_GOAL = """
SELECT skill_id, NULL::int, count(*) FROM people_learninggoal
WHERE status = ANY(%s) AND {whose} GROUP BY skill_id
"""


class Goals(CountedRows):
    def keep(self, people, skills):
        return people.with_goal([skill.pk for skill in skills])

    def panel(self, facets, address):
        """The first few as tick boxes, the others for a picker."""
        goals, others = split(facets[self.name])
        picker = skill_picker(self.parent.vocabulary, others) if others else None
        boxes = tick_boxes(self.name, goals)
        return Facet(self.name, self.label, boxes, picker=picker)


class PersonWords(TextWords):
    """A text; where its words together find nobody, each can be left out."""

    # Alone in an address it would be read as a sentence.
    settings = (("text", "1"),)

    def __init__(self):
        super().__init__(people_mentioning, understand)

    @property
    def skills_read(self):
        return skills_mentioned(self.query.words)

    def ease(self, near, facts, address):
        typed, words = (self.value or "").split(), self.query.words
        rows = near.rows_missing(self)
        if not rows or not 1 < len(words) == len(typed):
            return
        missing = misses(rows, words)
        for number, word in enumerate(typed):
            others = " ".join(typed[:number] + typed[number + 1 :])
            href = address.with_value("q", others)
            yield WayOut(f"Without “{word}”", href, missing[number])


def misses(rows, words):
    """How many of the rows lack just that one of the words, by its number; a query."""
    has = {
        f"has_{number}": Case(When(pk__in=people_mentioning(word), then=1), default=0)
        for number, word in enumerate(words)
    }
    people = Person.objects.filter(pk__any=Ids([row.pk for row in rows])).order_by()
    lacking = [
        [number for number, flag in enumerate(flags) if not flag]
        for flags in people.annotate(**has).values_list(*has)
    ]
    return Counter(one[0] for one in lacking if len(one) == 1)


class OneProject(OneRow):
    def keep(self, people, project):
        return people.on_project(project.pk)


class WindowDay(Day):
    """The first or the last day that is asked about: it keeps nobody out by itself."""

    def filter(self, people, day):
        return people

    def conditions(self):
        return ()


class FirstDay(WindowDay):
    def panel(self, facets, address):
        return self.parent.window_presets(address)


class PersonSort(Sort):
    def understand(self, form, sort):
        if sort and sort.endswith("success") and not self.is_allowed:
            form.add_error(self.name, self.refusal)
        return sort or self.default

    def panel(self, facets, address):
        labels = dict(self.labels)
        if not self.parent.criteria["skill"]:
            del labels["level"]
        if not self.is_allowed:
            del labels["success"]
        # What is the default anyway stays out of the address.
        labels = {"": labels.pop("name")} | labels | self.turned_round()
        return choices(labels, "" if self.value == "name" else self.value)


class Sentence(Setting):
    """What somebody typed, shown again; it changes no result."""

    field_class = forms.CharField

    def __init__(self):
        super().__init__(max_length=LONGEST_SENTENCE)


class HoursSetting(NumberSetting):
    field_class = forms.FloatField


class PersonFilterSet(FilteredList):
    """The people list, in the order of its panel's words.

    `project_of_days` is the project whose days are meant where none are given.
    """

    q = PersonWords()
    asked = Sentence()
    text = ChoiceSetting(choices=[("1", "1")])
    skill = SkillLevels()
    match = ChoiceSetting(choices=[("all", "all"), ("any", "any")], default="all")
    free = FreePercent(
        offered={"": "any"} | {n: f"at least {n} %" for n in range(10, 101, 10)},
        min_value=1,
        max_value=100,
    )
    from_ = FirstDay()
    to = WindowDay()
    goal = Goals(
        "skill",
        label="Wants to learn",
        words="Wants to learn {0.label}",
        counted=BY_GOAL,
        parameters=(list(UNFINISHED),),
        kept="level = 0",
    )
    team = CountedRows("team", label="Team")
    location = CountedRows("location", label="Location")
    tz = SharedHours(words="{criteria[overlap]:g} h shared with {}")
    overlap = HoursSetting(
        "OVERLAP_HOURS",
        offered={f"{n}": f"at least {n} h a day" for n in range(1, 9)},
        min_value=0.5,
        max_value=24,
    )
    success = SuccessRate(
        words="{} % of {criteria[judged]} or more succeeded",
        offered={"": "any"} | {n: f"at least {n} %" for n in range(50, 100, 10)},
        may=rules.may_see_success_rates,
        refusal=FOR_MANAGERS,
        min_value=0,
        max_value=100,
    )
    judged = NumberSetting(
        "MIN_JUDGED",
        offered={n: f"of {n} judged or more" for n in (1, 3, 5, 10)},
        min_value=1,
        max_value=1000,
    )
    project = OneProject("project", projects_named, words="On {0.name}")
    sort = PersonSort(
        ORDERS,
        rare=RARE_ORDERS,
        may=rules.may_see_success_rates,
        refusal=FOR_MANAGERS,
    )
    page = PageNumber()

    class Meta(FilteredList.Meta):
        model = Person
        fields = ()

    project_of_days = None
    # The reading of the sentence that led here.
    asked_before = None

    def canonical(self, address):
        """The address; what `q` says as a sentence becomes parameters of it."""
        if not (self.data.get("q") or self.data.get("asked")):
            return super().canonical(address)
        self.asked_before = asked_before(address, self.request.user, self.vocabulary)
        asked = asked_address(
            address, self.asked_before, self.request.user, self.vocabulary
        )
        return asked or super().canonical(address)

    def sentence(self, address):
        return asked_of(address, self.asked_before, self.request.user)

    def people(self):
        """Everybody whom the list is about, before any filter."""
        return Person.objects.active()

    def keeps_all_here(self, but=None):
        """Whether no filter but one, nor the list itself, keeps anybody out."""
        others = [one for one in self.filters_in_force if one is not but]
        return not others and type(self).people is PersonFilterSet.people

    @property
    def skills_read(self):
        """Ids of all skills of which a filter looks at levels of people."""
        return {skill for one in self.filters_in_force for skill in one.skills_read}

    @cached_property
    def zones(self):
        """Time zones by the id of a location."""
        return {one.pk: one.group for one in self.vocabulary["location"].values()}

    def complete(self, form):
        """The window is the usual one, as far as it is not said."""
        data = form.cleaned_data
        start, end = project_window(self.project_of_days, data["from"])
        end = data["to"] or end
        if end < start:
            form.add_error("to", f"the window ends before it starts, on {start}")
        elif end - start > LONGEST_WINDOW:
            form.add_error("to", "choose a window of at most two years")
        data["window"] = (start, end)

    def window_presets(self, address):
        return quarter_links(address)


def quarter_links(address: Address) -> list[tuple[str, str]]:
    """Windows that people plan by, as labels with links."""
    today = local_day()
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    following = next_quarter(quarter)
    day = timedelta(days=1)
    presets = {
        "This quarter": (today, following - day),
        "Next quarter": (following, next_quarter(following) - day),
    }
    links = [("Next 4 weeks", address.href(address.pairs(but=["from", "to"])))]
    links += [
        (label, address.with_values(**{"from": start, "to": end}))
        for label, (start, end) in presets.items()
    ]
    return links


def next_quarter(first):
    return (first + timedelta(days=100)).replace(day=1)
