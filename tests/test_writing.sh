#!/bin/bash
# What is written when writing does not work: a full disk, a folder that cannot be written in, a reader
# that is gone, a signal in any phase, ten runs side by side. Each file is there whole or not at all, and
# the exit code and a message say which. LONG=1 (tests/long_writing.sh) tries more sizes and moments.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
# In a name space of its own it may mount small disks; elsewhere a limit on files has to do.
if [ -z "${IN_NAMESPACE:-}" ] && unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
    IN_NAMESPACE=1 exec unshare -rm "$0"
fi
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
GENERATOR=$(realpath "${BUILD:-build}/bench/region_gen")
LONG=${LONG:-0}
work=$(mktemp -d)
out=$work/out
mkdir "$out"
trap 'umount "$out" 2>/dev/null; rm -rf "$work"' EXIT
failed=0 runs=0 done_whole=0 refused=0

fail() {
    echo "$1"
    failed=$((failed + 1))
}

# sum_up WHAT: a line for the table of docs/reliability.md.
sum_up() {
    printf '%-34s %5d runs: %5d end in the result, %5d in a message\n' "$1" "$runs" "$done_whole" "$refused"
    runs=0 done_whole=0 refused=0
}

small=tests/regions/small.xml
"$PARKPLAN" plan $small -o "$work/p.json" >/dev/null || fail 'no plan to start from'
writers=(
    "plan $small -o OUT/p.json"
    "report $work/p.json -o OUT/p.html" "report $work/p.json -o OUT/p.xlsx"
    "report $work/p.json -o OUT/p.md" "report $work/p.json -o OUT/p.geojson"
    "report $work/p.json -o OUT/" "schema plan -o OUT/s.json" "schema region -o OUT/s.xsd"
    "schema hub -o OUT/h.json" "plan $small --write-lp OUT/p.lp" "plan $small --write-lp OUT/p.mps"
)
reports='1 2 3 4 5'
demo='demo --time-limit 0.01 --threads 1' # which takes seconds, to do nothing in the Leiden region
[ "$LONG" = 0 ] || writers+=("$demo -o OUT/p.json")

# What each makes when nothing is wrong: $work/want.N, and its exit code in want_code.
want_code=()
for i in "${!writers[@]}"; do
    mkdir "$work/want.$i"
    # shellcheck disable=SC2086
    "$PARKPLAN" ${writers[i]//OUT/$work/want.$i} >/dev/null 2>"$work/err"
    want_code[i]=$?
    [ -n "$(ls "$work/want.$i")" ] || fail "${writers[i]}: writes nothing: $(head -c 300 "$work/err")"
done

# judge NAME I EXIT-CODE: of writer I, that ran in $out, with its words in $work/err.
judge() {
    local name="$1, ${writers[$2]/$work\//}" i=$2 code=$3 file
    runs=$((runs + 1))
    [ -z "$(find "$out" -name '*.tmp')" ] || fail "$name: a temporary file is left"
    for file in "$out"/*; do
        [ ! -e "$file" ] || cmp -s "$file" "$work/want.$i/${file##*/}" || [ "$(cat "$file")" = old ] ||
            fail "$name: $(basename "$file") is not whole (exit code $code)"
    done
    if [ "$code" -eq "${want_code[i]}" ]; then
        done_whole=$((done_whole + 1))
        diff -rq "$out" "$work/want.$i" >/dev/null || fail "$name: done, but not all files are there"
    else
        refused=$((refused + 1))
        [ "$code" -eq 5 ] || fail "$name: exit code $code: $(head -c 300 "$work/err")"
        grep -q 'fout\[P90' "$work/err" || fail "$name: no message: $(head -c 300 "$work/err")"
    fi
}

# --- a full disk -----------------------------------------------------------------------------------

run_writer() { # NAME I [COMMAND...]: the writer behind a command such as env
    local name=$1 i=$2
    shift 2
    # shellcheck disable=SC2086
    "$@" "$PARKPLAN" ${writers[i]//OUT/$out} >/dev/null 2>"$work/err" </dev/null
    judge "$name" "$i" $?
}

# Where an old file stands it stays.
put_old_files() {
    local file
    for file in "$work/want.$1"/*; do
        [ "${file##*.}" = csv ] || echo old >"$out/$(basename "$file")" 2>/dev/null
    done
}

sizes='4 12 24 48 100' steps='1 9 40'
[ "$LONG" = 0 ] || sizes="$(seq 4 4 96) $(seq 100 25 1000)" steps="$(seq 1 40) $(seq 50 50 1000)"
for i in "${!writers[@]}"; do
    case ${writers[i]} in demo*) sizes='200 3000' steps='9 900' ;; esac
    if [ -n "${IN_NAMESPACE:-}" ]; then
        for kb in $sizes; do
            mount -t tmpfs -o size="${kb}k" none "$out"
            run_writer "a disk of $kb kB" "$i"
            umount "$out"
        done
    fi
    for kb in $steps; do
        put_old_files "$i"
        # shellcheck disable=SC2016
        run_writer "files of at most $kb kB" "$i" bash -c 'trap "" XFSZ; ulimit -f "$1"; shift; exec "$@"' - "$kb"
        rm -f "$out"/*
    done
done
sum_up 'full disk'

# --- nothing may be written there --------------------------------------------------------------------

for i in "${!writers[@]}"; do
    if [ -n "${IN_NAMESPACE:-}" ]; then
        mount -t tmpfs -o ro none "$out"
        run_writer 'a folder to read only' "$i"
        umount "$out"
    fi
    for folder in "$work/none" /proc; do
        # The CSV folder is made where there is none, but not in /proc.
        [ "$folder$i" != "$work/none"5 ] || continue
        # shellcheck disable=SC2086
        "$PARKPLAN" ${writers[i]//OUT//$folder} >/dev/null 2>"$work/err"
        judge "$folder" "$i" $?
    done
done
sum_up 'unwritable folder'

# --- the reader is gone --------------------------------------------------------------------------------

[ "$LONG" != 0 ] || demo=
for command in "plan $small" template 'schema plan' 'schema region' \
    "verify $small $work/p.json" "check $small" --help --version "$demo"; do
    [ -n "$command" ] || continue
    for how in 'a closed pipe' /dev/full 'a closed stream'; do
        # shellcheck disable=SC2086
        case $how in
            'a closed pipe') { sleep 0.1; "$PARKPLAN" $command 2>"$work/err"; echo $? >"$work/rc"; } | true ;;
            /dev/full) "$PARKPLAN" $command 2>"$work/err" >/dev/full; echo $? >"$work/rc" ;;
            *) "$PARKPLAN" $command 2>"$work/err" >&-; echo $? >"$work/rc" ;;
        esac
        runs=$((runs + 1)) refused=$((refused + 1))
        [ "$(cat "$work/rc")" -eq 5 ] || fail "$command, $how: exit code $(cat "$work/rc")"
        grep -q 'fout\[P901' "$work/err" || fail "$command, $how: no message"
    done
done
"$PARKPLAN" plan $small --log /dev/full -o "$out/p.json" >/dev/null 2>"$work/err"
judge 'a log on a full disk' 0 $?
rm -f "$out"/*
sum_up 'closed pipe, /dev/full'

# --- signals -----------------------------------------------------------------------------------------

# After a signal: a whole plan that verify accepts and exit code 0, 1 or 4; or, when it came before
# there was anything to stop, none, and the end by the signal.
judge_stopped() { # NAME EXIT-CODE
    runs=$((runs + 1))
    [ -z "$(find "$out" -name '*.tmp')" ] || fail "$1: a temporary file is left"
    case $2 in
        0 | 1 | 4)
            done_whole=$((done_whole + 1))
            "$PARKPLAN" verify "$work/region.xml" "$out/p.json" >"$work/said" 2>&1 ||
                fail "$1: verify does not accept the plan (exit code $2): $(grep -m 3 -i 'fout\|klopt\|error' "$work/said")"
            ;;
        130 | 143)
            refused=$((refused + 1))
            [ -z "$(ls "$out")" ] || fail "$1: something is written"
            ;;
        *) fail "$1: exit code $2: $(head -c 300 "$work/err")" ;;
    esac
    rm -f "$out"/*
}

# Sends the signal when the log comes to the phase.
stop_in_phase() { # SIGNAL PHASE METHOD
    rm -f "$work/log"
    mkfifo "$work/log"
    "$PARKPLAN" plan "$work/region.xml" --method "$3" --threads 1 --log - -o "$out/p.json" >/dev/null 2>"$work/log" &
    local pid=$! line sent=
    exec 3<"$work/log"
    while read -r line <&3; do
        [ -n "$sent" ] || case $line in *"$2"*)
            kill -s "$1" $pid
            sent=1
            ;;
        esac
    done
    exec 3<&-
    wait $pid
    judge_stopped "$1 in $2, $3" $?
    [ -n "$sent" ] || fail "$3 has no $2"
}

"$GENERATOR" --size T2 --seed 2 >"$work/region.xml" # the relaxation of seed 1 is whole: no dive
for signal in TERM INT; do
    for phase in status_quo relaxation dive probe branch polish; do
        stop_in_phase $signal phase_$phase whole
    done
    for phase in status_quo relaxation dive; do
        stop_in_phase $signal phase_$phase decomposed
    done
done

# At any moment, from the start of the process to the last file.
stop_after() { # SIGNAL SECONDS COMMAND...
    local signal=$1 after=$2
    shift 2
    timeout --preserve-status -s "$signal" "$after" "$@" >/dev/null 2>"$work/err"
}

moments='0.001 0.02 0.05 0.1 0.2'
[ "$LONG" = 0 ] || moments=$(seq 0.001 0.01 0.6)
for after in $moments; do
    for signal in TERM INT; do
        stop_after $signal "$after" "$PARKPLAN" plan "$work/region.xml" --threads 1 -o "$out/p.json"
        judge_stopped "$signal after $after s" $?
    done
done
sum_up 'SIGTERM and SIGINT, plan'

"$PARKPLAN" plan "$work/region.xml" --threads 1 -o "$work/p.json" >/dev/null # a longer one to show
for i in $reports; do
    rm -rf "$work/want.$i"
    mkdir "$work/want.$i"
    # shellcheck disable=SC2086
    "$PARKPLAN" ${writers[i]//OUT/$work/want.$i}
done
[ "$LONG" = 0 ] && moments='0.001 0.01 0.03' || moments=$(seq 0.001 0.005 0.1)
for after in $moments; do
    for i in $reports; do
        # shellcheck disable=SC2086
        stop_after TERM "$after" "$PARKPLAN" ${writers[i]//OUT/$out}
        code=$?
        [ $code -ne 143 ] || { runs=$((runs + 1)) refused=$((refused + 1)); }
        [ $code -eq 143 ] || judge "TERM after $after s" "$i" $code
        rm -f "$out"/*
    done
    stop_after TERM "$after" "$PARKPLAN" verify "$work/region.xml" "$work/p.json"
    case $? in 0 | 143) runs=$((runs + 1)) done_whole=$((done_whole + 1)) ;; *) fail "verify, TERM after $after s" ;; esac
done
sum_up 'SIGTERM, report and verify'

# --- side by side ------------------------------------------------------------------------------------

# Ten of each writer into one folder, first under one name, then each under its own.
for i in "${!writers[@]}"; do
    pids=()
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        # shellcheck disable=SC2086
        "$PARKPLAN" ${writers[i]//OUT/$out} >/dev/null 2>>"$work/err" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid"
        code=$?
        runs=$((runs + 1)) done_whole=$((done_whole + 1))
        [ $code -eq "${want_code[i]}" ] || fail "ten side by side, ${writers[i]}: exit code $code"
    done
    diff -r "$out" "$work/want.$i" >/dev/null || fail "ten side by side, ${writers[i]}: files differ"
    rm -f "$out"/*
done
sum_up 'ten side by side'

[ "$failed" -eq 0 ]
