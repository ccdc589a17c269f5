#!/bin/bash
# A region of 10,000 to 30,000 rows is searched in pieces first, and as a whole from there where that does not reach the
# gap. Whichever way it ends, verify agrees, and neither bound is above the other plan.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"${BUILD:-build}/bench/region_gen" --size S1 --seed 1 >"$work/region.xml"
for gap in 2e-3 1e-5; do
    "$PARKPLAN" plan "$work/region.xml" --why none --gap $gap -o "$work/$gap.json" >/dev/null
    "$PARKPLAN" verify "$work/region.xml" "$work/$gap.json" >"$work/log" || { cat "$work/log"; exit 1; }
done
/usr/bin/python3 - "$work/2e-3.json" "$work/1e-5.json" <<'EOF'
import json
import sys

quick, near = (json.load(open(name, encoding="utf-8"))["certificate"] for name in sys.argv[1:])
assert 10_000 < near["n_rows"] <= 30_000, near["n_rows"]
assert (quick["method"], near["method"]) == ("decomposed", "whole"), (quick["method"], near["method"])
assert quick["gap_frac"] <= 2e-3 and near["gap_frac"] <= 1e-5, (quick["gap_frac"], near["gap_frac"])
assert near["lower_bound_eur"] <= quick["objective_eur"] and quick["lower_bound_eur"] <= near["objective_eur"]
assert near["lower_bound_eur"] >= quick["lower_bound_eur"] * (1 - 1e-9), "the bound of the pieces is lost"
EOF
