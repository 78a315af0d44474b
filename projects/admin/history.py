from django.contrib import admin

from people.admin import HistoryAdmin
from projects.models import AssignmentEvent, ProjectEvent, SkillNeedEvent


@admin.register(AssignmentEvent)
class AssignmentHistoryAdmin(HistoryAdmin):
    search_fields = ["person__name", "project__name"]


@admin.register(SkillNeedEvent)
class SkillNeedHistoryAdmin(HistoryAdmin):
    search_fields = ["project__name", "skill__name"]


@admin.register(ProjectEvent)
class ProjectHistoryAdmin(HistoryAdmin):
    search_fields = ["pgh_obj__name"]
