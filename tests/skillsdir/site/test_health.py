import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from skillsdir.embedded.server import PORT, SUPERUSER, EmbeddedServer

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A database server that a test can stop and start; yields its two levers."""
    directory = tmp_path_factory.mktemp("server")
    server = EmbeddedServer(directory, "skillsdir", {"fsync": "off"})
    running = [server.start()]

    def stop():
        server.stop(running.pop())

    yield server, stop, lambda: running.append(server.start())
    for process in running:
        server.stop(process)


@pytest.fixture(scope="module")
def site(database):
    """The site in a process of its own on that database; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    host = str(database[0].socket_directory).replace("/", "%2F")
    url = f"postgresql://{SUPERUSER}@{host}:{PORT}/skillsdir"
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def fetch(url, **headers):
    """Status and text of a page, once the site listens."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urlopen(Request(url, headers=headers)) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            with error:
                return error.status, error.read().decode()
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.django_db
def test_health_says_ok_to_anyone(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_health_costs_what_watches_it_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/").status_code == 200


@pytest.mark.django_db
def test_health_only_reads(client):
    assert client.post("/health/").status_code == 405


def test_health_tells_when_the_database_goes_and_comes_back(site, database):
    _, stop, start = database
    before = fetch(f"{site}/health/")
    stop()
    during = fetch(f"{site}/health/")
    start()
    assert [before[0], during[0], fetch(f"{site}/health/")[0]] == [200, 503, 200]
    assert during[1] == '{"status": "database away"}'


def test_pages_answer_503_while_the_database_is_away(site, database):
    _, stop, start = database
    assert fetch(f"{site}/health/")[0] == 200
    stop()
    status, text = fetch(f"{site}/people/")
    assert (status, "database does not answer" in text) == (503, True)
    start()
    assert fetch(f"{site}/health/")[0] == 200


def test_health_is_told_alike_to_who_is_signed_in(site, database):
    _, stop, start = database
    assert fetch(f"{site}/health/")[0] == 200
    stop()
    told = fetch(f"{site}/health/", Cookie="sessionid=of-somebody")
    start()
    assert told == (503, '{"status": "database away"}')
