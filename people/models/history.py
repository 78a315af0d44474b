"""The history of what people rely on. Triggers write it, so nothing escapes.

A change is two rows, what was and what is from then on: it can be told without any
earlier row. Triggers of one table run in the order of their names, so the first of
the two always has the smaller `pgh_id`.
"""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.dateformat import format as format_date
from pghistory.models import Event

from people.models.expertise import Expertise, LearningGoal
from people.models.person import Person

ADDED, FROM, TO, REMOVED = "added", "changed_from", "changed_to", "removed"


def event_model(tracked, fields, *, outlives=True):
    """The abstract event model of `tracked`, with triggers for all that happens.

    Where it does not outlive its row, nothing tells that the row was removed.
    """
    removed = [pghistory.DeleteEvent(REMOVED)] if outlives else []
    return pghistory.create_event_model(
        tracked,
        pghistory.InsertEvent(ADDED),
        pghistory.UpdateEvent(FROM, row=pghistory.Old),
        pghistory.UpdateEvent(TO),
        *removed,
        fields=fields,
        base_model=HistoryEvent,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,
        obj_field=pghistory.ObjForeignKey(related_name="events"),
    )


def event_key(model, related_name, **options):
    """A foreign key that outlives its row, with a name for the way back.

    With `null=True` events may name the row; they are about another one.
    """
    return models.ForeignKey(
        model,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name=related_name,
        **options,
    )


def only_names(relation):
    """Whether the relation leads to events that name a row and are about another."""
    return issubclass(relation.related_model, HistoryEvent) and relation.field.null


def index_by_time(name, *labels):
    """An index of these events alone: who asks what happened asks for few of them."""
    condition = models.Q(pgh_label__in=labels)
    return models.Index(fields=["pgh_created_at"], condition=condition, name=name)


class HistoryEventQuerySet(models.QuerySet):
    def told(self):
        """Events that are told; what was before a change only explains it."""
        return self.exclude(pgh_label=FROM)


class HistoryEvent(Event):
    """One state of a tracked row; `sentence` says what happened, in plain English."""

    objects = HistoryEventQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.pgh_label} {self.pgh_tracked_model._meta.verbose_name}"

    @property
    def user_id(self):
        """The id of the account that did it; `None` for commands and the shell."""
        return (self.pgh_context or {}).get("user")

    def sentence(self, before, names):
        """What was done, as the end of a sentence that begins with who did it.

        `before` is the state before a change; `names` are those of the rows that
        events refer to, by model and id.
        """
        if self.pgh_label == TO and before:
            return self.change(before, names)
        return self.removal(names) if self.pgh_label == REMOVED else self.start(names)

    def shown(self, name, names):
        """The value of a field in words."""
        field = self._meta.get_field(name)
        value = getattr(self, field.attname)
        if field.is_relation and value is None:
            return "nobody" if field.related_model is Person else "nothing"
        if field.is_relation:
            noun = field.related_model._meta.verbose_name
            return names.get((field.related_model, value), f"a {noun} that is gone")
        if field.choices:
            return dict(field.flatchoices).get(value, "none") if value else "none"
        if isinstance(field, models.DateField):
            return format_date(value, "j M Y") if value else "open"
        if isinstance(field, models.BooleanField):
            return "yes" if value else "no"
        if isinstance(field, ArrayField):
            return listed(value) if value else "none"
        return "none" if value == "" else str(value)

    def has_changed(self, before, name):
        attname = self._meta.get_field(name).attname
        return getattr(self, attname) != getattr(before, attname)

    def differences(self, before, names, labels):
        """“level from Working to Expert” for each field of `labels` that differs."""
        return [
            f"{label} from {before.shown(name, names)} to {self.shown(name, names)}"
            for name, label in labels.items()
            if self.has_changed(before, name)
        ]


def listed(parts):
    """Parts of a sentence: “a, b and c”."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


class PersonEvent(
    event_model(
        Person,
        [
            *("name", "email", "team", "location", "manager"),
            *("capacity", "joined_on", "left_on"),
        ],
        outlives=False,
    )
):
    """Who somebody was and how much of a week they worked at some time.

    It goes with the person, by a constraint of the migration `0003_rules`: names and
    addresses of people who are not here any more are nobody's business.
    """

    about = "pgh_obj"
    manager = event_key(Person, "report_events", null=True)
    # Triggers do not name it. Whoever asks whose an e-mail was passes over these.
    email_is_taken_back = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether it came by an import that was undone: it has not been.",
    )

    class Meta:
        verbose_name = "change of a person"
        verbose_name_plural = "changes of people"
        ordering = ["-pgh_id"]
        default_permissions = ("view",)

    def start(self, names):
        return f"added {self.name}, {self.shown('capacity', names)} of a week"

    def change(self, before, names):
        labels = {
            "name": "the name",
            "email": "the e-mail",
            "team": "the team",
            "location": "the location",
            "manager": "the manager",
            "capacity": "the capacity",
            "joined_on": "the first day",
            "left_on": "the last day",
        }
        # E-mails of before were brought into another form.
        what = self.differences(before, names, labels) or ["how the e-mail is written"]
        return f"changed {listed(what)}"

    def shown(self, name, names):
        value = getattr(self, self._meta.get_field(name).attname)
        if value is None and name != "manager":
            return "none"
        words = super().shown(name, names)
        if name == "email" and self.email_is_taken_back:
            return f"{words} (taken back)"
        return f"{words} %" if name == "capacity" else words


class ExpertiseEvent(event_model(Expertise, ["person", "skill", "level"])):
    """A stated level as it was at some time."""

    about = "person"
    person = event_key(Person, "expertise_events")

    class Meta:
        verbose_name = "change of a level"
        verbose_name_plural = "changes of levels"
        ordering = ["-pgh_id"]
        indexes = [index_by_time("level_change_by_time", FROM)]
        default_permissions = ("view",)

    def start(self, names):
        return f"added {self.shown('skill', names)} at {self.shown('level', names)}"

    def removal(self, names):
        return f"removed {self.shown('skill', names)} ({self.shown('level', names)})"

    def change(self, before, names):
        if self.has_changed(before, "skill"):
            labels = {"skill": "the skill", "level": "the level"}
            return f"changed {listed(self.differences(before, names, labels))}"
        parts = self.differences(before, names, {"level": ""})
        return f"changed {self.shown('skill', names)} {listed(parts).strip()}"


class LearningGoalEvent(
    event_model(
        LearningGoal,
        ["person", "skill", "target_level", "priority", "target_on", "status"],
    )
):
    """A learning goal as it was at some time."""

    about = "person"
    person = event_key(Person, "goal_events")

    class Meta:
        verbose_name = "change of a goal"
        verbose_name_plural = "changes of goals"
        ordering = ["-pgh_id"]
        indexes = [index_by_time("goal_change_by_time", FROM)]
        default_permissions = ("view",)

    def start(self, names):
        level = self.shown("target_level", names)
        return f"set the goal {self.shown('skill', names)} at {level}"

    def removal(self, names):
        return f"removed the goal {self.shown('skill', names)}"

    def change(self, before, names):
        labels = {
            "skill": "the skill",
            "target_level": "the level",
            "priority": "the priority",
            "target_on": "the date",
            "status": "the status",
        }
        parts = self.differences(before, names, labels)
        return f"changed the goal {self.shown('skill', names)}: {listed(parts)}"
