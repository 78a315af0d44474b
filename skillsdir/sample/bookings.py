"""Who worked, works and will work on what."""

from dataclasses import dataclass
from random import Random

from skillsdir.sample.content import PHRASES
from skillsdir.sample.days import friday, iso, monday
from skillsdir.sample.undertakings import Undertaking
from skillsdir.sample.workers import CAST

MONTH = 30
SHARES = (40, 50, 50, 60, 70, 80, 100)


@dataclass(slots=True)
class Booking:
    """An assignment in the making; days are ordinals, people and skills ids."""

    undertaking: Undertaking
    worker: int
    role: str
    percent: int
    starts: int
    ends: int | None
    status: str
    skills: tuple[int, ...]
    learns: int | None = None
    mentor: int | None = None


class Planner:
    """Books workers on projects, so that nobody has too much unless meant to.

    A worker has one or two tracks: a main share of the week and the rest of it.
    Each is walked from the past to the future, stint after stint.
    """

    def __init__(self, undertakings, today, seed):
        self.random = Random(f"{seed} bookings")
        self.today = today
        self.bookings = []
        self.running = {}
        self.active = [
            undertaking
            for undertaking in undertakings
            if undertaking.status == "active"
            and (undertaking.ends or today + 60) >= today + 50
        ]
        for undertaking in undertakings:
            if undertaking.starts is None:
                continue
            last = undertaking.ends or today + 300
            keys = (*undertaking.subject.profiles, undertaking.subject.theme, "any")
            for month in range(undertaking.starts // MONTH, last // MONTH + 1):
                for key in keys:
                    self.running.setdefault((key, month), []).append(undertaking)

    def book_all(self, workers):
        for worker in workers:
            if worker.situation == "new" and worker.id % 2:
                continue
            already = len(self.bookings)
            share = self.random.choice(SHARES) * worker.capacity // 100
            self.walk(worker, max(share // 5 * 5, 5))
            rest = worker.capacity - share
            if rest >= 10 and self.random.random() < 0.6:
                most = min(rest, 40) // 10
                self.walk(
                    worker,
                    10 * self.random.randint(1, most),
                    self.bookings[already:],
                )
            if worker.situation == "overbooked":
                self.overbook(worker, self.bookings[already:])
        return self.bookings

    def walk(self, worker, percent, mine=()):
        random = self.random
        back = 900 if worker.id - 1 in CAST else random.randint(220, 920)
        day = max(self.today - back, worker.joined + random.randint(0, 30))
        end = worker.left or self.today + random.randint(20, 160)
        if worker.situation == "idle":
            end = self.today - random.randint(10, 120)
        avoided = {booking.undertaking.id for booking in mine}
        previous = None
        while day < end - 14:
            undertaking = self.choose(worker, day, {previous, *avoided})
            last = min(day + random.randint(60, 280), end)
            if undertaking:
                first = monday(max(day, undertaking.starts) + 6)
                last = min(friday(last), undertaking.ends or last)
                if worker.has_left or worker.situation == "idle":
                    last = min(last, end)
                if last - first >= 12:
                    if self.is_open(undertaking, first, last, worker):
                        last = None
                    status = self.choose_status(undertaking, first, last)
                    self.book(worker, undertaking, percent, first, last, status)
                    if last is None:
                        return
                    previous = undertaking.id
            day = max(day + 21, last + 1) + random.choice((0, 0, 0, 7, 21, 60))

    def choose(self, worker, day, avoided):
        """Return a project that runs on the day, mostly one that fits the worker.

        `avoided` are ids of projects that it must not be.
        """
        keys = [worker.profile, worker.theme, "any"]
        chance = self.random.random()
        start = 0 if chance < 0.62 else 1 if chance < 0.85 else 2
        for key in keys[start:]:
            if running := self.running.get((key, day // MONTH)):
                # The smaller crew of two, so that none grows out of hand.
                undertaking = min(
                    self.random.choice(running),
                    self.random.choice(running),
                    key=lambda undertaking: len(undertaking.crew),
                )
                if undertaking.id not in avoided:
                    return undertaking
        return None

    def is_open(self, undertaking, first, last, worker):
        return (
            undertaking.status == "active"
            and first <= self.today <= last
            and worker.situation == "usual"
            and self.random.random() < 0.15
        )

    def overbook(self, worker, mine):
        """Add what the worker has no time for in the coming weeks.

        `mine` are the worker's bookings so far.
        """
        day = self.today + 7
        load = sum(
            booking.percent
            for booking in mine
            if booking.status == "confirmed"
            and booking.starts <= day <= (booking.ends or day)
            and booking.undertaking.status != "cancelled"
        )
        excess = max(worker.capacity - load, 0) + self.random.choice((20, 30, 40))
        while excess > 0:
            percent = min(excess, 60)
            undertaking = self.random.choice(self.active)
            self.book(
                worker,
                undertaking,
                percent,
                max(monday(self.today - 14), undertaking.starts),
                friday(self.today + 45),
                "confirmed",
            )
            excess -= percent

    def book(self, worker, undertaking, percent, first, last, status):
        used = [skill for skill in undertaking.skills if skill in worker.skills][:4]
        if not used and worker.skills and self.random.random() < 0.6:
            used = [next(iter(worker.skills))]
        if status == "confirmed" and first <= self.today:
            until = min(last or self.today, self.today)
            for skill in used:
                known = worker.skills[skill]
                known.last_used = max(known.last_used or until, until)
        undertaking.crew.setdefault(worker.id)
        booking = Booking(
            undertaking=undertaking,
            worker=worker.id,
            role=self.random.choice(PHRASES["roles"][worker.profile]),
            percent=percent,
            starts=first,
            ends=last,
            status=status,
            skills=tuple(used),
        )
        self.bookings.append(booking)

    def choose_status(self, undertaking, first, last):
        """Say whether the booking is settled: the past mostly, proposals never."""
        if undertaking.status == "proposed":
            return "tentative"
        if undertaking.status == "staffing":
            doubt = 0.5
        elif first > self.today:
            doubt = 0.4
        else:
            doubt = 0.12 if last is None or last >= self.today else 0.01
        return "tentative" if self.random.random() < doubt else "confirmed"


def assignment_rows(bookings, users, seed):
    """Yield rows of `Assignment`; one of `users` has made each of the later ones."""
    random = Random(f"{seed} authors")
    for number, booking in enumerate(bookings, 1):
        yield (
            number,
            booking.undertaking.id,
            booking.worker,
            booking.role,
            booking.percent,
            iso(booking.starts),
            iso(booking.ends),
            booking.status,
            booking.learns,
            booking.mentor,
            random.choice((None, *users)),
        )


def used_skill_rows(bookings):
    """Yield rows of the table between `Assignment` and `Skill`."""
    number = 0
    for assignment, booking in enumerate(bookings, 1):
        for skill in booking.skills:
            number += 1
            yield number, assignment, skill
