from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from people.accounts.accounts import lock_account
from people.accounts.acting import stay_signed_in
from people.accounts.invitations import invite, reason_against
from people.admin.base import CountColumn, DirectoryAdmin, DirectoryInline
from people.admin.person_filters import AccountFilter, ProfileFilter, StayFilter
from people.admin.versions import VersionedAdminForm
from people.editing.rows import DistinctFormSet
from people.models import Absence, Expertise, LearningGoal, Person
from people.models.expertise import UNFINISHED
from people.rules import (
    is_protected,
    linkable_by,
    may_change_access,
    may_move,
    may_part,
)
from people.words import local_day


class ExpertiseInline(DirectoryInline):
    model = Expertise
    formset = DistinctFormSet
    autocomplete_fields = ["skill"]
    select_related = ["skill"]
    fields = ["skill", "level", "last_used_on", "years", "note"]
    # To the page with the endorsements.
    show_change_link = True
    rows_for_new = 3


class LearningGoalFormSet(DistinctFormSet):
    def distinct_key(self, row):
        return row.skill_id if row.status in UNFINISHED else None


class LearningGoalInline(DirectoryInline):
    model = LearningGoal
    formset = LearningGoalFormSet
    verbose_name_plural = "wants to learn"
    autocomplete_fields = ["skill"]
    select_related = ["skill"]
    fields = [
        "skill",
        "target_level",
        "priority",
        "target_on",
        "motivation",
        "status",
    ]
    rows_for_new = 1


class AbsenceInline(DirectoryInline):
    model = Absence
    fields = ["starts_on", "ends_on"]


class PersonAdminForm(VersionedAdminForm):
    """An account that was made meanwhile is not parted by a page of before."""

    uncounted = ("user_id", "slug", "stated_success", "wants_digest")

    def clean_user(self):
        """Whether it may be linked is asked anew once the account stays as it is."""
        account = self.cleaned_data["user"]
        if account and account.pk != self.initial.get("user"):
            lock_account(account.pk)
            return self.fields["user"].clean(account.pk)
        return account


@admin.register(Person)
class PersonAdmin(DirectoryAdmin):
    """A person with all there is to enter on one page."""

    form = PersonAdminForm
    list_display = [
        "name",
        "team",
        "location",
        "expertise_count",
        "goal_count",
        "confirmed_on",
        "account",
        "left_on",
    ]
    list_filter = [StayFilter, ProfileFilter, AccountFilter, "team", "location"]
    list_select_related = ["team", "location", "user"]
    search_fields = ["search_text", "email"]
    autocomplete_fields = ["user", "team", "location", "manager"]
    readonly_fields = ["confirmed_at"]
    fieldsets = [
        (
            None,
            {"fields": ["name", "email", "job_title", "team", "location", "manager"]},
        ),
        (
            "Working time",
            {
                "description": "What the person can be booked for, and when colleagues "
                "elsewhere can reach them.",
                "fields": ["capacity", ("works_from", "works_to")],
            },
        ),
        (
            "Joining and leaving",
            {
                "description": "Of people who leave, only the history of projects "
                "stays. To end their bookings as well, choose “Mark as left” "
                "from the actions of the list of people; if they come back, book them "
                "again.",
                "fields": [("joined_on", "left_on")],
            },
        ),
        ("Profile", {"fields": ["bio", "user", "slug", "wants_digest"]}),
        ("Record", {"fields": ["confirmed_at", "stated_success"]}),
    ]
    inlines = [ExpertiseInline, LearningGoalInline, AbsenceInline]
    expertise_count = CountColumn("skills", Expertise.objects.all, "person")
    goal_count = CountColumn("goals", LearningGoal.objects.unfinished, "person")
    actions = ["confirm_profiles", "invite"]

    def lock(self, request, object_id):
        """With the account: whether it is out of reach is asked once it stays so."""
        if row := super().lock(request, object_id):
            # FOR UPDATE, for a right that is given refers to the account.
            accounts = get_user_model().objects.select_for_update()
            accounts.filter(pk=row.user_id).first()

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj is None or may_part(request.user, obj):
            return fields
        fixed = [*fields, "user"]
        if not may_move(request.user, obj):
            fixed.append("email")
        if not may_change_access(request.user, obj):
            fixed.append("left_on")
        return fixed

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "user":
            choices = Q(pk__in=linkable_by(request.user, field.queryset).values("pk"))
            if person := request.resolver_match.kwargs.get("object_id"):
                # What is linked already may stay so.
                choices |= Q(person=unquote(person))
            field.queryset = field.queryset.filter(choices)
            words = "Only a superuser links this account to a person."
            field.error_messages["invalid_choice"] = words
        return field

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "user" in form.changed_data and has_lost_password(obj.user):
            self.message_user(request, words_of_loss(obj.user), messages.WARNING)
        if request.user.pk == obj.user_id and "email" in form.changed_data:
            stay_signed_in(request)

    @admin.display(description="confirmed", ordering="confirmed_at")
    def confirmed_on(self, person):
        return person.confirmed_at and local_day(person.confirmed_at)

    @admin.display(description="signed in", ordering="user__last_login")
    def account(self, person):
        """When the person last did, or how far it has come."""
        if person.user is None:
            return "not invited" if person.email else "no e-mail"
        last = person.user.last_login
        return date_format(timezone.localtime(last)) if last else "never"

    @admin.action(description="Confirm profiles", permissions=["change"])
    def confirm_profiles(self, request, queryset):
        people = list(queryset)
        Person.objects.filter(pk__any=[person.pk for person in people]).update(
            confirmed_at=timezone.now()
        )
        self.log_changes(request, people, "Profile confirmed.")
        self.message_user(
            request, f"Profiles confirmed: {len(people)}.", messages.SUCCESS
        )

    @admin.action(description="Invite to sign in", permissions=["change"])
    def invite(self, request, queryset):
        if not settings.CAN_MAIL:
            words = "This site sends no mail: whoever runs it can set EMAIL_URL."
            self.message_user(request, words, messages.ERROR)
            return None
        people = list(queryset)
        if "apply" not in request.POST and not all(map(reason_against, people)):
            return self.ask_to_invite(request, people)
        invitations = invite(people, address=request.build_absolute_uri)
        self.log_changes(request, invitations.sent, "Invited to sign in.")
        if invitations.sent:
            words = f"People invited: {len(invitations.sent)}."
            self.message_user(request, words, messages.SUCCESS)
        if invitations.closed:
            names = ", ".join(map(str, invitations.closed))
            words = (
                "Closed, as the e-mail is now that of somebody invited: the account "
                f"{names}, which had no profile. A superuser can open it again."
            )
            self.message_user(request, words, messages.WARNING)
        for reason, people in invitations.skipped.items():
            names = ", ".join(map(str, people))
            count = f" ({len(people)} people)" if len(people) > 1 else ""
            words = f"Not invited, {reason}: {names}{count}."
            self.message_user(request, words, messages.WARNING)
        return None

    def ask_to_invite(self, request, people):
        """A mail cannot be taken back: first say who gets one."""
        reasons = [(person, reason_against(person)) for person in people]
        mailed = [person for person, reason in reasons if reason is None]
        count = f"{len(mailed)} {'person' if len(mailed) == 1 else 'people'}"
        context = self.admin_site.each_context(request) | {
            "title": f"Mail {count}?",
            "action": "invite",
            "opts": self.opts,
            "media": self.media,
            "rows": people,
            "mailed": mailed,
            "skipped": [(person, reason) for person, reason in reasons if reason],
        }
        return TemplateResponse(request, "admin/people/person/invite.html", context)


def has_lost_password(account):
    """Whether the account, as it was loaded, had one that linking has taken."""
    return account and account.has_usable_password() and not is_protected(account)


def words_of_loss(account):
    how = "" if settings.SINGLE_SIGN_ON else " by “Forgotten your password?”"
    return (
        f"The account {account} has no password any more, as another may know it. Its "
        f"reader signs in anew{how}."
    )
