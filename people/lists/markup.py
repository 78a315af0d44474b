"""The pieces of HTML that a list repeats hundreds of times.

As templates they took half of the page's time, with `format_html` a quarter; every
text is escaped here, numbers need none. Everything else stays in templates. What is
done is a `SafeString`: `mark_safe` looks for lazy texts first, twenty times as long.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from people.models import Level
from people.paths import path_to
from people.words import full_day


def anchor(href, text, attributes=""):
    """A link; `attributes` are HTML already."""
    return SafeString(f'<a href="{escape(href)}"{attributes}>{escape(text)}</a>')


def tick_box(facet, one):
    """A tick box of a facet, with its count."""
    value, label = escape(one.value), escape(one.label)
    checked = " checked" if one.is_selected else ""
    return SafeString(
        f'<label class="option"><input type="checkbox" name="{facet}"'
        f' id="{facet}-{value}" value="{value}" data-facet="{facet}"'
        f' data-value="{value}" data-count="{one.count}"{checked}>'
        f'<span class="option__label">{label}</span>'
        f'<span class="option__count">{one.count}</span></label>'
    )


def select_entry(one):
    """An entry of a drop-down list."""
    selected = " selected" if one.is_selected else ""
    return f'<option value="{escape(one.value)}"{selected}>{escape(one.label)}</option>'


def select_option(facet, one):
    """An entry of a drop-down list of a facet, with its count."""
    value = escape(one.value)
    selected = " selected" if one.is_selected else ""
    return SafeString(
        f'<option value="{value}" data-facet="{facet}" data-value="{value}"'
        f' data-count="{one.count}"{selected}>{escape(one.label)}'
        f" ({one.count})</option>"
    )


def person_link(person):
    """The name, which leads to the profile of who is here."""
    name = escape(person.name)
    if not person.has_left:
        path = path_to("people:person-detail", person.slug)
        return SafeString(f'<a href="{escape(path)}">{name}</a>')
    day = f" {full_day(person.left_on)}" if person.left_on else ""
    return SafeString(f'{name} <span class="tag">left{day}</span>')


def tick_to_compare(person, *, is_ticked=False, form=""):
    """A tick box in a form that leads to the comparison, or `form` is its id."""
    slug = escape(person.slug)
    named = f' form="{form}"' if form else ""
    checked = " checked" if is_ticked else ""
    return SafeString(
        f'<input type="checkbox" name="person" id="compare-{slug}" value="{slug}"'
        f'{named} aria-label="Tick {escape(person.name)}" hx-preserve{checked}>'
    )


def skill_tag_list(tags):
    """Skills with their level as a digit, and in words for who cannot see it."""
    return SafeString("".join(map(skill_item, tags)))


@lru_cache(maxsize=4096)
def skill_item(tag):
    asked = " skill--asked" if tag.is_asked else ""
    name = escape(tag.name)
    if tag.href:
        # For the mouse: with the keyboard, the panel of filters is nearer.
        name = f'<a href="{escape(tag.href)}" tabindex="-1">{name}</a>'
    return f'<li class="skill{asked}">{level_mark(tag.level)}{name}</li>'


def level_mark(level):
    """A level: its digit for the eye, its word for everyone."""
    return LEVEL_MARKS[level]


LEVEL_MARKS = {
    level: SafeString(
        f'<span class="level level--{level.value}" title="{level.label}">{level.value}'
        f'<span class="visually-hidden"> ({level.label})</span></span>'
    )
    for level in Level
}


def level_buttons(slug, held):
    """A button for each level in a form, the one that is held now pressed."""
    return SafeString(
        "".join(
            f'<button class="level{f" level--{value}" if value == held else ""}"'
            f' id="{escape(slug)}-{value}" name="level" value="{value}"'
            f' title="{title}"{PRESSED if value == held else ""}>{value}'
            f'<span class="visually-hidden"> {label}</span></button>'
            for value, label, title in LEVELS_TOLD
        )
    )


PRESSED = ' aria-pressed="true"'
LEVELS_TOLD = [
    (level.value, level.label, escape(f"{level.label}: {level.sentence}"))
    for level in Level
]


def place_links(person, clock, narrowed):
    """Location, with the time of day, and team, each leading to all who are there."""
    places = [
        f'<a href="{escape(narrowed)}{name}={escape(slug)}" tabindex="-1">'
        f"{escape(label)}</a>{after}"
        for name, slug, label, after in (
            ("location", person.location_slug, person.location, f", {clock}"),
            ("team", person.team_slug, person.team, ""),
        )
        if label
    ]
    return SafeString(" · ".join(places))


def record_facts(record):
    """How the projects of one person ended: counts, their rate, a mark for each."""
    counts = record.counts
    facts = '<p class="muted">No judged projects yet</p>'
    if counts.judged:
        facts = (
            f'<p class="person-card__fact">{counts.successes} of {counts.judged}'
            " succeeded</p>"
        )
    if record.outcomes:
        words = record.range_words
        if record.learned_early:
            words += f", {record.learned_early} learned early"
        facts += (
            f'<p class="marks" title="{words}">{record.marks}'
            f'<span class="visually-hidden">{words}</span></p>'
        )
    return SafeString(facts)


def mark_list(outcomes):
    """A mark for each outcome, told apart by shape; the words stand beside them."""
    return SafeString(
        "".join(f'<i class="mark mark--{one.verdict}"></i>' for one in outcomes)
    )


@dataclass(frozen=True, slots=True)
class SkillTag:
    """A skill and the level at which a person has it, or wants it."""

    name: str
    level: Level
    is_asked: bool
    # The list of those who have it, under the conditions of the list that shows it.
    href: str = ""


def bar(filled, whole):
    """A bar of 100 units; the numbers beside it say the same."""
    return (
        '<svg class="points" viewBox="0 0 100 8" preserveAspectRatio="none"'
        f' aria-hidden="true"><path class="weeks__slot" d="M0 0h{whole:.4g}v8H0z"/>'
        f'<path class="weeks__busy" d="M0 0h{filled:.4g}v8H0z"/></svg>'
    )
