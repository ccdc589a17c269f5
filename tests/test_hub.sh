#!/bin/bash
# The command hub: JSON as the schema says, shares that add up, figures that agree with each other, tables of at
# most 100 columns in both languages, the same bytes twice, and what is said of wrong input.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
region=tests/regions/hub3_hub.xml

"$PARKPLAN" hub "$region" --hub hub_S1 -o "$work/hub.json" --lang nl >"$work/nl"
grep -q 'De hub loont' "$work/nl"

# What is estimated is told in words, not as it stands in the file.
"$PARKPLAN" hub tests/regions/strained.xml --hub group -o "$work/group.json" --lang nl >"$work/group"
grep -q 'Geschat in zijn gegevens: het contract, het aantal elektrische voertuigen (lorries)\.' "$work/group" ||
    { echo 'estimates of a member:'; grep Geschat "$work/group"; exit 1; }

# Said once, not for each perspective.
"$PARKPLAN" hub tests/regions/unreachable.xml --hub group -o "$work/group.json" >/dev/null 2>"$work/err"
[ "$(grep -c 'warning\[P802\]' "$work/err")" -eq 1 ] || { echo 'P802 is told twice, or not'; cat "$work/err"; exit 1; }

"$PARKPLAN" schema hub >"$work/schema.json"
cmp "$work/schema.json" outputs/hub.schema.json
/usr/bin/python3 -W ignore -m jsonschema -i "$work/hub.json" "$work/schema.json"

# may: pairs are worth something too.
sed 's/joins="must"/joins="may"/' "$region" >"$work/may.xml"
"$PARKPLAN" hub "$work/may.xml" --hub hub_S1 -o "$work/may.json" --lang en >"$work/may"
"$PARKPLAN" hub "$work/may.xml" --hub hub_S1 --members c_A,c_C -o "$work/pair.json" >"$work/pair"
"$PARKPLAN" hub "$work/may.xml" --hub hub_S1 --members c_A,c_C --lang en >"$work/again.json" 2>"$work/en"
cmp "$work/pair.json" "$work/again.json" || { echo "two runs differ"; exit 1; }
grep -q 'The hub pays' "$work/en"
for f in may pair; do
    /usr/bin/python3 -W ignore -m jsonschema -i "$work/$f.json" "$work/schema.json"
done

/usr/bin/python3 - "$work" <<'PY'
import json, sys
work = sys.argv[1]

def near(a, b, tol, what):
    if abs(a - b) > tol:
        sys.exit(f"{what}: {a} and {b}")

for name in ("hub", "may", "pair"):
    s = json.load(open(f"{work}/{name}.json"))
    worth = {w["perspective"]: w for w in s["worth"]}
    for w in worth.values():
        apart = sum(a["cost_eur"] for a in w["alone"])
        near(w["worth_eur"], max(0, apart - w["together"]["cost_eur"]), 0.01, f"{name}: worth")
        for c in w["alone"] + [w["together"]]: # one milestone of a year, paid at its end, in its own prices
            m = c["milestones"][0]
            near(sum(m["eur_per_year"].values()), m["cost_eur_per_year"], 0.01, "lines of the bill")
            near(m["cost_eur_per_year"], c["cost_eur"], 1e-6 * abs(c["cost_eur"]) + 0.01, "bill and cost")
    total = s["shares"]["total_eur"]
    near(total, worth["private"]["worth_eur"], 0.01, f"{name}: total")
    assert len(s["shares"]["rules"]) == 6, name
    for rule in s["shares"]["rules"]:
        cents = sum(round(m["eur"] * 100) for m in rule["members"])
        if cents != round(total * 100):
            sys.exit(f"{name}, {rule['rule']}: {cents} cents of {total}")
        if rule["rule"] == "nucleolus" and not s["shares"]["core_empty"]:
            assert rule["nobody_better_off_leaving"], name
    for st in s["statements"]:
        for r in st["by_rule"]:
            near(r["pays_eur"] + r["gets_eur"], st["alone_eur"], 0.01, "statement")
    # The group draws no more than its contract, and that is no more than it may have.
    for m in s["request"]["milestones"]:
        peak = max(p["group_kw"] for p in m["monthly_peaks"])
        assert peak <= m["group_contract_kw"] + 1e-3 <= m["group_capacity_kw"] + 2e-3, m["year"]
        near(max(max(d["kw"]) for d in m["net_import_kw"]), peak, 1e-3, "profile and peak")

# Found by PyPSA with HiGHS: tests/test_conformance.c.
s = json.load(open(f"{work}/hub.json"))
near(s["worth"][0]["together"]["cost_eur"], 1676539.727594, 1.7, "cost of the group")
# All three must join, so that each has a veto: a third each.
for rule in s["shares"]["rules"]:
    if rule["rule"] in ("shapley", "nucleolus"):
        for m in rule["members"]:
            near(m["eur"], s["shares"]["total_eur"] / 3, 0.02, rule["rule"])
# Two of three gain no more than all three, of whom nobody has to join.
may, pair = (json.load(open(f"{work}/{n}.json")) for n in ("may", "pair"))
assert pair["membership"]["asked"] == ["c_A", "c_C"] and pair["membership"]["listed"]
assert 0 < pair["worth"][0]["worth_eur"] <= may["worth"][0]["worth_eur"] + 1
assert may["worth"][0]["worth_eur"] >= s["worth"][0]["worth_eur"] - 1
PY

/usr/bin/python3 - "$work"/{nl,en,may,pair} <<'PY'
import sys
for path in sys.argv[1:]:
    for line in open(path, encoding="utf-8"):
        if len(line.rstrip("\n")) > 100:
            sys.exit("wider than 100 columns: " + line)
PY

refused() { # EXIT-CODE WORD ARGUMENTS...
    local code=0
    "$PARKPLAN" "${@:3}" >"$work/out" 2>"$work/err" || code=$?
    if [ "$code" -ne "$1" ] || ! grep -q "$2" "$work/err"; then
        echo "exit code $code, expected $1 and $2 after: ${*:3}"
        cat "$work/err"
        exit 1
    fi
}
refused 2 'hub needs --hub' hub "$region"
refused 3 'P860.*did you mean hub_S1' hub "$region" --hub hub_S2
refused 3 'P860.*one of: hub_S1' hub "$region" --hub cooperation
refused 3 'P861.*c_X is no candidate' hub "$region" --hub hub_S1 --members c_A,c_X
refused 3 'P861.*two' hub "$region" --hub hub_S1 --members c_A
refused 2 'does not go with plan' plan "$region" --hub hub_S1
refused 2 'would overwrite the region' hub "$work/may.xml" --hub hub_S1 -o "$work/may.xml"
