#!/bin/bash
# layers.sh has to see each kind of breach: plant them, one at a time, in a small tree of our own.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# A tree without a breach: each folder includes what it may.
plant() {
    rm -rf "$tree" && mkdir -p "$tree"/{tests,model,inputs,solver,outputs}
    cp "$top/tests/layers.sh" "$tree/tests/"
    echo '#include <stddef.h>' >"$tree/model/park.h"
    echo '#include "model/park.h"' >"$tree/model/hub.h"
    printf '#include "model/park.h"\n\n#include <math.h>\n' >"$tree/model/park.c"
    printf '#include "model/hub.h"\n#include <libxml/parser.h>\n' >"$tree/inputs/reader.c"
    printf '#include "model/hub.h"\n#include <glpk.h>\n' >"$tree/solver/glpk_backend.c"
    printf '#include "model/hub.h"\n#include <cjson/cJSON.h>\n' >"$tree/outputs/json.c"
    printf '#include "model/hub.h"\n#include <getopt.h>\n' >"$tree/main.c"
}

plant
"$tree/tests/layers.sh" || { echo "a good tree is refused"; exit 1; }

# expect WHAT-THE-MESSAGE-SAYS FILE LINE: the line, added to the file, is found.
expect() {
    plant
    printf '%b\n' "$3" >>"$tree/$2"
    if "$tree/tests/layers.sh" 2>"$tree/said"; then
        echo "not found: $3 in $2"
        exit 1
    fi
    grep -qF "$1" "$tree/said" || { echo "not said: $1, but:"; cat "$tree/said"; exit 1; }
}

expect 'model/park.c:4'      model/park.c     '#include "inputs/reader.h"'
expect 'model/park.c:4'      model/park.c     '#include <glpk.h>'
expect 'model/park.c:4'      model/park.c     '  #  include <libxml/tree.h>'
expect 'inputs/reader.c:3'   inputs/reader.c  '#include "solver/lp.h"'
expect 'solver/glpk_backend.c:3'  solver/glpk_backend.c '#include "inputs/reader.h"'
expect 'solver/lp.c:1'       solver/lp.c      '#include <glpk.h>'
expect 'solver/glpk_backend.c:3'  solver/glpk_backend.c '#include <cjson/cJSON.h>'
expect 'outputs/json.c:3'    outputs/json.c   '#include "inputs/embedded.h"'
expect 'outputs/json.c:3'    outputs/json.c   '#include "../solver/lp.h"'
expect 'model/park.c:4'      model/park.c     '#include <xlsxwriter.h>'
expect 'main.c:3'            main.c           '#include <glpk.h>'
expect 'include each other'  model/park.h     '#include "model/hub.h"'
expect 'does not compile'    model/hub.h      'int x(size_t_of_mine n);'
expect 'shows a type'        model/hub.h      'typedef struct glp_prob glp_prob;'

plant
printf '#include <math.h>\n#include "model/park.h"\n' >"$tree/model/park.c"
! "$tree/tests/layers.sh" 2>/dev/null || { echo "own header not first, not found"; exit 1; }
