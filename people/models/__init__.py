from people.models.absence import Absence
from people.models.expertise import (
    Endorsement,
    Expertise,
    GoalStatus,
    LearningGoal,
    Priority,
)
from people.models.former_slug import (
    FormerCategorySlug,
    FormerLocationSlug,
    FormerPersonSlug,
    FormerSkillSlug,
    FormerTeamSlug,
)
from people.models.history import ExpertiseEvent, LearningGoalEvent, PersonEvent
from people.models.identity import Identity, VerifiedEmail
from people.models.kept import SkillCount
from people.models.person import Person, related
from people.models.places import Location, Team
from people.models.saved_search import SavedSearch
from people.models.skills import (
    Level,
    Skill,
    SkillAlias,
    SkillCategory,
    SkillKind,
)
from people.models.undo import UndoRecord

__all__ = [
    "Absence",
    "Endorsement",
    "Expertise",
    "ExpertiseEvent",
    "FormerCategorySlug",
    "FormerLocationSlug",
    "FormerPersonSlug",
    "FormerSkillSlug",
    "FormerTeamSlug",
    "GoalStatus",
    "Identity",
    "LearningGoal",
    "LearningGoalEvent",
    "Level",
    "Location",
    "Person",
    "PersonEvent",
    "Priority",
    "SavedSearch",
    "Skill",
    "SkillAlias",
    "SkillCategory",
    "SkillCount",
    "SkillKind",
    "Team",
    "UndoRecord",
    "VerifiedEmail",
    "related",
]
