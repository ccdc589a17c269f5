#!/usr/bin/python3
"""parkplan beside other solvers on the same programs, in one run.

Generates regions, solves each with parkplan, with whole numbers off (--relax) and with them, and
solves the linear program that parkplan exports with whatever of glpsol, clp, cbc and highs is
installed. One line per run: CPU and wall seconds, peak memory, what the solver proves (bound), what
it found (objective), and its CPU seconds over those of parkplan on the same program (ratio).

Timings on a shared machine are noisy; ratios that are measured side by side less so. Memory below
that of this script (some 13 MB), from which the solvers are started, is not seen.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

RELAXED_GAP, WHOLE_GAP = 1e-4, 1e-3
GRACE_S = 60  # reading the program and writing the result are not in a solver's own limit
EUR_PER_UNIT = 1000.0  # the exported program counts in kEUR
SOLVER_TOLERANCE = 1e-6  # relative: how exact a solver's own optimum is

# Sizes beyond this are not exported: the file alone is over half a gigabyte, and no solver that
# takes the program as a whole has come to an end on S2.
EXPORTED = {"short": ("T1", "T2", "S1", "M1"), "long": ("T1", "T2", "S1", "M1", "S2")}
CASES = {
    "short": [("T1", 1), ("T1", 2), ("T2", 1), ("T2", 2), ("S1", 1), ("S1", 2), ("M1", 1),
              ("M1", 2), ("S2", 1)],
    "long": [("T1", 1), ("T1", 3), ("T2", 1), ("T2", 2), ("S1", 1), ("S1", 2), ("S1", 3),
             ("M1", 1), ("M1", 2), ("S2", 1), ("S2", 2), ("S3", 1), ("S4", 1), ("S5", 1)],
}
WHOLE_PROGRAM_SIZES = ("T1", "T2", "S1", "M1", "S2")  # larger ones need the decomposition
LIMIT_S = {"short": 120, "long": 900}

Solver = collections.namedtuple("Solver", "name whole command objective bound solved package")
Cost = collections.namedtuple("Cost", "cpu wall memory killed text")
Result = collections.namedtuple("Result", "objective bound state")

NUMBER = r"([-+]?[\d.]+(?:[eE][-+]?\d+)?)"

SOLVERS = [
    Solver("glpsol", False,
           lambda lp, s: ["glpsol", "--freemps", lp, "--nomip", "--tmlim", str(s)],
           r"obj =\s*" + NUMBER, None, "OPTIMAL LP SOLUTION FOUND", "glpk-utils"),
    Solver("clp", False, lambda lp, s: ["clp", lp, "-sec", str(s), "-dualsimplex"],
           r"Optimal objective\s+" + NUMBER, None, "Optimal objective", "coinor-clp"),
    Solver("highs", False,
           lambda lp, s: ["highs", "--solve_relaxation", "on", "--time_limit", str(s), lp],
           r"Objective value\s*:\s*" + NUMBER, None, r"Model status\s*:\s*Optimal", None),
    Solver("cbc", True,
           lambda lp, s: ["cbc", lp, "-sec", str(s), "-ratioGap", str(WHOLE_GAP), "-solve"],
           r"Objective value:\s+" + NUMBER, r"Lower bound:\s+" + NUMBER,
           "Optimal solution found", "coinor-cbc"),
    Solver("highs", True,
           lambda lp, s: ["highs", "--time_limit", str(s), "--options_file", highs_options(lp), lp],
           r"Primal bound\s+" + NUMBER, r"Dual bound\s+" + NUMBER, r"Status\s+Optimal", None),
]


def highs_options(lp):
    """highs takes the gap from a file only."""
    path = lp + ".options"
    with open(path, "w", encoding="ascii") as file:
        file.write(f"mip_rel_gap = {WHOLE_GAP}\n")
    return path


def measure(command, limit_s):
    """Runs a command, at most so long; what it cost and what it said."""
    started = time.monotonic()
    killed = threading.Event()
    with tempfile.TemporaryFile("w+", errors="replace") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT,
                                   stdin=subprocess.DEVNULL)
        timer = threading.Timer(limit_s, lambda: (killed.set(), process.kill()))
        timer.start()
        _, _, usage = os.wait4(process.pid, 0)
        timer.cancel()
        wall = time.monotonic() - started
        out.seek(0)
        text = out.read()
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024.0, killed.is_set(),
                text)


def last(pattern, text):
    hits = re.findall(pattern, text) if pattern else []
    return float(hits[-1]) * EUR_PER_UNIT if hits else None


# --- the table -------------------------------------------------------------------------------------

ROW = "{:<4} {:>4} {:<23} {:>8} {:>8} {:>8} {:>8} {:>6} {:>15} {:>15} {:>8} {:>7}  {}"


def show(*values):
    print(ROW.format(*values).rstrip(), flush=True)


def figure(value, form):
    return "" if value is None else format(value, form)


def gap(result):
    if result.objective is None or result.bound is None or result.objective == 0.0:
        return None
    return (result.objective - result.bound) / abs(result.objective)


def show_run(case, program, n_rows, n_columns, cost, result, ratio):
    show(*case, program, figure(n_rows, "d"), figure(n_columns, "d"), f"{cost.cpu:.2f}",
         f"{cost.wall:.2f}", f"{cost.memory:.0f}", figure(result.bound, ".0f"),
         figure(result.objective, ".0f"), figure(gap(result), ".1e"), figure(ratio, ".2f"),
         result.state)


def show_skipped(case, program, why):
    show(*case, program, "", "", "", "", "", "", "", "", "", why)


# --- parkplan --------------------------------------------------------------------------------------

def has_decomposition(program):
    text = subprocess.run([program, "--help"], stdout=subprocess.PIPE, check=True).stdout
    return re.search(rb"--method \S*\bdecomposed\b", text) is not None


def plan(arguments, region, folder, options):
    """Plans a region; cost, result and the certificate of the plan, None when there is no plan."""
    path = os.path.join(folder, "plan.json")
    if os.path.exists(path):
        os.remove(path)
    command = [arguments.program, "plan", region, "-o", path, "--time-limit",
               str(arguments.time_limit)] + options
    cost = measure(command, arguments.time_limit + GRACE_S)
    if not os.path.exists(path):
        state = "killed" if cost.killed else (cost.text.strip().splitlines() or ["failed"])[-1]
        return cost, Result(None, None, state[:60]), None
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    proof = document["certificate"]
    result = Result(proof["objective_eur"], proof["lower_bound_eur"], document["status"])
    return cost, result, proof


def methods(arguments, size):
    """Options by which parkplan solves a size; the first is the one that ratios compare with."""
    if not arguments.decomposed:
        return [[]] if size in WHOLE_PROGRAM_SIZES else []
    whole = [["--method", "whole"]] if size in WHOLE_PROGRAM_SIZES[:-1] else []
    return [["--method", "decomposed"]] + whole


def run_parkplan(arguments, case, region, folder, whole):
    """All methods on one region; cost, result and proof of the first, or None."""
    first = None
    target = WHOLE_GAP if whole else RELAXED_GAP
    options = ["--gap", str(target)] + ([] if whole else ["--relax"])
    for method in methods(arguments, case[0]):
        cost, result, proof = plan(arguments, region, folder, options + method)
        name = " ".join(["parkplan"] + method[1:] + ([] if whole else ["--relax"]))
        rows, columns = (proof["n_rows"], proof["n_columns"]) if proof else (None, None)
        first = first or (cost, result, proof)
        show_run(case, name, rows, columns, cost, result, cost.cpu / max(first[0].cpu, 0.01))
    return first


# --- the others ------------------------------------------------------------------------------------

def compare(result, own, target_gap):
    """Whether two answers can both be right: neither beats the other's bound."""
    if own is None or own.objective is None or result.objective is None:
        return "solved"
    tolerance = SOLVER_TOLERANCE * abs(own.objective)
    below = own.bound is not None and result.objective < own.bound - tolerance
    above = result.bound is not None and own.objective < result.bound - tolerance
    if below or above:
        return "CONTRADICTS parkplan"
    close = own.bound is not None and gap(own) <= target_gap
    return "agrees" if close else "solved, parkplan has a wider gap"


def answer(solver, cost, limit_s):
    """What a solver said; its state is left empty when it came to an end."""
    objective, bound = last(solver.objective, cost.text), last(solver.bound, cost.text)
    if re.search(solver.solved, cost.text) is not None:
        return Result(objective, bound or objective, "")  # without a word on it: its optimum
    state = "time limit" if cost.cpu >= 0.9 * limit_s or cost.killed else "failed"
    # The last objective of a simplex that was stopped is neither a plan nor a bound.
    return Result(objective, bound, state) if solver.whole else Result(None, None, state)


def run_solver(arguments, case, solver, lp, own):
    cost = measure(solver.command(lp, arguments.time_limit), arguments.time_limit + GRACE_S)
    name = solver.name + (", whole" if solver.whole else "")
    own_cost, own_result, proof = own if own else (None, None, None)
    rows, columns = (proof["n_rows"], proof["n_columns"]) if proof else (None, None)
    result = answer(solver, cost, arguments.time_limit)
    if not result.state:
        state = compare(result, own_result, WHOLE_GAP if solver.whole else RELAXED_GAP)
        result = result._replace(state=state)
    ratio = cost.cpu / max(own_cost.cpu, 0.01) if own_cost else None
    show_run(case, name, rows, columns, cost, result, ratio)
    return result.state.startswith("CONTRADICTS")


def export(arguments, region, folder):
    """The program as free MPS, with its whole numbers marked; None when it was not written."""
    lp = os.path.join(folder, "region.mps")
    if os.path.exists(lp):
        os.remove(lp)
    measure([arguments.program, "plan", region, "-o", os.path.join(folder, "export.json"),
             "--relax", "--time-limit", "0.001", "--write-lp", lp], arguments.time_limit + GRACE_S)
    return lp if os.path.exists(lp) else None


def run_others(arguments, case, lp, own, whole):
    """Every other solver of the one kind or the other; how many of them contradict parkplan."""
    return sum(run_solver(arguments, case, s, lp, own) for s in SOLVERS
               if s.whole == whole and shutil.which(s.name))


# --- cases -----------------------------------------------------------------------------------------

def generate(arguments, case, folder):
    region = os.path.join(folder, "region.xml")
    with open(region, "wb") as file:
        subprocess.run([arguments.generator, "--size", case[0], "--seed", str(case[1])],
                       stdout=file, check=True)
    return region


def run_case(arguments, case, folder):
    """How many answers contradict parkplan's."""
    region = generate(arguments, case, folder)
    exported = case[0] in EXPORTED[arguments.length]
    lp = export(arguments, region, folder) if exported else None
    if not methods(arguments, case[0]):
        show_skipped(case, "parkplan", "skipped: too large for one program, and this version has "
                     "no decomposition")
    n_wrong = 0
    for whole in (False, True):
        own = run_parkplan(arguments, case, region, folder, whole)
        n_wrong += run_others(arguments, case, lp, own, whole) if lp else 0
    if lp is None:
        show_skipped(case, "others", "failed: parkplan wrote no program" if exported else
                     "skipped: the program is not exported at this size")
    return n_wrong


def say_what_is_missing():
    missing = sorted({s.name for s in SOLVERS if not shutil.which(s.name)})
    packages = sorted({s.package for s in SOLVERS if s.package and not shutil.which(s.name)})
    if missing:
        print("not installed: " + ", ".join(missing))
    if packages:
        print("    sudo apt-get install -y " + " ".join(packages))
    if "highs" in missing:
        print("    highs is not in Debian 12; it takes part when it is on the PATH")


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/parkplan")
    parser.add_argument("--generator", default="build/bench/region_gen")
    parser.add_argument("--long", dest="length", action="store_const", const="long",
                        default="short", help="all sizes")
    parser.add_argument("--sizes", nargs="+", help="only these")
    parser.add_argument("--time-limit", type=int, help="seconds per run [120, with --long 900]")
    arguments = parser.parse_args()
    arguments.time_limit = arguments.time_limit or LIMIT_S[arguments.length]
    arguments.decomposed = has_decomposition(arguments.program)
    return arguments


def main():
    arguments = read_arguments()
    say_what_is_missing()
    print(f"at most {arguments.time_limit} s per run; gap {RELAXED_GAP:g} with --relax, "
          f"{WHOLE_GAP:g} with whole numbers; load {os.getloadavg()[0]:.1f} "
          f"on {os.cpu_count()} cores")
    show("size", "seed", "program", "rows", "columns", "CPU s", "wall s", "MB", "bound EUR",
         "objective EUR", "gap", "ratio", "state")
    n_wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES[arguments.length]:
            if not arguments.sizes or case[0] in arguments.sizes:
                n_wrong += run_case(arguments, case, folder)
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
