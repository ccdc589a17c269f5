#!/bin/bash
# verify is linked without any solver library, has none of its names, and works.
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build} PARKPLAN=${PARKPLAN:-build/parkplan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=()
case $BUILD in *san) flags=(-fsanitize=address,undefined) ;; esac

cat >"$work/alone.c" <<'PROGRAM'
#include "verify.h"

int main(int argc, char **argv)
{
    const options o = {.input = argv[1], .plan = argv[argc - 1], .lang = LANG_EN};
    arena *mem = arena_new();
    diag_list *diags = diag_list_new();
    const status st = verify_run(&o, mem, diags);
    diag_print(diags, stderr);
    diag_list_free(diags);
    arena_free(mem);
    return st != STATUS_OK;
}
PROGRAM
# From an archive the linker takes only what verify needs; GLPK is not offered to it.
objects=("$BUILD/verify.o" "$BUILD/embedded_files.o")
for source in {model,inputs,solver,outputs}/*.c; do
    [ "$source" = inputs/embed_tool.c ] || objects+=("$BUILD/${source%.c}.o")
done
ar rcs "$work/parkplan.a" "${objects[@]}"
# shellcheck disable=SC2046
"${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -I. -pthread "${flags[@]}" -o "$work/alone" \
    "$work/alone.c" "$work/parkplan.a" $(pkg-config --libs libxml-2.0 libcjson) -lm
nm "$work/alone" >"$work/names"
! grep -E ' (glp_|lp_solver_)' "$work/names" || { echo 'verify has a name of the solver'; exit 1; }
grep -q ' certificate_check_part$' "$work/names" # so nm does see what is there

"$PARKPLAN" template -o "$work/region.xml"
"$PARKPLAN" plan "$work/region.xml" -o "$work/plan.json" >"$work/log"
"$work/alone" "$work/region.xml" "$work/plan.json" >"$work/log"
grep -q 'All is right' "$work/log"
