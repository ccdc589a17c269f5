"""Measures of a plan that are too small to be sensible (docs/formulation.md, W6).

    check_slivers.py PLAN CATALOGUE REGION

Names every action below a tenth of the min_size of its technology; 1 when there is one.
"""
import json
import sys
import xml.etree.ElementTree as ElementTree

CRUMB_FRAC = 0.1


def least_sizes(files):
    """The last file that gives a technology a min_size has the say, as in a region."""
    sizes = {}
    for name in files:
        for element in ElementTree.parse(name).getroot().iter():
            if "min_size" in element.attrib and "id" in element.attrib:
                sizes[element.attrib["id"]] = float(element.attrib["min_size"])
    return sizes


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    sizes = least_sizes(sys.argv[2:])
    assert sizes, "no technology has a min_size"
    actions = [a for park in plan["parks"] for a in park["actions"] if a["technology"]]
    assert actions, "a plan without measures tells nothing"
    crumbs = [a for a in actions if a["amount"] < CRUMB_FRAC * sizes.get(a["technology"], 0.0)]
    for a in crumbs:
        print(f"{a['id']}: {a['amount']} {a['unit']}, the least is {sizes[a['technology']]}")
    return 1 if crumbs else 0


sys.exit(main())
