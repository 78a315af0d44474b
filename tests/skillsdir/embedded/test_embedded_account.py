"""The account that the embedded server runs as, and who may reach its files."""

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from skillsdir.embedded import account
from skillsdir.embedded.account import drop_root, has_capability, keep_access
from skillsdir.embedded.server import EmbeddedServer, binary


@pytest.fixture
def as_user(monkeypatch):
    """Makes the code believe that it runs under this user id."""
    return lambda number: monkeypatch.setattr(account.os, "geteuid", lambda: number)


@pytest.fixture
def capabilities(monkeypatch):
    """The capabilities in force, as the kernel says them."""

    def set_to(bits):
        text = f"Name:\tpython\nCapInh:\tffff\nCapEff:\t{bits:016x}\n"
        status = SimpleNamespace(read_text=lambda: text)
        monkeypatch.setattr(account, "Path", lambda path: status)

    return set_to


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_ordinary_user_runs_the_server_as_it_is(as_user):
    as_user(1000)

    assert drop_root() == []


def test_root_runs_the_server_as_nobody(as_user, capabilities, monkeypatch):
    as_user(0)
    capabilities(0)
    monkeypatch.setattr(account.shutil, "which", lambda name: f"/bin/{name}")

    command = drop_root()
    nobody = account.pwd.getpwnam("nobody")
    assert command[0] == "/bin/setpriv"
    assert f"--reuid={nobody.pw_uid}" in command
    assert command[-1] == "--clear-groups"


def test_root_without_the_tool_is_told_what_to_do(as_user, monkeypatch):
    as_user(0)
    monkeypatch.setattr(account.shutil, "which", lambda name: None)

    with pytest.raises(FileNotFoundError, match="set DATABASE_URL"):
        drop_root()


@pytest.mark.parametrize(
    ("bits", "has_it"), [(0b10, True), (0b1, False), (0, False), (0x1FFFFFFFFFF, True)]
)
def test_capability_is_a_bit_of_those_in_force(capabilities, bits, has_it):
    capabilities(bits)

    assert has_capability(account.CAP_DAC_OVERRIDE) is has_it


@pytest.mark.parametrize(("bits", "kept"), [(1 << 1 | 1 << 8, 3), (1 << 1, 0), (0, 0)])
def test_access_is_kept_where_it_can_be_handed_on(capabilities, bits, kept):
    capabilities(bits)

    assert len(keep_access()) == kept


def test_socket_has_a_short_path_however_deep_the_directory():
    server = EmbeddedServer(Path("/") / "/".join(["deep"] * 100))

    assert len(os.fsencode(server.socket_directory / ".s.PGSQL.5432")) < 107


def test_each_directory_has_a_socket_of_its_own(tmp_path):
    one, other = EmbeddedServer(tmp_path / "a"), EmbeddedServer(tmp_path / "b")

    assert one.socket_directory != other.socket_directory
    assert one.socket_directory == EmbeddedServer(tmp_path / "a").socket_directory


def test_directory_that_is_made_is_private(tmp_path):
    EmbeddedServer(tmp_path).make_private(tmp_path / "data")

    assert mode(tmp_path / "data") == 0o700


def test_directory_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "data"
    path.mkdir()
    path.chmod(0o755)

    with pytest.raises(PermissionError, match=r"must belong to \w+ alone"):
        EmbeddedServer(tmp_path).make_private(path)


def test_link_in_place_of_a_directory_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "data").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PermissionError):
        EmbeddedServer(tmp_path).make_private(tmp_path / "data")


def test_nothing_answers_where_no_server_runs(tmp_path):
    assert not EmbeddedServer(tmp_path).answers()


def test_programs_of_the_wheel_are_there():
    for program in ("postgres", "initdb", "psql"):
        assert os.access(binary(program), os.X_OK)


def test_complaint_ends_with_what_the_server_said_last(tmp_path):
    lines = [f"line {number}" for number in range(9)]
    (tmp_path / "server.log").write_text("\n".join(lines))

    first, *said = EmbeddedServer(tmp_path).complaint().splitlines()
    assert str(tmp_path) in first
    assert said == lines[-5:]
