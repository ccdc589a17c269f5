#!/bin/bash
# Progress on a terminal: one line, at most twice a second, with bounds and gap; nothing elsewhere.
# In the log: every pass.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# watch METHOD WORD: some line has to have the word.
watch() {
    /usr/bin/python3 tests/watch_terminal.py "$2" "$PARKPLAN" plan "$work/region.xml" --lang en \
        --relax --gap 1e-4 --method "$1" --time-limit 3 -o "$work/plan.json" --log "$work/log"
}

"$BUILD/bench/region_gen" --size S1 --seed 2 >"$work/region.xml"
watch whole 'at least'
watch decomposed ', gap'

# Passes are numbered from 1, each with its phase and both bounds.
awk '$4 == "pass" { n++; if ($5 != n || $3 !~ /^phase_/ || $6 != "bound" || $8 != "mixture") exit 1 }
    END { exit n < 10 }' "$work/log" || { echo "the log lacks passes"; cat "$work/log"; exit 1; }

rc=0
"$PARKPLAN" plan "$work/region.xml" --relax --method decomposed -o "$work/plan.json" --time-limit 1 \
    >/dev/null 2>"$work/err" || rc=$?
case $rc in 0 | 1 | 4) ;; *) echo "exit code $rc: $(cat "$work/err")"; exit 1 ;; esac
! grep -q "looking for\|zoeken\|$(printf '\r')" "$work/err" ||
    { echo "not on a terminal, but written:"; cat "$work/err"; exit 1; }
