from django.urls import path

from projects import planner_views, views

app_name = "projects"

urlpatterns = [
    path("projects/", views.project_list, name="project-list"),
    path("projects/<slug:slug>/", views.project_detail, name="project-detail"),
    path(
        "projects/<slug:slug>/history/",
        views.project_history,
        name="project-history",
    ),
    path("availability/", planner_views.planner_list, name="planner-list"),
    path(
        "availability/conflicts/",
        planner_views.conflict_list,
        name="conflict-list",
    ),
    path("availability/soon/", planner_views.free_soon, name="free-soon"),
]
