"""The settings that `make demo` leaves behind, so that `manage.py` works beside it.

Only `manage.py` asks for them. Under a server the site never does: where its settings
are missing it does not start.
"""

import os
import stat
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "var" / "demo.env"
# All that README.md lists: who sets any of them speaks of another site than the demo.
VARIABLES = {
    *("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "HTTPS"),
    *("BEHIND_PROXY", "DATABASE_URL", "EMBEDDED_DIR", "EMBEDDED_FSYNC", "STATIC_ROOT"),
    *("TIME_ZONE", "SUCCESS_RATE_VISIBLE_TO", "OUTCOMES_VISIBLE_TO"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "CONTACT"),
    *("SITE_URL", "SESSION_HOURS", "SIGN_IN_ATTEMPTS", "SIGN_IN_WAIT_MINUTES"),
    *("SEARCHES_PER_MINUTE", "EXPORTS_PER_MINUTE", "SIGN_INS_PER_MINUTE", "LOG_LEVEL"),
    *("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME"),
    *("OIDC_ADMITS", "PREPARED_STATEMENTS", "SECRET_KEY_FALLBACKS"),
}


def use_demo_settings():
    """Take them into the environment of this process where they hold, and say so."""
    if VARIABLES & os.environ.keys() or not FILE.is_file():
        return
    if why := distrust(FILE.stat()):
        print(f"{FILE} is not read: {why}.", file=sys.stderr)
        return
    lines = FILE.read_text().splitlines()
    os.environ.update(line.split("=", 1) for line in lines)
    print(f"With the settings of the demo, {FILE}.", file=sys.stderr)


def distrust(status):
    """Why somebody else may have written the file, or know its key; else nothing."""
    if status.st_uid != os.geteuid():
        return "it belongs to another account"
    if stat.S_IMODE(status.st_mode) & 0o077:
        return "others may read it, make demo writes it anew"
    return None
