"""Whatever stands in the files, reading ends in rows or in findings, never in another error."""

import string
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projection.errors import InputError
from projection.read.check import check
from projection.read.folders import read_network, read_scenario
from tests.helpers import NETWORK, SCENARIO, write_case

TEXTS = {**NETWORK, **SCENARIO}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ODD = st.sampled_from(
    [
        "",
        " ",
        '"',
        ",",
        ";",
        "\n",
        "\r",
        "\0",
        "nan",
        "-1",
        "1e308",
        "9" * 400,
        "*",
        "=x",
        "\ufeff",
        "TRUE",
        "[",
        "{",
    ]
)
PIECE = ODD | st.text(max_size=8) | st.text(alphabet=string.printable, max_size=8)


def read_all(path: Path) -> None:
    """Check and read both folders; only `InputError` may be raised."""
    errors = [finding for finding in check(path) if finding.level == "error"]
    for read, folder in ((read_scenario, path), (read_network, path.parent / "networks" / "small")):
        try:
            read(folder)
        except InputError as error:
            assert errors, f"check found nothing: {error}"


@QUICK
@given(name=st.sampled_from(sorted(TEXTS)), data=st.binary(max_size=300))
def test_random_bytes_are_findings(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_case(Path(folder))
        (next(Path(folder).rglob(name))).write_bytes(data)
        read_all(path)


@QUICK
@given(name=st.sampled_from(sorted(TEXTS)), data=st.data())
def test_a_changed_cell_is_read_or_a_finding(name: str, data: st.DataObject) -> None:
    lines = [line.split(",") for line in TEXTS[name].split("\n")]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.integers(0, len(lines) - 1))
        column = data.draw(st.integers(0, len(lines[row]) - 1))
        lines[row][column] = data.draw(PIECE)
    with tempfile.TemporaryDirectory() as folder:
        path = write_case(Path(folder))
        text = "\n".join(",".join(line) for line in lines)
        (next(Path(folder).rglob(name))).write_bytes(text.encode("utf-8", "surrogatepass"))
        read_all(path)


@QUICK
@given(text=st.lists(PIECE | st.sampled_from(["title: ", "weights:\n  ", "gap: ", "- ", "&a ", "*a", "!!int "])))
def test_random_yaml_is_findings(text: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_case(Path(folder), {"scenario.toml": None})
        (path / "scenario.yaml").write_bytes("".join(text).encode("utf-8", "surrogatepass"))
        read_all(path)
