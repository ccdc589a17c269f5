"""Typical days and steps: which days of the year each stands for, and the means over them."""
from year import HOURS_PER_DAY, N_DAYS, WORKDAY

MONTHS = {"winter": {12, 1, 2}, "spring": {3, 4, 5}, "summer": {6, 7, 8}, "autumn": {9, 10, 11}}
SEASON = {month: season for season, months in MONTHS.items() for month in months}
WINTER_HALF = {10, 11, 12, 1, 2, 3}
DESIGN_DAYS = ("winter_cold_peak",)
# Quarter-hour over hour, for one connection and for a group [estimate, sources.md].
QUARTER_OVER_HOUR, GROUP_QUARTER_OVER_HOUR = 1.10, 1.05


class Calendar:
    """ids in order, members[id] the days of the year, groups (id, number of months, day ids)."""

    def __init__(self, year, name, ids, step_h, day_id, months):
        """day_id(d) names the typical day of a day of the year, months the months of each group."""
        self.name, self.ids, self.step_h = name, ids, step_h
        self.n_steps = HOURS_PER_DAY // step_h
        self.members = {i: [] for i in ids}
        self.workday = {}
        for d, (_, kind) in enumerate(year.days):
            self.members[day_id(d)].append(d)
            # A day that stands for both kinds keeps to the rules of workdays.
            self.workday[day_id(d)] = self.workday.get(day_id(d), False) or kind == WORKDAY
        # What is drawn in a month has its peak on one of the days that occur in it.
        self.groups = [(i, len(group), [k for k in ids if group & {year.days[d][0] for d in self.members[k]}])
                       for i, group in months.items() if group]
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


def winter_groups(year, winter):
    """The months with days of the cold peak, and the other ones of winter."""
    peak = {year.days[d][0] for d in year.cold_days}
    return {"winter_peak": peak, "winter": winter - peak}


def coarse(year):
    """Three days in steps of six hours: small enough to solve as one program."""
    def day_id(d):
        if d in year.cold_days:
            return "winter_cold_peak"
        return "winter" if year.days[d][0] in WINTER_HALF else "summer"
    return Calendar(year, "coarse", ["winter", "winter_cold_peak", "summer"], 6, day_id,
                    {**winter_groups(year, WINTER_HALF), "summer": set(range(1, 13)) - WINTER_HALF})


def extremes(year, days, series, n, highest):
    """The n days with the highest or lowest daily mean, earlier days first when equal."""
    sign = -1 if highest else 1
    return set(sorted(days, key=lambda d: (sign * year.day_mean(series, d), d))[:n])


def full(year):
    """Twelve days in steps of an hour: season by day type, and four days that test the limits.

    Cold and dark days ask for most, hot ones for most cold; on sunny weekends most is fed in."""
    workdays = [d for d in range(N_DAYS) if year.days[d][1] == WORKDAY]
    weekends = [d for d in range(N_DAYS) if year.days[d][1] != WORKDAY]
    winter = [d for d in workdays if year.days[d][0] in (12, 1, 2) and d not in year.cold_days]
    renewable = [a + b for a, b in zip(year.series["pv_availability"], year.series["wind_availability"])]
    dark = extremes(year, winter, renewable, 10, False)
    hot = extremes(year, [d for d in workdays if SEASON[year.days[d][0]] == "summer"],
                   year.temperature, 5, True)
    sunny = extremes(year, [d for d in weekends if 4 <= year.days[d][0] <= 8],
                     year.series["pv_availability"], 8, True)
    special = {**{d: "winter_cold_peak" for d in year.cold_days}, **{d: "winter_dark" for d in dark},
               **{d: "summer_hot" for d in hot}, **{d: "sunny_weekend" for d in sunny}}

    def day_id(d):
        month, kind = year.days[d]
        return special.get(d) or SEASON[month] + ("_workday" if kind == WORKDAY else "_weekend")

    ids = [s + k for s in MONTHS for k in ("_workday", "_weekend")]
    ids += ["winter_cold_peak", "winter_dark", "summer_hot", "sunny_weekend"]
    months = {**winter_groups(year, MONTHS["winter"]), **{s: MONTHS[s] for s in ("spring", "summer", "autumn")}}
    return Calendar(year, "full", ids, 1, day_id, months)
