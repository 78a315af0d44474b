from django.db import models


def choice_is_known(field, choices, *, blank=False):
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [*choices.values, *[""] * blank]}),
        name=f"%(app_label)s_%(class)s_{field}_is_known",
    )


def ends_after_it_starts():
    return models.CheckConstraint(
        condition=models.Q(ends_on__isnull=True)
        | models.Q(starts_on__isnull=True)
        | models.Q(ends_on__gte=models.F("starts_on")),
        name="%(app_label)s_%(class)s_ends_after_it_starts",
        violation_error_message="The last day cannot be before the first.",
    )


class Aim(models.TextChoices):
    EXPLORE = "explore", "Explore"
    PROVE = "prove", "Prove"
    BUILD = "build", "Build"
    OPERATE = "operate", "Operate"
    ADVISE = "advise", "Advise"


class ProjectStatus(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    STAFFING = "staffing", "Staffing"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"


class Stage(models.TextChoices):
    IDEA = "idea", "Idea"
    PROOF_OF_CONCEPT = "proof_of_concept", "Proof of concept"
    PILOT = "pilot", "Pilot"
    PRODUCTION = "production", "Production"


WAITING = (ProjectStatus.PROPOSED, ProjectStatus.STAFFING)
LIVE = (*WAITING, ProjectStatus.ACTIVE)


class NeedPriority(models.TextChoices):
    MUST = "must", "Must"
    SHOULD = "should", "Should"
    COULD = "could", "Could"


class Phase(models.TextChoices):
    """Of a project's life: a need may be one of a phase alone."""

    FRAME = "frame", "Frame"
    EXPLORE = "explore", "Explore"
    PROVE = "prove", "Prove"
    BUILD = "build", "Build"
    RUN = "run", "Run"


# Until it is proven that it works.
EARLY_PHASES = (Phase.FRAME, Phase.EXPLORE, Phase.PROVE)


class AssignmentStatus(models.TextChoices):
    TENTATIVE = "tentative", "Tentative"
    CONFIRMED = "confirmed", "Confirmed"


class SuggestionKind(models.TextChoices):
    CANDIDATES = "candidates", "Candidates"
    TEAM = "team", "Suggested team"
    REPLACEMENT = "replacement", "Who instead"
