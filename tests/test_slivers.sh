#!/bin/bash
# No plan has measures of next to nothing (docs/formulation.md, W6), whichever way it was found.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for seed in 2 3 4 6; do
    "$BUILD/bench/region_gen" --size T1 --seed $seed >"$work/region.xml"
    for method in whole decomposed joined; do
        rc=0
        "$PARKPLAN" plan "$work/region.xml" --method $method --why none -o "$work/plan.json" >/dev/null || rc=$?
        case $rc in 0 | 4) ;; *) echo "seed $seed, $method: exit code $rc"; exit 1 ;; esac
        /usr/bin/python3 tests/check_slivers.py "$work/plan.json" inputs/catalogue/nl-2026.xml "$work/region.xml" ||
            { echo "seed $seed, $method"; exit 1; }
    done
done
