"""The parameters of the exchange: of what is learned, and of who wants to."""

from people.lists.filtered_list import FilteredList
from people.lists.filters import NamedRows, PageNumber, Sort
from people.models import LearningGoal
from people.skills.filters import Categories, SkillWords


class WantedIn(NamedRows):
    """Wherever they are; what one of them alone is in the way of is told."""

    def __init__(self, kind, without, **kwargs):
        super().__init__(kind, **kwargs)
        self.without = without


class ExchangeFilterSet(FilteredList):
    """Open goals; all of them are looked at one by one."""

    q = SkillWords()
    category = Categories("category", label="Category")
    team = WantedIn("team", "All teams", label="Team")
    location = WantedIn("location", "All places", label="Location")
    sort = Sort({"learners": "Most who want it", "name": "Name"})
    page = PageNumber()

    class Meta(FilteredList.Meta):
        model = LearningGoal
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["sort"].default = "learners"
