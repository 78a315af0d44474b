"""All rows of the directory as plain values, to be compared with those of another."""

from django.db import models

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Location,
    Person,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
)
from projects.models import Assignment, Project, SkillNeed

# Each before those that it refers to.
MODELS = (
    *(Assignment, SkillNeed, Absence, LearningGoal, Endorsement, Expertise, Project),
    *(Person, SkillAlias, Skill, SkillCategory, Location, Team),
)
# Accounts are no part of the directory; the rest is the site’s own, and what a level
# would give back once it is taken back.
NOT_COMPARED = {"id", "version", "reminded_at", "reached_from", "answered_from"}
NOT_COMPARED |= {"over_at"}


def everything():
    """The rows of each model, in an order that does not depend on their ids."""
    return {
        model.__name__: sorted(map(plain_row, model.objects.all()), key=repr)
        for model in MODELS
    }


def plain_row(row):
    """The columns of a row; other rows by what tells them from others."""
    fields = {
        field.name: plain(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.name not in NOT_COMPARED
        and not field.generated
        and getattr(field.related_model, "_meta", row._meta).app_label != "auth"
    }
    lists = {
        field.name: sorted(map(plain, getattr(row, field.name).all()))
        for field in row._meta.many_to_many
    }
    return fields | lists


def plain(value):
    if not isinstance(value, models.Model):
        return value
    if isinstance(value, Expertise):
        return value.person.slug, value.skill.slug
    return value.slug


def delete_everything():
    Team.objects.update(parent=None)
    for model in MODELS:
        model.objects.all().delete()
