#!/bin/bash
# The program as people run it: exit codes, streams, whole file or no file.
# PARKPLAN is the program; runs in the top folder.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
PARKPLAN=$(realpath "${PARKPLAN:-build/parkplan}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    echo "$1"
    failed=$((failed + 1))
}

# expect NAME EXIT-CODE WORDS-ON-STDERR COMMAND...: stdout goes to $work/out, stderr to $work/err.
expect() {
    local name=$1 want=$2 words=$3 rc
    shift 3
    "$@" >"$work/out" 2>"$work/err" </dev/null
    rc=$?
    [ "$rc" -eq "$want" ] || fail "$name: exit code $rc, expected $want: $(head -c 300 "$work/err")"
    [ -z "$words" ] || grep -qF -- "$words" "$work/err" ||
        fail "$name: stderr lacks \"$words\": $(head -c 300 "$work/err")"
}

on_stdout() {
    grep -qF -- "$2" "$work/out" || fail "$1: stdout lacks \"$2\": $(head -c 300 "$work/out")"
}

silent_stderr() {
    [ ! -s "$work/err" ] || fail "$1: stderr is not empty: $(head -c 300 "$work/err")"
}

# --- words -----------------------------------------------------------------------------------------

expect help 0 '' "$PARKPLAN" --help
on_stdout help 'parkplan template -o region.xml && parkplan plan region.xml -o plan.json'
[ "$(wc -l <"$work/out")" -le 40 ] || fail 'help does not fit one screen'
[ "$(LC_ALL=C.UTF-8 awk '{ if (length($0) > m) m = length($0) } END { print m }' "$work/out")" -le 100 ] ||
    fail 'help is wider than 100 columns'
silent_stderr help
expect version 0 '' "$PARKPLAN" --version
grep -qxE 'parkplan [0-9]+\.[0-9]+\.[0-9]+' "$work/out" || fail 'version: not "parkplan N.N.N"'

expect 'no command' 2 'er staat geen opdracht' "$PARKPLAN"
expect 'misspelt command' 2 'is plan bedoeld?' "$PARKPLAN" plna
expect 'misspelt option' 2 'is --scenario bedoeld?' "$PARKPLAN" plan x.xml --scenaro y
expect 'no file named' 2 'bij plan hoort een regiobestand' "$PARKPLAN" plan

# Every option of the help stands in the manual, and the manual's examples work.
for option in $("$PARKPLAN" --help | grep -oE -- '--[a-z-]+' | sort -u); do
    grep -qF -- "${option//-/\\-}" docs/parkplan.1 || fail "docs/parkplan.1 lacks $option"
done
# And every option stands in the help, with what the manual says that demo takes.
"$PARKPLAN" --help >"$work/help"
for option in $(grep -oE '^\.[A-Z]+ .*\\-\\-[a-z\\-]+' docs/parkplan.1 | sed 's/\\-/-/g' | grep -oE -- '--[a-z-]+' | sort -u); do
    grep -qF -- "$option" "$work/help" || fail "--help lacks $option"
done
grep -qF '[all; demo none]' "$work/help" || fail '--help does not say that demo asks nothing'
for default in "gap $(grep -oE 'demo 0[0-9.]+' "$work/help" | cut -d' ' -f2)" "time-limit $(grep -oE 'demo [1-9][0-9]+' "$work/help" | cut -d' ' -f2)"; do
    sed -n '/^\.B demo/,/^\.TP/p' docs/parkplan.1 | sed 's/\\-/-/g' | grep -qF -- "--$default" || fail "docs/parkplan.1 says otherwise of demo than --$default"
done
mkdir "$work/bin" "$work/examples"
ln -s "$PARKPLAN" "$work/bin/parkplan"
sed -n '/^\.SH EXAMPLES/,/^\.fi/{/^parkplan/{s/\\-/-/g;p}}' docs/parkplan.1 >"$work/examples.sh"
[ "$(wc -l <"$work/examples.sh")" -ge 4 ] || fail 'the manual has no examples'
expect 'examples of the manual' 0 '' env -C "$work/examples" PATH="$work/bin:$PATH" bash -e "$work/examples.sh"

# --- what is built in ------------------------------------------------------------------------------

expect template 0 '' "$PARKPLAN" template -o "$work/region.xml"
silent_stderr template
echo mine >"$work/mine.xml"
expect 'template over a file' 2 overschrijven "$PARKPLAN" template -o "$work/mine.xml"
[ "$(cat "$work/mine.xml")" = mine ] || fail 'template: the file is gone'
expect 'template on stdout' 0 '' "$PARKPLAN" template
cmp -s "$work/out" "$work/region.xml" || fail 'template: the file differs from stdout'
for schema in region compare plan; do
    expect "schema $schema" 0 '' "$PARKPLAN" schema $schema
    [ -s "$work/out" ] || fail "schema $schema: nothing on stdout"
done
/usr/bin/python3 -m json.tool "$work/out" /dev/null || fail 'schema plan: not JSON'

# --- check -----------------------------------------------------------------------------------------

expect check 0 '' "$PARKPLAN" check "$work/region.xml"
on_stdout check 'geen fouten'
expect 'check in English' 0 '' "$PARKPLAN" check "$work/region.xml" --lang en
on_stdout 'check in English' 'no errors'
expect 'no such file' 3 'fout[P001]' "$PARKPLAN" check "$work/none.xml"
expect 'a folder' 3 'fout[P001]' "$PARKPLAN" check "$work"
echo '<region' >"$work/broken.xml"
expect 'not XML' 3 'fout[P003]' "$PARKPLAN" check "$work/broken.xml"
expect 'not XML, plan' 3 'niet in orde' "$PARKPLAN" plan "$work/broken.xml" -o "$work/none.json"
[ ! -e "$work/none.json" ] || fail 'a file was written for a faulty region'
expect 'the built-in region' 0 '' "$PARKPLAN" check builtin:economie071
expect 'unknown built-in' 3 'geen ingebouwde regio' "$PARKPLAN" check builtin:economie70
expect 'a scenario that cannot be applied' 3 '.xml:44: fout[P702]: scenario misspelt' \
    "$PARKPLAN" check tests/regions/scenarios.xml
expect 'another scenario of that file' 0 '' "$PARKPLAN" check tests/regions/scenarios.xml --scenario more_grid
"$PARKPLAN" check - <tests/regions/scenarios.xml >"$work/out" 2>"$work/err"
[ $? -eq 3 ] && grep -qF -- '-:44: fout[P702]' "$work/err" || fail 'check from stdin: scenarios are not tried'
# A misspelt scenario: its first letters swapped.
scenario=$(grep -oE '<scenario id="[^"]+"' "$work/region.xml" | head -n 1 | cut -d'"' -f2)
if [ -n "$scenario" ]; then
    expect scenario 0 '' "$PARKPLAN" check "$work/region.xml" --scenario "$scenario"
    expect 'unknown scenario' 3 "$scenario" "$PARKPLAN" check "$work/region.xml" --scenario "${scenario}x"
fi
"$PARKPLAN" check - <"$work/region.xml" >"$work/out" 2>"$work/err" || fail 'check from stdin failed'

# --- plan ------------------------------------------------------------------------------------------

expect plan 0 '' "$PARKPLAN" plan "$work/region.xml" -o "$work/plan.json"
on_stdout plan 'PLAN VAN AANPAK'
on_stdout plan "$work/plan.json"
silent_stderr plan
/usr/bin/python3 tests/check_plan_schema.py "$work/plan.json" || fail 'plan: does not follow the schema'
expect 'plan on stdout' 0 'PLAN OF APPROACH' "$PARKPLAN" plan "$work/region.xml" --lang en
# A plan on stdout has no certificate beside it; otherwise they are the same.
cmp -s "$work/out" <(sed -E '/^\t\t"(file|sha256)":\t"/s/"[^"]*"(,?)$/null\1/' "$work/plan.json") ||
    fail 'plan: stdout differs from the file'
grep -qF "\"$(sha256sum "$work/plan.certificate.json" | cut -d' ' -f1)\"" "$work/plan.json" ||
    fail 'plan: does not name the SHA-256 of its certificate'
/usr/bin/python3 -m json.tool "$work/plan.certificate.json" /dev/null || fail 'certificate: not JSON'
if grep -qE "$work|/tmp/" "$work/plan.json"; then fail 'plan: a folder of this machine stands in it'; fi

expect 'private costs' 0 '' "$PARKPLAN" plan "$work/region.xml" --perspective private -o "$work/own.json"
/usr/bin/python3 tests/check_plan_schema.py "$work/own.json" || fail 'private: does not follow the schema'
expect relaxed 0 '' "$PARKPLAN" plan "$work/region.xml" --relax -o "$work/relaxed.json"
on_stdout relaxed 'niet uit te voeren'
expect log 0 '' "$PARKPLAN" plan "$work/region.xml" --log "$work/log" -o "$work/plan.json"
[ -s "$work/log" ] || fail 'log: is empty'
expect 'write-lp' 0 '' "$PARKPLAN" plan "$work/region.xml" --write-lp "$work/region.lp" -o "$work/plan.json"
[ -s "$work/region.lp" ] || fail 'write-lp: is empty'
# Other programs refuse a file in which two rows have one name: one of everything, a company with two rights.
"$PARKPLAN" plan tests/regions/vocabulary.xml --write-lp "$work/vocabulary.lp" --why none \
    -o "$work/vocabulary.json" >/dev/null 2>&1 || [ $? -eq 1 ] || fail 'write-lp: no plan'
grep -q 'right_1_lapses' "$work/vocabulary.lp" || fail 'write-lp: no company with two rights'
twice=$(sed -n 's/^ *\([^ ]*\):.*/\1/p' "$work/vocabulary.lp" | sort | uniq -d | head -n 1)
[ -z "$twice" ] || fail "write-lp: $twice stands twice"

# --- verify -----------------------------------------------------------------------------------------

expect verify 0 '' "$PARKPLAN" verify "$work/region.xml" "$work/plan.json"
on_stdout verify 'Alles klopt'
on_stdout verify 'Geen enkel plan dat aan alle eisen voldoet kost minder dan'
silent_stderr verify
expect 'verify, private costs' 0 '' "$PARKPLAN" verify "$work/region.xml" "$work/own.json" --lang en
on_stdout 'verify, private costs' 'All is right'
expect 'verify, relaxed' 0 '' "$PARKPLAN" verify "$work/region.xml" "$work/relaxed.json"
# A member by a part draws both ways, 150 kW through a cable of 100.
sed '/<target /d; s/id="bakery" import_cap_kw="400" export_cap_kw="2000" tariff="ms">/id="bakery" import_cap_kw="100" export_cap_kw="100" tariff="ms"><right kind="time_block" import_kw="100" blocks="00-24"\/>/; s/energy_mwh_per_year="876"/energy_mwh_per_year="1500"/' \
    tests/regions/strained.xml >"$work/half.xml"
expect 'half a member' 0 '' "$PARKPLAN" plan "$work/half.xml" --relax --why none -o "$work/half.json"
expect 'verify, half a member' 0 '' "$PARKPLAN" verify "$work/half.xml" "$work/half.json"
mkdir "$work/moved"
cp "$work/plan.json" "$work/moved/"
expect 'verify without certificate' 0 '' "$PARKPLAN" verify "$work/region.xml" "$work/moved/plan.json"
on_stdout 'verify without certificate' 'geen geldig certificaat'
sed -E 's/("subsidy_eur":\t)[0-9.]+/\1123456/' "$work/plan.json" >"$work/moved/changed.json"
sed -i 's/plan.certificate.json/none.certificate.json/' "$work/moved/changed.json"
expect 'a changed plan without certificate' 1 '' "$PARKPLAN" verify "$work/region.xml" "$work/moved/changed.json"
on_stdout 'a changed plan without certificate' 'horizon: subsidy_eur'
head -n 5 "$work/plan.certificate.json" >"$work/moved/plan.certificate.json"
expect 'half a certificate' 1 'fout[P851]' "$PARKPLAN" verify "$work/region.xml" "$work/moved/plan.json"
# Another dual is another file, and another bound; another use of a connection breaks a balance.
sed -E '3s/"values":\[\[0,[0-9.]+/"values":[[0,1/' "$work/plan.certificate.json" >"$work/moved/plan.certificate.json"
expect 'a changed certificate' 1 '' "$PARKPLAN" verify "$work/region.xml" "$work/moved/plan.json"
on_stdout 'a changed certificate' 'certificate.sha256'
on_stdout 'a changed certificate' 'balance['
sed -E 's/("objective_eur":\t)[0-9]/\19/' "$work/plan.json" >"$work/moved/plan.json"
expect 'a changed plan' 1 '' "$PARKPLAN" verify "$work/region.xml" "$work/moved/plan.json"
on_stdout 'a changed plan' 'certificate.objective_eur'
sed 's/plan_year="[0-9]*"/plan_year="2026"/' "$work/region.xml" >"$work/later.xml"
expect 'verify with another file' 1 '' "$PARKPLAN" verify "$work/later.xml" "$work/plan.json"
on_stdout 'verify with another file' 'meta.input.sha256'
expect 'verify with another region' 3 'fout[P016]: dit is een plan van de regio' "$PARKPLAN" verify tests/regions/small.xml "$work/plan.json"
[ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] || fail "verify with another region: more than a sentence"
# A plan from standard input stands where the command is given: so does its certificate.
expect 'verify, the plan from standard input' 0 '' sh -c 'cd "$1" && "$2" verify region.xml - <plan.json' - "$work" "$PARKPLAN"
sed 's/"curves":/"curfs":/' "$work/plan.json" >"$work/moved/lacking.json"
expect 'verify what lacks a list' 3 'lacking.json: fout[P850]: deze lijst ontbreekt: curves' "$PARKPLAN" verify "$work/region.xml" "$work/moved/lacking.json"
expect 'verify what is no plan' 3 'fout[P850]' "$PARKPLAN" verify "$work/region.xml" "$work/region.xml"
expect 'verify without plan' 2 'bij verify hoort een planbestand' "$PARKPLAN" verify "$work/region.xml"

# --- stopping ---------------------------------------------------------------------------------------

# This region takes longer; the plan of doing nothing more is there at once. Exit code 4, or 1 when
# that plan misses the targets.
leiden=tests/regions/economie071_coarse.xml
"$PARKPLAN" plan $leiden --time-limit 1 -o "$work/limit.json" >"$work/out" 2>"$work/err"
case $? in 1 | 4) ;; *) fail "time limit: neither exit code 1 nor 4: $(head -c 300 "$work/err")" ;; esac
/usr/bin/python3 tests/check_plan_schema.py "$work/limit.json" || fail 'time limit: no valid plan'
expect 'verify what was stopped' 0 '' "$PARKPLAN" verify $leiden "$work/limit.json"
# Told twice at once, as by whoever tells a process and its group.
"$PARKPLAN" plan $leiden -o "$work/int.json" >"$work/out" 2>"$work/err" &
sleep 1
kill -INT $!
sleep 0.01
kill -INT $! 2>/dev/null
wait $!
case $? in 1 | 4) ;; *) fail "SIGINT: neither exit code 1 nor 4: $(head -c 300 "$work/err")" ;; esac
/usr/bin/python3 tests/check_plan_schema.py "$work/int.json" || fail 'SIGINT: no valid plan'

# --- whole file or no file -------------------------------------------------------------------------

expect 'no such folder' 5 'fout[P901]' "$PARKPLAN" plan "$work/region.xml" -o "$work/none/plan.json"
cp "$work/region.xml" "$work/same.xml"
expect 'the plan over the region' 2 overschrijven "$PARKPLAN" plan "$work/same.xml" -o "$work/same.xml"
expect 'the log over the region' 2 overschrijven "$PARKPLAN" plan "$work/same.xml" --log "$work/same.xml"
cmp -s "$work/region.xml" "$work/same.xml" || fail 'the region was overwritten'
expect 'a folder in the way' 5 'fout[P901]' "$PARKPLAN" plan "$work/region.xml" -o "$work"
expect 'no room for a file' 5 'fout[P901]' "$PARKPLAN" plan "$work/region.xml" -o /proc/plan.json
# A limit of 1 kB on files stands for a full disk. /dev/full only behind a redirection: a program
# that is wrong and runs as root could put a file in its place.
expect 'a full disk' 5 'het bestand wordt te groot' bash -c 'trap "" XFSZ; ulimit -f 1; exec "$@"' - \
    "$PARKPLAN" plan "$work/region.xml" -o "$work/full.json"
[ ! -e "$work/full.json" ] && [ ! -e "$work/full.certificate.json" ] || fail 'a full disk: half a file was left'
mkdir "$work/way.certificate.json"
expect 'a folder in the way of the certificate' 5 'way.certificate.json: fout[P901]' \
    "$PARKPLAN" plan "$work/region.xml" -o "$work/way.json"
[ ! -e "$work/way.json" ] || fail 'a plan was written without its certificate'
ln -s /dev/full "$work/full.log"
expect 'a full disk behind the log' 5 'full.log: fout[P901]: kan niet worden geschreven: een deel is verloren' \
    "$PARKPLAN" plan "$work/region.xml" --log "$work/full.log"
expect 'log in no folder' 5 'fout[P901]' "$PARKPLAN" plan "$work/region.xml" --log "$work/none/log"
"$PARKPLAN" plan "$work/region.xml" >/dev/full 2>"$work/err"
[ $? -eq 5 ] || fail 'a full disk behind stdout is no exit code 5'
"$PARKPLAN" --help >/dev/full 2>"$work/err"
[ $? -eq 5 ] || fail 'help: a full disk behind stdout is no exit code 5'
"$PARKPLAN" plan "$work/region.xml" >&- 2>"$work/err"
[ $? -eq 5 ] || fail 'a closed stdout is no exit code 5'
# The reader is gone before the plan comes.
{ "$PARKPLAN" plan "$work/region.xml" 2>"$work/err"; echo $? >"$work/rc"; } | true
[ "$(cat "$work/rc")" -eq 5 ] || fail "a closed pipe gives exit code $(cat "$work/rc")"
# A log is not what a closed stdout turns into.
"$PARKPLAN" plan "$work/region.xml" --log "$work/log2" >&- 2>/dev/null
if grep -q '"meta"' "$work/log2"; then fail 'the plan went into the log'; fi
[ -z "$(find "$work" -name '*.tmp')" ] || fail 'a temporary file was left behind'

[ "$failed" -eq 0 ]
