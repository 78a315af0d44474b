"""Whether the demo can have a port, in words: `python -m skillsdir.port 8000`.

A module of its own because it runs before there are settings.
"""

import errno
import socket
import sys

OTHER = "Choose another: make demo PORT=8001"
REASONS = {
    errno.EADDRINUSE: "is taken",
    errno.EACCES: "is for the system alone",
}


def complaint(port):
    """Why there can be no demo on the port; nothing if there can."""
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        return f"PORT is a number from 1 to 65535, not “{port}”."
    try:
        socket.create_server(("127.0.0.1", int(port))).close()
    except OSError as error:
        return f"Port {port} {REASONS.get(error.errno, f'cannot be used: {error}')}."
    return None


if __name__ == "__main__" and (why := complaint(sys.argv[1])):
    sys.exit(f"{why} {OTHER}")
