#!/bin/bash
# Energy of a storage that is sized apart from its power, bought in a year in which no power is: the best plan,
# worked out by hand in the region's file, has an action for it, and verify agrees.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for method in whole decomposed joined; do
    "$PARKPLAN" plan tests/regions/energy_apart.xml --method $method --gap 0 -o "$work/plan.json" >/dev/null || [ $? -eq 4 ]
    "$PARKPLAN" verify tests/regions/energy_apart.xml "$work/plan.json" >"$work/log" || { cat "$work/log"; exit 1; }
    /usr/bin/python3 - "$work/plan.json" <<'EOF'
import json
import sys

plan = json.load(open(sys.argv[1], encoding="utf-8"))
cost = plan["certificate"]["objective_eur"]
assert abs(cost - 153900) < 1, cost
actions = [a for park in plan["parks"] for a in park["actions"]]
assert [(a["year"], round(a["amount"], 3), round(a["amount_kwh"], 3), a["investment_eur"]) for a in actions] \
    == [(2027, 0, 600, 6000)], actions
EOF
done
