"""The card of a project as HTML: see `people.lists.markup`."""

from html import escape

from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django.utils.safestring import SafeString


def project_card(card):
    """An item of a list of cards."""
    project = card.project
    team = escape(project.team.name) if project.team else "No team"
    lead = "no lead yet"
    if project.lead:
        lead = f"led by {escape(project.lead.marked_name)}"
    needs = why_it_ended(project) if card.tells_why else seats_and_missing(card)
    return SafeString(
        f'<li class="project-card" data-project="{escape(project.slug)}">\n'
        '<div class="project-card__what">\n<h2 class="project-card__name">'
        f'<a href="{project.get_absolute_url()}">{escape(project.name)}</a></h2>\n'
        f'<p class="cluster"><span class="status status--{project.status}">'
        f"{project.get_status_display()}</span> "
        f'<span class="muted">{project.get_aim_display()}</span></p>\n'
        f'<p class="muted">{team} · {lead}</p>\n</div>\n'
        f'<div class="project-card__needs">\n{needs}\n</div>\n'
        f'<div class="project-card__when">\n<p>{card.period}</p>\n'
        f"{how_it_ended(card)}\n</div>\n</li>\n"
    )


def why_it_ended(project):
    """As it did: the reasons of an early stop, and the lessons."""
    reasons = render_to_string("projects/page/_reasons.html", {"project": project})
    note = project.outcome_note
    if not note and not project.reasons:
        return '<p class="muted">No lessons are written down.</p>'
    return f"{reasons}\n{linebreaks(note, autoescape=True) if note else ''}"


def seats_and_missing(card):
    """How many seats are filled, and the skills that are missing."""
    facts = f'<p class="project-card__fact">{card.coverage.words}</p>'
    if not card.missing:
        return facts
    more = ""
    if card.more_missing:
        more = f'<li class="muted">and {card.more_missing} more</li>'
    return (
        f'{facts}\n<ul class="skill-list">\n<li class="muted">Open</li>\n'
        f"{card.missing_list}\n{more}\n</ul>"
    )


def how_it_ended(card):
    if one := card.outcome:
        mark = f'<i class="mark mark--{one.verdict}"></i>'
        return f'<p class="outcome">{mark}{escape(one.label)}</p>'
    if card.project.status == "closed" and card.project.shows_outcome:
        return '<p class="muted">No outcome recorded</p>'
    return ""
