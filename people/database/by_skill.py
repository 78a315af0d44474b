"""Rows that are about a skill each: where its levels change, all others are kept.

Somebody states another level, and of the counts of all skills one is another. See
decision 0037.
"""

from people.database.tables import LEVELS, LevelsOf, levels_of
from people.database.unchanged import (
    answer_to,
    digest,
    fetch,
    is_asked_anew,
    put_last,
    read_changes,
)


class CountedLevels(LevelsOf):
    """A statement that sees levels of other skills as well, as `counted_levels`.

    They are those of the skills `counted`, or all.
    """

    def __new__(cls, skills, sql, counted=None):
        rows = f"SELECT * FROM {LEVELS}" if counted is None else levels_of(counted)
        also = f" counted_levels AS NOT MATERIALIZED ({rows}),"
        return super().__new__(cls, skills, sql, also)


def fetch_by_skill(skills, whole, part, skill_of):
    """The rows of `whole`, a statement and its parameters: see `fetch_rows`.

    It sees levels of the `skills`. Only in rows of which `skill_of` tells a skill it
    has counted `counted_levels`, and in each of this one skill alone. `part` makes a
    statement and parameters of these rows alone.
    """
    sql, parameters = CountedLevels(skills, whole[0]), whole[1]
    if is_asked_anew():
        # Whoever keeps what comes of it keeps no levels with it: it hangs on all.
        return fetch(str(sql), parameters)
    key, changes = digest(sql, parameters), read_changes()
    levels = changes.levels
    answer = answer_to(key, lambda: fetch(sql, parameters), changes, levels)
    changed = {skill for skill, _ in levels.items() ^ answer.levels.items()}
    if changed:
        some, parameters = part()
        anew = fetch(CountedLevels(skills, some, changed), parameters)
        others = (row for row in answer.found if skill_of(row) not in changed)
        answer = answer._replace(found=[*others, *anew], levels=levels)
        put_last(key, answer)
    return answer.found
