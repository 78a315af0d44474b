from django.core.management.base import BaseCommand, CommandError

from projects.models.free_percents import make_steps_anew, people_astray
from projects.models.kept import KEPT


class Command(BaseCommand):
    help = (
        "Check what triggers keep, of seats, skills and everybody's free time, against"
        " the rules that they go by. It is only astray where triggers were switched"
        " off. Fails then, unless told to make it anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="put it right")

    def handle(self, *, rebuild, **options):
        counts = {model: model.objects.count_differences() for model in KEPT}
        people = people_astray()
        words = [
            f"{model._meta.verbose_name_plural}: {count}"
            for model, count in counts.items()
        ]
        words = ", ".join([*words, f"people with other free time: {len(people)}"])
        if not rebuild and (any(counts.values()) or people):
            raise CommandError(f"astray: {words}")
        for model, count in counts.items():
            if count:
                model.objects.rebuild()
        if people:
            make_steps_anew(people)
        self.stdout.write(f"put right: {words}")
