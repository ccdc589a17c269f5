/* tests/fuzz/replay.c - a fuzz target on files, without libFuzzer:  TARGET FILE... */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/target.h"
#include "tests/reading.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t size;
        char *data = load_file(argv[i], &size);
        fprintf(stderr, "%s\n", argv[i]);
        must(data != NULL, "the file is read", NULL);
        (void)LLVMFuzzerTestOneInput((const uint8_t *)data, size);
        free(data);
    }
    return 0;
}
