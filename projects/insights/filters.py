"""The parameters of the pictures: whose, which, and of which days."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from people.lists.filtered_list import FilteredList
from people.lists.filters import ChoiceSetting, Day
from people.lists.named_filters import NamedRows
from people.lists.parameters import MOST_VALUES
from people.models import Person
from people.words import local_day

VIEWS = {
    "skills": "Skills",
    "time": "Time",
    "people": "People",
    "projects": "Projects",
    "trend": "24 months",
}
PERIOD = timedelta(days=730)


class InsightFilterSet(FilteredList):
    """Of teams and places, any of them; the period is that of projects that ended."""

    about = ChoiceSetting(choices=VIEWS.items(), default="skills")
    team = NamedRows("team", label="Team")
    location = NamedRows("location", label="Location")
    from_ = Day()
    to = Day()

    class Meta(FilteredList.Meta):
        model = Person
        fields = ()

    corrections = ()

    def complete(self, form):
        data = form.cleaned_data
        last = data.get("to") or local_day()
        first = data.get("from") or last - PERIOD
        if first > last:
            form.add_error("to", "the last day is before the first")
        data["period"] = first, last

    @cached_property
    def people(self):
        """Who is here, of those teams and places."""
        people = Person.objects.active().order_by()
        for name in ("team", "location"):
            people = self.filters[name].filter(people, self.criteria[name])
        return people

    def theirs(self, rows):
        """Rows of these people, by `person`.

        Where it is everybody here, without the rows of the few who left: that takes
        PostgreSQL half as long.
        """
        if self.criteria["team"] or self.criteria["location"]:
            return rows.filter(person__in=self.people.values("pk"))
        return rows.exclude(Exists(Person.objects.left().filter(pk=OuterRef("person"))))

    @property
    def of_people(self):
        """Parameters for lists of the same people, after others."""
        pairs = [
            (name, row.slug)
            for name in ("team", "location")
            for row in self.criteria[name][:MOST_VALUES]
        ]
        return f"&{urlencode(pairs)}" if pairs else ""
