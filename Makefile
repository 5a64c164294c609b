# Every target sets up its own virtual environment first. Python 3.11 or newer, pip, make and git are all it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# With uv, in a quarter of the time that pip takes.
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
WORKERS ?= 2
# The order of tests differs from run to run; `make test ORDER=…` repeats one.
ORDER ?= $(shell date +%H%M%S)
CORPUS ?= ../shared/corpus
# Hundreds of tests start the command; each start would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test coverage check format accuracy ratchet benchmark docs site concepts model parties funders fixtures screenshots fuzz fuzz-nightly clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt uv
	$(INSTALL) --constraint constraints.txt --editable . --group dev
	touch $@

# Scan a Dutch agreement, an English agreement and a Dutch funding letter; write the same as one HTML page.
demo: $(VENV)/installed
	$(BIN)/contract-scan scan fixtures/documents/nl-samenwerkingsovereenkomst.docx \
	  fixtures/documents/en-collaboration-agreement.pdf fixtures/documents/nl-toekenningsbrief.docx
	$(BIN)/contract-scan scan fixtures/documents/nl-samenwerkingsovereenkomst.docx \
	  fixtures/documents/en-collaboration-agreement.pdf fixtures/documents/nl-toekenningsbrief.docx \
	  --format html --output demo-report.html

# The tests of a file run in one process, which prepares once what they share.
test: $(VENV)/installed
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --random-order-seed=$(ORDER)

# Which lines and branches no test comes to, in the processes that tests start too; `make coverage TESTS=tests/rules` of a part.
coverage: $(VENV)/installed
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder --random-order-seed=$(ORDER) $(TESTS); status=$$?; \
	  $(BIN)/coverage combine --quiet; $(BIN)/coverage report; exit $$status

# What must be clean before a commit: lint, form, types, the proofs of the rules.
check: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/contract-scan rules test

format: $(VENV)/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pages that are made from code, rules and tested samples, and all of docs/ as a site in site/ that needs no network.
docs: $(VENV)/installed
	$(BIN)/python docs/build.py
	$(MAKE) site

$(VENV)/site: $(VENV)/installed
	$(INSTALL) --constraint constraints.txt --group site
	touch $@

site: $(VENV)/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

$(VENV)/training: $(VENV)/installed
	$(INSTALL) --group training
	touch $@

# The inflected forms of the words in patterns/concepts, and the strings they are found by.
concepts: $(VENV)/training
	$(BIN)/python -m training.forms

# The weights of the linear reader, from fixtures/agreements and the examples of the rules: some minutes.
model: $(VENV)/training
	$(BIN)/python -m training.reader

# What the signs of a party weigh, from fixtures/agreements and the openings of training/openings: a minute.
parties: $(VENV)/training
	$(BIN)/python -m training.parties

# What the signs of a funder weigh, from the heads of fixtures/agreements, once model and parties are made: a minute.
funders: $(VENV)/training
	$(BIN)/python -m training.funders

fixtures: $(VENV)/installed
	$(BIN)/python fixtures/build.py

# Measure on labelled documents that are not part of this repository: make accuracy CORPUS=/path/to/corpus
accuracy: $(VENV)/installed
	$(BIN)/python benchmarks/accuracy.py $(CORPUS)

# The same on a sample that takes a minute, held to the floors in benchmarks/floors.toml.
ratchet: $(VENV)/installed
	$(BIN)/python -m benchmarks.ratchet $(CORPUS)

benchmark: $(VENV)/installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist site *.egg-info demo-report.html .pytest_cache .mypy_cache .ruff_cache

# Damaged files from a fixed seed, ten minutes of them unless SECONDS says otherwise; `make fuzz-nightly` draws another seed each time.
SECONDS ?= 600
fuzz: $(VENV)/installed
	SEED=2026 $(BIN)/python fuzz/reading.py $(SECONDS)

fuzz-nightly: $(VENV)/installed
	$(BIN)/python fuzz/reading.py $(SECONDS)
