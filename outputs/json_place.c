#include "outputs/json_place.h"

#include <stdio.h>
#include <string.h>

void json_place_name(const json_value *v, size_t index, char name[JSON_PLACE_ROOM])
{
    const char *id = json_string(json_member(v, "id"));
    const json_value *year = json_member(v, "year");
    if (id == NULL && json_is_number(year)) {
        snprintf(name, JSON_PLACE_ROOM, "%.0f", json_number(year));
        return;
    }
    if (id == NULL)
        id = json_key(v);
    if (id != NULL)
        snprintf(name, JSON_PLACE_ROOM, "%s", id);
    else
        snprintf(name, JSON_PLACE_ROOM, "%zu", index);
}

size_t json_place_enter(char place[JSON_PLACE_ROOM], const json_value *of,
                        const json_value *element, size_t index)
{
    const size_t used = strlen(place), room = JSON_PLACE_ROOM - used;
    char name[JSON_PLACE_ROOM];
    if (json_is_object(of)) {
        snprintf(place + used, room, "%s%s", used == 0 ? "" : ".", json_key(element));
    } else {
        json_place_name(element, index, name);
        snprintf(place + used, room, "[%s]", name);
    }
    return used;
}
