"""The pieces of HTML that each candidate repeats; see also `people.markup`."""

from html import escape

from django.utils.safestring import mark_safe

from projects.candidate_words import PART_LABELS

MARKS = {"met": "success", "near": "near", "missing": "shortfall"}


def number(points):
    return f"{points:.1f}".removesuffix(".0")


def points_table(points, weights):
    """The points of each part of the score, beside a bar as long as they are many.

    All bars have one scale: the heaviest part is as wide as the picture.
    """
    scale = 100 / (max(weights) or 1)
    rows = zip(PART_LABELS.values(), points, weights, strict=True)
    return mark_safe(
        "".join(
            f"<div><dt>{label}</dt><dd>{bar(scale * earned, scale * weight)}</dd>"
            f"<dd><b>{number(earned)}</b> of {weight}</dd></div>"
            for label, earned, weight in rows
        )
    )


def bar(filled, whole):
    """A bar of 100 units; the numbers beside it say the same."""
    return (
        '<svg class="points" viewBox="0 0 100 8" preserveAspectRatio="none"'
        f' aria-hidden="true"><path class="weeks__slot" d="M0 0h{whole:.4g}v8H0z"/>'
        f'<path class="weeks__busy" d="M0 0h{filled:.4g}v8H0z"/></svg>'
    )


def fit_list(fits):
    """The needs, first those that are met; those that are missing are one entry."""
    shown = [fit_item(fit) for fit in fits if fit.state == "met"]
    shown += [fit_item(fit) for fit in fits if fit.state == "near"]
    if missing := [missing_item(fit) for fit in fits if fit.state == "missing"]:
        shown.append(entry("missing", ", ".join(missing)))
    return mark_safe("".join(shown))


def entry(state, content):
    return (
        f'<div class="fit"><dt><i class="mark mark--{MARKS[state]}"></i>{state}</dt>'
        f"<dd>{content}</dd></div>"
    )


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
