"""Signing out; signing in is Django's own."""

from django.contrib.auth import views
from django.views.decorators.http import require_POST


@require_POST
def sign_out(request):
    """Sign out, and have the browser forget the pages that it has."""
    response = views.LogoutView.as_view()(request)
    # Cookies would be those of other sites of the domain too; ours are gone already.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
