"""Cells that a planner repeats hundreds of times; everything else is in templates.

See also: `people.markup`.
"""

from django.utils.safestring import mark_safe


def week_cells(weeks):
    """A table cell for each `people.availability.Week`, all of it said in words."""
    return mark_safe("".join(map(week_cell, weeks)))


def week_cell(week):
    if week.is_away:
        return f'<td class="planner__week planner__week--away">{week.off}</td>'
    looks = [look_of(week), *["planner__week--tentative"] * bool(week.tentative)]
    now = f"over {percent(week.over)}" if week.over else percent(week.free)
    return (
        f'<td class="planner__week {" ".join(looks)}">{now}'
        f"{if_tentative(week) if week.tentative else ''}"
        f"{when_here(week) if week.here else ''}</td>"
    )


def look_of(week):
    if week.is_overbooked:
        return "planner__week--over"
    if not week.free:
        return "planner__week--full"
    return "planner__week--free" if week.free >= 50 else "planner__week--part"


def if_tentative(week):
    """What stays if tentative work goes ahead, in brackets."""
    left = week.capacity - week.with_tentative
    words = percent(left) if left >= 0 else f"over {percent(-left)}"
    return (
        f'<span class="planner__if">({words}'
        '<span class="visually-hidden"> if tentative work goes ahead</span>)</span>'
    )


def when_here(week):
    return f'<span class="planner__if">({week.here})</span>'


def percent(number):
    return f"{number}\N{NO-BREAK SPACE}%"
