from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.text import slugify

from people.rules import may_open_admin_site

# What is entered, in the order in which the index shows it; all else comes last.
GROUPS = {
    "People": ["Person", "Team", "Location"],
    "Skills": ["Skill", "SkillCategory", "Expertise", "LearningGoal", "Endorsement"],
    "Projects": ["Project"],
    "Bookings": ["Assignment", "ShortlistEntry"],
}
REST = "Accounts and history"


class DirectoryAdminSite(AdminSite):
    """The data-entry site: for directory admins, by the same sign-in as all pages."""

    site_header = "Team Skills Directory"
    site_title = "Team Skills Directory"
    index_title = "Data entry"

    def has_permission(self, request):
        return may_open_admin_site(request.user)

    def admin_view(self, view, cacheable=False):
        """Leave out of what is sent all that no list could look up in the database."""

        def plain(request, *args, **kwargs):
            request.GET = kept(request.GET, lambda name, value: "\0" not in value)
            if ACTION_CHECKBOX_NAME in request.POST:
                request.POST = kept(request.POST, is_chosen)
            return view(request, *args, **kwargs)

        return super().admin_view(update_wrapper(plain, view), cacheable)

    def get_app_list(self, request, app_label=None):
        """Models by what they are about; of one app, as its own page lists them."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {one["object_name"]: one for app in apps for one in app["models"]}
        groups = {
            name: [models.pop(one) for one in names if one in models]
            for name, names in GROUPS.items()
        }
        groups[REST] = list(models.values())
        return [
            {"name": name, "app_label": slugify(name), "app_url": "", "models": found}
            for name, found in groups.items()
            if found
        ]

    def get_urls(self):
        """With our own way to a row's page, in place of Django's."""
        ours = path(
            "r/<path:content_type_id>/<path:object_id>/",
            self.admin_view(self.view_on_site),
            name="view_on_site",
        )
        others = super().get_urls()
        return [ours, *(one for one in others if str(one.pattern) != str(ours.pattern))]

    def view_on_site(self, request, content_type_id, object_id):
        """To the page of a row that has one here: who sees the one sees the other.

        Django's leads to any row's, also to searches: who has the address may look.
        """
        from django.contrib.contenttypes.models import ContentType

        kinds = ContentType.objects.get_for_models(
            *self._registry, for_concrete_models=False
        )
        models = {str(kind.pk): model for model, kind in kinds.items()}
        options = self._registry.get(models.get(content_type_id))
        row = options and options.get_object(request, object_id)
        may_see = row and options.has_view_permission(request, row)
        if not may_see or not hasattr(row, "get_absolute_url"):
            raise Http404("There is no such page.")
        return redirect(row.get_absolute_url())

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

    # Nor are there others of these: attempts at the old password count on ours, and
    # browsers forget what they have.

    def password_change(self, request, extra_context=None):
        return redirect("password_change")

    def password_change_done(self, request, extra_context=None):
        return redirect("password_change_done")

    def logout(self, request, extra_context=None):
        from people.accounts.views import sign_out

        return sign_out(request)


def kept(parameters, is_kept):
    """The parameters of which `is_kept(name, value)`."""
    chosen = QueryDict(mutable=True)
    for name, values in parameters.lists():
        for value in values:
            if is_kept(name, value):
                chosen.appendlist(name, value)
    return chosen


def is_chosen(name, value):
    """All rows have numbers for keys; other fields may hold anything."""
    return name != ACTION_CHECKBOX_NAME or (value.isascii() and value.isdecimal())


class DirectoryAdminConfig(AdminConfig):
    default_site = "people.admin_site.DirectoryAdminSite"
