"""What people write into one cell: lists of skills and projects, percentages, names."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill named in a cell, and its level in the words of the file, if any."""

    name: str
    level: str | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectMention:
    """A project named in a cell.

    `outcome` is a value of `Outcome`; `remark` is what the brackets say as written.
    """

    name: str
    outcome: str | None = None
    remark: str | None = None


def never(name: str) -> bool:
    return False


def skills_in(text: str, known: Callable[[str], bool] = never) -> list[Mention]:
    """Return the skills that a cell lists, in its order.

    `known` says whether a name is one of the directory: such a name is not split.
    """
    mentions = []
    for piece in re.split(r"[;,\n]", str(text)):
        if match := re.fullmatch(
            r"(.+?)\s*(?:\(([^()]*)\)|[:–]\s*(.+))", piece.strip()
        ):
            mentions.append(Mention(match[1], match[2] or match[3]))
        elif piece.strip():
            mentions.append(Mention(piece.strip()))
    return mentions


def projects_in(
    text: str, known: Callable[[str], bool] = never
) -> list[ProjectMention]:
    """Return the projects that a cell lists, in its order."""
    return [
        ProjectMention(piece.strip())
        for piece in re.split(r"[;,\n]| / ", str(text))
        if piece.strip()
    ]


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a cell: by e-mail, or by name and perhaps team."""

    name: str = ""
    email: str = ""
    team: str = ""


def people_in(text: str) -> list[PersonMention]:
    """Return the people that a cell lists, in its order."""
    pieces = [piece.strip() for piece in re.split(r"[;\n]", str(text))]
    return [
        PersonMention(email=piece) if "@" in piece else PersonMention(piece)
        for piece in pieces
        if piece
    ]


def percent(value, most: int = 100) -> int | None:
    """Return whole percent of 80, "80 %", 0.8 or "6 of 8"; None if it is none of it."""
    try:
        number = float(str(value).rstrip("% "))
    except ValueError:
        return None
    return round(number * 100 if 0 < number <= 1 else number)


def yes_no(value) -> bool | None:
    """Return what "yes", "x", 0, "false" and their like say; None if not understood."""
    return {"yes": True, "true": True, "no": False, "false": False}.get(
        str(value).lower()
    )


def number(value) -> int | float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def outcome_of(text: str) -> str | None:
    """Return the value of `Outcome` that the words mean, or None."""
    return None
