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

# What cannot hold together is told as the summary tells it, which is made by other code from the plan itself.
sed 's/max_t_per_year="-"/max_t_per_year="- 10"/' tests/regions/strained.xml >"$work/strained.xml"
rc=0
"$PARKPLAN" plan "$work/strained.xml" -o "$work/strained.json" >"$work/log" || rc=$?
[ $rc -eq 1 ] || fail "a target that cannot be met: exit code $rc"
section() { sed -n '/^WAT NIET SAMENGAAT/,/^$/p' "$1" | sed '/^$/d'; }
"$PARKPLAN" explain "$work/strained.json" >"$work/out"
section "$work/log" >"$work/want"
[ "$(wc -l <"$work/want")" -gt 5 ] || fail 'the summary tells no conflict'
section "$work/out" | head -n "$(wc -l <"$work/want")" | diff - "$work/want" || fail 'explain tells another conflict'
/usr/bin/python3 tests/check_explain.py "$PARKPLAN" "$work/strained.json" || fail 'strained'
"$PARKPLAN" report "$work/strained.json" -o "$work/strained.md"
"$PARKPLAN" report "$work/strained.json" -o "$work/strained.html"
for form in md html; do
    grep -q 'doel voor CO2 in 2028: 10 ton per jaar' "$work/strained.$form" || fail "strained.$form lacks the conflict"
    grep -q 'Dit kan op zichzelf niet' "$work/strained.$form" || fail "strained.$form does not say that it is one"
done

# The summary says of hubs what is said of the only one.
"$PARKPLAN" plan tests/regions/vocabulary.xml -o "$work/all.json" >"$work/log" 2>&1 || true
"$PARKPLAN" explain "$work/all.json" | grep -q 'hub vormen.*Past niet binnen de grenzen' || fail 'the hub is not stopped by a limit'
grep -q '^  Energiecoöperaties (hubs)  niets: de grenzen van de regio laten het niet toe' "$work/log" || fail 'hubs are said to cost too much'

# Too few companies that can act: how many more would do.
sed -e 's/frac_per_year="0.5"/frac_per_year="0.03"/' -e 's/ max="2" comp/ max="0" comp/' tests/regions/strained.xml >"$work/few.xml"
"$PARKPLAN" plan "$work/few.xml" -o "$work/few.json" >"$work/log"
/usr/bin/python3 tests/check_explain.py "$PARKPLAN" "$work/few.json" || fail 'too few companies'
"$PARKPLAN" explain "$work/few.json" --park quay | tr -s ' \n' ' ' | grep -qE 'bedrijven die iets kunnen doen \(wel met [0-9]+ bedrij(f|ven) meer\)' ||
    fail 'it does not tell how many companies are lacking'

# A figure on both sides of nothing decides nothing.
"$PARKPLAN" plan tests/regions/unreachable.xml -o "$work/unsure.json" >"$work/log" 2>&1 || true
/usr/bin/python3 tests/check_explain.py "$PARKPLAN" "$work/unsure.json" || fail 'unreachable'
"$PARKPLAN" explain "$work/unsure.json" | tr -s ' \n' ' ' >"$work/out"
grep -qE 'hub vormen: group Niet uit te maken of het loont: van € [0-9.]+ goedkoper tot € [0-9.]+ duurder\.' "$work/out" ||
    fail "a range around nothing: $(cat "$work/out")"

"$PARKPLAN" plan "$work/template.xml" -o "$work/plan.json" >"$work/log"
"$PARKPLAN" explain "$work/plan.json" >"$work/from_file"
"$PARKPLAN" explain - <"$work/plan.json" | cmp - "$work/from_file" || fail 'from standard input it differs'
rc=0
"$PARKPLAN" explain "$work/plan.json" --park havn >"$work/out" 2>"$work/err" || rc=$?
[ $rc -eq 3 ] && [ ! -s "$work/out" ] && grep -q 'plan.json: fout\[P855\]: .*is haven bedoeld?' "$work/err" ||
    fail "an unknown park: exit code $rc, $(cat "$work/err")"
# A name is only a name, also on a terminal.
sed 's/"name":\t"Havenpark"/"name":\t"\\u001b[2J\\u009bX"/' "$work/plan.json" >"$work/hostile.json"
"$PARKPLAN" explain "$work/hostile.json" --park haven >"$work/out"
! grep -qP '[\x00-\x09\x0b-\x1f]|\xc2[\x80-\x9f]' "$work/out" || fail 'a control character reaches the terminal'
grep -q '?\[2J?X' "$work/out" || fail 'the name is not told'
