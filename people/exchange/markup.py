"""The names on a row of the exchange, as pieces of HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import mark_safe


def learner_links(learners):
    """Each a link to the profile, one after another."""
    return mark_safe(
        ", ".join(
            f'<a href="{escape(one.get_absolute_url())}" data-learner="{one.slug}">'
            f"{escape(one.name)}</a>"
            for one in learners
        )
    )


def guide_lines(guides, learners):
    """Each a line: the level, how much is free, and hours shared with how many."""
    return mark_safe("".join(guide_line(guide, learners) for guide in guides))


def guide_line(guide, learners):
    person, level = guide.person, guide.level
    return (
        f'<p><a href="{escape(person.get_absolute_url())}" data-guide="{person.slug}">'
        f'{escape(person.name)}</a> <span class="level level--{level.value}"'
        f' aria-hidden="true">{level.value}</span> <span class="muted small">'
        f"{level.label}, {guide.free} % free,"
        f" {shares_words(guide.shares, learners)}</span></p>"
    )


def shares_words(shares, learners):
    if not shares:
        return "shares no hours"
    if shares < learners:
        return f"shares hours with {shares} of {learners}"
    return f"shares hours with {'them' if learners == 1 else 'all'}"
