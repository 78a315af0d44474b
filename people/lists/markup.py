"""The pieces of HTML that a list repeats hundreds of times.

As templates they took half of the page's time, with `format_html` a quarter; every
text is escaped here, numbers need none. Everything else stays in templates.
"""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import mark_safe

from people.models import Level, SkillKind
from people.paths import path_to
from people.words import full_day

KIND_WORDS = {kind: escape(label.lower()) for kind, label in SkillKind.choices}


def anchor(href, text, attributes=""):
    """A link; `attributes` are HTML already."""
    return mark_safe(f'<a href="{escape(href)}"{attributes}>{escape(text)}</a>')


def tick_box(facet, one):
    """A tick box of a facet, with its count."""
    value, label = escape(one.value), escape(one.label)
    checked = " checked" if one.is_selected else ""
    return mark_safe(
        f'<label class="option"><input type="checkbox" name="{facet}"'
        f' id="{facet}-{value}" value="{value}" data-facet="{facet}"'
        f' data-value="{value}" data-count="{one.count}"{checked}>'
        f'<span class="option__label">{label}</span>'
        f'<span class="option__count">{one.count}</span></label>'
    )


def person_link(person):
    """The name, which leads to the profile of who is here."""
    name = escape(person.name)
    if not person.has_left:
        path = path_to("people:person-detail", person.slug)
        return mark_safe(f'<a href="{escape(path)}">{name}</a>')
    day = f" {full_day(person.left_on)}" if person.left_on else ""
    return mark_safe(f'{name} <span class="tag">left{day}</span>')


def tick_to_compare(person, *, is_ticked=False, form=""):
    """A tick box in a form that leads to the comparison, or `form` is its id."""
    slug = escape(person.slug)
    named = f' form="{form}"' if form else ""
    checked = " checked" if is_ticked else ""
    return mark_safe(
        f'<input type="checkbox" name="person" id="compare-{slug}" value="{slug}"'
        f'{named} aria-label="Tick {escape(person.name)}" hx-preserve{checked}>'
    )


def skill_tag_list(tags):
    """Skills with their level as a digit, and in words for who cannot see it."""
    return mark_safe("".join(map(skill_item, tags)))


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
    level: mark_safe(
        f'<span class="level level--{level.value}" title="{level.label}">{level.value}'
        f'<span class="visually-hidden"> ({level.label})</span></span>'
    )
    for level in Level
}


def level_buttons(slug, held):
    """A button for each level in a form, the one that is held now pressed."""
    return mark_safe(
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
    """Team and location, each leading to all who are there, and the time of day."""
    places = [
        f'<a href="{escape(narrowed)}{name}={escape(slug)}" tabindex="-1">'
        f"{escape(label)}</a>{after}"
        for name, slug, label, after in (
            ("team", person.team_slug, person.team, ""),
            ("location", person.location_slug, person.location, f", {clock}"),
        )
        if label
    ]
    return mark_safe(" · ".join(places))


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
    return mark_safe(facts)


def mark_list(outcomes):
    """A mark for each outcome, told apart by shape; the words stand beside them."""
    return mark_safe(
        "".join(f'<i class="mark mark--{one.verdict}"></i>' for one in outcomes)
    )


def skill_row(row):
    """A row of the catalogue's table."""
    skill, figures = row.skill, row.figures
    slug = escape(skill.slug)
    address = path_to("people:skill-detail", slug)
    everybody = path_to("people:person-list")
    about, kind = "", KIND_WORDS[skill.kind]
    if row.is_told:
        about = escape(skill.description)
        if skill.also:
            also = escape(", ".join(skill.also))
            about = f'{about} <span class="muted">also: {also}</span>'
        about = f'<p class="catalogue__about">{about}</p>'
    if row.is_ranked:
        kind = f"{kind} · {escape(skill.category.name)}"
    have = number_cell("have it", figures.people, f"{everybody}?skill={slug}")
    want = number_cell("want it", figures.wanted, f"{everybody}?goal={slug}")
    needed = number_cell("needed", figures.missing, f"{address}#demand")
    return mark_safe(
        f'<tr data-skill="{slug}"><th scope="row"><a href="{address}">'
        f'{escape(skill.name)}</a> <span class="count">{kind}</span>'
        f"{about}</th>"
        f'<td class="catalogue__levels">{spread(figures)}</td>{have}{want}{needed}</tr>'
    )


def spread(figures):
    """A picture of how many people have a skill at each level."""
    if not figures.people:
        return ""
    return (
        '<svg class="spread" viewBox="0 0 38 16" role="img">'
        f"<title>{figures.words}</title>"
        '<path class="spread__base"'
        ' d="M0 15h8v1H0zm10 0h8v1h-8zm10 0h8v1h-8zm10 0h8v1h-8z"/>'
        f'<path class="spread__people" d="{figures.columns}" /></svg>'
    )


def number_cell(label, number, href):
    shown = f'<a href="{href}">{number}</a>'
    if not number:
        shown = '<span class="muted">0</span>'
    return f'<td class="number" data-label="{label}">{shown}</td>'


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
