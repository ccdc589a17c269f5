#!/bin/bash
# Run test programs (cmocka) and test scripts, some at a time, and report in the order given:
#   tests/run.sh PROGRAM-OR-SCRIPT...
# A program counts as many tests as cmocka says, a script as one. A script that ends with 77 is
# skipped and says why in its last line; a test within a program that skips itself prints a line
# that ends with ": skipped". Ends with 1 when anything failed.
# The scripts find the program in PARKPLAN and the build folder in BUILD; all run in the top folder.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export BUILD=${BUILD:-build}
export PARKPLAN=${PARKPLAN:-$BUILD/parkplan}
logs=$BUILD/test-logs
rm -rf "$logs"
mkdir -p "$logs"

# Writes what the test prints to NAME.log and its exit code to NAME.rc.
run_one() {
    local log
    log=$1/$(basename "$2")
    case $2 in */*) ;; *) set -- "$1" "./$2" ;; esac
    "$2" >"$log.log" 2>&1 </dev/null
    echo $? >"$log.rc"
}
export -f run_one

[ $# -eq 0 ] || printf '%s\0' "$@" |
    xargs -0 -n 1 -P "${JOBS:-$(nproc)}" bash -c 'run_one "$0" "$1"' "$logs"

passed=0 failed=0 skipped=0
for test in "$@"; do
    log=$logs/$(basename "$test")
    rc=$(cat "$log.rc" 2>/dev/null || echo 'no exit code')
    # cmocka names a failed test twice, where it fails and in its closing list.
    read -r ok bad left_out < <(awk '/^\[  PASSED  \] [0-9]/ { ok += $4 }
        /^\[  FAILED  \] [^0-9]/ { named++ }
        /^\[  SKIPPED \] [0-9]/ { skipped += $4 }
        END { print ok + 0, int(named / 2), skipped + 0 }' "$log.log")
    case $rc in
        0) ok=$((ok > 0 ? ok : 1)) bad=0 result=ok ;;
        77) ok=0 bad=0 skipped=$((skipped + 1)) result=skipped ;;
        *) bad=$((bad > 0 ? bad : 1)) result="FAILED ($rc)" ;;
    esac
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left_out))
    printf '%-34s %4d  %s\n' "$(basename "$test")" $((ok + bad)) "$result"
    case $result in
        FAILED*) sed 's/^/    /' "$log.log" | tail -n 60 ;;
        skipped) tail -n 1 "$log.log" | sed 's/^/    /' ;;
        *) [ "$left_out" -eq 0 ] || sed -n 's/.*: skipped$/    &/p' "$log.log" ;;
    esac
done
[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
