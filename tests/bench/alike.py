"""How long it takes to find what is like an idea, without a page around it."""

from itertools import cycle

from django.contrib.auth import get_user_model

from projects.alike.listing import alike_to_what_is_typed
from projects.models import Project

from .measure import measure
from .rows import Measured
from .table import page_cells


def alike_line(size, rounds):
    """A line of the table of pages: each round somebody types another project."""
    user = get_user_model().objects.get(username="manager")
    typed = Project.objects.order_by("slug").values(
        "name", "summary", "success_criteria", "aim"
    )
    ideas = cycle(list(typed[:: max(1, len(typed) // rounds)]))
    found = measure(lambda: alike_to_what_is_typed(next(ideas), user), rounds)
    return page_cells(size, Measured("alike to an idea", ""), found)
