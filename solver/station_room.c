/* More room at the station than its limits leave, for questions about them (E61). */
#include "solver/station_program_parts.h"

static bool has_room(const known_point *k, station_room room)
{
    return k->room.import <= room.import && k->room.export <= room.export;
}

void station_set_room(station_program *p, size_t y, station_room room)
{
    p->room[y] = room;
    unit_set_room(p->units[y], room);
    for (size_t k = 0; k < p->n_loaded; k++)
        if (p->cuts[k].y == y)
            lp_solver_set_row_bounds(
                p->outer, lp_rows(p->outer_base) + (int)k,
                p->cuts[k].cut.constant - station_room_keur(&p->cuts[k].cut, room), INFINITY);
    for (size_t k = 0; k < p->n_points; k++)
        if (p->points[k].y == y)
            lp_solver_set_bounds(p->inner, p->first_point + (int)k, 0.0,
                                 has_room(&p->points[k], room) ? 1.0 : 0.0);
}

station_room station_worth_of_room(const station_program *p, size_t y)
{
    station_room worth = {0.0, 0.0};
    for (size_t k = 0; k < p->n_loaded; k++) {
        const double dual = fmax(0.0, p->outer_y[lp_rows(p->outer_base) + (int)k]);
        if (p->cuts[k].y != y)
            continue;
        worth.import += dual * p->cuts[k].cut.worth.import;
        worth.export += dual * p->cuts[k].cut.worth.export;
    }
    return worth;
}
