"""Typical days and steps: which days of the year each stands for, and the means over them."""
from year import HOURS_PER_DAY, N_DAYS, WORKDAY

SEASON = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring",
          6: "summer", 7: "summer", 8: "summer", 9: "autumn", 10: "autumn", 11: "autumn"}
DESIGN_DAYS = ("winter_cold_peak",)
# Quarter-hour over hour, for one connection and for a group [estimate, sources.md].
QUARTER_OVER_HOUR, GROUP_QUARTER_OVER_HOUR = 1.10, 1.05


class Calendar:
    """ids in order, members[id] the days of the year, groups (id, months, day ids)."""

    def __init__(self, year, name, ids, step_h, day_id, groups):
        self.name, self.ids, self.step_h, self.groups = name, ids, step_h, groups
        self.n_steps = HOURS_PER_DAY // step_h
        self.members = {i: [] for i in ids}
        self.workday = {}
        for d, (_, kind) in enumerate(year.days):
            self.members[day_id(d)].append(d)
            # A day that stands for both kinds keeps to the rules of workdays.
            self.workday[day_id(d)] = self.workday.get(day_id(d), False) or kind == WORKDAY
        self.year = year

    def hours(self, day_id, t, step_h):
        """The hours of the year that step t of a typical day stands for."""
        return [d * HOURS_PER_DAY + h for d in self.members[day_id]
                for h in range(t * step_h, (t + 1) * step_h)]

    def typical(self, profile, step_h=None):
        """{day id: means per step} of an hourly series."""
        series, step_h = self.year.series[profile], step_h or self.step_h
        out = {}
        for i in self.ids:
            steps = [self.hours(i, t, step_h) for t in range(HOURS_PER_DAY // step_h)]
            out[i] = [sum(series[h] for h in hours) / len(hours) for hours in steps]
        return out

    def feed_in_price(self):
        """What a kWh of panels earns over the mean price: hours of a step count by their sun.

        (mean over the year, {day id: shape of mean 1}); never above the price of buying."""
        price, sun = self.year.series["dayahead"], self.year.series["pv_availability"]
        out = self.typical("dayahead")
        for i in self.ids:
            for t in range(self.n_steps):
                hours = self.hours(i, t, self.step_h)
                weight = sum(sun[h] for h in hours)
                if weight > 0:
                    out[i][t] = min(out[i][t], sum(sun[h] * price[h] for h in hours) / weight)
        mean = sum(len(self.members[i]) * sum(out[i]) for i in self.ids) / (N_DAYS * self.n_steps)
        return mean, {i: [v / mean for v in values] for i, values in out.items()}

    def highest(self, profile, step_h=None):
        return max(max(values) for values in self.typical(profile, step_h).values())

    def quarter_hour_factors(self):
        """Also what a step longer than an hour hides of the hourly peak, on the building shape."""
        hidden = self.highest("el_building", 1) / self.highest("el_building")
        return QUARTER_OVER_HOUR * hidden, GROUP_QUARTER_OVER_HOUR * hidden


def coarse(year):
    """Three days in steps of six hours: small enough to solve as one program."""
    def day_id(d):
        if d in year.cold_days:
            return "winter_cold_peak"
        return "winter" if year.days[d][0] in (10, 11, 12, 1, 2, 3) else "summer"
    return Calendar(year, "coarse", ["winter", "winter_cold_peak", "summer"], 6, day_id,
                    [("winter_peak", 1, ["winter_cold_peak"]),
                     ("winter", 5, ["winter"]), ("summer", 6, ["summer"])])


def extremes(year, days, series, n, highest):
    """The n days with the highest or lowest daily mean, earlier days first when equal."""
    sign = -1 if highest else 1
    return set(sorted(days, key=lambda d: (sign * year.day_mean(series, d), d))[:n])


def full(year):
    """Twelve days in steps of an hour: season by day type, and four days that test the limits."""
    workdays = [d for d in range(N_DAYS) if year.days[d][1] == WORKDAY]
    weekends = [d for d in range(N_DAYS) if year.days[d][1] != WORKDAY]
    winter = [d for d in workdays if year.days[d][0] in (12, 1, 2) and d not in year.cold_days]
    renewable = [a + b for a, b in zip(year.series["pv_availability"], year.series["wind_availability"])]
    dark = extremes(year, winter, renewable, 10, False)
    hot = extremes(year, [d for d in workdays if SEASON[year.days[d][0]] == "summer"],
                   year.temperature, 5, True)
    sunny = extremes(year, [d for d in weekends if 5 <= year.days[d][0] <= 8],
                     year.series["pv_availability"], 8, True)
    special = {**{d: "winter_cold_peak" for d in year.cold_days}, **{d: "winter_dark" for d in dark},
               **{d: "summer_hot" for d in hot}, **{d: "summer_sunny_weekend" for d in sunny}}

    def day_id(d):
        month, kind = year.days[d]
        return special.get(d) or SEASON[month] + ("_workday" if kind == WORKDAY else "_weekend")

    seasons = ("winter", "spring", "summer", "autumn")
    ids = [s + k for s in seasons for k in ("_workday", "_weekend")]
    ids += ["winter_cold_peak", "winter_dark", "summer_hot", "summer_sunny_weekend"]
    of_winter = ["winter_workday", "winter_weekend", "winter_dark"]
    groups = [("winter_peak", 1, of_winter + ["winter_cold_peak"]), ("winter", 2, of_winter),
              ("spring", 3, ["spring_workday", "spring_weekend"]),
              ("summer", 3, ["summer_workday", "summer_weekend", "summer_hot", "summer_sunny_weekend"]),
              ("autumn", 3, ["autumn_workday", "autumn_weekend"])]
    return Calendar(year, "full", ids, 1, day_id, groups)
