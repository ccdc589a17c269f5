#!/usr/bin/python3
"""Hold the built-in data against what docs/sources.md promises. Prints every breach; ends with 1.

    check_sources.py REPORT_OUTPUT REGION_XML...

- docs/sources.md quotes the sums of the region that is built in;
- every source key, in an attribute or in brackets in a comment, stands in docs/sources.md, and in
  the <sources> of its file or the catalogue; no key is declared without being used;
- every element with a figure says its source and basis;
- per region: days and months add up, contracts carry today's peak, boilers the coldest day.
"""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
CATALOGUE = TOP / "inputs/catalogue/nl-2026.xml"
DOCUMENT = TOP / "docs/sources.md"
NS = "{urn:parkplan:region:1}"
FIGURES = {"horizon", "calendar", "profile", "payer", "trade", "carrier", "energy_tax", "recourse", "tariff",
           "station", "reinforcement", "technology", "park", "connection", "tariff_share", "right", "demand",
           "fleet", "installed", "potential", "heat_net", "pipe", "hub", "group_capacity", "programme",
           "effort", "fund", "subsidy", "target"}
BASES = {"measured", "published", "estimate"}
KEY = re.compile(r"\bS\d+[a-z]?\b")
breaches = []


def breach(text):
    breaches.append(text)


def documented_keys():
    return {row.split("|")[1].strip() for row in DOCUMENT.read_text(encoding="utf-8").splitlines()
            if re.match(r"\| (S\d+[a-z]?|EST) \|", row)}


def bracketed_keys(text):
    """Keys in [S01, S02] of comments and prose."""
    return {key for bracket in re.findall(r"\[([^\]]*)\]", text) for key in KEY.findall(bracket)}


def is_declaration(element, parent):
    return element.tag == NS + "source" and parent.tag == NS + "sources"


def check_elements(path, root):
    """Returns the keys in attributes and those that <sources> declares."""
    used, declared = set(), set()
    for parent in root.iter():
        for e in parent:
            name = e.tag.replace(NS, "")
            if is_declaration(e, parent):
                declared.add(e.get("id"))
                continue
            if e.get("source"):
                used.add(e.get("source"))
            wants = name in FIGURES or name == "source"
            if wants and not (e.get("source") and e.get("basis") in BASES):
                breach(f"{path.name}: {name} {e.get('id', e.get('technology', ''))} lacks source or basis")
    return used, declared


def check_keys(path, known):
    text = path.read_text(encoding="utf-8")
    used, declared = check_elements(path, ET.fromstring(text))
    used |= bracketed_keys(text)
    for key in sorted(used - known):
        breach(f"{path.name}: source {key} is not in docs/sources.md")
    return used, declared


def typical_values(root, profile):
    element = root.find(f".//{NS}profile[@id='{profile}']")
    return [[float(v) for v in day.text.split()] for day in element]


def check_sums(name, root):
    days = [float(d.get("days_per_year")) for d in root.iter(NS + "day")]
    if sum(days) != 365:
        breach(f"{name}: days sum to {sum(days)}")
    if sum(float(g.get("months")) for g in root.iter(NS + "peak_group")) != 12:
        breach(f"{name}: the months of the peak groups do not sum to 12")
    # Means over the days a typical day stands for keep the yearly sum.
    for profile, hours in (("pv_availability", 920), ("wind_availability", 2850), ("heat_building", 8760)):
        sums = [w * sum(v) * 24 / len(v) for w, v in zip(days, typical_values(root, profile))]
        if abs(sum(sums) - hours) > .002 * hours:
            breach(f"{name}: {profile} sums to {sum(sums):.1f} h, not {hours}")


def peak_kw(root, demand):
    """Highest mean over a step of what is asked today."""
    shape = typical_values(root, demand.get("profile"))
    today_mwh = demand.get("existing_mwh_per_year") or demand.get("energy_mwh_per_year")
    return float(today_mwh) / 8.76 * max(map(max, shape))


def check_connections(name, root):
    factor = float(root.find(NS + "calendar").get("quarter_hour_factor"))
    for c in root.iter(NS + "connection"):
        demands = {d.get("carrier"): d for d in c.findall(NS + "demand")}
        contract, cable = float(c.get("import_cap_kw")), float(c.get("physical_cap_kw"))
        if not factor * peak_kw(root, demands["electricity"]) <= contract <= cable:
            breach(f"{name}: contract of {c.get('id')} is below today's peak or above its cable")
        boiler = c.find(f"{NS}installed[@technology='gas_boiler']")
        if float(boiler.get("capacity")) < peak_kw(root, demands["heat"]):
            breach(f"{name}: the boiler of {c.get('id')} does not carry the coldest day")


def main():
    report = Path(sys.argv[1]).read_text(encoding="utf-8")
    if "```\n" + report + "```\n" not in DOCUMENT.read_text(encoding="utf-8"):
        breach("docs/sources.md does not quote the sums of make_region.py --report")
    known = documented_keys()
    for key in sorted(bracketed_keys(DOCUMENT.read_text(encoding="utf-8")) - known):
        breach(f"docs/sources.md: {key} is cited but not in the table")
    of_catalogue, in_catalogue = check_keys(CATALOGUE, known)
    for path in map(Path, sys.argv[2:]):
        used, declared = check_keys(path, known)
        for key in sorted(used - declared - in_catalogue):
            breach(f"{path.name}: source {key} is not declared")
        for key in sorted(declared - used):
            breach(f"{path.name}: source {key} is declared but not used")
        root = ET.parse(path).getroot()
        check_sums(path.name, root)
        check_connections(path.name, root)
    for key in sorted(of_catalogue ^ in_catalogue):
        breach(f"{CATALOGUE.name}: source {key} is used or declared, not both")
    print("\n".join(breaches) or "sources: all figures have one")
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
