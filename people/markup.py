"""The pieces of HTML that a list repeats hundreds of times.

As templates they took half of the page's time; everything else stays in templates.
"""

from django.utils.html import format_html, format_html_join

OPTION = (
    '<option value="{}" data-facet="{}" data-value="{}" data-count="{}">'
    "{} ({})</option>"
)
TICK = (
    '<label class="option"><input type="checkbox" name="{}" id="{}-{}" value="{}"'
    ' data-facet="{}" data-value="{}" data-count="{}"{}>'
    '<span class="option__label">{}</span><span class="option__count">{}</span></label>'
)
SKILL = (
    '<li class="skill{}"><span class="level level--{}" title="{}">{}'
    '<span class="visually-hidden"> ({})</span></span>{}</li>'
)


def option_list(facet, options):
    """Entries of a drop-down list, each with the count that it gives."""
    return format_html_join(
        "",
        OPTION,
        (
            (one.value, facet, one.value, one.count, one.label, one.count)
            for one in options
        ),
    )


def tick_box(facet, one):
    """A tick box of a facet, with its count."""
    value, count = one.value, one.count
    checked = " checked" if one.is_selected else ""
    return format_html(
        TICK, facet, facet, value, value, facet, value, count, checked, one.label, count
    )


def skill_list(tags):
    """Skills with their level as a digit, and in words for who cannot see it."""
    return format_html_join(
        "",
        SKILL,
        (
            (
                " skill--asked" if tag.is_asked else "",
                tag.level.value,
                tag.level.label,
                tag.level.value,
                tag.level.label,
                tag.name,
            )
            for tag in tags
        ),
    )
