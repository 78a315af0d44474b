from django.urls import path

from people.comparison import views as comparison_views
from people.directory import views
from people.directory import views as export_views
from people.exchange.views import exchange_list
from people.mail.views import digest_off
from people.matrix import views as matrix_views
from people.profiles import views as endorsement_views
from people.profiles import views as me_views
from people.profiles import views as privacy_views
from people.profiles.views import person_detail, person_history
from people.searches import views as search_views
from people.skills import views as skill_views
from people.teams import views as team_views

app_name = "people"

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/compare/", comparison_views.person_compare, name="person-compare"),
    path("people/export.csv", export_views.person_export_csv, name="person-export-csv"),
    path(
        "people/export.xlsx", export_views.person_export_xlsx, name="person-export-xlsx"
    ),
    path("people/me/", me_views.me, name="me"),
    path("people/me/data.json", privacy_views.me_data, name="me-data"),
    path("people/me/confirm/", me_views.me_confirm, name="me-confirm"),
    path("people/me/digest/", me_views.me_digest, name="me-digest"),
    path("people/me/steps/", me_views.me_steps_dismiss, name="me-steps-dismiss"),
    path("people/me/cv/", me_views.me_cv, name="me-cv"),
    path("people/me/skills/", me_views.me_skill_add, name="me-skill-add"),
    path("people/me/skills/<slug:slug>/", me_views.me_skill, name="me-skill"),
    path(
        "people/me/skills/<slug:slug>/remove/",
        me_views.me_skill_remove,
        name="me-skill-remove",
    ),
    path(
        "people/me/skills/<slug:slug>/answer/",
        me_views.me_skill_answer,
        name="me-skill-answer",
    ),
    path("people/me/goals/", me_views.me_goal_add, name="me-goal-add"),
    path("people/me/goals/<int:pk>/", me_views.me_goal, name="me-goal"),
    path("people/me/absences/", me_views.me_absence_add, name="me-absence-add"),
    path(
        "people/me/absences/<int:pk>/remove/",
        me_views.me_absence_remove,
        name="me-absence-remove",
    ),
    path(
        "people/me/suggestions/<int:pk>/", me_views.me_suggestion, name="me-suggestion"
    ),
    path(
        "people/<slug:slug>/endorse/<slug:skill>/",
        endorsement_views.endorse,
        name="endorse",
    ),
    path(
        "people/<slug:slug>/endorse/<slug:skill>/withdraw/",
        endorsement_views.withdraw,
        name="endorsement-withdraw",
    ),
    path("people/<slug:slug>/", person_detail, name="person-detail"),
    path(
        "people/<slug:slug>/history/",
        person_history,
        name="person-history",
    ),
    path("digest/<str:token>/", digest_off, name="digest-off"),
    path("searches/", search_views.search_list, name="search-list"),
    path("searches/new/", search_views.search_new, name="search-new"),
    path("searches/<str:key>/", search_views.search_detail, name="search-detail"),
    path("searches/<str:key>/edit/", search_views.search_edit, name="search-edit"),
    path("searches/<str:key>/seen/", search_views.search_seen, name="search-seen"),
    path("searches/<str:key>/mend/", search_views.search_mend, name="search-mend"),
    path(
        "searches/<str:key>/remove/",
        search_views.search_remove,
        name="search-remove",
    ),
    path("skills/", skill_views.skill_list, name="skill-list"),
    path("teams/", team_views.team_list, name="team-list"),
    path("teams/<slug:slug>/", team_views.team_detail, name="team-detail"),
    path(
        "skills/names.<slug:version>.json",
        skill_views.names_offered,
        name="skill-names",
    ),
    path("skills/exchange/", exchange_list, name="exchange-list"),
    path("skills/matrix/", matrix_views.skill_matrix, name="skill-matrix"),
    path(
        "skills/matrix/export.csv",
        matrix_views.skill_matrix_csv,
        name="skill-matrix-export-csv",
    ),
    path(
        "skills/matrix/export.xlsx",
        matrix_views.skill_matrix_xlsx,
        name="skill-matrix-export-xlsx",
    ),
    path("skills/<slug:slug>/", skill_views.skill_detail, name="skill-detail"),
]
