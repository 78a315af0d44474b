"""Style sheets are written by feature and sent as one, to every page the same."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = settings.BASE_DIR / "static" / "css"
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
