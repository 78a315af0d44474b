from django.urls import include, path

from projects.bookings import views as booking_views
from projects.candidates.views import candidate_export, candidate_list
from projects.directory import views
from projects.handovers import views as handover_views
from projects.insights.views import insights
from projects.life import views as life_views
from projects.needs.views import need_proposals, project_needs
from projects.page.views import project_detail, project_history
from projects.planner import views as planner_views
from projects.shortlists import views as shortlist_views
from projects.starts.views import start_list
from projects.suggestions.views import suggestion_detail
from projects.teams.views import team_list

app_name = "projects"

of_booking = [
    path("", booking_views.booking_detail, name="booking-detail"),
    path("edit/", booking_views.booking_edit, name="booking-edit"),
    path("confirm/", booking_views.booking_confirm, name="booking-confirm"),
    path("decline/", booking_views.booking_decline, name="booking-decline"),
    path("change/", booking_views.booking_change, name="booking-change"),
    path("shift/", booking_views.booking_shift, name="booking-shift"),
    path("end/", booking_views.booking_end, name="booking-end"),
    path("instead/", handover_views.booking_instead, name="booking-instead"),
]
of_shortlist = [
    path("", shortlist_views.shortlist, name="shortlist"),
    path("<slug:person>/", shortlist_views.shortlist_note, name="shortlist-note"),
    path(
        "<slug:person>/remove/",
        shortlist_views.shortlist_remove,
        name="shortlist-remove",
    ),
]
of_project = [
    path("", project_detail, name="project-detail"),
    path("candidates/", candidate_list, name="candidate-list"),
    path("candidates/export.csv", candidate_export, name="candidate-export"),
    path("team/", team_list, name="team-list"),
    path("suggestions/<int:pk>/", suggestion_detail, name="suggestion"),
    path("history/", project_history, name="project-history"),
    path("shortlist/", include(of_shortlist)),
    path("edit/", life_views.project_edit, name="project-edit"),
    path("needs/", project_needs, name="project-needs"),
    path("needs/proposals/", need_proposals, name="need-proposals"),
    path("start/", life_views.project_start, name="project-start"),
    path("close/", life_views.project_close, name="project-close"),
    path("cancel/", life_views.project_cancel, name="project-cancel"),
    path("reopen/", life_views.project_reopen, name="project-reopen"),
    path("book/", booking_views.book_project, name="book-project"),
    path("book/<slug:person>/", booking_views.book, name="book"),
    path("bookings/confirm/", booking_views.bookings_confirm, name="confirm-all"),
    path("bookings/<int:pk>/", include(of_booking)),
    path(
        "instead/<slug:person>/", handover_views.person_instead, name="person-instead"
    ),
]
of_person = [
    path("shortlist/", shortlist_views.shortlist_person, name="shortlist-person"),
    path("book/", booking_views.book_person, name="book-person"),
]
urlpatterns = [
    path("insights/", insights, name="insights"),
    path("projects/", views.project_list, name="project-list"),
    path("projects/new/", life_views.project_new, name="project-new"),
    path("projects/<slug:slug>/", include(of_project)),
    path("people/<slug:slug>/", include(of_person)),
    path("staffing/", start_list, name="staffing"),
    path("availability/", planner_views.planner_list, name="planner-list"),
    path("availability/conflicts/", planner_views.conflict_list, name="conflict-list"),
    path(
        "availability/conflicts/export.csv",
        planner_views.conflict_export,
        name="conflict-export",
    ),
    path("availability/soon/", planner_views.free_soon, name="free-soon"),
]
