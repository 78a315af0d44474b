"""E-mails made from names by a pattern, as in "{first}.{last}@example.com"."""

from string import Formatter

from django.core.exceptions import ValidationError
from slugify import slugify

from people.spelling.emails import clean_email
from skillsdir.spreadsheet.cells.names import PARTICLES, is_generation, person_name

FIELDS = ("first", "last", "f", "l")


def find_pattern_fault(pattern):
    """What is wrong with a pattern; "" if it can be used."""
    try:
        parts = [*Formatter().parse(pattern)]
    except ValueError:
        return "A brace is missing."
    fields = [name for _, name, _, _ in parts if name is not None]
    if any(name not in FIELDS or spec or how for _, name, spec, how in parts if name):
        return "In braces stand first, last, f or l."
    local, at, domain = pattern.rpartition("@")
    if "" in fields or not any(f"{{{name}}}" in local for name in FIELDS):
        return "Before the @ stands a part of the name, as in {first}.{last}."
    if not at or "." not in domain or "{" in domain:
        return "After the @ stands the domain, as in {first}.{last}@example.com."
    try:
        clean_email(pattern.format(**dict.fromkeys(FIELDS, "a")))
    except ValidationError as error:
        return error.messages[0]
    return ""


def made_email(pattern, name):
    """The e-mail of somebody of that name; "" where the name has not all of it."""
    first, last = first_and_last(name)
    parts = {"first": first, "last": last, "f": first[:1], "l": last[:1]}
    used = {field for _, field, _, _ in Formatter().parse(pattern) if field}
    return pattern.format(**parts) if all(parts[field] for field in used) else ""


def first_and_last(name):
    """Both in plain letters, without titles and spaces: "" for what there is not."""
    words = [
        word
        for word in person_name(name).partition(",")[0].split()
        if any(map(str.isalnum, word)) and not is_generation(word)
    ]
    if not words:
        return "", ""
    first, *others = words
    start = len(others) - 1
    while start > 0 and others[start - 1].casefold() in PARTICLES:
        start -= 1
    last = "".join(others[max(start, 0) :])
    return slugify(first, separator=""), slugify(last, separator="")
