#!/bin/bash
# The reports of the Leiden region, looked at with programs that are not ours: Chromium with axe-core,
# openpyxl and GDAL. `make check-report` installs them and runs this:
#   tests/check_report.sh PLAN.json AXE.min.js
# PARKPLAN is the program; runs in the top folder. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
plan=$(realpath "$1") axe=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

result() { # RC WHAT
    if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED: $2"; fi
}

"$PARKPLAN" report "$plan" --region builtin:economie071 -o "$work/report.html" && grep -q 'Alles klopt' "$work/report.html"
result $? 'the page is not written, or does not say that the plan was recomputed'
# Of the processor, since others may be at work on the machine.
TIMEFORMAT='%U + %S'
seconds=$({ time "$PARKPLAN" report "$plan" -o "$work/alone.html"; } 2>&1)
milliseconds=$(awk "BEGIN { print int(1000 * ($seconds)) }") bytes=$(stat -c %s "$work/report.html")
echo "the page of the Leiden region: $bytes bytes in $milliseconds ms"
[ "$milliseconds" -lt 2000 ] && [ "$bytes" -lt 3000000 ]
result $? 'the page takes 2 s or 3 MB'

/usr/bin/python3 tests/check_report.py "$PARKPLAN" "$plan" "$work/forms"
result $? 'the forms differ from the plan'

"$PARKPLAN" report "$plan" -o "$work/plan.geojson"
features=$(ogrinfo -ro -so -al "$work/plan.geojson" | sed -n 's/^Feature Count: //p')
[ "$features" = "$(/usr/bin/python3 -c 'import json, sys
p = json.load(open(sys.argv[1]))
print(len(p["parks"]) + len(p["stations"]) + len(p["places"]["pipes"]))' "$plan")" ]
result $? "GDAL sees $features features"

"$PARKPLAN" report "$plan" -o "$work/plan.xlsx" && tests/check_xlsx.py "$work/plan.xlsx"
result $? 'openpyxl finds the workbook wrong'

# With the harmful names of tests/check_report.py; pandoc ends tables that it does not understand early.
pandoc -f markdown -t html "$work/forms/plan.md" >"$work/plan.md.html" 2>"$work/pandoc.log" && [ ! -s "$work/pandoc.log" ] &&
    [ "$(grep -c '^: ' "$work/forms/plan.md")" -eq "$(grep -c '<table' "$work/plan.md.html")" ] &&
    ! grep -qE '<script|<a |<em>|<code>' "$work/plan.md.html"
result $? "pandoc: $(grep -cE '<table' "$work/plan.md.html") tables; $(head -n 3 "$work/pandoc.log")"

/usr/bin/python3 tests/check_page.py "$work/report.html" "$plan" "$axe" | tee "$work/page.log"
read -r p _ f _ < <(tail -n 1 "$work/page.log" | grep -E '^[0-9]+ passed, [0-9]+ failed$' || echo 0 passed, 1 failed)
passed=$((passed + p)) failed=$((failed + f))

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
