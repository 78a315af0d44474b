"""Everything that the matrix shows: people against skills, a page of both."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property

from people.database.unchanged import fetch_values
from people.directory.filters import PersonFilterSet
from people.directory.levels import Asked
from people.directory.narrowing import narrowings
from people.directory.relaxations import ways_out
from people.directory.search import found_people, search, search_page
from people.fields import Ids
from people.lists.addresses import PARAMETER, Address
from people.lists.listing import Listing
from people.matrix.cells import figure_cells, head_cells, matrix_body, matrix_rows
from people.matrix.filters import MatrixFilterSet
from people.matrix.skills import skill_columns
from people.models import Expertise, Level, Person

# What no other list of people knows of.
OWN = MatrixFilterSet.base_filters.keys() - PersonFilterSet.base_filters.keys()


@dataclass(frozen=True, kw_only=True)
class MatrixListing(Listing):
    """One page of people against one page of skills."""

    one, many, export = "person", "people", "people:skill-matrix-export"
    levels = Level

    skills: Page | None = None

    @cached_property
    def people(self) -> Address:
        """The people list under the same filters."""
        params = self.address.params.copy()
        for name in (*OWN, PARAMETER):
            params.pop(name, None)
        if params.get("sort", "").endswith("skills"):
            del params["sort"]
        return Address(reverse("people:person-list"), params)

    @cached_property
    def narrower(self):
        """The beginning of the addresses that ask for a parameter more."""
        return self.people.beginning

    @property
    def held(self):
        """The same of the skills that are held most."""
        return self.address.href(self.address.pairs(but=["columns", "show"]))

    @property
    def heads(self):
        skills = [one.skill for one in self.skills]
        return head_cells(skills, reverse("people:skill-list"))

    @property
    def totals(self):
        """Figures of all people found: labels, each with a cell for each skill."""
        columns = self.skills.object_list
        rows = {
            "State it": [self.holders(one, Level.AWARENESS) for one in columns],
            "Working or above": [self.holders(one, Level.WORKING) for one in columns],
            "Want to learn it": [self.learners(one) for one in columns],
        }
        if any(one.needed for one in columns):
            rows["Level needed"] = [(one.needed_words, "") for one in columns]
            rows["At that level"] = [self.holders(one, one.least) for one in columns]
        return {label: figure_cells(cells) for label, cells in rows.items()}

    def holders(self, column, least):
        """How many have the skill at the level or above, and the list of them."""
        if not least:
            return "", ""
        skill = Asked(column.skill, least).value
        # Where any skill will do, one more would find more people.
        is_narrower = self.criteria["match"] == "all" or not self.criteria["skill"]
        return self.counted(column.figures.at_least(least), "skill", skill, is_narrower)

    def learners(self, column):
        is_narrower = not self.criteria["goal"]
        return self.counted(
            column.figures.wanted, "goal", column.skill.slug, is_narrower
        )

    def counted(self, count, name, value, is_narrower):
        """The figure, and the address of the people list with the parameter more."""
        href = f"{self.narrower}{name}={value}" if count and is_narrower else ""
        return count, href

    @property
    def body(self):
        return matrix_body(
            self.page.object_list,
            [one.skill.pk for one in self.skills],
            reverse("people:person-list"),
        )


def matrix_listing(filterset, address) -> MatrixListing:
    """Answer the filters of the people list with levels instead of cards."""
    if not filterset.is_valid():
        return MatrixListing.refused(filterset, address)
    criteria = filterset.criteria
    if narrowings(filterset) or is_by_skills(criteria["sort"]):
        found = search(filterset)
        people = Person.objects.filter(pk__any=Ids(found.people))
    else:
        found = search_page(filterset, int(criteria["rows"]))
        people = found_people(filterset)
    columns = skill_columns(filterset, None if filterset.keeps_all_here() else people)
    skills = [one.skill.pk for one in columns]
    people = order_people(found.people, skills, criteria["sort"])
    page = Paginator(people, int(criteria["rows"])).get_page(criteria["page"])
    page.object_list = matrix_rows(page.object_list, skills)
    across = Paginator(columns, int(criteria["across"]))
    return MatrixListing.answered(
        filterset,
        address,
        total=len(found.people),
        page=page,
        facets=found.facets,
        ways_out=[] if found.people else ways_out(filterset, address),
        skills=across.get_page(criteria["columns_page"]),
    )


def is_by_skills(sort):
    return sort.removeprefix("-") == "skills"


def order_people(people, skills, sort):
    """The people, given by id, who know most of the skills first; `-` turns it round.

    By any other sort they are in order already.
    """
    if not is_by_skills(sort):
        return people
    rows = Expertise.objects.filter(
        person_id__any=Ids(people), skill_id__any=Ids(skills)
    )
    rows = rows.order_by().values_list("person").annotate(count=Count("*"))
    counts = Counter(dict(fetch_values(rows)))
    return sorted(people, key=lambda pk: counts[pk], reverse=not sort.startswith("-"))
