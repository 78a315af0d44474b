"""/help/: the level scale, how every number is worked out, and privacy."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.models import Level
from people.records.track_record import Outcome, TrackRecord, shrunk_rate
from people.rules import is_manager
from projects.models import NeedPriority

# What stands on the page, by the ids of its headings.
CONTENTS = {
    "Begin": {"tasks": "How do I …", "levels": "Levels"},
    "Numbers": {
        "success": "Success rate",
        "availability": "Free time",
        "overlap": "Shared hours",
        "counts": "Counts and order",
        "near": "Near in skills",
    },
    "Projects": {
        "alike": "Alike projects",
        "score": "Candidate score",
        "teams": "Suggested teams",
        "start": "Earliest start",
    },
    "You": {"week": "This week", "privacy": "Privacy"},
}
EXAMPLES = ((3, 3), (6, 8), (18, 20))
PARTS = {
    "skills": "Skills that the project still looks for",
    "availability": "Free time, of what is asked",
    "growth": "Learning goals that meet a need which welcomes learners",
    "overlap": "Shared hours",
}
EVIDENCE = {
    "stated": "stated only",
    "endorsed": "confirmed by a colleague",
    "used": "used on a finished project",
}


@require_safe
def help_page(request):
    context = help_context() | {"may_staff": is_manager(request.user)}
    return render(request, "help.html", context)


def help_context():
    """All weights and factors as the page prints them, from `settings.DIRECTORY`."""
    directory = settings.DIRECTORY
    return {
        "directory": directory,
        "contents": [(head, of.items()) for head, of in CONTENTS.items()],
        "levels": list(Level),
        "outcomes": list(Outcome),
        "records": [TrackRecord(won, of) for won, of in EXAMPLES],
        "is_open": directory["SUCCESS_RATE_VISIBLE_TO"] == "everyone",
        "outcomes_are_open": directory["OUTCOMES_VISIBLE_TO"] == "everyone",
        "shrunk_single": shrunk_example(1, 1),
        "shrunk_many": shrunk_example(18, 20),
        "parts": [(PARTS[name], n) for name, n in directory["SCORE_WEIGHTS"].items()],
        "priorities": [
            (NeedPriority(name).label, weight)
            for name, weight in directory["NEED_WEIGHTS"].items()
        ],
        "closeness": [percent_words(share) for share in directory["CLOSENESS"]],
        "evidence": [
            (EVIDENCE[name], percent_words(share))
            for name, share in directory["EVIDENCE"].items()
        ],
        "freshness_slope": percent_words(directory["FRESHNESS_SLOPE"]),
        "freshness_floor": percent_words(directory["FRESHNESS_FLOOR"]),
        "freshness_unknown": percent_words(directory["FRESHNESS_UNKNOWN"]),
    }


def percent_words(share):
    return f"{100 * share:g} %"


def shrunk_example(successes, judged):
    """The rate used for ordering, in an organisation where 60 % succeed."""
    return percent_words(round(shrunk_rate(successes, judged, 0.6), 2))
