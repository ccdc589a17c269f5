#!/bin/bash
# Code and docs/formulation.md, docs/solver.md cite each other: every number that the code names is defined there, once,
# and every number that is defined there stands somewhere in the code.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A definition stands first on an indented line, or in bold in the list of the search.
sed -nE 's/^ {4,}\(([ESW][0-9]+)\).*/\1/p; s/^- \*\*\(([ESWD][0-9]+)\).*/\1/p' docs/formulation.md \
    docs/solver.md | sort >"$work/defined"
# "(E13) sum pay = ..." and "(W1) to (W6)" alike.
grep -rhoE '\([ESWD][0-9]+\)' --include='*.[ch]' model inputs solver outputs |
    tr -d '()' | sort -u >"$work/cited"

failed=0
complain() { # TEXT FILE
    [ -s "$2" ] || return 0
    echo "$1: $(tr '\n' ' ' <"$2")"
    failed=1
}
uniq -d "$work/defined" >"$work/twice"
sort -u "$work/defined" -o "$work/defined"
comm -13 "$work/defined" "$work/cited" >"$work/undefined"
comm -23 "$work/defined" "$work/cited" >"$work/unused"
complain "defined twice in docs/" "$work/twice"
complain "cited in the code, not defined in docs/" "$work/undefined"
complain "defined in docs/, not cited in the code" "$work/unused"
[ -s "$work/defined" ] || { echo "docs/ defines nothing"; failed=1; }
exit $failed
