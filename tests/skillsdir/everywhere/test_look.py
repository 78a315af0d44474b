"""The look's own rules: style sheets, templates and scripts read as text."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.template.loader import render_to_string

STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
TEMPLATES = [
    path
    for folder in ("templates", "people", "projects", "skillsdir")
    for path in sorted((settings.BASE_DIR / folder).rglob("*.html"))
]
TOKENS = settings.BASE_DIR / "static" / "css" / "tokens.css"

# Foreground and background, as components combine them.
TEXT_PAIRS = [
    *(
        (text, surface)
        for text in ("text", "muted", "link")
        for surface in ("page", "card", "raised", "sunken", "hover")
    ),
    *((f"on-level-{level}", f"level-{level}") for level in (1, 2, 3, 4)),
    *((text, "accent-soft") for text in ("text", "muted", "link", "on-accent-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("warning", "warning-soft"),
    ("error", "error-soft"),
    ("error", "card"),
    ("error", "page"),
]
# Shapes and edges that carry meaning.
SHAPE_PAIRS = [
    ("line-control", "card"),
    ("line-control", "page"),
    ("focus", "card"),
    ("focus", "page"),
    ("focus", "accent-soft"),
    ("accent", "card"),
    ("busy", "card"),
    ("over", "card"),
    ("error-line", "card"),
]


def without_comments(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def read_meanings():
    """Each meaning's colours as (light, dark)."""
    text = TOKENS.read_text()
    palette = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", text))
    meanings = re.findall(
        r"--color-([\w-]+): light-dark\(var\((--[\w-]+)\), var\((--[\w-]+)\)\);", text
    )
    return {
        name: (palette.get(light), palette.get(dark)) for name, light, dark in meanings
    }


def luminance(colour):
    """Relative luminance; source: WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_text_is_readable(text, surface, theme):
    meanings, at = read_meanings(), ("light", "dark").index(theme)

    assert contrast(meanings[text][at], meanings[surface][at]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "surface"), SHAPE_PAIRS)
def test_shapes_are_visible(shape, surface, theme):
    meanings, at = read_meanings(), ("light", "dark").index(theme)

    assert contrast(meanings[shape][at], meanings[surface][at]) >= 3


def test_colours_are_named_in_the_tokens_only():
    literal = re.compile(
        r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.I
    )

    found = {
        p.name: literal.findall(without_comments(p)) for p in STYLES if p != TOKENS
    }

    assert not any(found.values()), found


def test_every_token_is_defined_and_used():
    # admin.css fills in the admin site's own variables.
    text = "".join(without_comments(p) for p in STYLES if p.name != "admin.css")
    defined = set(re.findall(r"[{;]\s*(--[\w-]+):", text))

    assert defined == set(re.findall(r"var\((--[\w-]+)\)", text))


def test_selectors_need_neither_ids_nor_force():
    text = "".join(map(without_comments, STYLES))

    assert "!important" not in text
    assert not re.findall(r"#[\w-]+[^;{}]*\{", text)


def test_style_sheets_stay_small():
    assert sum(len(path.read_text().splitlines()) for path in STYLES) <= 2000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates_are_short_and_pass_the_security_policy(path):
    text = path.read_text()
    inline = re.compile(r"<style|<script(?![^>]*\ssrc=)|<[^>]*\s(?:style|on\w+)=", re.I)

    assert len(text.splitlines()) <= 120
    assert not inline.findall(text)


def test_all_scripts_together_are_30_kb():
    htmx = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
    static = settings.BASE_DIR / "static"
    scripts = [htmx, *static.glob("js/*.js"), *static.glob("vendor/**/*.min.js")]

    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) <= 30_000


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_pages_of_last_resort_need_no_context(name):
    assert "<h1>" in render_to_string(name)


@pytest.mark.django_db
def test_sign_in_page_helps_password_managers_and_tells_nothing(client):
    page = client.get("/accounts/login/").content.decode()

    assert 'autocomplete="current-password"' in page
    assert 'aria-label="Main"' not in page


@pytest.mark.django_db
def test_sign_in_page_says_what_is_wrong(client):
    response = client.post("/accounts/login/", {"username": "alice", "password": "no"})

    assert 'role="alert"' in response.content.decode()
