from django.contrib import admin
from django.urls import include, path

from skillsdir.site.health import health
from skillsdir.site.help import help_page
from skillsdir.site.home import home
from skillsdir.site.suggest import completions
from skillsdir.site.undo import undo_act

handler400 = "skillsdir.site.failures.bad_request"
handler500 = "skillsdir.site.failures.server_error"
urlpatterns = [
    path("", home, name="home"),
    path("", include("people.urls")),
    path("", include("projects.urls")),
    path("accounts/", include("people.accounts.urls")),
    path("admin/", admin.site.urls),
    path("help/", help_page, name="help"),
    path("health/", health, name="health"),
    path("suggest/", completions, name="suggest"),
    path("undo/", undo_act, name="undo"),
    path("spreadsheet/", include("skillsdir.spreadsheet.urls")),
]
