from django.contrib import admin

from people.admin.base import DirectoryAdmin, count_column, row_count
from people.models import Location, Person, Skill, SkillCategory, Team


class PlaceAdmin(DirectoryAdmin):
    """Of a team or a location: what people are grouped by."""

    search_fields = ["name__words"]

    def get_queryset(self, request):
        here = Person.objects.active()
        people = row_count(here, self.opts.model_name)
        return super().get_queryset(request).annotate(people_count=people)

    people_count = count_column("people_count", "people")


@admin.register(Team)
class TeamAdmin(PlaceAdmin):
    list_display = ["name", "parent", "people_count"]
    list_select_related = ["parent"]
    list_filter = [("parent", admin.RelatedOnlyFieldListFilter)]
    autocomplete_fields = ["parent"]
    fields = ["name", "parent", "slug"]


@admin.register(Location)
class LocationAdmin(PlaceAdmin):
    list_display = ["name", "time_zone", "people_count"]
    list_filter = ["time_zone"]
    search_fields = ["name__words", "time_zone"]
    fields = ["name", "time_zone", "slug"]


@admin.register(SkillCategory)
class SkillCategoryAdmin(DirectoryAdmin):
    list_display = ["name", "position", "skill_count"]
    list_editable = ["position"]
    search_fields = ["name__words"]
    fields = ["name", "position", "slug"]

    def get_queryset(self, request):
        skills = row_count(Skill.objects, "category")
        return super().get_queryset(request).annotate(skill_count=skills)

    skill_count = count_column("skill_count", "skills")
