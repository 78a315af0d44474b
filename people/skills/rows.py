"""Rows of skills, and of who has one, as HTML: see `people.lists.markup`."""

from collections import Counter
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from people.lists.markup import tick_to_compare
from people.models import SkillKind
from people.paths import path_to
from people.skills.figures import SkillFigures

KIND_WORDS = {kind: escape(label.lower()) for kind, label in SkillKind.choices}


def holder_row(holder):
    """Who it is, team and place, when they are free, and when they last used it."""
    person, last = holder.person, holder.last_used_on
    places = " · ".join(one.name for one in (person.team, person.location) if one)
    used = ""
    if last:
        used = f"last used {last:%b} {last.year:04}"
    return SafeString(
        f'<tr data-person="{escape(person.slug)}">\n'
        f'<th scope="row"><span class="tick">{tick_to_compare(person)}'
        f'<a href="{person.get_absolute_url()}">{escape(person.name)}</a></span></th>\n'
        f'<td class="muted small">{escape(places)}</td>\n'
        f'<td class="small">{escape(holder.free)}</td>\n'
        f'<td class="muted small">{used}</td>\n</tr>\n'
    )


def skill_row(row):
    """A row of the catalogue's table."""
    one = row.skill
    category = one.category.name if row.is_ranked else ""
    about = (one.description, *one.also) if row.is_told else ()
    shown = one.slug, one.name, one.kind, category, about
    figures = row.figures
    numbers = tuple(figures.levels.items()), figures.wanted, figures.missing
    return kept_row(row.prefix, *shown, *numbers)


@lru_cache(maxsize=2048)
def kept_row(prefix, slug, name, kind, category, about, levels, wanted, missing):
    """The same until anything that it shows changes; paths begin with the prefix."""
    figures = SkillFigures(Counter(dict(levels)), wanted, missing)
    slug, kind, told = escape(slug), KIND_WORDS[kind], ""
    address = path_to("people:skill-detail", slug)
    everybody = path_to("people:person-list")
    if about:
        told, *also = map(escape, about)
        if also:
            told = f'{told} <span class="muted">also: {", ".join(also)}</span>'
        told = f'<p class="catalogue__about">{told}</p>'
    if category:
        kind = f"{kind} · {escape(category)}"
    have = number_cell("have it", figures.people, f"{everybody}?skill={slug}")
    want = number_cell("want it", figures.wanted, f"{everybody}?goal={slug}")
    needed = number_cell("open", figures.missing, f"{address}#demand")
    return SafeString(
        f'<tr><th scope="row"><a href="{address}">'
        f'{escape(name)}</a> <span class="count">{kind}</span>'
        f"{told}</th>"
        f'<td class="catalogue__levels">{spread(figures)}</td>{have}{want}{needed}</tr>'
    )


def spread(figures):
    """A picture of how many people have a skill at each level."""
    if not figures.people:
        return ""
    return (
        '<svg class="spread" viewBox="0 0 38 8" preserveAspectRatio="none" role="img">'
        f'<title>{figures.words}</title><path d="{figures.columns}"/></svg>'
    )


def number_cell(label, number, href):
    shown = f'<a href="{href}">{number}</a>'
    if not number:
        shown = '<span class="muted">0</span>'
    return f'<td class="number" data-label="{label}">{shown}</td>'
