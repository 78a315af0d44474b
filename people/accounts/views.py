"""Signing in and out, and choosing a password."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth import get_user_model, user_login_failed, views
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from people.accounts.accounts import password_links
from people.accounts.attempts import locked_out
from people.accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from people.accounts.saving import PasswordOutdated
from people.accounts.single_sign_on.views import claim_of, grant
from people.models import Person


class SignIn(views.LoginView):
    """Django's own, and with it what single sign-on has waited for: see `claim_of`."""

    authentication_form = SignInForm

    def get_initial(self):
        claim = claim_of(self.request)
        return {"username": claim[-1]} if claim else {}

    def form_valid(self, form):
        claim = claim_of(self.request)
        response = super().form_valid(form)
        if claim:
            grant(claim, self.request)
        return response


change_own = views.PasswordChangeView.as_view(
    form_class=ChangePasswordForm,
    template_name="registration/password_change.html",
)
BY_LINK = {
    "form_class": NewPasswordForm,
    "token_generator": password_links,
    "template_name": "registration/reset_confirm.html",
}
choose_anew = views.PasswordResetConfirmView.as_view(
    **BY_LINK, success_url=reverse_lazy("password_reset_complete")
)
# Who was invited has signed in with it, and begins with the own profile.
choose_first = views.PasswordResetConfirmView.as_view(
    **BY_LINK,
    success_url=reverse_lazy("people:me"),
    post_reset_login=True,
    post_reset_login_backend="people.accounts.accounts.RoleBackend",
)


def change_password(request):
    """Choose another password; wrong old ones count as attempts to sign in."""
    account = {"username": request.user.get_username()}
    if request.method == "POST" and not AxesProxyHandler.is_allowed(request, account):
        return locked_out(request, None, account)
    try:
        response = change_own(request)
    except PasswordOutdated as error:
        messages.error(request, str(error))
        return redirect("password_change")
    form = (getattr(response, "context_data", None) or {}).get("form")
    if form and form.has_error("old_password", "password_incorrect"):
        user_login_failed.send(__name__, credentials=account, request=request)
    return response


@login_not_required
def choose_password(request, uidb64, token):
    """Of two who send the form of one link at once, the second finds it used.

    So does who sends it while the e-mail changes.
    """
    choose = choose_first
    with transaction.atomic():
        account = views.PasswordResetConfirmView().get_user(uidb64)
        if account:
            # In the order of who links the two.
            Person.objects.select_for_update().filter(user=account).first()
            accounts = get_user_model().objects.select_for_update()
            account = accounts.filter(pk=account.pk).first()
        if account and account.has_usable_password():
            choose = choose_anew
        return choose(request, uidb64=uidb64, token=token)


@require_POST
def sign_out(request):
    """Sign out, and have the browser forget the pages and the messages that it has."""
    # Read, they are gone: a cookie holds them, whoever is signed in.
    list(messages.get_messages(request))
    response = views.LogoutView.as_view()(request)
    # Cookies would be those of other sites of the domain too; ours are gone already.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
