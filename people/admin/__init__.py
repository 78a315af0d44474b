"""The data-entry site of people and skills. Bookings join it in `projects.admin`."""

from people.admin.accounts import AccountAdmin
from people.admin.attempts import AccessAttemptAdmin
from people.admin.base import CountColumn, DirectoryAdmin, DirectoryInline
from people.admin.expertise import EndorsementAdmin, ExpertiseAdmin, LearningGoalAdmin
from people.admin.history import HistoryAdmin, PersonHistoryAdmin, SkillHistoryAdmin
from people.admin.person import PersonAdmin
from people.admin.places import LocationAdmin, SkillCategoryAdmin, TeamAdmin
from people.admin.skills import SkillAdmin

__all__ = [
    "AccessAttemptAdmin",
    "AccountAdmin",
    "CountColumn",
    "DirectoryAdmin",
    "DirectoryInline",
    "EndorsementAdmin",
    "ExpertiseAdmin",
    "HistoryAdmin",
    "LearningGoalAdmin",
    "LocationAdmin",
    "PersonAdmin",
    "PersonHistoryAdmin",
    "SkillAdmin",
    "SkillCategoryAdmin",
    "SkillHistoryAdmin",
    "TeamAdmin",
]
