"""Who learns what on a project, and from whom."""

from skillsdir.sample.bookings import Booking

LEAST_OF_A_MENTOR = 3


def give_seats(bookings, needs, workers, goals, today):
    """Let one booking of a project be for learning, where there is a mentor.

    `needs` and `goals` are rows; who wants to learn the skill goes first. On live
    projects both are still to work together.
    """
    crews = {}
    for booking in bookings:
        crews.setdefault(booking.undertaking.id, []).append(booking)
    wanted = {(goal[1], goal[2]) for goal in goals}
    taken = set()
    for _, project, skill, level, _, _, is_welcome, *_ in needs:
        if not is_welcome or project in taken:
            continue
        crew = [one for one in crews.get(project, ()) if goes_on(one, today)]
        if pair := find_pair(crew, skill, level, workers, wanted):
            learner, mentor = pair
            learner.learns, learner.mentor = skill, mentor.worker
            taken.add(project)


def goes_on(booking: Booking, today):
    """Whether the booking is of the past of its project, or not over."""
    is_over = booking.undertaking.status in ("closed", "cancelled")
    return is_over or booking.ends is None or booking.ends >= today


def find_pair(crew, skill, level, workers, wanted):
    """A learner and a mentor, booked in the same days; `None` if there are none."""

    def level_of(booking):
        known = workers[booking.worker - 1].skills.get(skill)
        return known.level if known else 0

    mentors = [one for one in crew if level_of(one) >= LEAST_OF_A_MENTOR]
    learners = [one for one in crew if level_of(one) < level] if mentors else []
    learners.sort(key=lambda one: (one.worker, skill) not in wanted)
    for learner in learners:
        for mentor in mentors:
            if learner.worker != mentor.worker and overlap(learner, mentor):
                return learner, mentor
    return None


def overlap(one, other):
    starts = max(one.starts, other.starts)
    return all(last is None or starts <= last for last in (one.ends, other.ends))
