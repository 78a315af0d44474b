from django.urls import path

from skillsdir.spreadsheet.pages import step_views, views

app_name = "spreadsheet"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<int:pk>/", views.import_detail, name="import"),
    path("<int:pk>/resume/", step_views.resume, name="resume"),
    path("<int:pk>/sheets/", step_views.sheets, name="sheets"),
    path("<int:pk>/values/", step_views.values, name="values"),
    path("<int:pk>/names/", step_views.names, name="names"),
    path("<int:pk>/who/", step_views.people, name="people"),
    path("<int:pk>/check/", step_views.check, name="check"),
    path("<int:pk>/check/again/", step_views.check_again, name="check-again"),
    path("<int:pk>/changes.xlsx", step_views.download, name="changes"),
    path("<int:pk>/answers.toml", views.answers, name="answers"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/discard/", views.discard, name="discard"),
    path("directory.xlsx", views.directory, name="directory"),
    path("template.xlsx", views.template, name="template"),
]
