"""Settings, all from the environment: README.md lists the variables.

Importing this module starts nothing and opens no connection.
"""

import os
from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.conf.global_settings import STATICFILES_FINDERS as FINDERS

from skillsdir import weights
from skillsdir.environment import (
    read_choice,
    read_contact,
    read_database,
    read_email,
    read_flag,
    read_hosts,
    read_list,
    read_number,
    read_origins,
    read_secret_key,
    read_sender,
    read_single_sign_on,
    read_site_url,
    read_visibility,
)
from skillsdir.refusals import name_who_asked

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"


# The environment


DEBUG = read_flag("DEBUG", False)
SECRET_KEY = read_secret_key(DEBUG)
SECRET_KEY_FALLBACKS = read_list("SECRET_KEY_FALLBACKS")


# Addresses and transport

# Off only where the site is reached over plain HTTP: on one's own machine.
HTTPS = read_flag("HTTPS", not DEBUG)
ALLOWED_HOSTS = read_hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = read_origins("CSRF_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks for it from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
BEHIND_PROXY = read_flag("BEHIND_PROXY", False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


# Browser protections

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "camera": "()",
    "display-capture": "()",
    "geolocation": "()",
    "microphone": "()",
    "payment": "()",
    "usb": "()",
}


# Applications

ROOT_URLCONF = "skillsdir.urls"
WSGI_APPLICATION = "skillsdir.wsgi.application"
INSTALLED_APPS = [
    "people",
    "projects",
    "skillsdir",
    "people.admin_site.DirectoryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "axes",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "pghistory",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "skillsdir.site.middleware.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "skillsdir.site.middleware.CompressedText",
    "skillsdir.site.middleware.kept_nowhere",
    "skillsdir.site.incoming.plain_letters",
    "skillsdir.site.middleware.sent_wholly",
    "skillsdir.site.middleware.database_away",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "skillsdir.site.rate_limits.rate_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "skillsdir.site.middleware.acting_user",
    "skillsdir.site.middleware.acts_are_not_read",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "skillsdir.races.persistent_pages",
    "skillsdir.site.old_addresses.FormerSlugs",
]


# Database

PREPARES_STATEMENTS = read_flag("PREPARED_STATEMENTS", True)
DATABASES = {
    "default": read_database(VAR_DIR)
    | {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # The pooler that cannot keep the one can keep the other as little.
        "DISABLE_SERVER_SIDE_CURSORS": not PREPARES_STATEMENTS,
    }
}
DATABASES["default"]["OPTIONS"] = {
    # Compiling a query takes longer than any of ours runs, and parallel workers
    # save less of it than they take of the processors, which other pages want. The
    # history's triggers read pgtrigger.ignore for each row: unset, that is an error
    # caught, and each of those walks through all foreign keys still to be checked.
    "options": "-c jit=off -c max_parallel_workers_per_gather=0 -c pgtrigger.ignore={}",
    # Seconds until a server that does not answer counts as away.
    "connect_timeout": 5,
} | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Sign-in

AUTHENTICATION_BACKENDS = [
    # Lets nobody past who failed too often.
    "axes.backends.AxesStandaloneBackend",
    "people.accounts.accounts.RoleBackend",
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
SINGLE_SIGN_ON = read_single_sign_on()
# Of this host alone, whatever other hosts of the domain set: browsers see to that.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "people.accounts.sessions"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
# Of hours: beyond it there are no dates to count them to.
LONGEST = 1_000_000
SESSION_COOKIE_AGE = 3600 * read_number("SESSION_HOURS", 7 * 24, 1, LONGEST)
SESSION_COOKIE_HTTPONLY = True
# Not "Strict": who comes back from the OpenID provider brings the cookie along.
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# Links in mails that set a password; those of invitations too.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {
            "user_attributes": ["username", "first_name", "last_name", "name", "e-mail"]
        },
        "MinimumLengthValidator": {},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
# Attempts count by what was typed and from where, in the database: the same for
# every process. Cool-off runs from the last attempt that was looked at.
AXES_FAILURE_LIMIT = read_number("SIGN_IN_ATTEMPTS", 5, at_least=1)
AXES_COOLOFF_TIME = timedelta(
    minutes=read_number("SIGN_IN_WAIT_MINUTES", 15, 1, LONGEST)
)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "people.accounts.attempts.typed_name"
AXES_CLIENT_IP_CALLABLE = "people.accounts.attempts.client_address"
AXES_LOCKOUT_CALLABLE = "people.accounts.attempts.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["username"]
# Who signs in when is nobody's business.
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# The admin site has a page of its own for them.
AXES_ENABLE_ADMIN = False


# Requests a minute: by account, or by address where nobody is signed in; 0 is no limit

RATE_LIMITS = {
    "search": read_number("SEARCHES_PER_MINUTE", 3000),
    "export": read_number("EXPORTS_PER_MINUTE", 60),
    "sign-in": read_number("SIGN_INS_PER_MINUTE", 120),
}
# Each process counts for itself, and asks no database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}


# Mail

# What is printed can be read by whoever reads the log: on one's own machine only.
EMAIL = read_email(default="" if HTTPS else "console:")
# Without it nobody is offered a mail.
CAN_MAIL = EMAIL is not None
if CAN_MAIL:
    EMAIL_BACKEND = f"django.core.mail.backends.{EMAIL['backend']}.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = EMAIL["host"], EMAIL["port"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["user"], EMAIL["password"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["starts_tls"], EMAIL["is_tls"]
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read_sender("directory@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Who helps with accounts and rights, named where somebody is turned away.
CONTACT = read_contact()
# The directory's own address, for links in mails that no page asked for.
SITE_URL = read_site_url()


# Templates and static files

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "people.context_processors.role",
                "people.context_processors.help_at_hand",
            ],
            "builtins": ["people.lists.tags", "projects.planner.markup"],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [*FINDERS, "skillsdir.site.static_files.JoinedStyleSheets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG


# What is sent: a page of the admin site has some fields for each skill of a person.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# Uploads: what is too large is dropped before it takes memory or disk.
FILE_UPLOAD_HANDLERS = [
    "skillsdir.spreadsheet.pages.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


# Language, dates, time

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = read_choice("TIME_ZONE", "UTC", available_timezones())
FORMAT_MODULE_PATH = ["skillsdir.formats"]
USE_THOUSAND_SEPARATOR = False


# Logging: everything to standard error

LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "filters": {"refusals": {"()": lambda: name_who_asked}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["refusals"],
        }
    },
    "root": {
        "handlers": ["stderr"],
        "level": read_choice("LOG_LEVEL", "INFO", LOG_LEVELS),
    },
    "loggers": {
        # Django's own handlers would say everything twice.
        "django": {"handlers": [], "propagate": True},
        # Would print secrets of sign-ins under way.
        "authlib": {"level": "INFO"},
        # Tells of every step; failures and locks are warnings.
        "axes": {"level": "WARNING"},
    },
}


# The directory

# Who sees success rates, and who sees how projects ended: "managers" (and the people
# themselves) or "everyone".
DIRECTORY = read_visibility() | weights.DIRECTORY
