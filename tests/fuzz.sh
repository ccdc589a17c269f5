#!/bin/bash
# Let libFuzzer look for inputs that break a reader:  fuzz.sh SECONDS TARGET...
# Prints a line per target. What it finds stands in build/fuzz/found and ends the script with 1; what
# reached new code is kept in build/fuzz/corpus, from where the next run goes on.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
seconds=$1
shift
here=build/fuzz
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TMPDIR=$scratch
mkdir -p $here/found $here/seeds $here/log
tests/seed_corpus.sh $here/seeds || exit

# The words of the formats, of which the fuzzer makes its changes.
words() {
    grep -ohE '"[A-Za-z_0-9.:-]+"' "$1" | sort -u | sed 's/^"\(.*\)"$/"\1"/'
    shift
    printf '"%s"\n' "$@"
}
words inputs/region.xsd '=\"' '\"/>' '</' '<!--' '-->' '<![CDATA[' '&amp;' '&#0;' '1e308' '1e-308' '-1' 'NaN' \
    '//*' '/@*' "[@id='" 'position()' 'last()' ' | ' >$here/xml.dict
words outputs/plan.schema.json '{' '}' '[' ']' ',' ':' 'null' 'true' '1e308' '-1e308' '1e999' '-1' '[[0,1]]' \
    '\\\\u0000' '\\\\\"' >$here/json.dict

total=0
for target in "$@"; do
    name=$(basename "$target")
    dict=$here/json.dict
    case $name in region_xml | scenario | csv) dict=$here/xml.dict ;; esac
    mkdir -p "$here/corpus/$name"
    rc=0
    "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -seed=1 -dict=$dict \
        -print_final_stats=1 -artifact_prefix="$here/found/$name-" \
        "$here/corpus/$name" "$here/seeds/$name" >"$here/log/$name" 2>&1 || rc=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$here/log/$name")
    edges=$(grep -oE 'cov: [0-9]+' "$here/log/$name" | tail -n 1 | cut -d' ' -f2)
    result='nothing found'
    if [ $rc -ne 0 ]; then
        total=$((total + 1))
        result="FOUND something: $here/log/$name"
        grep -E '^(does not hold|==[0-9]+==ERROR|SUMMARY|.*runtime error)' "$here/log/$name" | head -n 5 | sed 's/^/    /'
    fi
    printf '%-12s %9s runs %6s edges  %s\n' "$name" "${runs:-?}" "${edges:-?}" "$result"
done
[ $total -eq 0 ]
