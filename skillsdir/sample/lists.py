"""What the sample's project manager keeps: saved searches and shortlists."""

from datetime import date

from people.models import Person, SavedSearch, Skill
from projects.models import Project, ProjectStatus, ShortlistEntry, SkillNeed
from skillsdir.sample.days import at

# Name, skill, level, and how many people are new since the manager last looked.
SEARCHES = (
    ("Python practitioners", "python", 3, 3),
    ("SQL, from working knowledge", "sql", 2, 0),
)
NOTES = ("Knows the data from an earlier project.", "Could start a week earlier.", "")
MOST_PROJECTS = 3


def make_lists(owner, today):
    """Write the rows, few enough to go one by one; return their numbers by noun."""
    here = Person.objects.active(date.fromordinal(today))
    for name, slug, level, new in SEARCHES:
        skill = Skill.objects.get(slug=slug)
        found = here.with_skill(skill.pk, level).order_by("pk")
        people = list(found.values_list("pk", flat=True))
        new = min(new, len(people))
        SavedSearch.objects.create(
            owner=owner,
            name=name,
            key=f"sample-{slug}",
            query=f"skill={slug}:{level}",
            known_people=people[: len(people) - new],
            new_count=new,
            saved_at=at(today - 30, 9, 0),
            checked_at=at(today, 6, 0),
        )
    entries = list(shortlist_entries(owner, here, today))
    ShortlistEntry.objects.bulk_create(entries)
    return {"saved searches": len(SEARCHES), "shortlist entries": len(entries)}


def shortlist_entries(owner, here, today):
    """Those who hold what a project looks for first, and are not booked on it."""
    needing = Project.objects.having(SkillNeed.objects.all())
    staffing = needing.filter(status=ProjectStatus.STAFFING)
    for project in staffing.order_by("pk")[:MOST_PROJECTS]:
        need = project.needs.order_by("pk").first()
        holders = here.with_skill(need.skill_id, need.level)
        free = holders.exclude(assignments__project=project).order_by("pk")
        for note, person in zip(NOTES, free[: len(NOTES)], strict=False):
            yield ShortlistEntry(
                project=project,
                person=person,
                note=note,
                added_by=owner,
                added_at=at(today - 5, 10, 0),
            )
