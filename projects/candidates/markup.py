"""A candidate of the list as HTML: see `people.lists.markup`."""

from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

from people.lists.addresses import PARAMETER
from people.lists.markup import bar, level_mark, tick_to_compare
from people.paths import path_to
from projects.models import Project

PART_LABELS = {
    "skills": "Skills",
    "availability": "Free time",
    "growth": "Growth",
    "overlap": "Shared hours",
}
STAR = (
    '<svg class="star__icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
    '<path d="M10 2.5l2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.6-4.6 2.6.9-5.3'
    'L2.5 8.1l5.2-.7z" /></svg>'
)


class Around(NamedTuple):
    """What all rows of a page have in common; its address and token as HTML."""

    project: Project
    needs: int
    ticked: list[str]
    page: str
    token: str


def around_rows(filterset):
    request = filterset.request
    return Around(
        filterset.project,
        len(filterset.needs),
        request.GET.getlist(PARAMETER),
        escape(request.get_full_path()),
        escape(get_token(request)),
    )


def need_head(one):
    """The head of a need's column: a link to who meets it, or to all again."""
    need, priority = one.need, one.need.get_priority_display().lower()
    name, seats = escape(need.skill.name), "" if need.people == 1 else "s"
    current = ' aria-current="true"' if one.is_asked else ""
    nobody = "" if one.met else " need-head__met--none"
    return SafeString(
        '<th scope="col" class="need-head">\n'
        f'<a href="{escape(one.href)}"{current} title="{name}, {one.level.or_above},'
        f" {priority}: {need.missing} of {need.people} seat{seats} open;"
        f' {one.counts}">\n<span class="need-head__name">{name}</span>\n'
        f'<span class="need-head__asked">{level_mark(one.level)} {priority}</span>\n'
        f'<span class="need-head__met{nobody}"><b>{one.met or "nobody"}</b>'
        f'<span class="need-head__seats"> for {need.missing}'
        f" seat{'' if need.missing == 1 else 's'}</span>"
        f'<span class="visually-hidden">: {one.counts}</span></span>\n</a>\n</th>\n'
    )


def candidate_rows(card):
    """A group of two rows: the candidate's place, and what stands behind it."""
    return SafeString(
        f'<tbody class="candidate" id="{card.anchor}"'
        f' data-person="{escape(card.person.slug)}" data-score="{card.score}"'
        f' data-rank="{card.ranked.rank}">\n{row_in_sight(card)}\n'
        f'<tr class="candidate__more">\n<td colspan="{card.around.needs + 4}">\n'
        '<div class="candidate__unfolded">\n'
        f'<div class="unfolded" id="booking-{escape(card.person.slug)}" hx-preserve>'
        f"</div>\n{reasons(card)}\n</div>\n</td>\n</tr>\n</tbody>\n"
    )


def row_in_sight(card):
    person, around, rank = card.person, card.around, card.ranked.rank
    is_ticked = person.slug in around.ticked
    tick = tick_to_compare(person, is_ticked=is_ticked, form="compare")
    page = f"{person.get_absolute_url()}?project={escape(around.project.slug)}"
    return (
        '<tr>\n<th scope="row" class="candidate__who">\n'
        f'<div class="candidate__name">\n{tick}\n<span class="candidate__rank">'
        f'<span class="visually-hidden">Rank </span>{rank}</span>\n<div>\n'
        f'<a href="{page}">{escape(person.name)}</a>\n'
        f'<p class="muted">{escape(card.place)}</p>\n</div>\n</div>\n</th>\n'
        f'{need_cells(card.fits)}\n<td class="candidate__free" data-label="Free">'
        f"{card.time.free} %{card.free_time.chart.svg}</td>\n"
        '<td class="candidate__points" data-label="Points">'
        f"<b>{card.total}</b>{score_bar(card.points, card.question.weights)}</td>\n"
        f'<td class="candidate__do">\n{shortlist_toggle(card)}\n{book_link(card)}\n'
        "</td>\n</tr>"
    )


def shortlist_toggle(card):
    """A star to press: as `projects/shortlists/_toggle.html`, which has words."""
    person, around = card.person, card.around
    name, slug = escape(person.name), escape(person.slug)
    if card.is_shortlisted:
        words = "On the shortlist: take off"
        act = path_to("projects:shortlist-remove", around.project.slug, person.slug)
    else:
        words = "Put on the shortlist"
        act = path_to("projects:shortlist-person", person.slug)
    hidden = {
        "csrfmiddlewaretoken": around.token,
        "next": f"{around.page}#{card.anchor}",
        "project": escape(around.project.slug),
    }
    inputs = "".join(
        f'<input type="hidden" name="{field}" value="{value}">'
        for field, value in hidden.items()
    )
    return (
        f'<form method="post" action="{act}" hx-post="{act}" hx-target="#main"'
        f' hx-select="#main" hx-swap="outerHTML">\n{inputs}\n'
        '<button class="button button--quiet button--small star" type="submit"'
        f' id="shortlist-{slug}" aria-pressed="{str(card.is_shortlisted).lower()}"'
        f' title="{words}">{STAR}<span class="visually-hidden">Shortlist {name}</span>'
        "</button>\n</form>"
    )


def book_link(card):
    """A link to book the person; with scripts the form opens in the row below."""
    href, place = escape(card.book), f"#booking-{escape(card.person.slug)}"
    return (
        f'<a class="button button--quiet button--small" href="{href}" hx-get="{href}"'
        f' hx-target="{place}" hx-select="{place}" hx-swap="outerHTML">'
        f'Book<span class="visually-hidden"> {escape(card.person.name)}</span></a>'
    )


def reasons(card):
    """What stands behind the rank, folded."""
    person = card.person
    facts = "".join(f"{fact(*one)}\n" for one in reason_facts(card) if one[1])
    return (
        f'<details class="more why" id="why-{escape(person.slug)}">\n'
        f'<summary><span class="visually-hidden">Why {escape(person.name)} ranks'
        f" {card.ranked.rank}</span></summary>\n"
        f'<div class="why__points">\n<p class="why__what-if">{escape(card.what_if)}'
        f'</p>\n<p><b>{card.total}</b> <span class="muted">of {card.most} points</span>'
        f"</p>\n<dl>{points_table(card.points, card.question.weights)}</dl>\n"
        f"<p>{escape(card.free_words)}</p>\n</div>\n"
        f'<dl class="why__facts">\n{fit_list(card.fits)}\n{facts}</dl>\n</details>'
    )


def reason_facts(card):
    """Labels, and their facts as HTML; empty where there is none."""
    wishes = card.wishes and f"to learn {escape(card.wishes)}"
    yield "free", escape("; ".join(card.free_by_need))
    yield "wants", wishes
    yield "hours", escape(hours_words(card))
    yield "place", escape(card.person.location)
    yield "record", record_words(card.record)


def hours_words(card):
    lead = card.around.project.lead
    if lead is None or lead.has_left:
        return ""
    if card.hours:
        return f"{card.hours} a day shared with {lead.name}"
    return f"shared with {lead.name}: not known"


def record_words(record):
    if record is None:
        return ""
    counts, words = record.counts, "no judged projects yet"
    if counts.judged:
        many = "s" * (counts.judged != 1)
        words = f"{counts.successes} of {counts.judged} judged project{many} succeeded"
    return f'{words} <span class="muted">· gives no points</span>'


def fact(label, content):
    return f'<div class="fit"><dt>{label}</dt><dd>{content}</dd></div>'


MARKS = {"met": "success", "near": "near", "missing": "shortfall"}


def number(points):
    return in_tenths(points).removesuffix(".0")


def in_tenths(points):
    """One below the other, points have their digits in line."""
    return f"{points:.1f}"


def points_table(points, weights):
    """The points of each part of the score, beside a bar as long as they are many.

    All bars have one scale: the heaviest part is as wide as the picture.
    """
    scale = 100 / (max(weights) or 1)
    rows = zip(PART_LABELS.values(), points, weights, strict=True)
    return SafeString(
        "".join(
            f"<div><dt>{label}</dt><dd>{bar(scale * earned, scale * weight)}</dd>"
            f"<dd><b>{number(earned)}</b> of {weight}</dd></div>"
            for label, earned, weight in rows
        )
    )


def score_bar(points, weights):
    """The score as a bar whose whole is all the points that there are."""
    return SafeString(bar(100 * sum(points) / sum(weights), 100))


def need_cells(fits):
    """A table cell for each need: a mark, the digit of the level, and the words."""
    return SafeString("".join(need_cell(fit) for fit in fits))


@lru_cache(maxsize=4096)
def need_cell(fit):
    skill, words = escape(fit.skill), fit.short_words
    shown = f'<i class="mark mark--{MARKS[fit.state]}"></i>'
    if fit.level:
        shown += digit(fit.level)
    if fit.wants:
        shown += '<span class="wish" aria-hidden="true">wants</span>'
    return (
        f'<td class="need need--{fit.state}" data-label="{skill}"'
        f' title="{skill}: {words}"><span class="need__fit">{shown}'
        f'<span class="visually-hidden">{words}</span></span></td>'
    )


def digit(level):
    return (
        f'<span class="level level--{level.value}" aria-hidden="true">'
        f"{level.value}</span>"
    )


def fit_list(fits):
    """The needs, first those that are met; those that are missing are one entry."""
    shown = [fit_item(fit) for fit in fits if fit.state == "met"]
    shown += [fit_item(fit) for fit in fits if fit.state == "near"]
    if missing := [missing_item(fit) for fit in fits if fit.state == "missing"]:
        shown.append(entry("missing", ", ".join(missing)))
    return SafeString("".join(shown))


def entry(state, content):
    return (
        f'<div class="fit"><dt><i class="mark mark--{MARKS[state]}"></i>{state}</dt>'
        f"<dd>{content}</dd></div>"
    )


@lru_cache(maxsize=4096)
def fit_item(fit):
    digit, label = fit.level.value, fit.level.label
    return entry(
        fit.state,
        f'<b>{escape(fit.skill)}</b> <span class="level level--{digit}">{digit}</span>'
        f' {label} <span class="muted">· {escape(fit.words)}</span>',
    )


def missing_item(fit):
    level = f"is {fit.level.label}, needs {fit.words}" if fit.level else fit.words
    return f'{escape(fit.skill)} <span class="muted">({level})</span>'
