from django.core.management.base import BaseCommand, CommandError

from projects.models.free_percents import make_steps_anew, people_astray


class Command(BaseCommand):
    help = (
        "Check the steps of everybody's free time against bookings, absences and days"
        " of joining and leaving. Triggers keep them: they are only astray where"
        " triggers were switched off. Fails then, unless told to make them anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="put them right")

    def handle(self, *args, rebuild, **options):
        astray = people_astray()
        if astray and rebuild:
            make_steps_anew(astray)
        elif astray:
            raise CommandError(f"free time astray: {len(astray)} people")
        self.stdout.write(f"people put right: {len(astray)}")
