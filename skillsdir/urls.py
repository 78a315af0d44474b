from django.contrib import admin
from django.urls import include, path

from skillsdir.health import health
from skillsdir.help import help_page
from skillsdir.home import home

handler400 = "skillsdir.failures.bad_request"
handler500 = "skillsdir.failures.server_error"
urlpatterns = [
    path("", home, name="home"),
    path("", include("people.urls")),
    path("", include("projects.urls")),
    path("accounts/", include("people.account_urls")),
    path("admin/", admin.site.urls),
    path("help/", help_page, name="help"),
    path("health/", health, name="health"),
    path("spreadsheet/", include("skillsdir.spreadsheet.urls")),
]
