from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse

from people.admin import DirectoryAdmin, DirectoryInline
from people.admin.versions import VersionedAdminForm
from projects.bookings.changes import lock_tentative, overbookings
from projects.load.commitments import questions_about
from projects.models import Assignment, AssignmentStatus, ShortlistEntry

# What of a booking takes time, or decides whose.
TIME = {"person", "project", "percent", "starts_on", "ends_on", "status"}


class TickField(forms.BooleanField):
    """An answer to a question of the page, which changes nothing by itself."""

    def has_changed(self, initial, data):
        return False


class BookingAdminForm(VersionedAdminForm):
    """Asks, as a booking page does, before it takes time that somebody lacks."""

    despite_overload = TickField(
        required=False,
        label="Book all the same",
        help_text="To book somebody beyond capacity, or on days away.",
    )

    def _post_clean(self):
        super()._post_clean()
        booking = self.instance
        is_asked = TIME.intersection(self.changed_data) and not self.errors
        if not is_asked or self.cleaned_data["despite_overload"]:
            return
        if booking.person.pk and (questions := questions_about(booking)):
            words = "; ".join(question.words for question in questions)
            self.add_error("despite_overload", f"{words}. Tick to book all the same.")


class BookingInline(DirectoryInline):
    """Bookings on the page of their project or of their person."""

    model = Assignment
    form = BookingAdminForm
    select_related = ["person", "project"]
    autocomplete_fields = ["project", "person", "skills"]
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("skills")


def save_bookings(request, formset):
    """Save an inline, with the user as creator of new bookings."""
    for form in formset.extra_forms:
        if isinstance(form.instance, Assignment):
            form.instance.created_by = request.user
    formset.save()


class OverbookingForm(forms.Form):
    """Asks about exactly what the page has shown."""

    despite_overload = forms.BooleanField(
        label="Confirm all the same",
        error_messages={"required": "Tick to book people all the same."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def overbooking_form(overloads, sent):
    """The form; with what was sent only if it answers to what is overbooked now."""
    seen = " ".join(overload.words for overload in overloads)
    is_answer = "apply" in sent and sent.get("seen") == seen
    return OverbookingForm(sent if is_answer else None, initial={"seen": seen})


@admin.register(Assignment)
class AssignmentAdmin(DirectoryAdmin):
    form = BookingAdminForm
    list_display = [
        "person",
        "project",
        "role",
        "percent",
        "starts_on",
        "ends_on",
        "status",
    ]
    list_display_links = ["person", "project"]
    list_filter = ["status", "project__status", "person__team"]
    list_select_related = ["person", "project"]
    search_fields = ["person__name_text", "project__search_text", "role__words"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["project", "person", "skills", "learns", "mentor"]
    fieldsets = [
        (None, {"fields": ["project", "person", "role", "status"]}),
        (
            "Time",
            {
                "description": "Both days count. A booking without a last day loads "
                "every later day.",
                "fields": ["percent", ("starts_on", "ends_on"), "despite_overload"],
            },
        ),
        (None, {"fields": ["skills"]}),
        ("Learning seat", {"fields": [("learns", "mentor")]}),
        ("Record", {"fields": ["created_by"]}),
    ]
    readonly_fields = ["created_by"]
    actions = ["confirm"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    @admin.action(description="Confirm bookings", permissions=["change"])
    def confirm(self, request, queryset):
        with transaction.atomic():
            tentative = lock_tentative(queryset)
            found = overbookings(tentative)
            form = overbooking_form(found, request.POST)
            if found and not form.is_valid():
                return self.ask_to_overbook(request, form, tentative, found)
            rows = Assignment.objects.filter(pk__any=[row.pk for row in tentative])
            rows.update(status=AssignmentStatus.CONFIRMED)
            self.log_changes(request, tentative, "Confirmed.")
        self.message_user(
            request, f"Bookings confirmed: {len(tentative)}.", messages.SUCCESS
        )
        if left := queryset.filter(status=AssignmentStatus.TENTATIVE).count():
            words = f"Left as they were, as their projects are over: {left}."
            self.message_user(request, words, messages.WARNING)
        return None

    def ask_to_overbook(self, request, form, rows, found):
        context = self.admin_site.each_context(request) | {
            "title": "Confirm bookings",
            "action": "confirm",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "rows": rows,
            "found": found,
        }
        template = "admin/projects/assignment/confirm.html"
        return TemplateResponse(request, template, context)


@admin.register(ShortlistEntry)
class ShortlistEntryAdmin(DirectoryAdmin):
    list_display = ["person", "project", "note", "added_by", "added_at"]
    list_filter = ["project__status"]
    list_select_related = ["person", "project", "added_by"]
    search_fields = ["person__name_text", "project__search_text", "note__words"]
    autocomplete_fields = ["project", "person"]
    fields = ["project", "person", "note", "added_by", "added_at"]
    readonly_fields = ["added_by", "added_at"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)
