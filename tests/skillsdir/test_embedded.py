import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skillsdir.embedded.server import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
CONNECT = """
import sys
import django
django.setup()
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


def test_a_server_that_cannot_start_says_why(tmp_path):
    server = EmbeddedServer(tmp_path, settings={"shared_buffers": "lots"})
    with pytest.raises(Exception, match="does not start"):
        server.start_keeper()
