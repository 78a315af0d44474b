from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin, messages

from people.accounts.attempts import NOBODYS, attempts_within_reach
from people.admin.base import DirectoryAdmin
from people.rules import is_directory_admin


@admin.register(AccessAttempt)
class AccessAttemptAdmin(DirectoryAdmin):
    """Failed attempts to sign in; taking one away lets its reader try again."""

    list_display = [
        "name",
        "ip_address",
        "failures_since_start",
        "is_locked_out",
        "attempt_time",
    ]
    list_display_links = None
    # Nothing of what was sent is kept: see `keep_nothing_sent`.
    readonly_fields = ["name"]
    exclude = ["get_data", "post_data", "username"]
    search_fields = ["username", "ip_address"]
    ordering = ["-attempt_time", "pk"]
    actions = ["let_in_again"]

    def get_queryset(self, request):
        return attempts_within_reach(request.user, super().get_queryset(request))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return is_directory_admin(request.user)

    has_delete_permission = has_view_permission

    def has_module_permission(self, request):
        return is_directory_admin(request.user)

    @admin.display(description="user name", ordering="username")
    def name(self, attempt):
        is_nobodys = attempt.username.startswith(NOBODYS)
        return "nobody’s name" if is_nobodys else attempt.username

    @admin.display(description="locked out", boolean=True)
    def is_locked_out(self, attempt):
        return attempt.failures_since_start >= settings.AXES_FAILURE_LIMIT

    @admin.action(description="Let them try again", permissions=["delete"])
    def let_in_again(self, request, queryset):
        count = queryset.count()
        queryset.delete()
        self.message_user(request, f"Attempts forgotten: {count}.", messages.SUCCESS)
