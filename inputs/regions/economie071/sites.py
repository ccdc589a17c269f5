"""The connections of the region: what stands behind each, from the tables and intensities.

Every figure here is an estimate; docs/sources.md says how each was derived.
"""
import csv
import math
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
MILESTONES = ((2027, 1), (2028, 2), (2030, 5), (2035, 5), (2040, 10))
# Electric vehicles per hectare in 2026 (today) and at the milestones [S58, S59]. Of trucks less
# than one in a hundred is electric today: none, so that no one has to have a charger for it.
VANS_PER_HA = (.25, .36, .53, 1.14, 2.26, 3.37)
TRUCKS_PER_HA = (0, .031, .057, .193, .372, .550)
VAN_KWH_PER_DAY, TRUCK_KWH_PER_DAY = 16.4, 194.0
# The kW of standard connections [S31], and beyond them whole 500 kW.
STANDARD_KW = (17.3, 24.2, 27.6, 34.5, 43.5, 55.2, 69, 86.3, 110.4, 138, 172.5, 250, 400, 630, 1000, 1600)
TARIFF_BY_KW = ((50, "ls_2026"), (136, "ms_ls_2026"), (2000, "ms_2026"), (math.inf, "ts_ms_2026"))
BATTERY_AT_REST = ("lbsp", "t_heen")
PV_TODAY_KW_PER_HA = 30
COMPANIES_PER_HA = 1 / .3
POINTS_PER_VEHICLE = {"ac_22": .5, "dc_60": .5, "dc_150": .3, "truck_350": .15}
VEHICLES_AT_MOST = 1.4     # the scenario high_electrification still finds enough points
AGGREGATE_CONTRACT_USE = 1 / 1.10   # peak over contract
PHYSICAL_OVER_CONTRACT, MEMBER_PHYSICAL_OVER_CONTRACT = 1.5, 2.0
BOILER_OVER_PEAK = 1.25


@dataclass
class Kind:
    """What a hectare of a kind of park has; see the table in docs/sources.md."""
    electricity_mwh_per_ha: float
    heat_mwh_per_ha: float
    profile: str
    growth: float
    vans: float
    trucks: float
    pv_kw_per_ha: float
    led: float
    insulation_office: float    # part of all heat that insulated offices save
    insulation_hall: float
    heat_pump: float            # part of the heat peak in buildings that can do with 55 degrees
    coincidence: float
    tariffs: tuple          # (tariff, part of the companies)


KINDS = {
    "campus": Kind(550, 640, "el_lab", .020, .5, .2, 150, .10, 0, 0, .50, .80,
                   (("ms_ls_2026", .2), ("ms_2026", .8))),
    "mixed": Kind(190, 230, "el_building", .015, 1, 1, 260, .12, 0, 0, .40, .70,
                  (("ls_2026", .3), ("ms_ls_2026", .3), ("ms_2026", .4))),
    "industry_old": Kind(220, 445, "el_building", .010, 1, 1.2, 190, .12, .26, .42, .25, .70,
                         (("ls_2026", .2), ("ms_ls_2026", .3), ("ms_2026", .5))),
    "logistics": Kind(300, 155, "el_early_logistics", .020, 1, 2.5, 300, .12, 0, 0, .60, .75,
                      (("ls_2026", .1), ("ms_ls_2026", .3), ("ms_2026", .6))),
    "retail": Kind(180, 215, "el_building", .010, 1, .5, 260, .14, 0, 0, .40, .75,
                   (("ls_2026", .3), ("ms_ls_2026", .4), ("ms_2026", .3))),
    "new": Kind(190, 155, "el_building", .015, 1, 1, 320, .05, 0, 0, .80, .70,
                (("ls_2026", .3), ("ms_ls_2026", .3), ("ms_2026", .4))),
}


@dataclass
class Connection:
    id: str
    company: str
    sites: int
    kind: Kind
    profile: str
    electricity_mwh: float
    electricity_plan_mwh: list  # per milestone; empty: grows as its kind of park does
    heat_mwh: float
    vans: list              # today and per milestone
    trucks: list
    pv_max_kw: float
    pv_installed_kw: float
    office_saving: float
    hall_saving: float
    chargers: list
    battery: bool
    contract_use: float     # today's peak over the contract
    blocks: str = ""        # windows of a time-block right
    # Worked out by size():
    peak_kw: float = 0
    heat_peak_kw: float = 0
    contract_kw: int = 0
    physical_kw: float = 0

    @property
    def aggregate(self):
        return self.sites > 1

    @property
    def coincidence(self):
        return self.kind.coincidence if self.aggregate else 1.0

    def load_kw(self, shapes):
        """Today's load per day and step, means over the steps."""
        el, ev = shapes[self.profile], shapes["truck_van"]
        ev_kwh = self.vans[0] * VAN_KWH_PER_DAY + self.trucks[0] * TRUCK_KWH_PER_DAY
        return {d: [self.electricity_mwh / 8.76 * a + ev_kwh / 24 * b for a, b in zip(el[d], ev[d])]
                for d in el}

    def net_load_kw(self, shapes):
        """The same less what today's panels make: what the station sees."""
        load, sun = self.load_kw(shapes), shapes["pv_availability"]
        return {d: [kw - self.pv_installed_kw * s for kw, s in zip(load[d], sun[d])] for d in load}

    def size(self, calendar, shapes):
        """Contracts, cable and heat peak from the base load."""
        factor, _ = calendar.quarter_hour_factors()
        self.peak_kw = factor * max(max(v) for v in self.load_kw(shapes).values())
        contract = self.peak_kw / self.contract_use / self.coincidence
        self.contract_kw = round_up(contract, 10 if contract > 100 else 5)
        if self.aggregate:
            self.physical_kw = round_up(contract * PHYSICAL_OVER_CONTRACT, 100)
        else:
            self.physical_kw = standard_kw(self.contract_kw * MEMBER_PHYSICAL_OVER_CONTRACT)
        heat = shapes["heat_building"]
        self.heat_peak_kw = self.heat_mwh / 8.76 * max(max(v) for v in heat.values())

    def tariff(self):
        return next(t for limit, t in TARIFF_BY_KW if self.contract_kw <= limit)

    def points_at_most(self, charger):
        vehicles = self.vans[-1] if charger == "ac_22" else self.trucks[-1]
        return math.ceil(vehicles * VEHICLES_AT_MOST * POINTS_PER_VEHICLE[charger]) + 1

    def points_today(self):
        return math.ceil(self.vans[0] * POINTS_PER_VEHICLE["ac_22"])


@dataclass
class Park:
    row: dict
    kind: Kind
    area_ha: float
    companies: int
    pv_installed_kw: float
    connections: list = field(default_factory=list)

    def __getattr__(self, name):
        return self.row[name]


def round_up(value, unit):
    return int(math.ceil(value / unit - 1e-9) * unit)


def round_half_up(value):
    return int(math.floor(value + .5))


def standard_kw(value):
    return next((kw for kw in STANDARD_KW if kw >= value), None) or round_up(value, 500)


def read_table(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def vehicles(text):
    """Today and per milestone."""
    return [int(n) for n in text.split()]


def member(row, kind):
    return Connection(
        id=row["id"], company=row["company"], sites=1, kind=kind, profile=row["profile"],
        electricity_mwh=float(row["electricity_mwh"]),
        electricity_plan_mwh=[float(v) for v in row["electricity_plan_mwh"].split()],
        heat_mwh=float(row["heat_mwh"]), vans=vehicles(row["vans"]), trucks=vehicles(row["trucks"]),
        pv_max_kw=float(row["pv_max_kw"]), pv_installed_kw=float(row["pv_installed_kw"]),
        office_saving=0, hall_saving=0,
        chargers=row["chargers"].split(), battery=row["battery"] == "1", contract_use=float(row["contract_use"]), blocks=row["right"])


def rest_of_park(park, members):
    """The one connection that stands for the companies that are not known by name."""
    kind, ha = park.kind, park.area_ha
    vans = [round_half_up(v * ha * kind.vans) for v in VANS_PER_HA]
    trucks = [round_half_up(v * ha * kind.trucks) for v in TRUCKS_PER_HA]

    def left(total, name):
        return round(max(0.0, total - sum(getattr(m, name) for m in members)), -1)

    def vehicles_left(total, name):
        return [max(0, n - sum(getattr(m, name)[y] for m in members)) for y, n in enumerate(total)]

    trucks = vehicles_left(trucks, "trucks")
    return Connection(
        id=park.id + "_rest" if members else park.id, company="", sites=park.companies - len(members),
        kind=kind, profile=kind.profile,
        electricity_mwh=left(kind.electricity_mwh_per_ha * ha, "electricity_mwh"), electricity_plan_mwh=[],
        heat_mwh=left(kind.heat_mwh_per_ha * ha, "heat_mwh"),
        vans=vehicles_left(vans, "vans"), trucks=trucks,
        pv_max_kw=left(kind.pv_kw_per_ha * ha, "pv_max_kw"),
        pv_installed_kw=left(park.pv_installed_kw, "pv_installed_kw"),
        office_saving=kind.insulation_office, hall_saving=kind.insulation_hall,
        chargers=["ac_22"] + ["dc_150"] * (trucks[-1] > 0), battery=park.id in BATTERY_AT_REST,
        contract_use=AGGREGATE_CONTRACT_USE)


def read_parks(calendar, shapes):
    """All parks with sized connections, in the order of the tables."""
    rows = read_table("members.csv")
    parks = []
    for row in read_table("parks.csv"):
        kind, area = KINDS[row["type"]], float(row["area_ha"])
        companies = int(row["companies"]) if row["companies"] else round_half_up(area * COMPANIES_PER_HA)
        pv = float(row["pv_installed_kw"]) if row["pv_installed_kw"] else PV_TODAY_KW_PER_HA * area
        park = Park(row, kind, area, companies, pv)
        members = [member(m, kind) for m in rows if m["park"] == row["id"]]
        park.connections = members + [rest_of_park(park, members)]
        for c in park.connections:
            c.size(calendar, shapes)
        parks.append(park)
    return parks
