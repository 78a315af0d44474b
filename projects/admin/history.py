from django.contrib import admin

from people.admin import HistoryAdmin
from projects.models import AssignmentEvent, ProjectEvent, SkillNeedEvent


@admin.register(AssignmentEvent)
class AssignmentHistoryAdmin(HistoryAdmin):
    search_fields = ["person__name_text", "project__search_text"]


@admin.register(SkillNeedEvent)
class SkillNeedHistoryAdmin(HistoryAdmin):
    search_fields = ["project__search_text", "skill__search_text"]


@admin.register(ProjectEvent)
class ProjectHistoryAdmin(HistoryAdmin):
    search_fields = ["pgh_obj__search_text"]
