/* The plan as a workbook: an overview with charts, what each payer pays in each year, and a sheet per
 * table, with a head that stays, filters, number formats, and totals as formulas. */
#include "model/finding_text.h"
#include "outputs/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "outputs/apart.h"
#include "outputs/phrase.h"
#include "outputs/table.h"
#include "outputs/text_buffer.h"
#include "outputs/text_file.h"

enum { HEAD_ROW = 0, FIRST_ROW = 1, NAME_WIDTH = 34, WORD_WIDTH = 18, FIGURE_WIDTH = 14 };
enum { MOST_WIDTH = 60, HEAD_HEIGHT = 48, CHART_ROWS = 17 };
enum { SHEET_NAME_ROOM = 32, FORMULA_ROOM = 400 };

typedef struct book {
    const plan_document *doc;
    lang lang;
    arena *mem;
    lxw_workbook *file;
    bool *incomplete; /* a text did not get in, as memory was out */
    lxw_format *title, *head, *text, *whole, *plain, *percent, *year, *total_words, *total;
} book;

/* The tables that get a sheet, in this order. */
static const char *const sheets[] = {
    "years",
    "accounts",
    "themes",
    "parks",
    "park_years",
    "actions",
    "payments",
    "subsidies",
    "why_not",
    "payer_totals",
    "municipalities",
    "fund_years",
    "hubs",
    "hub_members",
    "hub_years",
    "heat_net_years",
    "heat_net_parks",
    "heat_net_pipes",
    "station_years",
    "contracts_at_risk",
    "limits",
    "conflict",
    "ways_out",
    "targets",
    "effort_years",
    "worse_off",
    "assumptions",
    "sources",
};
enum { N_SHEETS = sizeof sheets / sizeof sheets[0] };

static void make_formats(book *b)
{
    lxw_format **const all[] = {&b->title, &b->head,    &b->text,  &b->whole,      &b->plain,
                                &b->year,  &b->percent, &b->total, &b->total_words};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        *all[i] = workbook_add_format(b->file);
    format_set_bold(b->title);
    format_set_font_size(b->title, 16);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(b->head, 0xE3EAF0);
    format_set_bottom(b->head, LXW_BORDER_THIN);
    format_set_num_format(b->whole, "#,##0");
    format_set_num_format(b->plain, "#,##0.00");
    format_set_num_format(b->percent, "0.0%");
    format_set_num_format(b->year, "0");
    format_set_align(b->year, LXW_ALIGN_LEFT);
    format_set_bold(b->total);
    format_set_num_format(b->total, "#,##0");
    format_set_top(b->total, LXW_BORDER_THIN);
    format_set_bold(b->total_words);
    format_set_top(b->total_words, LXW_BORDER_THIN);
}

static lxw_worksheet *add_sheet(const book *b, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->file, name);
    /* Without memory for its name it gets another one. */
    return workbook_get_worksheet_by_name(b->file, name) == sheet ? sheet : NULL;
}

static void put_text(const book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                     const char *text, lxw_format *format)
{
    const lxw_error error = worksheet_write_string(sheet, row, col, text, format);
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED || error == LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND)
        *b->incomplete = true;
}

/* As wide as a sheet of A4 on its side; a length of 0 is as many pages as it takes. */
static void set_page(lxw_worksheet *sheet, uint16_t n_pages_long)
{
    enum { A4 = 9 };
    worksheet_set_paper(sheet, A4);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, n_pages_long);
}

/* --- a sheet per table ------------------------------------------------------------------------- */

static lxw_format *amount_format(const book *b, const char *unit)
{
    if (unit != NULL && strcmp(unit, "year") == 0)
        return b->year;
    return unit_is_share(unit) ? b->percent : b->plain;
}

static lxw_format *format_of(const book *b, const column *c, const cell *value)
{
    switch (c->kind) {
    case COLUMN_AMOUNT:
        return amount_format(b, value->unit);
    case COLUMN_YEAR:
        return b->year;
    case COLUMN_COUNT:
    case COLUMN_EUR:
        return b->whole;
    case COLUMN_NUMBER:
        return b->plain;
    case COLUMN_FRAC:
        return b->percent;
    default:
        return b->text;
    }
}

static int width_of(const column *c)
{
    switch (c->kind) {
    case COLUMN_KEY:
    case COLUMN_REF:
    case COLUMN_OBJECT:
    case COLUMN_TEXT:
        return NAME_WIDTH;
    case COLUMN_SENTENCE:
        return MOST_WIDTH;
    case COLUMN_WORD:
    case COLUMN_UNIT:
        return WORD_WIDTH;
    default:
        return FIGURE_WIDTH;
    }
}

static void write_head(const book *b, lxw_worksheet *sheet, const table_spec *spec)
{
    worksheet_set_row(sheet, HEAD_ROW, HEAD_HEIGHT, NULL);
    for (size_t i = 0; i < spec->n_columns; i++) {
        const column *c = &spec->columns[i];
        char title[200];
        const bool has_unit = column_is_figure(c) && c->of[0] != '\0' && c->kind != COLUMN_FRAC;
        snprintf(title, sizeof title, has_unit ? "%s (%s)" : "%s", c->title[b->lang], c->of);
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width_of(c), NULL);
        put_text(b, sheet, HEAD_ROW, (lxw_col_t)i, title, b->head);
    }
}

/* Text is written as text, whatever it looks like. */
static void write_cell(const book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col,
                       const column *c, const cell *value)
{
    if (value->kind == CELL_NUMBER) {
        worksheet_write_number(sheet, row, col, value->number, format_of(b, c, value));
    } else if (value->kind == CELL_EMPTY && col == 0 && c->kind != COLUMN_YEAR) {
        put_text(b, sheet, row, col, text_get(b->lang, TEXT_page_region), b->text);
    } else if (value->kind != CELL_EMPTY) {
        const phrase shown = phrase_cell(b->doc, c, value);
        put_text(b, sheet, row, col, shown.in[b->lang], b->text);
    }
}

/* Whether it makes sense to add a column up over the rows. */
static bool is_additive(const column *c)
{
    static const char *const names[] = {"investment_eur", "subsidy_eur", "paid_eur",
                                        "programme_eur",  "eur",         "used_eur"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(c->name, names[i]) == 0)
            return true;
    return false;
}

/* A sum of what the filter leaves, below the table; with the value that a reader shows who does not
 * compute. */
static void write_totals(const book *b, lxw_worksheet *sheet, const table *t)
{
    const lxw_row_t row = FIRST_ROW + (lxw_row_t)t->n_rows;
    bool any = false;
    for (size_t i = 1; i < t->spec->n_columns; i++) {
        if (!is_additive(&t->spec->columns[i]) || t->n_rows == 0)
            continue;
        char range[LXW_MAX_CELL_RANGE_LENGTH], formula[FORMULA_ROOM];
        double sum = 0.0;
        for (size_t r = 0; r < t->n_rows; r++)
            sum += table_cell(t, r, i)->number;
        lxw_rowcol_to_range(range, FIRST_ROW, (lxw_col_t)i, row - 1, (lxw_col_t)i);
        snprintf(formula, sizeof formula, "=SUBTOTAL(109,%s)", range);
        worksheet_write_formula_num(sheet, row, (lxw_col_t)i, formula, b->total, sum);
        any = true;
    }
    if (any)
        put_text(b, sheet, row, 0, text_get(b->lang, TEXT_page_total), b->total_words);
}

static status write_table(const book *b, const table_spec *spec)
{
    table t;
    lxw_worksheet *sheet = add_sheet(b, spec->title[b->lang]);
    if (sheet == NULL || table_make(spec, b->doc, b->mem, &t) != STATUS_OK)
        return STATUS_NO_MEMORY;
    write_head(b, sheet, spec);
    for (size_t r = 0; r < t.n_rows; r++)
        for (size_t i = 0; i < spec->n_columns; i++)
            write_cell(b, sheet, FIRST_ROW + (lxw_row_t)r, (lxw_col_t)i, &spec->columns[i],
                       table_cell(&t, r, i));
    write_totals(b, sheet, &t);
    worksheet_freeze_panes(sheet, FIRST_ROW, 1);
    if (t.n_rows > 0)
        worksheet_autofilter(sheet, HEAD_ROW, 0, (lxw_row_t)t.n_rows,
                             (lxw_col_t)(spec->n_columns - 1));
    set_page(sheet, 0);
    worksheet_repeat_rows(sheet, HEAD_ROW, HEAD_ROW);
    return STATUS_OK;
}

/* --- money per payer and year ---------------------------------------------------------------------- */

/* "'Betalingen'!$G$2:$G$464" */
static void range_of(const book *b, const table *t, const char *name, char out[FORMULA_ROOM])
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    const lxw_col_t at = (lxw_col_t)table_column(t->spec, name);
    lxw_rowcol_to_range_abs(range, FIRST_ROW, at, (lxw_row_t)t->n_rows, at);
    snprintf(out, FORMULA_ROOM, "'%s'!%s", t->spec->title[b->lang], range);
}

static double paid(const table *t, const char *payer, int year)
{
    const size_t at_payer = table_column(t->spec, "payer"), at_year = table_column(t->spec, "year");
    const size_t at_eur = table_column(t->spec, "eur");
    double sum = 0.0;
    for (size_t r = 0; r < t->n_rows; r++) {
        const char *its_payer = table_cell(t, r, at_payer)->text;
        if (its_payer != NULL && strcmp(its_payer, payer) == 0 &&
            plan_document_is_year(table_cell(t, r, at_year)->number, year))
            sum += table_cell(t, r, at_eur)->number;
    }
    return sum;
}

/* One payer: a SUMIFS per year over the sheet of payments, and their sum. */
static double write_payer(const book *b, lxw_worksheet *sheet, lxw_row_t row, const char *id,
                          const table *payments)
{
    char eur[FORMULA_ROOM], payer[FORMULA_ROOM], year[FORMULA_ROOM], formula[4 * FORMULA_ROOM];
    char head[LXW_MAX_CELL_NAME_LENGTH], name[LXW_MAX_CELL_NAME_LENGTH];
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    const lxw_col_t n_years = (lxw_col_t)b->doc->n_years;
    double all = 0.0;
    range_of(b, payments, "eur", eur);
    range_of(b, payments, "payer", payer);
    range_of(b, payments, "year", year);
    lxw_rowcol_to_cell(name, row, 0);
    put_text(b, sheet, row, 0, plan_document_name(b->doc, "payers", id, b->lang), b->text);
    for (lxw_col_t y = 0; y < n_years; y++) {
        const double sum = paid(payments, id, b->doc->years[y]);
        lxw_rowcol_to_cell(head, HEAD_ROW, y + 1);
        snprintf(formula, sizeof formula, "=SUMIFS(%s,%s,%s,%s,%s)", eur, payer, name, year, head);
        worksheet_write_formula_num(sheet, row, y + 1, formula, b->whole, sum);
        all += sum;
    }
    lxw_rowcol_to_range(range, row, 1, row, n_years);
    snprintf(formula, sizeof formula, "=SUM(%s)", range);
    worksheet_write_formula_num(sheet, row, n_years + 1, formula, b->total, all);
    return all;
}

static void chart_payers(const book *b, lxw_worksheet *sheet, const char *name, lxw_row_t n)
{
    lxw_chart *chart = workbook_add_chart(b->file, LXW_CHART_COLUMN_STACKED);
    const lxw_col_t last = (lxw_col_t)b->doc->n_years;
    for (lxw_row_t r = FIRST_ROW; r < FIRST_ROW + n; r++) {
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        chart_series_set_categories(series, name, HEAD_ROW, 1, HEAD_ROW, last);
        chart_series_set_values(series, name, r, 1, r, last);
        chart_series_set_name_range(series, name, r, 0);
    }
    chart_title_set_name(chart, text_get(b->lang, TEXT_page_who_pays));
    worksheet_insert_chart(sheet, FIRST_ROW + n + 2, 0, chart);
}

static status write_payers(const book *b)
{
    table payments;
    const char *name = text_get(b->lang, TEXT_book_payers);
    lxw_worksheet *sheet = add_sheet(b, name);
    if (sheet == NULL ||
        table_make(table_spec_find("payments"), b->doc, b->mem, &payments) != STATUS_OK)
        return STATUS_NO_MEMORY;
    worksheet_set_column(sheet, 0, 0, NAME_WIDTH, NULL);
    worksheet_set_column(sheet, 1, (lxw_col_t)b->doc->n_years + 1, FIGURE_WIDTH, NULL);
    put_text(b, sheet, HEAD_ROW, 0, text_get(b->lang, TEXT_page_payer), b->head);
    for (size_t y = 0; y < b->doc->n_years; y++)
        worksheet_write_number(sheet, HEAD_ROW, (lxw_col_t)y + 1, b->doc->years[y], b->head);
    put_text(b, sheet, HEAD_ROW, (lxw_col_t)b->doc->n_years + 1, text_get(b->lang, TEXT_page_total),
             b->head);
    lxw_row_t n = 0;
    const json_value *p = json_first(json_at(b->doc->root, "payers"));
    for (; p != NULL && payments.n_rows > 0; p = json_next(p)) {
        const char *id = json_string(json_at(p, "id"));
        if (id != NULL)
            write_payer(b, sheet, FIRST_ROW + n++, id, &payments);
    }
    worksheet_freeze_panes(sheet, FIRST_ROW, 1);
    set_page(sheet, 1);
    if (n > 0)
        chart_payers(b, sheet, name, n);
    return STATUS_OK;
}

/* --- overview ------------------------------------------------------------------------------------- */

/* Columns of the sheet of years, one per milestone. */
static void chart_years(const book *b, lxw_worksheet *sheet, lxw_row_t at, text_id title,
                        const char *const *names, size_t n_names)
{
    const table_spec *years = table_spec_find("years");
    const char *from = years->title[b->lang];
    const lxw_row_t last = (lxw_row_t)b->doc->n_years;
    lxw_chart *chart = workbook_add_chart(b->file, LXW_CHART_COLUMN);
    for (size_t i = 0; i < n_names; i++) {
        const lxw_col_t col = (lxw_col_t)table_column(years, names[i]);
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        chart_series_set_categories(series, from, FIRST_ROW, 0, last, 0);
        chart_series_set_values(series, from, FIRST_ROW, col, last, col);
        chart_series_set_name_range(series, from, HEAD_ROW, col);
    }
    chart_title_set_name(chart, text_get(b->lang, title));
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options large = {.x_scale = 1.3, .y_scale = 1.1};
    worksheet_insert_chart_opt(sheet, at, 0, chart, &large);
}

static void write_overview(const book *b, lxw_worksheet *sheet)
{
    const json_value *meta = json_at(b->doc->root, "meta");
    const char *whose = json_string(json_at(meta, "perspective"));
    const phrase title =
        phrase_of(TEXT_page_title, phrase_plain(json_string(json_at(meta, "region.name"))));
    const phrase of =
        phrase_of(TEXT_book_scope, phrase_word("perspective_", whose == NULL ? "" : whose),
                  phrase_year(json_number(json_at(meta, "price_year"))));
    worksheet_set_column(sheet, 0, 0, MOST_WIDTH, NULL);
    set_page(sheet, 1);
    put_text(b, sheet, 0, 0, title.in[b->lang], b->title);
    put_text(b, sheet, 1, 0, of.in[b->lang], NULL);
    put_text(b, sheet, 2, 0, text_get(b->lang, TEXT_book_about), NULL);
    chart_years(b, sheet, 4, TEXT_page_chart_growth,
                (const char *const[]){"wanted_growth_mwh", "status_quo_refused_growth_mwh",
                                      "refused_growth_mwh"},
                3);
    chart_years(b, sheet, 4 + CHART_ROWS, TEXT_page_chart_co2,
                (const char *const[]){"status_quo_co2_t", "co2_t"}, 2);
}

/* --- the workbook ------------------------------------------------------------------------------------ */

/* The time of making is not told, so that the same plan gives the same bytes. */
static void set_properties(const book *b)
{
    lxw_doc_properties about = {
        .title = (char *)json_string(json_at(b->doc->root, "meta.region.name")),
        .company = "parkplan",
        .created = 946684800, /* the beginning of 2000 */
    };
    workbook_set_properties(b->file, &about);
}

static status write_book(book *b)
{
    make_formats(b);
    set_properties(b);
    lxw_worksheet *overview = add_sheet(b, text_get(b->lang, TEXT_book_overview));
    if (overview == NULL)
        return STATUS_NO_MEMORY;
    write_overview(b, overview);
    status st = write_payers(b);
    for (size_t i = 0; i < N_SHEETS && st == STATUS_OK; i++)
        if (table_is_given(table_spec_find(sheets[i]), b->doc))
            st = write_table(b, table_spec_find(sheets[i]));
    return st;
}

typedef struct book_job {
    book *book;
    const char *path;
} book_job;

/* In a process of its own: an lxw_error. */
static int make_file(void *context)
{
    const book_job *job = context;
    book *b = job->book;
    bool incomplete = false;
    b->file = workbook_new(job->path);
    b->incomplete = &incomplete;
    if (b->file == NULL || write_book(b) != STATUS_OK || incomplete)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    return (int)workbook_close(b->file);
}

/* The library writes to a file of its own, which then goes where the plan is wanted, whole. Without
 * memory it goes on with what it lacks, says so on stderr only, or crashes. */
static status make_file_apart(book *b, const char *path, diag_list *diags)
{
    book_job job = {b, path};
    const int error = apart_run(make_file, &job);
    if (error == APART_FAILED || error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return STATUS_NO_MEMORY;
    if (error == LXW_NO_ERROR)
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, path, 0, "cannot be written: %s",
             finding_text(lxw_strerror((lxw_error)error)));
    return STATUS_IO;
}

static status move_bytes(const char *from, const char *to, diag_list *diags)
{
    text_buffer bytes = {0};
    char block[4096];
    FILE *in = fopen(from, "rb");
    if (in == NULL && errno == ENOMEM)
        return STATUS_NO_MEMORY;
    if (in == NULL) {
        diag_add(diags, DIAG_CANNOT_OPEN, from, 0, "cannot be read again");
        return STATUS_IO;
    }
    for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;)
        buffer_add_bytes(&bytes, block, n);
    const bool whole = !ferror(in);
    fclose(in);
    status st = STATUS_IO;
    if (!whole)
        diag_add(diags, DIAG_CANNOT_OPEN, from, 0, "cannot be read again");
    else
        st = bytes.failed ? STATUS_NO_MEMORY : text_file_write(to, bytes.text, bytes.length, diags);
    buffer_free(&bytes);
    return st;
}

status report_write_xlsx(const plan_document *doc, const char *path, const report_options *options,
                         diag_list *diags)
{
    book b = {.doc = doc, .lang = options->lang, .mem = arena_new()};
    const char *own =
        b.mem == NULL ? NULL : arena_printf(b.mem, "%s.%ld.tmp", path, (long)getpid());
    status st = own == NULL ? STATUS_NO_MEMORY : text_file_try(path, diags);
    if (st == STATUS_OK)
        st = make_file_apart(&b, own, diags);
    if (st == STATUS_OK)
        st = move_bytes(own, path, diags);
    if (own != NULL)
        unlink(own);
    if (st == STATUS_NO_MEMORY)
        diag_add(diags, DIAG_NO_MEMORY, path, 0, "memory is out while it is written");
    arena_free(b.mem);
    return st;
}
