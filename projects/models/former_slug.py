from people.models.former_slug import FormerSlug, bearer
from projects.models.project import Project


class FormerProjectSlug(FormerSlug):
    """A slug that a project had."""

    row = bearer(Project)
