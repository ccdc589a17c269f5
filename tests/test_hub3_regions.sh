#!/bin/bash
# The conformance regions in tests/regions are what the converter makes of tests/conformance/hub3.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x /usr/bin/python3 ] || { echo "skipped: there is no /usr/bin/python3"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 tests/conformance/hub3_to_region.py tests/conformance/hub3 "$work"
for made in "$work"/*.xml; do
    cmp "$made" "tests/regions/$(basename "$made")"
done
