from django.core.management.base import BaseCommand, CommandError

from projects.models import HeldSeat


class Command(BaseCommand):
    help = "Compare the seats that are kept as held with the rule that they go by."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="write them anew")

    def handle(self, *, rebuild, **options):
        differences = HeldSeat.objects.count_differences()
        if differences and not rebuild:
            raise CommandError(f"{differences} differ; --rebuild writes them anew")
        if rebuild:
            HeldSeat.objects.rebuild()
        self.stdout.write(f"{HeldSeat.objects.count()} held, {differences} differed")
