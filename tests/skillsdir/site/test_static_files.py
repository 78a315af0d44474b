"""Style sheets are many to who writes them and one to a browser."""

import json
import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from skillsdir.site.static_files import SHEETS, STATIC, check_collected

SOURCES = settings.BASE_DIR / "static" / "css"
LINKED = re.compile(r'<link rel="stylesheet" href="/static/css/([\w-]+)')


def test_the_one_style_sheet_holds_all_but_that_of_the_admin_site():
    sheet = Path(finders.find("css/site.css")).read_text()
    parts = {path for path in SOURCES.glob("*.css") if path.name != "admin.css"}
    assert sorted(sheet) == sorted("".join(path.read_text() for path in parts))


def test_the_order_of_the_layers_comes_first():
    for name in SHEETS:
        assert Path(finders.find(name)).read_text().startswith("/* Order of the layers")


def test_a_style_sheet_is_put_together_anew_only_where_a_part_changed():
    file = Path(finders.find("css/site.css"))
    os.utime(file, (1, 1))
    assert Path(finders.find("css/site.css")).stat().st_mtime == 1
    file.write_text("/* of before */")
    assert "/* of before */" not in Path(finders.find("css/site.css")).read_text()


def test_style_sheets_put_together_are_collected():
    found = {path for finder in finders.get_finders() for path, _ in finder.list([])}
    assert found >= {*SHEETS}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/people/", "/people/nobody-here/"])
def test_a_page_links_one_style_sheet(path, member_client):
    assert LINKED.findall(member_client.get(path).content.decode()) == ["site"]


@pytest.mark.django_db
def test_the_admin_site_links_one_style_sheet_of_ours(admin_client):
    page = admin_client.get("/admin/").content.decode()
    assert LINKED.findall(page) == ["admin-site"]


def test_an_error_page_links_what_is_there_without_a_list_of_files():
    page = (settings.BASE_DIR / "templates" / "bare.html").read_text()
    assert LINKED.findall(page) == ["site"]


# The start


@pytest.fixture
def collect(tmp_path, settings):
    """Has all static files collected but some."""
    settings.STATIC_ROOT = tmp_path
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    names = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*.*")}

    def collect(missing):
        paths = dict.fromkeys(names.union(SHEETS) - {missing}, "x")
        manifest = json.dumps({"version": "1.1", "paths": paths})
        (tmp_path / "staticfiles.json").write_text(manifest)
        settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}

    return collect


def test_the_site_starts_where_its_static_files_are(collect):
    collect(missing=None)
    check_collected()


@pytest.mark.parametrize("name", ["css/site.css", "img/favicon.svg"])
def test_a_static_file_that_is_not_collected_stops_the_start(name, collect):
    collect(missing=name)
    with pytest.raises(ImproperlyConfigured, match=f"{name} .*collectstatic"):
        check_collected()


def test_while_developing_nothing_needs_to_be_collected(settings):
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    check_collected()
