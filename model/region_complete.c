#include "model/region_complete.h"

status region_complete(region *r, arena *mem, diag_list *diags)
{
    status st = region_complete_assets(r, mem, diags);
    if (st == STATUS_OK)
        st = region_complete_stations(r, mem, diags);
    if (st == STATUS_OK)
        st = region_complete_routes(r, mem);
    if (st == STATUS_OK)
        st = region_complete_assumptions(r, mem);
    return st;
}
