"""Signing out, and choosing a password by a link; signing in is Django's own."""

from django.contrib import messages
from django.contrib.auth import get_user_model, views
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from people.accounts.accounts import password_links
from people.accounts.forms import NewPasswordForm
from people.models import Person

choose_by_link = views.PasswordResetConfirmView.as_view(
    form_class=NewPasswordForm,
    token_generator=password_links,
    template_name="registration/reset_confirm.html",
    success_url=reverse_lazy("password_reset_complete"),
)


@login_not_required
def choose_password(request, uidb64, token):
    """Of two who send the form of one link at once, the second finds it used.

    So does who sends it while the e-mail changes.
    """
    with transaction.atomic():
        account = views.PasswordResetConfirmView().get_user(uidb64)
        if account:
            # In the order of who links the two.
            Person.objects.select_for_update().filter(user=account).first()
            get_user_model().objects.select_for_update().filter(pk=account.pk).first()
        return choose_by_link(request, uidb64=uidb64, token=token)


@require_POST
def sign_out(request):
    """Sign out, and have the browser forget the pages and the messages that it has."""
    # Read, they are gone: a cookie holds them, whoever is signed in.
    list(messages.get_messages(request))
    response = views.LogoutView.as_view()(request)
    # Cookies would be those of other sites of the domain too; ours are gone already.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
