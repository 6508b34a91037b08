"""Parquet and DuckDB: columns of declared types, written some thousand rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .tables import TABLES, cells_of, field

if TYPE_CHECKING:
    from .tables import Cells, Stored

_ROWS_AT_A_TIME = 20_000
"""Rows of one table that are held before they are written: a few megabytes."""

_SQL_TYPES = {"string": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "boolean": "BOOLEAN"}


def _schema(table: str) -> Any:
    import pyarrow as pa

    types = {"string": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_()}
    return pa.schema(
        [
            pa.field(name, types[kind], metadata={"description": field(table, name).description})
            for name, kind in TABLES[table].items()
        ]
    )


class _Batches:
    """Rows of every table, given on as Arrow tables when there are enough of them."""

    def __init__(self) -> None:
        self._schemas = {name: _schema(name) for name in TABLES}
        self._rows: dict[str, list[Cells]] = {name: [] for name in TABLES}

    def add(self, stored: Stored) -> None:
        """Take the rows of one report."""
        for table, cells in cells_of(stored):
            rows = self._rows[table]
            rows.append(cells)
            if len(rows) >= _ROWS_AT_A_TIME:
                self._give_on(table)

    def _give_on(self, table: str) -> None:
        import pyarrow as pa

        rows, self._rows[table] = self._rows[table], []
        if rows:
            schema = self._schemas[table]
            columns: Sequence[Any] = [
                pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), schema.types, strict=True)
            ]
            self._write(table, pa.Table.from_arrays(columns, schema=schema))

    def _write(self, table: str, rows: Any) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Write what is left."""
        for table in TABLES:
            self._give_on(table)


class Parquet(_Batches):
    """A folder with one Parquet file for every kind of record."""

    def __init__(self, folder: Path) -> None:
        from pyarrow import parquet

        super().__init__()
        folder.mkdir()
        self._folder = folder
        self._writers: dict[str, Any] = {
            name: parquet.ParquetWriter(folder / f"{name}.parquet", self._schemas[name], compression="zstd")
            for name in TABLES
        }

    def _write(self, table: str, rows: Any) -> None:
        self._writers[table].write_table(rows)

    def close(self) -> None:
        """Write what is left and describe the files."""
        from .datapackage import write_datapackage

        super().close()
        for writer in self._writers.values():
            writer.close()
        write_datapackage(self._folder, "parquet")


class DuckDB(_Batches):
    """One database file with a table for every kind of record."""

    def __init__(self, file: Path) -> None:
        import duckdb

        super().__init__()
        # Of all memory there is, it would take most.
        self._database: Any = duckdb.connect(str(file), config={"memory_limit": "512MB"})
        for table, columns in TABLES.items():
            typed = ", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in columns.items())
            self._database.execute(f'CREATE TABLE "{table}" ({typed})')
            for name in columns:
                description = field(table, name).description.replace("'", "''")
                self._database.execute(f'COMMENT ON COLUMN "{table}"."{name}" IS \'{description}\'')

    def _write(self, table: str, rows: Any) -> None:
        self._database.register("coming", rows)
        self._database.execute(f'INSERT INTO "{table}" SELECT * FROM coming')
        self._database.unregister("coming")

    def close(self) -> None:
        """Write what is left."""
        super().close()
        self._database.close()
