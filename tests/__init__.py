"""The environment of the tests, set before anything reads the settings.

Tests have a PostgreSQL of their own (unless DATABASE_URL names a server), which is
fast and forgetful.
"""

import os
from pathlib import Path

import django

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
