"""What the sample organisation is made of, read from the files in `data/`."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).parent / "data"

# The first few projects are about many themes: no common divisor with the number.
STRIDE = 23


@dataclass(frozen=True)
class Culture:
    """Given and family names that go together, and how many people carry them."""

    weight: int
    given: list[str]
    family: list[str]
    own_script: list[str] = field(default_factory=list)
    is_double_barrelled: bool = False


@dataclass(frozen=True)
class Workplace:
    """A location, and its share of the people."""

    name: str
    time_zone: str
    share: int


@dataclass(frozen=True)
class Department:
    """A team, its share of the people, their profiles, the theme of its projects."""

    name: str
    share: int
    profiles: dict[str, int]
    theme: str
    parent: str | None = None


@dataclass(frozen=True)
class Profile:
    """What one kind of practitioner is called, knows, and aspires to."""

    bio: str
    titles: list[str]
    skills: list[str]
    goals: list[str]
    domains: list[str]


@dataclass(frozen=True)
class Subject:
    """A project idea: its profiles say which skills it needs."""

    theme: str
    name: str
    summary: str
    profiles: list[str]
    domain: str


def read_data(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


CULTURES = [Culture(**culture) for culture in read_data("names")["cultures"]]

_places = read_data("places")
EMAIL_DOMAIN = _places["email_domain"]
SPONSORS = _places["sponsors"]
LOCATIONS = [Workplace(**location) for location in _places["locations"]]
TEAMS = [Department(**team) for team in _places["teams"]]

_profiles = read_data("profiles")
COMMON = _profiles["common"]
GROWTH = _profiles["growth"]
PROFILES = {name: Profile(**profile) for name, profile in _profiles["profiles"].items()}

PHRASES = read_data("phrases")

_subjects = read_data("subjects")
METHODS = _subjects["methods"]
PLACES = _subjects["places"]
SUBJECTS = [
    Subject(theme, *row)
    for theme, rows in _subjects["subjects"].items()
    for row in rows
]


def project_title(number):
    """Return the subject and the name of the project with this number, from 0."""
    round_number, position = divmod(number, len(SUBJECTS))
    subject = SUBJECTS[position * STRIDE % len(SUBJECTS)]
    # Walks both lists at once, so that neighbours differ in method and in place.
    cycle, round_number = divmod(round_number, len(METHODS) * len(PLACES))
    place = PLACES[round_number % len(PLACES)]
    method = METHODS[(round_number + round_number // len(PLACES)) % len(METHODS)]
    name = ", ".join(part for part in (subject.name, method, place) if part)
    return subject, f"{name} {cycle + 1}" if cycle else name
