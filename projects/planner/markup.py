"""Bookings with what they could give, as the pages of conflicts repeat them.

Pieces of HTML as in `people.lists.markup`: as templates they took half of the page's
time. They are tags of every template.
"""

from html import escape
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.simple_tag(takes_context=True)
def booking_row(context, booking, ways, place, may_change=True):
    """A booking with the ways to resolve it; `place` is the id of its row.

    Its page stands behind its terms.
    """
    project, terms = booking.project, escape(booking.terms)
    page = terms
    if context["may_staff"] and may_change:
        href = f"{booking.get_absolute_url()}?next={back_to(context, place)}"
        page = f'<a href="{escape(href)}">{terms}</a>'
    return SafeString(
        '<li class="conflict__row">\n'
        f'<p class="conflict__what" title="{terms}">'
        f'<a href="{escape(project.get_absolute_url())}">{escape(project.name)}</a>'
        f' <span class="muted small">{page}</span></p>\n'
        f"{way_list(context, ways, str(booking), place)}\n</li>"
    )


@register.simple_tag(takes_context=True)
def way_list(context, ways, about, place):
    """Buttons and links for whoever may staff, else words; they are `about` a thing."""
    if not context["may_staff"]:
        words = " · ".join(escape(way.label) for way in ways)
        return SafeString(f'<p class="small">{words}</p>')
    pieces = [way_piece(context, way, escape(about), place) for way in ways]
    return SafeString("\n".join(['<div class="ways">', *pieces, "</div>"]))


def way_piece(context, way, about, place):
    label = escape(way.label)
    if way.fields:
        return way_form(context, way, label, about, place)
    if not way.href:
        return f'<span class="small muted">{label}</span>'
    href = way.href
    if way.leads_back:
        href += f"{way.joint}next={back_to(context, place)}{way.about}"
    return (
        f'<a class="small" href="{escape(href)}">{label}'
        f'<span class="visually-hidden">: {about}</span></a>'
    )


def way_form(context, way, label, about, place):
    """The same form as with `includes/stay.html` and `includes/next.html`."""
    href, also = escape(way.href), escape(way.about)
    title = f' title="{escape(capfirst(way.about))}"' if also else ""
    hidden = {
        "csrfmiddlewaretoken": context["csrf_token"],
        "next": f"{context['request'].get_full_path()}#{place}",
        **way.fields,
    }
    inputs = "".join(
        f'<input type="hidden" name="{name}" value="{escape(f"{value}")}">'
        for name, value in hidden.items()
    )
    if way.then:
        label += (
            ' <span class="muted"><span aria-hidden="true">→</span>'
            '<span class="visually-hidden">, then booked for</span>'
            f" {escape(way.then)}</span>"
        )
    return (
        f'<form method="post" action="{href}" hx-post="{href}" hx-target="#main"'
        f' hx-select="#main" hx-swap="outerHTML">\n{inputs}\n'
        f'<button class="button button--quiet button--small" type="submit"{title}>'
        f'{label}<span class="visually-hidden">: {about}{also and f", {also}"}</span>'
        "</button>\n</form>"
    )


def back_to(context, place):
    """The page and the place on it, as part of an address."""
    return f"{quote(context['request'].get_full_path(), safe='')}%23{place}"
