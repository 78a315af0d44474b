from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from skillsdir.health import health
from skillsdir.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("people.urls")),
    path("", include("projects.urls")),
    path("accounts/login/", LoginView.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("health/", health, name="health"),
]
