"""Every address that the site answers to, with the parts of it that vary."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from people.models import Absence, LearningGoal, SavedSearch
from people.models import Endorsement as Suggestion
from projects.models import Assignment
from skillsdir.models import SpreadsheetImport

PART = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
# Whose keys stand in an address, by the word before them.
ROWS = {
    "goals": LearningGoal,
    "absences": Absence,
    "suggestions": Suggestion,
    "bookings": Assignment,
    "spreadsheet": SpreadsheetImport,
}
SLUGS = {
    "people": ("ann", "mia-member", "max-manager", "nobody"),
    "projects": ("churn", "fraud", "nothing"),
    "skills": ("python", "sql", "nothing"),
    "teams": ("data", "nothing"),
    "endorse": ("python", "sql"),
    "me": ("python", "sql"),
}
OTHERS = {
    "person": ("ann", "mia-member"),
    "skill": ("python", "sql"),
    "uidb64": ("MQ", "xx"),
    "token": ("set-password", "yy"),
    "app_label": ("people", "auth"),
    "content_type_id": ("1", "9"),
    "url": ("nothing/", "people/person"),
}


@dataclass(frozen=True)
class Address:
    """`route` has `<name>` where something varies."""

    route: str

    def good(self, name, before):
        """What may stand for a part in good faith, as strings."""
        words = before.strip("/").split("/")
        if name in OTHERS:
            return OTHERS[name]
        if words[0] == "admin":
            has_model = len(words) == 3 and words[1] != "r"
            return keys(apps.get_model(*words[1:])) if has_model else ["1"]
        if name == "key":
            return [search.key for search in SavedSearch.objects.order_by("pk")]
        if name == "pk":
            return keys(ROWS[words[-1]])
        return SLUGS[next(word for word in reversed(words) if word in SLUGS)]

    def fill(self, choose):
        """The address with `choose(good values)` for each part that varies."""
        path = ""
        for place, piece in enumerate(PART.split(self.route)):
            path += choose(self.good(piece, path)) if place % 2 else piece
        return path


def keys(model):
    pks = model._base_manager.order_by("pk").values_list("pk", flat=True)[:5]
    return [str(pk) for pk in pks] or ["1"]


def all_addresses(patterns=None, prefix="/"):
    for entry in patterns or get_resolver().url_patterns:
        route = str(entry.pattern)
        if not isinstance(entry.pattern, RoutePattern):
            route = GROUP.sub(r"<\1>", route).strip("^$").replace("\\", "")
        if isinstance(entry, URLPattern):
            yield Address(prefix + route)
        else:
            yield from all_addresses(entry.url_patterns, prefix + route)
