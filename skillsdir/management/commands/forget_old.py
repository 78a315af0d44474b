from django.core.management.base import BaseCommand

from skillsdir.spreadsheet.drafts.retention import forget_old


class Command(BaseCommand):
    help = (
        "Drop spreadsheets that nobody applied in time, and what undoing needed of old"
        " ones. Run it daily: pages drop those that they come across, and no others."
    )

    def handle(self, **options):
        forget_old()
