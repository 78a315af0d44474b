"""The card of a person as HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import SafeString

from people.lists.markup import (
    place_links,
    record_facts,
    skill_tag_list,
    tick_to_compare,
)

MOST_SKILLS = 6


def person_card(card):
    """An item of a list of cards."""
    person = card.person
    name, title = escape(person.name), escape(person.job_title)
    address = person.get_absolute_url()
    tick = tick_to_compare(person, is_ticked=card.is_ticked, form=card.form)
    record = record_facts(card.record) if card.record else ""
    looks = "tag tag--warning" if card.is_stale else "muted"
    return SafeString(
        f'<li class="person-card" data-person="{escape(person.slug)}">\n'
        '<div class="person-card__who">\n'
        f'<div class="tick">{tick}<h2 class="person-card__name">'
        f'<a href="{address}">{name}</a></h2></div>\n'
        f'<p class="one-line muted person-card__title" title="{title}">{title}</p>\n'
        '<p class="one-line muted person-card__place">'
        f"{place_links(person, card.clock, card.narrowed)}</p>\n</div>\n"
        f"{skills_of_card(card, address, name)}\n"
        '<div class="person-card__load">\n'
        f'<p class="person-card__fact">{escape(card.free_time.words)}</p>\n'
        f"{card.free_time.chart.svg}\n</div>\n"
        f'<div class="person-card__record">\n{record}\n'
        f'<p class="{looks} person-card__confirmed">{escape(card.confirmed)}</p>\n'
        "</div>\n</li>\n"
    )


def skills_of_card(card, address, name):
    """What the person can do and wants to: asked skills first, then the best."""
    asked = [tag for tag in card.skills if tag.is_asked]
    best = [tag for tag in card.skills if not tag.is_asked][:MOST_SKILLS]
    asked_list = f'<ul class="skill-list">{skill_tag_list(asked)}</ul>' if asked else ""
    more = wishes = ""
    if len(card.skills) > 1:
        more = (
            f'<a href="{address}#skills">all {len(card.skills)}'
            f'<span class="visually-hidden"> skills of {name}</span></a>'
        )
    if card.goals:
        wishes = f'<p class="one-line goal">Wants to learn {escape(card.wishes)}</p>'
    return (
        '<div class="person-card__skills">\n<div class="person-card__best">\n'
        f"{asked_list}\n"
        f'<ul class="skill-list skill-list--rest">{skill_tag_list(best)}</ul>\n'
        f"{more}\n</div>\n{wishes}\n</div>"
    )
