from django.urls import path

from skillsdir.spreadsheet import export_views

app_name = "spreadsheet"

urlpatterns = [
    path("directory.xlsx", export_views.directory, name="directory"),
    path("template.xlsx", export_views.template, name="template"),
]
