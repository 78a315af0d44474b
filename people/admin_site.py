from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from people.rules import may_open_admin_site


class DirectoryAdminSite(AdminSite):
    """The data-entry site: for directory admins, by the same sign-in as all pages."""

    site_header = "Team Skills Directory"
    site_title = "Team Skills Directory"
    index_title = "Data entry"

    def has_permission(self, request):
        return may_open_admin_site(request.user)

    def autocomplete_view(self, request):
        from people.admin.base import MarkedResults

        return MarkedResults.as_view(admin_site=self)(request)

    @login_not_required
    def login(self, request, extra_context=None):
        """There is one sign-in page, where attempts are limited: not a second here."""
        # This module is read before models may be.
        from django.contrib.auth.views import redirect_to_login

        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("The admin site is for directory admins.")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))


class DirectoryAdminConfig(AdminConfig):
    default_site = "people.admin_site.DirectoryAdminSite"
