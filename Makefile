# Everything works with Python and make alone: see README.md.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv

BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The demo speaks plain HTTP, on this machine only; its key is its own.
DEMO_ENV = HTTPS=0 SECRET_KEY="$$(cat var/secret_key)"
DEPLOY_ENV = DEBUG=0 HTTPS=1 SECRET_KEY="$$(cat var/secret_key)"

.PHONY: demo test bench lint format lock clean

demo: $(VENV)/.demo var/secret_key
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' \
	  2>/dev/null || { echo "Port $(PORT) is taken: try make demo PORT=8001" >&2; exit 1; }
	@$(DEMO_ENV) $(MANAGE) collectstatic --noinput --verbosity 0
	@$(DEMO_ENV) $(MANAGE) migrate --verbosity 0
	@$(DEMO_ENV) $(MANAGE) load_skills
	@$(DEMO_ENV) $(MANAGE) sample_data --keep
	@echo "The directory is on http://127.0.0.1:$(PORT) (Ctrl-C ends it)"
	@$(DEMO_ENV) exec $(BIN)/gunicorn skillsdir.wsgi --bind 127.0.0.1:$(PORT) \
	  --threads 4 --log-level warning

test: $(VENV)/.dev var/secret_key lint
	$(MANAGE) check
	$(DEPLOY_ENV) $(MANAGE) check --deploy --fail-level WARNING
	$(DEPLOY_ENV) $(MANAGE) makemigrations --check --dry-run
	$(BIN)/python -m pytest --numprocesses auto --cov

bench: $(VENV)/.demo var/secret_key
	@$(DEMO_ENV) $(MANAGE) bench

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The locks hold for every supported Python, and name no index.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock: $(VENV)/.dev
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements.txt \
	  --output-file requirements-dev.txt

clean:
	rm -rf .venv var .pytest_cache .ruff_cache .hypothesis .coverage

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make … PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# A stamp for each lock, so that packages are installed only when a lock changed.
$(VENV)/.demo: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@ $(VENV)/.demo

var/secret_key:
	@mkdir -p var
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@
