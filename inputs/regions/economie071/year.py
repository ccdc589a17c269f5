"""A year of hours for the Leiden region, and its typical days.

Every shape comes from docs/sources.md, section "Profiles". Nothing is drawn from a clock: the
noise of weather comes from one fixed seed, so the same options give the same numbers.
"""
import math
import random

HOURS_PER_DAY = 24
N_DAYS = 365
FIRST_WEEKDAY = 4          # 1 January 2027 is a Friday; Monday is 0
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Dutch holidays of 2027 as (month, day): New Year, Easter Monday, King's Day, Ascension, Whit
# Monday, Christmas and the day after.
HOLIDAYS = ((1, 1), (3, 29), (4, 27), (5, 6), (5, 17), (12, 25), (12, 26))

LATITUDE_DEG, LONGITUDE_DEG = 52.16, 4.49

# Hourly shapes, mean 1, hours 0 to 23 [S38]. BUILDING_EL is the mean over all days of a week: of
# workdays, Saturdays and Sundays, on which the use is flat.
BUILDING_EL = (.66, .66, .65, .65, .66, .70, .86, 1.12, 1.32, 1.39, 1.43, 1.41,
               1.40, 1.40, 1.38, 1.29, 1.13, .98, .91, .90, .86, .80, .73, .69)
SATURDAY_EL = (.82, .82, .80, .81, .82, .84, .89, .97, 1.10, 1.22, 1.29, 1.28,
               1.22, 1.18, 1.16, 1.12, 1.06, 1.04, .99, .96, .92, .90, .89, .87)
TRUCK_VAN = (1.26, .99, .79, .64, .51, .41, .36, .32, .30, .32, .35, .48,
             .68, .72, .75, .89, 1.24, 1.84, 2.32, 2.20, 1.93, 1.71, 1.55, 1.44)
BUILDING_HEAT = (.82, .72, .67, .66, .68, .74, .86, 1.16, 1.29, 1.24, 1.28, 1.33,
                 1.31, 1.29, 1.21, 1.14, 1.05, .94, .94, .95, .86, .91, .99, .96)
# Daily heat by mean outdoor temperature: (below this temperature, factor) [S38].
HEAT_BY_TEMPERATURE = ((0, 2.59), (3, 2.40), (6, 1.83), (9, 1.34), (12, 1.01), (14, .65),
                       (16, .45), (18, .41), (math.inf, .38))
MONTH_TEMPERATURE_C = (5.8, 5.7, 7.0, 8.7, 13.5, 19.4, 18.1, 17.6, 17.5, 13.2, 7.8, 6.9)
MONTH_SUN = (.24, .45, .78, 1.36, 1.84, 2.05, 1.65, 1.45, 1.13, .58, .28, .16)
MONTH_WIND = (1.53, .90, 1.21, .80, .55, .52, .98, .57, .58, 1.22, 1.44, 1.70)
# Hours in which electricity is worth nothing: the negative ones of 2025 [S81]. Those with the least
# load after sun and wind, of which the country has so many kW per kW of its mean load [estimate].
WORTHLESS_HOURS, SUN_OVER_LOAD, WIND_OVER_LOAD = 584, 2.0, 1.0
PV_HOURS, WIND_HOURS, SOLAR_HEAT_HOURS = 920.0, 2850.0, 500.0
EAST_WEST = ((90, 12), (270, 12))      # halves of a roof: azimuth and tilt in degrees
COLD_PEAK_DAYS, COLD_PEAK_C = 3, -5.0
WORKDAY, SATURDAY, SUNDAY = 0, 1, 2
SATURDAY_FACTOR, SUNDAY_FACTOR = .77, .70   # use of a day over that of the mean day [S38]
# Light makes buildings use more in winter: most on the shortest day, least half a year later [S38].
SHORTEST_DAY, SEASON_SWING = 354, .15
VEHICLE_DAY_FACTOR = {WORKDAY: 1.05, SATURDAY: .87, SUNDAY: .87}
SEED = 71


def days_of_year():
    """(month 1 to 12, kind of day) of each day."""
    days = []
    for month, length in enumerate(MONTH_DAYS, 1):
        for day in range(1, length + 1):
            weekday = (FIRST_WEEKDAY + len(days)) % 7
            kind = {5: SATURDAY, 6: SUNDAY}.get(weekday, WORKDAY)
            days.append((month, SUNDAY if (month, day) in HOLIDAYS else kind))
    return days


def autoregressive(n, persistence, noise):
    """Standard normal series in which each value remembers the last one."""
    value, series = 0.0, []
    for _ in range(n):
        # Box-Muller by hand: random.random() is the same on every version of Python.
        normal = math.sqrt(-2 * math.log(1 - noise.random())) * math.cos(2 * math.pi * noise.random())
        value = persistence * value + math.sqrt(1 - persistence ** 2) * normal
        series.append(value)
    return series


def scaled_to_mean(values, mean):
    factor = mean * len(values) / sum(values)
    return [v * factor for v in values]


def monthly_scaled(values, days, month_factors, full_load_hours):
    """Scale so that every month has its share and the year its full-load hours."""
    weight = sum(f * n for f, n in zip(month_factors, MONTH_DAYS))
    out = list(values)
    for month in range(1, 13):
        hours = [h for h in range(len(values)) if days[h // HOURS_PER_DAY][0] == month]
        have = sum(values[h] for h in hours)
        want = full_load_hours * month_factors[month - 1] * MONTH_DAYS[month - 1] / weight
        for h in hours:
            out[h] = values[h] * want / have
    return out


def building_shapes():
    """Hourly shape by kind of day, which weigh out to BUILDING_EL over a week."""
    saturday = [SATURDAY_FACTOR * v for v in SATURDAY_EL]
    sunday = [SUNDAY_FACTOR] * HOURS_PER_DAY
    workday = [(7 * week - sat - sun) / 5 for week, sat, sun in zip(BUILDING_EL, saturday, sunday)]
    return {WORKDAY: workday, SATURDAY: saturday, SUNDAY: sunday}


def season(d):
    return 1 + SEASON_SWING * math.cos(2 * math.pi * (d - SHORTEST_DAY) / N_DAYS)


class Year:
    """Hourly series by the id of their profile, and the kind of every day."""

    def __init__(self):
        self.days = days_of_year()
        noise = random.Random(SEED)
        self.temperature = self._temperature(autoregressive(N_DAYS, .7, noise))
        self.cold_days = self._make_cold_peak()
        cloud = self._clearness(autoregressive(N_DAYS, .4, noise))
        wind = autoregressive(N_DAYS * HOURS_PER_DAY, .97, noise)
        self.series = {
            "el_building": self._building(0),
            "heat_building": self._heat(),
            "truck_van": scaled_to_mean(
                [VEHICLE_DAY_FACTOR[kind] * v for _, kind in self.days for v in TRUCK_VAN], 1.0),
            "pv_availability": self._plane(cloud, EAST_WEST),
            "wind_availability": self._wind(wind),
            "solar_heat": monthly_scaled(self._plane(cloud, ((180, 45),)), self.days, MONTH_SUN,
                                         SOLAR_HEAT_HOURS),
            "cop_air": [2.323 + .0578 * t for t in self.temperature],
        }
        flat = [1.0] * N_DAYS * HOURS_PER_DAY
        building = self.series["el_building"]
        self.series["el_lab"] = [.5 * a + .5 * b for a, b in zip(flat, building)]
        self.series["el_night_logistics"] = [.5 * a + .5 * b for a, b in zip(flat, self._building(9))]
        self.series["el_early_logistics"] = self._building(-3)
        self.series["el_cold_store"] = self._cold_store()
        self.series["dayahead"] = self._price()

    def _building(self, hours_later):
        shapes = {kind: moved(shape, hours_later) for kind, shape in building_shapes().items()}
        return scaled_to_mean([season(d) * v for d, (_, kind) in enumerate(self.days)
                               for v in shapes[kind]], 1.0)

    def _temperature(self, noise):
        series = []
        for d, (month, _) in enumerate(self.days):
            amplitude = 5.0 if 4 <= month <= 9 else 3.0
            mean = MONTH_TEMPERATURE_C[month - 1] + 2.5 * noise[d]
            # Warmest at 15 h, coldest at 3 h.
            series += [mean + amplitude * math.cos(2 * math.pi * (h - 15) / HOURS_PER_DAY)
                       for h in range(HOURS_PER_DAY)]
        return series

    def day_mean(self, series, d):
        return sum(series[d * HOURS_PER_DAY:(d + 1) * HOURS_PER_DAY]) / HOURS_PER_DAY

    def _make_cold_peak(self):
        """The coldest winter workdays become design days of COLD_PEAK_C."""
        winter = [d for d, (month, kind) in enumerate(self.days)
                  if kind == WORKDAY and month in (12, 1, 2)]
        coldest = sorted(winter, key=lambda d: self.day_mean(self.temperature, d))[:COLD_PEAK_DAYS]
        for d in coldest:
            shift = COLD_PEAK_C - self.day_mean(self.temperature, d)
            for h in range(d * HOURS_PER_DAY, (d + 1) * HOURS_PER_DAY):
                self.temperature[h] += shift
        return set(coldest)

    def _heat(self):
        values = []
        for d in range(N_DAYS):
            mean = self.day_mean(self.temperature, d)
            factor = next(f for below, f in HEAT_BY_TEMPERATURE if mean < below)
            values += [factor * v for v in BUILDING_HEAT]
        return scaled_to_mean(values, 1.0)

    def _cold_store(self):
        values = []
        for h, t in enumerate(self.temperature):
            by_day = 1.0 + .05 * (1 if 8 <= h % HOURS_PER_DAY < 20 else -1)
            values.append(by_day * (1.0 + .15 * min(1.0, max(0.0, (t - 8.0) / 12.0))))
        return scaled_to_mean(values, 1.0)

    def _price(self):
        values = []
        for month, kind in self.days:
            midday = .45 if 3 <= month <= 9 else .95
            for h in range(HOURS_PER_DAY):
                value = (.95 if h < 6 or h >= 21 else 1.25 if h < 10 else midday if h < 16 else
                         1.0 if h < 17 else 1.55)
                values.append(value * (1.0 if kind == WORKDAY else .85))
        for h in self._worthless_hours():
            values[h] = 0.0
        return scaled_to_mean(values, 1.0)

    def _worthless_hours(self):
        load, sun, wind = (self.series[i] for i in ("el_building", "pv_availability", "wind_availability"))
        left = [a - SUN_OVER_LOAD * b - WIND_OVER_LOAD * c for a, b, c in zip(load, sun, wind)]
        return sorted(range(len(left)), key=lambda h: (left[h], h))[:WORTHLESS_HOURS]

    def _clearness(self, noise):
        """Part of the clear sky that each day lets through, .12 to 1: in every month as cloudy as it
        takes to give the month its sun, so that no hour has more than a clear sky gives."""
        weight = sum(f * n for f, n in zip(MONTH_SUN, MONTH_DAYS))
        clear = [0.0] * N_DAYS
        for month in range(1, 13):
            days = [d for d in range(N_DAYS) if self.days[d][0] == month]
            want = PV_HOURS * MONTH_SUN[month - 1] * MONTH_DAYS[month - 1] / weight
            low, high = -1.0, 2.0
            for _ in range(30):
                middle = (low + high) / 2
                for d in days:
                    clear[d] = min(1.0, max(.12, middle + .27 * noise[d]))
                have = sum(map(sum, (self._plane_of_day(d, clear[d], EAST_WEST) for d in days)))
                low, high = (middle, high) if have < want else (low, middle)
        return clear

    def _plane(self, cloud, halves):
        """kW per kW on tilted planes (azimuth, tilt in degrees), before scaling."""
        return [kw for d in range(N_DAYS) for kw in self._plane_of_day(d, cloud[d], halves)]

    def _plane_of_day(self, d, cloud, halves):
        declination = math.radians(23.45 * math.sin(math.radians(360 * (284 + d + 1) / 365)))
        b = math.radians(360 * (d + 1 - 81) / 364)
        equation_h = (9.87 * math.sin(2 * b) - 7.53 * math.cos(b) - 1.5 * math.sin(b)) / 60
        out = []
        for h in range(HOURS_PER_DAY):
            solar_h = h + .5 - 1.0 + LONGITUDE_DEG / 15 + equation_h
            out.append(self._plane_kw(declination, math.radians(15 * (solar_h - 12)), cloud,
                                      self.temperature[d * HOURS_PER_DAY + h], halves))
        return out

    @staticmethod
    def _plane_kw(declination, hour_angle, cloud, air_c, halves):
        lat = math.radians(LATITUDE_DEG)
        up = (math.sin(lat) * math.sin(declination) +
              math.cos(lat) * math.cos(declination) * math.cos(hour_angle))
        if up <= .02:
            return 0.0
        horizontal = cloud * 1098 * up * math.exp(-.057 / up)
        clearness = min(1.0, horizontal / (1367 * up))
        # The clearer, the less of it is diffuse.
        diffuse = horizontal * min(1.0, max(.18, 1.2 - 1.4 * clearness))
        south = (math.sin(lat) * math.cos(declination) * math.cos(hour_angle) -
                 math.cos(lat) * math.sin(declination))
        west = math.cos(declination) * math.sin(hour_angle)
        kw = 0.0
        for azimuth_deg, tilt_deg in halves:
            azimuth, tilt = math.radians(azimuth_deg), math.radians(tilt_deg)
            toward = -south * math.cos(azimuth) - west * math.sin(azimuth)
            cosine = up * math.cos(tilt) + toward * math.sin(tilt)
            plane = ((horizontal - diffuse) * max(0.0, cosine) / up +
                     diffuse * (1 + math.cos(tilt)) / 2)
            cell_c = air_c + .03 * plane
            kw += .86 * plane / 1000 * (1 - .004 * (cell_c - 25)) / len(halves)
        return kw

    def _wind(self, noise):
        """Weibull speeds through a cubic power curve; each month's speed gives its target."""
        rank = [.5 * (1 + math.erf(z / math.sqrt(2))) for z in noise]
        unit_speed = [(-math.log(max(1e-9, 1 - u))) ** (1 / 2.1) for u in rank]
        weight = sum(f * n for f, n in zip(MONTH_WIND, MONTH_DAYS)) / N_DAYS
        out = [0.0] * len(noise)
        for month in range(1, 13):
            hours = [h for h in range(len(noise)) if self.days[h // HOURS_PER_DAY][0] == month]
            want = WIND_HOURS / 8760 * MONTH_WIND[month - 1] / weight
            low, high = 1.0, 40.0
            for _ in range(60):
                scale = (low + high) / 2
                have = sum(turbine(scale * unit_speed[h]) for h in hours) / len(hours)
                low, high = (scale, high) if have < want else (low, scale)
            for h in hours:
                out[h] = turbine(scale * unit_speed[h])
        return out


def moved(shape, hours):
    """The same day, so many hours later."""
    return tuple(shape[(h - hours) % HOURS_PER_DAY] for h in range(HOURS_PER_DAY))


def turbine(speed_m_s):
    """Output of 1 kW: from 3 m/s, full at 12 m/s."""
    return min(1.0, max(0.0, (speed_m_s ** 3 - 27) / (12 ** 3 - 27)))
