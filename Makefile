# SPDX-License-Identifier: Apache-2.0
# The two that a newcomer needs: `make demo` and `make test`. Both install what is missing first.
.PHONY: help setup build demo test test-matrix soak bench format lint asan coverage install package clean
JOBS ?= $(shell nproc)

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what building and testing need (apt)
	@scripts/setup.sh

build: setup ## build/whimbrel and the tests, warnings as errors
	@cmake --preset dev > build.log 2>&1 || { cat build.log; rm -f build.log; exit 1; }; rm -f build.log
	@cmake --build build --parallel $(JOBS)

demo: setup ## the main job on the community-directory project, on a throwaway PostgreSQL
	@cmake --preset dev > build.log 2>&1 || { cat build.log; rm -f build.log; exit 1; }; rm -f build.log
	@cmake --build build --parallel $(JOBS) --target whimbrel_program
	@scripts/demo.sh

test: build ## everything, on real servers; in short on the other versions of PostgreSQL where their programs can be had
	@scripts/servers.sh --try
	@scripts/in-memory.sh ctest --test-dir build --output-on-failure --parallel $(JOBS)

test-matrix: build ## everything on PostgreSQL 14, 15, 16, 17 and 18
	@scripts/servers.sh
	@JOBS=$(JOBS) tests/matrix.sh --all build

soak: build ## random pairs of schemas: N=10000 of them, SEED=… to run the same again
	@WHIMBREL_PAIRS=$(or $(N),10000) WHIMBREL_SEED=$(or $(SEED),random) scripts/in-memory.sh build/tests/whimbrel_property_test
	@WHIMBREL_CASES=/ WHIMBREL_SEED=$(or $(SEED),random) scripts/in-memory.sh build/tests/whimbrel_cases_again_test

bench: ## figures for docs/performance.md (release build)
	@scripts/setup.sh --bench
	@cmake --preset release > /dev/null && cmake --build build/release --parallel $(JOBS)
	@bench/run.sh build/release

format: ## clang-format-19 over the sources
	@scripts/setup.sh --lint && git ls-files '*.cc' '*.h' | xargs clang-format-19 -i

lint: ## clang-tidy-22 over the sources
	@scripts/setup.sh --lint && cmake --preset tidy > /dev/null
	@cmake --build build/tidy --parallel $(JOBS) --target whimbrel_cli whimbrel_data whimbrel_testing src/whimbrel/cli/CMakeFiles/whimbrel_program.dir/main.cc.o -- -k 0

asan: setup ## every test, with address and undefined behaviour sanitizers (an hour or more)
	@cmake --preset asan > /dev/null && cmake --build build/asan --parallel $(JOBS)
	@scripts/in-memory.sh ctest --test-dir build/asan --output-on-failure --parallel $(JOBS) --exclude-regex '$(or $(EXCEPT),^package$$)'

coverage: ## which share of each room's lines the tests run (gcov)
	@scripts/setup.sh --coverage
	@cmake --preset coverage > /dev/null && cmake --build build/coverage --parallel $(JOBS)
	@JOBS=$(JOBS) scripts/lines.sh build/coverage $(TESTS)

install: setup ## into PREFIX (default /usr/local)
	@cmake --preset release > /dev/null && cmake --build build/release --parallel $(JOBS) && cmake --install build/release --prefix $(or $(PREFIX),/usr/local)

package: ## a Debian package, by CPack
	@scripts/setup.sh --package
	@cmake --preset release > /dev/null && cmake --build build/release --parallel $(JOBS) && cd build/release && cpack -G DEB

clean: ## remove build/
	@rm -rf build
