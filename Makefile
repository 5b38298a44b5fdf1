# Two commands are enough: `make run` and `make test`. `make help` lists the others.
# Each step says what it does and how long it took; what is already done is skipped.

BUILD    ?= build
LISTEN   ?= 127.0.0.1:8080
DATABASE ?= sqlite:var/demo.db
JOBS     ?= $(shell nproc)
FUZZ_SECONDS ?= 60
STEP     := tools/step

.PHONY: help run build setup test unit e2e check format nightly bench package install clean sanitize fuzz kill
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'
	@echo
	@echo "  Variables: BUILD=$(BUILD) LISTEN=$(LISTEN) DATABASE=$(DATABASE) JOBS=$(JOBS) FUZZ_SECONDS=$(FUZZ_SECONDS)"

setup:
	@$(STEP) "Set-up: what the build and the program need" tools/setup build run

# ninja configures again by itself when a CMake file changes; only the first time needs cmake.
$(BUILD)/build.ninja:
	@$(STEP) "Configure" cmake -G Ninja -S . -B $(BUILD) -DCMAKE_BUILD_TYPE=Release

build: setup $(BUILD)/build.ninja ## installs what is missing and compiles everything
	@$(STEP) "Build" ninja -C $(BUILD) -j $(JOBS)

run: setup $(BUILD)/build.ninja ## installs what is missing, builds, loads the demo, serves it at http://127.0.0.1:8080
	@$(STEP) "Build the program" ninja -C $(BUILD) -j $(JOBS) alianza
	@mkdir -p var
	@$(STEP) "Demo: two alliances in $(DATABASE)" $(BUILD)/alianza demo --database $(DATABASE)
	@printf '\n== Serving http://%s (Ctrl-C stops it)\n' "$(LISTEN)"
	@exec $(BUILD)/alianza serve --database $(DATABASE) --listen $(LISTEN) --demo

test: ## installs what is missing; unit tests on both engines, scenarios, end-to-end and accessibility in Chromium
	@$(STEP) "Set-up: what the tests need" tools/setup build run test
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(STEP) "Build" ninja -C $(BUILD) -j $(JOBS)
	@$(MAKE) --no-print-directory unit e2e
	@printf '\n== All tests passed\n'

unit: ## unit tests and scenarios on SQLite and on a scratch PostgreSQL
	@$(STEP) "Checks of the house" tools/check_layers
	@$(STEP) "Unit tests and scenarios, SQLite and PostgreSQL" tools/scratch_postgres run \
	  ctest --test-dir $(BUILD) -j $(JOBS) --output-on-failure --no-tests=error --timeout 600

e2e: ## end-to-end tests: the real program in headless Chromium, axe and html-validate
	@$(STEP) "End-to-end tests in Chromium" tools/run_e2e $(BUILD)

check: ## what to run before a commit: format, layers, messages, clang-tidy on what changed, fast tests
	@$(STEP) "Set-up: what the checks need" tools/setup build run check
	@$(STEP) "Format" tools/check_format
	@$(STEP) "Layers" tools/check_layers
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(STEP) "Build" ninja -C $(BUILD) -j $(JOBS)
	@$(STEP) "Messages" tools/check_messages $(BUILD)
	@$(STEP) "clang-tidy on what changed" tools/check_tidy --changed $(BUILD)
	@$(STEP) "Fast tests" ctest --test-dir $(BUILD) -j $(JOBS) -L fast --output-on-failure --no-tests=error --timeout 60

format: ## formats every C++ file
	@tools/check_format --fix

nightly: ## the long checks: clang-tidy on all, sanitizers, fuzzing, kill campaign, benchmarks
	@$(STEP) "Set-up: what the long checks need" tools/setup build run test check nightly
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(STEP) "Build" ninja -C $(BUILD) -j $(JOBS)
	@$(STEP) "Messages" tools/check_messages $(BUILD)
	@$(STEP) "clang-tidy on all" tools/check_tidy --all $(BUILD)
	@$(MAKE) --no-print-directory unit e2e sanitize fuzz kill bench

sanitize: ## all unit tests under AddressSanitizer and UndefinedBehaviorSanitizer, both engines
	@$(STEP) "Configure with sanitizers" cmake -G Ninja -S . -B $(BUILD)-asan -DCMAKE_BUILD_TYPE=Release -DALIANZA_SANITIZE=address,undefined
	@$(STEP) "Build with sanitizers" ninja -C $(BUILD)-asan -j $(JOBS)
	@$(STEP) "Unit tests under sanitizers" env ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/tools/lsan.supp \
	  tools/scratch_postgres run ctest --test-dir $(BUILD)-asan -j $(JOBS) -LE timing --output-on-failure --no-tests=error --timeout 1800

fuzz: ## every fuzzing program for FUZZ_SECONDS
	@$(STEP) "Configure for fuzzing" cmake -G Ninja -S . -B $(BUILD)-fuzz -DCMAKE_BUILD_TYPE=Release -DALIANZA_FUZZ=ON \
	  -DALIANZA_SANITIZE=address,undefined -DCMAKE_C_COMPILER=clang-16 -DCMAKE_CXX_COMPILER=clang++-16
	@$(STEP) "Fuzz" tools/run_fuzz $(BUILD)-fuzz $(FUZZ_SECONDS)

kill: ## kill -9 at random moments under writing load, both engines
	@$(STEP) "Kill campaign" tools/run_kill $(BUILD)

bench: ## the benchmarks behind the README's promises
	@$(STEP) "Set-up: what the benchmarks need" tools/setup build run test nightly
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(STEP) "Build" ninja -C $(BUILD) -j $(JOBS)
	@$(STEP) "Benchmarks" tools/run_bench $(BUILD)

package: ## a Debian package in build/
	@$(STEP) "Set-up: what the package needs" tools/setup build run package
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(STEP) "Build the program" ninja -C $(BUILD) -j $(JOBS) alianza
	@$(STEP) "Package" tools/make_package $(BUILD)

install: ## cmake --install of the built program (DESTDIR and PREFIX as usual)
	@cmake --install $(BUILD) $(if $(PREFIX),--prefix $(PREFIX))

clean: ## removes what was built (not the databases in var/)
	@rm -rf $(BUILD) $(BUILD)-asan $(BUILD)-fuzz
