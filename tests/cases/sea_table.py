"""Sea distances against published ones: a section of docs/benchmarks.md.

`python -m tests.cases.sea_table` writes it anew.

Published: LINERLIB (github.com/blof/LINERLIB), whose distances follow NGA Pub. 151, Distances Between Ports. The
Panama column of European ports was computed with searoute 1.6.0 on its own network: compared, but no evidence.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from projection.network.network import Network
from projection.network.rows import Leg, Seaport
from projection.read.folders import read_network
from projection.route.sea import sea_legs

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
START = "<!-- sea distances: written by python -m tests.cases.sea_table -->"
END = "<!-- end of sea distances -->"

TO_BUSAN = {
    "DEBRV": (11_019, 14_323, 13_246),
    "NLRTM": (10_816, 14_120, 13_023),
    "BEANR": (10_813, 14_117, 13_020),
    "BEZEE": (10_752, 14_056, 12_982),
    "GBSOU": (10_595, 13_899, 12_813),
    "FRLEH": (10_615, 13_919, 12_846),
    "SEGOT": (11_247, 14_551, 13_333),
    "PLGDY": (11_647, 14_951, 13_729),
    "FRFOS": (9_047, 13_695, 13_262),
    "ITTRS": (8_816, 14_660, 14_263),
    "SIKOP": (8_862, 14_648, 14_262),
    "GRPIR": (8_107, 14_440, 14_003),
    "ESALG": (9_435, 13_025, 12_576),
}
"""Nautical miles to Busan by Suez and by the Cape (LINERLIB), and by Panama (searoute)."""

OTHERS = (
    ("SGKEP", "KRPUS", "", 2_502),
    ("DJJIB", "KRPUS", "", 6_246),
    ("GUAPR", "KRPUS", "", 1_581),
    ("GUAPR", "JPYOK", "", 1_352),
    ("GUAPR", "JPNAH", "", 1_236),
    ("JPYOK", "KRPUS", "", 665),
    ("JPHKT", "JPYOK", "", 608),
    ("JPMOJ", "KRPUS", "", 123),
    ("USHNL", "KRPUS", "", 3_910),
    ("USLAX", "KRPUS", "", 5_229),
    ("DJJIB", "OMSLL", "", 749),
    ("OMSLL", "SGKEP", "", 3_178),
    ("ZACPT", "KRPUS", "", 7_965),
    ("TRMER", "KRPUS", "suez", 7_867),
    ("USSAV", "KRPUS", "panama", 9_741),
    ("USSAV", "KRPUS", "suez", 13_159),
    ("USSAV", "KRPUS", "cape", 14_829),
    ("USCHS", "KRPUS", "panama", 9_736),
    ("USCHS", "KRPUS", "suez", 13_062),
    ("USCHS", "KRPUS", "cape", 14_768),
    ("USMIA", "KRPUS", "panama", 9_346),
    ("USMIA", "KRPUS", "suez", 13_199),
    ("USMIA", "KRPUS", "cape", 14_615),
)
"""From, to, by, nautical miles (LINERLIB); no passage named: the shortest."""

EXTRA_PORTS = {
    "FRFOS": ("Fos", "FRA", 43.4, 4.8833),
    "USCHS": ("Charleston", "USA", 32.7833, -79.9333),
    "USLAX": ("Los Angeles", "USA", 33.7333, -118.2667),
    "USMIA": ("Miami", "USA", 25.7833, -80.1833),
}

HEAD = """\
## Sea distances against published ones
Nautical miles, great circles on a sphere, from searoute's lanes pulled taut over Natural Earth's land; no typed
leg counts in the first table. Published: LINERLIB, whose distances follow NGA Pub. 151 and carry that book's
stated error of 5 %. A figure in brackets is another computation (searoute 1.6.0), not evidence, and does not
count in the errors. tests/cases/test_sea_distances.py checks this section.

"""

TYPED = """
Published distances typed in legs.csv are taken as they are:

| from | to | typed nm | routed nm | computed without it nm |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """One published distance and ours."""

    start: str
    end: str
    by: str
    published: int
    evidence: bool
    nm: float

    @property
    def error(self) -> float:
        """Ours against published, per cent."""
        return 100 * (self.nm / self.published - 1)


def bench_network() -> Network:
    """The default network with two ports more and without typed legs."""
    network = read_network(ROOT / "networks" / "europe-pacific")
    ports = {name: _port(name, *row) for name, row in EXTRA_PORTS.items() if name not in network.seaports}
    return replace(network, seaports={**network.seaports, **ports}, legs=())


@lru_cache
def rows() -> tuple[Row, ...]:
    """Every published distance with ours by the same passage."""
    wanted = [
        (start, "KRPUS", by, nm, by != "panama")
        for start, column in TO_BUSAN.items()
        for by, nm in zip(("suez", "cape", "panama"), column, strict=True)
    ]
    wanted += [(start, end, by, nm, True) for start, end, by, nm in OTHERS]
    legs = sea_legs(bench_network(), sorted({name for start, end, *_ in wanted for name in (start, end)}))
    found = []
    for start, end, by, published, evidence in wanted:
        ways = [leg for leg in legs[start, end] if not by or by in dict(leg.transits)]
        found.append(Row(start, end, by, published, evidence, ways[0].nm))
    return tuple(found)


def typed_rows() -> tuple[tuple[Leg, float, float], ...]:
    """Every typed leg with its routed length, and the computed one without it, in the order of the table."""
    legs = read_network(ROOT / "networks" / "europe-pacific").legs
    names = sorted({name for leg in legs for name in (leg.from_node, leg.to_node)})
    bare = sea_legs(bench_network(), names)
    full = sea_legs(replace(bench_network(), legs=legs), names)
    pairs = [(leg, (leg.from_node, leg.to_node)) for leg in legs]
    return tuple((leg, full[pair][0].nm, bare[pair][0].nm) for leg, pair in pairs)


def section() -> str:
    """The section of docs/benchmarks.md, markers and all."""
    return f"{START}\n{HEAD}{_compared()}{TYPED}{_typed()}{END}\n"


def _compared() -> str:
    errors = [abs(row.error) for row in rows() if row.evidence]
    lines = ["| from | to | by | published nm | ours nm | error % |", "|---|---|---|---|---|---|"]
    for row in rows():
        published = f"{row.published:,}" if row.evidence else f"({row.published:,})"
        error = f"{round(row.error, 1) + 0.0:+.1f}"
        cells = (row.start, row.end, row.by or "shortest", published, f"{row.nm:,.0f}", error)
        lines.append(f"| {' | '.join(cells)} |")
    summary = (
        f"{len(errors)} published distances: mean absolute error {sum(errors) / len(errors):.2f} %, "
        f"worst {max(errors):.2f} %.\n\n"
    )
    return summary + "\n".join(lines) + "\n"


def _typed() -> str:
    published = [found for found in typed_rows() if found[0].verified]
    assumed = [found for found in typed_rows() if not found[0].verified]
    lines = [
        f"| {leg.from_node} | {leg.to_node} | {leg.nm:,.0f} | {routed:,.0f} | {bare:,.0f} |"
        for leg, routed, bare in published
    ]
    leg, _, bare = max(assumed, key=lambda found: found[2] / (found[0].nm or found[2]))
    return "\n".join(lines) + (
        f"\n\n{len(assumed)} more between ports of Korea and Japan are a planner's measure "
        "(tests/cases/sea_waypoints.py): great circles past\n"
        "named waypoints, typed where the lanes, which lie far from these coasts, are more than a tenth longer;\n"
        f"the furthest off was {leg.from_node} to {leg.to_node}, {bare:,.0f} nm for {leg.nm:,.0f}. "
        "The measure itself is 1 to 5 % below six published pairs.\n"
        "LINERLIB's joined table has 227 nm from Busan to Hakata, by way of Ube, and its direct one Guam to\n"
        "Hakata along the great circle over Kyushu: neither is used.\n"
    )


def written(text: str) -> str:
    """A page with the section between its markers, or at the end, written anew."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END + "\n")
    return f"{before.rstrip()}\n\n{section()}{after}"


def printed() -> dict[tuple[str, str, str], float]:
    """Our distances as the first table of the section prints them, by from, to and by."""
    text = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(TYPED)[0]
    cells = [line.strip("| \n").split(" | ") for line in text.splitlines() if "|" in line]
    return {(start, end, by): float(nm.replace(",", "")) for start, end, by, _, nm, _ in cells[2:]}


def _port(name: str, printed: str, nation: str, lat: float, lon: float) -> Seaport:
    return Seaport(
        id=name,
        name=printed,
        nation=nation,
        lat=lat,
        lon=lon,
        draft_m=13.0,
        stons_day=0,
        source="position for this comparison",
        verified=False,
    )


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
