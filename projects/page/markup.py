"""The rows of a project's team, as pieces of HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import SafeString

from people.lists.markup import level_mark, person_link
from people.paths import path_to
from projects.needs.members import part_words

NOW = '<path class="timeline__today" d="{}"/>'
TAG = '<span class="tag tag--warning">{}</span>'


def booking_told(booking, href=""):
    """Who is booked, when, and how much; the days may lead to a page of it."""
    days = f'<a href="{escape(href)}">{booking.period}</a>' if href else booking.period
    return SafeString(
        f'{booking_who(booking)}\n<p class="booking__days">{days}</p>\n'
        f"{booking_bar(booking)}"
    )


def booking_who(booking):
    """Who is booked as what, and what is wrong with it."""
    facts = " · ".join(map(escape, booking_facts(booking)))
    facts = f'<p class="muted small">{facts}</p>' if facts else ""
    wrong = " ".join(booking_warnings(booking))
    wrong = f'<p class="cluster small">{wrong}</p>' if wrong else ""
    pieces = filter(None, [f"<p>{person_link(booking.person)}</p>", facts, wrong])
    return '<div class="booking__who">\n' + "\n".join(pieces) + "\n</div>"


def booking_facts(booking):
    row = booking.assignment
    if row.role:
        yield row.role
    if booking.skills:
        yield f"Uses {booking.skills}"
    if row.learns:
        mentor = f", guided by {row.mentor.marked_name}" if row.mentor else ""
        yield f"Learns {row.learns.name}{mentor}"


def booking_warnings(booking):
    if booking.is_loose:
        yield TAG.format("not ended")
    if booking.is_unguided:
        has_mentor = booking.assignment.mentor
        yield TAG.format(
            "mentor not on the team now" if has_mentor else "nobody guides"
        )
    if booking.overloads:
        yield overload_warning(booking)


def overload_warning(booking):
    """Leads to the conflict, unless it is only one once it is confirmed."""
    over, period = booking.worst.over, escape(f"{booking.worst.period}")
    if booking.is_tentative:
        words = TAG.format(f"would be over by {over} %")
    else:
        place = f"{path_to('projects:conflict-list')}#over-{booking.person.slug}"
        words = (
            f'<a class="tag tag--warning" href="{escape(place)}">'
            f"over-booked by {over} %</a>"
        )
    return f'{words} <span class="muted">{period}</span>'


def booking_bar(booking):
    """How much of the week, and the days as a bar of the timeline."""
    bar = booking.bar
    tentative = ' <span class="tag">tentative</span>' if booking.is_tentative else ""
    kind = 'class="weeks__busy" ' if bar.solid else ""
    hatch = "" if bar.solid else ' fill="url(#hatch)"'
    return (
        f'<p class="booking__percent">{booking.assignment.percent} %{tentative}</p>\n'
        '<svg class="timeline__bar" viewBox="0 0 240 10" preserveAspectRatio="none"'
        ' aria-hidden="true" focusable="false">'
        f'<path class="weeks__slot" d="{bar.slot}"/>'
        f'<path {kind}d="{bar.solid or bar.hatched}"{hatch}/>'
        f"{NOW.format(bar.today) if bar.today else ''}</svg>"
    )


def covered_by(coverage, since):
    """Who holds a need or learns it: the first few holders in sight.

    With the days that they are booked for, where these are not all from `since` on.
    """
    parts = {}
    if since:
        for one in (*coverage.holders, *coverage.learners):
            parts[one] = part_words(coverage.need, one.member.booked, since)
    rest = coverage.more_holders
    more = ""
    if rest:
        more = (
            f'\n<details class="more">\n<summary>Show {len(rest)} more</summary>\n'
            f"{holder_list(rest, parts)}\n</details>"
        )
    first = holder_list(coverage.first_holders + coverage.learners, parts)
    return SafeString(f"<div>\n{first}{more}\n</div>")


def holder_list(holders, parts):
    items = "".join(holder_item(one, parts.get(one)) for one in holders)
    return f'<ul class="stack stack--tight">{items}</ul>'


def holder_item(holder, part):
    pieces = [level_mark(holder.level)] if holder.level else []
    pieces.append(person_link(holder.member))
    if mentor := holder.mentor:
        pieces.append(muted(f"learning, with {escape(mentor.name)}"))
    if holder.is_tentative:
        pieces.append('<span class="tag">tentative</span>')
    if part:
        pieces.append(f'<p class="muted small">only {escape(part)}</p>')
    return f"<li>{' '.join(pieces)}</li>"


def muted(words):
    return f'<span class="muted small">{words}</span>'
