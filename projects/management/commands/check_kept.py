from django.core.management.base import BaseCommand, CommandError

from projects.models import HeldSeat
from projects.models.free_percents import make_steps_anew, people_astray


class Command(BaseCommand):
    help = (
        "Check what triggers keep, held seats and everybody's free time, against the"
        " rules that they go by. It is only astray where triggers were switched off."
        " Fails then, unless told to make it anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="put it right")

    def handle(self, *, rebuild, **options):
        seats, people = HeldSeat.objects.count_differences(), people_astray()
        if not rebuild and (seats or people):
            raise CommandError(
                f"astray: {seats} held seats, free time of {len(people)} people"
            )
        if seats:
            HeldSeat.objects.rebuild()
        if people:
            make_steps_anew(people)
        self.stdout.write(
            f"put right: {seats} held seats, free time of {len(people)} people"
        )
