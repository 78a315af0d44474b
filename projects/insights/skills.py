"""Skills: what there is against what is needed, what hangs on one, what is wanted."""

from collections import Counter, defaultdict
from typing import NamedTuple

from django.db.models import Count, Max, Q
from django.urls import reverse

from people.database.unchanged import fetch_values
from people.models import Expertise, LearningGoal, Level, Person, Skill
from people.records.demand import missing_by_skill
from people.records.wishes import with_service
from projects.insights.tables import Cell, Line, Picture
from projects.models import Assignment, Project, SkillNeed

FEW = 1


class Supply(NamedTuple):
    """How many have a skill at Working, and at Practitioner or above; one of these."""

    working: int = 0
    practising: int = 0
    one: int | None = None


class SkillPictures:
    """Three tables, of the people of the filters; 8 queries."""

    def __init__(self, filterset):
        self.filterset, self.of_people = filterset, filterset.of_people
        self.people = reverse("people:person-list")
        able = Q(level__gte=Level.PRACTITIONER)
        rows = (
            filterset.theirs(Expertise.objects.filter(level__gte=Level.WORKING))
            .order_by()
            .values_list("skill")
            .annotate(
                working=Count("pk"),
                practising=Count("pk", filter=able),
                one=Max("person", filter=able),
            )
        )
        self.supply = {skill: Supply(*counts) for skill, *counts in fetch_values(rows)}
        # Of every skill that a live project needs, also of those with no seat open.
        self.missing = missing_by_skill()
        self.skills = Skill.objects.active().in_bulk()

    def pictures(self):
        return [self.single_points(), self.supply_and_demand(), self.wanted()]

    def people_with(self, skill, level):
        """The people list for the skill at the level or above."""
        return f"{self.people}?skill={skill.slug}:{level}{self.of_people}"

    def needed_at(self, skill):
        """Where the live projects that need it stand, and the seats that are open."""
        return f"{skill.get_absolute_url()}#demand"

    def supply_and_demand(self):
        rows = [
            self.supply_row(self.skills[pk], missing)
            for pk, missing in self.missing.items()
            if missing and pk in self.skills
        ]
        rows.sort(key=lambda row: (-row.filled, row.name))
        return Picture(
            "supply",
            "Needed against there",
            "Seats that live projects have not found anybody for, and people with the"
            " skill at Working or above. The upper bar counts seats, the lower one"
            " people.",
            ["Skill", "Open seats", "Working or above", "Practitioner or above"],
            rows,
            empty="Every seat of every live project has been found.",
            is_of_two=True,
        )

    def supply_row(self, skill, missing):
        supply = self.supply.get(skill.pk, Supply())
        cells = [
            Cell(missing, self.needed_at(skill)),
            Cell(supply.working, self.people_with(skill, 2)),
            Cell(supply.practising, self.people_with(skill, 3)),
        ]
        return Line(
            skill.name,
            skill.get_absolute_url(),
            cells,
            missing,
            supply.working,
            skill.slug,
        )

    def single_points(self):
        """Skills in use or needed that one person practises, or nobody."""
        few = [
            pk for pk in self.skills if self.supply.get(pk, Supply()).practising <= FEW
        ]
        needing, using = projects_needing(few), projects_using(few)
        names = Person.objects.in_bulk(
            {one for pk in few if (one := self.supply.get(pk, Supply()).one)}
        )
        rows = [
            self.hanging_row(self.skills[pk], names, needing[pk], using[pk])
            for pk in few
            if needing[pk] or using[pk]
        ]
        rows.sort(key=lambda row: (-row.filled, row.name))
        needed = self.missing.keys() & self.skills.keys()
        on_few = len(needed.intersection(few))
        words = (
            f"Of {len(needed)} skills that live projects need,"
            f" {on_few} hang{'s' * (on_few == 1)} on one person or nobody"
        )
        return Picture(
            "single-points",
            "Single points of failure",
            "Skills that a live project needs or uses, and that one person or nobody"
            " has at Practitioner or above. The bar counts projects.",
            ["Skill", "Practitioner or above", "Projects that need it", "that use it"],
            rows,
            alarm=words if on_few else "",
            empty="Every skill that is needed or used has two people at least.",
        )

    def hanging_row(self, skill, people, needing, using):
        supply = self.supply.get(skill.pk, Supply())
        who = people.get(supply.one)
        cells = [
            Cell(who.name, who.get_absolute_url()) if who else Cell("nobody"),
            Cell(len(needing), self.needed_at(skill)),
            Cell(len(using)),
        ]
        count = len(needing | using)
        return Line(
            skill.name, skill.get_absolute_url(), cells, count, count, skill.slug
        )

    def wanted(self):
        """Goals against open seats, and those of which nothing has come for long."""
        goals = with_service(LearningGoal.objects.unfinished())
        counts = (
            self.filterset.theirs(goals)
            .order_by()
            .values_list("skill", "is_unserved")
            .annotate(count=Count("pk"))
        )
        wants, unserved = Counter(), Counter()
        for skill, is_unserved, count in fetch_values(counts):
            wants[skill] += count
            unserved[skill] += count * bool(is_unserved)
        rows = [
            Line(
                self.skills[pk].name,
                self.skills[pk].get_absolute_url(),
                [
                    Cell(count, self.people_wanting(self.skills[pk])),
                    Cell(self.missing[pk], self.needed_at(self.skills[pk])),
                    Cell(unserved[pk]),
                ],
                min(count, self.missing[pk]),
                count,
                self.skills[pk].slug,
            )
            for pk, count in wants.items()
            if pk in self.skills
        ]
        rows.sort(key=lambda row: (-row.whole, row.name))
        can_serve = sum(n for pk, n in wants.items() if self.missing[pk])
        words = f"{can_serve} of {wants.total()} goals are for a skill that a live"
        words += f" project lacks; {unserved.total()} unserved for six months"
        return Picture(
            "wanted",
            "Wanted against needed",
            "Open learning goals, and the open seats that they could serve; unserved is"
            " half a year old without a project since that used the skill.",
            ["Skill", "Want to learn it", "Open seats", "Unserved"],
            rows,
            alarm=words if wants else "",
            empty="Nobody has a learning goal.",
        )

    def people_wanting(self, skill):
        return f"{self.people}?goal={skill.slug}{self.of_people}"


def projects_needing(skills):
    """Live projects that need a skill of these, as sets of ids by skill; a query."""
    needs = SkillNeed.objects.live().filter(skill__in=skills).order_by()
    return sets_by_skill(needs.values_list("skill", "project"))


def projects_using(skills):
    """Live projects whose team uses a skill of these, likewise; a query."""
    live = Project.objects.live().order_by().values("pk")
    bookings = Assignment.objects.on_team().begun().order_by()
    rows = bookings.filter(project__in=live, skills__in=skills)
    return sets_by_skill(rows.values_list("skills", "project").distinct())


def sets_by_skill(pairs):
    sets = defaultdict(set)
    for skill, project in pairs:
        sets[skill].add(project)
    return sets
