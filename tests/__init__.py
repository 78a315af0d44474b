"""The environment of the tests, set before anything reads the settings.

Tests have a PostgreSQL of their own (unless DATABASE_URL names a server), which is
fast and forgetful.
"""

import os
import sys
from pathlib import Path

import django
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections

VAR_DIR = Path(__file__).resolve().parent.parent / "var"

if sys.dont_write_bytecode:
    # Nothing is to lie beside the sources; but to read the tests takes half a minute.
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(VAR_DIR / "bytecode")

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

# Passwords that take no time to check, and would take none to guess.
Argon2PasswordHasher.memory_cost = 64
Argon2PasswordHasher.time_cost = 1

# A browser keeps its sockets open, and with them the threads of the live server: a
# connection that outlived its request would keep the test database from being dropped.
connections.settings["default"]["CONN_MAX_AGE"] = 0

# Nothing of the embedded server is to survive a crash.
if "EMBEDDED_SETTINGS" in connections.settings["default"]:
    connections.settings["default"]["EMBEDDED_SETTINGS"] |= {
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "4GB",
    }
