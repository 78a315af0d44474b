from django.contrib import admin
from django.utils import timezone

from people.admin import DirectoryAdmin, DirectoryInline, row_count
from people.forms import DistinctFormSet
from projects.admin.bookings import BookingInline, save_bookings
from projects.models import Assignment, Project, SkillNeed


class NeedFormSet(DistinctFormSet):
    distinct_field = "level"

    def distinct_key(self, row):
        return row.skill_id and (row.skill_id, row.level)


class SkillNeedInline(DirectoryInline):
    model = SkillNeed
    formset = NeedFormSet
    autocomplete_fields = ["skill"]
    select_related = ["skill"]
    fields = ["skill", "level", "people", "priority", "welcomes_learner"]


class ProjectBookingInline(BookingInline):
    fields = [
        "person",
        "role",
        "percent",
        "starts_on",
        "ends_on",
        "status",
        "despite_overload",
        "skills",
    ]


@admin.register(Project)
class ProjectAdmin(DirectoryAdmin):
    """A project with its needs and bookings on one page."""

    list_display = [
        "name",
        "team",
        "lead",
        "status",
        "starts_on",
        "ends_on",
        "need_count",
        "booking_count",
        "outcome",
    ]
    list_filter = ["status", "outcome", "aim", "team"]
    list_select_related = ["team", "lead"]
    search_fields = ["name", "search_text", "sponsor", "lead__name"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["team", "lead"]
    readonly_fields = ["outcome_recorded_by", "outcome_recorded_at"]
    fieldsets = [
        (None, {"fields": ["name", "summary", "sponsor", "team", "lead"]}),
        (
            "Plan",
            {
                "description": "People are found for proposed, staffing and active "
                "projects.",
                "fields": [
                    ("aim", "status"),
                    ("starts_on", "ends_on"),
                    "success_criteria",
                    "slug",
                ],
            },
        ),
        (
            "Outcome",
            {
                "description": "For closed projects. Success rates count “in use” and "
                "“answered” as successes; work that was stopped early is not judged.",
                "fields": [("outcome", "stage_reached"), "outcome_note"],
            },
        ),
        ("Record", {"fields": ["outcome_recorded_by", "outcome_recorded_at"]}),
    ]
    inlines = [SkillNeedInline, ProjectBookingInline]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .annotate(
                need_count=row_count(SkillNeed.objects, "project"),
                booking_count=row_count(Assignment.objects, "project"),
            )
        )

    @admin.display(description="needs", ordering="need_count")
    def need_count(self, project):
        return project.need_count

    @admin.display(description="bookings", ordering="booking_count")
    def booking_count(self, project):
        return project.booking_count

    def save_model(self, request, obj, form, change):
        if "outcome" in form.changed_data:
            obj.outcome_recorded_by = request.user if obj.outcome else None
            obj.outcome_recorded_at = timezone.now() if obj.outcome else None
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        save_bookings(request, formset)
