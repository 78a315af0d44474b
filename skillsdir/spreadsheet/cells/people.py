"""People as they are named in one cell."""

import re
from dataclasses import dataclass

from skillsdir.spreadsheet.cells.pieces import squeeze

BREAK = re.compile(r"[;；؛|\n]|\s/\s")
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
BRACKETS = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]")
# Stand behind a comma without being a first name.
SUFFIXES = frozenset(
    ("jr", "sr", "ii", "iii", "phd", "ph d", "md", "m d", "msc", "mba")
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named in a cell: by e-mail, or by name and perhaps team."""

    name: str = ""
    email: str = ""
    team: str = ""


def people_in(text: str) -> list[PersonMention]:
    entries = []
    for entry in BREAK.split(str(text)):
        parts = [part for part in entry.split(",") if part.strip()]
        entries += parts if are_several(parts) else [entry]
    return [read_person(entry) for entry in entries if entry.strip()]


def are_several(parts):
    """Return whether commas separate people, not first from last names."""
    if len(parts) != 2:
        return len(parts) > 2
    if any("@" in part for part in parts):
        return all("@" in part for part in parts)
    return all(len(part.split()) > 1 for part in parts) and not is_suffix(parts[1])


def read_person(entry):
    # The longest address has 254 letters.
    if match := len(entry) < 500 and ADDRESS.search(entry):
        name = entry[: match.start()] + entry[match.end() :]
        return PersonMention(
            person_name(name.strip(" <>()[]\"'-–:,")), match[0].strip("'.")
        )
    if match := BRACKETS.fullmatch(squeeze(entry)):
        return PersonMention(person_name(match[1]), team=squeeze(match[2]))
    return PersonMention(person_name(entry))


def person_name(text: str) -> str:
    """Return a name in the order it is spoken: "Okonkwo, Zoë" is Zoë Okonkwo."""
    last, _, first = squeeze(text).partition(",")
    if not (last and first.strip()) or "," in first or is_suffix(first):
        return squeeze(text)
    return f"{first.strip()} {last.strip()}"


def is_suffix(text):
    return squeeze(text.replace(".", " ")).casefold() in SUFFIXES
