from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.utils import timezone

from people.admin import PersonAdmin
from people.availability.calendar import next_working_day
from people.fields import check_day
from people.models import Person
from people.models.person import is_here
from people.privacy.erasure import going_with, mentions
from people.rules import beyond_moving, out_of_reach
from people.words import local_day
from projects.admin.bookings import BookingInline, save_bookings
from projects.bookings.leaving import erase_people, mark_as_left
from projects.handovers.departures import left_behind
from projects.models import Assignment


class LoadFilter(admin.SimpleListFilter):
    title = "load today"
    parameter_name = "load"

    def lookups(self, request, model_admin):
        return [("none", "Not booked"), ("over", "Booked over capacity")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(booked_percent=0)
        if self.value() == "over":
            return queryset.filter(booked_percent__gt=F("capacity"), is_here=True)
        return queryset


class PersonBookingInline(BookingInline):
    fk_name = "person"
    fields = [
        "project",
        "role",
        "percent",
        "starts_on",
        "ends_on",
        "status",
        "despite_overload",
        "skills",
    ]
    rows_for_new = 1

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(is_over())


class PastBookingInline(PersonBookingInline):
    verbose_name_plural = "past bookings"
    classes = ["collapse"]
    rows_for_new = 0

    def get_queryset(self, request):
        # Around those of the other inline, not from among them.
        return BookingInline.get_queryset(self, request).filter(is_over())

    def has_add_permission(self, request, obj=None):
        return False


def is_over():
    """The condition that the last day of a booking has gone."""
    return Q(ends_on__lt=local_day())


class DepartureForm(forms.Form):
    left_on = forms.DateField(
        label="Last day",
        widget=AdminDateWidget,
        initial=timezone.localdate,
        validators=[check_day],
    )


class ErasureForm(forms.Form):
    is_sure = forms.BooleanField(label="Erase for good")


admin.site.unregister(Person)


@admin.register(Person)
class StaffedPersonAdmin(PersonAdmin):
    """The page of people with their bookings, which `people` knows nothing of."""

    list_display = [*PersonAdmin.list_display[:-1], "booked_percent", "left_on"]
    list_filter = [LoadFilter, *PersonAdmin.list_filter]
    inlines = [*PersonAdmin.inlines, PersonBookingInline, PastBookingInline]
    actions = [*PersonAdmin.actions, "mark_as_left", "erase"]

    def get_queryset(self, request):
        day = next_working_day(local_day())
        load = (
            Assignment.objects.confirmed()
            .loading(day, day)
            .filter(person=OuterRef("pk"))
            .order_by()
            .values("person")
            .annotate(load=Sum("percent"))
        )
        booked = Coalesce(load.values("load"), 0)
        here = ExpressionWrapper(is_here(day), BooleanField())
        people = super().get_queryset(request)
        return people.annotate(booked_percent=booked, is_here=here)

    def has_delete_permission(self, request, obj=None):
        """Nobody deletes people, and with them what projects count on: see `erase`."""
        return False

    @admin.display(description="booked", ordering="booked_percent")
    def booked_percent(self, person):
        load = f"{person.booked_percent}/{person.capacity} %"
        return load if person.is_here else f"{load}, not here"

    def save_formset(self, request, form, formset, change):
        save_bookings(request, formset)

    @admin.action(description="Mark as left", permissions=["change"])
    def mark_as_left(self, request, queryset):
        if out_of_reach(request.user, queryset).exists():
            words = "For a superuser's person it takes a superuser."
            self.message_user(request, words, messages.ERROR)
            return None
        is_sent = not {"apply", "look"}.isdisjoint(request.POST)
        form = DepartureForm(request.POST if is_sent else None)
        is_sure = form.is_valid() and "apply" in request.POST
        if is_sure and self.mark_left(request, form, queryset):
            return None
        said = form.cleaned_data if form.is_bound else {}
        day = said.get("left_on") or local_day()
        context = self.admin_site.each_context(request) | {
            "title": "Mark as left",
            "action": "mark_as_left",
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            "rows": queryset,
            "day": day,
            "left_behind": left_behind(queryset, day),
        }
        template = "admin/people/person/mark_as_left.html"
        return TemplateResponse(request, template, context)

    def mark_left(self, request, form, queryset):
        """Do it; False, with the error at the field, where it cannot be done."""
        people = list(queryset)
        left_on = form.cleaned_data["left_on"]
        try:
            departure = mark_as_left(people=people, left_on=left_on, by=request.user)
        except ValidationError as error:
            form.add_error("left_on", error)
            return False
        self.log_changes(request, people, f"Left on {left_on}.")
        self.message_user(
            request,
            f"People marked as left: {departure.people}. Bookings ended on that day: "
            f"{departure.ended}, removed because they began later: "
            f"{departure.removed}.",
            messages.SUCCESS,
        )
        return True

    @admin.action(description="Erase people", permissions=["change"])
    def erase(self, request, queryset):
        people = list(queryset.select_related("user"))
        is_own = request.user.pk in {person.user_id for person in people}
        if is_own or beyond_moving(request.user, queryset).exists():
            words = (
                "Nobody erases themselves; for the person of a superuser or of staff, "
                "and where the account is closed, it takes a superuser."
            )
            self.message_user(request, words, messages.ERROR)
            return None
        form = ErasureForm(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            erased = erase_people(people=people, by=request.user)
            self.log_changes(request, erased, "Erased.")
            words = f"People erased: {len(erased)}."
            self.message_user(request, words, messages.SUCCESS)
            return None
        named = [mentions(person) for person in people]
        context = self.admin_site.each_context(request) | {
            "title": "Erase people",
            "action": "erase",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "rows": people,
            "accounts": [one for person in people for one in going_with(person)],
            "mentions": [row for rows, _ in named for row in rows],
            "mention_count": sum(count for _, count in named),
        }
        return TemplateResponse(request, "admin/people/person/erase.html", context)
