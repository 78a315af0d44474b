"""Addresses for many new rows, without asking the database for each."""

from people.catalogue import FreeSlugs


class Slugs(FreeSlugs):
    """Hands out slugs that no row and no page has."""

    def keep(self, slug):
        """The slug itself if nobody has it, else the next that is free."""
        if slug in self.taken:
            return self.take(slug)
        self.taken.add(slug)
        return slug
