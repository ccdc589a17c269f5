"""The substations: today's modelled load, the room that is left, and the reinforcement of 2030."""
from dataclasses import dataclass

# No kW of these stations is public: the room is a part of today's modelled load.
HEADROOM = {"leiden_zuidwest": ("Leiden Zuidwest", .02, True, "S01"),
            "leiden_noord": ("Leiden Noord", .05, True, "S01"),
            "leiderdorp": ("Leiderdorp", .02, True, "S02"),
            "rijnsburg_katwijk": ("Rijnsburg en Katwijk", .25, False, "S02")}
RELIEF_YEAR, RELIEF_OVER_LOAD = 2030, .40
RELIEVED = ("leiden_zuidwest", "leiden_noord", "leiderdorp")


@dataclass
class Station:
    id: str
    name: str
    headroom: float
    congested: bool
    source: str
    base_kw: float          # today's simultaneous net load, quarter-hour
    lat: float
    lon: float


class Stations:
    def __init__(self, calendar, parks, shapes):
        factor, _ = calendar.quarter_hour_factors()
        self.all = []
        for i, (name, headroom, congested, source) in HEADROOM.items():
            behind = [p for p in parks if p.station == i]
            loads = [c.net_load_kw(shapes) for p in behind for c in p.connections]
            base = factor * max(sum(load[d][t] for load in loads)
                                for d in calendar.ids for t in range(calendar.n_steps))
            placed = [p for p in behind if p.lat]
            area = sum(p.area_ha for p in placed)
            lat = sum(float(p.lat) * p.area_ha for p in placed) / area
            lon = sum(float(p.lon) * p.area_ha for p in placed) / area
            self.all.append(Station(i, name, headroom, congested, source, base, lat, lon))

    def write(self, out):
        out.comment("Stations. Which park is behind which is an estimate from names; so is their room: no kW is public, only that",
                    "Leiden Zuidwest and Leiderdorp are full, Leiden Noord nearly, Katwijk not yet [S01, S02]. Room is a part of",
                    "today's modelled load of the parks; feed-in, which was not limited, may be as much as that load.",
                    "The place is the middle of the parks behind the station, not that of the station.")
        out.start("grid")
        for s in self.all:
            fixed = dict(id=s.id, name=s.name, lat=round(s.lat, 3), lon=round(s.lon, 3),
                         import_headroom_frac=s.headroom, export_cap_kw=round(s.base_kw, -2),
                         congested=s.congested, source=s.source, basis="estimate")
            if s.id not in RELIEVED:
                out.element("station", **fixed)
                continue
            out.start("station", **fixed)
            # The new 150/50 kV station: year between 2029 and 2031, kW not known.
            add = round(RELIEF_OVER_LOAD * s.base_kw, -2)
            out.element("reinforcement", id="hazerswoude_" + s.id, year=str(RELIEF_YEAR), import_add_kw=add,
                        export_add_kw=add, decided=True, source="S08", basis="estimate")
            out.end()
        out.end()
