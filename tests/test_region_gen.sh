#!/bin/bash
# The regions that are made up for measuring: nothing in them to warn of, the same twice, another
# one for each seed, of the size that was asked, and with targets that can be met.
set -euo pipefail
cd "$(dirname "$0")/.."
generator=$BUILD/bench/region_gen
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1" >&2
    exit 1
}

# Writes $work/region.xml, which has to be without findings.
generate() {
    "$generator" "$@" >"$work/region.xml"
    findings=$("$PARKPLAN" check "$work/region.xml" 2>&1 >/dev/null) || fail "$*: $findings"
    [ -z "$findings" ] || fail "$*: $findings"
}

for seed in 1 2 3 4 5; do
    for size in T1 T2; do
        generate --size $size --seed $seed
        "$PARKPLAN" plan "$work/region.xml" --relax -o "$work/plan.json" >/dev/null ||
            fail "$size seed $seed: no plan meets the targets"
    done
    for size in S1 M1 S2; do
        generate --size $size --seed $seed
    done
done
for size in S3 S4 S5; do
    generate --size $size
done

generate --size S2 --seed 7 --parks 9 --stations 2 --milestones 4 --days 5 --step-h 3
for count in 'park:9' 'station:2' 'milestone:4' 'day:5'; do
    found=$(grep -c "<${count%:*} " "$work/region.xml")
    [ "$found" = "${count#*:}" ] || fail "$found times ${count%:*}; asked was ${count#*:}"
done
cp "$work/region.xml" "$work/first.xml"
generate --size S2 --seed 7 --parks 9 --stations 2 --milestones 4 --days 5 --step-h 3
cmp "$work/first.xml" "$work/region.xml"
generate --size S2 --seed 8 --parks 9 --stations 2 --milestones 4 --days 5 --step-h 3
! cmp -s "$work/first.xml" "$work/region.xml" || fail "two seeds give the same region"

for wrong in '--size X9' '--step-h 5' '--seed' '--parks 2 --stations 3' '--colour red'; do
    rc=0
    # shellcheck disable=SC2086 # some are two words
    "$generator" $wrong >/dev/null 2>&1 || rc=$?
    [ "$rc" = 2 ] || fail "$wrong: exit code $rc; 2 was expected"
done
