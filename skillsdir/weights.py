"""Every weight and factor behind a number on a page: `/help/` prints them."""

DIRECTORY = {
    # Judged projects' worth of the organisation's rate mixed in when ordering.
    "SHRINK": 10,
    # 95 % of a normal distribution lies within so many standard deviations.
    "WILSON_Z": 1.959964,
    # Fewer judged projects than this show counts and no percentage.
    "MIN_JUDGED": 3,
    # Days after which a profile asks to be confirmed again.
    "STALE_DAYS": 365,
    # Days that pass between two mails that ask for it.
    "REMIND_DAYS": 91,
    # Hours after which the home page counts anew who is new on a saved search.
    "CHECK_SEARCH_HOURS": 1,
    # Days off a saved search after which somebody who comes back is new on it again.
    "NEW_AGAIN_DAYS": 28,
    # Days without use after which a level is asked about: eighteen months.
    "UNUSED_DAYS": 548,
    # Days for which a colleague's confirmation of a level counts.
    "ENDORSED_DAYS": 730,
    # Weight of a need by its priority.
    "NEED_WEIGHTS": {"must": 3, "should": 2, "could": 1},
    # Headings of the catalogue of which the skills are an engineer's.
    "ENGINEERING": ("Data engineering", "Software engineering", "MLOps & platforms"),
    # Learners whom one holder at Practitioner or above can guide.
    "LEARNERS_PER_MENTOR": 2,
    # Points of 100 for each part of the candidate score.
    "SCORE_WEIGHTS": {"skills": 60, "availability": 25, "growth": 10, "overlap": 5},
    # Points of 100 for each part of how alike two projects are, and the least to show.
    "ALIKE_POINTS": {"skills": 45, "words": 30, "name": 15, "aim": 10},
    "ALIKE_AT_LEAST": 40,
    # Percent of a full-time week that candidates are asked for, unless it is said.
    "ASKED_PERCENT": 50,
    # Percent of a booking's working days off beyond which it is asked about.
    "AWAY_ASKED_PERCENT": 20,
    # Share of a need met by someone 0, 1 or 2 levels short of it.
    "CLOSENESS": (1, 0.6, 0.25),
    # Full credit for so many months since last use, then a slope a month.
    "FRESH_MONTHS": 12,
    "FRESHNESS_SLOPE": 0.01,
    "FRESHNESS_FLOOR": 0.6,
    "FRESHNESS_UNKNOWN": 0.85,
    # Trust in a level by what stands behind it.
    "EVIDENCE": {"stated": 0.9, "endorsed": 0.95, "used": 1},
    # Shared working hours a day that earn the whole of "overlap".
    "OVERLAP_HOURS": 4,
    # What a suggested team pays, in points: for each person on it, for each seat left
    # open, and for each wish of who asks that it does not meet.
    "TEAM_PRICES": {
        "person": 20,
        "must": 10_000,
        "should": 1000,
        "could": 100,
        "unmet": 1_000_000,
    },
    # The longest that the best teams are looked for, or the Mondays to begin on.
    "TEAM_SECONDS": 3,
    # How long work takes of which nobody says it, where it is asked when it can begin.
    "START_WEEKS": 12,
    # Days for which an uploaded spreadsheet waits to be applied.
    "DRAFT_DAYS": 7,
    # Days for which an applied one can be undone.
    "UNDO_DAYS": 90,
    # Rows on a list page.
    "PAGE_SIZE": 25,
    # Length of a window that gives no end.
    "WINDOW_DAYS": 28,
}
