"""The parameters of a comparison: read, looked up, and named if they mean nothing."""

from django import forms

from people.availability.windows import project_window
from people.lists.former_slugs import by_slug
from people.lists.listing import Problem, shortened
from people.lists.parameters import (
    LONGEST_WINDOW,
    IsoDayField,
    ParameterForm,
    RepeatedField,
)
from people.models import Person, related

MOST_PEOPLE = 6


class ComparisonForm(ParameterForm):
    """Reads the address; what it does not understand, the page goes on without."""

    person = RepeatedField(required=False)
    project = forms.CharField(required=False, max_length=80)
    free = forms.IntegerField(required=False, min_value=1, max_value=100)
    percent = forms.IntegerField(required=False, min_value=1, max_value=100)
    only = forms.ChoiceField(choices=[("differences", "")], required=False)
    find = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {"from": IsoDayField(), "to": IsoDayField()}

    def clean(self):
        data = self.cleaned_data
        slugs = data.get("person") or []
        people = by_slug(Person.objects.active(), slugs)
        found = [self.known("person", slug, people) for slug in slugs]
        data["people"] = [person for person in found if person]
        self.strangers = [slug for slug in slugs if slug not in people]
        data["project"] = self.project_named(data.get("project"))
        data["window"] = self.window_of(data)
        data["asked"] = data.get("percent") or data.get("free")
        return data

    def window_of(self, data):
        """The days asked for; else those of the project, or the usual ones."""
        start, end = project_window(data["project"], data.get("from"))
        last = data.get("to") or end
        if start <= last <= start + LONGEST_WINDOW:
            return start, last
        self.add_error("to", "choose a day up to two years after the first")
        return start, end

    def project_named(self, slug):
        if not slug:
            return None
        projects = by_slug(related("projects_led").all(), [slug])
        if slug not in projects:
            self.add_error("project", f"“{shortened(slug)}” is not a project here")
        return self.known("project", slug, projects)

    def problems(self, address):
        """Each value that is not understood, with the address without it."""
        found = [
            Problem(
                "person",
                f"“{shortened(slug)}” is nobody here",
                address.without("person", slug),
            )
            for slug in self.strangers
        ]
        for name, errors in self.errors.items():
            href = address.href(address.pairs(but=[name]))
            found += [Problem(name, words.rstrip("."), href) for words in errors]
        return found
