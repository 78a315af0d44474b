from projects.models.assignment import Assignment
from projects.models.choices import (
    LIVE,
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
    SuggestionKind,
)
from projects.models.former_slug import FormerProjectSlug
from projects.models.history import (
    AssignmentEvent,
    ProjectEvent,
    SkillNeedEvent,
)
from projects.models.need import SkillNeed
from projects.models.project import REASONS, Project
from projects.models.shortlist import ShortlistEntry
from projects.models.suggestion import ConsideredPerson, Suggestion

__all__ = [
    "LIVE",
    "REASONS",
    "Aim",
    "Assignment",
    "AssignmentEvent",
    "AssignmentStatus",
    "ConsideredPerson",
    "FormerProjectSlug",
    "NeedPriority",
    "Project",
    "ProjectEvent",
    "ProjectStatus",
    "ShortlistEntry",
    "SkillNeed",
    "SkillNeedEvent",
    "Stage",
    "Suggestion",
    "SuggestionKind",
]
