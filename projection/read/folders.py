"""Read network and scenario folders; find them by name; hash them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from projection.errors import Finding, InputError
from projection.network.network import Network
from projection.network.rows import (
    Aircraft,
    Airfield,
    LandLink,
    Leg,
    Nation,
    NetworkSettings,
    Passage,
    PayloadRange,
    Seaport,
    Ship,
    Site,
)
from projection.read.find import base_of
from projection.read.overrides import FILE as OVERRIDES
from projection.read.overrides import Over
from projection.read.scenario_tables import BY_ID, FIELDS, OPTIONAL, SCENARIO_TABLES
from projection.read.settings import FILES as SETTINGS_FILES
from projection.read.settings import NETWORK_FILE, SettingsRead, read_network_settings, read_settings
from projection.read.tables import Located, Table, place, read_csv
from projection.read.words import nearest, shown
from projection.scenario.orders import Order
from projection.scenario.rows import Movement
from projection.scenario.scenario import Scenario

R = TypeVar("R", bound=BaseModel)

NETWORK_TABLES: Mapping[str, type[BaseModel]] = {
    "nations.csv": Nation,
    "airfields.csv": Airfield,
    "seaports.csv": Seaport,
    "sites.csv": Site,
    "passages.csv": Passage,
    "land_links.csv": LandLink,
    "legs.csv": Leg,
    "aircraft.csv": Aircraft,
    "payload_range.csv": PayloadRange,
    "ships.csv": Ship,
}
_REQUIRED = (("nations.csv",), ("airfields.csv", "seaports.csv"), ("aircraft.csv", "ships.csv"))
_ONE_NAME_EACH: tuple[tuple[type[BaseModel], ...], ...] = (
    (Nation,),
    (Airfield, Seaport, Site),
    (Passage,),
    (LandLink,),
    (Aircraft, Ship),
    *((FIELDS[field],) for field in BY_ID),
    (Order,),
)
"""Row types whose ids share one set of names: an airfield and a port cannot be called the same."""

_SUFFIXES = (".csv", ".toml", ".yaml", ".yml")


@dataclass(frozen=True)
class Folder:
    """The tables of a folder as read, with everything that is wrong with them.

    ``settings`` are those of a network; a scenario's are read apart.
    """

    path: Path
    tables: Mapping[type[BaseModel], Table[Any]]
    findings: tuple[Finding, ...]
    settings: NetworkSettings = NetworkSettings()

    def table(self, row_type: type[R]) -> Table[R]:
        """The table of a row type; empty when the folder does not have the file."""
        return self.tables[row_type]

    def rows(self, row_type: type[R]) -> tuple[Located[R], ...]:
        """Rows without fault, with their lines."""
        return self.table(row_type).rows


def read_network(path: Path) -> Network:
    """Read a network folder; raise `InputError` with every fault of its files."""
    folder = read_network_folder(path)
    _raise_errors(folder.findings)
    return network_of(folder)


def read_scenario(path: Path) -> Scenario:
    """Read a scenario folder; raise `InputError` with every fault of its files.

    Cross-table faults (a node that the network does not have) are found by `projection.read.check.check`.
    """
    folder, settings = read_scenario_folder(path)
    _raise_errors(folder.findings)
    scenario = scenario_of(folder, settings)
    assert scenario is not None, "settings without error are settings"
    return scenario


def read_network_folder(path: Path) -> Folder:
    """Read the tables of a network folder, faults and all."""
    absent = frozenset(name for name in NETWORK_TABLES if not (path / name).exists())
    settings, findings = read_network_settings(path)
    lacking: list[str] = []
    for group in _REQUIRED:
        if absent.issuperset(group):
            lacking += group
            mend = "add it" if len(group) == 1 else f"add it or {group[1]}"
            findings.append(Finding(group[0], "the file is missing", mend))
    folder = _read_folder(path, NETWORK_TABLES, absent, findings)
    unknown = {kind: replace(table, whole=False) for kind, table in folder.tables.items() if table.file in lacking}
    return replace(folder, tables={**folder.tables, **unknown}, settings=settings)


def read_scenario_folder(path: Path, over: Over | None = None) -> tuple[Folder, SettingsRead]:
    """Read the settings and tables of a scenario folder, faults and all (those of the settings included).

    ``over`` keys count instead of those of the settings.
    """
    settings = read_settings(path, over)
    findings = list(settings.findings) if path.is_dir() else []
    base, faults = base_of(path, settings)
    return _read_folder(path, SCENARIO_TABLES, OPTIONAL, [*findings, *faults], base), settings


def network_of(folder: Folder) -> Network:
    """The rows without fault as a `Network`, sorted by id."""
    return Network(
        name=folder.path.resolve().name,
        nations=_by_id(folder.rows(Nation)),
        airfields=_by_id(folder.rows(Airfield)),
        seaports=_by_id(folder.rows(Seaport)),
        sites=_by_id(folder.rows(Site)),
        passages=_by_id(folder.rows(Passage)),
        land_links=_by_id(folder.rows(LandLink)),
        legs=tuple(_in_hours(row, folder.settings) for row in _sorted(folder.rows(Leg))),
        aircraft=_by_id(folder.rows(Aircraft)),
        ships=_by_id(folder.rows(Ship)),
        payload_range=_sorted(folder.rows(PayloadRange)),
        geography=folder.settings.geography,
        period_h=folder.settings.period_h,
    )


def _in_hours(row: Leg, settings: NetworkSettings) -> Leg:
    """The leg with its periods, if it has any, as hours."""
    if row.periods is None:
        return row
    return row.model_copy(update={"hours": row.periods * settings.period_h, "periods": None})


def scenario_of(folder: Folder, settings: SettingsRead) -> Scenario | None:
    """The rows without fault as a `Scenario`, sorted; None when the settings were refused."""
    if settings.settings is None:
        return None
    rows: dict[str, Any] = {
        field: _by_id(folder.rows(row_type)) if field in BY_ID else _sorted(folder.rows(row_type))
        for field, row_type in FIELDS.items()
    }
    postures = settings.settings.postures
    rows["movements"] = {
        uln: row if postures.has(row.role) else row.empty() for uln, row in rows["movements"].items()
    }
    return Scenario(name=folder.path.resolve().name, settings=settings.settings, **rows)


def input_hash(scenario_path: Path, network_path: Path) -> str:
    """SHA-256 over names and bytes of every CSV, TOML and YAML file of both folders; a README does not count."""
    digest = hashlib.sha256()
    for kind, folder in (("scenario", scenario_path), ("network", network_path)):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                data = path.read_bytes()
                digest.update(f"{kind}/{path.name}\n{len(data)}\n".encode())
                digest.update(data)
    return digest.hexdigest()


def id_column(row_type: type[BaseModel]) -> str:
    """Name of the column that names a row."""
    return "uln" if row_type is Movement else "id"


def no_folder(path: Path, row_types: Mapping[str, type[BaseModel]], *faults: Finding) -> Folder:
    """A folder that is not there: every table may hold anything."""
    tables = {row_type: Table[Any](file, whole=False) for file, row_type in row_types.items()}
    return Folder(path, tables, faults)


def _read_folder(
    path: Path,
    row_types: Mapping[str, type[BaseModel]],
    optional: Iterable[str],
    findings: list[Finding],
    base: Path | None = None,
) -> Folder:
    if not path.is_dir():
        fault = Finding(str(path), "is not a folder", "name a folder that holds the tables")
        return no_folder(path, row_types, fault)
    tables = {}
    for file, row_type in row_types.items():
        lent = base is not None and not (path / file).exists() and (base / file).exists()
        source = base / file if base is not None and lent else path / file
        left_out = file in optional and not source.exists()
        tables[row_type] = Table[Any](file) if left_out else read_csv(source, row_type)
        findings += tables[row_type].findings
    findings += _unread_files(path, row_types)
    for group in _ONE_NAME_EACH:
        findings += _names_twice([(tables[kind], id_column(kind)) for kind in group if kind in tables])
    return Folder(path, tables, tuple(findings))


def _unread_files(path: Path, row_types: Mapping[str, type[BaseModel]]) -> list[Finding]:
    others = (*SETTINGS_FILES, OVERRIDES) if Movement in row_types.values() else (NETWORK_FILE,)
    known = frozenset({*row_types, *others})
    findings = []
    for name in sorted(entry.name for entry in path.iterdir()):
        if name not in known and Path(name).suffix.lower() in _SUFFIXES:
            near = nearest(name, known)
            mend = f"did you mean {near}?" if near else "delete it or move it away"
            if name in NETWORK_TABLES or name in SCENARIO_TABLES:
                mend = f"it belongs to a {'network' if name in NETWORK_TABLES else 'scenario'} folder"
            findings.append(Finding(name, "is not a file of this folder and is not read", mend, "warning"))
    return findings


def _names_twice(tables: list[tuple[Table[Any], str]]) -> list[Finding]:
    """Names that stand twice in tables that share one set of names, or differ only by case."""
    seen: dict[str, tuple[str, str, int]] = {}
    findings = []
    for table, column in tables:
        for line, name in table.column(column):
            first = seen.setdefault(name.lower(), (name, table.file, line))
            if first[1:] == (table.file, line):
                continue
            earlier = place(first[1], first[2])
            told = shown(name)[1:-1]
            same = first[0] == name
            what = (
                f"{told} stands already at {earlier}"
                if same
                else f"{told} is {shown(first[0])[1:-1]} at {earlier} but for its case"
            )
            findings.append(Finding(place(table.file, line, column), what, "give each its own name"))
    return findings


def _by_id(rows: tuple[Located[R], ...]) -> dict[str, R]:
    named = {str(getattr(found.row, id_column(type(found.row)))): found.row for found in rows}
    return dict(sorted(named.items()))


def _sorted(rows: tuple[Located[R], ...]) -> tuple[R, ...]:
    return tuple(sorted((found.row for found in rows), key=lambda row: row.model_dump_json()))


def _raise_errors(findings: Iterable[Finding]) -> None:
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        raise InputError(errors)
