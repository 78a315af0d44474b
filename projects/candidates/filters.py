"""The parameters of the candidates page: filters of people, and of the ranking."""

from collections import defaultdict
from datetime import date

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.functional import cached_property

from people.availability.windows import default_window, project_window
from people.availability.words import project_days
from people.directory.filters import PersonFilterSet
from people.lists.filters import NumberSetting, Setting
from people.lists.panel import choices
from people.models import Expertise, LearningGoal
from people.words import local_day
from projects.candidates.markup import PART_LABELS
from projects.candidates.scoring import Need, Parts, Question, lowest_useful
from projects.models import Assignment
from projects.models.assignment import meets_days

FITS = {"": "All", "exact": "Meet a need", "close": "Come near"}
IS_EXACT = {"": None, "exact": True, "close": False}


class RankingSetting(Setting):
    """What differs from the usual ranking; it keeps nobody out."""

    def chips(self):
        if given := self.parent.data.get(self.name):
            yield given, self.say(self.value)


class AskedPercent(RankingSetting, NumberSetting):
    """How much of a week is asked for."""

    def panel(self, facets, address):
        usual = settings.DIRECTORY["ASKED_PERCENT"]
        # What is the default anyway stays out of the address.
        percents = {
            "" if percent == usual else percent: f"{percent} % of a week"
            for percent in sorted({*range(10, 101, 10), usual})
        }
        return choices(percents, "" if self.value == usual else self.value)


class Points(RankingSetting):
    """The points for a part of the score."""

    field_class = forms.IntegerField

    def __init__(self, label):
        super().__init__(
            label=label, words=f"{label}: {{}} points", min_value=0, max_value=100
        )

    @property
    def part(self):
        return self.name.removeprefix("weight_")

    def understand(self, form, points):
        usual = settings.DIRECTORY["SCORE_WEIGHTS"][self.part]
        return usual if points is None else points

    def panel(self, facets, address):
        return self.label, self.parent.data.get(self.name, ""), self.value


class FitChoice(RankingSetting):
    """Whether all are shown, those who meet a need or those who only come near."""

    field_class = forms.ChoiceField

    def say(self, fit):
        return FITS[fit]


class CandidateFilterSet(PersonFilterSet):
    """The filters of the people list over those who could help a project.

    They have a level that meets a share of one of its open `needs`, or want to learn
    what one that welcomes learners is about. Its team is left out: what they can do
    is what the needs are open beside.
    """

    # The ranking is the order.
    sort = None
    percent = AskedPercent(
        "ASKED_PERCENT", words="Asked for {} %", min_value=1, max_value=100
    )
    weight_skills = Points(PART_LABELS["skills"])
    weight_availability = Points(PART_LABELS["availability"])
    weight_growth = Points(PART_LABELS["growth"])
    weight_overlap = Points(PART_LABELS["overlap"])
    fit = FitChoice(
        choices=FITS.items(),
        default="",
        error_messages={"invalid_choice": "write exact or close, or leave it out"},
    )

    def __init__(self, *args, project, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.project = self.project_of_days = project
        self.needs = needs

    def complete(self, form):
        super().complete(form)
        data = form.cleaned_data
        weights = {part: data[f"weight_{part}"] for part in Parts._fields}
        data["weights"] = Parts(**weights)
        if not any(data["weights"]):
            message = "at least one part of the score needs points"
            form.add_error("weight_skills", message)

    def window_presets(self, address):
        """The project's own days, and the coming weeks, as labels with links."""
        start, end = default_window()
        words = project_days(self.project)
        own_days = address.href(address.pairs(but=["from", "to"]))
        return [
            (words[0].upper() + words[1:], own_days),
            ("Next 4 weeks", address.with_values(**{"from": start, "to": end})),
        ]

    @cached_property
    def question(self) -> Question:
        return Question(
            needs=tuple(
                Need(
                    *(need.skill_id, need.level, need.priority, need.welcomes_learner),
                    self.window_of(need),
                )
                for need in self.needs
            ),
            percent=self.criteria["percent"],
            weights=self.criteria["weights"],
            today=local_day(),
        )

    def window_of(self, need):
        """The own days of a need, unless the address says which are looked at."""
        is_asked = self.criteria["from"] or self.criteria["to"]
        if is_asked or not need.has_own_days:
            return None
        days = project_window(need.days)
        return days if days != self.criteria["window"] else None

    def people(self):
        """Those who could help, and are still here when the window begins."""
        start, _ = self.criteria["window"]
        return self.helpful(super().people().active(start))

    @property
    def skills_read(self):
        return super().skills_read | {need.skill_id for need in self.needs}

    @property
    def booked_here(self):
        """Bookings of those who are no candidates."""
        return Assignment.objects.on_team().filter(project=self.project).order_by()

    def helpful(self, people):
        """Those who could help; of the team, who could in days they are not booked."""
        engaged = Q(pk__in=self.booked_here.values("person"))
        own_days = {need.own_days for need in self.needs if need.has_own_days}
        for first, last in own_days:
            needs = [need for need in self.needs if need.own_days == (first, last)]
            there = self.booked_here.filter(
                meets_days(first or date.min, last or date.max)
            )
            is_there = Q(pk__in=there.values("person"))
            engaged &= is_there | ~Q(pk__in=self.could_help(needs))
        return people.filter(pk__in=self.could_help(self.needs)).exclude(engaged)

    def could_help(self, needs):
        """Ids of who can do, or would learn, what one of the needs is about."""
        able, willing = self.able(needs).order_by(), self.willing(needs).order_by()
        return able.values("person").union(willing.values("person"), all=True)

    def able(self, needs):
        """Levels that meet a share of a need."""
        by_level = defaultdict(set)
        for need in needs:
            by_level[lowest_useful(need.level)].add(need.skill_id)
        useful = Q(pk__in=())
        for level, skills in by_level.items():
            useful |= Q(skill__in=skills, level__gte=level)
        # Their skills too: an index that has all of it is then read from end to end.
        skills = [need.skill_id for need in needs]
        return Expertise.objects.filter(useful, skill__in=skills)

    def willing(self, needs):
        """Goals that a need welcomes."""
        skills = [need.skill_id for need in needs if need.welcomes_learner]
        return LearningGoal.objects.unfinished().filter(skill__in=skills)
