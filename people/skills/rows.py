"""Rows of who has a skill as HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import mark_safe

from people.lists.markup import tick_to_compare


def holder_row(holder):
    """Who it is, team and place, when they are free, and when they last used it."""
    person, last = holder.person, holder.last_used_on
    places = " · ".join(one.name for one in (person.team, person.location) if one)
    used = ""
    if last:
        used = f'<span class="holders__label">last used</span> {last:%b} {last.year:04}'
    return mark_safe(
        f'<tr data-person="{escape(person.slug)}">\n'
        f'<th scope="row"><span class="tick">{tick_to_compare(person)}'
        f'<a href="{person.get_absolute_url()}">{escape(person.name)}</a></span></th>\n'
        f'<td class="muted small">{escape(places)}</td>\n'
        f'<td class="small">{escape(holder.free)}</td>\n'
        f'<td class="muted small">{used}</td>\n</tr>\n'
    )
