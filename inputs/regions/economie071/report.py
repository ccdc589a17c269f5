"""The sums of the region, for docs/sources.md and for the CO2 target."""
import math
from sites import MILESTONES, TRUCK_KWH_PER_DAY, VAN_KWH_PER_DAY

GRID_CO2_TODAY, GAS_CO2, BOILER_EFFICIENCY = .253, .183, .96


def fleet_mwh(c, y):
    return (c.vans[y] * VAN_KWH_PER_DAY + c.trucks[y] * TRUCK_KWH_PER_DAY) * .365


def co2_today_t(parks):
    """Of electricity and heat in 2026, without any measure beyond what stands there."""
    return sum((c.electricity_mwh + fleet_mwh(c, 0)) * GRID_CO2_TODAY +
               c.heat_mwh / BOILER_EFFICIENCY * GAS_CO2 for p in parks for c in p.connections)


def sums(parks, stations):
    connections = [c for p in parks for c in p.connections]
    lines = [f"parks {len(parks)}, connections {len(connections)}, companies {sum(p.companies for p in parks)}, "
             f"area {sum(p.area_ha for p in parks):.0f} ha"]
    electricity, heat = (sum(getattr(c, n) for c in connections) for n in ("electricity_mwh", "heat_mwh"))
    area = sum(p.area_ha for p in parks)
    lines.append(f"electricity {electricity / 1000:.1f} GWh ({electricity / area:.0f} MWh/ha), "
                 f"heat {heat / 1000:.1f} GWh ({heat / area:.0f} MWh/ha), CO2 today {co2_today_t(parks):.0f} t")
    for y, (year, _) in enumerate(((2026, 0),) + MILESTONES):
        lines.append(f"{year}: vans {sum(c.vans[y] for c in connections)}, trucks {sum(c.trucks[y] for c in connections)}, "
                     f"charging {sum(fleet_mwh(c, y) for c in connections) / 1000:.1f} GWh")
    lines.append(f"PV today {sum(c.pv_installed_kw for c in connections) / 1000:.1f} MW, "
                 f"roofs {sum(c.pv_max_kw for c in connections) / 1000:.0f} MW, "
                 f"peak heat {sum(c.heat_peak_kw for c in connections) / 1000:.0f} MW")
    for s in stations.all:
        lines.append(f"station {s.id}: load today {s.base_kw:.0f} kW, room {s.headroom * s.base_kw:.0f} kW")
    for p in parks:
        mwh = sum(c.electricity_mwh for c in p.connections)
        lines.append(f"park {p.id}: {mwh:.0f} MWh, peaks {math.ceil(sum(c.peak_kw for c in p.connections))} kW, "
                     f"contracts {sum(c.contract_kw for c in p.connections)} kW")
    return "\n".join(lines) + "\n"
