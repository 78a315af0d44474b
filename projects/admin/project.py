from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from people.admin import CountColumn, DirectoryAdmin, DirectoryInline
from people.admin.versions import VersionedAdminForm
from people.editing.rows import DistinctFormSet
from projects.admin.bookings import BookingInline, save_bookings
from projects.models import (
    ENDING,
    LIVE,
    REASONS,
    Assignment,
    Days,
    Project,
    ProjectStatus,
    SkillNeed,
    days_outside,
)
from projects.needs.changes import key_of
from projects.needs.forms import FIELDS

ELSEWHERE = (
    "Its own page closes, cancels or reopens a project: it looks after the bookings."
)


class NeedFormSet(DistinctFormSet):
    distinct_field = "level"

    def distinct_key(self, row):
        return row.skill_id and key_of(row)


class NeedForm(VersionedAdminForm):
    """Refuses days outside of the project's; those that are there may stay."""

    def clean(self):
        data = super().clean()
        if {"starts_on", "ends_on"} & set(self.changed_data):
            days = Days(data.get("starts_on"), data.get("ends_on"))
            for name, words in days_outside(days, self.instance.project).items():
                self.add_error(name, words)
        return data


class SkillNeedInline(DirectoryInline):
    model = SkillNeed
    form = NeedForm
    formset = NeedFormSet
    autocomplete_fields = ["skill"]
    select_related = ["skill"]
    fields = ["skill", *FIELDS]


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


class ProjectAdminForm(VersionedAdminForm):
    """Leaves it to the pages of a project to end it, and to take that back.

    They say what becomes of its bookings, and ask what learners took along.
    """

    uncounted = ("slug",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("status")) and self.instance.pk:
            known = LIVE if self.instance.is_live else [self.instance.status]
            field.choices = [(status, ProjectStatus(status).label) for status in known]
            field.help_text = self.ways()
            field.error_messages["invalid_choice"] = ELSEWHERE

    def ways(self):
        """Links to what is done on pages of its own."""
        pages = ("close", "cancel") if self.instance.is_live else ("reopen",)
        links = (
            (reverse(f"projects:project-{page}", args=[self.instance.slug]), page)
            for page in pages
        )
        ways = format_html_join(" or ", '<a href="{}">{}</a>', links)
        return format_html("To {} it, use its own page.", ways)


@admin.register(Project)
class ProjectAdmin(DirectoryAdmin):
    """A project with its needs and bookings on one page."""

    form = ProjectAdminForm
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
    search_fields = ["search_text", "sponsor__words", "lead__name_text"]
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
                "fields": [("outcome", "stage_reached"), "outcome_note", *REASONS],
            },
        ),
        ("Record", {"fields": ["outcome_recorded_by", "outcome_recorded_at"]}),
    ]
    inlines = [SkillNeedInline, ProjectBookingInline]
    need_count = CountColumn("needs", SkillNeed.objects.all, "project")
    booking_count = CountColumn("bookings", Assignment.objects.all, "project")

    def save_model(self, request, obj, form, change):
        # Whatever of it is changed: see `projects.life.changes.correct_outcome`.
        if not {*ENDING}.isdisjoint(form.changed_data):
            obj.outcome_recorded_by = request.user if obj.outcome else None
            obj.outcome_recorded_at = timezone.now() if obj.outcome else None
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        save_bookings(request, formset)
