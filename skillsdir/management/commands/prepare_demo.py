from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "What make demo does before it serves, in one process; again it is quick"
    # They take longer than all the rest, and hold for what is in the tree anyway.
    requires_system_checks = ()

    def handle(self, **options):
        if not are_collected():
            call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_skills", stdout=self.stdout)
        call_command("sample_data", keep=True, stdout=self.stdout)


def are_collected():
    """Whether no static file is newer than the list of those collected."""
    manifest = Path(staticfiles_storage.path(staticfiles_storage.manifest_name))
    sources = [
        storage.path(path)
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    times = [Path(path).stat().st_mtime for path in sources]
    return manifest.exists() and max(times) < manifest.stat().st_mtime
