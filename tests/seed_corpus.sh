#!/bin/bash
# Make the files that fuzzing starts from:  seed_corpus.sh FOLDER
# One folder per target of tests/fuzz/: the regions and CSV files of the tests, the plan of the small
# region, and tests/corpus/, where what once broke something stands beside a few files written for this.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=${PARKPLAN:-build/parkplan}
out=$1
mkdir -p "$out"/{region_xml,scenario,csv,plan_json,certificate,report,study}
for folder in tests/corpus/*/; do
    cp "$folder"* "$out/$(basename "$folder")/"
done

cp tests/faulty/*.xml tests/regions/{small,scenarios,vocabulary}.xml inputs/template.xml "$out/region_xml/"
for file in tests/regions/meters/a12.csv tests/regions/year/sun.csv tests/faulty/csv/*.csv; do
    # The column that is asked for stands in front of the file.
    { head -n 1 "$file" | tr ';\t' ',,' | rev | cut -d, -f1 | rev; cat "$file"; } >"$out/csv/$(basename "$file")"
    { echo; cat "$file"; } >"$out/csv/only_$(basename "$file")"
done

"$PARKPLAN" plan tests/regions/small.xml -o "$out/small.json" >/dev/null
# Without the tabs: the same plan in fewer bytes.
tr -d '\t' <"$out/small.json" >"$out/plan_json/small.json"
mv "$out/small.certificate.json" "$out/certificate/small.json"
for letter in h m g c x; do
    { printf %s $letter; cat "$out/plan_json/small.json"; } >"$out/report/$letter.json"
done
# Repairs, which only a plan that misses targets has.
"$PARKPLAN" plan tests/regions/unreachable.xml --why none -o "$out/unreachable.json" >/dev/null || [ $? -eq 1 ]
tr -d '\t' <"$out/unreachable.json" >"$out/plan_json/unreachable.json"
{ printf h; cat "$out/plan_json/unreachable.json"; } >"$out/report/h_unreachable.json"
mv "$out/unreachable.certificate.json" "$out/certificate/unreachable.json"
for file in tests/studies/*.json; do
    tr -d '\n ' <"$file" >"$out/study/$(basename "$file")"
done
rm "$out/small.json" "$out/unreachable.json"
