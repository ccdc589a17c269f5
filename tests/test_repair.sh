#!/bin/bash
# Targets that cannot be met, from the command line: exit code 1, a plan with repairs that keeps to the
# schema, that verify accepts, that is the same every time, and a summary that names the lines.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=${PARKPLAN:-build/parkplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; exit 1; }

cp tests/regions/unreachable.xml "$work/region.xml"
roof=$(grep -n '<potential technology="pv_roof"' "$work/region.xml" | cut -d: -f1)
target=$(grep -n '<target id="co2"' "$work/region.xml" | cut -d: -f1)

for n in 1 2; do
    rc=0
    "$PARKPLAN" plan "$work/region.xml" -o "$work/plan.json" --lang en >"$work/summary" || rc=$?
    [ "$rc" -eq 1 ] || fail "exit code $rc, not 1"
    mv "$work/plan.json" "$work/plan$n.json"
    mv "$work/plan.certificate.json" "$work/plan.certificate$n.json"
done
cmp "$work/plan1.json" "$work/plan2.json"
mv "$work/plan1.json" "$work/plan.json"
mv "$work/plan.certificate1.json" "$work/plan.certificate.json"

"$PARKPLAN" verify "$work/region.xml" "$work/plan.json" >"$work/log" || fail "$(cat "$work/log")"
"$PARKPLAN" report "$work/plan.json" -o "$work/report.html"
grep -q "line $roof: what is possible of bakery/pv_roof: 20 kW" "$work/summary" || fail "roof is not named"
grep -q "line $target: target for CO2 in 2028: 460 tonnes per year" "$work/summary" || fail "target is not named"
# What explain tells is what the summary told.
"$PARKPLAN" explain "$work/plan.json" --lang en >"$work/explained"
for text in "line $roof: what is possible of bakery/pv_roof: 20 kW" "line $target: target for CO2 in 2028: 460 tonnes per year" \
    "kW more possible of bakery/pv_roof" "target for CO2 in 2028 at 570 instead of 460 tonnes per year"; do
    grep -q "$text" "$work/summary" || fail "the summary does not tell: $text"
    grep -q "$text" "$work/explained" || fail "explain does not tell: $text"
done
python3 - "$work/plan.json" "$roof" "$target" <<'PYTHON'
import json, sys
import jsonschema
plan = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator(json.load(open("outputs/plan.schema.json"))).validate(plan)
repairs = plan["repairs"]
assert repairs["minimal"] is True
assert [c["line"] for c in repairs["conflict"]] == [int(sys.argv[3]), int(sys.argv[2])]
assert len(repairs["ways"]) >= 3
costs = [w["cost_eur"] for w in repairs["ways"]]
assert costs == sorted(costs)
PYTHON

# The same region in parts: the roof is named, and what it takes is a way out, whatever the threads.
for n in 1 2; do
    rc=0
    "$PARKPLAN" plan "$work/region.xml" --method decomposed --threads "$n" -o "$work/parts.json" --lang en \
        >"$work/parts$n" || rc=$?
    [ "$rc" -eq 1 ] || fail "decomposed: exit code $rc, not 1"
    mv "$work/parts.json" "$work/parts$n.json"
    mv "$work/parts.certificate.json" "$work/parts.certificate$n.json"
done
cmp "$work/parts1.json" "$work/parts2.json"
mv "$work/parts1.json" "$work/parts.json"
mv "$work/parts.certificate1.json" "$work/parts.certificate.json"
"$PARKPLAN" verify "$work/region.xml" "$work/parts.json" >"$work/log" || fail "$(cat "$work/log")"
grep -q "line $roof: what is possible of bakery/pv_roof: 20 kW" "$work/parts2" || fail "decomposed: roof is not named"
grep -q "kW more possible of bakery/pv_roof" "$work/parts2" || fail "decomposed: no way by the roof"

# Stopped at once nothing is proven of the targets: no conflict is told, and no way out of one.
"$PARKPLAN" template -o "$work/own.xml" >/dev/null
rc=0
"$PARKPLAN" plan "$work/own.xml" --time-limit 0.001 -o "$work/stopped.json" --lang en >"$work/log" 2>&1 || rc=$?
[ "$rc" -eq 1 ] || fail "stopped: exit code $rc, not 1"
grep -q '"status":	"stopped_at_limit"' "$work/stopped.json" || fail "it was not stopped"
! grep -q "WHAT CANNOT HOLD TOGETHER" "$work/log" || fail "stopped: tells of a conflict that nobody has proven"
