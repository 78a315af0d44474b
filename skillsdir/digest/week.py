from skillsdir.digest.lines import News, most_relevant
from skillsdir.digest.people import people_lines
from skillsdir.digest.projects import project_lines, seat_lines


def lines_for(person, since) -> list[News]:
    """What happened around the person since then; 3 queries."""
    ended, began = project_lines(person, since)
    levels, mates = people_lines(person, since)
    return most_relevant([seat_lines(person, since), ended, began, levels, mates])
