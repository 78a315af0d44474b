"""In which days somebody is looked at: those of the needs that they help with."""

from people.words import period_words
from projects.candidates.scoring import helps, meets


def helped_needs(filterset, facts):
    """Pairs of the needs that somebody meets a share of: the rows, and as asked."""
    pairs = zip(filterset.needs, filterset.question.needs, strict=True)
    return [(row, need) for row, need in pairs if helps(need, facts)]


def window_and_time(filterset, facts):
    """The days that somebody is looked at: those of the needs, if they share them."""
    by_window = {need.window: need for _, need in helped_needs(filterset, facts)}
    need = next(iter(by_window.values())) if len(by_window) == 1 else None
    window = (need and need.window) or filterset.criteria["window"]
    return window, facts.time_for(need)


def free_by_need(filterset, facts):
    """What is free in the own days of needs, in words."""
    for row, need in helped_needs(filterset, facts):
        if need.window:
            free = facts.time_for(need).free
            yield f"{row.skill}: {free} % free, {period_words(*need.window)}"


def days_to_book(filterset, facts):
    """From the first to the last day of the needs that somebody meets, or else helps.

    The last is `None` where the project says none.
    """
    helped = helped_needs(filterset, facts)
    met = [(row, need) for row, need in helped if meets(need, facts)]
    return span_of(filterset, met or helped)


def span_of(filterset, needs):
    """The first and the last day of needs, as pairs of rows and what is asked."""
    project, usual = filterset.project, filterset.criteria["window"]
    windows = [need.window or usual for _, need in needs] or [usual]
    ends = [bool(need.window and row.ends_on) for row, need in needs] or [False]
    last = max(end for _, end in windows) if project.ends_on or all(ends) else None
    return min(start for start, _ in windows), last
