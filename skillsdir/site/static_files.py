"""Style sheets are written by feature and sent as one, to every page the same."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import (
    ManifestFilesMixin,
    staticfiles_storage,
)
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

STATIC = settings.BASE_DIR / "static"
SOURCES = STATIC / "css"
# Each with its parts, in order.
SHEETS = {
    "css/site.css": (
        *("tokens", "base", "layout", "controls"),
        *("lists", "panels", "people", "projects"),
    ),
    "css/admin-site.css": ("tokens", "admin"),
}


class JoinedStyleSheets(BaseFinder):
    """Finds sheets that it puts together; a file changes only where a part did."""

    storage = FileSystemStorage(settings.VAR_DIR / "joined")

    def check(self, **kwargs):
        return []

    def list(self, ignore_patterns):
        for name in SHEETS:
            self.find(name)
            yield name, self.storage

    def find(self, path, find_all=False, **kwargs):
        if path not in SHEETS:
            return []
        file = Path(self.storage.path(path))
        text = "".join((SOURCES / f"{part}.css").read_text() for part in SHEETS[path])
        if not file.exists() or file.read_text() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return [str(file)] if find_all else str(file)


def check_collected():
    """Stop the start where a file was not collected: pages that name it fail."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        # The storage of a developer, who needs none.
        return
    files = (file for file in STATIC.rglob("*") if file.is_file())
    names = {*SHEETS, *(file.relative_to(STATIC).as_posix() for file in files)}
    if missing := sorted(names - staticfiles_storage.hashed_files.keys()):
        raise ImproperlyConfigured(
            f"STATIC_ROOT={settings.STATIC_ROOT} lacks {len(missing)} static files, "
            f"{missing[0]} among them: run manage.py collectstatic."
        )
