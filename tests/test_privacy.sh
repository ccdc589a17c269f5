#!/bin/bash
# Where somebody keeps his files is nobody's business: no result tells the folder of the region, of the plan
# or of a CSV file, also not where targets cannot be met and repairs name the file.
# PARKPLAN is the program; runs in the top folder.
set -euo pipefail
cd "$(dirname "$0")/.."
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
telltale=contract_of_miss_marple
home=$work/$telltale
mkdir -p "$home" "$work/out"
failed=0

# Everything in out/, what is packed in a workbook too.
look() {
    local f
    for f in "$work"/out/*.xlsx; do
        [ ! -e "$f" ] || python3 -m zipfile -e "$f" "$f.unpacked"
    done
    if grep -rlF "$telltale" "$work/out"; then
        echo "$1: these tell the folder"
        failed=$((failed + 1))
    fi
    rm -rf "$work"/out/*
}

# may CODE COMMAND...: ends in 0 or in this code.
may() {
    local want=$1 rc=0
    shift
    "$PARKPLAN" "$@" >/dev/null 2>"$work/err" || rc=$?
    [ "$rc" -eq 0 ] || [ "$rc" -eq "$want" ] || { cat "$work/err"; echo "$*: exit code $rc"; exit 1; }
}

reports() {
    local form
    for form in html xlsx md geojson; do
        may 0 report "$home/plan.json" "$@" -o "$work/out/report.$form"
    done
    may 0 report "$home/plan.json" -o "$work/out/tables/"
}

cp tests/regions/*.xml "$home/"
cp -r tests/regions/year tests/regions/meters "$home/"

for name in small unreachable; do
    for end in lp mps; do
        may 1 plan "$home/$name.xml" --write-lp "$work/out/$name.$end" --log "$work/out/$name.$end.log" \
            -o "$home/plan.json"
    done
    cp "$home"/plan*.json "$work/out/"
    if [ $name = unreachable ]; then
        grep -A9 '"repairs":' "$work/out/plan.json" | grep -q '"file":.*unreachable.xml"' || { echo 'repairs name no file'; exit 1; }
    fi
    reports --region "$home/$name.xml"
    look "$name"
done

# A page also tells what verify finds: here, that the plan is of another region.
may 3 report "$home/plan.json" --region "$home/small.xml" -o "$work/out/other.html"
look 'a plan of another region'

may 0 hub "$home/hub3_hub.xml" --hub hub_S1 -o "$home/hub.json"
may 0 compare "$home/futures.xml" --scenarios base,cheap -o "$home/compare.json"
may 0 plan "$home/futures.xml" -o "$home/plan.json"
cp "$home"/{hub,compare}.json "$work/out/"
may 3 report "$home/plan.json" "$home/compare.json" -o "$work/out/studies.html"
look 'studies'
exit $failed
