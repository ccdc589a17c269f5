#!/bin/bash
# Prove the layers of the architecture: who may include whom, which folder sees which library,
# that every header compiles alone, that there are no cycles, and that no header shows a type
# of a library. Prints every breach as file:line and ends with 1 when there is one.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
CC=${CC:-cc}
shopt -s nullglob
breaches=0

breach() {
    echo "$1" >&2
    breaches=$((breaches + 1))
}

# The C library: the headers of C11, and of POSIX as far as a program like this needs them.
c_library='assert|complex|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|time'
c_library="($c_library|dirent|fcntl|getopt|libgen|pthread|strings|unistd|sys/(mman|resource|stat|time|types|wait))\.h"

# allow FOLDER-OR-FILE OWN-FOLDERS LIBRARY-HEADERS [HEADER-BESIDE-IT]: every other include is a breach.
no_library='-'
allow() {
    local files=("$1")
    [ ! -d "$1" ] || files=("$1"/*.c "$1"/*.h "$1"/*.def)
    [ -e "${files[0]:-}" ] || return 0
    local line
    while IFS= read -r line; do
        breach "$line: not allowed in $1"
    done < <(grep -nHE '^[[:space:]]*#[[:space:]]*include' "${files[@]}" |
        grep -vE "include[[:space:]]*(\"($2)/[a-z0-9_]+\.(h|def)\"|<$c_library>|<($3)>|\"${4:-$no_library}\")")
}

allow model 'model' "$no_library"
allow inputs 'model|inputs' 'libxml/[A-Za-z0-9]+\.h'
allow solver 'model|solver' 'glpk\.h'
# Within solver/ only the backend sees GLPK, and only the backend sees its private header.
while IFS= read -r line; do
    breach "$line: only solver/glpk_* may include this"
done < <(grep -nHE '#include (<glpk\.h>|"solver/glpk_handle\.h")' solver/*.[ch] |
    grep -v '^solver/glpk_')
allow outputs 'model|outputs' 'cjson/cJSON\.h|xlsxwriter\.h'
for top in *.c *.h; do
    allow "$top" 'model|inputs|solver|outputs' "$no_library" '[a-z]+\.h'
done

headers=({model,inputs,solver,outputs}/*.h *.h)

# Each .c with a header of its name includes that header first, before anything else.
for source in {model,inputs,solver,outputs}/*.c *.c; do
    header=${source%.c}.h
    first=$(grep -m1 -E '^#include' "$source")
    [ ! -e "$header" ] || [ "$first" = "#include \"$header\"" ] ||
        breach "$source: does not include $header first"
done

# Without the flags of pkg-config, so that a library's header would not be found by accident.
for header in "${headers[@]}"; do
    "$CC" -std=c11 -D_POSIX_C_SOURCE=200809L -I. -Wall -Werror -fsyntax-only -x c \
        -include "$header" /dev/null || breach "$header: does not compile alone"
done

# The compiler takes out the comments, which may name a library.
for header in "${headers[@]}"; do
    [ "$header" != solver/glpk_handle.h ] || continue
    while IFS= read -r line; do
        breach "$header: shows a type of a library: $line"
    done < <("$CC" -fpreprocessed -dD -E -P -x c "$header" 2>/dev/null |
        grep -E '\b(xml[A-Z][A-Za-z]*|glp_[a-z]+|cJSON|lxw_[a-z]+)\b')
done

# A pair "a b" for each "a includes b"; tsort fails when they cannot be put in order.
cycle=$(for header in "${headers[@]}"; do
    sed -nE "s|^#include \"([^\"]*\.h)\".*|$header \1|p" "$header"
done | LC_ALL=C tsort 2>&1 >/dev/null) || breach "headers include each other: $cycle"

[ "$breaches" -eq 0 ] || { echo "layers: $breaches breaches" >&2; exit 1; }
