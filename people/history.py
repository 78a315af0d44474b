"""Who changed what, when, from what to what: the history in plain English."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Value

from people.models import Person, Skill, SkillAlias
from people.models.history import FROM, HistoryEvent, only_names

NAMED = {
    *("person", "project", "skill", "learns", "mentor"),
    *("team", "location", "manager"),
}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: `who` and `what` make a sentence; `about` names whom it concerns."""

    at: datetime
    about: str
    who: str
    what: str


def events_about(person):
    """Querysets of all events about the person, whatever app they are of."""
    return [
        getattr(person, relation.get_accessor_name()).told()
        for relation in Person._meta.related_objects
        if issubclass(relation.related_model, HistoryEvent) and not only_names(relation)
    ]


def history_page(querysets, number):
    """A page of entries from several event tables, newest first; at most 10 queries."""
    rows = [
        events.order_by()
        .annotate(kind=Value(kind))
        .values_list("kind", "pgh_id", "pgh_created_at")
        for kind, events in enumerate(querysets)
    ]
    found = rows[0].union(*rows[1:], all=True)
    found = found.order_by("-pgh_created_at", "-pgh_id", "kind")
    page = Paginator(found, settings.DIRECTORY["PAGE_SIZE"]).get_page(number)
    keys = [(querysets[kind].model, pk) for kind, pk, _ in page.object_list]
    entries = entries_of(keys)
    page.object_list = [entries[key] for key in keys]
    return page


def entries_of(keys):
    """Entries by key, a pair of event model and id."""
    ids = defaultdict(set)
    for model, pk in keys:
        ids[model].add(pk)
    pairs = {
        (model, event.pk): (event, before)
        for model, of_model in ids.items()
        for event, before in with_states_before(model, of_model)
    }
    names = referred_names([one for pair in pairs.values() for one in pair if one])
    users = user_names({event.user_id for event, _ in pairs.values()})
    return {
        key: HistoryEntry(
            at=event.pgh_created_at,
            about=event.shown(event.about, names),
            who=users[event.user_id],
            what=event.sentence(before, names),
        )
        for key, (event, before) in pairs.items()
    }


def with_states_before(model, ids):
    """The events with these ids, each with the state before a change or `None`."""
    objects = model.objects.filter(pk__in=ids).values("pgh_obj_id")
    before = {}
    for event in model.objects.filter(pgh_obj_id__in=objects).order_by("pgh_id"):
        if event.pgh_label == FROM:
            before[event.pgh_obj_id] = event
        elif event.pk in ids:
            yield event, before.get(event.pgh_obj_id)


def referred_names(events):
    """The names of all rows that events refer to, by model and id, in one query."""
    ids = defaultdict(set)
    for event in events:
        for field in event._meta.fields:
            if field.is_relation and field.name in NAMED | {event.about}:
                ids[field.related_model].add(getattr(event, field.attname))
    models = list(ids)
    rows = [
        model._base_manager.order_by()
        .filter(pk__in=ids[model] - {None})
        .values_list(Value(place), "pk", "name")
        for place, model in enumerate(models)
    ]
    found = rows[0].union(*rows[1:], all=True) if rows else []
    names = {(models[place], pk): name for place, pk, name in found}
    gone = [pk for pk in ids.get(Skill, set()) - {None} if (Skill, pk) not in names]
    return names | names_of_merged(gone) if gone else names


def names_of_merged(skills):
    """What the skills with these ids were called before they were merged away."""
    rows = SkillAlias.objects.filter(merged_id__in=skills).select_related("skill")
    return {(Skill, row.merged_id): f"{row.name} (now {row.skill})" for row in rows}


def user_names(ids):
    """What to call the accounts with these ids; there may be none any more."""
    names = dict.fromkeys(ids, "Somebody whose account is gone")
    users = get_user_model().objects.filter(pk__in=ids - {None})
    for user in users.select_related("person"):
        person = getattr(user, "person", None)
        names[user.pk] = str(person or user.get_full_name() or user.get_username())
    return names | {None: "The system"}
