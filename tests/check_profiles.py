#!/usr/bin/python3
"""Is the year of the Leiden region likely? Prints every breach; ends with 1.

    check_profiles.py REGION.xml...

From the region files alone, against published figures and what everybody knows of a year; the keys
are those of docs/sources.md.
"""
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

NS = "{urn:parkplan:region:1}"
breaches = []


class Profiles:
    """values[profile][day]: what the region file says per step; weight[day]: days per year."""

    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.name = Path(path).name
        self.calendar = root.find(NS + "calendar")
        self.weight = {d.get("id"): float(d.get("days_per_year")) for d in root.iter(NS + "day")}
        self.values = {p.get("id"): {v.get("day"): [float(x) for x in v.text.split()] for v in p}
                       for p in root.iter(NS + "profile")}

    def day_mean(self, profile, day):
        values = self.values[profile][day]
        return sum(values) / len(values)

    def mean(self, profile, days=None):
        days = days or self.weight
        return (sum(self.weight[d] * self.day_mean(profile, d) for d in days) /
                sum(self.weight[d] for d in days))

    def season(self, name):
        return [d for d in self.weight if d.startswith(name)]

    def highest(self, profile):
        return max(max(values) for values in self.values[profile].values())

    def expect(self, holds, text):
        if not holds:
            breaches.append(f"{self.name}: {text}")

    def expect_near(self, value, want, tolerance, text):
        self.expect(abs(value - want) <= tolerance, f"{text} is {value:.4g}; {want:g} was expected")


def check_electricity(p):
    for profile in ("el_building", "el_lab", "el_night_logistics", "el_early_logistics"):
        winter, summer = (p.mean(profile, p.season(s)) for s in ("winter", "summer"))
        p.expect(winter > 1.03 and summer < .97, f"{profile}: winter {winter:.3f}, summer {summer:.3f}")
    p.expect(p.mean("el_cold_store", p.season("summer")) > 1, "cold stores use less in summer")


def check_hourly_electricity(p):
    # About 4,400 full-load hours, lowest half of the mean, weekend 0.70 to 0.77 of the mean day [S38].
    lowest = min(min(v) for v in p.values["el_building"].values())
    p.expect_near(8760 / p.highest("el_building"), 4400, 440, "full-load hours of el_building")
    p.expect_near(lowest, .5, .1, "lowest of el_building")
    weekend = [d for d in p.weight if d.endswith("weekend")]
    p.expect_near(p.mean("el_building", weekend), .735, .035, "weekend use of el_building")


def check_prices(p, root):
    electricity = root.find(f".//{NS}carrier[@id='electricity']")
    buy, sell = (float(electricity.get(name)) for name in ("price_eur_per_kwh", "export_price_eur_per_kwh"))
    for day, values in p.values["dayahead"].items():
        # Below 0, drawing power to throw it away would earn; feeding in more than buying costs, too.
        p.expect(min(values) >= 0, f"{day}: a price below 0")
        for bought, sold in zip(values, p.values["dayahead_in_sun"][day]):
            p.expect(sell * sold <= buy * bought + 1e-4, f"{day}: a kWh earns more than it costs")
    p.expect_near(p.mean("dayahead"), 1, .001, "mean of the price")
    p.expect_near(p.mean("dayahead_in_sun"), 1, .001, "mean of the price in the sun")


def check_hourly_prices(p):
    noon = {d: sum(v[11:15]) / 4 for d, v in p.values["dayahead"].items()}
    evening = {d: sum(v[17:21]) / 4 for d, v in p.values["dayahead"].items()}
    for day in noon:
        cheaper = noon[day] < (1 if day.startswith("winter") else .75) * evening[day]
        p.expect(cheaper, f"{day}: noon {noon[day]:.2f}, evening {evening[day]:.2f}")
    p.expect(max(noon[d] for d in p.season("summer")) < .6, "noon in summer is not cheap")
    # 584 hours were negative in 2025 [S81], most of them on sunny weekends.
    p.expect(min(noon, key=noon.get) == "summer_sunny_weekend" and noon["summer_sunny_weekend"] < .1,
             "noon of the sunny weekend is worth something")


def check(path):
    p, root = Profiles(path), ET.parse(path).getroot()
    check_electricity(p)
    check_prices(p, root)
    if p.calendar.get("step_h") == "1":
        check_hourly_electricity(p)
        check_hourly_prices(p)


if __name__ == "__main__":
    for file in sys.argv[1:]:
        check(file)
    print("\n".join(breaches) or "profiles: likely")
    sys.exit(1 if breaches else 0)
