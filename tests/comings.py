"""An organisation in which people are about to come and to go."""

from datetime import timedelta

from people.models import Person


def let_come_and_go(today):
    """Let every tenth person join in these weeks, and every tenth leave in them."""
    staying = Person.objects.filter(left_on=None).order_by("pk")
    for place, person in enumerate(staying):
        day = today + timedelta(days=place % 37)
        if place % 10 == 0:
            Person.objects.filter(pk=person.pk).update(joined_on=day)
        elif place % 10 == 5:
            Person.objects.filter(pk=person.pk).update(left_on=day)
