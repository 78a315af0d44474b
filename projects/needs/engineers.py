"""Whether somebody is asked for, or there, who builds what is found out.

A skill is an engineer's if it stands in the catalogue under one of the headings of
`settings.DIRECTORY["ENGINEERING"]`. A project is early while a need of its first phases
goes on; where no need says a phase, while its aim is to explore or to prove. Early on
it is to have an engineer: a need of such a skill that is not for the later phases
alone, or somebody on its team, confirmed; either at Working or above. Where the
catalogue has no such skill, or its last day has gone, nothing is said.
"""

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When

from people.models import Expertise, Level, Skill
from projects.models import EARLY_PHASES, LIVE, Aim, Assignment, SkillNeed
from projects.models.assignment import from_day, not_over

EARLY_AIMS = (Aim.EXPLORE, Aim.PROVE)


def engineering_skills():
    return Skill.objects.active().filter(
        category__name__in=settings.DIRECTORY["ENGINEERING"]
    )


def lacks_engineer(today) -> Case:
    """Whether a live project is early and has no engineer."""
    skills = engineering_skills().order_by().values("pk")
    goes_on = from_day(today, "ends_on")
    needs = SkillNeed.objects.filter(goes_on, project=OuterRef("pk"))
    says_early = Exists(needs.filter(phase__in=EARLY_PHASES))
    is_early = says_early | (Q(aim__in=EARLY_AIMS) & ~Exists(needs.exclude(phase="")))
    asked = needs.filter(
        phase__in=("", *EARLY_PHASES), skill__in=skills, level__gte=Level.WORKING
    )
    able = Expertise.objects.filter(
        person=OuterRef("person"), skill__in=skills, level__gte=Level.WORKING
    )
    team = Assignment.objects.confirmed().filter(
        not_over(today), Exists(able), project=OuterRef("pk")
    )
    is_wanting = Exists(skills) & is_early & ~Exists(asked) & ~Exists(team)
    is_wanting &= Q(status__in=LIVE) & goes_on
    return Case(When(is_wanting, then=True), default=False)


def usual_engineering():
    """The engineering skill that most projects need."""
    skills = engineering_skills().annotate(projects=Count("needs__project"))
    return skills.order_by(F("projects").desc(), "name").first()
