from django.urls import path

from projects.bookings import views as booking_views
from projects.candidates import views as candidate_views
from projects.directory import views
from projects.life import views as life_views
from projects.needs import views as need_views
from projects.page.views import project_detail, project_history
from projects.planner import views as planner_views
from projects.shortlists import views as shortlist_views

app_name = "projects"

urlpatterns = [
    path("projects/", views.project_list, name="project-list"),
    path("projects/new/", life_views.project_new, name="project-new"),
    path("projects/<slug:slug>/", project_detail, name="project-detail"),
    path(
        "projects/<slug:slug>/candidates/",
        candidate_views.candidate_list,
        name="candidate-list",
    ),
    path(
        "projects/<slug:slug>/history/",
        project_history,
        name="project-history",
    ),
    # The shortlist
    path(
        "people/<slug:slug>/shortlist/",
        shortlist_views.shortlist_person,
        name="shortlist-person",
    ),
    path(
        "projects/<slug:slug>/shortlist/",
        shortlist_views.shortlist,
        name="shortlist",
    ),
    path(
        "projects/<slug:slug>/shortlist/<slug:person>/",
        shortlist_views.shortlist_note,
        name="shortlist-note",
    ),
    path(
        "projects/<slug:slug>/shortlist/<slug:person>/remove/",
        shortlist_views.shortlist_remove,
        name="shortlist-remove",
    ),
    # A project's life
    path("projects/<slug:slug>/edit/", life_views.project_edit, name="project-edit"),
    path("projects/<slug:slug>/needs/", need_views.project_needs, name="project-needs"),
    path("projects/<slug:slug>/start/", life_views.project_start, name="project-start"),
    path("projects/<slug:slug>/close/", life_views.project_close, name="project-close"),
    path(
        "projects/<slug:slug>/cancel/",
        life_views.project_cancel,
        name="project-cancel",
    ),
    path(
        "projects/<slug:slug>/reopen/",
        life_views.project_reopen,
        name="project-reopen",
    ),
    # Booking people
    path(
        "people/<slug:slug>/book/",
        booking_views.book_person,
        name="book-person",
    ),
    path(
        "projects/<slug:slug>/book/",
        booking_views.book_project,
        name="book-project",
    ),
    path(
        "projects/<slug:slug>/book/<slug:person>/",
        booking_views.book,
        name="book",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/",
        booking_views.booking_detail,
        name="booking-detail",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/edit/",
        booking_views.booking_edit,
        name="booking-edit",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/confirm/",
        booking_views.booking_confirm,
        name="booking-confirm",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/decline/",
        booking_views.booking_decline,
        name="booking-decline",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/shift/",
        booking_views.booking_shift,
        name="booking-shift",
    ),
    path(
        "projects/<slug:slug>/bookings/<int:pk>/end/",
        booking_views.booking_end,
        name="booking-end",
    ),
    path("availability/", planner_views.planner_list, name="planner-list"),
    path(
        "availability/conflicts/",
        planner_views.conflict_list,
        name="conflict-list",
    ),
    path("availability/soon/", planner_views.free_soon, name="free-soon"),
]
