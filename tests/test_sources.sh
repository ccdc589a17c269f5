#!/bin/bash
# The built-in data: every figure has a source that docs/sources.md lists, and the Leiden region is
# what its generator writes, in both calendars.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make_region=inputs/regions/economie071/make_region.py

built_in=inputs/regions/economie071/economie071.xml
coarse=tests/regions/economie071_coarse.xml

/usr/bin/python3 $make_region | cmp - $built_in
/usr/bin/python3 $make_region --calendar coarse | cmp - $coarse
/usr/bin/python3 $make_region --report -o "$work/report.txt"
/usr/bin/python3 tests/check_sources.py "$work/report.txt" $built_in $coarse
if command -v xmllint >/dev/null; then
    xmllint --noout --schema inputs/region.xsd $built_in $coarse
fi
