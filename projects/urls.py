from django.urls import path

from projects import booking_views, views

app_name = "projects"

urlpatterns = [
    path("projects/", views.project_list, name="project-list"),
    path("projects/<slug:slug>/", views.project_detail, name="project-detail"),
    path(
        "projects/<slug:slug>/history/",
        views.project_history,
        name="project-history",
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
]
