"""Places, passages and sailed lines of the made-up plan; positions as in public tables, the rest invented."""

from projection.network.network import Network
from projection.network.rows import Aircraft, Airfield, Nation, Passage, Seaport, Ship, Site

WHAT = {"source": "made up for tests", "verified": False}

FIELDS = """
ETAR Ramstein DEU 49.437 7.600
EGVN Brize_Norton GBR 51.750 -1.584
LFOJ Orleans FRA 47.988 1.761
EHEH Eindhoven NLD 51.450 5.375
EPPW Powidz POL 52.379 17.854
LGSA Souda GRC 35.532 24.150
OTBH Al_Udeid QAT 25.117 51.315
VCBI Colombo LKA 7.181 79.884
WSAP Paya_Lebar SGP 1.360 103.910
RPLC Clark PHL 15.186 120.560
PAED Elmendorf USA 61.251 -149.807
RJSM Misawa JPN 40.703 141.368
LPLA Lajes PRT 38.762 -27.091
KSUU Travis USA 38.265 -121.924
PHNL Hickam USA 21.319 -157.922
PWAK Wake USA 19.282 166.636
RKSO Osan KOR 37.091 127.030
RKPK Gimhae KOR 35.179 128.938
RKTN Daegu KOR 35.894 128.659
"""
PORTS = """
GBMAR Marchwood GBR 50.883 -1.417
DEBRV Bremerhaven DEU 53.567 8.533
ITLIV Livorno ITA 43.550 10.300
NLEEM Eemshaven NLD 53.450 6.830
KRPUS Busan KOR 35.100 129.040
KRKAN Gwangyang KOR 34.900 127.700
"""
SITES = """
CHEORWON Cheorwon KOR 38.146 127.313
POCHEON Pocheon KOR 37.895 127.200
PYEONGTAEK Pyeongtaek KOR 36.992 127.113
"""
NATIONS = {
    "CHN": "closed",
    "RUS": "closed",
    "PRK": "closed",
    "IRN": "closed",
    "SYR": "closed",
    "UKR": "closed",
    "BLR": "closed",
    "IND": "open",
}

MED = ((-5.6, 35.95), (-2, 36.3), (5, 37.8), (11.1, 37.5), (15, 35.8), (24, 34.2), (32.3, 31.4))
EAST = (
    ((32.55, 29.9), (34, 27.6), (38, 21), (41.5, 15.5), (43.35, 12.6), (45, 12), (51.5, 12.6))
    + ((80, 5.7), (94.5, 6.2), (98, 5.4), (101, 2.8), (103.6, 1.15), (104.6, 1.4), (106, 4))
    + ((109.5, 10), (114, 16), (118.5, 21.5), (120.2, 24.6), (123, 29.5), (127.5, 33.3))
)
BISCAY = ((-5.9, 48.8), (-9.7, 43.4), (-9.8, 38.5), (-8.8, 36.6))
CHANNEL = ((3.2, 52.4), (1.4, 50.9), (-1.2, 50.2))
CAPE = (
    (-17.8, 28),
    (-18, 15),
    (-9, 2),
    (14, -32),
    (18, -35.2),
    (27, -35),
    (48, -27),
    (90, -2),
    (94.5, 6.2),
) + EAST[9:]
PANAMA = ((-20, 46), (-62, 20), (-68, 17.5), (-79.9, 9.4), (-79.5, 8.8), (-80.5, 6.5), (-118, 24)) + (
    (-180, 40),
    (-215, 36.5),
    (-226.5, 33),
    (-229, 32.5),
    (-231, 34.2),
)
LANES = {
    "GBMAR-suez": ((-1.417, 50.883), (-1.2, 50.2), *BISCAY, *MED, *EAST),
    "DEBRV-suez": ((8.533, 53.567), (7.5, 53.95), *CHANNEL, *BISCAY, *MED, *EAST),
    "NLEEM-cape": ((6.83, 53.45), (6, 53.8), *CHANNEL, *BISCAY[:2], *CAPE),
    "GBMAR-panama": ((-1.417, 50.883), (-1.2, 50.2), (-5.9, 48.8), *PANAMA),
    "ITLIV-suez": ((10.3, 43.55), (9.7, 43), (8, 40), (8.8, 38), *MED[3:], *EAST),
}
"""Lines to the strait south of Korea by the name of the way."""

PASSAGES = """
suez Suez_Canal 32.0 29.8 32.8 31.5
bab_el_mandeb Bab_el-Mandeb 43.0 12.3 43.8 13.0
malacca Strait_of_Malacca 98.0 1.0 103.0 5.5
panama Panama_Canal -80.2 8.7 -79.3 9.6
taiwan Taiwan_Strait 118.0 23.0 121.0 25.5
"""


def _rows(text: str) -> list[list[str]]:
    return [[cell.replace("_", " ") for cell in line.split()] for line in text.strip().splitlines()]


def _place(row: list[str]) -> dict[str, object]:
    return {
        "id": row[0],
        "name": row[1],
        "nation": row[2],
        "lat": float(row[3]),
        "lon": float(row[4]),
        **WHAT,
    }


def network() -> Network:
    """A thin network from Europe to Korea."""
    fields = [
        Airfield(**_place(row), runway_ft=10000, mog_working=4, mog_parking=8, fuel_stons_day=900, enroute=True)
        for row in _rows(FIELDS)
    ]
    ports = [Seaport(**_place(row), draft_m=13, berths_roro=2, stons_day=4000) for row in _rows(PORTS)]
    sites = [Site(**_place(row)) for row in _rows(SITES)]
    closed = [Nation(id=nation, name=nation.title(), airspace=state, **WHAT) for nation, state in NATIONS.items()]
    states = sorted({place.nation for place in (*fields, *ports, *sites)})
    passages = []
    for row in PASSAGES.strip().splitlines():
        name, label, *box = row.split()
        west, south, east, north = map(float, box)
        passages.append(
            Passage(
                id=name,
                name=label.replace("_", " "),
                west=west,
                south=south,
                east=east,
                north=north,
                **WHAT,
            )
        )
    return Network(
        name="made-up",
        nations=_by_id([*closed, *(Nation(id=state, name=state.title(), **WHAT) for state in states)]),
        airfields=_by_id(fields),
        seaports=_by_id(ports),
        sites=_by_id(sites),
        passages=_by_id(passages),
        land_links={},
        legs=(),
        aircraft=_by_id([_aircraft("C-17", 450, 45, 102), _aircraft("A400M", 400, 28, 54)]),
        ships=_by_id([_ship("ARK", 18, 4500), _ship("POINT", 17, 3000)]),
    )


def _by_id(rows):
    return {row.id: row for row in sorted(rows, key=lambda row: row.id)}


def _aircraft(name: str, knots: float, stons: float, seats: int) -> Aircraft:
    return Aircraft(
        id=name,
        name=name,
        block_kt=knots,
        payload_stons=stons,
        pax=seats,
        ferry_nm=5200,
        runway_ft=3500,
        slot=1,
        onload_h=4,
        enroute_h=3,
        offload_h=3,
        use_rate_h=8,
        fuel_stons_h=8,
        **WHAT,
    )


def _ship(name: str, knots: float, stons: float) -> Ship:
    return Ship(
        id=name,
        name=name,
        speed_kt=knots,
        draft_m=7.5,
        beam_m=26,
        loa_m=195,
        berth="roro",
        payload_stons=stons,
        load_h=30,
        unload_h=30,
        **WHAT,
    )
