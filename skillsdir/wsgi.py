import gc
import os

from django.core.wsgi import get_wsgi_application

from skillsdir.site.incoming import plain_content_type

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillsdir.settings")


def start():
    site = get_wsgi_application()
    # It reads the settings, which are there from here on.
    from skillsdir.site.static_files import check_collected

    check_collected()
    return plain_content_type(site)


application = start()

# What has been loaded by now stays for good: the collector need not look at it again.
# Pages leave a thousand behind: it need not look at every seven hundred, but what many
# pages left would hold up the next one.
gc.collect()
gc.freeze()
gc.set_threshold(2_000, 20, 20)
