# make site: build the demo site. make test: everything that must hold. Both install what they need into .venv.
# make fonts: what PDF sheets need of the system.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

# Images for containers forbid Python to keep what it has compiled; here each process would compile it anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site test ready collected quick system check static vendored browsers pictures soak fuzz fonts format bench bench-gate bench-search bench-load sbom lock clean

site: .venv/site.stamp
	$(BIN)/xuanlan build

# Three tests at a time on a machine with two cores: many wait for a server, a screen or a disk.
test: WORKERS ?= 3
test:
	$(MAKE) --no-print-directory --jobs=2 ready
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=25

# Everything that the tests need; what is installed for the second host is installed meanwhile.
ready: system collected static .venv/browsers/chromium-86 .venv-properdocs/stamp

# All tests are compiled once, not by each of the processes that run them; what is wrong with one is told by these.
collected: .venv/test.stamp
	-@$(BIN)/python -m pytest -qq --collect-only >.venv/collected 2>&1

# While writing: what needs no browser, no server and few programs, in a minute and a half.
quick: .venv/test.stamp
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow"

# What the tests need of the system; before everything else, because some of the checks set sheets of paper too.
system:
	sh tests/browser.sh
	sh tests/fonts.sh
	sh tests/servers.sh

check: static
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_docs.py

static: .venv/test.stamp node_modules/stamp
	$(BIN)/ruff check hooks tests bench
	$(BIN)/ruff format --check hooks tests bench
	$(BIN)/mypy
	$(BIN)/node node_modules/typescript/bin/tsc -p jsconfig.json

# The tests of chance, twenty times as long as in `make test`: among others a hundred publications that are killed at
# random moments, and thousands of slides on a screen.
soak: ROUNDS ?= 20
soak: system .venv/test.stamp
	ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -n 2 --dist worksteal -m rounds

# Random texts for ten minutes: what an author wrote is on the page or in a finding. Then front matter, registers, office files,
# PDFs and pictures, twenty times as many as in `make test`.
fuzz: MINUTES ?= 10
fuzz: .venv/test.stamp
	$(BIN)/python tests/fuzz_texts.py --minutes $(MINUTES)
	ROUNDS=20 $(BIN)/python -m pytest -q tests/office/test_hostile_files.py tests/reading/test_yamlmarks.py

# All types of pages at several widths, in more browsers than those of `make test`.
browsers: ready
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/browsers.sh .venv/browsers chromium-86 chromium-109 firefox-115
	BROWSERS=all $(BIN)/python -m pytest -n 2 --dist worksteal tests/browser/test_readers_browsers.py

# What ships of others' browser code: the editor of the desk, and inflating for old browsers, each one file out of many,
# with the licences of all that is in it; a test compares them with what is shipped.
vendored: node_modules/stamp
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/kit/vendored.py

# The pictures of the desk in the manual, out of the demo site; a test takes them too, and looks at those that are there.
pictures: system .venv/test.stamp
	$(BIN)/python tests/kit/pictures.py

# What printed sheets are set in; without it a site is built all the same, but for its PDF files.
fonts:
	sh tests/fonts.sh

format: .venv/test.stamp
	$(BIN)/ruff check --fix hooks tests bench
	$(BIN)/ruff format hooks tests bench

# Whole builds measured against Hugo + Pagefind. Ours alone: .venv/bin/python -m bench.builds --alone
bench: NOTICES ?= 10000
bench: ROUNDS ?= 3
bench: .venv/bench.stamp
	$(BIN)/python -m bench.builds --notices $(NOTICES) --rounds $(ROUNDS)

# The generated nginx configuration under load, with wrk.
bench-load: .venv/bench.stamp
	sh tests/servers.sh
	$(BIN)/python -m bench.load

# What the gate finds, and what it says too much. Over texts of your own: .venv/bin/python -m bench.gate FILE...
bench-gate: .venv/bench.stamp
	$(BIN)/python -m bench.gate

# Search measured against others, in 25 minutes. Fewer notices: make bench-search NOTICES=1000
bench-search: .venv/bench.stamp
	sh tests/browser.sh
	$(BIN)/python -m bench.search $(NOTICES)

# What a site is built with, as a CycloneDX bill of materials: sbom.json.
sbom: .venv-sbom/stamp
	.venv-sbom/bin/cyclonedx-py requirements --output-reproducible --of JSON -o sbom.json requirements.lock

# The locks name no registry; uv comes with the test tools.
lock: .venv/test.stamp
	$(BIN)/$(LOCK) --upgrade pyproject.toml requirements.in --extra pdf -o requirements.lock
	$(BIN)/$(LOCK) --upgrade pyproject.toml requirements.in --extra pdf --extra test -c requirements.lock -o requirements-test.lock
	$(BIN)/$(LOCK) --upgrade pyproject.toml requirements.in --extra pdf --extra bench -c requirements-test.lock -o requirements-bench.lock
	$(BIN)/$(LOCK) --upgrade requirements-properdocs.in -o requirements-properdocs.lock
	$(BIN)/$(LOCK) --upgrade requirements-sbom.in -o requirements-sbom.lock

clean:
	rm -rf .venv .venv-properdocs .venv-sbom node_modules site sbom.json

.venv/site.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

# The tests have their compiled modules elsewhere, and those of what they use alone.
.venv/test.stamp: .venv/site.stamp requirements-test.lock
	$(PIP) --no-compile -r requirements-test.lock
	touch $@

.venv/bench.stamp: .venv/site.stamp requirements-bench.lock
	$(PIP) -r requirements-bench.lock
	touch $@

.venv/browsers/chromium-86: tests/browsers.sh .venv/test.stamp
	PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/browsers.sh $(@D) $(@F)
	touch $@

.venv-%/stamp: requirements-%.lock
	$(PYTHON) -m venv .venv-$*
	.venv-$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile -r $<
	touch $@

# The type checker of the browser code, the accessibility rules come from npm; Node.js itself from the test lock.
node_modules/stamp: package-lock.json .venv/test.stamp
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent --no-audit --no-fund --ignore-scripts
	touch $@
