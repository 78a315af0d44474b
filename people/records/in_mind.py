"""The project for which a project manager looks at somebody.

It stands alone, as no page of people but the profile knows of such a project.
"""

from django.db.models import Exists, OuterRef

from people.database.compiled import CompiledQuery
from people.lists.former_slugs import by_slug
from people.models import related


def project_in_mind(person, *, user, slug=""):
    """The live project with that slug, else the only one that the user leads.

    `None` if there is none; `is_shortlisted` says whether the person is in mind for it.
    """
    if slug:
        return by_slug(live_projects(person), [slug]).get(slug)
    led = two_led(person.pk, user.pk)
    return led[0] if len(led) == 1 else None


def live_projects(person):
    entries = related("shortlistings").filter(project=OuterRef("pk"), person=person)
    return related("projects_led").live().annotate(is_shortlisted=Exists(entries))


@CompiledQuery
def two_led(person, user):
    return live_projects(person).filter(lead__user=user).order_by("pk")[:2]
