#!/bin/bash
# Where one program finds a plan that meets the targets, the decomposition does not call them out of
# reach, though they are tight: without whole numbers it meets them too.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# state OPTION...: the status of the plan, or the exit code of a program that has none.
state() {
    local rc=0
    rm -f "$work/plan.json"
    "$PARKPLAN" plan "$work/region.xml" -o "$work/plan.json" "$@" >/dev/null 2>&1 || rc=$?
    case $rc in 0 | 1 | 4) ;; *) echo "exit code $rc"; return ;; esac
    sed -n 's/^\t"status":\t"\(.*\)",$/\1/p' "$work/plan.json"
}

for seed in 2 13 17 18; do
    "$BUILD/bench/region_gen" --size T1 --seed $seed >"$work/region.xml"
    for relax in '' --relax; do
        # shellcheck disable=SC2086 # no option, or one
        whole=$(state --method whole $relax) parts=$(state --method decomposed $relax)
        [ "$whole" = within_gap ] || [ "$whole" = optimal ] || { echo "seed $seed: whole: $whole"; exit 1; }
        case $parts in
            within_gap | optimal) ;;
            stopped_at_limit) [ -z "$relax" ] || { echo "seed $seed $relax: $parts"; exit 1; } ;;
            *) echo "seed $seed $relax: decomposed: $parts"; exit 1 ;;
        esac
    done
done
