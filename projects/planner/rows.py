"""The row of a person in the planner as HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import SafeString

from people.availability.calendar import DAY
from people.lists.markup import tick_to_compare
from people.words import full_day, local_day

OVER = '<span aria-hidden="true">+</span><span class="visually-hidden">over </span>'
HALF = 50


def planner_row(row):
    """Who it is, their bookings behind a count, and a cell for each week."""
    person, where = row.person, escape(row.where)
    slug, name, count = escape(person.slug), escape(person.name), len(row.bookings)
    return SafeString(
        f'<tr data-person="{slug}">\n<th scope="row">\n<div class="planner__who">\n'
        f"{tick_to_compare(person, is_ticked=row.is_ticked)}\n"
        f'<div class="planner__name"><a href="{person.get_absolute_url()}">{name}</a>'
        f' <span class="planner__where" title="{where}">{where}</span></div>\n'
        f'<details class="more" id="bookings-{slug}">\n'
        f'<summary>{count}<span class="visually-hidden"> booking{"s" * (count != 1)}'
        f" of {name}</span></summary>\n"
        f"{booking_list(row.bookings, may_change=bool(row.book))}\n"
        f"</details>\n</div>\n</th>\n{week_cells(row.weeks, row.book)}\n</tr>\n"
    )


def booking_list(bookings, *, may_change):
    """The bookings of one person; whoever may change them is led to each."""
    if not bookings:
        return '<p class="muted small">Nothing is booked in these weeks.</p>'
    lines = "\n".join(booking_line(one, may_change=may_change) for one in bookings)
    return f'<ol class="timeline">\n{lines}\n</ol>'


def booking_line(booking, *, may_change):
    project = booking.project
    name, role = escape(project.name), escape(booking.role)
    as_role = f' <span class="muted">as {role}</span>' if role else ""
    last = full_day(booking.ends_on) if booking.ends_on else "open"
    how = f'<span class="number">{booking.percent} %</span>'
    if booking.status == "tentative":
        how += ' <span class="tag">tentative</span>'
    if may_change:
        how += (
            f' <a href="{booking.get_absolute_url()}">Change'
            f'<span class="visually-hidden"> the booking on {name}</span></a>'
        )
    return (
        '<li class="timeline__row">\n<p class="timeline__when">'
        f"{full_day(booking.starts_on)} – {last}</p>\n"
        f'<p class="timeline__what"><a href="{project.get_absolute_url()}">{name}</a>'
        f"{as_role}</p>\n"
        f'<p class="timeline__how">{how}</p>\n</li>'
    )


def week_cells(weeks, book=""):
    """A table cell for each `calendar.Week`, all of it said in words.

    Where `book` is an address, a cell leads there, to a booking of its days.
    """
    return SafeString("".join(week_cell(week, book) for week in weeks))


def week_cell(week, book=""):
    says = week.off if week.is_away else free_words(week)
    if book:
        says = f'<a href="{escape(booking_href(week, book))}">{says}</a>'
    looks = f"planner__week planner__week--{look_of(week)}"
    if week.tentative and not week.is_away:
        looks += " planner__week--tentative"
    if not week.here:
        return f'<td class="{looks}">{says}</td>'
    return f'<td class="{looks} planner__week--partly" title="{week.here}">{says}</td>'


def look_of(week):
    """Of a week with time what is free of it, in tenths of full time."""
    if week.is_away:
        return "away"
    return "over" if week.is_overbooked else f"free-{-(-week.free // 10)}"


def free_words(week):
    """What is free; in brackets what stays if tentative work goes ahead."""
    words = left_words(week.capacity - week.confirmed)
    if week.tentative:
        words += (
            f'<span class="planner__if">('
            f"{left_words(week.capacity - week.with_tentative)}"
            '<span class="visually-hidden"> if tentative work goes ahead</span>)</span>'
        )
    if week.here:
        words += f'<span class="visually-hidden"> ({week.here})</span>'
    return words


def left_words(left):
    """Percent that are left, or by which it is too much."""
    return percent(left) if left >= 0 else f"{OVER}{percent(-left)}"


def percent(number):
    return f"{number}\N{NO-BREAK SPACE}%"


def booking_href(week, book):
    """Where somebody is booked for the working days of a week that are left of it."""
    monday, friday = week.starts_on, week.starts_on + DAY * 4
    today = local_day()
    query = f"from={today if monday < today <= friday else monday}&to={friday}"
    # A booking takes half of a week unless it is said, or less is free.
    if 0 < week.free < HALF:
        query += f"&percent={week.free}"
    return f"{book}&{query}"
