"""What a name typed on a page means; and the names that a page offers."""

from people.emails import fold_email
from people.fields import AsciiLower, Fold
from people.models import Location, Person, Skill, SkillCategory, Team
from people.names import fold
from people.skill_names import resolve
from projects.models import Project

MODELS = {"team": Team, "location": Location, "project": Project}


def targets(noun, typed):
    """What each name means, as a `Decision` has it; unknown and ambiguous are left out.

    At most three queries, however many names.
    """
    if noun == "skill":
        known = resolve(typed).items()
        return {name: found.skill.slug for name, found in known if found.skill}
    if noun == "person":
        keys = {name: fold_email(name) for name in typed}
        rows = Person.objects.active().annotate(key=AsciiLower("email"))
        target = "email"
    else:
        keys = {name: fold(name) for name in typed}
        rows, target = MODELS[noun].objects.annotate(key=Fold("name")), "slug"
    found = {}
    for key, value in rows.filter(key__in=keys.values()).values_list("key", target):
        found.setdefault(key, []).append(value)
    return {name: found[key][0] for name, key in keys.items() if is_one(found.get(key))}


def is_one(values):
    return values is not None and len(values) == 1


def offered(noun):
    """Names to choose from while one types; nobody is offered all people."""
    if noun == "person":
        return []
    rows = Skill.objects.active() if noun == "skill" else MODELS[noun].objects.all()
    return list(rows.order_by("name").values_list("name", flat=True))


def category_choices():
    rows = SkillCategory.objects.order_by("position", "name")
    return [("", "Choose a category"), *rows.values_list("slug", "name")]
