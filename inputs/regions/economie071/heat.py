"""Candidate heat nets: their sources, junctions and the pipes between them."""
import math

EARTH_KM = 6371.0
DETOUR = 1.3            # pipe over straight line
BASE_LOAD = .35         # of the peak, which a net carries; boilers do the coldest hours
PLACES = {"wl_west": (52.156, 4.468), "wl_oost": (52.153, 4.508),
          "voedingsindustrie": (52.139, 4.547), "afvalwater": (52.213, 4.423)}
# Pipes from place to place, in flow order.
WARMTELINQ = (("wl_west", "lbsp"), ("wl_west", "lbsp_oegstgeest"),
              ("wl_west", "rooseveltstraat"), ("wl_west", "wl_oost"), ("wl_oost", "roomburg"),
              ("wl_oost", "de_waard"), ("wl_oost", "baanderij"))
FOOD_INDUSTRY = (("voedingsindustrie", "grote_polder"), ("voedingsindustrie", "barrepolder"))
SEWAGE_WORKS = (("afvalwater", "t_heen"),)


def length_m(a, b):
    """Great-circle distance with a detour, whole 50 m."""
    (lat1, lon1), (lat2, lon2) = [tuple(map(math.radians, p)) for p in (a, b)]
    h = (math.sin((lat2 - lat1) / 2) ** 2 +
         math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return max(50, round(2 * EARTH_KM * 1000 * math.asin(math.sqrt(h)) * DETOUR / 50) * 50)


def place(name, parks):
    if name in PLACES:
        return PLACES[name]
    park = next(p for p in parks if p.id == name)
    return float(park.lat), float(park.lon)


def heat_kw(name, parks):
    return sum(c.heat_peak_kw for p in parks if p.id == name for c in p.connections)


def write_pipe(out, technology, start, end, kw, parks):
    a, b = place(start, parks), place(end, parks)
    to = end if end in PLACES else "park:" + end
    out.start("pipe", id=f"{start}_{end}", **{"from": start}, to=to, technology=technology,
              length_m=length_m(a, b), max_kw=round(kw, -2), source="EST", basis="estimate")
    out.table("point", [dict(lat=lat, lon=lon) for lat, lon in (a, b)])
    out.end()


def write_net(out, parks, pipes, technology, heat_source, **facts):
    """pipes: (from, to) pairs in flow order; heat_source: attributes of its element."""
    out.start("heat_net", connection_technology="heat_connection", owner="heat_company",
              payers="heat_company province", life_years=30, basis="estimate", **facts)
    out.element("source", **heat_source)
    ends = {b: [b] if b not in PLACES else [] for _, b in pipes}
    for a, b in reversed(pipes):        # which parks lie behind each pipe
        ends.setdefault(a, []).extend(ends[b])
    for a, b in pipes:
        write_pipe(out, technology, a, b, BASE_LOAD * sum(heat_kw(p, parks) for p in ends[b]), parks)
    out.end()


def write_heat_nets(out, parks):
    out.comment("Heat. Routes are straight lines with a detour of 1.3, between places read from a map: estimates.")
    out.start("heat_nets")
    out.comment("WarmtelinQ from Rotterdam: first heat was foreseen for 2027 [S68]; nothing newer is known, so 2028. What firms",
                "pay for heat is not known: 0.03 EUR/kWh where it meets the net of Leiden is an estimate, which pays for the",
                "source and the main pipe. The fixed cost is the heat exchanger (133 EUR/kW [S39]) and the branch. A net carries",
                "the base load, 35 % of the peak; boilers that stand there do the coldest hours.")
    write_net(out, parks, WARMTELINQ, "heat_pipe_ht",
              dict(id="wl_west", technology="residual_heat_ht", max_kw=9000, installed_kw=9000, available_from="2028",
                   price_eur_per_kwh=.03, co2_kg_per_kwh=.03, source="S68", basis="estimate"),
              id="warmtelinq_leiden", name="WarmtelinQ, aftakking bedrijventerreinen", available_from="2028",
              fixed_cost_eur=2000000, operating_eur_per_year=60000, temperature="HT", diversity_frac=.9,
              source="S68")
    out.comment("Residual heat of the food industry in Zoeterwoude, raised by a central heat pump. That it could be had was an",
                "intention in 2016 [S49j]; its amount is an estimate. The electricity of the heat pump is in the price.")
    write_net(out, parks, FOOD_INDUSTRY, "heat_pipe_mt",
              dict(id="voedingsindustrie", technology="residual_heat_lt", max_kw=1700, available_from="2030",
                   source="S49j", basis="estimate"),
              id="restwarmte_zoeterwoude", name="Restwarmte Zoeterwoude", available_from="2030",
              fixed_cost_eur=600000, operating_eur_per_year=25000, temperature="MT", source="EST")
    out.comment("Heat from the sewage works beside 't Heen; that there are works is known [S49b], their heat is an estimate.")
    write_net(out, parks, SEWAGE_WORKS, "heat_pipe_lt",
              dict(id="afvalwater", technology="aquathermal", max_kw=3100, available_from="2030", source="S38",
                   basis="estimate"),
              id="aquathermie_katwijk", name="Aquathermie Katwijk", available_from="2030",
              fixed_cost_eur=500000, operating_eur_per_year=25000, temperature="LT", source="EST")
    out.end()
