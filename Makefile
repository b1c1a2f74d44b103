# The commands of the project; each one does its own set-up on a machine that has Python 3.11, make and git.
PYTHON ?= python3.11
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo install test lint check bench soak clean

demo: $(READY)
	$(RUN)/tirek demo

install: $(READY)

$(READY): requirements.txt pyproject.toml
	command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(RUN)/pip install --quiet --require-hashes --requirement requirements.txt
	$(RUN)/pip install --quiet --no-build-isolation --no-deps --editable .
	touch $(READY)

lint: $(READY)
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

test: lint check

# The second run throws the bot away and builds it anew between any two steps of a journey: one in four here, all of
# them in `make soak`.
check: $(READY)
	$(RUN)/python -m pytest --numprocesses=2 --dist=loadfile --cov --cov-report=term:skip-covered
	$(RUN)/python -m pytest --numprocesses=2 --dist=loadfile --restart-between --one-in=4 tests/journeys

bench: $(READY)
	$(RUN)/python -m benchmarks

soak: $(READY)
	$(RUN)/python -m pytest tests/soak tests/documents/test_season.py --soak
	$(RUN)/python -m pytest --numprocesses=2 --dist=loadfile --restart-between tests/journeys

clean:
	rm -rf $(VENV) build .coverage .pytest_cache .mypy_cache .ruff_cache
