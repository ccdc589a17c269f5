#!/usr/bin/python3
"""Is the year of the Leiden region likely? Prints every breach; ends with 1.

    check_profiles.py REGION.xml...

From the region files alone, against published figures and what everybody knows of a year; the keys
are those of docs/sources.md. All files have to be calendars of the same year.
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
        self.per_mean = {p.get("id") for p in root.iter(NS + "profile") if p.get("unit") == "per_mean"}
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


def check_means(p):
    p.expect_near(sum(p.weight.values()), 365, 0, "sum of the days")
    for profile in p.per_mean:
        p.expect_near(p.mean(profile), 1, .0005, f"mean of {profile}")


def check_same_year(first, other):
    for profile in first.values.keys() - {"dayahead_in_sun"}:   # what steps hide of it is another factor
        want = first.mean(profile)
        other.expect_near(other.mean(profile), want, .001 * want, f"mean of {profile}")


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


def check_hourly_prices(p):
    noon = {d: sum(v[11:15]) / 4 for d, v in p.values["dayahead"].items()}
    evening = {d: sum(v[17:21]) / 4 for d, v in p.values["dayahead"].items()}
    for day in noon:
        cheaper = noon[day] < (1 if day.startswith("winter") else .75) * evening[day]
        p.expect(cheaper, f"{day}: noon {noon[day]:.2f}, evening {evening[day]:.2f}")
    p.expect(max(noon[d] for d in p.season("summer")) < .6, "noon in summer is not cheap")
    # 584 hours were negative in 2025 [S81], most of them on sunny weekends.
    p.expect(min(noon, key=noon.get) == "sunny_weekend" and noon["sunny_weekend"] < .1,
             "noon of the sunny weekend is worth something")


def check_weather(p):
    # Hours of sun, wind and solar heat; COP 2.323 + 0.0578 T, and of T the mean and the degree days
    # below 18 degrees of 2023: 11.8 and 2,411 [S38].
    for profile, hours in (("pv_availability", 920), ("wind_availability", 2850), ("solar_heat", 500)):
        p.expect_near(8760 * p.mean(profile), hours, .002 * hours, f"hours of {profile}")
        p.expect(p.highest(profile) <= 1, f"{profile} above 1")
    celsius = {d: (p.day_mean("cop_air", d) - 2.323) / .0578 for d in p.weight}
    p.expect_near(sum(p.weight[d] * t for d, t in celsius.items()) / 365, 11.8, .5, "mean temperature")
    degree_days = sum(p.weight[d] * max(0, 18 - t) for d, t in celsius.items())
    p.expect_near(degree_days, 2411, 121, "degree days")
    coldest = min(celsius, key=celsius.get)
    p.expect_near(celsius[coldest], -5, .01, "temperature of the cold peak")
    p.expect(coldest == "winter_cold_peak" == max(p.weight, key=lambda d: p.day_mean("heat_building", d)),
             "the cold peak is not the coldest day with most heat")


def check_hourly_weather(p):
    # The sun stands 61.3 degrees high at most: 902 W/m2 after Haurwitz, 14 % losses. It rises after
    # 4:18 and sets before 21:07 in winter time; from November to February after 7:00 and before 18:30.
    p.expect(p.highest("pv_availability") <= .902 * .86, "more sun than a clear sky gives")
    for day, values in p.values["pv_availability"].items():
        rise, set_ = (7, 19) if day in ("winter_cold_peak", "winter_dark") else (4, 22)
        p.expect(max(values[:rise] + values[set_:]) <= 0, f"{day}: sun at night")
        p.expect(11 <= values.index(max(values)) <= 13, f"{day}: the sun is highest at another time than noon")
    sunny = max(p.weight, key=lambda d: p.day_mean("pv_availability", d))
    quiet = min(p.weight, key=lambda d: p.day_mean("el_building", d))
    p.expect(sunny == quiet == "sunny_weekend", f"most sun on {sunny}, least load on {quiet}")
    dark = min(p.weight, key=lambda d: p.day_mean("pv_availability", d) + p.day_mean("wind_availability", d))
    p.expect(dark == "winter_dark", f"least sun and wind on {dark}")


def check_full_calendar(p):
    # Twelve days of 24 hours, rare ones among them; the factors of docs/sources.md and no more.
    factors = [p.calendar.get(name) for name in ("quarter_hour_factor", "group_quarter_hour_factor")]
    p.expect(factors == ["1.1", "1.05"], f"quarter-hour factors {factors}")
    p.expect(len(p.weight) == 12 and all(len(v) == 24 for days in p.values.values() for v in days.values()),
             "not twelve days of 24 hours")
    p.expect(p.weight["winter_cold_peak"] <= 5 and p.weight["sunny_weekend"] <= 10, "a rare day is not rare")
    p.expect(all(p.calendar.find(f"{NS}day[@id='{d}']").get("workday") == str("weekend" not in d).lower()
                 for d in p.weight), "a weekend keeps to the rules of workdays, or the reverse")


def check(path):
    p, root = Profiles(path), ET.parse(path).getroot()
    check_means(p)
    check_electricity(p)
    check_prices(p, root)
    check_weather(p)
    if p.calendar.get("step_h") == "1":
        check_hourly_electricity(p)
        check_hourly_prices(p)
        check_hourly_weather(p)
        check_full_calendar(p)
    return p


if __name__ == "__main__":
    years = [check(path) for path in sys.argv[1:]]
    for year in years[1:]:
        check_same_year(years[0], year)
    print("\n".join(breaches) or "profiles: likely")
    sys.exit(1 if breaches else 0)
