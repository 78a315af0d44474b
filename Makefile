# Python 3.11 or newer and make are all that this needs: see README.md.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv

BIN := $(VENV)/bin
PY := $(BIN)/python
# What is imported is compiled then: all of it would take as long as all the rest.
PIP_INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
  --no-compile
# The demo speaks plain HTTP to this machine alone, with a key of its own. manage.py
# finds the same settings in var/demo.env: see skillsdir/demo.py.
DEMO := export HTTPS=0 SECRET_KEY="$$(cat var/secret_key)";
# What a deployment says: https, no debugging.
DEPLOY := DEBUG=0 HTTPS=1 SECRET_KEY="$$(cat var/secret_key)"

.PHONY: demo test long bench screenshots lint format lock clean

demo: $(VENV)/.demo var/secret_key
	@$(PY) -m skillsdir.port "$(PORT)"
	@$(DEMO) set -e; export SITE_URL="http://127.0.0.1:$(PORT)"; rm -f var/demo.env; \
	  (umask 077; env | grep -E '^(HTTPS|SECRET_KEY|SITE_URL)=' >var/demo.env); \
	  $(PY) manage.py prepare_demo; \
	  echo "The directory is on http://127.0.0.1:$(PORT) – Ctrl-C ends it."; \
	  exec $(PY) -m gunicorn skillsdir.wsgi --bind 127.0.0.1:$(PORT) --threads 4 \
	    --log-level warning --no-control-socket --forwarder-headers ""

test: export EMBEDDED_DIR := var/postgres-test
test: export STATIC_ROOT := var/static-test
test: $(VENV)/.dev var/secret_key lint
	$(DEPLOY) $(PY) manage.py check --deploy --fail-level WARNING
	$(DEPLOY) $(PY) manage.py makemigrations --check --dry-run
	$(DEPLOY) $(PY) manage.py collectstatic --noinput --clear --verbosity 0
	$(PY) -m pytest --numprocesses auto --dist worksteal --cov --cov-report term

# The same with all examples, looks and steps of the walk that `make test` tries a part
# of, and with other ones each time.
long: export EMBEDDED_DIR := var/postgres-test
long: export STATIC_ROOT := var/static-test
long: $(VENV)/.dev var/secret_key
	$(DEPLOY) $(PY) manage.py collectstatic --noinput --verbosity 0
	EXAMPLES=$${EXAMPLES:-1} $(PY) -m pytest --numprocesses auto --dist worksteal

bench: $(VENV)/.demo var/secret_key
	@$(DEMO) SEARCHES_PER_MINUTE=0 EXPORTS_PER_MINUTE=0 PYTHONPATH=tests $(PY) -m bench $(if $(DROP),--drop)

# Every page in four looks and contact sheets of them, for eyes; and the README's pictures.
screenshots: export EMBEDDED_DIR := var/postgres-test
screenshots: export STATIC_ROOT := var/static-test
screenshots: $(VENV)/.dev var/secret_key
	$(DEPLOY) $(PY) manage.py collectstatic --noinput --verbosity 0
	REQUIRE_BROWSER=1 $(PY) -m pytest --quiet tests/pictures/take.py
	@echo "Look at var/screenshots/sheet-*.png."

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +

format: $(VENV)/.dev
	find people projects skillsdir tests -name '*.py' -exec \
	  $(BIN)/django-upgrade --target-version 5.2 --exit-zero-even-if-changed {} +
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	-find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

# The locks hold for every supported Python, and name no package index. Extras stay:
# without them older pips take coverage and coverage[toml] for two packages.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-strip-extras --no-emit-index-url --custom-compile-command "make lock"

lock: $(VENV)/.dev
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt \
	  --output-file requirements-dev.txt

clean:
	rm -rf .venv var .pytest_cache .coverage

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make … PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# Stamps: packages are installed only when a lock changed.
$(VENV)/.demo: requirements.txt | $(PY)
	$(PIP_INSTALL) --requirement $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(PY)
	$(PIP_INSTALL) --requirement $<
	@touch $@

var/secret_key:
	@mkdir -p var
	@umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' >$@
