"""The environment of the tests, set before anything reads the settings.

Tests have a PostgreSQL of their own (unless DATABASE_URL names a server), which is
fast and forgetful.
"""

import os
from pathlib import Path

import django
from django.db import connections

VAR_DIR = Path(__file__).resolve().parent.parent / "var"

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "skillsdir.settings",
    "DEBUG": "1",
    "HTTPS": "0",
    "EMBEDDED_DIR": str(VAR_DIR / "postgres-test"),
    "EMBEDDED_FSYNC": "0",
    "LOG_LEVEL": "WARNING",
    # Nobody may search as often as tests do.
    "SEARCHES_PER_MINUTE": "0",
    "EXPORTS_PER_MINUTE": "0",
    "SIGN_INS_PER_MINUTE": "0",
}
django.setup()

# A browser keeps its sockets open, and with them the threads of the live server: a
# connection that outlived its request would keep the test database from being dropped.
connections.settings["default"]["CONN_MAX_AGE"] = 0
