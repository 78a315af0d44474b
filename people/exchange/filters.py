"""The parameters of the exchange: of what is learned, and of who wants to."""

from collections import Counter
from operator import attrgetter

from people.lists.filters import PageNumber, Sort
from people.lists.named_filters import NamedRows
from people.models import LearningGoal
from people.skills.filters import CatalogueFilters, Categories, SkillWords


class CountsGoals:
    """Counts goals: one of each of those who want a skill."""

    def count(self, groups):
        counts = Counter()
        value = attrgetter(self.name)
        for group in groups:
            counts[value(group)] += len(group.people)
        return counts


class WantedCategories(CountsGoals, Categories):
    pass


class WantedIn(CountsGoals, NamedRows):
    """Wherever they are; what one of them alone is in the way of is told."""

    def __init__(self, kind, without, **kwargs):
        super().__init__(kind, **kwargs)
        self.without = without


class ExchangeFilterSet(CatalogueFilters):
    """Open goals; groups of them are looked at."""

    q = SkillWords()
    category = WantedCategories("category", label="Category")
    team = WantedIn("team", "All teams", label="Team")
    location = WantedIn("location", "All locations", label="Location")
    sort = Sort(
        {"learners": "Most who want it", "name": "Name"},
        rare={"-learners": "Fewest who want it", "-name": "Name, Z to A"},
    )
    page = PageNumber()

    class Meta(CatalogueFilters.Meta):
        model = LearningGoal
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["sort"].default = "learners"
