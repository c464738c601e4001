"""Sea distances between ports of Korea and Japan past named waypoints: the measure behind assumed legs.

No public table was found that has these pairs, and searoute's lanes lie too far from the coast for them. The
measure is the shortest chain of great circles past the waypoints below that meets no land of Natural Earth
except within reach of its ports: a ship keeps further off, so the measure is 1 to 5 % below published figures
(`PUBLISHED`). A pair is typed when the computed distance is more than a tenth above its measure.
`python -m tests.cases.sea_waypoints` writes these rows of legs.csv anew and leaves the others as they are.
"""

import csv
import io
from functools import lru_cache
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from projection.network.rows import Seaport
from projection.route.land_mask import lonlat, read_land
from projection.route.sea import sea_legs
from projection.sphere import distance_nm, unit_vectors
from tests.cases.sea_table import ROOT, bench_network

LEGS = ROOT / "networks" / "europe-pacific" / "legs.csv"

WAYPOINTS = {
    "Incheon approach": (37.30, 126.42),
    "Jawol": (37.20, 126.35),
    "Asan Bay": (37.08, 126.60),
    "Taean": (36.85, 125.95),
    "Eocheong": (36.20, 126.00),
    "Gunsan approach": (35.97, 126.40),
    "Anma": (35.35, 125.90),
    "Jaeun": (34.95, 125.75),
    "Mokpo mouth": (34.74, 126.26),
    "Siha": (34.58, 126.22),
    "Maenggol": (34.22, 125.90),
    "Jindo west": (34.45, 126.03),
    "Jangjuk": (34.32, 126.05),
    "Jindo south": (34.25, 126.20),
    "Bogil": (34.08, 126.50),
    "Cheongsan": (34.08, 126.90),
    "Geomun": (34.15, 127.30),
    "Sori": (34.38, 127.85),
    "Gwangyang approach": (34.72, 127.86),
    "Yokji": (34.55, 128.25),
    "Geoje south": (34.65, 128.60),
    "Haegeumgang": (34.70, 128.74),
    "Geoje east": (34.83, 128.80),
    "Gadeok": (35.00, 128.79),
    "Gadeok south": (34.96, 128.84),
    "Jinhae Bay": (35.05, 128.70),
    "Busan approach": (35.04, 129.10),
    "Ganjeol": (35.33, 129.42),
    "Ulsan approach": (35.42, 129.45),
    "Homi": (36.10, 129.62),
    "Jukbyeon": (37.08, 129.50),
    "Tsushima north": (34.76, 129.45),
    "Tsushima south": (34.03, 129.15),
    "Hakata approach": (33.72, 130.20),
    "Yobuko": (33.60, 129.80),
    "Azuchi-Oshima": (33.54, 129.52),
    "Ikitsuki": (33.45, 129.36),
    "Hirado west": (33.20, 129.26),
    "Hirado south": (33.10, 129.30),
    "Sasebo approach": (33.05, 129.58),
    "Sasebo mouth": (33.09, 129.67),
    "Kanmon west": (34.00, 130.80),
    "Kanmon strait west": (33.93, 130.88),
    "Kanmon strait": (33.94, 130.94),
    "Hayatomo": (33.962, 130.963),
    "Kanmon east": (33.96, 131.06),
    "Hime": (33.76, 131.68),
    "Iyo Nada": (33.65, 132.10),
    "Okikamuro": (33.80, 132.42),
    "Moro": (33.97, 132.53),
    "Hashira": (34.05, 132.40),
    "Hayase": (34.13, 132.46),
    "Sata Strait": (33.33, 132.00),
    "Bungo south": (32.65, 132.25),
    "Ashizuri": (32.65, 133.00),
    "Muroto": (33.18, 134.18),
    "Shiono": (33.38, 135.76),
    "Iro": (34.55, 138.85),
    "Tsurugi": (35.10, 139.72),
    "Uraga": (35.25, 139.77),
    "Oseto": (32.90, 129.45),
    "Nagasaki approach": (32.70, 129.72),
    "Nomo": (32.50, 129.60),
    "Goto north": (33.35, 128.95),
    "Goto south": (32.50, 128.60),
    "Sata": (30.93, 130.66),
    "Naha roads": (26.22, 127.62),
    "Kyan": (26.04, 127.64),
    "Kudaka": (26.11, 127.92),
    "Nakagusuku": (26.20, 127.94),
}
"""Name to latitude and longitude: off the cape, island or harbour named, read off the map."""

REACH_NM = 6.0
"""Distance from a port within which land does not count: Natural Earth has no harbours."""

REACHES = {"JPNAH": 2.0}
"""Another reach where 6 nm leads over an island: Naha lies on the open coast of a narrow one."""

STEP_NM = 1.0
"""How far apart the points are in which land is looked for along a line."""

TOO_LONG = 1.10
LEAST_NM = 5.0
"""A pair is typed when the computed distance is above the measure by this factor and by this much."""

LONGEST_NM = 700.0
"""Longest leg within the theatre."""

PUBLISHED = {
    ("JPHKT", "JPYOK"): 608,
    ("JPMOJ", "KRPUS"): 123,
    ("JPNGS", "KRMOK"): 261,
    ("JPNGS", "KRPUS"): 163,
    ("JPHKT", "JPNGS"): 121,
    ("JPYOK", "KRPUS"): 665,
}
"""Nautical miles of LINERLIB's data/dist_sparse.csv, the pairs of NGA Pub. 151, to hold the measure against."""

NAGASAKI = (32.74, 129.86)
"""No port of the network; it stands in published pairs."""

Measure = tuple[float, tuple[str, ...]]


@lru_cache
def theatre() -> dict[str, Seaport]:
    """Ports of Korea and Japan, and Nagasaki, by id."""
    ports = {name: row for name, row in bench_network().seaports.items() if row.nation in ("KOR", "JPN")}
    place = dict(zip(("lat", "lon"), NAGASAKI, strict=True))
    some = next(iter(ports.values()))
    return dict(sorted({**ports, "JPNGS": some.model_copy(update={"id": "JPNGS", **place})}.items()))


@lru_cache
def measures() -> dict[tuple[str, str], Measure]:
    """Nautical miles, and what is passed on the way, by pair of ports in the order of their ids."""
    ports = theatre()
    names = [*ports, *WAYPOINTS]
    lat, lon = np.array([(row.lat, row.lon) for row in ports.values()] + list(WAYPOINTS.values())).T
    reach = np.array([REACHES.get(name, REACH_NM) if name in ports else 0.0 for name in names])
    a, b = np.array(list(combinations(range(len(names)), 2))).T
    clear = clear_of_land(lat, lon, reach, (a, b))
    nm = distance_nm(lat[a], lon[a], lat[b], lon[b])
    graph = csr_matrix((nm[clear], (a[clear], b[clear])), shape=(len(names),) * 2)
    along, before = dijkstra(graph, directed=False, return_predecessors=True)
    found = {}
    for first, second in combinations(range(len(ports)), 2):
        past, node = [], before[first, second]
        while node not in (first, -9999):
            past.append(names[node])
            node = before[first, node]
        found[names[first], names[second]] = (float(along[first, second]), tuple(reversed(past)))
    return found


def clear_of_land(lat, lon, reach, lines):
    """Whether lines (from, to) between points meet land only within reach of their ends, shape (lines,)."""
    a, b = lines
    count = np.maximum(2, np.ceil(distance_nm(lat[a], lon[a], lat[b], lon[b]) / STEP_NM)).astype(int)
    line = np.repeat(np.arange(len(a)), count - 1)
    step = np.concatenate([np.arange(1, most) for most in count]) / count[line]
    start, end = unit_vectors(lat[a], lon[a])[line], unit_vectors(lat[b], lon[b])[line]
    spots = lonlat(start + step[:, None] * (end - start))
    on = read_land().covers(*spots.T)
    points, crossing = read_land().points(lon[a], lat[a], lon[b], lat[b])
    points, line = np.concatenate([points, spots[on]]), np.concatenate([crossing, line[on]])
    far = np.ones(len(points), bool)
    for place in (a[line], b[line]):
        far &= distance_nm(lat[place], lon[place], points[:, 1], points[:, 0]) > reach[place]
    clear = np.ones(len(a), bool)
    clear[line[far]] = False
    return clear


@lru_cache
def computed() -> dict[tuple[str, str], float]:
    """Nautical miles of the shortest computed way between the ports, without typed legs."""
    ports = [name for name in theatre() if name != "JPNGS"]
    legs = sea_legs(bench_network(), ports)
    return {pair: legs[pair][0].nm for pair in combinations(ports, 2)}


def too_long() -> dict[tuple[str, str], Measure]:
    """The pairs to type: computed too far above the measure, within the theatre, and not published."""
    return {
        pair: measure
        for pair, measure in measures().items()
        if pair in computed() and pair not in PUBLISHED
        if measure[0] <= LONGEST_NM and computed()[pair] > max(TOO_LONG * measure[0], measure[0] + LEAST_NM)
    }


def source_of(past: tuple[str, ...]) -> str:
    """What legs.csv says of a leg past these places."""
    places = {name: (row.lat, row.lon) for name, row in theatre().items()} | WAYPOINTS
    told = [f"{name} {places[name][0]:.2f}N {places[name][1]:.2f}E" for name in past]
    return "planner's measure: great circle" + (f"s past {', '.join(told)}" if told else "")


def new_rows() -> list[dict[str, str]]:
    """Rows of legs.csv for the pairs to type."""
    return [
        {
            "from_node": first,
            "to_node": second,
            "mode": "sea",
            "nm": f"{nm:.0f}",
            "both_ways": "true",
            "source": source_of(past),
            "verified": "false",
            "assumed": "nm",
        }
        for (first, second), (nm, past) in sorted(too_long().items())
    ]


def table() -> str:
    """The text of legs.csv: its rows that are not assumed, then the pairs to type."""
    with LEGS.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, kept = list(reader.fieldnames or ()), [row for row in reader if row["assumed"] != "nm"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *new_rows()])
    return text.getvalue()


if __name__ == "__main__":
    LEGS.write_text(table(), encoding="utf-8")
