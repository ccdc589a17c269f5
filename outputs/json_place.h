/* outputs/json_place.h - where a value of a JSON file stands, in words.
 *
 * Written as in parks[de_waard].milestones[2030].plan.co2_t: an element of a list is called by its
 * id or its year where it has one, otherwise by its number. What is too long is cut.
 */
#ifndef OUTPUTS_JSON_PLACE_H
#define OUTPUTS_JSON_PLACE_H

#include "outputs/json_tree.h"

enum { JSON_PLACE_ROOM = 256 };

/* What people call a value: its id, its year, the key it stands under, or else its index. */
void json_place_name(const json_value *v, size_t index, char name[JSON_PLACE_ROOM]);

/* Adds the step from a list or an object to an element of it to place; index counts within a list.
 * The length of place before: cutting it there leads back. */
size_t json_place_enter(char place[JSON_PLACE_ROOM], const json_value *of,
                        const json_value *element, size_t index);

#endif
