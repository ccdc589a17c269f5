#!/usr/bin/python3
"""Rewrite a conformance case (a folder such as hub3) as regions of parkplan.

    hub3_to_region.py FOLDER OUTPUT_FOLDER

writes NAME_own.xml, NAME_own_none.xml, NAME_hub.xml and NAME_hub_none.xml: own contracts or one group
contract per station, with the options pv, battery and heat pump or with none. To be solved in the
private perspective. What of the region stands for which part of the problem:

  45 EUR/kW a year on K      the contract tariff, contract="free"
  own: K <= contract cap     import_cap_kw
  hub: K <= station's limit  a group capacity cut to that limit. Contracts play no part, so that each member's is as
                             large as its cable. A park alone at its station forms no group: its own contract is
                             cut to the limit
  flow within connection_kw  physical_cap_kw
  energy on the net exchange settlement="net"
  unserved at 3 EUR/kWh      unserved="hourly" and the price of shedding
  hp <= HP in kW electric    capacity_of="input", a COP profile on the output
"""
import csv
import json
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

COMMON = 'counts_as_adoption="false"'


def rows(path):
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def element(tag, close=True, **attributes):
    text = " ".join([tag] + [f"{k.rstrip('_')}={quoteattr(str(v))}" for k, v in attributes.items()])
    return f"<{text}/>" if close else f"<{text}>"


class Case:
    def __init__(self, folder):
        self.name = folder.name
        self.meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.days = rows(folder / "days.csv")
        self.parks = rows(folder / "parks.csv")
        self.stations = rows(folder / "stations.csv")
        self.profiles = rows(folder / "profiles.csv")
        periods = rows(folder / "periods.csv")
        if len(periods) != 1 or any(float(periods[0][k]) != 1 for k in
                                    ("years", "objective_weight", "el_growth", "price_factor")):
            raise SystemExit(f"{folder}: only one period of one year without growth can be converted")
        self.year = periods[0]["period"]


def calendar(case):
    yield element("calendar", False, step_h=1)
    for d in case.days:
        yield "  " + element("day", id=d["day"], days_per_year=d["days_per_year"],
                             workday="true" if d["weekday"] == "1" else "false")
    yield "  " + element("peak_group", id="year", months=12, days=" ".join(d["day"] for d in case.days))
    yield "</calendar>"


def profile(case, name, unit, column):
    yield "  " + element("profile", False, id=name, unit=unit)
    for d in case.days:
        values = " ".join(r[column] for r in case.profiles if r["day"] == d["day"])
        yield f'    <values day="{d["day"]}">{values}</values>'
    yield "  </profile>"


def profiles(case):
    yield "<profiles>"
    yield from profile(case, "pv", "frac", "pv_pu")
    yield from profile(case, "cop", "ratio", "cop")
    yield from profile(case, "import_price", "eur_per_kwh", "import_eur_kwh")
    yield from profile(case, "export_price", "eur_per_kwh", "export_eur_kwh")
    for p in case.parks:
        for use in ("el", "heat"):
            yield from profile(case, f"{use}_{p['park']}", "kw", f"{use}_{p['park']}")
    yield "</profiles>"


def money(case):
    meta = case.meta
    yield "<payers>"
    for payer in ("company", "cooperative", "municipality"):
        yield "  " + element("payer", id=payer, wacc_frac=0)
    yield "</payers>"
    yield "<carriers>"
    yield "  " + element("carrier", id="electricity", network="true", price_profile="import_price",
                         export_price_profile="export_price", co2_kg_per_kwh=meta["co2_grid_kg_kwh"])
    yield "  " + element("carrier", id="gas", network="true", price_eur_per_kwh=meta["gas_eur_kwh"],
                         co2_kg_per_kwh=meta["co2_gas_kg_kwh"])
    yield "  " + element("carrier", id="heat", network="false")
    yield "</carriers>"
    yield element("recourse", shed_eur_per_kwh=meta["voll_eur_kwh"], surplus_eur_per_kwh=0,
                  grid_cost_eur_per_kw_year=0)
    yield "<tariffs>"
    yield "  " + element("tariff", id="contract", level="ms",
                         contract_eur_per_kw_year=meta["contract_eur_kw_yr"])
    yield "</tariffs>"


def grid(case):
    yield "<grid>"
    for s in case.stations:
        yield "  " + element("station", id=s["station"], import_cap_kw=s["import_limit_kw"],
                             export_cap_kw=s["export_limit_kw"])
    yield "</grid>"


def catalogue(case):
    meta = case.meta
    yield "<catalogue>"
    yield f'  <technology id="pv" kind="source" carrier="electricity" profile="pv" must_take="false" renewable="true" needs_ems="false" annual_cost_eur_per_unit="{meta["pv_eur_kw_yr"]}" {COMMON}/>'
    yield (f'  <technology id="battery" kind="storage" carrier="electricity" hours="{meta["bat_hours"]}" '
           f'efficiency_in_frac="{meta["bat_eff_in"]}" efficiency_out_frac="{meta["bat_eff_out"]}" '
           f'loss_frac_per_h="{meta["bat_loss_per_h"]}" needs_ems="false" '
           f'annual_cost_eur_per_unit="{meta["bat_eur_kw_yr"]}" {COMMON}/>')
    yield f'  <technology id="heat_pump" kind="converter" input="electricity" capacity_of="input" annual_cost_eur_per_unit="{meta["hp_eur_kw_el_yr"]}" {COMMON}>'
    yield '    <output carrier="heat" profile="cop"/>'
    yield "  </technology>"
    yield f'  <technology id="gas_boiler" kind="converter" input="gas" capacity_of="output" annual_cost_eur_per_unit="0" {COMMON}>'
    yield f'    <output carrier="heat" ratio="{meta["boiler_eff"]}"/>'
    yield "  </technology>"
    yield "</catalogue>"


def neighbours(case, station):
    return [p for p in case.parks if p["station"] == station["station"]]


def without_contract(case, p):
    """A park of the hub mode, where the cable and the station are the only limits."""
    caps = [float(p["connection_kw"])] * 2
    station = next(s for s in case.stations if s["station"] == p["station"])
    if len(neighbours(case, station)) == 1:
        caps = [min(caps[0], float(station["import_limit_kw"])), min(caps[1], float(station["export_limit_kw"]))]
    return {**p, "contract_cap_kw": f"{caps[0]:g}", "export_cap_kw": f"{caps[1]:g}"}


def park(p, options):
    name = p["park"]
    yield "  " + element("park", False, id=name, municipality="made up", station=p["station"])
    yield "    " + element("connection", False, id=f"c_{name}", company=p["kind"],
                           import_cap_kw=p["contract_cap_kw"], export_cap_kw=p["export_cap_kw"],
                           physical_cap_kw=p["connection_kw"], tariff="contract", contract="free")
    for carrier, use in (("electricity", "el"), ("heat", "heat")):
        yield "      " + element("demand", carrier=carrier, profile=f"{use}_{name}")
    yield "      " + element("installed", technology="gas_boiler", capacity=p["boiler_kw_th"])
    if options:
        for technology, column in (("pv", "pv_max_kw"), ("battery", "bat_max_kw"), ("heat_pump", "hp_max_kw_el")):
            yield "      " + element("potential", technology=technology, max=p[column])
    yield "    </connection>"
    yield "  </park>"


def hub(case, s):
    yield "  " + element("hub", False, id=f"hub_{s['station']}", earliest_year=case.year,
                         formation_cost_eur=0, needs_ems="false", settlement="net", owner="company",
                         payers="company")
    for p in neighbours(case, s):
        yield "    " + element("member", connection=f"c_{p['park']}", joins="must")
    yield "    " + element("group_capacity", mode="sum", import_cap_kw=s["import_limit_kw"],
                           export_cap_kw=s["export_limit_kw"])
    yield "  </hub>"


def region(case, hubs, options):
    kind = "hub" if hubs else "own"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<!-- Conformance case {case.name}, {kind}{'' if options else ', no options'}: private perspective. Made by hub3_to_region.py. -->"
    yield element("region", False, xmlns="urn:parkplan:region:1",
                  id=f"{case.name}_{kind}{'' if options else '_none'}", price_year=case.year, unserved="hourly")
    body = [element("horizon", False, discount_rate_frac=0),
            "  " + element("milestone", year=case.year, duration_years=1), "</horizon>"]
    for part in (calendar, profiles, money, grid, catalogue):
        body += part(case)
    body.append("<parks>")
    for p in case.parks:
        body += park(without_contract(case, p) if hubs else p, options)
    body.append("</parks>")
    shared = [s for s in case.stations if len(neighbours(case, s)) > 1]
    if hubs and shared:
        body.append("<hubs>")
        for s in shared:
            body += hub(case, s)
        body.append("</hubs>")
    yield from ("  " + line for line in body)
    yield "</region>"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    case, target = Case(Path(sys.argv[1])), Path(sys.argv[2])
    for hubs in (False, True):
        for options in (True, False):
            name = f"{case.name}_{'hub' if hubs else 'own'}{'' if options else '_none'}.xml"
            text = "\n".join(region(case, hubs, options)) + "\n"
            (target / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
