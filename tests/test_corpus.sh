#!/bin/bash
# Each fuzz target on the files that fuzzing starts from, and on those that once broke something.
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work
tests/seed_corpus.sh "$work/seeds"
for target in tests/fuzz/*.c; do
    name=$(basename "$target" .c)
    case $name in target | replay) continue ;; esac
    "$BUILD/tests/fuzz/$name" "$work/seeds/$name"/* >"$work/log" 2>&1 ||
        { echo "$name, the last of these files:"; tail -n 20 "$work/log"; exit 1; }
    [ "$(wc -l <"$work/log")" -ge 1 ] || { echo "$name: no files"; exit 1; }
done
