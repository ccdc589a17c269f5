#!/bin/sh
# Times parkplan on the Leiden region beside the solvers that are installed (glpsol of
# glpk-utils, clp, cbc), on the same program in the same run. Not part of the tests.
set -eu
exec /usr/bin/python3 "$(dirname "$0")/compare.py" "${PARKPLAN:-build/parkplan}" \
    inputs/regions/economie071/economie071.xml "$@"
