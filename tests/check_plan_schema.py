#!/usr/bin/python3
"""Check outputs/plan.schema.json, and plans against it, with Debian's python3-jsonschema.

    tests/check_plan_schema.py [PLAN.json ...]

Also checks what a schema cannot say: that every id that is referred to exists, and that lists
per milestone have one value for each. Prints every finding; ends with 1 when there is one.
"""
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

SCHEMA = Path(__file__).resolve().parent.parent / "outputs" / "plan.schema.json"


def schema_findings(node, path="schema"):
    """Each object is closed, and each field has a description."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            yield from schema_findings(item, f"{path}[{i}]")
    if not isinstance(node, dict):
        return
    if node.get("type") == "object":
        if node.get("additionalProperties") is not False:
            yield f"{path}: additionalProperties is not false"
        for name, field in node["properties"].items():
            if "description" not in field:
                yield f"{path}.{name}: has no description"
    for key, item in node.items():
        yield from schema_findings(item, f"{path}.{key}")


def lists_per_milestone(plan):
    for group in ("stations", "hubs", "heat_nets", "parks", "funds", "targets"):
        for thing in plan[group]:
            yield f"{group} {thing['id']}", [m["year"] for m in thing["milestones"]]
    for effort in plan["programme"]["efforts"]:
        yield f"effort {effort['id']}", [m["year"] for m in effort["milestones"]]
    yield "summary", [m["year"] for m in plan["summary"]["milestones"]]


def values_per_milestone(plan):
    for theme in plan["themes"]:
        yield f"kpi of {theme['id']}", theme["kpi"]["values"]
    for net in plan["heat_nets"]:
        for park in net["parks"]:
            yield f"heat net {net['id']}, park {park['park']}", park["delivered_mwh"]
        for source in net["sources"]:
            yield f"heat net {net['id']}, source {source['id']}", source["capacity_kw"]
        for pipe in net["pipes"]:
            yield f"heat net {net['id']}, pipe {pipe['id']}", pipe["peak_kw"]
            yield f"heat net {net['id']}, pipe {pipe['id']}", pipe["flow_mwh"]
    for park in plan["programme"]["parks"]:
        yield f"programme, park {park['park']}", park["companies_acting"]
        yield f"programme, park {park['park']}", park["companies_reached"]


def milestone_findings(plan):
    years = [m["year"] for m in plan["meta"]["milestones"]]
    for where, found in lists_per_milestone(plan):
        if found != years:
            yield f"{where}: milestones {found}, expected {years}"
    for where, values in values_per_milestone(plan):
        if len(values) != len(years):
            yield f"{where}: {len(values)} values, expected {len(years)}"


def curve_findings(plan):
    calendar = plan["meta"]["calendar"]
    shape = [calendar["n_steps"]] * len(calendar["days"])
    for curve in plan["curves"]:
        for key in ("before_kw", "after_kw"):
            if curve[key] is not None and [len(day) for day in curve[key]] != shape:
                yield f"curve {curve['kind']} {curve['id']} {curve['year']}: {key} has another shape"


def reference_findings(plan):
    actions = [a for park in plan["parks"] for a in park["actions"]] + plan["region_actions"]
    ids = [a["id"] for a in actions]
    if len(ids) != len(set(ids)):
        yield "two actions have the same id"
    in_themes = [i for theme in plan["themes"] for i in theme["actions"]]
    if sorted(in_themes) != sorted(ids):
        yield "the actions of the themes are not those of the parks and the region"
    for thing in plan["hubs"] + plan["heat_nets"]:
        for i in set(thing["actions"]) - set(ids):
            yield f"{thing['id']}: there is no action {i}"
    known = {"technology": {t["id"] for t in plan["technologies"]},
             "owner": {p["id"] for p in plan["payers"]} | {None}}
    for a in actions:
        if a["technology"] not in known["technology"] | {None}:
            yield f"{a['id']}: there is no technology {a['technology']}"
        if a["owner"] not in known["owner"]:
            yield f"{a['id']}: there is no payer {a['owner']}"


def plan_findings(validator, name):
    plan = json.loads(Path(name).read_text(encoding="utf-8"))
    found = False
    for error in validator.iter_errors(plan):
        found = True
        yield f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message}"
    if found:
        return
    for check in (milestone_findings, curve_findings, reference_findings):
        for finding in check(plan):
            yield f"{name}: {finding}"


def main():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    findings = list(schema_findings(schema))
    for name in sys.argv[1:]:
        findings += plan_findings(Draft202012Validator(schema), name)
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
