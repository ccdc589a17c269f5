#!/bin/bash
# The decomposition against CBC on twenty generated regions of each size up to some 25,000 rows.
set -uo pipefail
cd "$(dirname "$0")/.."
command -v cbc >/dev/null || { echo "cbc (coinor-cbc) is not installed"; exit 77; }
failed=0
for size in T1 T2 S1; do
    tests/bracket.py $size 1 20 || failed=1
done
exit $failed
