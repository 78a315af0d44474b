from projects.models.assignment import Assignment
from projects.models.choices import (
    EARLY_PHASES,
    LIVE,
    WAITING,
    Aim,
    AssignmentStatus,
    NeedPriority,
    Phase,
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
from projects.models.kept import AbleMentor, HeldSeat, ProjectSkill
from projects.models.need import Days, SkillNeed, days_outside
from projects.models.project import ENDING, REASONS, Project
from projects.models.shortlist import ShortlistEntry
from projects.models.suggestion import ConsideredPerson, Suggestion

__all__ = [
    "EARLY_PHASES",
    "ENDING",
    "LIVE",
    "REASONS",
    "WAITING",
    "AbleMentor",
    "Aim",
    "Assignment",
    "AssignmentEvent",
    "AssignmentStatus",
    "ConsideredPerson",
    "Days",
    "FormerProjectSlug",
    "HeldSeat",
    "NeedPriority",
    "Phase",
    "Project",
    "ProjectEvent",
    "ProjectSkill",
    "ProjectStatus",
    "ShortlistEntry",
    "SkillNeed",
    "SkillNeedEvent",
    "Stage",
    "Suggestion",
    "SuggestionKind",
    "days_outside",
]
