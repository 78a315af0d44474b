from django.urls import path

from projects import candidate_views, views

app_name = "projects"

urlpatterns = [
    path("projects/", views.project_list, name="project-list"),
    path("projects/<slug:slug>/", views.project_detail, name="project-detail"),
    path(
        "projects/<slug:slug>/candidates/",
        candidate_views.candidate_list,
        name="candidate-list",
    ),
    path(
        "projects/<slug:slug>/history/",
        views.project_history,
        name="project-history",
    ),
]
