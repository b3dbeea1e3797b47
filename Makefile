# Set-up and the order of steps. What each step does is in the commands themselves.
.PHONY: help site test serve bench audit profile reference sbom clean
PYTHON ?= python3
export NO_MKDOCS_2_WARNING = 1

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --require-hashes --no-deps --requirement requirements.txt
	.venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	.venv/bin/python -m compileall -q hooks # once, for the hundreds of programs that the tests start
	@touch $@

.cache/tools/ready: benchmarks/requirements.txt
	$(PYTHON) -m venv --clear .cache/tools
	.cache/tools/bin/python -m pip install --quiet --require-hashes --no-deps --only-binary :all: --requirement $<
	@touch $@

.cache/starlight/ready: benchmarks/npm/starlight/package-lock.json
	mkdir -p .cache/starlight && cp benchmarks/npm/starlight/*.json .cache/starlight
	npm ci --ignore-scripts --no-audit --no-fund --silent --prefix .cache/starlight
	@touch $@

site: .venv/ready ## Build the website into site/ and the agents' bundle into dist/
	CRAWL=true .venv/bin/helpcentre build
	.venv/bin/helpcentre bundle

test: .venv/ready ## Check style, types and layers, then run all tests
	.venv/bin/python tests/programs.py
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports
	.venv/bin/mypy
	.venv/bin/pytest

serve: .venv/ready ## Show the website at http://127.0.0.1:8000/, or at another PORT=, and follow every saved change
	.venv/bin/helpcentre serve $(if $(PORT),--dev-addr 127.0.0.1:$(PORT))

bench: .venv/ready ## Compare the speed with that of other programs, which are installed into .cache if possible
	-$(MAKE) .cache/tools/ready
	-! command -v npm || $(MAKE) .cache/starlight/ready
	PATH="$(CURDIR)/.cache/tools/bin:$$PATH" .venv/bin/python benchmarks/bench.py $(BENCH)

audit: site ## Hold the site against Lighthouse and the Nu HTML checker, which are installed into .cache/audit if possible
	PYTHONPATH=tests .venv/bin/python benchmarks/audit.py

profile: .venv/ready ## Show the ten costliest steps of a build
	.venv/bin/python benchmarks/costs.py

reference: .venv/ready ## Write manual/reference.md from the code
	.venv/bin/python -m helpcentre.cli.reference manual/reference.md

sbom: .venv/ready .cache/tools/ready ## Write sbom.json, a list of all installed packages with their versions and licences (CycloneDX)
	.cache/tools/bin/cyclonedx-py environment --pyproject pyproject.toml --mc-type application \
		--output-reproducible --output-file sbom.json .venv

clean: ## Remove what was built, not the set-up
	rm -rf site site.nginx.conf site.apache.conf site.Caddyfile dist sbom.json .site-*
