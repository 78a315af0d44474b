"""People with too little time now, and with enough of it before long."""

from people.cards import person_cards
from people.free_people import ENOUGH, free_people
from people.lists import page_of


def free_soon_page(number, *, user):
    """A page of people's cards, who comes free first standing first; 10 queries."""
    page = page_of([one.person for one in free_people().coming], number)
    page.object_list = person_cards(page.object_list, user=user, percent=ENOUGH)
    return page
