#!/usr/bin/env python3
"""Read what `parkplan report` wrote back with readers that are not ours, and compare it with the plan:

    tests/check_report.py PARKPLAN PLAN.json FOLDER

Before that the plan gets names that would do harm if they were more than names. Prints what is
wrong and ends with 1 when anything is.
"""
import copy
import csv
import html.parser
import json
import math
import os
import random
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import check_explain

NAMES = ["<script>alert(1)</script>", '=HYPERLINK("http://x.example","y")', "@SUM(A1)", "Quote \" & | `b` [x](y)"]
failed = []


def check(good, what):
    if not good:
        failed.append(what)


def nearly(text, value):
    """A figure as it was written, against that of the plan: ten digits."""
    if value is None:
        return text == ""
    return text != "" and math.isclose(float(text), value, rel_tol=1e-9, abs_tol=1e-9)


def hostile(plan):
    """The same plan with harmful names."""
    plan = copy.deepcopy(plan)
    for i, thing in enumerate(plan["parks"] + plan["stations"] + plan["hubs"] + plan["heat_nets"]):
        thing["name"] = NAMES[i % len(NAMES)]
    plan["meta"]["region"]["name"] = NAMES[0]
    for i, hub in enumerate(plan["hubs"]):
        for k, member in enumerate(hub["members"]):
            member["company"] = NAMES[(i + k) % len(NAMES)]
    return plan


def report(parkplan, plan, target, *options):
    run = subprocess.run([parkplan, "report", plan, "-o", target, *options], capture_output=True, text=True)
    check(run.returncode == 0, f"report -o {target}: exit code {run.returncode}: {run.stderr}")
    check(run.stdout == "" and run.stderr == "", f"report -o {target} says: {run.stdout}{run.stderr}")


# --- what the tables have to hold, in the plan's own terms -------------------------------------------

def all_actions(plan):
    return [a for park in plan["parks"] for a in park["actions"]] + plan["region_actions"]


def state(prefix, of):
    flat = {"co2_t": of["co2_t"], "cost_eur": of["cost_eur"]}
    for part in ("grid", "heat", "charging", "unserved"):
        flat.update(of[part])
    return {prefix + key: value for key, value in flat.items()}


def reason(action):
    why = action["reason"]
    if why is None:
        return {"reason": None, "without_cost_eur_to": None}
    return {"reason": why["text_id"], "impossible_without": why["impossible"],
            "without_cost_eur_from": why["without"]["cost_eur_from"], "without_cost_eur_to": why["without"]["cost_eur_to"],
            "without_refused_growth_mwh": why["without"]["refused_growth_mwh"], "without_co2_t": why["without"]["co2_t"],
            "relieves": why["limit"] and why["limit"]["kind"]}


def expected(plan):
    years = [m["year"] for m in plan["meta"]["milestones"]]
    rows = {
        "years": [{k: v for k, v in m.items() if not isinstance(v, dict)} for m in plan["summary"]["milestones"]],
        "parks": [{"park": p["id"], "name": p["name"], "import_cap_kw": p["situation"]["import_cap_kw"],
                   "n_actions": len(p["actions"]),
                   "last_refused_growth_frac": p["milestones"][-1]["plan"]["unserved"]["refused_growth_frac"],
                   "last_status_quo_refused_growth_frac":
                       p["milestones"][-1]["status_quo"]["unserved"]["refused_growth_frac"],
                   "investment_eur": sum(a["investment_eur"] for a in p["actions"])} for p in plan["parks"]],
        "park_years": [{"park": p["id"], "year": m["year"], "wanted_growth_mwh": m["wanted_growth_mwh"],
                        **state("", m["plan"]), **state("status_quo_", m["status_quo"])}
                       for p in plan["parks"] for m in p["milestones"]],
        "actions": [{"action": a["id"], "park": a["park"], "year": a["year"], "amount": a["amount"],
                     "investment_eur": a["investment_eur"], "theme": a["theme"], "owner": a["owner"], **reason(a)}
                    for a in all_actions(plan)],
        "why_not": [{"park": park, "technology": w["technology"], "hub": w["hub"], "heat_net": w["heat_net"],
                     "stops": w["stops"], "unit": w["unit"],
                     **{k: (w["break_even"] or {}).get(k) for k in ("from_eur", "to_eur", "now_eur")},
                     **{"lacks_" + k: (w["lacks"] or {}).get(k) for k in ("from", "to")}}
                    for park, w in [(p["id"], w) for p in plan["parks"] for w in p["why_not"]]
                    + [(None, w) for w in plan["why_not"]]],
        "payments": [{"action": a["id"], "year": p["year"], "payer": p["payer"], "fund": p["fund"], "eur": p["eur"]}
                     for a in all_actions(plan) for p in a["payments"]],
        "hubs": [{"hub": h["id"], "name": h["name"], "decision": h["decision"], "year": h["year"]}
                 for h in plan["hubs"]],
        "hub_members": [{"hub": h["id"], "company": m["company"], "joined_year": m["joined_year"]}
                        for h in plan["hubs"] for m in h["members"]],
        "hub_years": [{"hub": h["id"], **m} for h in plan["hubs"] for m in h["milestones"]],
        "heat_net_years": [{"heat_net": n["id"], **m} for n in plan["heat_nets"] for m in n["milestones"]],
        "heat_net_parks": [{"heat_net": n["id"], "park": p["park"], "year": years[y], "delivered_mwh": v}
                           for n in plan["heat_nets"] for p in n["parks"] for y, v in enumerate(p["delivered_mwh"])],
        "heat_net_pipes": [{"heat_net": n["id"], "pipe": p["id"], "from": p["from"], "to": p["to"], "year": years[y],
                            "peak_kw": p["peak_kw"][y], "flow_mwh": v}
                           for n in plan["heat_nets"] for p in n["pipes"] for y, v in enumerate(p["flow_mwh"])],
        "municipalities": [{"municipality": m["id"], **{k: v for k, v in m.items() if k != "id"}}
                           for m in plan["summary"]["municipalities"]],
        "station_years": [{"station": s["id"], **m} for s in plan["stations"] for m in s["milestones"]],
        "theme_years": [{"theme": t["id"], "year": years[y], "kpi": v}
                        for t in plan["themes"] for y, v in enumerate(t["kpi"]["values"])],
        "curves": [{"kind": c["kind"], "id": c["id"], "year": c["year"], "day": d + 1, "step": t + 1, "after_kw": v,
                    "before_kw": None if c["before_kw"] is None else c["before_kw"][d][t], "limit_kw": c["limit_kw"]}
                   for c in plan["curves"] for d, day in enumerate(c["after_kw"]) for t, v in enumerate(day)],
        "limits": [{**{k: v for k, v in limit.items() if k != "worth_eur_per_unit"},
                    "worth_from": (limit["worth_eur_per_unit"] or {}).get("from"),
                    "worth_to": (limit["worth_eur_per_unit"] or {}).get("to")} for limit in plan["limits"]],
        "conflict": plan.get("repairs", {}).get("conflict", []),
        "ways_out": [{"way": n, "cost_eur": w["cost_eur"], **c}
                     for n, w in enumerate(plan.get("repairs", {}).get("ways", []), 1) for c in w["changes"]],
        "targets": [{"target": t["id"], **m} for t in plan["targets"] for m in t["milestones"] if m["limit"] is not None],
        "sources": [{"source": s["id"], "title": s["title"]} for s in plan["sources"]],
    }
    for row, m in zip(rows.setdefault("accounts", [{"year": y} for y in years]), plan["summary"]["milestones"]):
        row.update(m["account_eur"], cost_eur=m["cost_eur"])
        row.update({"status_quo_" + k: v for k, v in m["status_quo_account_eur"].items()})
    return rows


def same(got, want):
    """A cell of a table against a value of the plan; text may carry the guard against formulas."""
    if isinstance(want, bool):
        return got == str(want).lower()
    if isinstance(want, (int, float)):
        return nearly(got, want)
    return got == (want or "") or (got == "'" + (want or "") and want[0] in "=+-@\t\r")


# --- CSV ------------------------------------------------------------------------------------------------

def read_csv(path, dutch):
    raw = open(path, "rb").read()
    check(raw.startswith(b"\xef\xbb\xbf") == dutch, f"{path}: byte order mark")
    check(raw.endswith(b"\r\n"), f"{path}: the last line does not end")
    lines = raw.decode("utf-8-sig").split("\r\n")
    return list(csv.DictReader(lines[:-1], delimiter=";" if dutch else ",", strict=True))


def check_csv(plan, folder, dutch):
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    on_disk = {name for name in os.listdir(folder) if name.endswith(".csv")}
    check(on_disk == {r["path"] for r in package["resources"]}, f"{folder}: datapackage.json lists other files")
    tables = {}
    for resource in package["resources"]:
        rows = read_csv(os.path.join(folder, resource["path"]), dutch)
        fields = resource["schema"]["fields"]
        for row in rows:
            check(list(row) == [f["name"] for f in fields], f"{folder}: columns of {resource['name']}")
            for field in fields:
                text = row[field["name"]]
                if field["type"] == "number" and dutch:
                    check("." not in text, f"{resource['name']}: {text} has a decimal point")
                    text = row[field["name"]] = text.replace(",", ".")
                if text != "" and field["type"] in ("number", "integer", "year"):
                    float(text) if field["type"] == "number" else int(text)
                if field["type"] == "string":
                    check(text[:1] not in ("=", "+", "-", "@", "\t"), f"{resource['name']}: {text} is a formula")
        tables[resource["name"]] = rows
    check_keys(package, tables)
    for name, want in expected(plan).items():
        got = tables.get(name, [])
        check(len(got) == len(want), f"{folder}: {name} has {len(got)} rows, not {len(want)}")
        for row, wanted in zip(got, want):
            for key, value in wanted.items():
                if key in row:
                    check(same(row[key], value), f"{folder}: {name}.{key} is {row[key]}, in the plan {value}")
                else:
                    check(isinstance(value, (dict, list)) or key not in ("id", "year"), f"{name} lacks {key}")


def check_keys(package, tables):
    """Keys are unique, and what refers to a row finds it."""
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        if "primaryKey" in schema:
            keys = [row[schema["primaryKey"]] for row in tables[name]]
            check(len(keys) == len(set(keys)), f"{name}: {schema['primaryKey']} is not unique")
        for link in schema["foreignKeys"]:
            to = link["reference"]
            known = {row[to["fields"]] for row in tables[to["resource"]]} | {""}
            for row in tables[name]:
                check(row[link["fields"]] in known, f"{name}.{link['fields']}: no {row[link['fields']]} in {to['resource']}")


# --- GeoJSON ---------------------------------------------------------------------------------------------

def positions(geometry):
    if geometry is None:
        return []
    return [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]


def check_geojson(plan, path):
    whole = json.load(open(path))
    check(whole["type"] == "FeatureCollection" and set(whole) == {"type", "features"}, "members of the GeoJSON")
    features = {f["id"]: f for f in whole["features"]}
    check(len(features) == len(whole["features"]), "ids of the GeoJSON are not unique")
    for kind in ("parks", "stations"):
        places = {p["id"]: [p["lon"], p["lat"]] for p in plan["places"][kind]}
        for thing in plan[kind]:
            feature = features[f"{kind[:-1]}/{thing['id']}"]
            check(positions(feature["geometry"]) == [places[thing["id"]]] if thing["id"] in places
                  else feature["geometry"] is None, f"place of {thing['id']}")
            check(feature["properties"]["name"] == thing["name"], f"name of {thing['id']}")
            last = thing["milestones"][-1]
            figures = last["plan"]["grid"] if kind == "parks" else last
            check(feature["properties"]["peak_import_kw"] == figures["peak_import_kw"], f"peak of {thing['id']}")
    laid = {(a["heat_net"], a["pipe"]) for a in all_actions(plan) if a["pipe"]}
    for route in plan["places"]["pipes"]:
        feature = features["pipe/" + route["pipe"]]
        points = [[p["lon"], p["lat"]] for p in route["points"]]
        check(positions(feature["geometry"]) == (points if len(points) > 1 else []), f"route of {route['pipe']}")
        check(feature["properties"]["built"] == ((route["heat_net"], route["pipe"]) in laid), f"{route['pipe']} built")


# --- XLSX ------------------------------------------------------------------------------------------------

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_xlsx(path):
    """{name of sheet: {cell, such as "B2": value}}, straight from the XML; formulas by their value."""
    book = zipfile.ZipFile(path)
    shared = ["".join(t.text or "" for t in s.iter(MAIN + "t"))
              for s in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [s.get("name") for s in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    sheets, formulas = {}, 0
    for number, name in enumerate(names, 1):
        cells = {}
        for c in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(MAIN + "c"):
            value = c.find(MAIN + "v")
            if c.get("t") == "s":
                cells[c.get("r")] = shared[int(value.text)]
            elif value is not None:
                cells[c.get("r")] = float(value.text)
            formulas += c.find(MAIN + "f") is not None
        sheets[name] = cells
    check(len([n for n in book.namelist() if n.startswith("xl/charts/")]) >= 2, f"{path}: fewer than two charts")
    check(formulas > 0, f"{path}: no formulas")
    return sheets


def letter(column):
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def check_xlsx(plan, path, folder):
    """Each sheet of a table has the figures that its CSV has, which were compared with the plan."""
    sheets = read_xlsx(path)
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    compared = 0
    for resource in package["resources"]:
        cells = sheets.get(resource["title"])
        if cells is None:
            continue
        for r, row in enumerate(read_csv(os.path.join(folder, resource["path"]), False), 2):
            for c, (field, text) in enumerate(zip(resource["schema"]["fields"], row.values())):
                cell = cells.get(letter(c) + str(r))
                if field["type"] in ("number", "integer", "year"):
                    check(text == "" and cell is None or nearly(text, cell), f"{resource['title']}: {cell}, in CSV {text}")
                    compared += 1
                elif field["name"] in ("name", "company"):
                    check((cell or "") == text.removeprefix("'"), f"{resource['title']}: {cell}, in CSV {text}")
    check(compared > 100, f"{path}: only {compared} figures were compared")
    years = [m["year"] for m in plan["meta"]["milestones"]]
    payers = sheets["Betalers per jaar"]
    anything = any(a["payments"] for a in all_actions(plan))
    for r, payer in enumerate(plan["payers"], 2):
        for c, year in enumerate(years, 1):
            want = sum(p["eur"] for a in all_actions(plan) for p in a["payments"]
                       if p["payer"] == payer["id"] and p["year"] == year)
            check(not anything or math.isclose(payers[letter(c) + str(r)], want, rel_tol=1e-9, abs_tol=1e-6),
                  f"{payer['id']} pays {payers.get(letter(c) + str(r))} in {year}, in the plan {want}")


# --- Markdown --------------------------------------------------------------------------------------------

def shown_as(value, text):
    """Whether a Dutch figure is the value, rounded to the decimals that it shows."""
    text, scale = (text[:-1], 100) if text.endswith("%") else (text, 1)
    text = text.strip().replace(".", "")
    decimals = len(text.partition(",")[2])
    return abs(float(text.replace(",", ".")) - float(value) * scale) <= .5000001 * 10 ** -decimals


def markdown_tables(lines):
    """[(caption, head, rows)], cells without their escapes."""
    tables = []
    for line in lines:
        if line.startswith("| "):
            row = [re.sub(r"\\(.)", r"\1", c).strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            tables[-1][2].append(row) if tables and tables[-1][0] is None else tables.append([None, row, []])
        elif line.startswith(": "):
            tables[-1][0] = re.sub(r"\\(.)", r"\1", line[2:])
    return tables


def check_markdown(plan, path, folder):
    """Rows of each table against the CSV: the rows of a park are some of those, in their order."""
    lines = open(path, encoding="utf-8").read().split("\n")
    chapters = [line for line in lines if line.startswith("# ")]
    check(lines[0] == "---" and len(chapters) == 14, f"chapters: {chapters}")
    check(not any(re.search(r"(?<!\\)" + re.escape(name), line) for line in lines for name in NAMES[:3]),
          "a name is not escaped")
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    resources = {r["title"]: r for r in package["resources"]}
    figures, at = 0, {}
    for caption, head, rows in markdown_tables(lines):
        fields = resources[caption]["schema"]["fields"]
        source = read_csv(os.path.join(folder, resources[caption]["path"]), False)
        titles = {f["title"] + (f" ({f['unit']})" if f.get("unit") else ""): f for f in fields}
        check(set(head) <= set(titles), f"{caption}: no columns {set(head) - set(titles)}")
        start = at.get(caption, 0) if caption == "Acties" else 0
        at[caption] = start + len(rows)
        check(caption == "Acties" or len(rows) == len(source), f"{caption}: {len(rows)} rows, not {len(source)}")
        for row, want in zip(rows, source[start:]):
            for title, text in zip(head, row):
                field = titles[title]
                exact = want[field["name"]]
                if field["type"] in ("number", "integer", "year"):
                    good = text == exact if field["type"] == "year" or exact == "" else shown_as(exact, text)
                    check(good, f"document: {caption}, {title} is {text}, in CSV {exact}")
                    figures += 1
    check(figures > 100, f"only {figures} figures in the document were compared")
    for park in plan["parks"]:
        heading = [re.sub(r"\\(.)", r"\1", line[3:]) for line in lines if line.startswith("## ")]
        check(park["name"] in heading, f"the document has no section {park['name']}")


# --- why and why not ---------------------------------------------------------------------------------------

def check_why(parkplan, plan, path, folder):
    """What explain tells, whose figures tests/check_explain.py compares, stands in page and document too."""
    page = " ".join("".join(Page(open(os.path.join(folder, "plan.html"), encoding="utf-8").read()).text).split())
    document = open(os.path.join(folder, "plan.md"), encoding="utf-8").read()
    document = " ".join(re.sub(r"\\(.)", r"\1", document).split())
    told = 0
    for park in plan["parks"]:
        parts = check_explain.sections(check_explain.explain(parkplan, path, "--park", park["id"]))
        for heading in ("WAAROM DIT", "WAAROM DAT NIET"):
            for name, said in check_explain.named(parts.get(heading, [])):
                said = " ".join(said.split())
                check(said in page, f"the page lacks of {park['id']}, {name}: {said}")
                check(said in document, f"the document lacks of {park['id']}, {name}: {said}")
                told += 1
    asked = any(a["reason"] for p in plan["parks"] for a in p["actions"])
    check(told > 0 or not asked, f"only {told} sentences of why and why not")


# --- HTML ------------------------------------------------------------------------------------------------

class Page(html.parser.HTMLParser):
    """The tables of a page with the exact values of their cells, its scripts, links and loose text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tables, self.scripts, self.links, self.text, self.ids = [], [], [], [], [], []
        self.columns = self.row = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag not in ("meta", "link", "br", "input"):
            self.open.append(tag)
        for name in ("src", "href", "srcset", "action", "data"):
            if name in attributes:
                self.links.append(attributes[name])
        check(not any(name.startswith("on") for name in attributes), f"{tag} has a handler: {attributes}")
        if tag == "script":
            self.scripts.append(attributes.get("type", "script"))
        elif tag == "table":
            self.tables.append({"name": attributes.get("data-t"), "is": attributes.get("data-is"), "columns": [], "rows": []})
        elif tag == "tr" and "tbody" in self.open:
            self.tables[-1]["rows"].append([])
        elif tag in ("td", "th") and self.tables:
            if "tbody" in self.open:
                self.tables[-1]["rows"][-1].append([attributes.get("data-v"), ""])
            elif "data-c" in attributes:
                self.tables[-1]["columns"].append(attributes["data-c"])

    def handle_endtag(self, tag):
        check(self.open and self.open[-1] == tag, f"</{tag}> does not close {self.open[-1:]}")
        if self.open:
            self.open.pop()

    def handle_data(self, text):
        if "script" in self.open or "style" in self.open:
            return
        self.text.append(text)
        if ("td" in self.open or "th" in self.open) and "tbody" in self.open:
            self.tables[-1]["rows"][-1][-1][1] += text


def check_html_table(table, plan, key):
    """A table of the plan in the page, against what the tables have to hold."""
    want = [row for row in expected(plan)[table["name"]] if not table["is"] or row[key] == table["is"]]
    check(len(table["rows"]) == len(want), f"{table['name']} of {table['is']}: {len(table['rows'])} rows, not {len(want)}")
    for got, row in zip(table["rows"], want):
        for name, (exact, shown) in zip(table["columns"], got):
            value = row.get(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and exact is not None:
                check(nearly(exact, value), f"page: {table['name']}.{name} is {exact}, in the plan {value}")
                check(shown.strip() != "", f"page: {table['name']}.{name} shows nothing")
            elif name in ("year", "joined_year") and value is not None:
                check(shown == str(value), f"page: {table['name']}.{name} shows {shown}, in the plan {value}")


def check_html(plan, path):
    raw = open(path, encoding="utf-8").read()
    check(len(raw) < 3 << 20, f"the page has {len(raw)} bytes")
    page = Page(raw)
    check(page.open == [], f"the page leaves {page.open} open")
    check(len(page.ids) == len(set(page.ids)), "ids of the page are not unique")
    charts = raw.count('<figure class="chart">')
    check(page.scripts.count("script") == 3, f"the page has other scripts: {page.scripts}")
    check(page.scripts.count("application/json") - charts in (1, 2), "a chart without its figures, or more")
    outside = [link for link in page.links if not link.startswith("#") and link != "data:,"]
    check(outside == [], f"the page leads outside: {outside}")
    for link in page.links:
        check(link == "data:," or link[1:] in page.ids, f"{link} leads nowhere")
    words = "".join(page.text)
    for thing in plan["parks"] + plan["stations"] + plan["hubs"]:
        check(thing["name"] in words, f"the page lacks {thing['name']}")
    keys = {"park_years": "park", "actions": "park", "hub_years": "hub", "hub_members": "hub", "station_years": "station",
            "heat_net_years": "heat_net", "heat_net_parks": "heat_net", "heat_net_pipes": "heat_net"}
    for table in page.tables:
        if table["name"] in expected(plan):
            check_html_table(table, plan, keys.get(table["name"]))
    shown = {table["name"] for table in page.tables}
    check({"parks", "park_years", "years", "station_years", "limits"} <= shown, f"the page shows only {shown}")
    check(raw.count('<span lang="nl">') == raw.count('<span lang="en">') > 100, "the page is not in two languages")


# --- plans that something is wrong with ---------------------------------------------------------------------

DISTORTED, SEED = 15, 7


def places(value, path=()):
    """The path of everything in a plan."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield path + (key,)
        yield from places(item, path + (key,))


def distort(plan, dice):
    """The same plan with a few values of another kind, or none."""
    plan = copy.deepcopy(plan)
    for path in dice.sample(list(places(plan)), 10):
        try:
            inner = plan
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = dice.choice([None, "", "x" * 3000, -1e300, 1e18, [], {}, "\u20ac\u0000\n", True])
        except (KeyError, IndexError, TypeError):
            pass # what it was in is gone already
    return plan


def check_distorted(parkplan, plan, folder):
    """Shown as far as it goes, or refused; never the end of the program."""
    dice = random.Random(SEED)
    path = os.path.join(folder, "distorted.json")
    for number in range(DISTORTED):
        with open(path, "w") as out:
            json.dump(distort(plan, dice), out)
        targets = ("d.html", "d.md", "d.xlsx", "d.geojson", "d/")
        for target in targets if number < 2 else targets[:-1]: # forty files each time take long
            run = subprocess.run([parkplan, "report", path, "-o", os.path.join(folder, target)],
                                 capture_output=True, text=True)
            check(run.returncode in (0, 3), f"distorted plan {number} of seed {SEED}, {target}: exit code {run.returncode}")
            check("ERROR" not in run.stderr and "runtime error" not in run.stderr, f"{target}: {run.stderr[:300]}")
        for options in ([], ["--park", plan["parks"][0]["id"]]):
            run = subprocess.run([parkplan, "explain", path, *options], capture_output=True)
            check(run.returncode in (0, 3), f"distorted plan {number} of seed {SEED}, explain: exit code {run.returncode}")


def main():
    parkplan, source, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    plan = hostile(json.load(open(source)))
    path = os.path.join(folder, "plan.json")
    with open(path, "w") as out:
        json.dump(plan, out)
    for name, dutch, options in (("csv", False, []), ("csv_nl", True, ["--csv-dialect", "nl"])):
        report(parkplan, path, os.path.join(folder, name) + "/", *options)
        check_csv(plan, os.path.join(folder, name), dutch)
    report(parkplan, path, os.path.join(folder, "plan.geojson"))
    check_geojson(plan, os.path.join(folder, "plan.geojson"))
    report(parkplan, path, os.path.join(folder, "plan.xlsx"))
    check_xlsx(plan, os.path.join(folder, "plan.xlsx"), os.path.join(folder, "csv"))
    report(parkplan, path, os.path.join(folder, "plan.md"))
    check_markdown(plan, os.path.join(folder, "plan.md"), os.path.join(folder, "csv"))
    report(parkplan, path, os.path.join(folder, "plan.html"))
    check_html(plan, os.path.join(folder, "plan.html"))
    check_why(parkplan, plan, path, folder)
    check_distorted(parkplan, plan, folder)
    for line in failed[:40]:
        print(line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
