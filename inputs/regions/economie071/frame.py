"""What is not about one park: money, tariffs, hubs, programme, funds, targets, scenarios, sources."""
import csv
import math
from pathlib import Path

from year import COLD_PEAK_DAYS

ESTIMATE = {"source": "EST", "basis": "estimate"}
PROFILE_FACTS = {  # unit, source, basis
    "el_building": ("per_mean", "S38", "estimate"),
    "el_lab": ("per_mean", "EST", "estimate"),
    "el_cold_store": ("per_mean", "EST", "estimate"),
    "el_night_logistics": ("per_mean", "EST", "estimate"),
    "el_early_logistics": ("per_mean", "EST", "estimate"),
    "heat_building": ("per_mean", "S38", "published"),
    "truck_van": ("per_mean", "S38", "published"),
    "dayahead": ("per_mean", "EST", "estimate"),
    "pv_availability": ("frac", "S38", "estimate"),
    "wind_availability": ("frac", "S38", "estimate"),
    "solar_heat": ("frac", "EST", "estimate"),
    "cop_air": ("ratio", "S38", "published"),
}
# Where the battery of a hub stands.
SHARED_BATTERY_BEHIND = ("gp_cold_store_b", "lb_pilot_plant_c", "bv_cold_store_b")
DEAREST_KW_EUR_PER_YEAR = 47.88 + 12 * 6.24     # contract and monthly peaks on TS/MS
PRICE_EUR_PER_KWH = .087
# Part of the CO2 of today that may be left, per milestone; None: no target.
CO2_LEFT = (None, None, .45, .30, .30)


def write_head(out):
    out.comment("The business parks of the Leiden region: Leiden, Leiderdorp, Oegstgeest, Katwijk, Voorschoten, Zoeterwoude.",
                "Written by inputs/regions/economie071/make_region.py: change its tables, not this file.",
                "",
                "Every figure carries a source key and a basis; docs/sources.md lists the keys and derives the estimates.",
                "Most figures are ESTIMATES: of the parks little more than name, place and kind is public, of the stations no kW.",
                "Left out: the brewery in Zoeterwoude itself (a connection of its own kind), greenhouses, plots not yet built",
                "(A4 in Leiderdorp, Oostvliet, Valkenburg), process heat and cold, homes behind the same stations.",
                "Gas is counted in kWh of upper heating value.")


def shed_eur_per_kwh(calendar):
    """One step without a kW on every design day costs more than the dearest kW of contract and peaks,
    which count the quarter-hour."""
    quarter_hour, _ = calendar.quarter_hour_factors()
    return math.ceil(1.02 * quarter_hour * DEAREST_KW_EUR_PER_YEAR / (COLD_PEAK_DAYS * calendar.step_h))


def write_money(out, calendar):
    out.start("trades")
    out.comment("Installers for these parks: 13, 9 and 4 people of 44 weeks, growing by about 3 % a year: an estimate.")
    out.table("trade", [
        dict(id="electrician", weeks_per_year=[580, 600, 640, 740, 850], **ESTIMATE),
        dict(id="installer_heat", weeks_per_year=[400, 410, 440, 510, 590], **ESTIMATE),
        dict(id="civil", weeks_per_year=[180, 185, 195, 230, 260], **ESTIMATE)])
    out.end()
    out.blank()
    out.comment("Prices: day-ahead mean of 2025 [S81], gas of 2025 [S35], kept level. Energy tax of 2026. CO2 of electricity from",
                "0.27 kg/kWh in 2025 in a straight line to 0.10 in 2035 (estimate of policy), of gas 1.788 kg/m3 over 9.77 kWh/m3.")
    out.start("carriers", co2_price_eur_per_t=85, source="S38", basis="published")
    out.start("carrier", id="electricity", network=True, price_eur_per_kwh=PRICE_EUR_PER_KWH, price_profile="dayahead",
              export_price_eur_per_kwh=round(PRICE_EUR_PER_KWH * calendar.feed_in_price()[0], 5), export_price_profile="dayahead_in_sun",
              supplier_margin_eur_per_kwh=.015, feed_in_fee_eur_per_kwh=.01,
              co2_kg_per_kwh=[.236, .219, .185, .10, .10], source="S81", basis="estimate")
    tax = dict(source="S35", basis="published")
    out.table("energy_tax", [dict(up_to_mwh=10, rate_eur_per_kwh=.09161, **tax),
                             dict(up_to_mwh=50, rate_eur_per_kwh=.06671, **tax),
                             dict(up_to_mwh=10000, rate_eur_per_kwh=.03735, **tax),
                             dict(rate_eur_per_kwh=.00379, **tax)])
    out.end()
    out.start("carrier", id="gas", network=True, price_eur_per_kwh=.0407,
              co2_kg_per_kwh=.183, source="S35", basis="published")
    # EUR/m3 and m3 of the tax table over 9.77 kWh/m3.
    out.table("energy_tax", [dict(up_to_mwh=1661, rate_eur_per_kwh=.06148, **tax),
                             dict(up_to_mwh=9770, rate_eur_per_kwh=.03386, **tax),
                             dict(up_to_mwh=97700, rate_eur_per_kwh=.0219, **tax),
                             dict(rate_eur_per_kwh=.00544, **tax)])
    out.end()
    out.element("carrier", id="heat", network=False, **ESTIMATE)
    out.end()
    out.blank()
    out.comment("What does not fit. A step without a kW on the three design days costs more than a kW does in a year; refused growth costs",
                "about three times the electricity it would use; the grid at 1,304 EUR/kW (MV, transformer, HV) over 40 years.")
    out.element("recourse", shed_eur_per_kwh=shed_eur_per_kwh(calendar), refused_growth_eur_per_kwh=.5, surplus_eur_per_kwh=.001,
                grid_cost_eur_per_kw_year=50, **ESTIMATE)
    out.blank()
    out.comment("Transport tariffs of 2026 without VAT. The standing charge does not hold the periodic connection fee.")
    out.start("tariffs")
    facts = dict(source="S35", basis="published")
    out.table("tariff", [
        dict(id="ls_2026", level="ls", fixed_eur_per_year=18, contract_eur_per_kw_year=17.88,
             peak_eur_per_kw_month=0, energy_eur_per_kwh=.0806, energy_low_eur_per_kwh=.043,
             low_window="23-07", **facts),
        dict(id="ms_ls_2026", level="ms_ls", fixed_eur_per_year=441, contract_eur_per_kw_year=44.88,
             peak_eur_per_kw_month=3.57, energy_eur_per_kwh=.0226, **facts),
        dict(id="ms_2026", level="ms", fixed_eur_per_year=441, contract_eur_per_kw_year=27.48,
             peak_eur_per_kw_month=3.57, energy_eur_per_kwh=.0226, **facts),
        dict(id="ts_ms_2026", level="ts_ms", fixed_eur_per_year=2760, contract_eur_per_kw_year=47.88,
             peak_eur_per_kw_month=6.24, energy_eur_per_kwh=0, **facts)])
    out.end()
    out.blank()


def write_catalogue(out):
    out.comment("The built-in measures; batteries get cheaper on the way to the 2030 scenario of [S31].")
    out.start("catalogue", href="nl-2026")
    out.element("technology", id="battery", kind="storage", theme="insight_and_control", name_nl="Batterij",
                name_en="Battery", carrier="electricity", hours=2, efficiency_in_frac=.938,
                efficiency_out_frac=.938, loss_frac_per_h=.0001, usable_frac=.9,
                investment_eur_per_unit=[740, 660, 500, 500, 500], fixed_investment_eur=15000,
                operating_frac_of_investment_per_year=.015, life_years=15, typical_size=250, min_size=25,
                lead_years=1, owner="company", payers="company cooperative", needs_ems=True,
                counts_as_adoption=True, trade="electrician", weeks_per_unit=.01,
                footprint_m2_per_unit=.1, source="S31", basis="estimate")
    out.end()
    out.blank()


def write_hubs(out, parks):
    out.comment("Hub candidates. Members carry roles; their figures are made up to be likely, and are estimates: some with half of",
                "their contract unused, others that want more than theirs. Start-up advice of 50,000 to 60,000 EUR [S71] and",
                "20,000 EUR for the central control; forming takes about two years [S33].")
    out.start("hubs")
    hubs = (("grote_polder_coop", "Energiecoöperatie Grote Polder", "grote_polder", "cooperative"),
            ("lbsp_hub", "Energiehub Bio Science Park", "lbsp", "foundation"),
            ("bloemen_hub", "Energiehub Veilingterrein Rijnsburg", "bloemenveiling", "cooperative"))
    for (hub, name, park_id, form), behind in zip(hubs, SHARED_BATTERY_BEHIND):
        members = [c for p in parks if p.id == park_id for c in p.connections if not c.aggregate]
        contracts = sum(c.contract_kw for c in members)
        out.start("hub", id=hub, name=name, legal_form=form, contract="group_transport", earliest_year="2028",
                  formation_cost_eur=75000, life_years=15, operating_cost_eur_per_year=12000,
                  operating_cost_eur_per_member_year=450, exchange_cap_kw=round(.5 * contracts, -1),
                  settlement="net", owner="cooperative", payers="cooperative province", source="S71", basis="estimate")
        out.table("member", [dict(connection=c.id, joins="may") for c in members])
        out.element("group_capacity", mode="sum", **ESTIMATE)
        out.element("potential", technology="battery", connection=behind, max=round(.5 * contracts, -2), **ESTIMATE)
        out.end()
    out.end()
    out.blank()


def write_policy(out, co2_today_t):
    out.comment("Desk, knowledge sharing, communication. Costs and effects are estimates: no public figure was found. At most one",
                "session in two months and two campaigns a year; the desk does the rest.")
    out.start("programme", base_adoption_frac_per_year=.04, **ESTIMATE)
    out.table("effort", [
        dict(id="desk", theme="energy_desk", name="Energietransitieloket", unit="fte",
             cost_eur_per_unit_year=100000, max=3, companies_per_unit_year=40, owner="municipality",
             payers="municipality", **ESTIMATE),
        dict(id="sessions", theme="knowledge_sharing", name="Kennisbijeenkomsten", unit="sessions_per_year",
             cost_eur_per_unit_year=5000, max=6, companies_per_unit_year=3, owner="municipality",
             payers="municipality", **ESTIMATE),
        dict(id="campaigns", theme="communication", name="Campagnes", unit="campaigns_per_year",
             cost_eur_per_unit_year=12500, max=2, companies_per_unit_year=6, owner="municipality",
             payers="municipality", **ESTIMATE)])
    out.end()
    out.blank()
    out.comment("Money. Budgets of municipalities and province are placeholders: none was found; a company pays freely.",
                "SPRILA: the amounts of 2024 for small firms, the region's part of the national budget of 2025 by hectares",
                "(0.4 %). EIA: cash value 40 % x 25.8 %. WIS: its conditions fit few parks, so a small part.")
    out.start("funds")
    out.table("fund", [
        dict(id="economie071", name="Economie071, regionaal programma", payer="municipality",
             themes="energy_desk knowledge_sharing communication insight_and_control",
             budget_eur=[200000, 500000, 1250000, 1000000, 2000000], **ESTIMATE),
        dict(id="laden_leiden", name="Gemeente Leiden, laden en warmte", payer="municipality", municipality="Leiden",
             themes="charging_infrastructure heat_nets", budget_eur=[50000, 200000, 500000, 500000, 500000], **ESTIMATE),
        dict(id="laden_katwijk", name="Gemeente Katwijk, laden en warmte", payer="municipality", municipality="Katwijk",
             themes="charging_infrastructure heat_nets", budget_eur=[40000, 150000, 400000, 400000, 400000], **ESTIMATE),
        dict(id="provincie_hubs", name="Provincie Zuid-Holland, energiehubs", payer="province",
             themes="energy_cooperatives", budget_eur=[60000, 150000, 150000, 0, 0], source="S93", basis="estimate"),
        dict(id="provincie_warmte", name="Provincie Zuid-Holland, warmtenetten", payer="province",
             themes="heat_nets", budget_eur=[0, 2000000, 4000000, 2000000, 0], **ESTIMATE)])
    out.table("subsidy", [
        dict(id="sprila_ac", name="SPRILA, wisselstroom", technologies="ac_22", eur_per_unit=904, **{"from": "2027"},
             until="2028", cap_eur_per_applicant_year=350000, budget_eur=[42000, 42000, 0, 0, 0], source="S84", basis="estimate"),
        dict(id="sprila_dc", name="SPRILA, gelijkstroom", technologies="dc_60 dc_150 truck_350", eur_per_unit=5279,
             **{"from": "2027"}, until="2028", cap_eur_per_applicant_year=350000,
             budget_eur=[133000, 133000, 0, 0, 0], source="S84", basis="estimate"),
        dict(id="eia", name="Energie-investeringsaftrek", technologies="heat_pump_air heat_pump_ground led_lighting",
             rate_frac=.103, **{"from": "2027"}, until="2034", source="S86", basis="estimate"),
        dict(id="wis", name="Warmtenetten Investeringssubsidie", technologies="heat_connection", rate_frac=.2,
             **{"from": "2027"}, until="2032", budget_eur=[0, 500000, 1000000, 0, 0], source="S90", basis="estimate")])
    out.end()
    out.blank()
    left = [("-" if part is None else round(part * co2_today_t, -2)) for part in CO2_LEFT]
    out.comment(f"Targets are a proposal, not policy. CO2 of today in this model: {co2_today_t:.0f} t a year, of which 45 % may be left",
                "in 2030 and 30 % from 2035 on, while the firms grow and drive electric: about what pays for itself, and a little more.")
    out.start("targets")
    out.table("target", [
        dict(id="co2", kind="co2", max_t_per_year=left, **ESTIMATE),
        dict(id="charging", kind="charging", min_frac=["-", "-", .8, .9, .9], **ESTIMATE),
        dict(id="renewable", kind="renewable", min_frac=["-", "-", .30, .40, .40], **ESTIMATE)])
    out.end()
    out.blank()


def write_scenarios(out):
    relief = "grid/station/reinforcement[starts-with(@id,'hazerswoude')]/@year"
    scenarios = (
        ("grid_relief_2028", "future", "Netverzwaring al in 2028", [("set", dict(select=relief, value="2028"))]),
        ("grid_relief_2035", "future", "Netverzwaring pas in 2035", [("set", dict(select=relief, value="2035"))]),
        ("high_electrification", "future", "Snelle elektrificatie",
         [("scale", dict(select="parks//fleet/@vehicles", by=1.4)),
          ("scale", dict(select="parks//demand[@carrier='electricity']/@growth_frac_per_year", by=1.5))]),
        ("warmtelinq_late", "future", "WarmtelinQ twee jaar later",
         [("set", dict(select="heat_nets/heat_net[@id='warmtelinq_leiden']/@available_from", value="2030")),
          ("set", dict(select="heat_nets/heat_net[@id='warmtelinq_leiden']/source/@available_from", value="2030"))]),
        ("no_hubs", "option", "Zonder energiehubs", [("remove", dict(select="hubs/hub"))]),
        ("no_heat_net", "option", "Zonder warmtenetten",
         [("remove", dict(select="heat_nets/heat_net"))]))
    out.start("scenarios")
    for i, kind, name, edits in scenarios:
        out.start("scenario", id=i, kind=kind, name=name)
        for tag, attributes in edits:
            out.element(tag, **attributes)
        out.end()
    out.end()
    out.blank()


def write_sources(out):
    out.start("sources")
    with open(Path(__file__).parent / "sources.csv", encoding="utf-8", newline="") as table:
        for r in csv.DictReader(table):
            out.element("source", id=r["id"], title=r["title"], url=r["url"] or None, year=r["year"] or None,
                        reliability=r["reliability"])
    out.end()
