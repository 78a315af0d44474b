import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skillsdir.embedded.server import EmbeddedServer

ROOT = Path(__file__).resolve().parents[3]
# A connection needs the settings; the models would take five times as long.
CONNECT = """
import sys
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_postmaster_start_time()")
    print(cursor.fetchone()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server of these tests' own, on a path too long for a socket's name."""
    directory = tmp_path_factory.mktemp("deep").joinpath(*["a-long-name" * 3] * 4)
    return EmbeddedServer(directory, "skillsdir", {"fsync": "off"})


@pytest.fixture
def connect(server, monkeypatch):
    """Start processes that connect to it and stay until their input ends."""
    monkeypatch.setenv("EMBEDDED_DIR", str(server.directory))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    started = []

    def connect():
        process = subprocess.Popen(
            [sys.executable, "-c", CONNECT],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield connect
    for process in started:
        process.communicate()
    assert goes_away(server)


def goes_away(server):
    deadline = time.monotonic() + 30
    while server.socket_directory.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not server.answers()


def test_two_processes_that_start_at_once_share_one_server(connect):
    first, second = connect(), connect()
    answer = first.stdout.readline()
    assert answer.startswith(b"20")
    assert second.stdout.readline() == answer


def test_the_server_stays_while_somebody_uses_it(connect, server):
    first, second = connect(), connect()
    assert first.stdout.readline() == second.stdout.readline()
    first.communicate()
    time.sleep(1)
    assert server.answers()


def test_the_server_goes_when_its_last_user_is_killed(connect, server):
    process = connect()
    process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    assert goes_away(server)


def test_a_server_that_crashed_is_started_again(connect, server):
    connect().stdout.readline()
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    assert connect().stdout.readline().startswith(b"20")


def test_dbshell_opens_the_same_database(connect):
    connect().stdout.readline()
    command = [sys.executable, "manage.py", "dbshell", "--", "-Atc", "SELECT 6 * 7"]
    shell = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert shell.stdout == b"42\n"


def test_nothing_stays_in_the_temporary_directory(connect, server):
    process = connect()
    process.stdout.readline()
    process.communicate()
    assert goes_away(server)
    assert not server.socket_directory.exists()


def test_others_on_the_machine_cannot_reach_the_server(connect, server):
    connect().stdout.readline()
    assert server.socket_directory.stat().st_mode & 0o777 == 0o700
    assert "listen_addresses" in (server.data / "postmaster.opts").read_text()


def postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split()[0])


def keeper_of(server):
    status = Path(f"/proc/{postmaster(server)}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("PPid:"))
    return int(line.split()[1])


def test_a_server_whose_keeper_is_killed_goes_too(connect, server):
    process = connect()
    process.stdout.readline()
    os.kill(keeper_of(server), signal.SIGKILL)
    assert ends(server)
    # The next keeper takes away what this one left.
    connect().stdout.readline()


def test_after_that_the_next_one_has_a_server_again(connect, server):
    connect().stdout.readline()
    os.kill(keeper_of(server), signal.SIGKILL)
    assert connect().stdout.readline().startswith(b"20")


def ends(server):
    deadline = time.monotonic() + 30
    while server.answers() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not server.answers()


def test_a_number_that_is_somebody_elses_by_now_stands_in_no_way(connect, server):
    """As after a crash of a container: the same numbers, other processes."""
    process = connect()
    process.stdout.readline()
    lock = (server.data / "postmaster.pid").read_text()
    process.communicate()
    assert goes_away(server)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        rest = lock.partition("\n")[2]
        (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{rest}")
        answer = connect().stdout.readline()
        stranger.kill()
    assert answer.startswith(b"20")


def test_a_server_is_no_stranger_to_itself(connect, server):
    connect().stdout.readline()
    assert not server.is_stranger(postmaster(server))
    assert server.is_stranger(os.getpid())
    assert not server.is_stranger("no number")


def test_right_after_all_of_it_was_killed_a_server_starts(connect, server):
    process = connect()
    process.stdout.readline()
    for number in (keeper_of(server), postmaster(server), process.pid):
        os.kill(number, signal.SIGKILL)
    assert connect().stdout.readline().startswith(b"20")


def test_the_log_keeps_what_was_said_before(connect, server):
    for _ in range(2):
        process = connect()
        process.stdout.readline()
        process.communicate()
        assert goes_away(server)
    assert server.log.read_text().count("database system is ready to accept") >= 2


def test_a_long_log_makes_room(tmp_path):
    server = EmbeddedServer(tmp_path)
    server.log.write_text("x" * 1_000_001)
    server.turn_over_the_log()
    server.turn_over_the_log()
    assert not server.log.exists()
    assert (tmp_path / "server.log.1").stat().st_size == 1_000_001


def test_a_server_that_cannot_start_says_why(tmp_path):
    (tmp_path / "server.log").write_text("Said at another time\n")
    server = EmbeddedServer(tmp_path, settings={"shared_buffers": "lots"})
    with pytest.raises(Exception, match="does not start") as refused:
        server.start_keeper()
    assert 'invalid value for parameter "shared_buffers": "lots"' in str(refused.value)
    assert "Traceback" not in str(refused.value)
    assert "another time" not in str(refused.value)


def test_a_directory_of_others_is_said_to_be(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)
    with pytest.raises(Exception, match="must belong to") as refused:
        EmbeddedServer(tmp_path).start_keeper()
    assert "Traceback" not in str(refused.value)


def test_copied_data_are_to_be_given_back_and_never_removed(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)
    with pytest.raises(PermissionError, match="chown -R") as refused:
        EmbeddedServer(tmp_path).make_private(tmp_path / "data")
    assert "remove" not in str(refused.value)
