"""`manage.py` works beside the demo; no deployment ever runs with its settings."""

import ast
import os
import re
import shlex
import socket
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command, get_commands, load_command_class

from skillsdir import demo
from skillsdir.demo import VARIABLES, use_demo_settings
from skillsdir.management.commands.prepare_demo import are_collected
from skillsdir.port import complaint

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
# In blocks and in sentences.
COMMANDS = sorted(
    {
        " ".join(line.split())
        for line in re.findall(r"manage\.py ([a-z_]+(?: [^`\n]+)?)", README)
    }
)


@pytest.fixture
def environ(monkeypatch, tmp_path):
    """A checkout after `make demo`, and nothing set."""
    file = tmp_path / "demo.env"
    file.write_text("HTTPS=0\nSECRET_KEY=a=b\n")
    file.chmod(0o600)
    monkeypatch.setattr(demo, "FILE", file)
    environ = {"PATH": "/bin"}
    system = SimpleNamespace(environ=environ, geteuid=os.geteuid)
    monkeypatch.setattr(demo, "os", system)
    return environ


def test_the_settings_of_the_demo_are_taken_and_that_is_said(environ, capsys):
    use_demo_settings()
    assert environ == {"PATH": "/bin", "HTTPS": "0", "SECRET_KEY": "a=b"}
    assert "With the settings of the demo" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(VARIABLES))
@pytest.mark.parametrize("value", ["1", ""])
def test_they_are_not_taken_where_anything_is_set(name, value, environ):
    environ[name] = value
    use_demo_settings()
    assert environ == {"PATH": "/bin", name: value}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_they_are_not_taken_where_others_get_at_them(mode, environ, capsys):
    demo.FILE.chmod(mode)
    use_demo_settings()
    assert environ == {"PATH": "/bin"}
    assert "is not read: others may read it" in capsys.readouterr().err


def test_they_are_not_taken_from_another_account(environ, monkeypatch):
    monkeypatch.setattr(demo.os, "geteuid", lambda: os.geteuid() + 1)
    use_demo_settings()
    assert environ == {"PATH": "/bin"}


def test_without_a_demo_nothing_is_taken(environ):
    demo.FILE.unlink()
    use_demo_settings()
    assert environ == {"PATH": "/bin"}


def test_every_variable_of_the_readme_keeps_them_out():
    table = README.partition("| variable |")[2].partition("\n\n")[0]
    named = {word for row in table.splitlines() for word in words_of(row)}
    assert named == VARIABLES


def words_of(row):
    return re.findall(r"`([A-Z_]+)`", row.split("|")[1] if "|" in row else "")


@pytest.mark.looks_again
def test_nothing_but_manage_py_asks_for_them():
    files = [*ROOT.glob("*.py"), *(ROOT / "skillsdir").rglob("*.py")]
    asking = {file.name for file in files if "skillsdir.demo" in imported(file)}
    assert asking == {"manage.py"}


def imported(file):
    nodes = ast.walk(ast.parse(file.read_text()))
    return {node.module for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.looks_again
def test_the_site_does_not_start_without_a_key_beside_a_demo(tmp_path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("skillsdir", "people", "projects", "manage.py"):
        (checkout / name).symlink_to(ROOT / name)
    run = subprocess.run(
        [sys.executable, "-c", "import skillsdir.wsgi"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "SECRET_KEY is not set" in run.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_are_understood(command):
    name, *arguments = shlex.split(command)
    parser = load_command_class(get_commands()[name], name).create_parser("", name)
    parser.parse_args(arguments)


def test_the_readme_has_commands():
    assert {"migrate", "check --deploy"} <= {*COMMANDS}
    assert len(COMMANDS) > 10


def test_make_demo_leaves_a_file_for_its_owner_alone(tmp_path):
    (line,) = re.findall(r"\(umask 077;.*\);", (ROOT / "Makefile").read_text())
    (tmp_path / "var").mkdir()
    values = {"HTTPS": "0", "SECRET_KEY": "x", "SITE_URL": "http://127.0.0.1:1"}
    env = values | {"PATH": os.environ["PATH"]}
    subprocess.run(["sh", "-c", line.rstrip(";")], cwd=tmp_path, env=env, check=True)
    file = tmp_path / "var" / "demo.env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert dict(one.split("=", 1) for one in file.read_text().split()) == values


@pytest.mark.parametrize("port", ["abc", "80808", "0", "-1", "", "80 80", "１", "²"])
def test_what_is_no_port_is_said_to_be_none(port):
    assert complaint(port) == f"PORT is a number from 1 to 65535, not “{port}”."


def test_a_port_that_is_taken_is_said_to_be():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert complaint(str(port)) == f"Port {port} is taken."
    assert complaint(str(port)) is None


@pytest.fixture
def prepared(tmp_path, settings):
    """Static files collected in a folder of their own; gives the list of them."""
    settings.STATIC_ROOT = tmp_path
    storage = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "staticfiles.json"


def test_static_files_are_collected_for_the_demo_once(prepared):
    assert are_collected()


def test_static_files_are_collected_anew_where_any_is_newer(prepared):
    os.utime(prepared, (1, 1))
    assert not are_collected()


def test_static_files_are_collected_where_none_were(prepared):
    prepared.unlink()
    assert not are_collected()


@pytest.mark.django_db
def test_the_demo_is_prepared_with_skills_people_and_sign_ins(prepared):
    out = StringIO()
    call_command("prepare_demo", stdout=out)
    call_command("prepare_demo", stdout=out)
    assert "250 added" in out.getvalue()
    assert "The sample organisation is here already" in out.getvalue()
