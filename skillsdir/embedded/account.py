"""The account that the embedded server runs as: PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

# Linux capabilities by number: to work below directories that are root's alone, such
# as /root, and to hand that right to another account.
CAP_DAC_OVERRIDE = 1
CAP_SETPCAP = 8


def server_account():
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def spawn(command):
    """Start a server program under the right account; all it says goes to stderr."""
    return subprocess.Popen(
        [*drop_root(), *end_with_us(), *command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
    )


def end_with_us():
    """What to put before a command so that it ends with this process, if killed too.

    PostgreSQL takes the signal for its "fast" shutdown. Only Linux has it.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def drop_root():
    """What to put before a command so that it does not run as root.

    The one capability it keeps lets it reach a checkout that belongs to root,
    without opening any directory to others.
    """
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        raise FileNotFoundError(
            "PostgreSQL does not run as root, and setpriv (util-linux) is missing: "
            "run as an ordinary user, or set DATABASE_URL."
        )
    account = server_account()
    identity = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]
    return [setpriv, *identity, "--clear-groups", *keep_access()]


def keep_access():
    if not (has_capability(CAP_DAC_OVERRIDE) and has_capability(CAP_SETPCAP)):
        return []
    return [
        # Without it access(2), which PostgreSQL asks, disregards the capability.
        "--securebits=+no_setuid_fixup",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
    ]


def has_capability(number):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            return bool(int(line.split()[1], 16) >> number & 1)
    return False
