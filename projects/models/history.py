"""The history of projects, needs and bookings; see also `people.models.history`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from people.models import Person
from people.models.history import (
    ADDED,
    FROM,
    event_key,
    event_model,
    index_by_time,
    listed,
)
from people.words import period_words
from projects.models.assignment import Assignment
from projects.models.choices import AssignmentStatus
from projects.models.need import SkillNeed, own_days_words
from projects.models.project import Project


class AssignmentEvent(
    event_model(
        Assignment,
        [
            *("project", "person", "role", "percent", "starts_on", "ends_on", "status"),
            *("learns", "mentor"),
        ],
    )
):
    """A booking as it was at some time.

    The triggers of `projects.migrations.0002_rules` write `skills`,
    the names of the skills used: where they were set, or changed.
    """

    about = "person"
    person = event_key(Person, "assignment_events")
    project = event_key(Project, "assignment_events")
    mentor = event_key(Person, "seat_events", null=True)
    skills = ArrayField(models.TextField(), null=True, editable=False)

    class Meta:
        verbose_name = "change of a booking"
        verbose_name_plural = "changes of bookings"
        ordering = ["-pgh_id"]
        default_permissions = ("view",)

    @property
    def period(self):
        return period_words(self.starts_on, self.ends_on)

    def subject(self, names):
        return f"{self.shown('person', names)} on {self.shown('project', names)}"

    def start(self, names):
        status = self.shown("status", names).lower()
        load = f"{self.percent} %, {self.period}, {status}"
        role = f", as {self.role}" if self.role else ""
        using = f", using {self.shown('skills', names)}" if self.skills else ""
        return f"booked {self.subject(names)}: {load}{role}{using}{self.seat(names)}"

    def seat(self, names):
        if self.learns_id is None:
            return ""
        learns, mentor = (self.shown(name, names) for name in ("learns", "mentor"))
        return f", to learn {learns} with {mentor} as the mentor"

    def removal(self, names):
        return f"removed the booking of {self.subject(names)} ({self.period})"

    def change(self, before, names):
        labels = {"percent": "the percent", "person": "the person"}
        labels |= {"project": "the project", "role": "the role"}
        labels |= {"learns": "the skill learned", "mentor": "the mentor"}
        labels |= {"skills": "the skills used"}
        changes = self.differences(before, names, labels)
        done = [*self.status_change(before), *self.period_change(before)]
        if not done:
            return f"changed the booking of {self.subject(names)}: {listed(changes)}"
        verb, *more = done[0].split(" ", 1)
        first = " ".join([verb, "the booking of", self.subject(names), *more])
        return listed([first, *done[1:], *(f"changed {what}" for what in changes)])

    def status_change(self, before):
        if not self.has_changed(before, "status"):
            return []
        is_confirmed = self.status == AssignmentStatus.CONFIRMED
        return ["confirmed" if is_confirmed else "made tentative again"]

    def period_change(self, before):
        """An end alone that comes earlier ends the booking; anything else moves it."""
        if self.has_changed(before, "starts_on") or not self.has_changed(
            before, "ends_on"
        ):
            moved = self.has_changed(before, "starts_on")
            return [f"moved from {before.period} to {self.period}"] if moved else []
        if self.ends_on and (before.ends_on is None or self.ends_on < before.ends_on):
            return [f"ended on {self.shown('ends_on', {})}"]
        return [f"moved from {before.period} to {self.period}"]


class SkillNeedEvent(
    event_model(
        SkillNeed,
        [
            *("project", "skill", "level", "people", "priority", "welcomes_learner"),
            *("phase", "starts_on", "ends_on"),
        ],
    )
):
    """A need as it was at some time."""

    about = "project"
    project = event_key(Project, "need_events")

    class Meta:
        verbose_name = "change of a need"
        verbose_name_plural = "changes of needs"
        ordering = ["-pgh_id"]
        indexes = [index_by_time("need_by_time", ADDED)]
        default_permissions = ("view",)

    def subject(self, names):
        return f"{self.shown('skill', names)} at {self.shown('level', names)}"

    def start(self, names):
        people = f"{self.people} {'person' if self.people == 1 else 'people'}"
        priority = self.shown("priority", names).lower()
        when = [self.phase and f"to {self.shown('phase', names).lower()}"]
        if self.starts_on or self.ends_on:
            when.append(own_days_words(self.starts_on, self.ends_on))
        details = ", ".join(filter(None, [priority, *when]))
        return f"asked for {people} with {self.subject(names)} ({details})"

    def removal(self, names):
        return f"removed the need {self.subject(names)}"

    def change(self, before, names):
        labels = {
            "skill": "the skill",
            "level": "the level",
            "people": "the number of people",
            "priority": "the priority",
            "welcomes_learner": "learners welcome",
            "phase": "the phase",
            "starts_on": "the first day",
            "ends_on": "the last day",
        }
        parts = self.differences(before, names, labels)
        return f"changed the need {before.subject(names)}: {listed(parts)}"


class ProjectEvent(
    event_model(Project, ["status", "starts_on", "ends_on", "outcome", "stage_reached"])
):
    """A project's status, dates and outcome as they were at some time."""

    about = "pgh_obj"

    class Meta:
        verbose_name = "change of a project"
        verbose_name_plural = "changes of projects"
        ordering = ["-pgh_id"]
        indexes = [index_by_time("project_change_by_time", ADDED, FROM)]
        default_permissions = ("view",)

    @property
    def period(self):
        return period_words(self.starts_on, self.ends_on)

    def start(self, names):
        return f"created the project ({self.shown('status', names).lower()})"

    def removal(self, names):
        return "removed the project"

    def change(self, before, names):
        labels = {"status": "the status", "stage_reached": "the stage reached"}
        parts = [f"changed {what}" for what in self.differences(before, names, labels)]
        if self.has_changed(before, "starts_on") or self.has_changed(before, "ends_on"):
            parts.append(f"moved the project from {before.period} to {self.period}")
        return listed([*parts, *self.outcome_change(before, names)])

    def outcome_change(self, before, names):
        if not self.has_changed(before, "outcome"):
            return []
        old, new = before.shown("outcome", names), self.shown("outcome", names)
        if not before.outcome:
            return [f"recorded the outcome “{new}”"]
        if not self.outcome:
            return [f"took back the outcome “{old}”"]
        return [f"changed the outcome from “{old}” to “{new}”"]
