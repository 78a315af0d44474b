"""What the score looks at, of many people at once."""

from collections import defaultdict

from django.db import connection
from django.db.models import DateField, F, PositiveSmallIntegerField, Value

from people.endorsing import lapsed_before
from people.fields import Ids
from people.models import Expertise, LearningGoal
from people.working_hours import shared_hours
from projects.free_percents import FREE, LOADS
from projects.scoring import Facts, Held

# Arrays hold pairs: a skill, and the number of finished projects that used it or the
# highest level that a colleague puts it at.
BACKING = f"""
WITH asked AS MATERIALIZED (
    SELECT id AS person_id, capacity, location_id, works_from, works_to
    FROM people_person WHERE id = ANY(%(people)s::bigint[])
), {LOADS}, free AS (
    SELECT person_id, {FREE} AS free
    FROM asked LEFT JOIN loads USING (person_id) GROUP BY person_id, capacity
)
SELECT asked.person_id, free, location_id, works_from, works_to, ARRAY(
    SELECT ARRAY[s.skill_id, count(DISTINCT a.project_id)]
    FROM projects_assignment a
    JOIN projects_project p ON p.id = a.project_id
    JOIN projects_assignment_skills s ON s.assignment_id = a.id
    WHERE a.person_id = asked.person_id AND s.skill_id = ANY(%(skills)s::bigint[])
        AND p.status = 'closed' AND a.status = 'confirmed'
        AND a.starts_on <= %(today)s
    GROUP BY s.skill_id
), ARRAY(
    SELECT ARRAY[e.skill_id, max(d.level)]
    FROM people_expertise e JOIN people_endorsement d ON d.expertise_id = e.id
    WHERE e.person_id = asked.person_id AND e.skill_id = ANY(%(skills)s::bigint[])
        AND d.endorsed_at >= %(lapsed_before)s
    GROUP BY e.skill_id
)
FROM asked JOIN free USING (person_id)
"""


def stated(people, skills):
    """Levels and wishes of people in the skills, each by person, in one query.

    Shape: `{person: {skill: Held}}` without endorsements, and priorities of
    unfinished goals as `{person: {skill: priority}}`.
    """
    among = {"person_id__any": Ids(people), "skill_id__any": Ids(skills)}
    wishes = LearningGoal.objects.unfinished().filter(**among).order_by()
    no_level = Value(None, PositiveSmallIntegerField())
    rows = (
        Expertise.objects.filter(**among)
        .order_by()
        .values_list("person_id", "skill_id", F("level"), F("last_used_on"), Value(0))
        .union(
            wishes.values_list(
                "person_id",
                "skill_id",
                no_level,
                Value(None, DateField()),
                F("priority"),
            ),
            all=True,
        )
    )
    held, wants = defaultdict(dict), defaultdict(dict)
    for person, skill, level, last_used_on, priority in rows:
        if level is None:
            wants[person][skill] = priority
        else:
            held[person][skill] = Held(level, last_used_on)
    return held, wants


def facts_of(people, question, held, wants, window, hours):
    """The whole `Facts` of people by id, in one query.

    `held` and `wants` are those of `stated`; `hours` is a function of a place's id
    and two clocks.
    """
    parameters = {
        "people": Ids(people).array,
        "skills": Ids({need.skill for need in question.needs}).array,
        "start": window[0],
        "end": window[1],
        "today": question.today,
        "lapsed_before": lapsed_before(),
    }
    with connection.cursor() as cursor:
        cursor.execute(BACKING, parameters)
        return {
            person: Facts(
                held=with_endorsements(held.get(person, {}), endorsed),
                wants=wants.get(person, {}),
                used=dict(used),
                free=free,
                hours=hours(*clocks),
            )
            for person, free, *clocks, used, endorsed in cursor.fetchall()
        }


def with_endorsements(held, endorsed):
    if not endorsed:
        return held
    levels = dict(endorsed)
    return {
        skill: one._replace(endorsed=levels.get(skill, 0))
        for skill, one in held.items()
    }


def hours_with(lead, zones, window):
    """A function for the working hours that a place and clocks share with the lead.

    It gives `None` where the lead's place or the other is not known; `zones` are time
    zones by place.
    """
    place = lead and lead.location

    def hours(location, works_from, works_to):
        if not place or location not in zones:
            return None
        theirs = (lead.works_from, lead.works_to)
        zone = zones[location]
        there = place.time_zone
        return shared_hours(zone, works_from, works_to, there, *window, theirs)

    return hours
