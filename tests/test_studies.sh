#!/bin/bash
# The page takes in a comparison of scenarios and a study of a hub, made by hand in tests/studies/, shows
# their figures, and refuses what belongs to another region or is something else.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1"
    exit 1
}

refused() { # WORDS FILE
    local rc=0
    "$PARKPLAN" report "$work/plan.json" "$2" -o "$work/none.html" 2>"$work/err" || rc=$?
    [ $rc -eq 3 ] && [ ! -e "$work/none.html" ] && grep -qF "$1" "$work/err" ||
        fail "$2: exit code $rc, $(cat "$work/err")"
}

"$PARKPLAN" template -o "$work/region.xml"
"$PARKPLAN" plan "$work/region.xml" -o "$work/plan.json" >"$work/log"
sha=$(sha256sum "$work/region.xml" | cut -d' ' -f1)
for study in compare hub; do
    sed "s/\"SHA\"/\"$sha\"/" tests/studies/$study.json >"$work/$study.json"
done
"$PARKPLAN" report "$work/plan.json" "$work/compare.json" "$work/hub.json" -o "$work/report.html"
/usr/bin/python3 tests/check_studies.py "$work/report.html" "$work/compare.json" "$work/hub.json" || fail 'the page'
! grep -qE '<zoon>|<later>' "$work/report.html" || fail 'a name is more than a name'
"$PARKPLAN" report "$work/plan.json" -o "$work/alone.html"
! grep -qE 'id="comparison"|href="#comparison"|class="shares"' "$work/alone.html" || fail 'a section without its input'

refused 'compare.json: fout[P016]: het is van een ander regiobestand gemaakt' tests/studies/compare.json
refused 'plan.json: fout[P856]: het moet zijn wat compare of hub heeft geschreven' "$work/plan.json"
echo '{"meta": {"tool": "other"}}' >"$work/other.json"
refused 'other.json: fout[P856]: het is JSON, maar niet van dit programma' "$work/other.json"
sed 's/"schema_version": "1.0"/"schema_version": "2.0"/' "$work/hub.json" >"$work/newer.json"
refused 'newer.json: fout[P856]: dit programma leest studies in vorm 1' "$work/newer.json"
