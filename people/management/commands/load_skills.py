from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from people.skills.loading import DEFAULT_FILE, CatalogueError, load_catalogue


class Command(BaseCommand):
    help = "Load the skill catalogue from a CSV file; loading it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE)

    def handle(self, *, file, **options):
        try:
            report = load_catalogue(file)
        except CatalogueError as error:
            raise CommandError(f"{file.name}: {error}") from None
        for noun in ("categories", "skills", "aliases"):
            counts = getattr(report, noun)
            self.stdout.write(
                f"{noun}: {counts['added']} added, {counts['changed']} changed,"
                f" {counts['unchanged']} unchanged"
            )
        for line in report.left_alone:
            self.stdout.write(f"left as it is: {line}")
