#!/bin/bash
# The forms of a report, read back with other programs; and what a bad plan is told.
# PARKPLAN is the program; runs in the top folder.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    echo "$1"
    failed=$((failed + 1))
}

# A hub that forms; every element of a region; private costs, in which somebody is worse off.
"$PARKPLAN" plan tests/regions/hub3_hub.xml -o "$work/hub.json" >/dev/null 2>&1
"$PARKPLAN" plan tests/regions/vocabulary.xml -o "$work/all.json" >/dev/null 2>&1 # misses its targets
"$PARKPLAN" plan tests/regions/small.xml --perspective private -o "$work/own.json" >/dev/null 2>&1
for plan in hub all own; do
    /usr/bin/python3 tests/check_report.py "$PARKPLAN" "$work/$plan.json" "$work/$plan" || fail "the report of $plan"
done

# A plan that was recomputed from its region: right, wrong, and from another region.
"$PARKPLAN" report "$work/hub.json" --region tests/regions/hub3_hub.xml -o "$work/checked.html" || fail 'its region is refused'
grep -q 'Alles klopt: [0-9]' "$work/checked.html" || fail 'the page does not say that the plan is right'
grep -q 'Geen enkel plan dat aan alle eisen voldoet kost minder dan' "$work/checked.html" || fail 'the page does not tell the bound of the certificate'
mkdir "$work/changed" && cp "$work/hub.certificate.json" "$work/changed/" &&
    sed 's/"companies":\([^,]*\)\([0-9]\),/"companies":\15\2,/' "$work/hub.json" >"$work/changed/hub.json"
cmp -s "$work/hub.json" "$work/changed/hub.json" && fail 'the plan was not changed'
"$PARKPLAN" report "$work/changed/hub.json" --region tests/regions/hub3_hub.xml -o "$work/changed.html" || fail 'a changed plan is not shown'
grep -q 'Er klopt iets niet' "$work/changed.html" || fail 'the page does not say that the plan was changed'
"$PARKPLAN" report "$work/hub.json" --region tests/regions/small.xml -o "$work/other.html" 2>"$work/err"
[ $? -eq 3 ] && grep -q 'fout\[P016\]: het plan is van een ander bestand gemaakt' "$work/err" && [ ! -e "$work/other.html" ] ||
    fail "another region is not refused: $(cat "$work/err")"

# The same plan gives the same bytes.
"$PARKPLAN" report "$work/hub.json" -o "$work/once/" && "$PARKPLAN" report "$work/hub.json" -o "$work/twice/"
for form in html xlsx md geojson; do
    "$PARKPLAN" report "$work/hub.json" -o "$work/once/plan.$form"
    TZ=Asia/Tokyo "$PARKPLAN" report "$work/hub.json" -o "$work/twice/plan.$form"
done
diff -r "$work/once" "$work/twice" || fail 'two reports of one plan differ'

# refused EXIT-CODE WORDS FILE [TARGET]
refused() {
    "$PARKPLAN" report "$3" -o "${4:-$work/x.geojson}" 2>"$work/err"
    [ $? -eq "$1" ] || fail "$3: not exit code $1"
    grep -qF -- "$2" "$work/err" || fail "$3: stderr lacks \"$2\": $(cat "$work/err")"
    [ ! -e "$work/x.geojson" ] || fail "$3: something was written"
}
echo '{"a": [1, 2}' >"$work/broken.json"
echo '{"meta": {"tool": "other"}}' >"$work/other.json"
sed 's/"schema_version":.*"[0-9.]*"/"schema_version": "2.0"/' "$work/hub.json" >"$work/newer.json"
sed 's/"lat":.*,/"lat": 95,/' "$work/all.json" >"$work/nowhere.json"
refused 3 'broken.json:1: fout[P850]: vanaf hier is het geen JSON' "$work/broken.json"
refused 3 'other.json: fout[P850]: het is JSON, maar geen plan' "$work/other.json"
refused 3 'this program reads plans of form 1.0, not 2.0' "$work/newer.json"
refused 3 "zo'n plaats is er niet" "$work/nowhere.json"
refused 3 'kan niet worden gelezen' "$work/missing.json"
refused 2 'de naam moet eindigen op' "$work/hub.json" "$work/plan.odd"
refused 5 'kan niet worden gemaakt' "$work/hub.json" "$work/no/such/folder/"

[ "$failed" -eq 0 ]
