#!/usr/bin/python3
"""parkplan beside other solvers on the same program, in one run.

Writes the linear program of a region, solves it with parkplan (whole numbers off, so that all
solve the same thing, and once with them) and with whatever of glpsol, clp and cbc is installed,
and prints rows, CPU seconds, wall seconds, peak memory, the objective and the ratio of CPU
seconds to parkplan's. Timings on a shared machine are noisy; ratios measured side by side less so.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


def measured(command):
    """Runs a command; its output, CPU seconds, wall seconds and peak memory in MB."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, code, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        out.seek(0)
        text = out.read()
    return text, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024.0, code


def found(pattern, text):
    hits = re.findall(pattern, text)
    return float(hits[-1]) if hits else None


SOLVERS = [
    ("glpsol", lambda lp: ["glpsol", "--freemps", lp, "--nomip"], r"obj =\s*([-+.\deE]+) inf"),
    ("clp", lambda lp: ["clp", lp, "-dualsimplex"], r"Optimal objective\s+([-+.\deE]+)"),
    ("cbc", lambda lp: ["cbc", lp, "-initialSolve"], r"Optimal objective\s+([-+.\deE]+)"),
]


def plan(program, region, folder, options):
    path = os.path.join(folder, "plan.json")
    command = [program, "plan", region, "-o", path, "--time-limit", "600"] + options
    text, cpu, wall, memory, code = measured(command)
    if not os.path.exists(path):
        sys.exit(text)
    with open(path, encoding="utf-8") as file:
        certificate = json.load(file)["certificate"]
    return certificate, cpu, wall, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("region")
    parser.add_argument("--gap", default="0.01")
    arguments = parser.parse_args()
    row = "{:<22} {:>8} {:>9} {:>9} {:>8} {:>18} {:>9} {:>7}"
    print(row.format("program", "rows", "CPU s", "wall s", "MB", "objective EUR", "gap", "ratio"))
    with tempfile.TemporaryDirectory() as folder:
        lp = os.path.join(folder, "region.mps")
        proof, own_cpu, wall, memory = plan(arguments.program, arguments.region, folder,
                                            ["--relax", "--write-lp", lp])
        print(row.format("parkplan --relax", proof["n_rows"], f"{own_cpu:.1f}", f"{wall:.1f}",
                         f"{memory:.0f}", f"{proof['objective_eur']:.0f}",
                         f"{proof['gap_frac']:.1e}", "1.00"))
        for name, command, objective in SOLVERS:
            if not shutil.which(name):
                print(f"{name:<22} not installed")
                continue
            text, cpu, wall, memory, _ = measured(command(lp))
            value = found(objective, text)
            # clp and cbc leave the constant of the objective out of what they print.
            shown = "?" if value is None else f"{value * 1000.0:.0f}"
            print(row.format(name, proof["n_rows"], f"{cpu:.1f}", f"{wall:.1f}", f"{memory:.0f}",
                             shown, "", f"{cpu / own_cpu:.2f}"))
        proof, cpu, wall, memory = plan(arguments.program, arguments.region, folder,
                                        ["--gap", arguments.gap])
        print(row.format("parkplan, whole", proof["n_rows"], f"{cpu:.1f}", f"{wall:.1f}",
                         f"{memory:.0f}", f"{proof['objective_eur']:.0f}",
                         f"{proof['gap_frac']:.1e}", f"{cpu / own_cpu:.2f}"))


if __name__ == "__main__":
    main()
