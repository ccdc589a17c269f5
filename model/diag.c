#include "model/diag.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/arena.h"
#include "model/finding_text.h"

typedef struct finding {
    diag what;
    size_t order; /* of adding, to keep the sort stable */
} finding;

struct diag_list {
    arena *mem; /* holds this list too */
    size_t n_findings;
    size_t n_not_kept;
    size_t n_errors;
    bool memory_was_out;
    finding findings[DIAG_MAX_FINDINGS];
};

static const struct {
    const char *code, *text;
    diag_severity severity;
} code_table[DIAG_CODE_COUNT] = {
#define DIAG_CODE(name, code, severity, text) [name] = {code, text, severity},
#include "model/diag_codes.def"
#undef DIAG_CODE
};

const char *diag_code_name(diag_code code)
{
    return code_table[code].code;
}

const char *diag_code_text(diag_code code)
{
    return code_table[code].text;
}

diag_severity diag_code_severity(diag_code code)
{
    return code_table[code].severity;
}

diag_list *diag_list_new(void)
{
    arena *mem = arena_new();
    if (mem == NULL)
        return NULL;
    diag_list *diags = ARENA_NEW(mem, diag_list);
    if (diags == NULL) {
        arena_free(mem);
        return NULL;
    }
    diags->mem = mem;
    return diags;
}

void diag_list_free(diag_list *diags)
{
    if (diags != NULL)
        arena_free(diags->mem);
}

void diag_list_fail_at(diag_list *diags, size_t nth)
{
    arena_fail_at(diags->mem, nth);
}

/* A quoted value may hold line ends or terminal commands (ESC, and the C1 controls that UTF-8
 * writes as C2 80 to C2 9F); none of them may reach the user's terminal. */
static void mask_controls(char *text)
{
    for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
        if (*c < 0x20 || *c == 0x7f)
            *c = '?';
        else if (*c == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f)
            c[0] = c[1] = '?';
    }
}

/* Shortens text[length] so that "..." fits, without splitting a UTF-8 character. */
static void cut_short(char *text, size_t length)
{
    size_t end = length - strlen("...");
    while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80)
        end--;
    strcpy(text + end, "...");
}

/* The message in memory of the list, or NULL. */
static char *message(diag_list *diags, diag_code code, const char *format, va_list args)
{
    char text[DIAG_MAX_TEXT + 1];
    const int length = vsnprintf(text, sizeof text, finding_text(format), args);
    if (length < 0) /* longer than an int can say */
        return arena_strdup(diags->mem, diag_code_text(code));
    if ((size_t)length >= sizeof text)
        cut_short(text, DIAG_MAX_TEXT);
    mask_controls(text);
    return arena_strdup(diags->mem, text);
}

/* Findings mostly come file by file, so the last one's name can often be shared. */
static const char *file_name(diag_list *diags, const char *file)
{
    if (diags->n_findings > 0) {
        const char *last = diags->findings[diags->n_findings - 1].what.file;
        if (last != NULL && strcmp(last, file) == 0)
            return last;
    }
    char *copy = arena_strdup(diags->mem, file);
    if (copy != NULL)
        mask_controls(copy);
    return copy;
}

void diag_add(diag_list *diags, diag_code code, const char *file, int line, const char *format, ...)
{
    const diag_severity severity = diag_code_severity(code);
    if (severity == DIAG_ERROR)
        diags->n_errors++;
    if (diags->n_findings == DIAG_MAX_FINDINGS) {
        diags->n_not_kept++;
        return;
    }
    va_list args;
    va_start(args, format);
    const char *text = message(diags, code, format, args);
    va_end(args);
    const char *name = file == NULL ? NULL : file_name(diags, file);
    if (text == NULL || (file != NULL && name == NULL)) {
        diags->memory_was_out = true;
        diags->n_not_kept++;
        return;
    }
    diags->findings[diags->n_findings] = (finding){
        .what = {.code = code, .severity = severity, .file = name, .line = line, .text = text},
        .order = diags->n_findings,
    };
    diags->n_findings++;
}

size_t diag_error_count(const diag_list *diags)
{
    /* A list that lost findings may have lost an error: the input does not count as good. */
    return diags->n_errors == 0 && diags->memory_was_out ? 1 : diags->n_errors;
}

bool diag_memory_was_out(const diag_list *diags)
{
    return diags->memory_was_out;
}

bool diag_has(const diag_list *diags, diag_code code)
{
    for (size_t i = 0; i < diags->n_findings; i++)
        if (diags->findings[i].what.code == code)
            return true;
    return false;
}

size_t diag_count(const diag_list *diags)
{
    return diags->n_findings;
}

const diag *diag_get(const diag_list *diags, size_t i)
{
    assert(i < diags->n_findings);
    return &diags->findings[i].what;
}

/* Findings without a file come first. */
static int compare_files(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare_findings(const void *left, const void *right)
{
    const finding *a = left, *b = right;
    const int by_file = compare_files(a->what.file, b->what.file);
    if (by_file != 0)
        return by_file;
    if (a->what.line != b->what.line)
        return a->what.line < b->what.line ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

void diag_sort(diag_list *diags)
{
    qsort(diags->findings, diags->n_findings, sizeof diags->findings[0], compare_findings);
}

static void print_finding(const diag *d, FILE *out)
{
    static const char *const severity_names[] = {[DIAG_NOTE] = FINDING_TEXT("note"),
                                                 [DIAG_WARNING] = FINDING_TEXT("warning"),
                                                 [DIAG_ERROR] = FINDING_TEXT("error")};
    if (d->file != NULL && d->line > 0)
        fprintf(out, "%s:%d: ", d->file, d->line);
    else if (d->file != NULL)
        fprintf(out, "%s: ", d->file);
    fprintf(out, "%s[%s]: %s\n", finding_text(severity_names[d->severity]), diag_code_name(d->code),
            d->text);
}

void diag_print(const diag_list *diags, FILE *out)
{
    for (size_t i = 0; i < diags->n_findings; i++)
        print_finding(&diags->findings[i].what, out);
    if (diags->memory_was_out)
        print_finding(&(diag){.code = DIAG_NO_MEMORY,
                              .severity = DIAG_ERROR,
                              .text = finding_text("memory ran out while findings were collected")},
                      out);
    if (diags->n_not_kept > 0)
        fprintf(out, finding_text("findings not shown: %zu\n"), diags->n_not_kept);
}
