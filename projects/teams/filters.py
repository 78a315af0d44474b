"""The parameters of the suggested teams: those of candidates, and what a team is."""

from django import forms
from django.utils.functional import cached_property

from people.lists.filters import Setting
from people.lists.former_slugs import by_slug
from people.lists.parameters import MOST_VALUES, RepeatedField
from people.models import LearningGoal, Person
from projects.candidates.filters import CandidateFilterSet, RankingSetting

MOST_PEOPLE = 40


class TeamPeople(Setting):
    """People who are to be on every team, or on none."""

    field_class = RepeatedField

    def understand(self, form, slugs):
        people = [self.understand_one(form, slug) for slug in slugs or ()]
        return list(dict.fromkeys(filter(None, people)))

    def understand_one(self, form, slug):
        if person := form.known(self.name, slug, self.parent.named):
            return person
        return form.refuse(self.name, slug, f"“{slug}” is nobody here")

    def chips(self):
        for person in self.value:
            yield person.slug, self.say(person)


class TeamSize(RankingSetting):
    field_class = forms.IntegerField

    def __init__(self, words):
        super().__init__(words=words, min_value=1, max_value=MOST_PEOPLE)


class Learners(RankingSetting):
    """Whether seats may go to learners: `on` where nothing is said."""

    field_class = forms.ChoiceField

    def __init__(self):
        choices = [("on", "on"), ("off", "off")]
        super().__init__(words="Learners {}", choices=choices, default="on")


class TeamFilterSet(CandidateFilterSet):
    """The filters of the candidates over those who could be on a team.

    Who is on the project's team tentatively may be suggested, as their seats are open.
    """

    fit = None
    with_ = TeamPeople(words="With {}")
    without = TeamPeople(words="Without {}")
    least = TeamSize("At least {} people")
    most = TeamSize("At most {} people")
    learners = Learners()

    def __init__(self, *args, coverage, **kwargs):
        needs = [covered.need for covered in coverage.open_needs]
        super().__init__(*args, needs=needs, **kwargs)
        self.coverage = coverage

    @cached_property
    def named(self):
        """The people whom the address names, by slug."""
        slugs = [*self.data.getlist("with"), *self.data.getlist("without")]
        return by_slug(Person.objects.active(), slugs[: 2 * MOST_VALUES])

    def complete(self, form):
        super().complete(form)
        data = form.cleaned_data
        least, most = data["least"] or 0, data["most"] or MOST_PEOPLE
        if both := [str(one) for one in data["with"] if one in data["without"]]:
            form.add_error("without", f"{both[0]} cannot be both with and without")
        if most < least:
            form.add_error("most", f"a team of at least {least} people is larger")
        elif most < len(data["with"]):
            names = f"{len(data['with'])} people are to be on the team"
            form.add_error("most", names)

    @property
    def booked_here(self):
        return super().booked_here.confirmed()

    def willing(self, needs):
        """Goals that a need is about: some only tell who would learn it."""
        skills = [need.skill_id for need in needs]
        return LearningGoal.objects.unfinished().filter(skill__in=skills)
