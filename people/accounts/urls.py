from django.contrib.auth import views
from django.urls import path

from people.accounts.accounts import password_links
from people.accounts.forms import ForgottenPasswordForm
from people.accounts.single_sign_on.views import finish, start
from people.accounts.views import SignIn, change_password, choose_password, sign_out

urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", sign_out, name="logout"),
    path(
        "password/",
        change_password,
        name="password_change",
    ),
    path(
        "password/changed/",
        views.PasswordChangeDoneView.as_view(
            template_name="registration/password_changed.html"
        ),
        name="password_change_done",
    ),
    path(
        "reset/",
        views.PasswordResetView.as_view(
            form_class=ForgottenPasswordForm,
            token_generator=password_links,
            template_name="registration/reset.html",
            subject_template_name="registration/reset_subject.txt",
            email_template_name="registration/reset_mail.txt",
        ),
        name="password_reset",
    ),
    path(
        "reset/sent/",
        views.PasswordResetDoneView.as_view(
            template_name="registration/reset_sent.html"
        ),
        name="password_reset_done",
    ),
    path(
        "reset/<uidb64>/<token>/",
        choose_password,
        name="password_reset_confirm",
    ),
    path(
        "reset/done/",
        views.PasswordResetCompleteView.as_view(
            template_name="registration/reset_done.html"
        ),
        name="password_reset_complete",
    ),
    path("single-sign-on/", start, name="single-sign-on"),
    path("single-sign-on/return/", finish, name="single-sign-on-return"),
]
