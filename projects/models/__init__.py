from projects.models.assignment import Assignment
from projects.models.choices import (
    LIVE,
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
)
from projects.models.need import SkillNeed
from projects.models.project import Project

__all__ = [
    "LIVE",
    "Aim",
    "Assignment",
    "AssignmentStatus",
    "NeedPriority",
    "Project",
    "ProjectStatus",
    "SkillNeed",
    "Stage",
]
