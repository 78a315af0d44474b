"""Addresses for many new rows, without asking the database for each."""

from people.catalogue import FreeSlugs
from people.fields import RESERVED_SLUGS


class Slugs(FreeSlugs):
    """Hands out slugs that no row and no page has."""

    def __init__(self, model):
        super().__init__(())
        self.taken.update(model.objects.values_list("slug", flat=True), RESERVED_SLUGS)

    def keep(self, slug):
        """The slug itself if nobody has it, else the next that is free."""
        if slug in self.taken:
            return self.take(slug)
        self.taken.add(slug)
        return slug
