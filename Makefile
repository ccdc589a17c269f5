# One Makefile for everything; all output is under build/ (build/san with SAN=1).
# Respected: CC CFLAGS CPPFLAGS LDFLAGS GLPK_LIBS PREFIX DESTDIR. V=1 shows the commands.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

CFLAGS ?= -O2 -g
GLPK_LIBS ?= -lglpk
PREFIX ?= /usr/local
INSTALL ?= install
Q := $(if $(V),,@)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wundef
# A warning stops the automatic build, not a user with a newer compiler.
ifeq ($(CI),true)
WARNINGS += -Werror
endif

ifeq ($(SAN),1)
BUILD := build/san
SAN_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SAN_DEFINES := -DPARKPLAN_SANITIZE
else
BUILD := build
endif

# Asked when a command runs, not before: `make deps` may have to install pkg-config first.
PKG_CFLAGS = $(shell pkg-config --cflags libxml-2.0 libcjson xlsxwriter)
PKG_LIBS = $(shell pkg-config --libs libxml-2.0 libcjson xlsxwriter)
TEST_CFLAGS = $(shell pkg-config --cflags cmocka)
TEST_LIBS = $(shell pkg-config --libs cmocka)

STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L -I.
COMPILE = $(CC) $(STANDARD) $(SAN_DEFINES) $(WARNINGS) $(PKG_CFLAGS) $(CPPFLAGS) -pthread \
          $(CFLAGS) $(SAN_FLAGS)
LINK = $(CC) -pthread $(CFLAGS) $(SAN_FLAGS) $(LDFLAGS)
LIBS = $(PKG_LIBS) $(GLPK_LIBS) -lm

# Sources are found, not listed: a new file takes part as soon as it is there.
TOOL_SOURCES := inputs/embed_tool.c
SOURCES := $(sort $(filter-out main.c,$(wildcard *.c)) $(filter-out $(TOOL_SOURCES),$(wildcard $(foreach d,model solver inputs outputs,$d/*.c))))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/embedded_files.o
# In tests/: test_*.c are programs of `make check`, long_*.c and fuzz_*.c of `make check-long`;
# what remains is helper code that every one of them is linked with, as are the dice of bench/.
TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/test_*.c)))
LONG_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/long_*.c tests/fuzz_*.c)))
TEST_SCRIPTS := $(sort $(wildcard tests/test_*.sh))
LONG_SCRIPTS := $(sort $(wildcard tests/long_*.sh))
TEST_HELPERS := $(patsubst %.c,$(BUILD)/%.o,\
    $(filter-out tests/test_% tests/long_% tests/fuzz_%,$(wildcard tests/*.c)) bench/gen_dice.c)
# In bench/: gen_*.c is what region_gen is made of, every other file a program.
BENCHES := $(patsubst %.c,$(BUILD)/%,$(sort $(filter-out bench/gen_%,$(wildcard bench/*.c))))
BENCH_HELPERS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard bench/gen_*.c)))
# In tests/fuzz/: target.* is shared and replay.c a main(); every other file is a fuzz target. The main()
# of `make fuzz` comes from libFuzzer instead.
FUZZ_TARGETS := $(patsubst %.c,$(BUILD)/%,\
    $(sort $(filter-out tests/fuzz/target.c tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c))))
FUZZ_MAIN ?= $(BUILD)/tests/fuzz/replay.o $(BUILD)/tests/reading.o
FUZZ_HELPERS = $(BUILD)/tests/fuzz/target.o $(FUZZ_MAIN)
PROGRAM := $(BUILD)/parkplan

all: $(PROGRAM) ## build the program: build/parkplan

$(PROGRAM): $(BUILD)/main.o $(OBJECTS)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

# Calls of GLPK that a test spoils go through it first.
$(BUILD)/tests/test_ladder: WRAP := -Wl,--wrap=glp_simplex,--wrap=glp_exact,--wrap=glp_intopt

# Searches that a test lets fail go through it first.
$(BUILD)/tests/test_coalition_program: WRAP := -Wl,--wrap=plan_solve

# The whole program as a function, in a test that replaces malloc.
$(BUILD)/tests/test_memory: WRAP := -Wl,--wrap=region_read
$(BUILD)/tests/test_memory: $(BUILD)/tests/parkplan_main.o
$(BUILD)/tests/parkplan_main.o: main.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Dmain=parkplan_main -Wno-missing-prototypes -MMD -MP -c -o $@ $<

$(TESTS) $(LONG_TESTS): %: %.o $(TEST_HELPERS) $(OBJECTS)
	$(Q)$(LINK) $(WRAP) -o $@ $^ $(TEST_LIBS) $(LIBS)

$(FUZZ_TARGETS): %: %.o $(FUZZ_HELPERS) $(OBJECTS)
	$(Q)$(LINK) $(FUZZ_LINK) -o $@ $^ $(TEST_LIBS) $(LIBS)

$(BENCHES): %: %.o $(BENCH_HELPERS) $(OBJECTS)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# --- the files that travel inside the program (inputs/embedded.h) -----------------------------

EMBEDDED := $(sort $(wildcard inputs/region.xsd inputs/template.xml inputs/catalogue/*.xml \
    inputs/regions/economie071/*.xml outputs/*.schema.json outputs/page/*))
# Libraries of the page, from Debian, with their licences; NAME=FILE.
JS_DIR ?= /usr/share/javascript
JS_LICENCE_DIR ?= /usr/share/doc
PAGE_FILES := page/chart.js=$(JS_DIR)/chart.js/chart.min.js \
    page/chart.licence=$(JS_LICENCE_DIR)/libjs-chart.js/copyright \
    page/leaflet.css=$(JS_DIR)/leaflet/leaflet.css \
    page/leaflet.js=$(JS_DIR)/leaflet/leaflet.min.js \
    page/leaflet.licence=$(JS_LICENCE_DIR)/libjs-leaflet/copyright
page_path = $(lastword $(subst =, ,$1))

$(BUILD)/embed_tool: inputs/embed_tool.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -O1 -o $@ $<

$(BUILD)/embedded_files.c: $(BUILD)/embed_tool $(EMBEDDED) $(BUILD)/embedded.list \
    $(wildcard $(foreach f,$(PAGE_FILES),$(call page_path,$f)))
	$(Q)$(BUILD)/embed_tool $(sort $(EMBEDDED) $(PAGE_FILES)) > $@

$(BUILD)/embedded_files.o: $(BUILD)/embedded_files.c inputs/embedded.h
	$(Q)$(COMPILE) -c -o $@ $<

# Changes only when the list does, so that a file that was removed leaves the program too.
$(BUILD)/embedded.list: FORCE
	@mkdir -p $(@D)
	@echo '$(EMBEDDED) $(PAGE_FILES)' | cmp -s - $@ || echo '$(EMBEDDED) $(PAGE_FILES)' > $@

# --- what has to be on the machine -------------------------------------------------------------

PACKAGES := gcc libc6-dev make pkg-config libxml2-dev libglpk-dev libcjson-dev libcmocka-dev \
    libxlsxwriter-dev zlib1g-dev \
    libjs-chart.js libjs-leaflet python3 python3-jsonschema libxml2-utils gettext
# Another solver, which the long tests compare with.
PACKAGES += $(if $(filter check-long,$(MAKECMDGOALS)),coinor-cbc)
APT_INSTALL := apt-get install -y --no-install-recommends

# What dpkg does not know is asked of the compiler, so that other systems pass too.
deps: ## install what is missing (Debian, Ubuntu), or say what to type
	@if command -v dpkg-query >/dev/null; then \
	    missing=$$(for p in $(PACKAGES); do \
	        dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q ' installed$$' || echo $$p; done); \
	    missing=$$(echo $$missing); \
	elif pkg-config --exists libxml-2.0 libcjson xlsxwriter cmocka && \
	     echo '#include <glpk.h>' | $(CC) $(CPPFLAGS) -E - >/dev/null 2>&1; then missing=; \
	else missing='$(PACKAGES)'; fi; \
	[ -n "$$missing" ] || exit 0; \
	if command -v apt-get >/dev/null; then \
	    if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; else root=no; fi; \
	else root=no; fi; \
	if [ "$$root" = no ]; then \
	    echo "Some packages are missing. Please type:" >&2; \
	    echo "    sudo apt-get update && sudo $(APT_INSTALL) $$missing" >&2; exit 1; fi; \
	echo "installing $$missing"; \
	$$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive $(APT_INSTALL) -qq $$missing >/dev/null

# Only goals that promise to work on a fresh machine may install; a plain `make` never does.
ifneq ($(filter deps demo check check-long check-break-even check-report screenshots fuzz reliability bench bench-long,$(MAKECMDGOALS)),)
$(filter %.o,$(OBJECTS)) $(BUILD)/main.o $(TEST_HELPERS) $(BUILD)/embed_tool: | deps
$(TESTS:%=%.o) $(LONG_TESTS:%=%.o) $(BENCHES:%=%.o) $(BENCH_HELPERS) layers: | deps
endif

# --- checking -----------------------------------------------------------------------------------

RUN_TESTS = BUILD=$(BUILD) PARKPLAN=$(PROGRAM) tests/run.sh

layers: ## check who may include whom
	$(Q)CC='$(CC)' tests/layers.sh

check: deps layers $(PROGRAM) $(BENCHES) $(TESTS) $(FUZZ_TARGETS) ## build, then run all fast tests (SAN=1: under the sanitizers)
	$(Q)$(RUN_TESTS) $(TESTS) $(TEST_SCRIPTS)

check-long: deps layers $(PROGRAM) $(BENCHES) $(TESTS) $(FUZZ_TARGETS) $(LONG_TESTS) ## the same and the long tests and fuzzing
	$(Q)$(RUN_TESTS) $(TESTS) $(TEST_SCRIPTS) $(LONG_TESTS) $(LONG_SCRIPTS)

check-break-even: deps layers $(BUILD)/tests/long_break_even ## break-even prices of the Leiden region, solved again as one program; slow
	$(Q)$(BUILD)/tests/long_break_even inputs/regions/economie071/economie071.xml

# Search with libFuzzer, which comes with clang; each target this long.
FUZZ_SECONDS ?= 60
FUZZ_PACKAGES = clang llvm libclang-rt-dev
FUZZ_SAN := address,undefined

deps-fuzz: deps ## install what fuzz needs beside that
	@$(MAKE) --no-print-directory deps PACKAGES='$(FUZZ_PACKAGES)'

fuzz-targets: $(FUZZ_TARGETS)

FUZZ_PROGRAMS := $(patsubst $(BUILD)/%,build/fuzz/%,$(FUZZ_TARGETS))
build-fuzz: deps-fuzz
	$(Q)$(MAKE) --no-print-directory BUILD=build/fuzz CC='$(if $(findstring ccache,$(CC)),ccache )clang' CFLAGS='-O1 -g' \
	    SAN_FLAGS='-fsanitize=fuzzer-no-link,$(FUZZ_SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer' \
	    SAN_DEFINES=-DPARKPLAN_SANITIZE FUZZ_MAIN=build/fuzz/tests/reading.o FUZZ_LINK=-fsanitize=fuzzer fuzz-targets

fuzz: build-fuzz $(PROGRAM) ## search for inputs that break a reader: FUZZ_SECONDS=60 for each
	$(Q)PARKPLAN=$(PROGRAM) tests/fuzz.sh $(FUZZ_SECONDS) $(FUZZ_PROGRAMS)

reliability: build-fuzz $(PROGRAM) $(BENCHES) $(BUILD)/tests/test_memory $(BUILD)/tests/fuzz_plan_json ## repeat what docs/reliability.md says; takes an hour
	$(Q)BUILD=$(BUILD) PARKPLAN=$(PROGRAM) FUZZ_SECONDS=$(FUZZ_SECONDS) tests/reliability.sh $(FUZZ_PROGRAMS)

check-bare: ## try the README's two set-up commands on a bare Debian (needs root and debootstrap)
	$(Q)tests/bare_debian.sh

# What looks at reports: a browser and its driver, readers of maps and spreadsheets; axe-core from npm.
REPORT_PACKAGES = chromium chromium-driver python3-selenium python3-openpyxl gdal-bin pandoc \
    $(if $(shell command -v npm),,npm)
AXE := $(BUILD)/npm/node_modules/axe-core/axe.min.js

deps-report: deps ## install what check-report and screenshots need beside that
	@$(MAKE) --no-print-directory deps PACKAGES='$(REPORT_PACKAGES)'

$(AXE): | deps-report
	$(Q)npm install --prefix $(BUILD)/npm --no-save --no-audit --no-fund --ignore-scripts axe-core@4.10.3 >/dev/null

# Made once, since it takes minutes: what is tried on it is how a plan is shown, not the plan. A busy
# machine needs more than the time that demo has by itself.
$(BUILD)/demo.json: | deps $(PROGRAM)
	$(Q)$(PROGRAM) demo --time-limit 300 -o $@ >/dev/null || [ $$? -eq 4 ]

check-report: deps-report $(PROGRAM) $(BUILD)/demo.json $(AXE) ## look at the reports in a browser and other programs
	$(Q)PARKPLAN=$(PROGRAM) tests/check_report.sh $(BUILD)/demo.json $(AXE)

screenshots: deps-report $(PROGRAM) $(BUILD)/demo.json ## take the pictures of the README: docs/screenshots
	$(Q)$(PROGRAM) report $(BUILD)/demo.json -o $(BUILD)/demo.html
	$(Q)docs/make_screenshots.py $(BUILD)/demo.html docs/screenshots

bench: deps $(PROGRAM) $(BENCHES) ## time parkplan beside the solvers that are there; half an hour
	$(Q)BUILD=$(BUILD) PARKPLAN=$(PROGRAM) bench/run.sh

bench-long: deps $(PROGRAM) $(BENCHES) ## the same on all sizes; takes hours
	$(Q)BUILD=$(BUILD) PARKPLAN=$(PROGRAM) bench/run.sh --long

format: ## lay out the sources with clang-format
	$(Q)clang-format -i $(wildcard *.[ch] $(foreach d,model solver inputs outputs tests bench,$d/*.[ch]))

# --- using ----------------------------------------------------------------------------------------

# Exit code 4, a valid plan that the time limit stopped short of the asked gap, is a plan.
demo: deps $(PROGRAM) ## plan the built-in Leiden region: a summary here, the plan in plan.json
	$(Q)$(PROGRAM) demo -o plan.json || [ $$? -eq 4 ]

install: $(PROGRAM) ## install under PREFIX (default /usr/local)
	$(INSTALL) -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/parkplan
	$(INSTALL) -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/parkplan/LICENSE
	if [ -e docs/parkplan.1 ]; then \
	    $(INSTALL) -D -m 644 docs/parkplan.1 $(DESTDIR)$(PREFIX)/share/man/man1/parkplan.1; fi

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/parkplan $(DESTDIR)$(PREFIX)/share/man/man1/parkplan.1
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/parkplan

clean: ## remove everything that was built
	rm -rf build

help: ## this text
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

FORCE:
.PHONY: all deps deps-report deps-fuzz fuzz fuzz-targets build-fuzz reliability layers check check-long check-break-even check-report screenshots check-bare bench bench-long format demo install uninstall clean help FORCE
.SECONDARY: # keep the object files of test programs

-include $(wildcard $(BUILD)/*.d $(BUILD)/*/*.d $(BUILD)/*/*/*.d)
