#!/bin/sh
# Times parkplan beside the solvers that are installed, on generated regions. Not part of the tests.
# More options go to compare.py: bench/run.sh --sizes S1 --time-limit 60
set -eu
exec nice -n 10 /usr/bin/python3 "$(dirname "$0")/compare.py" \
    --program "${PARKPLAN:-build/parkplan}" --generator "${BUILD:-build}/bench/region_gen" "$@"
