from django.urls import path

from people import skill_views, views

app_name = "people"

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/<slug:slug>/", views.person_detail, name="person-detail"),
    path(
        "people/<slug:slug>/history/",
        views.person_history,
        name="person-history",
    ),
    path("skills/", skill_views.skill_list, name="skill-list"),
    path("skills/<slug:slug>/", skill_views.skill_detail, name="skill-detail"),
]
