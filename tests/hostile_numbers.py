#!/usr/bin/python3
"""Regions with figures that are hard on a solver; each ends in a plan, or in a message.

    tests/hostile_numbers.py PARKPLAN [STRIDE [sample]]

Every STRIDE-th of the changes of a single figure is tried, and all of the others; of a sample, every
eighth, and what is small. A plan has to be
whole and verify has to accept it; what is refused gives findings and no file. Prints a line per kind
and each case that ends otherwise; ends with 1 when there is one.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FIGURE = re.compile(r'\b([a-z_0-9]+)="(-?[0-9][-0-9.e ]*)"')
NOT_FIGURES = {"version", "price_year", "year", "plan_year", "available_from", "earliest_year", "lat", "lon"}
EXTREMES = ["0", "1e-9", "1e9", "-1", "-1e9"]


def read(name):
    text = Path(name).read_text(encoding="utf-8")
    return re.sub(r"<!--.*?-->", "", text, flags=re.S)


def single_figures(text):
    """Each figure in turn becomes each extreme."""
    for found in FIGURE.finditer(text):
        if found[1] in NOT_FIGURES:
            continue
        for value in EXTREMES:
            yield f"{found[1]} at {found.start()} is {value}", text[:found.start(2)] + value + text[found.end(2):]


def changed(text, names, change):
    """All figures whose name matches, each number of a list by itself."""
    def one(found):
        if not re.search(names, found[1]) or found[1] in NOT_FIGURES:
            return found[0]
        return f'{found[1]}="{" ".join(v if v == "-" else change(float(v)) for v in found[2].split())}"'
    return FIGURE.sub(one, text)


def times(factor):
    return lambda value: f"{value * factor:.9g}"


def whole_regions(text):
    money, power = r"eur", r"_kw$|_mwh|capacity|^max$|_kwh_per"
    yield "zero costs", changed(text, money, lambda v: "0")
    yield "free energy", changed(text, r"price_eur|rate_eur|energy_eur|energy_low_eur|margin|fee", lambda v: "0")
    yield "negative prices", changed(text, r"^(export_)?price_eur", times(-1))
    yield "very negative prices", changed(text, r"^(export_)?price_eur", times(-1000))
    yield "negative costs", changed(text, money, times(-1))
    yield "no discounting", changed(text, "discount", lambda v: "0")
    yield "no money", changed(text, "budget", lambda v: "0")
    for exponent in (-9, -6, -3, 3, 6, 9):
        factor = 10.0 ** exponent
        yield f"costs times {factor:g}", changed(text, money, times(factor))
        yield f"power times {factor:g}", changed(text, power, times(factor))
        yield f"costs times {factor:g}, power times {1 / factor:g}", changed(
            changed(text, money, times(factor)), power, times(1 / factor))
    state = 1
    for seed in range(40):
        def spread(value):
            nonlocal state
            state = (state * 1103515245 + 12345 + seed) % 2**31
            return f"{value * 10.0 ** (state // 65536 % 11 - 9):.6g}" # 1e-9 to 10: above are limits
        yield f"each cost times another power of ten, {seed}", changed(text, money, spread)
        yield f"each figure times another power of ten, {seed}", changed(text, money + "|" + power, spread)


def shapes(n_connections):
    small = read("tests/regions/small.xml")
    connection = re.search(r"<connection.*?</connection>", small, flags=re.S)[0]
    one_hour = re.sub(r"<calendar.*?</calendar>", '<calendar step_h="1"><year hours="1"/></calendar>', small,
                      flags=re.S)
    one_step = re.sub(r"<calendar.*?</calendar>", '<calendar step_h="24"><day id="d" days_per_year="365"/>'
                      '<peak_group id="g" months="12" days="d"/></calendar>', small, flags=re.S)
    one_step = re.sub(r'<values day="all">[^<]*', '<values day="all">1', one_step)
    yield "no parks", re.sub(r"<parks>.*</parks>", "<parks/>", small, flags=re.S)
    yield "no park element", re.sub(r"<parks>.*</parks>", "", small, flags=re.S)
    yield "a park without connections", small.replace(connection, "")
    yield "a connection without anything", small.replace(
        connection, re.sub(r">.*", "/>", connection, count=1, flags=re.S))
    yield "no technologies", re.sub(r"<technology.*?/>|<potential.*?/>", "", small)
    yield "nothing but the root", re.sub(r"(<region[^>]*>).*(</region>)", r"\1\2", small, flags=re.S)
    yield "a year of one hour", re.sub(r'<values day="all">[^<]*', '<values day="all">1', one_hour)
    yield "one step", one_step
    yield "a milestone of a thousandth of a year", small.replace('duration_years="1"', 'duration_years="0.001"')
    many = "".join(connection.replace('id="bakery"', f'id="bakery_{k}"') for k in range(n_connections))
    yield f"{n_connections:,} connections on one park", small.replace(connection, many).replace(
        'import_cap_kw="1000" export_cap_kw="1000"', 'import_cap_kw="5e6" export_cap_kw="5e6"')
    yield f"{n_connections:,} connections that do not fit", small.replace(connection, many)


def outcome(parkplan, text, folder):
    """(plan, refused, or what is wrong)"""
    region, plan = folder / "region.xml", folder / "plan.json"
    for old in folder.iterdir():
        old.unlink()
    region.write_text(text, encoding="utf-8")
    try:
        run = subprocess.run([parkplan, "plan", region, "--time-limit", "20", "-o", plan], timeout=600,
                             capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        return "takes more than ten minutes"
    names = sorted(f.name for f in folder.iterdir())
    if run.returncode == 3:
        if names != ["region.xml"]:
            return f"refused, but there is {names}"
        return "refused" if "fout[P" in run.stderr else "refused without a finding"
    if run.returncode == 4 and "P802" in run.stderr and names == ["region.xml"]:
        return "refused" # stopped before there was any plan
    if run.returncode == 1 and "P801" in run.stderr and names == ["region.xml"]:
        return "refused" # limits that no plan can keep to: a boiler that makes nothing of its gas
    if run.returncode not in (0, 1, 4):
        return f"exit code {run.returncode}: {run.stderr[:300]}"
    if names != ["plan.certificate.json", "plan.json", "region.xml"]:
        return f"planned, but there is {names}: {run.stderr[:300]}"
    json.loads(plan.read_text(encoding="utf-8"), parse_constant=lambda word: 1 / 0)
    verify = subprocess.run([parkplan, "verify", region, plan, "--lang", "en"], capture_output=True, text=True,
                            check=False)
    if verify.returncode != 0:
        lines = [l for l in (verify.stdout + verify.stderr).splitlines() if l.strip()]
        return f"exit code {run.returncode}, but verify says {verify.returncode}: " + " | ".join(lines)[:700]
    return "plan"


def study_outcome(*command):
    """The same for hub and compare, of which there is nothing to verify but that it is whole."""
    def outcome_of(parkplan, text, folder):
        region, study = folder / "region.xml", folder / "study.json"
        for old in folder.iterdir():
            old.unlink()
        region.write_text(text, encoding="utf-8")
        try:
            run = subprocess.run([parkplan, command[0], region, *command[1:], "--time-limit", "5", "-o", study],
                                 timeout=600, capture_output=True, text=True, check=False)
        except subprocess.TimeoutExpired:
            return "takes more than ten minutes"
        there = study.exists()
        if sorted(f.name for f in folder.iterdir()) != (["region.xml", "study.json"] if there else ["region.xml"]):
            return "leaves other files"
        if there:
            json.loads(study.read_text(encoding="utf-8"), parse_constant=lambda word: 1 / 0)
        if run.returncode in (0, 1, 4) and there:
            return "plan"
        if run.returncode == 5 and not there and "fout[P800]" in run.stderr:
            return "refused" # docs/reliability.md, what is known and left
        if there or run.returncode not in (1, 3, 4) or not run.stderr.strip():
            return f"exit code {run.returncode}, {'a' if there else 'no'} file: {run.stderr[-300:]}"
        return "refused"
    return outcome_of


def try_all(kind, cases, parkplan, folder, outcome_of=outcome):
    counts, n_wrong = {"plan": 0, "refused": 0}, 0
    for name, text in cases:
        result = outcome_of(parkplan, text, folder)
        if result in counts:
            counts[result] += 1
        else:
            n_wrong += 1
            print(f"{kind}, {name}: {result}", flush=True)
    print(f"{kind:<34} {sum(counts.values()) + n_wrong:5} regions: {counts['plan']:5} end in a plan, "
          f"{counts['refused']:5} in a message", flush=True)
    if counts["plan"] == 0:
        print(f"{kind}: none ends in a plan, so nothing was tried")
        n_wrong += 1
    return n_wrong


def main():
    parkplan = sys.argv[1]
    stride = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sample = len(sys.argv) > 3
    template = read("inputs/template.xml")
    with tempfile.TemporaryDirectory() as folder:
        n_wrong = try_all("one figure changed", list(single_figures(template))[::stride], parkplan, Path(folder))
        n_wrong += try_all("many figures changed", list(whole_regions(template))[::8 if sample else 1], parkplan, Path(folder))
        n_wrong += try_all("empty, one hour, 10,000", shapes(100 if sample else 10000), parkplan, Path(folder))
        hub, futures = read("tests/regions/strained.xml"), read("tests/regions/futures.xml")
        hub = re.sub(r"<target .*?/>", "", hub) # they are without figures there
        unreachable = read("tests/regions/unreachable.xml")
        few = 8 * stride if sample else stride
        n_wrong += try_all("targets that cannot be met", list(single_figures(unreachable))[::few], parkplan,
                           Path(folder))
        n_wrong += try_all("hub", list(single_figures(hub))[::few] + list(whole_regions(hub))[::8 if sample else 1],
                           parkplan, Path(folder), study_outcome("hub", "--hub", "group"))
        n_wrong += try_all("compare, all parts", list(single_figures(futures))[::few]
                           + list(whole_regions(futures))[::8 if sample else 1], parkplan, Path(folder),
                           study_outcome("compare", "--parts", "all", "--jobs", "2"))
    return n_wrong > 0


if __name__ == "__main__":
    sys.exit(main())
