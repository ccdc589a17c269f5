#!/bin/bash
# The Leiden region: likely profiles, no findings, and what doing nothing more comes to.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
PARKPLAN=${PARKPLAN:-build/parkplan}
coarse=tests/regions/economie071_coarse.xml
built_in=inputs/regions/economie071/economie071.xml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

/usr/bin/python3 tests/check_profiles.py $coarse $built_in

# Nothing to warn of, such as shedding that is cheaper than the dearest kW.
for file in $coarse $built_in; do
    rc=0
    findings=$("$PARKPLAN" check "$file" 2>&1 >/dev/null) || rc=$?
    [ "$rc" -eq 0 ] && [ -z "$findings" ] || { echo "$file: exit code $rc: $findings"; exit 1; }
done

# Stopped at once: the plan of doing nothing more is there. 1: it misses the targets.
rc=0
"$PARKPLAN" plan $coarse --time-limit 1 -o "$work/plan.json" >/dev/null 2>"$work/err" || rc=$?
case $rc in 1 | 4) ;; *) echo "exit code $rc: $(cat "$work/err")"; exit 1 ;; esac
/usr/bin/python3 tests/check_doing_nothing.py $coarse "$work/plan.json"
