"""Start an embedded server, say so, and stop it when nobody uses it any more."""

import fcntl
import os
import sys
import time

import psycopg2

from skillsdir.embedded.server import EmbeddedServer

SECONDS_BETWEEN_LOOKS = 0.25


def main(directory, name, *options):
    settings = dict(option.split("=", 1) for option in options)
    server = EmbeddedServer(directory, name, settings)
    process = start_server(server)
    os.write(sys.stdout.fileno(), b"ready\n")
    os.close(sys.stdout.fileno())
    with (server.directory / "users.lock").open("a") as users:
        if becomes_unused(process, users):
            # Still locked: whoever comes now waits until the server is down.
            server.stop(process)


def start_server(server):
    """The server's process; what stands against it goes to the log, in words."""
    try:
        return server.start()
    except psycopg2.OperationalError:
        sys.exit("PostgreSQL has ended.")
    except (OSError, RuntimeError) as error:
        sys.exit(str(error))


def becomes_unused(process, users):
    """Wait for the lock; false if the server ended (crashed) before."""
    while process.poll() is None:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        else:
            return True
    return False


if __name__ == "__main__":
    main(*sys.argv[1:])
