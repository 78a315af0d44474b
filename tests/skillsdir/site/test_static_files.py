"""Style sheets are many to who writes them and one to a browser."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

SOURCES = settings.BASE_DIR / "static" / "css"
LINKED = re.compile(r'<link rel="stylesheet" href="/static/css/([\w-]+)')


@pytest.fixture
def collect(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES |= {
        "staticfiles": {"BACKEND": "skillsdir.site.static_files.OneStyleSheet"}
    }

    def run(name):
        call_command("collectstatic", interactive=False, verbosity=0)
        return Path(tmp_path, "css", name).read_text()

    return run


def test_the_one_style_sheet_holds_all_but_that_of_the_admin_site(collect):
    sheet = collect("site.css")
    parts = {path.name for path in SOURCES.glob("*.css")} - {"site.css", "admin.css"}
    assert all((SOURCES / part).read_text() in sheet for part in parts)
    assert "@import" not in sheet


def test_collected_again_a_style_sheet_is_the_same(collect):
    assert collect("admin.css") == collect("admin.css")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/people/", "/people/nobody-here/"])
def test_a_page_links_one_style_sheet(path, member_client):
    assert LINKED.findall(member_client.get(path).content.decode()) == ["site"]


@pytest.mark.django_db
def test_the_admin_site_links_one_style_sheet_of_ours(admin_client):
    page = admin_client.get("/admin/").content.decode()
    assert LINKED.findall(page) == ["admin"]


def test_an_error_page_links_what_is_there_without_a_list_of_files():
    page = (settings.BASE_DIR / "templates" / "bare.html").read_text()
    assert LINKED.findall(page) == ["site"]
