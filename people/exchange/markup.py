"""A skill of the exchange, as pieces of HTML: see `people.lists.markup`."""

from django.utils.safestring import SafeString

from people.lists.markup import anchor
from people.paths import path_to

BUTTON = ' class="button button--quiet button--small"'


def exchange_section(row):
    """Who wants the skill, who could guide them, and links to write to them."""
    slug, count = row.skill.slug, row.count
    own = ' <span class="tag">you too</span>' if row.is_own else ""
    return SafeString(
        f'<section class="panel" aria-labelledby="skill-{slug}" data-skill="{slug}"'
        f' data-learners="{count}" data-guides="{row.guide_count}">'
        f'<header class="panel__head"><h2 id="skill-{slug}">'
        f"{anchor(row.skill.get_absolute_url(), row.skill.name)}{own}</h2>"
        f' <p class="muted">{count} {"wants" if count == 1 else "want"} it'
        f" · {row.guide_count} could guide</p></header>"
        f' <dl class="facts"><div><dt>{"Wants" if count == 1 else "Want"} to learn</dt>'
        f"<dd>{learner_links(row)}</dd></div>"
        f" <div><dt>Could guide</dt><dd>{guide_lines(row)}</dd></div></dl>"
        f' <p class="row">{write_links(row)}</p></section>'
    )


def learner_links(row):
    """Each a link to the profile, one after another, and one to those who are left."""
    links = ", ".join(
        anchor(one.get_absolute_url(), one.name, f' data-learner="{one.slug}"')
        for one in row.learners
    )
    if not row.more:
        return links
    return f"{links} and {people_link(row.more, f'goal={row.skill.slug}')}"


def guide_lines(row):
    """Each a line: the level, how much is free, and hours shared with how many."""
    if not row.guide_count:
        return f'<p class="muted">{nobody_words(row)}</p>'
    lines = "".join(guide_line(guide, row.count) for guide in row.guides)
    if not row.more_guides:
        return lines
    more = people_link(row.more_guides, f"skill={row.skill.slug}:3&free=10")
    return f'{lines}<p class="small">{more}</p>'


def nobody_words(row):
    """Why there is nobody to guide: none has the skill so well, or none has time."""
    if not row.able_count:
        return "Nobody else is at Practitioner or above yet."
    able = people_link(row.able_count, f"skill={row.skill.slug}:3", "{} could")
    return f"{able}, and none of them has time in the next four weeks."


def people_link(count, query, words="{} more"):
    return anchor(f"{path_to('people:person-list')}?{query}", words.format(count))


def guide_line(guide, learners):
    person, level = guide.person, guide.level
    name = anchor(
        person.get_absolute_url(), person.name, f' data-guide="{person.slug}"'
    )
    return (
        f'<p>{name} <span class="level level--{level.value}"'
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


def write_links(row):
    """To those who want it, and to them and the first who could guide."""
    links = []
    if row.write_to_learners:
        words = f"Write to {row.learners_words}"
        links.append(anchor(row.write_to_learners, words, BUTTON))
    if row.write_to_all:
        words = f"… and {row.guides[0].person.name} too"
        links.append(anchor(row.write_to_all, words, BUTTON))
    return " ".join(links)
