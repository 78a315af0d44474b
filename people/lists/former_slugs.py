"""Where a slug leads that no row has any more: to the row that had it last.

Teams, locations and skills are few: `people.lists.vocabulary` keeps theirs.
What else is asked for by a slug is looked up here, and only when no row has it.
"""

import re

from django.db.models import Exists, OuterRef

# What cannot be a slug is not asked of the database.
SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


def renamed(rows, slugs):
    """The current slugs of the rows by those of `slugs` that they once had."""
    slugs = [slug for slug in slugs if SLUG.fullmatch(slug)]
    if not slugs:
        return {}
    former = "former_slugs__slug"
    taken = rows.model._base_manager.filter(slug=OuterRef(former))
    found = rows.order_by().filter(~Exists(taken), **{f"{former}__in": slugs})
    return dict(found.values_list(former, "slug"))


def by_slug(rows, slugs):
    """The rows by those of `slugs` that they have, or once had; 1 query, or 2."""
    slugs = [slug for slug in slugs if SLUG.fullmatch(slug)]
    found = {row.slug: row for row in rows.filter(slug__in=slugs)} if slugs else {}
    former = renamed(rows, [slug for slug in slugs if slug not in found])
    if former:
        now = {row.slug: row for row in rows.filter(slug__in=former.values())}
        found |= {old: now[slug] for old, slug in former.items()}
    return found
