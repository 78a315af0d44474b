"""Ways out of an empty result: which single condition to drop."""

from django.db.models import Count, Value

from people.lists import WayOut
from projects.chips import applied
from projects.models import Project


def ways_out(filterset, address):
    """The conditions without which something is found, best first; in one query.

    The values of one parameter are one condition: any of them would do.
    """
    conditions = {}
    for name, _, label in applied(filterset):
        conditions.setdefault(name, []).append(f"“{label.strip('“”')}”")
    counts = counts_without(filterset, list(conditions))
    found = [
        WayOut(
            f"Without {' or '.join(conditions[name])}",
            address.href(address.pairs(but=[name])),
            count,
        )
        for name, count in counts.items()
        if count
    ]
    return sorted(found, key=lambda way: -way.count)


def counts_without(filterset, names):
    """The number of projects without each of the parameters."""
    queries = [
        filterset.filter_queryset(Project.objects.order_by(), skipping=[name])
        .values(parameter=Value(name))
        .annotate(projects=Count("pk"))
        .values_list("parameter", "projects")
        for name in names
    ]
    return dict(queries[0].union(*queries[1:], all=True)) if queries else {}
