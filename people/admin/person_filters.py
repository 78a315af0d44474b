"""How the list of people in the admin site is narrowed: stay, profile, account."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from people.words import local_day


class StayFilter(admin.SimpleListFilter):
    title = "stay"
    parameter_name = "stay"

    def lookups(self, request, model_admin):
        return [("here", "Here"), ("left", "Left")]

    def queryset(self, request, queryset):
        if self.value() == "here":
            return queryset.active()
        if self.value() == "left":
            return queryset.filter(left_on__lt=local_day())
        return queryset


class ProfileFilter(admin.SimpleListFilter):
    title = "profile"
    parameter_name = "profile"

    def lookups(self, request, model_admin):
        days = settings.DIRECTORY["STALE_DAYS"]
        return [
            ("fresh", f"Confirmed in the last {days} days"),
            ("stale", f"Not confirmed for {days} days"),
        ]

    def queryset(self, request, queryset):
        days = timedelta(days=settings.DIRECTORY["STALE_DAYS"])
        fresh = Q(confirmed_at__gte=timezone.now() - days)
        if self.value() == "fresh":
            return queryset.filter(fresh)
        if self.value() == "stale":
            return queryset.filter(~fresh | Q(confirmed_at=None))
        return queryset


class AccountFilter(admin.SimpleListFilter):
    """An invitation opens the account; whoever came has signed in with it."""

    title = "account"
    parameter_name = "account"

    def lookups(self, request, model_admin):
        return [
            ("none", "Not invited"),
            ("no-email", "Not invited, for want of an e-mail"),
            ("invited", "Invited, never signed in"),
            ("signed-in", "Signed in"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(user=None)
        if self.value() == "no-email":
            return queryset.filter(email=None)
        if self.value() in ("invited", "signed-in"):
            is_new = self.value() == "invited"
            accounts = queryset.filter(user__isnull=False)
            return accounts.filter(user__last_login__isnull=is_new)
        return queryset
