"""Findings about tables that were just written, said with the rows of the file that they came from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from projection.errors import Finding

_PLACE = re.compile(r"\b([a-z_]+\.csv|scenario\.toml):(\d+)")
_COLUMN = re.compile(r"^([a-z_]+\.csv)(:\d+)?: ([^:]+)$")


@dataclass(frozen=True)
class Origin:
    """Where a written table came from: sheet, row of each physical line, heading of each column."""

    where: str
    rows: Mapping[int, int]
    headings: Mapping[str, str] = field(default_factory=dict)


def told(findings: Iterable[Finding], origins: Mapping[str, Origin]) -> list[Finding]:
    """The findings with the places of the file that was imported, each once."""

    def moved(match: re.Match[str]) -> str:
        origin = origins.get(match[1])
        row = origin.rows.get(int(match[2])) if origin else None
        return f"{origin.where}:{row}" if origin and row else match[0]

    found = []
    for finding in findings:
        where = finding.where
        column = _COLUMN.match(where)
        if column and column[1] in origins:
            heading = origins[column[1]].headings.get(column[3].lower())
            if heading and heading.upper() != column[3]:
                where = f"{where} ({heading})"
        found.append(replace(finding, where=_PLACE.sub(moved, where), what=_PLACE.sub(moved, finding.what)))
    return list(dict.fromkeys(found))
