#!/bin/bash
# The plan of a decomposed search, and what is said about it, do not depend on the number of threads: same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=${PARKPLAN:-build/parkplan}
GENERATOR=${BUILD:-build}/bench/region_gen
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$GENERATOR" --size T2 --stations 5 --parks 6 --seed 3 >"$work/region.xml"
for threads in 1 2 3; do
    rc=0
    mkdir "$work/$threads"
    "$PARKPLAN" plan "$work/region.xml" --method decomposed --threads "$threads" --gap 0.05 \
        -o "$work/$threads/plan.json" >/dev/null 2>"$work/err" || rc=$?
    [ "$rc" -eq 0 ] || { echo "$threads threads: exit code $rc: $(cat "$work/err")"; exit 1; }
    cmp "$work/1/plan.json" "$work/$threads/plan.json" # which names the certificate's SHA-256
done
"$PARKPLAN" verify "$work/region.xml" "$work/1/plan.json" >"$work/log" || { cat "$work/log"; exit 1; }
grep -q '"decomposed"' "$work/1/plan.json"
