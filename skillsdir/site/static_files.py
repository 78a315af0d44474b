"""Style sheets are written by feature and sent as one."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import "([\w-]+\.css)";')


class OneStyleSheet(CompressedManifestStaticFilesStorage):
    """Puts what our style sheets import in its place, before names get their hashes."""

    def post_process(self, paths, dry_run=False, **options):
        sources = {name: where for name, where in paths.items() if is_own_sheet(name)}
        if not dry_run:
            for name in sources:
                self.delete(name)
                self.save(name, ContentFile(put_together(name, sources)))
            paths = paths | {name: (self, name) for name in sources}
        yield from super().post_process(paths, dry_run, **options)


def is_own_sheet(name):
    return name.startswith("css/") and name.endswith(".css")


def put_together(name, sources):
    """The text of a style sheet with all that it imports."""
    storage, path = sources[name]
    with storage.open(path) as file:
        text = file.read().decode()
    return IMPORT.sub(lambda found: put_together(f"css/{found[1]}", sources), text)
