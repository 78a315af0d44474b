"""`make screenshots`: every page in four looks, contact sheets, the README's pictures.

Not collected with the tests: it claims nothing, it is for eyes. Pages are those of the
sample organisation, as the accessibility tests know them, and the admin site's.
"""

import re

import pytest
from django.conf import settings

from tests.browser.test_accessibility import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOLDER = settings.BASE_DIR / "var" / "screenshots"
SIZES = {1280: 900, 390: 844}
LOOKS = [(width, scheme) for width in SIZES for scheme in ("light", "dark")]
ADMIN = ["/", "/admin/", "/admin/people/person/", "/spreadsheet/"]
# The pictures that the README shows, from which page.
README = {
    "people-list": "/people/?skill=python:3&skill=sql&free=20&sort=level",
    "availability": "/availability/",
}
PAGES_A_SHEET = 5
SHEET = """<!doctype html><style>
body { display: grid; grid-template-columns: repeat(4, auto); gap: 8px; margin: 8px;
  width: max-content; background: #777 }
h2 { grid-column: 1 / -1; margin: 0; color: #fff; font: 14px sans-serif }
img { height: 420px }
</style>"""


def named(who, address):
    return f"{who}-{re.sub(r'[^a-z0-9]+', '-', address.lower()).strip('-') or 'home'}"[
        :80
    ]


def take(page, address, name):
    """The page in its four looks; their file names."""
    files = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        files.append(f"{name}-{width}-{scheme}.png")
        page.screenshot(path=FOLDER / files[-1])
    return files


def test_every_page(open_page):
    shots = {}
    pages = {"manager": addresses(), "member": ["/", "/people/me/"], "admin": ADMIN}
    for who, theirs in pages.items():
        page = open_page("/", username=who)
        for address in theirs:
            if "export" not in address:
                shots[f"{who} {address}"] = take(page, address, named(who, address))
    make_sheets(open_page("/"), shots)


def make_sheets(page, shots):
    titles = list(shots)
    page.set_viewport_size({"width": 1680, "height": 900})
    for start in range(0, len(titles), PAGES_A_SHEET):
        parts = [
            f"<h2>{title}</h2>"
            + "".join(f"<img src='{file}'>" for file in shots[title])
            for title in titles[start : start + PAGES_A_SHEET]
        ]
        sheet = FOLDER / f"sheet-{start // PAGES_A_SHEET + 1:02}.html"
        sheet.write_text(SHEET + "".join(parts))
        page.goto(sheet.as_uri())
        page.screenshot(path=sheet.with_suffix(".png"), full_page=True)


@pytest.mark.parametrize("name", README)
def test_readme(name, open_page):
    page = open_page(README[name], viewport={"width": 1280, "height": 900})
    page.screenshot(path=settings.BASE_DIR / "static" / "img" / f"{name}.png")


@pytest.fixture(autouse=True)
def folder():
    FOLDER.mkdir(parents=True, exist_ok=True)
