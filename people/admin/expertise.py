from django.contrib import admin

from people.admin.base import CountColumn, DirectoryAdmin, DirectoryInline
from people.editing.rows import DistinctFormSet
from people.models import Endorsement, Expertise, LearningGoal


class EndorsementFormSet(DistinctFormSet):
    distinct_field = "endorsed_by"

    def distinct_key(self, row):
        return row.endorsed_by_id


class EndorsementInline(DirectoryInline):
    model = Endorsement
    formset = EndorsementFormSet
    autocomplete_fields = ["endorsed_by"]
    select_related = ["endorsed_by", "expertise__skill"]
    fields = ["endorsed_by", "level", "note", "endorsed_at"]
    readonly_fields = ["endorsed_at"]


@admin.register(Expertise)
class ExpertiseAdmin(DirectoryAdmin):
    """One stated level, with what colleagues say of it."""

    list_display = ["person", "skill", "level", "last_used_on", "endorsement_count"]
    list_display_links = ["person", "skill"]
    list_filter = ["level", "skill__category"]
    list_select_related = ["person", "skill"]
    search_fields = ["person__name_text", "skill__search_text"]
    ordering = ["person__name", "-level", "pk"]
    date_hierarchy = "last_used_on"
    autocomplete_fields = ["person", "skill"]
    fields = ["person", "skill", "level", "last_used_on", "years", "note"]
    inlines = [EndorsementInline]
    endorsement_count = CountColumn(
        "endorsements", Endorsement.objects.all, "expertise"
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "skill")

    def get_readonly_fields(self, request, obj=None):
        # Moved to somebody else, a level could be endorsed by its own person.
        return ["person"] if obj else []


@admin.register(Endorsement)
class EndorsementAdmin(DirectoryAdmin):
    list_display = ["person", "skill", "endorsed_by", "level", "endorsed_at"]
    list_display_links = ["person", "skill"]
    list_filter = ["level", "expertise__skill__category"]
    list_select_related = ["expertise__person", "expertise__skill", "endorsed_by"]
    search_fields = [
        "expertise__person__name_text",
        "expertise__skill__search_text",
        "endorsed_by__name_text",
    ]
    date_hierarchy = "endorsed_at"
    autocomplete_fields = ["expertise", "endorsed_by"]
    fields = ["expertise", "endorsed_by", "level", "note", "endorsed_at"]
    readonly_fields = ["endorsed_at"]

    @admin.display(ordering="expertise__person__name")
    def person(self, endorsement):
        return endorsement.expertise.person

    @admin.display(ordering="expertise__skill__name")
    def skill(self, endorsement):
        return endorsement.expertise.skill


@admin.register(LearningGoal)
class LearningGoalAdmin(DirectoryAdmin):
    list_display = [
        "person",
        "skill",
        "target_level",
        "priority",
        "target_on",
        "status",
        "set_on",
    ]
    list_display_links = ["person", "skill"]
    list_filter = ["status", "priority", "target_level", "skill__category"]
    list_select_related = ["person", "skill"]
    search_fields = ["person__name_text", "skill__search_text"]
    date_hierarchy = "set_on"
    autocomplete_fields = ["person", "skill"]
    fields = [
        "person",
        "skill",
        ("target_level", "priority"),
        "target_on",
        "motivation",
        "status",
        "set_on",
    ]
