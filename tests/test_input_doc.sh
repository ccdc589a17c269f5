#!/bin/bash
# docs/input.md says what region.xsd and diag_codes.def say: every element, attribute and code.
set -u
cd "$(dirname "$0")/.."
if ! diff <(docs/make_input_md.py) docs/input.md >/dev/null; then
    echo "docs/input.md is out of step with inputs/region.xsd or model/diag_codes.def;"
    echo "run: docs/make_input_md.py > docs/input.md"
    exit 1
fi
# A second, independent look: every attribute name of the schema stands in the page.
for name in $(grep -oE '<xs:attribute name="[a-z0-9_]+"' inputs/region.xsd | cut -d'"' -f2 | sort -u); do
    grep -q "\`$name\`" docs/input.md || { echo "docs/input.md misses $name"; exit 1; }
done
