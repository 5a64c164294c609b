# The parts of .ci/run, which sets WORK, a folder of its own. What needs nothing of another runs beside it: the suite from
# its first test to its last, and one after the other all else. Each part shows what it said once it is over, with its seconds.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.PHONY: all tools suite check others lowest site alone ratchet
TOLD = echo "[$@: $$SECONDS s]"
PYTHON := .venv/bin/python
SHUFFLED := $(if $(ORDER),--random-order-seed=$(ORDER))
SARIF := $(WORK)/tools/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
CORPUS ?= ../shared/corpus
#: What other versions of Python can break, and what older libraries can.
LANGUAGE := tests/test_fixtures.py tests/test_plugins.py tests/read/docx tests/read/test_entry.py tests/apart \
  tests/runner/test_kept.py tests/cli/test_rules.py
LIBRARIES := tests/test_fixtures.py tests/read/pdf tests/read/test_containers.py tests/report/test_files.py \
  tests/register/test_projection.py tests/desk/test_door.py tests/desk/test_keeping.py tests/runner/test_kept.py \
  tests/lists/test_importing.py

# In this order they are begun.
all: suite check others lowest site alone ratchet

# The system's packages, and what npm has, for tests that need them.
tools:
	@.ci/tools $(WORK)/tools
	$(TOLD)

.venv/installed: pyproject.toml constraints.txt
	@$(MAKE) --silent .venv/installed
	$(TOLD)

$(WORK)/wheel: .venv/installed
	@$(PYTHON) -m build --quiet --wheel --installer uv --outdir $(WORK)/dist . >/dev/null
	ln -s $(WORK)/dist/*.whl $@
	$(TOLD)

# The whole suite, against the wheel, away from the checkout, as those who install it have it.
suite: tools $(WORK)/wheel
	@if [ -f $(SARIF) ]; then export SARIF_MULTITOOL=$(SARIF); fi
	.ci/wheel $(WORK)/dist/*.whl $(PYTHON) highest -n 2 --dist loadfile --no-loadscope-reorder $(SHUFFLED) $(SUITE) | tee $(WORK)/suite
	skipped=$$(grep -oE '[0-9]+ skipped' $(WORK)/suite | tail -1 | cut -d' ' -f1 || true)
	if [ "$${skipped:-0}" -gt 10 ]; then echo "more than ten tests were skipped"; exit 1; fi
	$(TOLD)

# What is told of the checkout and not of the wheel.
check: .venv/installed
	@$(MAKE) --silent check
	$(PYTHON) -m pytest -q -m checkout $$(grep -rl 'mark\.checkout' tests)
	$(TOLD)

others: $(WORK)/wheel
	@for version in 3.11 3.12 3.13; do
	  if [ "$$version" = "$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')" ]; then continue; fi
	  found=
	  for python in "python$$version" "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/"$$version".*/bin/python; do
	    if "$$python" -c "import sys; assert '%d.%d' % sys.version_info[:2] == '$$version'" 2>/dev/null; then found=$$python; break; fi
	  done
	  if [ -z "$$found" ]; then echo "Python $$version is not on this machine: not tried"; continue; fi
	  .ci/wheel $(WORK)/dist/*.whl "$$found" highest $(SHUFFLED) $(LANGUAGE)
	done
	$(TOLD)

# The oldest dependencies that pyproject.toml allows.
lowest: $(WORK)/wheel
	@.ci/wheel $(WORK)/dist/*.whl $(PYTHON) lowest-direct $(SHUFFLED) -W default $(LIBRARIES)
	$(TOLD)

# Every link of the documentation leads somewhere, and no page fetches anything from elsewhere.
site: .venv/installed
	@$(MAKE) --silent site
	if grep -rlE 'src="(https?:)?//' site --include='*.html'; then echo "a page of the site asks the network for something"; exit 1; fi
	$(TOLD)

# The wheel, installed alone with what it asks for, knows exactly what the checkout knows.
alone: $(WORK)/wheel
	@.venv/bin/uv venv --quiet --no-python-downloads --python $(PYTHON) $(WORK)/venv
	.venv/bin/uv pip install --quiet --python $(WORK)/venv --constraint constraints.txt $(WORK)/dist/*.whl
	$(PYTHON) .ci/inventory.py > $(WORK)/checkout.json
	mkdir $(WORK)/alone
	cp fixtures/documents/{nl-samenwerkingsovereenkomst.docx,en-collaboration-agreement.pdf,nl-toekenningsbrief.docx} .ci/inventory.py $(WORK)/alone
	cd $(WORK)/alone
	../venv/bin/python inventory.py > ../wheel.json
	diff ../checkout.json ../wheel.json
	../venv/bin/contract-scan scan ./*.docx ./*.pdf --format html --output demo.html
	../venv/bin/contract-scan scan ./*.docx ./*.pdf > demo.txt
	test -s demo.html && test -s demo.txt
	echo "wheel: $$(cat ../wheel.json)"
	$(TOLD)

# Where labelled documents are at hand, accuracy may not fall below its floors.
ratchet: .venv/installed
	@if [ -f $(CORPUS)/score.py ]; then $(MAKE) --silent ratchet CORPUS=$(CORPUS); fi
	$(TOLD)
