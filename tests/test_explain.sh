#!/bin/bash
# explain tells what stands in the plan: compared by a program of its own, for plans with and without
# why; and refuses what it cannot tell.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1"
    exit 1
}

"$PARKPLAN" template -o "$work/template.xml"
for region in "$work/template.xml" tests/regions/hub3_hub.xml tests/regions/small.xml; do
    for why in all none; do
        "$PARKPLAN" plan "$region" --why $why -o "$work/plan.json" >"$work/log"
        /usr/bin/python3 tests/check_explain.py "$PARKPLAN" "$work/plan.json" || fail "$region, --why $why"
    done
done

"$PARKPLAN" plan "$work/template.xml" -o "$work/plan.json" >"$work/log"
"$PARKPLAN" explain "$work/plan.json" >"$work/from_file"
"$PARKPLAN" explain - <"$work/plan.json" | cmp - "$work/from_file" || fail 'from standard input it differs'
rc=0
"$PARKPLAN" explain "$work/plan.json" --park havn >"$work/out" 2>"$work/err" || rc=$?
[ $rc -eq 3 ] && [ ! -s "$work/out" ] && grep -q 'plan.json: error\[P855\]: .*did you mean haven?' "$work/err" ||
    fail "an unknown park: exit code $rc, $(cat "$work/err")"
# A name is only a name, also on a terminal.
sed 's/"name":\t"Havenpark"/"name":\t"\\u001b[2J\\u009bX"/' "$work/plan.json" >"$work/hostile.json"
"$PARKPLAN" explain "$work/hostile.json" --park haven >"$work/out"
! grep -qP '[\x00-\x09\x0b-\x1f]|\xc2[\x80-\x9f]' "$work/out" || fail 'a control character reaches the terminal'
grep -q '?\[2J?X' "$work/out" || fail 'the name is not told'
