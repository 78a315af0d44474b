from django.contrib import admin

from people.admin.base import CountColumn, DirectoryAdmin
from people.models import Location, Person, Skill, SkillCategory, Team


@admin.register(Team)
class TeamAdmin(DirectoryAdmin):
    list_display = ["name", "parent", "people_count"]
    list_select_related = ["parent"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name__words"]
    autocomplete_fields = ["parent"]
    fields = ["name", "parent", "slug"]
    people_count = CountColumn("people", Person.objects.active, "team")


@admin.register(Location)
class LocationAdmin(DirectoryAdmin):
    list_display = ["name", "time_zone", "people_count"]
    list_filter = ["time_zone"]
    search_fields = ["name__words", "time_zone"]
    fields = ["name", "time_zone", "slug"]
    people_count = CountColumn("people", Person.objects.active, "location")


@admin.register(SkillCategory)
class SkillCategoryAdmin(DirectoryAdmin):
    list_display = ["name", "position", "skill_count"]
    list_editable = ["position"]
    search_fields = ["name__words"]
    fields = ["name", "position", "slug"]
    skill_count = CountColumn("skills", Skill.objects.all, "category")
