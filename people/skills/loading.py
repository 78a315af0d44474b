"""Reads the skill catalogue from a file into the directory.

What the file says wins over the directory for category, kind and description. What
the directory's admins decided about names stands: a name or alias that belongs to
another skill there, after a merge for example, is left where it is and reported.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from slugify import slugify

from people.fields import RESERVED_SLUGS
from people.models import Skill, SkillAlias, SkillCategory, SkillKind
from people.spelling.names import normalise

DEFAULT_FILE = Path(__file__).parent.parent / "data" / "skills.csv"
COLUMNS = ("name", "category", "kind", "aliases", "description")
# Without these "C#" and "C" would ask for the same address.
SLUG_WORDS = (("#", "sharp"), ("+", "p"))


class CatalogueError(Exception):
    """The file cannot be loaded; the message says which line and why."""


@dataclass(frozen=True)
class CatalogueLine:
    """One line of the file: a skill."""

    name: str
    category: str
    kind: str
    description: str
    aliases: tuple[str, ...]

    @property
    def key(self):
        return normalise(self.name)


@dataclass
class Report:
    """How many rows were added, changed and unchanged, by kind of row."""

    categories: Counter = field(default_factory=Counter)
    skills: Counter = field(default_factory=Counter)
    aliases: Counter = field(default_factory=Counter)
    left_alone: list[str] = field(default_factory=list)


def read_catalogue(path):
    """Return the entries of a CSV file, in its order, or raise `CatalogueError`."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise CatalogueError(
                    f"line 1: these columns are missing: {', '.join(missing)}"
                )
            entries = read_entries(rows)
    except OSError as error:
        raise CatalogueError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CatalogueError("is not UTF-8 text") from None
    except csv.Error as error:
        raise CatalogueError(f"line {rows.reader.line_num}: {error}") from None
    if not entries:
        raise CatalogueError("holds no skills")
    return entries


def read_entries(rows):
    owners = {}
    entries = []
    for row in rows:
        line = rows.line_num
        entry = read_entry(row, line)
        for name in (entry.name, *entry.aliases):
            owner, owner_line = owners.setdefault(normalise(name), (entry, line))
            if owner is not entry:
                raise CatalogueError(
                    f"line {line}: “{name}” means {owner.name} already"
                    f" (line {owner_line})"
                )
        entries.append(entry)
    return entries


def read_entry(row, line):
    if None in row or None in row.values():
        raise CatalogueError(f"line {line}: needs as many cells as line 1")
    cells = {column: row[column].strip() for column in COLUMNS}
    if cells["kind"] not in SkillKind:
        raise CatalogueError(
            f"line {line}: kind “{cells['kind']}” is none of"
            f" {', '.join(SkillKind.values)}"
        )
    names = [part.strip() for part in cells["aliases"].split(";") if part.strip()]
    aliases = {normalise(name): name for name in reversed(names)}
    aliases.pop(normalise(cells["name"]), None)
    entry = CatalogueLine(
        name=cells["name"],
        category=cells["category"],
        kind=cells["kind"],
        description=cells["description"],
        aliases=tuple(reversed(aliases.values())),
    )
    check_lengths(entry, line)
    return entry


def check_lengths(entry, line):
    for column in ("name", "category", "description"):
        value = getattr(entry, column)
        if not value and column != "description":
            raise CatalogueError(f"line {line}: {column} is empty")
        owner = SkillCategory if column == "category" else Skill
        attribute = "name" if column == "category" else column
        limit = owner._meta.get_field(attribute).max_length
        if len(value) > limit:
            raise CatalogueError(
                f"line {line}: {column} is longer than {limit} characters"
            )
    limit = SkillAlias._meta.get_field("name").max_length
    for name in (entry.name, *entry.aliases):
        if not normalise(name):
            raise CatalogueError(f"line {line}: “{name}” has no letters or digits")
        if len(name) > limit:
            raise CatalogueError(
                f"line {line}: alias “{name}” is longer than {limit} characters"
            )


@transaction.atomic
def load_catalogue(path=DEFAULT_FILE):
    """Bring the directory's skills up to the file; return a `Report`.

    Raises `CatalogueError`, and writes nothing, when any line of the file is wrong.
    """
    entries = read_catalogue(path)
    report = Report()
    categories = load_categories(entries, report)
    entries = leave_merged(entries, report)
    skills = load_skills(entries, categories, report)
    load_aliases(entries, skills, report)
    return report


def load_categories(entries, report):
    """Return the file's categories by name; their position is their first line's."""
    names = list(dict.fromkeys(entry.category for entry in entries))
    present = {category.name: category for category in SkillCategory.objects.all()}
    slugs = FreeSlugs(SkillCategory)
    wanted = [
        (
            present.get(name) or SkillCategory(name=name, slug=slugs.take(name)),
            {"position": position},
        )
        for position, name in enumerate(names, start=1)
    ]
    save_differences(SkillCategory, wanted, report.categories)
    return {category.name: category for category, _ in wanted}


def leave_merged(entries, report):
    """Drop the entries whose name is an alias in the directory: merged by hand."""
    aliases = {alias.key: alias for alias in SkillAlias.objects.select_related("skill")}
    staying = []
    for entry in entries:
        if alias := aliases.get(entry.key):
            report.left_alone.append(f"{entry.name} is an alias of {alias.skill} here")
        else:
            staying.append(entry)
    return staying


def load_skills(entries, categories, report):
    """Return the file's skills by key."""
    present = {skill.key: skill for skill in Skill.objects.all()}
    slugs = FreeSlugs(Skill)
    wanted = [
        (
            present.get(entry.key) or Skill(slug=slugs.take(entry.name)),
            {
                "name": entry.name,
                "category_id": categories[entry.category].pk,
                "kind": entry.kind,
                "description": entry.description,
            },
        )
        for entry in entries
    ]
    save_differences(Skill, wanted, report.skills)
    return {skill.key: skill for skill, _ in wanted}


def load_aliases(entries, skills, report):
    present = {alias.key: alias for alias in SkillAlias.objects.select_related("skill")}
    names = {skill.key: skill for skill in Skill.objects.all()}
    wanted = []
    for entry in entries:
        skill = skills[entry.key]
        for name in entry.aliases:
            key = normalise(name)
            alias = present.get(key) or SkillAlias(skill=skill)
            owner = names.get(key, alias.skill)
            if owner != skill:
                report.left_alone.append(f"“{name}” means {owner} here, not {skill}")
            else:
                wanted.append((alias, {"name": name}))
    save_differences(SkillAlias, wanted, report.aliases)


def save_differences(model, wanted, counts):
    """Write the rows that are new or not as wanted: pairs of instance and values."""
    new, changed = [], []
    for instance, values in wanted:
        differs = any(
            getattr(instance, name) != value for name, value in values.items()
        )
        for name, value in values.items():
            setattr(instance, name, value)
        if instance.pk is None:
            new.append(instance)
        elif differs:
            changed.append(instance)
    model.objects.bulk_create(new)
    if changed:
        fields = {model._meta.get_field(name).name for name in wanted[0][1]}
        model.objects.bulk_update(changed, fields)
    counts.update(
        added=len(new),
        changed=len(changed),
        unchanged=len(wanted) - len(new) - len(changed),
    )


class FreeSlugs:
    """Hands out slugs that no row or page has, or had: without a query for each."""

    def __init__(self, model):
        rows = model.objects.order_by()
        self.taken = {*RESERVED_SLUGS, *rows.values_list("slug", flat=True)}
        former = rows.filter(former_slugs__isnull=False)
        self.former = set(former.values_list("former_slugs__slug", flat=True))

    def take(self, name):
        stem = slugify(name, replacements=SLUG_WORDS)[:72].strip("-") or "skill"
        slug, number = stem, 1
        while slug in self.taken or slug in self.former:
            number += 1
            slug = f"{stem}-{number}"
        self.taken.add(slug)
        return slug
