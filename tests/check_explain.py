#!/usr/bin/env python3
"""Read what `parkplan explain` tells in Dutch, and compare it with the plan it tells of:

    tests/check_explain.py PARKPLAN PLAN.json

Figures are rounded for people, so each is compared within half of its last digit. Prints what is wrong
and ends with 1 when anything is.
"""
import json
import re
import subprocess
import sys

WIDTH = 100
NAME = slice(2, 38)
YEAR, MEASURE, AMOUNT, START, MONEY = slice(2, 8), slice(8, 51), slice(53, 75), slice(75, 85), slice(85, 100)
failed = []


def check(good, what):
    if not good:
        failed.append(what)


def explain(parkplan, path, *options):
    run = subprocess.run([parkplan, "explain", path, *options], capture_output=True, text=True)
    check(run.returncode == 0 and run.stderr == "", f"explain {options}: exit code {run.returncode}: {run.stderr}")
    lines = run.stdout.split("\n")
    check(max(len(line) for line in lines) <= WIDTH, f"explain {options}: a line is wider than {WIDTH} columns")
    check(all(line == line.rstrip() for line in lines), f"explain {options}: a line ends in blanks")
    return lines


def sections(lines):
    """{heading: its lines}; a heading is in capitals and at the margin."""
    found, heading = {}, None
    for line in lines:
        if line and line[0] != " ":
            heading = line
            found[heading] = []
        elif line:
            found[heading].append(line)
    return found


def is_figure(text, value):
    """Whether the Dutch figure is value, rounded to the digits it has."""
    text = text.strip().removeprefix("€ ")
    scale = 1e9 if "miljard" in text else 1e6 if "miljoen" in text else 1.0
    digits = re.match(r"-?[0-9.]+(?:,[0-9]+)?", text)
    if digits is None:
        return False
    decimals = len(digits[0].partition(",")[2])
    shown = float(digits[0].replace(".", "").replace(",", ".")) * scale
    # Amounts of money have three digits that count.
    step = scale * 10 ** -decimals
    if abs(shown) >= 1000 and scale == 1.0 and "€" not in text:
        step = max(step, 10 ** (len(str(int(abs(shown)))) - 3))
    return abs(shown - value) <= .501 * step + 1e-9


def named(lines):
    """[(name, what is said)] of lines that go on under their own margin."""
    found = []
    for line in lines:
        if line.startswith(("  (", "  Niet uitgezocht:")):
            break
        if line[NAME].strip():
            found.append((line[NAME].strip(), line[40:].strip()))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + " " + line.strip())
    return found


def names_of(plan):
    return {t["id"]: t["name_nl"] or t["name_en"] or t["id"] for t in plan["technologies"]}


def cut(name, width):
    return name if len(name) <= width else name[:width - 1] + "…"


def measures(park, names):
    """{name: its actions}, for technologies only."""
    found = {}
    for a in park["actions"]:
        if a["technology"] is not None:
            found.setdefault(names[a["technology"]], []).append(a)
    return found


def check_actions(park, lines, names):
    told, year = {}, None
    for line in lines[1:]:
        year = line[YEAR].strip() or year
        told[(int(year), line[MEASURE].strip())] = line
    for name, actions in measures(park, names).items():
        for when in {a["year"] for a in actions}:
            then = [a for a in actions if a["year"] == when]
            line = told.get((when, cut(name, 43)))
            if line is None:
                check(False, f"{park['id']}: {name} of {when} is not told")
                continue
            check(is_figure(line[AMOUNT], sum(a["amount"] for a in then)), f"{park['id']}: amount in {line}")
            check(int(line[START]) == min(a["start_year"] for a in then), f"{park['id']}: start in {line}")
            check(is_figure(line[MONEY], sum(a["investment_eur"] for a in then)), f"{park['id']}: money in {line}")


def check_money(said, low, high, what):
    money = re.findall(r"€ [0-9.,-]*[0-9](?: miljoen| miljard)?", said)
    check(bool(money) and is_figure(money[0], low) and is_figure(money[1] if " tot €" in said else money[0], high),
          f"{what}: {said}, in the plan {low} to {high}")


def check_why(plan, park, lines, names):
    told = dict(named(lines))
    missed = any(m["shortfall"] > 0 for t in plan["targets"] for m in t["milestones"])
    required = "zo dicht bij de doelen" if missed else "haalt geen enkel plan"
    for name, actions in measures(park, names).items():
        asked = [a["reason"] for a in actions if a["reason"] is not None]
        if not asked:
            check(cut(name, 36) not in told, f"{park['id']}: {name} has no reason in the plan")
            continue
        said = told.get(cut(name, 36), "")
        if any(r["impossible"] for r in asked):
            check(required in said, f"{park['id']}: {name} is required: {said}")
            continue
        most = max(asked, key=lambda r: r["without"]["cost_eur_to"])["without"]
        check_money(said, most["cost_eur_from"], most["cost_eur_to"], f"{park['id']}: why {name}")


def check_why_not(where, listed, lines, names):
    told = named(lines)
    check(len(told) == len(listed), f"{where}: {len(listed)} things are not chosen, {len(told)} told")
    for (name, said), wanted in zip(told, listed):
        if wanted["technology"] is not None and wanted["cable"] is None:
            check(name == cut(names[wanted["technology"]], 36), f"{where}: {name} instead of {wanted['technology']}")
        if wanted["lacks"] is not None:
            check("(wel met " in said and is_figure(said.split("(wel met ")[1], wanted["lacks"]["to"]), f"{where}: lacks: {said}")
        if wanted["break_even"] is not None:
            low, high = wanted["break_even"]["from_eur"], wanted["break_even"]["to_eur"]
            if wanted["break_even"]["kind"] == "extra_cost" and low <= -.5:
                around = high >= .5
                check(("niet uit te maken" in said.lower()) == around and ("duurder" in said) == around, f"{where}: {said}")
                low, high = (-low, high) if around else (-high, -low)
            check_money(said, low, high, f"{where}: why not {name}")
            if wanted["break_even"]["now_eur"] is not None:
                check(is_figure(said.split("(nu ")[1], wanted["break_even"]["now_eur"]), f"{where}: price now: {said}")


def check_payers(plan, park, lines):
    sums = {}
    for a in park["actions"]:
        for p in a["payments"]:
            sums[p["payer"]] = sums.get(p["payer"], 0) + p["eur"]
    told = dict(named(lines))
    for payer in plan["payers"]:
        total = sums.get(payer["id"], 0)
        if total >= .5:
            said = told.get(cut(payer["name_nl"] or payer["id"], 36), "")
            check(is_figure(said.split(":")[0], total), f"{park['id']}: {payer['id']} pays {total}: {said}")


def check_park(parkplan, path, plan, park, names):
    parts = sections(explain(parkplan, path, "--park", park["id"]))
    check("SITUATIE" in parts, f"{park['id']}: no situation")
    if park["actions"]:
        check_actions(park, parts["WAT ER GEBEURT, EN WANNEER"], names)
        check_why(plan, park, parts["WAAROM DIT"], names)
        check_payers(plan, park, parts.get("WIE BETAALT", []))
    check_why_not(park["id"], park["why_not"], parts.get("WAAROM DAT NIET", []), names)


def check_region(parkplan, path, plan, names):
    parts = sections(explain(parkplan, path))
    rows = [line.split()[0] for line in parts["TERREINEN"][1:]]
    check(rows == [cut(park["id"], 24) for park in plan["parks"]], f"parks that are listed: {rows}")
    for park, line in zip(plan["parks"], parts["TERREINEN"][1:]):
        check(int(line[77:85]) == len(park["actions"]), f"{park['id']}: actions in {line}")
        check(is_figure(line[85:], sum(a["investment_eur"] for a in park["actions"])), f"{park['id']}: {line}")
    check_why_not("region", plan["why_not"], parts.get("WAAROM DAT NIET", []), names)
    ranked = [limit for limit in plan["limits"] if limit["rank"] is not None]
    told = "\n".join(parts.get("WAAR MEER RUIMTE HET MEEST WAARD IS", []))
    check(told.count("waard") == min(5, len(ranked)), f"{len(ranked)} limits have a worth, told: {told}")


def main():
    parkplan, path = sys.argv[1:]
    plan = json.load(open(path))
    names = names_of(plan)
    check_region(parkplan, path, plan, names)
    for park in plan["parks"]:
        check_park(parkplan, path, plan, park, names)
        explain(parkplan, path, "--park", park["id"], "--lang", "en")
    for line in failed[:40]:
        print(line)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
