/* outputs/hub_json_parts.h - shared by the hub_json*.c files; not for others. */
#ifndef OUTPUTS_HUB_JSON_PARTS_H
#define OUTPUTS_HUB_JSON_PARTS_H

#include "model/hub_study.h"
#include "outputs/json.h"

typedef struct hub_writer {
    json_builder *json;
    const hub_study *study;
} hub_writer;

/* Ids of the candidates' connections. */
void hub_json_members(const hub_writer *w, const char *key, coalition members);
/* null beyond the last milestone. */
void hub_json_year(const hub_writer *w, const char *key, size_t y);

void hub_json_worth(const hub_writer *w);
void hub_json_membership(const hub_writer *w);
void hub_json_shares(const hub_writer *w);
void hub_json_statements(const hub_writer *w);
void hub_json_request(const hub_writer *w);

#endif
