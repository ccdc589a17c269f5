#!/bin/bash
# The built-in data: every figure has a source that docs/sources.md lists, the Leiden region is what
# its generator writes, and its sums hold for both calendars.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make_region=inputs/regions/economie071/make_region.py

/usr/bin/python3 $make_region -o "$work/region.xml"
/usr/bin/python3 $make_region --report -o "$work/report.txt"
/usr/bin/python3 $make_region --calendar full -o "$work/full.xml"
/usr/bin/python3 tests/check_sources.py "$work/region.xml" "$work/report.txt" \
    inputs/regions/economie071/economie071.xml "$work/full.xml"
if command -v xmllint >/dev/null; then
    xmllint --noout --schema inputs/region.xsd inputs/regions/economie071/economie071.xml "$work/full.xml"
fi
