#!/usr/bin/python3
"""Doing nothing more serves in every milestone what is served today. Prints every breach; ends with 1.

    check_doing_nothing.py REGION.xml PLAN.json

- everyone who charges today can still charge: what stands today is replaced when it is worn;
- nothing of today's demand is shed: growth is refused before that.
"""
import json
import sys
import xml.etree.ElementTree as ET

NS = "{urn:parkplan:region:1}"
SHED_TOL_MWH = .01


def vehicles_today(root):
    return {park.get("id"): sum(float(f.get("existing_vehicles", 0)) for f in park.iter(NS + "fleet"))
            for park in root.iter(NS + "park")}


def main():
    today = vehicles_today(ET.parse(sys.argv[1]).getroot())
    with open(sys.argv[2], encoding="utf-8") as file:
        plan = json.load(file)
    breaches = []
    for park in plan["parks"]:
        for m in park["milestones"]:
            where = f"{park['id']} in {m['year']}"
            served = m["status_quo"]["charging"]["vehicles_served"]
            shed = m["status_quo"]["unserved"]["shed_mwh"]
            if served < today[park["id"]] - 1e-6:
                breaches.append(f"{where}: {served:.1f} vehicles charge, {today[park['id']]:.0f} do today")
            if shed > SHED_TOL_MWH:
                breaches.append(f"{where}: {shed:.3f} MWh is shed")
    print("\n".join(breaches))
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
