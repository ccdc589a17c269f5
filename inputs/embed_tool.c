/* inputs/embed_tool.c - turn files into C: embed_tool FILE... > embedded_files.c
 *
 * NAME=FILE gives a file from elsewhere, such as a library of the system, a name of our own.
 * Runs while the program is built and is no part of it. Writes the table that
 * inputs/embedded.h declares. Bytes rather than string literals, whose length C limits.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { BYTES_PER_LINE = 20 };

static bool complain(const char *path)
{
    fprintf(stderr, "embed_tool: %s: %s\n", path, strerror(errno));
    return false;
}

static bool write_data(const char *path, int number, size_t *size)
{
    const char *name_end = strchr(path, '=');
    if (name_end != NULL)
        path = name_end + 1;
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return complain(path);
    printf("static const unsigned char file_%d[] = {", number);
    *size = 0;
    for (int byte = getc(in); byte != EOF; byte = getc(in), ++*size)
        printf("%s%d,", *size % BYTES_PER_LINE == 0 ? "\n" : "", byte);
    printf("\n0};\n\n");
    const bool good = !ferror(in);
    fclose(in);
    return good || complain(path);
}

/* As a C string: only quotes and backslashes need care, control characters are not supported. */
static void write_path(const char *path)
{
    putchar('"');
    for (; *path != '\0' && *path != '='; path++) {
        if (*path == '"' || *path == '\\')
            putchar('\\');
        putchar(*path);
    }
    putchar('"');
}

int main(int argc, char **argv)
{
    static size_t sizes[4096];
    const int n_files = argc - 1;
    if (n_files > (int)(sizeof sizes / sizeof sizes[0])) {
        fprintf(stderr, "embed_tool: %d files are too many\n", n_files);
        return 1;
    }
    printf("#include \"inputs/embedded.h\"\n\n");
    for (int i = 0; i < n_files; i++) {
        if (!write_data(argv[i + 1], i, &sizes[i]))
            return 1;
    }
    printf("const size_t n_embedded_files = %d;\n\n", n_files);
    printf("const embedded_file embedded_files[] = {\n");
    for (int i = 0; i < n_files; i++) {
        printf("    {");
        write_path(argv[i + 1]);
        printf(", file_%d, %zu},\n", i, sizes[i]);
    }
    printf("    {0, 0, 0}, /* an array may not be empty; not counted */\n};\n");
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
