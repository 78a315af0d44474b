"""What skill a name means, and how two skills become one.

Nothing here guesses: a name means a skill when its key, or its key without spaces,
is that of one skill and no other. Anything else gets suggestions for a person to
choose from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from people.models import FormerSkillSlug, Skill, SkillAlias
from people.spelling.names import index_without_spaces, is_long_enough, normalise

MAX_SUGGESTIONS = 3
# Similarity of trigrams from 0 to 1; PostgreSQL's own threshold.
MIN_SIMILARITY = 0.3

# One row for each unknown key and skill; names and aliases count alike.
SUGGEST = """
    SELECT asked.key, named.skill_id
    FROM unnest(%s::text[]) AS asked (key)
    CROSS JOIN LATERAL (
        SELECT known.skill_id, max(similarity(known.key, asked.key)) AS closeness
        FROM (
            SELECT id AS skill_id, key FROM people_skill
            UNION ALL SELECT skill_id, key FROM people_skillalias
        ) AS known
        JOIN people_skill ON people_skill.id = known.skill_id
        WHERE people_skill.is_active AND similarity(known.key, asked.key) >= %s
        GROUP BY known.skill_id
        ORDER BY closeness DESC, min(people_skill.key)
        LIMIT %s
    ) AS named
    ORDER BY asked.key, named.closeness DESC, named.skill_id
"""


@dataclass(frozen=True)
class Resolution:
    """What a name means: a skill and how it was found, or up to three suggestions.

    `how` is "exact", "spaces" (the same but for spaces) or None.
    """

    skill: Skill | None = None
    how: str | None = None
    suggestions: tuple[Skill, ...] = ()


def resolve(names: Iterable[str]) -> dict[str, Resolution]:
    """Return what each name means, in three queries however many there are.

    Inactive skills resolve, for they stay on profiles, and are never suggested.
    """
    keys = {name: normalise(name) for name in names}
    skills = Skill.objects.in_bulk()
    exact = {skill.key: skill for skill in skills.values()}
    for key, skill_id in SkillAlias.objects.values_list("key", "skill_id"):
        exact[key] = skills[skill_id]
    without_spaces = index_without_spaces(exact)
    found = {}
    for key in set(keys.values()):
        if skill := exact.get(key):
            found[key] = Resolution(skill, "exact")
        elif skill := without_spaces.get(key.replace(" ", "")):
            found[key] = Resolution(skill, "spaces")
    unknown = sorted({key for key in keys.values() if key not in found})
    suggestions = suggest([key for key in unknown if is_long_enough(key)])
    for key in unknown:
        found[key] = Resolution(
            suggestions=tuple(skills[pk] for pk in suggestions.get(key, ()))
        )
    return {name: found[key] for name, key in keys.items()}


def unknown_words(name, resolution):
    names = " or ".join(one.name for one in resolution.suggestions)
    hint = f"Did you mean {names}?" if names else "Ask an admin to add it."
    return f"“{name}” is not in the catalogue. {hint}"


def suggest(keys):
    """Return primary keys of similar skills by key, the most similar first."""
    suggestions = {}
    with connection.cursor() as cursor:
        cursor.execute(SUGGEST, [keys, MIN_SIMILARITY, MAX_SUGGESTIONS])
        for key, skill_id in cursor.fetchall():
            suggestions.setdefault(key, []).append(skill_id)
    return suggestions


def replace(keep, lose):
    """Drop the lost skill; its slugs and its name are those of the kept one now."""
    lost_id = lose.pk
    lose.former_slugs.update(row=keep)
    # The key is free for the alias only when the skill is gone.
    lose.delete()
    FormerSkillSlug.objects.bulk_create(
        [FormerSkillSlug(slug=lose.slug, row=keep)],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["row"],
    )
    SkillAlias.objects.create(skill=keep, name=lose.name, merged_id=lost_id)
