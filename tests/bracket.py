#!/usr/bin/python3
"""The decomposition against CBC, which solves the whole program, on generated regions.

bracket.py SIZE FIRST-SEED LAST-SEED: station by station and all as one, with whole numbers and without, what parkplan proves may not
exceed what CBC found, nor what parkplan found lie below what CBC proves; and without whole numbers
parkplan has to come within the gap that it was asked for. The program is in PARKPLAN, the build
folder in BUILD. Prints a line per run; ends with 1 when one does not hold.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("PARKPLAN", "build/parkplan")
GENERATOR = os.path.join(os.environ.get("BUILD", "build"), "bench/region_gen")
METHODS = ("decomposed", "joined")
GAP = 1e-3
TOLERANCE = 1e-6  # relative: how exact CBC's own optimum is
RELAXED_LIMIT_S = 60  # far more than it takes
WHOLE_LIMIT_S = 4  # bounds are good for something when they have to stop
CBC_LIMIT_S = 3  # likewise; it exceeds that
EUR_PER_UNIT = 1000.0  # the exported program counts in kEUR

Bounds = collections.namedtuple("Bounds", "lower upper")  # EUR, None where not known


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          stdin=subprocess.DEVNULL, universal_newlines=True).stdout


def plan(folder, method, relax):
    """Bounds of parkplan; writes the program that CBC gets."""
    path = os.path.join(folder, "plan.json")
    if os.path.exists(path):
        os.remove(path)
    limit = RELAXED_LIMIT_S if relax else WHOLE_LIMIT_S
    said = run([PROGRAM, "plan", os.path.join(folder, "region.xml"), "-o", path, "--method", method,
                "--gap", str(GAP), "--time-limit", str(limit), "--write-lp",
                os.path.join(folder, "region.mps")] + (["--relax"] if relax else []))
    if not os.path.exists(path):
        raise ValueError(f"no plan: {said}")
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    if document["status"] not in ("optimal", "within_gap", "stopped_at_limit"):
        raise ValueError(f"{document['status']}, though the generator's targets can be met")
    proof = document["certificate"]
    meets_targets = "[P802]" not in said  # else CBC has no such plan to compare with
    return Bounds(proof["lower_bound_eur"], proof["objective_eur"] if meets_targets else None)


def figure(pattern, text):
    found = re.search(pattern + r"\s+(-?[\d.]+(e[-+]?\d+)?)", text)
    return float(found.group(1)) * EUR_PER_UNIT if found else None


def solve(folder, relax):
    """Bounds of CBC."""
    program = ["cbc", os.path.join(folder, "region.mps")]
    if relax:
        optimum = figure(r"Optimal objective", run(program + ["-dualsimplex", "-initialSolve"]))
        return Bounds(optimum, optimum)
    said = run(program + ["-sec", str(CBC_LIMIT_S), "-ratioGap", "0", "-solve"])
    best = None if "No feasible solution found" in said else figure(r"Objective value:", said)
    optimal = "Optimal solution found" in said
    return Bounds(best if optimal else figure(r"Lower bound:", said), best)


def findings(ours, theirs, relax):
    if relax and theirs.lower is None:
        yield "CBC says nothing"
    exact = TOLERANCE * abs(ours.lower)
    if theirs.upper is not None and ours.lower > theirs.upper + exact:
        yield "proves more than CBC found"
    if None not in (theirs.lower, ours.upper) and ours.upper < theirs.lower - exact:
        yield "found less than CBC proves"
    if relax and (ours.upper is None or ours.upper - ours.lower > GAP * abs(ours.upper)):
        yield "is not within the gap"


def shown(bounds):
    return " .. ".join("?" if b is None else f"{b:.0f}" for b in bounds)


def compare(size, seed, relax, folder):
    """Whether all holds."""
    good, theirs = True, None
    for method in METHODS:
        case = f"{size} seed {seed} {method}, {'continuous' if relax else 'whole numbers'}"
        try:
            ours = plan(folder, method, relax)
            theirs = theirs or solve(folder, relax)
        except ValueError as trouble:
            print(f"{case}: {trouble}", flush=True)
            good = False
            continue
        wrong = list(findings(ours, theirs, relax))
        print(f"{case}: parkplan {shown(ours)}, cbc {shown(theirs)} {'; '.join(wrong) or 'ok'}",
              flush=True)
        good &= not wrong
    return good


def main():
    size, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    good = True
    for seed in range(first, last + 1):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "region.xml"), "wb") as file:
                subprocess.run([GENERATOR, "--size", size, "--seed", str(seed)], stdout=file,
                               check=True)
            for relax in (True, False):
                good &= compare(size, seed, relax, folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
