#!/bin/bash
# What docs/reliability.md says, tried anew:  reliability.sh FUZZ-PROGRAM...
# FUZZ_SECONDS (60) for each reader; STRIDE (long): each STRIDE-th allocation fails. Ends with 1 when anything
# did not end as it should.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export BUILD=${BUILD:-build} PARKPLAN=${PARKPLAN:-build/parkplan}
log=$BUILD/reliability.log
: >"$log"
failed=0

# The lines with figures, and what went wrong.
try() {
    local title=$1 rc
    shift
    echo "== $title"
    "$@" 2>&1 | tee -a "$log" | grep -vE '^\[|^ *$|skipped$'
    rc=${PIPESTATUS[0]}
    [ "$rc" -eq 0 ] || [ "$rc" -eq 77 ] || { failed=$((failed + 1)); echo "   FAILED ($rc): $log"; }
}

try 'bytes that nobody wrote on purpose' tests/fuzz.sh "${FUZZ_SECONDS:-60}" "$@"
try 'files that careless hands have changed' "$BUILD/tests/fuzz_plan_json"
try 'an allocation that fails' "$BUILD/tests/test_memory" "${STRIDE:-long}"
try 'disks, folders, pipes, signals, neighbours' env LONG=1 tests/test_writing.sh
try 'figures that are hard on a solver' tests/hostile_numbers.py "$PARKPLAN"
[ $failed -eq 0 ]
