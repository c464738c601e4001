"""The store of a batch: one table a file, Parquet where pyarrow is installed and CSV elsewhere."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from projection.batch.folder import write_whole, writing
from projection.errors import Finding, InputError
from projection.read.tables import guarded
from projection.report.outcome import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

Columns = Mapping[str, type]
"""Type of each column: str, int, float or bool; every cell may be blank."""

TABLES = ("runs", *COLUMNS, "seconds")
"""Tables of a store; ``seconds`` alone differs from one batch to the next of the same sweep."""


def has_parquet() -> bool:
    """Whether Parquet can be written and read."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        return False
    return True


def write_table(folder: Path, name: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> Path:
    """Write a table whole; the same rows, the same bytes. One of the other format is taken away."""
    suffix, data = (".parquet", _parquet) if has_parquet() else (".csv", _csv)
    path = folder / f"{name}{suffix}"
    with writing(folder):
        write_whole(path, data(columns, rows))
    (folder / f"{name}{'.csv' if suffix == '.parquet' else '.parquet'}").unlink(missing_ok=True)
    return path


def _parquet(columns: Columns, rows: Sequence[Sequence[Any]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    arrays = [pa.array([row[at] for row in rows], type=kinds[kind]) for at, kind in enumerate(columns.values())]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, names=list(columns)), out, compression="zstd")
    return out.getvalue()


def _csv(columns: Columns, rows: Sequence[Sequence[Any]]) -> bytes:
    texts = [at for at, kind in enumerate(columns.values()) if kind is str]
    safe = [[guarded(v) if at in texts and v else v for at, v in enumerate(row)] for row in rows]
    return frame(columns, safe).to_csv(index=False, lineterminator="\n").encode()


def frame(columns: Columns, rows: Iterable[Sequence[Any]]) -> "pd.DataFrame":
    """Rows as a data frame; whole numbers may be blank."""
    import pandas as pd

    kinds = {str: "object", int: "Int64", float: "float64", bool: "boolean"}
    found = list(rows)
    series = {
        name: pd.Series([row[at] for row in found], dtype=kinds[kind])
        for at, (name, kind) in enumerate(columns.items())
    }
    return pd.DataFrame(series)


def read_table(folder: Path, name: str) -> "pd.DataFrame":
    """A table of a store; raises `InputError` when it is not there or cannot be read."""
    import pandas as pd

    file = folder / f"{name}.parquet"
    try:
        if file.exists():
            return pd.read_parquet(file, dtype_backend="numpy_nullable")
        return pd.read_csv(folder / f"{name}.csv", dtype_backend="numpy_nullable")
    except ImportError as error:
        raise InputError([Finding(str(file), "needs pyarrow", 'pip install "projection[data]"')]) from error
    except (OSError, ValueError) as error:
        mend = "run projection batch on its sweep.yaml again"
        raise InputError([Finding(str(folder), f"holds no table {name} that can be read", mend)]) from error


def query(folder: Path, sql: str) -> "pd.DataFrame":
    """Ask a store in SQL, where each table goes by its name; by DuckDB, which reads nothing else.

    Raises `InputError` when DuckDB is not installed or refuses the question.
    """
    try:
        import duckdb
    except ImportError as error:
        fault = Finding("--sql", "DuckDB is not installed", 'pip install "projection[data]"')
        raise InputError([fault]) from error
    with duckdb.connect() as base:
        for name in TABLES:
            table = read_table(folder, name)
            base.register(f"_{name}", table)
            base.execute(f'create table "{name}" as select * from "_{name}"')
            base.unregister(f"_{name}")
        base.execute("set enable_external_access = false")
        try:
            found: pd.DataFrame = base.execute(sql).fetch_df()
        except duckdb.Error as error:
            mend = f"tables are {', '.join(TABLES)}"
            raise InputError([Finding("--sql", " ".join(str(error).split())[:300], mend)]) from error
    return found
