#!/bin/bash
# parkplan compare as people run it: files, streams, exit codes, schema, width of the tables.
# PARKPLAN is the program; runs in the top folder.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
region=tests/regions/futures.xml

fail() {
    echo "$1"
    failed=$((failed + 1))
}

# expect NAME EXIT-CODE WORDS-ON-STDERR ARGUMENT...
expect() {
    local name=$1 want=$2 words=$3 rc
    shift 3
    "$PARKPLAN" compare "$@" >"$work/out" 2>"$work/err" </dev/null
    rc=$?
    [ "$rc" -eq "$want" ] || fail "$name: exit code $rc, expected $want: $(head -c 300 "$work/err")"
    [ -z "$words" ] || grep -qF -- "$words" "$work/err" || fail "$name: stderr lacks \"$words\": $(head -c 300 "$work/err")"
}

follows_schema() {
    "$PARKPLAN" schema compare >"$work/schema.json" || fail 'schema compare failed'
    /usr/bin/python3 - "$work/schema.json" "$1" <<'PYTHON' || fail "$1 does not follow the schema"
import json, sys
from jsonschema import Draft202012Validator
schema, document = (json.load(open(path)) for path in sys.argv[1:])
Draft202012Validator.check_schema(schema)
errors = list(Draft202012Validator(schema).iter_errors(document))
for error in errors[:5]:
    print(error.json_path, error.message)

def unclear(node, path="schema"):
    """Objects that are open, and fields without a description."""
    if isinstance(node, list):
        return [f for k, item in enumerate(node) for f in unclear(item, f"{path}[{k}]")]
    if not isinstance(node, dict):
        return []
    found = [f"{path}.{name}: no description" for name, field in node.get("properties", {}).items()
             if "description" not in field]
    if "properties" in node and node.get("additionalProperties") is not False:
        found.append(f"{path}: is open")
    return found + [f for k, item in node.items() for f in unclear(item, f"{path}.{k}")]

# A figure called "properties" does not exist, so every key of that name is the schema's.
findings = unclear(schema)
print("\n".join(findings[:5]), end="")
sys.exit(bool(errors or findings))
PYTHON
}

for lang in nl en; do
    expect "all parts in $lang" 0 '' $region --scenarios base,cheap,poor,no_roof,no_bargain \
        --parts all --within 0.1 --lang $lang -o "$work/all.json"
    [ "$(LC_ALL=C.UTF-8 awk '{ if (length($0) > m) m = length($0) } END { print m }' "$work/out")" -le 100 ] ||
        fail "$lang: a table is wider than 100 columns"
    grep -qF "$work/all.json" "$work/out" || fail "$lang: does not say where the comparison is"
    [ ! -s "$work/err" ] || fail "$lang: stderr is not empty"
done
grep -qF 'Do anyway (chosen in every future)' "$work/out" || fail 'no list of what to do anyway'
follows_schema "$work/all.json"

# The same bytes whatever the number of jobs; on stdout the tables go to stderr.
expect 'on stdout' 0 'Scenarios of futures' $region --scenarios base,cheap,poor,no_roof,no_bargain \
    --parts all --within 0.1 --lang en --jobs 1
cmp -s "$work/out" "$work/all.json" || fail 'one job gives other bytes than many'

# Without a choice: all scenarios, and the base takes no part in regret.
expect 'by default' 0 '' $region -o "$work/default.json"
follows_schema "$work/default.json"
/usr/bin/python3 - "$work/default.json" <<'PYTHON' || fail 'by default: not what was asked'
import json, sys
c = json.load(open(sys.argv[1]))
ids = [s["id"] for s in c["scenarios"]]
assert ids == ["base", "cheap", "poor", "no_roof", "growth", "no_bargain"], ids
assert [s["id"] for s in c["scenarios"] if s["in_regret"]] == ["cheap", "poor", "no_roof"]
assert [r["decided_as"] for r in c["regret"]["rows"]] == ["cheap", "poor", "no_roof"]
assert c["robust"] is None and c["trade_offs"] is None and c["different_plans"] is None
for s in c["scenarios"]:
    p = s["plan"]
    for key in p["total"]:
        assert abs(p["total"][key] - p["status_quo"][key] - p["from_status_quo"][key]) < 1e-3
        if s["id"] != "base":
            base = c["scenarios"][0]["plan"]["total"][key]
            assert abs(p["total"][key] - base - p["from_base"][key]) < 1e-3
    assert abs(sum(t["investment_eur"] for t in p["themes"]) - p["total"]["investment_eur"]) < 1e-3
    assert abs(sum(m["total"]["co2_t"] for m in p["municipalities"]) - p["total"]["co2_t"]) < 1e-3
PYTHON
# With probabilities the region as it is counts too. By hand, as in tests/test_compare.c: a start as for the
# base costs .5 * 159020 + .2 * 69668 + .2 * 159020 + .1 * 176540; of cheap and no_roof alone it is 2 to 1.
weighed=$work/weighed.xml
sed -e 's/<scenarios>/<scenarios probability_frac="0.5">/' -e '/id="cheap"/s/ name=/ probability_frac="0.2"&/' \
    -e '/id="poor"/s/ name=/ probability_frac="0.2"&/' -e '/id="no_roof"/s/ name=/ probability_frac="0.1"&/' $region >"$weighed"
expect 'probabilities' 0 '' "$weighed" --lang en -o "$work/weighed.json"
grep -qF 'Probabilities: 1 50%, 2 20%, 3 20%, 4 10%.' "$work/out" || fail 'probabilities are not told'
expect 'probabilities of two' 0 '' "$weighed" --scenarios cheap,no_roof -o "$work/two.json"
/usr/bin/python3 - "$work/weighed.json" "$work/two.json" <<'PYTHON' || fail 'probabilities: not what was given'
import json, sys
every, two = (json.load(open(path)) for path in sys.argv[1:])
given = {s["id"]: s["probability_frac"] for s in every["scenarios"] if s["in_regret"]}
assert given == {"base": 0.5, "cheap": 0.2, "poor": 0.2, "no_roof": 0.1}, given
rows = {r["decided_as"]: r["expected_cost_eur"] for r in every["regret"]["rows"]}
assert abs(rows["base"] - 142901.6) < 0.1, rows
shares = [s["probability_frac"] for s in two["scenarios"] if s["in_regret"]]
assert all(abs(a - b) < 1e-9 for a, b in zip(shares, (2 / 3, 1 / 3), strict=True)), shares
PYTHON
sed -e 's/<scenarios probability_frac="0.5">/<scenarios>/' -e 's/"0.2" name="Less/"0.7" name="Less/' "$weighed" >"$work/no_base.xml"
expect 'base without a probability' 2 'noemt base als toekomst, en die heeft geen kans' "$work/no_base.xml" --scenarios base,cheap

# A desk of 10,000 EUR a year that has to be there for three years, and a region's total below its municipality.
named=$work/named.xml
sed -e 's#id="desk"#& name="Energieloket" min="1"#' -e 's#<hub id="group"#& name="Kadehub"#' \
    -e 's#</region>#<scenarios><scenario id="dear" kind="future" name="Duur"><scale select="carriers/carrier[@id='"'electricity'"']/@price_eur_per_kwh" by="1.5"/></scenario><scenario id="loose" kind="future" name="Los"><remove select="hubs/hub"/></scenario></scenarios>&#' \
    tests/regions/strained.xml >"$named"
expect 'names' 0 '' "$named" --lang nl -o "$work/named.json"
says() { grep -qE -- "$1" "$work/out" || fail "names: no line \"$1\" in $(cat "$work/out")"; }
says '^  Energietransitieloket +30,00 +30,00 +30,00$'
says '^  Niet van een gemeente +0,00 +0,00 +0,00$'
[ "$(sed -n '/^Investering per gemeente/,/^$/p' "$work/out" | grep -E '^  (Leiden|Hele regio)' | sed 's/^  [^0-9]*//' | sort -u | wc -l)" -eq 1 ] ||
    fail 'names: Leiden, which has everything, is not the whole region'
says '^  charger: op 1 plek$'
says '^  Energieloket$'
says '^  hub vormen: Kadehub \(2\)$'
says '^  lid van een hub: Kadehub: op 3 plekken \(2\)$'
says '; 5 plannen; kosten in'

expect 'no parts' 0 '' $region --parts none -o "$work/none.json"
grep -qF '"regret":	null' "$work/none.json" || fail 'no parts: there is a regret table'
follows_schema "$work/none.json"

expect 'unknown scenario' 3 'is bedoeld: "cheap"' $region --scenarios chaep
expect 'twice' 2 'noemt cheap twee keer' $region --scenarios cheap,cheap
expect 'unknown part' 2 '--parts noemt regrets' $region --parts regrets
expect 'too few points' 2 '--points is 7' $region --points 7
expect 'stdin' 2 'niet -' -
expect 'over the region' 2 'overschrijven' $region -o $region
expect 'misplaced option' 2 '--scenario hoort niet bij compare' $region --scenario cheap
expect 'nowhere to write' 5 'kan niet worden geschreven' $region -o "$work/no/such/folder.json"

[ "$failed" -eq 0 ]
