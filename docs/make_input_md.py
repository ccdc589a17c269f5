#!/usr/bin/env python3
"""Write docs/input.md from inputs/region.xsd and model/diag_codes.def:

    docs/make_input_md.py > docs/input.md

tests/test_input_doc.sh sees to it that the three stay in step.
"""
import os
import re
import xml.etree.ElementTree as ET

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
XS = "{http://www.w3.org/2001/XMLSchema}"

INTRO = """# The input: region.xml

This page is made by `docs/make_input_md.py` from `inputs/region.xsd` and `model/diag_codes.def`; change those, not this.
`parkplan template` prints a small region to start from, `parkplan schema region` the schema, and `parkplan check
region.xml` reports all findings in a file with their lines.

## Rules for the whole file

- The root is `<region xmlns="urn:parkplan:region:1">`. Encoding UTF-8 (UTF-16, ISO-8859-1, ISO-8859-15 and Windows-1252 are
  read too). No DTD, no entities beyond the five of XML, at most 64 MB. Elements of a region stand in any order.
- Units are in the names of attributes: kW, kWh, MWh, EUR, kg; `_frac` is a part of one, never a percentage. Power is the mean
  over a step and never negative. Money is in real euros of `price_year`, without VAT.
- Numbers have a decimal point and are finite: `0.5`, `-3`, `1e6`.
- A *list* has one value for all milestones, or one per milestone, separated by blanks. Where `-` is allowed it stands for
  "none" at that milestone.
- An *id* has letters, digits, `_`, `-` and `.`, at most 64. References between elements are by id.
- A *window* is a part of the day in hours: `17-06` runs past midnight, `07:30-18` starts at half past seven, `00-24` is all day.
- Every element with figures may carry `source` (a key of `<sources>`) and `basis` (`measured`, `published`,
  `estimate`). A figure that does not say so counts as an estimate and is listed in the plan as an assumption.
- Unknown elements and attributes are errors, and so are values outside their range.
- So that no file can exhaust the machine: at most 255 elements inside each other, 200 attributes in a tag, four million elements
  and attributes, 100 milestones, 1,000 days, 1,000 demands, fleets or potentials at a connection, 1,000 members of a hub or pipes of a
  net, and 50 million values in all profiles and rights together.

## Profiles and CSV files

A profile has values inside (`<values day="ID">`, one number per step, or 24 hourly or 96 quarter-hourly values that are averaged or
repeated to the steps), or in a CSV file (`href`, `column`). `day="all"` stands for every day that has no values of its own. `per_mean`
profiles are rescaled to a yearly mean of 1, so only their shape counts.

A CSV file stands beside or below the region file and is named by a relative path. Its first row names the columns, which
are separated by comma, semicolon or tab. A decimal comma is accepted unless the comma separates. It has one row per step of
each day, in the order of the calendar, or 24 or 96 per day. A *measured* year (`measured_href`) has 8,760 or 35,040 rows.

## Growth

`energy_mwh_per_year` with one value is the use in `price_year`; `growth_frac_per_year` makes it grow from that year. What is there
in the price year is existing demand; the rest is growth, which fits as a whole share or not at all. With a list, or with
`existing_mwh_per_year`, the values are the use per milestone, of which `existing_mwh_per_year` (without it the first value) is
existing. A use that falls takes its fall off the existing demand. With `unserved="hourly"` everything is existing.

## Catalogue and scenarios

`<catalogue href="nl-2026"/>` brings the built-in technologies, payers and sources. What the region gives with the same id takes their
place as a whole. A built-in technology that the region does not use, and whose carriers or profiles it does not have, is
left out; its trade limits only a region that has that trade.

A scenario is a list of edits, made in order before the file is read. `select` is XPath 1.0 from the region element, where names without
prefix are those of the region. `scale` multiplies every number of a list; whole numbers are rounded, half up. An edit that selects
nothing is an error. `parkplan check` reads the region as it is and once with each scenario.

## Elements
"""


def documentation(element, tag="documentation"):
    found = element.find(f"{XS}annotation/{XS}{tag}")
    return "" if found is None else found.text


class Schema:
    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.values = {t.get("name"): t for t in root.findall(f"{XS}simpleType")}
        self.elements = {t.get("name"): t for t in root.findall(f"{XS}complexType")}
        self.evidence = root.find(f"{XS}attributeGroup")

    def expected(self, name):
        t = self.values[name]
        inner = t.find(f"{XS}list")
        if inner is not None:
            return "list: " + self.expected(inner.get("itemType"))
        union = t.find(f"{XS}union")
        if union is not None:
            return self.expected(union.get("memberTypes").split()[0]) + ", or `-`"
        base = t.find(f"{XS}restriction").get("base")
        text = documentation(t)
        return f"number, {text}" if base == "xs:double" else text

    def content(self, t):
        model = t.find(f"{XS}all")
        if model is None:
            model = t.find(f"{XS}choice")
        return [] if model is None else [(e.get("name"), e.get("type")) for e in model]

    def attributes(self, t):
        holder = t.find(f"{XS}simpleContent/{XS}extension")
        holder = t if holder is None else holder
        return holder.findall(f"{XS}attribute"), holder.find(f"{XS}attributeGroup") is not None


def cell(text):
    return text.replace("|", "\\|")


def write_attributes(schema, attributes, evidence):
    print("\n| attribute | meaning | value | default |\n|---|---|---|---|")
    for a in attributes:
        default = "required" if a.get("use") == "required" else a.get("default", "")
        if default not in ("", "required"):
            default = f"`{default}`"
        print(f"| `{a.get('name')}` | {cell(documentation(a))} | "
              f"{cell(schema.expected(a.get('type')))} | {default} |")
    if evidence:
        print("| `source`, `basis` | where the figures come from | see above | |")


def write_element(schema, name, type_name, parent, done):
    if type_name in done:
        return
    done.add(type_name)
    t = schema.elements[type_name]
    print(f"\n### `<{name}>`" + (f" in `<{parent}>`" if parent else ""))
    print(f"\n{documentation(t)}\n\n```xml\n{documentation(t, 'appinfo')}\n```")
    children = schema.content(t)
    if children:
        print("\nHolds: " + ", ".join(f"`<{c}>`" for c, _ in children) + ".")
    extension = t.find(f"{XS}simpleContent/{XS}extension")
    if extension is not None:
        print(f"\nHolds a {schema.expected(extension.get('base'))}.")
    attributes, evidence = schema.attributes(t)
    if attributes or evidence:
        write_attributes(schema, attributes, evidence)
    for child, child_type in children:
        write_element(schema, child, child_type, name, done)


def write_codes(path):
    print("\n## Findings\n\nA finding reads `region.xml:41: error[P120]: what is wrong; what it has to be` with `--lang en`, and `fout[P120]` with the same in Dutch\nwithout. Codes keep their meaning.\n")
    print("| code | severity | about |\n|---|---|---|")
    pattern = re.compile(r'DIAG_CODE\(\w+,\s*"(P\d+)",\s*DIAG_(\w+),\s*"([^"]*)"\)')
    with open(path, encoding="utf-8") as f:
        for code, severity, text in pattern.findall(f.read()):
            print(f"| {code} | {severity.lower()} | {cell(text)} |")


def main():
    schema = Schema(os.path.join(TOP, "inputs/region.xsd"))
    print(INTRO, end="")
    write_element(schema, "region", "region", None, set())
    attributes = schema.evidence.findall(f"{XS}attribute")
    print("\n### `source` and `basis` on every element with figures")
    write_attributes(schema, attributes, False)
    write_codes(os.path.join(TOP, "model/diag_codes.def"))


if __name__ == "__main__":
    main()
