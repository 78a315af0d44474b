"""Counting what a task costs whoever does it by mouse."""

from contextlib import contextmanager

COUNT = "addEventListener('click', (event) => event.detail && countClick(), true)"


@contextmanager
def counted_clicks(page):
    """Clicks of the mouse within, in all documents; pressing a key is none."""
    clicks = []
    page.expose_function("countClick", lambda: clicks.append(page.url))
    page.add_init_script(COUNT)
    page.evaluate(COUNT)
    yield clicks
