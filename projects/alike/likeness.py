"""How alike two projects are: nobody does it twice.

Of one project, or of the idea for one, every other has a likeness of 0 to 100:

    likeness = (45·skills + 30·words + 15·name + 10·aim) / the points that can be had

- `skills`: the share of its skills that the other one has, too; skills that are needed,
  and those that confirmed bookings use. One that is only being opened has those that
  its text names.
- `words`: the share of its words in name, summary and success criteria, by their stems
  and without accents, case, figures or what is said everywhere ("the", "used").
- `name`: the similarity of both names by trigrams, so that typos do no harm.
- `aim`: 1 if both have the same, else 0.

In a share each thing weighs ln(1 + projects / projects that have it), its inverse
document frequency (Spärck Jones, 1972): a rare skill says more than Python. What one
has weighs in all no less than a thing would that nobody else has, so that a single
common skill makes nothing alike. Skills that half of the projects have, and words that
a tenth has, say nothing (where there are few projects: that `FEW` have). Points for
skills cannot be had where none are known.

How a project ended takes no part in it. All is worked out from the tables each time,
the others found by `ProjectSkill` and the indexes `project_by_stems` and
`project_by_text`; only the `NEAREST` by skills and words are compared as a whole, and
where these are few those of a similar name as well.
"""

from dataclasses import dataclass

from django.conf import settings

from people.asking.mentions import LONGEST_TEXT, read_brief
from people.database.compiled import CompiledQuery
from people.database.unchanged import fetch_rows
from people.models import Skill
from projects.models import ProjectSkill

NEAREST, FEW = 200, 50
# Letters that are compared: each word costs a look-up, and a longer text says no more.
LONGEST_IDEA = 8_000
# Stems that tell nothing of a project, beside those that PostgreSQL leaves out.
SAID_EVERYWHERE = (
    "us use help make get give take need want let tell say see new good better well"
    " one two three first much mani everi also ever still even way via per within"
    " without among across toward whether instead rather would could may might"
)

LIKENESS = """
WITH total AS MATERIALIZED (SELECT count(*) AS n FROM projects_project),
thing AS MATERIALIZED (
    SELECT part, label, ids, ln(1 + n::float / greatest(1, cardinality(ids))) AS weight
    FROM total, (
        SELECT 'words' AS part, min(word) AS label, 10 AS most, ARRAY(
            SELECT id FROM projects_project
            WHERE stems @> ARRAY[stem] AND id <> ALL(%(but)s)
            LIMIT (SELECT greatest(%(few)s, n / 10) FROM total)
        ) AS ids
        FROM unnest(string_to_array(people_fold(%(text)s), ' ')) AS word
            CROSS JOIN unnest(tsvector_to_array(to_tsvector('english', word))) AS stem
        WHERE word !~ '^[0-9]+$' AND stem <> ALL(%(said_everywhere)s)
        GROUP BY stem
        UNION ALL
        SELECT 'skills', name, 2, array_remove(array_agg(project_id), NULL)
        FROM people_skill LEFT JOIN (
            SELECT skill_id, project_id FROM projects_projectskill
            WHERE skill_id = ANY(%(skills)s)
        ) had ON skill_id = people_skill.id AND project_id <> ALL(%(but)s)
        WHERE people_skill.id = ANY(%(skills)s)
        GROUP BY people_skill.id
    ) found
    WHERE cardinality(ids) < greatest(%(few)s, n / most)
), whole AS (
    SELECT part, greatest(sum(weight), (SELECT ln(1 + n) FROM total)) AS weight
    FROM thing GROUP BY part
), share AS (
    SELECT id, coalesce(sum(thing.weight / whole.weight)
            FILTER (WHERE part = 'skills'), 0) AS skills,
        coalesce(sum(thing.weight / whole.weight)
            FILTER (WHERE part = 'words'), 0) AS words
    FROM thing JOIN whole USING (part) CROSS JOIN unnest(ids) AS id
    GROUP BY id
), near AS (
    (SELECT * FROM share
    ORDER BY %(skill_points)s * skills + %(word_points)s * words DESC, id
    LIMIT %(nearest)s)
    UNION ALL
    SELECT id, 0, 0 FROM projects_project
    WHERE (SELECT count(*) FROM share) < %(few)s
        AND search_text %% people_fold(%(name)s) AND id <> ALL(%(but)s)
), likeness AS (
    SELECT p.id, aim = %(aim)s AS is_same_aim, 100 * (
            %(skill_points)s * max(skills) + %(word_points)s * max(words)
            + %(name_points)s * similarity(search_text, people_fold(%(name)s))
            + %(aim_points)s * (aim = %(aim)s)::int
        ) / %(points)s AS likeness
    FROM near JOIN projects_project p ON p.id = near.id
    -- To compare names takes longest: not where the best of them would not do.
    WHERE %(skill_points)s * skills + %(word_points)s * words
            >= %(least)s * %(points)s / 100.0 - %(name_points)s - %(aim_points)s - 0.01
        AND (NOT %(with_needs)s
            OR EXISTS (SELECT FROM projects_skillneed WHERE project_id = p.id))
    GROUP BY p.id
)
SELECT id, likeness, is_same_aim,
    ARRAY(SELECT label FROM thing WHERE part = 'skills' AND id = ANY(ids)
        ORDER BY weight DESC, label),
    ARRAY(SELECT label FROM thing WHERE part = 'words' AND id = ANY(ids)
        ORDER BY weight DESC, label)
FROM likeness WHERE likeness >= %(least)s ORDER BY likeness DESC, id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Idea:
    """What others are compared with: a project, or one that is only being opened."""

    name: str
    text: str
    aim: str
    skills: frozenset[int] = frozenset()
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike another project is, and what both have, the most telling first."""

    project: int
    likeness: float
    is_same_aim: bool
    skills: list[str]
    words: list[str]


def idea_of(project) -> Idea:
    """A project as it is stored; 1 query."""
    return Idea(
        name=project.name,
        text=f"{project.name} {project.summary} {project.success_criteria}",
        aim=project.aim,
        skills=frozenset(pk for (pk,) in skills_of_project(project.pk)),
        pk=project.pk,
    )


@CompiledQuery
def skills_of_project(project):
    return ProjectSkill.objects.filter(project=project).values_list("skill")


def idea_in(name, text, aim) -> Idea:
    """What somebody is about to open; the skills are those that the text names."""
    name, text, aim = (words.replace("\0", "") for words in (name, text, aim))
    whole = f"{name}\n{text}"[:LONGEST_TEXT]
    named = Skill.objects.filter(slug__in=list(read_brief(whole).proposed))
    return Idea(name, whole, aim, frozenset(named.values_list("pk", flat=True)))


def nearest(idea, *, most, but=(), with_needs=False, least=None) -> list[Likeness]:
    """The projects most like it, best first, as far as they are; 1 query.

    Those `with_needs` are to copy from: they may be but a little alike, as may all
    where the `least` is another than what is called alike.
    """
    if least is None:
        least = 0 if with_needs else settings.DIRECTORY["ALIKE_AT_LEAST"]
    points = settings.DIRECTORY["ALIKE_POINTS"]
    values = {
        "name": idea.name,
        "text": idea.text[:LONGEST_IDEA],
        "aim": idea.aim,
        "skills": list(idea.skills),
        "but": [pk for pk in (idea.pk, *but) if pk],
        "skill_points": points["skills"],
        "word_points": points["words"],
        "name_points": points["name"],
        "aim_points": points["aim"],
        "points": sum(points.values()) - (0 if idea.skills else points["skills"]),
        "least": least,
        "with_needs": with_needs,
        "nearest": NEAREST,
        "few": FEW,
        "said_everywhere": SAID_EVERYWHERE.split(),
        "most": most,
    }
    return [Likeness(*row) for row in fetch_rows(LIKENESS, values)]
