#include "inputs/region_xml.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "inputs/catalogue.h"
#include "inputs/embedded.h"
#include "inputs/file.h"
#include "inputs/reader.h"
#include "inputs/scenario.h"
#include "inputs/second_look.h"
#include "inputs/xml_memory.h"
#include "inputs/xml_scan.h"
#include "model/finding_text.h"
#include "model/sha256.h"

static const char builtin_folder[] = "inputs/regions/";

/* What one reading needs. */
typedef struct input {
    const char *name;
    file_bytes bytes;
    const char *folder;
    const char *scenario;
} input;

/* One finding for a file that is something else altogether, such as ESDL. */
static status check_root(const xml_document *doc, diag_list *diags)
{
    const char *name = xml_document_root_name(doc), *space = xml_document_root_space(doc);
    if (strcmp(name, "region") == 0 && strcmp(space, REGION_NAMESPACE) == 0)
        return STATUS_OK;
    diag_add(diags, DIAG_NOT_A_REGION, xml_document_file(doc, xml_document_root(doc)),
             xml_document_line(xml_document_root(doc)),
             "the file starts with <%.64s> of namespace \"%.100s\"; expected <region xmlns=\"%s\">",
             name, space, REGION_NAMESPACE);
    return STATUS_INVALID;
}

static void read_parts(reader *r)
{
    static void (*const parts[])(reader *) = {
        read_horizon,  read_calendar, read_profiles,  read_payers,   read_trades,
        read_carriers, read_recourse, read_tariffs,   read_stations, read_technologies,
        read_parks,    read_cables,   read_heat_nets, read_hubs,     read_programme,
        read_funds,    read_targets,  read_scenarios, read_sources,
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !r->no_memory; i++)
        parts[i](r);
}

static const char *fingerprint(arena *mem, file_bytes bytes)
{
    char hex[SHA256_HEX_LENGTH + 1];
    sha256_hex(bytes.data, bytes.size, hex);
    return arena_strdup(mem, hex);
}

/* The attributes of <region> itself. */
static status start_region(const input *in, const node *root, arena *mem, region **out)
{
    region *o = ARENA_NEW(mem, region);
    if (o == NULL)
        return STATUS_NO_MEMORY;
    o->id = read_text_or(root, "id", "?");
    o->name = read_text_or(root, "name", o->id);
    o->file = arena_strdup(mem, in->name);
    o->sha256 = fingerprint(mem, in->bytes);
    o->unserved_hourly = strcmp(read_text_or(root, "unserved", "split"), "hourly") == 0;
    o->contract_growth_after_relief = read_flag(root, "contract_growth_after_relief");
    o->no_burn = read_flag(root, "no_burn");
    *out = o;
    return o->file == NULL || o->sha256 == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status name_scenario(const input *in, region *o, arena *mem)
{
    o->scenario = arena_strdup(mem, in->scenario == NULL ? "base" : in->scenario);
    o->scenario_name = o->scenario;
    for (size_t i = 0; in->scenario != NULL && i < o->n_scenarios; i++) {
        if (strcmp(o->scenarios[i].id, in->scenario) == 0)
            o->scenario_name = o->scenarios[i].name;
    }
    return o->scenario == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static status build(const input *in, const node *root, arena *mem, diag_list *diags, reader *r)
{
    *r = (reader){.mem = mem, .diags = diags, .root = root, .folder = in->folder};
    status st = start_region(in, root, mem, &r->out);
    if (st != STATUS_OK)
        return st;
    read_parts(r);
    if (r->too_large)
        return STATUS_INVALID;
    if (r->no_memory)
        return STATUS_NO_MEMORY;
    return name_scenario(in, r->out, mem);
}

/* The tree of the file, with the catalogue in it and the scenario applied. */
static status prepare(const input *in, const schema *rules, arena *mem, diag_list *diags,
                      xml_document *doc, node **root)
{
    status st = check_root(doc, diags);
    if (st == STATUS_OK)
        st = catalogue_merge(doc, mem, diags);
    if (st == STATUS_OK && in->scenario != NULL)
        st = scenario_apply(doc, in->scenario, rules, mem, diags);
    if (st == STATUS_OK)
        st = xml_document_nodes(doc, mem, root);
    return st;
}

static status check_and_build(const input *in, arena *mem, diag_list *diags, xml_document *doc,
                              region **out)
{
    schema *rules = NULL;
    node *root = NULL;
    reader r;
    status st = schema_load(mem, diags, &rules);
    if (st == STATUS_OK)
        st = prepare(in, rules, mem, diags, doc, &root);
    if (st == STATUS_OK)
        st = schema_check(rules, root, mem, diags);
    if (st == STATUS_OK && diag_error_count(diags) == 0)
        st = schema_validate(doc, diags);
    if (st == STATUS_OK || st == STATUS_INVALID)
        st = root == NULL ? STATUS_INVALID : build(in, root, mem, diags, &r);
    if (st == STATUS_OK && diag_error_count(diags) > 0)
        st = r.incomplete || r.no_steps ? STATUS_INVALID : second_look(r.out, root, mem, diags);
    if (st == STATUS_OK)
        st = region_check(r.out, diags);
    if (st == STATUS_OK)
        st = region_complete(r.out, mem, diags);
    if (st == STATUS_OK)
        *out = r.out;
    return st;
}

static status read_input(const input *in, arena *mem, diag_list *diags, region **out)
{
    xml_document *doc = NULL;
    xml_silence before;
    xml_memory_begin();
    xml_silence_begin(&before);
    status st = xml_document_parse(in->name, in->bytes.data, in->bytes.size, diags, &doc);
    if (st == STATUS_OK)
        st = check_and_build(in, mem, diags, doc, out);
    xml_document_free(doc);
    xml_silence_end(&before);
    diag_sort(diags);
    return xml_memory_was_out() ? STATUS_NO_MEMORY : st;
}

/* --- from memory, a file, or what is built in ----------------------------------------------------- */

status region_read_memory(const char *name, const void *data, size_t size, const char *folder,
                          const char *scenario_id, arena *mem, diag_list *diags, region **out)
{
    const char *copy = arena_strdup(mem, name); /* nodes refer to it */
    if (copy == NULL)
        return STATUS_NO_MEMORY;
    const input in = {copy, {data, size}, folder, scenario_id};
    return read_input(&in, mem, diags, out);
}

/* The folder of a path; "." without one. */
static const char *folder_of(const char *path, arena *mem)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    return slash == path ? "/" : arena_strndup(mem, path, (size_t)(slash - path));
}

/* "builtin:economie071" is inputs/regions/economie071/economie071.xml in the table. */
static status load_builtin(const char *name, arena *mem, diag_list *diags, input *in)
{
    const char *id = name + strlen(BUILTIN_PREFIX);
    const char *path = arena_printf(mem, "%s%s/%s.xml", builtin_folder, id, id);
    in->folder = arena_printf(mem, "%s%s%s", BUILTIN_PREFIX, builtin_folder, id);
    if (path == NULL || in->folder == NULL)
        return STATUS_NO_MEMORY;
    const embedded_file *found = embedded_find(path);
    if (found == NULL) {
        diag_add(diags, DIAG_UNKNOWN_CATALOGUE, name, 0, "there is no built-in region \"%.64s\"",
                 id);
        return STATUS_INVALID;
    }
    in->bytes = (file_bytes){(const char *)found->data, found->size};
    return STATUS_OK;
}

static status report_file(const char *path, file_result result, diag_list *diags)
{
    if (result == FILE_NO_MEMORY)
        return STATUS_NO_MEMORY;
    if (result == FILE_TOO_LARGE) {
        diag_add(diags, DIAG_TOO_LARGE, path, 0, "the file is larger than 64 MB");
        return STATUS_INVALID;
    }
    diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "the file cannot be read: %s",
             finding_text(strerror(errno)));
    return STATUS_IO;
}

/* The bytes of the source, once: standard input gives them only once. */
static status load(const region_source *src, arena *mem, diag_list *diags, input *in)
{
    *in = (input){.name = arena_strdup(mem, src->path), .scenario = src->scenario};
    if (in->name == NULL)
        return STATUS_NO_MEMORY;
    if (strncmp(in->name, BUILTIN_PREFIX, strlen(BUILTIN_PREFIX)) == 0)
        return load_builtin(in->name, mem, diags, in);
    const file_result result = file_read(in->name, XML_MAX_BYTES, mem, &in->bytes);
    if (result != FILE_GOOD)
        return report_file(in->name, result, diags);
    if (strcmp(in->name, "-") == 0)
        return STATUS_OK;
    in->folder = folder_of(in->name, mem);
    return in->folder == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

status region_read(const region_source *src, arena *mem, diag_list *diags, region **out)
{
    input in;
    const status st = load(src, mem, diags, &in);
    return st == STATUS_OK ? read_input(&in, mem, diags, out) : st;
}

/* --- with every scenario ---------------------------------------------------------------------------- */

static bool is_known(const diag_list *diags, const diag *d)
{
    for (size_t i = 0; i < diag_count(diags); i++) {
        const diag *k = diag_get(diags, i);
        if (k->code == d->code && k->line == d->line && strcmp(k->text, d->text) == 0)
            return true;
    }
    return false;
}

/* Adds what the scenario changes in the findings, with its name. */
static status try_scenario(const input *base, const char *id, diag_list *diags)
{
    region *unused;
    input in = *base;
    in.scenario = id;
    arena *mem = arena_new();
    diag_list *found = diag_list_new();
    status st = STATUS_NO_MEMORY;
    if (mem != NULL && found != NULL)
        st = read_input(&in, mem, found, &unused);
    for (size_t i = 0; found != NULL && i < diag_count(found); i++) {
        const diag *d = diag_get(found, i);
        if (!is_known(diags, d))
            diag_add(diags, d->code, d->file, d->line, "scenario %.64s: %s", id, d->text);
    }
    diag_list_free(found);
    arena_free(mem);
    return st;
}

status region_read_all_scenarios(const region_source *src, arena *mem, diag_list *diags,
                                 region **out)
{
    input in;
    region *base = NULL;
    status st = load(src, mem, diags, &in);
    in.scenario = NULL;
    if (st == STATUS_OK)
        st = read_input(&in, mem, diags, &base);
    bool all_good = true;
    for (size_t i = 0; st == STATUS_OK && i < base->n_scenarios && i < SCENARIOS_TRIED; i++) {
        st = try_scenario(&in, base->scenarios[i].id, diags);
        all_good &= st == STATUS_OK;
        if (st == STATUS_INVALID) /* the others are tried as well */
            st = STATUS_OK;
    }
    diag_sort(diags);
    if (st == STATUS_OK)
        *out = base;
    return st == STATUS_OK && !all_good ? STATUS_INVALID : st;
}
