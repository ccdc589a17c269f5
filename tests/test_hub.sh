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
[ "$(grep -c 'waarschuwing\[P802\]' "$work/err")" -eq 1 ] || { echo 'P802 is told twice, or not'; cat "$work/err"; exit 1; }

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
"$PARKPLAN" hub "$work/may.xml" --hub hub_S1 --orders 50 -o "$work/orders.json" --lang en >"$work/orders"
grep -q 'from 50 orders' "$work/orders"
for f in may pair orders; do
    /usr/bin/python3 -W ignore -m jsonschema -i "$work/$f.json" "$work/schema.json"
done

# A cable that its members would lay anyway is not the hub's: its worth is what the plans of the region differ by,
# falls with the formation cost without a jump, and is gone at the break-even.
cable=tests/regions/hub_cable.xml
"$PARKPLAN" hub "$cable" --hub pair -o "$work/cable.json" --lang nl >"$work/cable" 2>"$work/err"
/usr/bin/python3 -W ignore -m jsonschema -i "$work/cable.json" "$work/schema.json"
grep -q 'samen, zonder hub .* 224.015$' "$work/cable"
tr -s '\n ' ' ' <"$work/cable" | grep -q 'zijn Shapley-deel van wat de hub brengt is € 687'
cp "$cable" "$work/with.xml"
sed '/<hubs>/,/<\/hubs>/d' "$cable" >"$work/without.xml"
for f in with without; do
    "$PARKPLAN" plan "$work/$f.xml" --perspective private --gap 0 -o "$work/plan_$f.json" >"$work/out" 2>"$work/err"
done
for eur in 0 10000 20493 20907 3000000; do
    sed "s/formation_cost_eur=\"100\"/formation_cost_eur=\"$eur\"/" "$cable" >"$work/formed.xml"
    "$PARKPLAN" hub "$work/formed.xml" --hub pair -o "$work/cable_$eur.json" >"$work/out" 2>"$work/err"
done
# Without anything to gain there is no break-even to tell.
sed 's/<potential .*//' "$cable" >"$work/no_gain.xml"
"$PARKPLAN" hub "$work/no_gain.xml" --hub pair -o "$work/no_gain.json" --lang en >"$work/no_gain" 2>"$work/err"
grep -q 'Even without formation cost it does not pay' "$work/no_gain"

/usr/bin/python3 - "$work" <<'PY'
import json, sys
work = sys.argv[1]

def near(a, b, tol, what):
    if abs(a - b) > tol:
        sys.exit(f"{what}: {a} and {b}")

def shapley(name):
    s = json.load(open(f"{work}/{name}.json"))
    return next(r for r in s["shares"]["rules"] if r["rule"] == "shapley")

# From 50 orders: the same sum, each share within what is said of it, 95 times of 100, so twice that.
for one, all_of_them in zip(shapley("orders")["members"], shapley("may")["members"]):
    near(one["eur"], all_of_them["eur"], 2 * one["half_width_eur"] + 0.01, "from orders")
near(sum(m["eur"] for m in shapley("orders")["members"]), sum(m["eur"] for m in shapley("may")["members"]), 0.01, "sum from orders")

for name in ("hub", "may", "pair", "cable"):
    s = json.load(open(f"{work}/{name}.json"))
    worth = {w["perspective"]: w for w in s["worth"]}
    for w in worth.values():
        near(w["alone_eur"], sum(a["cost_eur"] for a in w["alone"]), 0.01, f"{name}: alone")
        near(w["worth_eur"], w["apart"]["cost_eur"] - w["together"]["cost_eur"], 0.01, f"{name}: worth")
        assert w["worth_eur"] >= 0, name
        if name != "cable": # nothing in common
            near(w["apart"]["cost_eur"], w["alone_eur"], 0.01, f"{name}: apart")
        for c in w["alone"] + [w["apart"], w["together"]]: # one milestone of a year, paid at its end, in its own prices
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

# docs/formulation.md, 17.1.
cable = json.load(open(f"{work}/cable.json"))
near(cable["worth"][0]["alone_eur"], 1493200, 0.5, "cable: alone")
near(cable["worth"][0]["worth_eur"], 1380 - 100 / 15, 0.5, "cable: worth")
near(cable["membership"]["break_even_formation_eur"], 20700, 20, "cable: break-even")
planned = {f: json.load(open(f"{work}/plan_{f}.json"))["certificate"]["objective_eur"] for f in ("with", "without")}
near(cable["worth"][0]["worth_eur"], planned["without"] - planned["with"], 0.5, "cable: worth and plans")
for eur in (0, 10000, 20493, 20907, 3000000):
    s = json.load(open(f"{work}/cable_{eur}.json"))
    near(s["worth"][0]["worth_eur"], max(0, 1380 - eur / 15), 0.5, f"cable: worth at {eur}")
    assert s["membership"]["best"] == (["mill", "dairy"] if eur < 20700 else []), eur
    near(s["membership"]["break_even_formation_eur"], 20700, 20, f"cable: break-even at {eur}")
none = json.load(open(f"{work}/no_gain.json"))
assert none["worth"][0]["worth_eur"] == 0 and none["membership"]["break_even_formation_eur"] is None

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

/usr/bin/python3 - "$work"/{nl,en,may,pair,cable,no_gain} <<'PY'
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
refused 2 'bij hub hoort --hub' hub "$region"
refused 3 'P860.*is hub_S1 bedoeld' hub "$region" --hub hub_S2
refused 3 'P860.*een van: hub_S1' hub "$region" --hub cooperation
refused 3 'P861.*c_X is geen kandidaat' hub "$region" --hub hub_S1 --members c_A,c_X
refused 3 'P861.*twee nodig' hub "$region" --hub hub_S1 --members c_A
refused 2 'hoort niet bij plan' plan "$region" --hub hub_S1
refused 2 'orders is 1' hub "$region" --hub hub_S1 --orders 1
refused 2 'de regio overschrijven' hub "$work/may.xml" --hub hub_S1 -o "$work/may.xml"
