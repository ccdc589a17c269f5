#!/usr/bin/python3
"""Write economie071.xml, the business parks of the Leiden region.

    make_region.py [--calendar coarse|full] [-o FILE] [--report]

Tables: parks.csv, members.csv and sites.py (parks), year.py (the hours of a year), frame.py (what
is not about one park). Method and sources: docs/sources.md. The same options give the same bytes.
The coarse calendar is for tests that want a quick region: tests/regions/economie071_coarse.xml.
--report prints the sums that docs/sources.md quotes in place of the region.
"""
import argparse
import sys

sys.dont_write_bytecode = True  # this folder travels inside the program: nothing else in it

import calendars  # noqa: E402
import frame  # noqa: E402
import report  # noqa: E402
from heat import write_heat_nets  # noqa: E402
from sites import MILESTONES, TRUCK_KWH_PER_DAY, VAN_KWH_PER_DAY, BOILER_OVER_PEAK, read_parks  # noqa: E402
from stations import Stations  # noqa: E402
from xml_text import Writer  # noqa: E402
from year import Year  # noqa: E402

ESTIMATE = {"source": "EST", "basis": "estimate"}
PROFILES = ("el_building", "el_lab", "el_cold_store", "el_night_logistics", "el_early_logistics",
            "heat_building", "truck_van", "dayahead", "pv_availability", "wind_availability",
            "solar_heat", "cop_air")


def write_demands(out, c):
    electricity = (dict(energy_mwh_per_year=c.electricity_plan_mwh, existing_mwh_per_year=c.electricity_mwh)
                   if c.electricity_plan_mwh else
                   dict(energy_mwh_per_year=c.electricity_mwh, growth_frac_per_year=c.kind.growth))
    out.table("demand", [
        dict(carrier="electricity", profile=c.profile, **electricity, source="S31", basis="estimate"),
        dict(carrier="heat", profile="heat_building", energy_mwh_per_year=c.heat_mwh, growth_frac_per_year=0,
             source="S53", basis="estimate")])


def write_fleets(out, c):
    fleets = [("van", c.vans, VAN_KWH_PER_DAY, 22, "17-07"), ("truck", c.trucks, TRUCK_KWH_PER_DAY, 250, "17-06")]
    rows = [{"class": name, "vehicles": v[1:], "existing_vehicles": v[0], "energy_kwh_per_vehicle_day": kwh,
             "vehicle_kw": kw, "profile": "truck_van", "window": window, "fallback_eur_per_kwh": .465,
             "fallback_co2_kg_per_kwh": .66, "source": "S58", "basis": "estimate"}
            for name, v, kwh, kw, window in fleets if v[-1] > 0]
    if rows:
        out.table("fleet", rows)


def installed(c):
    rows = [("gas_boiler", round(c.heat_peak_kw * BOILER_OVER_PEAK, -1) or 10, None)]
    if c.pv_installed_kw:
        rows.append(("pv_roof", c.pv_installed_kw, 2021))
    if c.points_today():
        # Without a year: replaced when worn, as boilers are, so that who charges today always can.
        rows.append(("ac_22", c.points_today(), None))
    return rows


def potentials(park, c):
    rows = [("pv_roof", max(c.pv_max_kw, c.pv_installed_kw)), ("ems_site", c.sites), ("ems_regional", c.sites),
            ("led_lighting", c.kind.led)]
    if c.battery:
        rows.append(("battery", round(.4 * c.contract_kw, -1)))
    if c.office_saving:
        rows.append(("insulation_office", c.office_saving))
    if c.hall_saving:
        rows.append(("insulation_hall", c.hall_saving))
    rows.append(("heat_pump_air", round(c.kind.heat_pump * c.heat_peak_kw, -1)))
    if c.aggregate and park.type == "campus":
        rows.append(("heat_pump_ground", round(.3 * c.heat_peak_kw, -1)))
    if c.aggregate and park.type == "retail":
        rows.append(("pv_carport", round(.02 * park.area_ha * 10000 / 6.25, -1)))
    return rows + [(charger, c.points_at_most(charger)) for charger in c.chargers]


def write_connection(out, park, c):
    common = dict(import_cap_kw=c.contract_kw, export_cap_kw=c.contract_kw, physical_cap_kw=c.physical_kw)
    if c.aggregate:
        out.start("connection", id=c.id, aggregate=True, sites=c.sites, coincidence_frac=c.coincidence,
                  **common, level="ms", **ESTIMATE)
        out.table("tariff_share", [dict(tariff=t, share_frac=share, **ESTIMATE) for t, share in c.kind.tariffs])
    else:
        out.start("connection", id=c.id, company=c.company, **common, tariff=c.tariff(), **ESTIMATE)
    if c.blocks:
        # What a block right costs at this operator is not known: the firm tariff less a third.
        out.element("right", kind="time_block", import_kw=round(.3 * c.contract_kw, -1),
                    contract_eur_per_kw_year=18.3, blocks=c.blocks, **ESTIMATE)
    write_demands(out, c)
    write_fleets(out, c)
    out.table("installed", [dict(technology=t, capacity=n, year=year, **ESTIMATE)
                            for t, n, year in installed(c)])
    out.table("potential", [dict(technology=t, max=n, **ESTIMATE) for t, n in potentials(park, c)])
    out.end()


def figure_note(park):
    """Which figures of the park were published, and after what the others were estimated."""
    said = [f"{what} {'published in' if basis == 'published' else 'estimated after'} [{source}]"
            for what, basis, source in (("Area", park.area_basis, park.area_source),
                                        ("companies", park.companies_basis, park.companies_source),
                                        ("PV of today", "estimate", park.pv_source)) if source]
    return f"{park.name}. " + "; ".join(said + ["the rest is our estimate." if said else "All figures are our estimates."])


def write_parks(out, parks):
    out.comment("Parks. One connection stands for all companies of a park that are not hub candidates (aggregate).",
                "Area, companies and place from the park table, loads from intensities per hectare by kind of park,",
                "contracts from the modelled peak of today: see docs/sources.md. Roles, not companies, in the hubs.")
    out.start("parks")
    for park in parks:
        out.blank()
        out.comment(figure_note(park))
        out.start("park", id=park.id, name=park.name, municipality=park.municipality, station=park.station,
                  area_ha=park.area_ha, free_area_m2=round(.02 * park.area_ha * 10000, -2),
                  companies=park.companies, lat=park.lat or None, lon=park.lon or None, **ESTIMATE)
        for c in park.connections:
            write_connection(out, park, c)
        out.end()
    out.end()


CALENDAR_COMMENT = {
    "coarse": (
        "COARSE: 3 typical days in steps of 6 h, so that the whole region is one program of some 23,600 rows. It gives a",
        "plan within 1 % of its lower bound (measured: 0.7 % societal, 0.4 % private) in about a minute on one core.",
        "make_region.py with the option calendar=full writes 12 days of 24 h. The factors hold the quarter-hour",
        "over the hour (1.10, group 1.05, estimates) and what a step of 6 h hides of the hourly peak."),
    "full": (
        "12 typical days of 24 h: workdays and weekends of the seasons, and the days that test the limits: the cold peak,",
        "winter workdays with least sun and wind, the hottest workdays, weekend days with most sun. The factors are the",
        "quarter-hour over the hour, of a connection and of a group (estimates). On design days no variable right is released.")}


def write_calendar(out, calendar):
    one, group = calendar.quarter_hour_factors()
    out.comment(*CALENDAR_COMMENT[calendar.name])
    out.start("calendar", step_h=calendar.step_h, quarter_hour_factor=round(one, 3),
              group_quarter_hour_factor=round(group, 3), **ESTIMATE)
    out.table("day", [dict(id=i, days_per_year=len(calendar.members[i]), workday=calendar.workday[i],
                           design=i in calendars.DESIGN_DAYS) for i in calendar.ids])
    out.table("peak_group", [dict(id=i, months=n, days=days) for i, n, days in calendar.groups])
    out.end()


def write_values(out, calendar, typical):
    for day in calendar.ids:
        out.text("values", " ".join(f"{v:.4f}" for v in typical[day]), day=day)


def write_profiles(out, calendar):
    out.comment("Profiles: means over the days that each typical day stands for. Method: docs/sources.md, Profiles.")
    out.start("profiles")
    for name in PROFILES:
        unit, source, basis = frame.PROFILE_FACTS[name]
        out.start("profile", id=name, unit=unit, source=source, basis=basis)
        write_values(out, calendar, calendar.typical(name))
        out.end()
    out.comment("The day-ahead price for feeding in: within a step, hours count by the sun in them.")
    out.start("profile", id="dayahead_in_sun", unit="per_mean", **ESTIMATE)
    write_values(out, calendar, calendar.feed_in_price()[1])
    out.end()
    out.end()


def write_region(calendar, parks, stations):
    out = Writer()
    frame.write_head(out)
    out.start("region", xmlns="urn:parkplan:region:1", id="economie071", name="Leidse regio", price_year="2026",
              contract_growth_after_relief=True, **ESTIMATE)
    out.start("horizon", plan_year="2027", discount_rate_frac=.0225, source="S83", basis="published")
    out.table("milestone", [dict(year=str(y), duration_years=n) for y, n in MILESTONES])
    out.end()
    out.blank()
    write_calendar(out, calendar)
    out.blank()
    write_profiles(out, calendar)
    out.blank()
    frame.write_money(out, calendar)
    stations.write(out)
    out.blank()
    frame.write_catalogue(out)
    write_parks(out, parks)
    out.blank()
    write_heat_nets(out, parks)
    out.blank()
    frame.write_hubs(out, parks)
    frame.write_policy(out, report.co2_today_t(parks))
    frame.write_scenarios(out)
    frame.write_sources(out)
    out.end()
    return out.document()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--calendar", choices=("coarse", "full"), default="full")
    options.add_argument("-o", "--output", help="file to write; without it standard output")
    options.add_argument("--report", action="store_true", help="print the sums of the region instead")
    chosen = options.parse_args()
    year = Year()
    calendar = getattr(calendars, chosen.calendar)(year)
    shapes = {name: calendar.typical(name) for name in PROFILES}
    parks = read_parks(calendar, shapes)
    stations = Stations(calendar, parks, shapes)
    text = (report.sums(parks, stations) if chosen.report else write_region(calendar, parks, stations))
    if chosen.output:
        with open(chosen.output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))


if __name__ == "__main__":
    main()
