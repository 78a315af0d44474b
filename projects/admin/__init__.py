"""The data-entry site of projects, and what bookings add to the pages of people."""

from projects.admin.bookings import AssignmentAdmin, ShortlistEntryAdmin
from projects.admin.history import (
    AssignmentHistoryAdmin,
    ProjectHistoryAdmin,
    SkillNeedHistoryAdmin,
)
from projects.admin.person import StaffedPersonAdmin
from projects.admin.project import ProjectAdmin

__all__ = [
    "AssignmentAdmin",
    "AssignmentHistoryAdmin",
    "ProjectAdmin",
    "ProjectHistoryAdmin",
    "ShortlistEntryAdmin",
    "SkillNeedHistoryAdmin",
    "StaffedPersonAdmin",
]
