# make demo: plan the default scenario.  make test: every check.  Both need only Python 3.11 or later with pip.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check --no-input
INSTALL = $(PIP) install --root-user-action=ignore --constraint constraints.txt --editable
NEEDS = pyproject.toml constraints.txt

.PHONY: demo test check answers docs gallery clean

demo: $(VENV)/.installed
	$(BIN)/projection demo

test: check
	$(BIN)/python -m pytest -n 2

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Solve every shipped scenario, recount it, and write its answer into its README.
answers: $(VENV)/.installed
	for name in scenarios/korea-*; do \
		$(BIN)/projection --quiet solve $$name --gap 0.05 --time-limit 500 --out runs/$$(basename $$name) \
		&& $(BIN)/projection verify runs/$$(basename $$name) \
		&& $(BIN)/projection --quiet summary runs/$$(basename $$name) --into $$name/README.md || exit 1; \
	done

docs: $(VENV)/.installed
	$(BIN)/projection dictionary
	$(BIN)/projection formulation

# Draw the pictures of docs/gallery.md again; a plan that is there already is taken.
gallery: $(VENV)/.installed
	test -f runs/korea-direct-support/plan.json || $(BIN)/projection --quiet demo
	test -f runs/korea-presence-sanctions/plan.json || $(BIN)/projection --quiet solve korea-presence-sanctions
	cp runs/korea-presence-sanctions/presence.png docs/images/
	$(BIN)/projection --quiet map runs/korea-direct-support --charts --extent all --format png --out docs/images
	$(BIN)/projection --quiet routes DEBRV KRPUS --map docs/images/routes.png
	$(BIN)/python docs/gallery.py $(addprefix docs/images/,map*.png closure.png flow.png gantt.png heat.png presence.png supply.png routes.png)

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/it"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(NEEDS) | $(VENV)/bin/python
	$(INSTALL) .
	@touch $@

$(VENV)/.tested: $(NEEDS) | $(VENV)/bin/python
	$(INSTALL) ".[test]"
	@touch $@ $(VENV)/.installed
