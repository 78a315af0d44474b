from django.urls import path

from skillsdir.spreadsheet.pages import step_views
from skillsdir.spreadsheet.pages import step_views as check_views
from skillsdir.spreadsheet.pages import step_views as name_views
from skillsdir.spreadsheet.pages import views as export_views
from skillsdir.spreadsheet.pages import views as import_views
from skillsdir.spreadsheet.pages import views as overview_views

app_name = "spreadsheet"

urlpatterns = [
    path("", overview_views.overview, name="overview"),
    path("<int:pk>/", import_views.import_detail, name="import"),
    path("<int:pk>/resume/", step_views.resume, name="resume"),
    path("<int:pk>/sheets/", step_views.sheets, name="sheets"),
    path("<int:pk>/values/", step_views.values, name="values"),
    path("<int:pk>/names/", name_views.names, name="names"),
    path("<int:pk>/who/", name_views.people, name="people"),
    path("<int:pk>/check/", check_views.check, name="check"),
    path("<int:pk>/check/again/", check_views.check_again, name="check-again"),
    path("<int:pk>/changes.xlsx", check_views.download, name="changes"),
    path("<int:pk>/apply/", import_views.apply, name="apply"),
    path("<int:pk>/progress/", import_views.progress, name="progress"),
    path("<int:pk>/undo/", import_views.undo, name="undo"),
    path("<int:pk>/discard/", import_views.discard, name="discard"),
    path("directory.xlsx", export_views.directory, name="directory"),
    path("template.xlsx", export_views.template, name="template"),
]
