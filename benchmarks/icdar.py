"""Table structure on the ICDAR 2013 competition's EU files: adjacency-relation F1, as in the competition.

    python benchmarks/icdar.py ../shared/icdar2013 [--engine own|pdfplumber|camelot] [--regions] [-v] [--only eu-005]

Göbel et al., "ICDAR 2013 Table Competition": a table is turned into the set of relations between each non-empty cell
and its nearest non-empty neighbour to the right and below; blank cells are skipped. Texts are compared without blanks.
Recall is right relations over true ones, precision right over found, both per document over all its tables; the
figures are means over documents. With `--regions` only found tables that lie on a true one count, and what is
found elsewhere is left out of precision.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

Grid = list[list[str]]
Relation = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table as an engine found it: its page, and row, column, spans and text of each cell."""

    page: int
    cells: tuple[tuple[int, int, int, int, str], ...]


def squeezed(text: str) -> str:
    """Give a text without blanks, case and compatibility forms folded (small capitals are told apart by none)."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def relations(table: FoundTable) -> Iterable[Relation]:
    """Give the relations between neighbouring non-empty cells."""
    cells = [cell for cell in table.cells if squeezed(cell[4])]
    for cell in cells:
        row, column, rows, columns, text = cell
        for direction, (start, first, span) in (
            ("right", (column + columns, row, rows)),
            ("below", (row + rows, column, columns)),
        ):
            for other in nearest(cells, cell, direction, start, first, span):
                yield table.page, direction, squeezed(text), squeezed(other[4])


def nearest(
    cells: list[tuple[int, int, int, int, str]],
    cell: tuple[int, int, int, int, str],
    direction: str,
    start: int,
    first: int,
    span: int,
) -> list[tuple[int, int, int, int, str]]:
    """Give the nearest non-empty cells in a direction, one for each row or column that the cell covers."""
    found: list[tuple[int, int, int, int, str]] = []
    along, across = (1, 0) if direction == "right" else (0, 1)
    for lane in range(first, first + span):
        ahead = [o for o in cells if o[along] >= start and o[across] <= lane < o[across] + o[2 + across]]
        if not ahead:
            continue
        other = min(ahead, key=lambda each: each[along])
        if other not in found and other is not cell:
            found.append(other)
    return found


def true_tables(file: Path) -> list[FoundTable]:
    """Read the competition's structure file."""
    tables = []
    for region in ElementTree.parse(file).getroot().iter("region"):
        cells = []
        for cell in region.iter("cell"):
            row, column = int(cell.get("start-row", 0)), int(cell.get("start-col", 0))
            rows = int(cell.get("end-row", row)) - row + 1
            columns = int(cell.get("end-col", column)) - column + 1
            cells.append((row, column, rows, columns, cell.findtext("content") or ""))
        tables.append(FoundTable(int(region.get("page", 1)), tuple(cells)))
    return tables


def own_tables(file: Path) -> list[FoundTable]:
    """Find tables with kommunrapport's reader."""
    from kommunrapport.extract.readers.pdf import read_pdf

    document = read_pdf(file.read_bytes(), file.name)
    return [
        FoundTable(
            table.place.page or 0,
            tuple((c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells),
        )
        for table in document.tables()
    ]


def pdfplumber_tables(file: Path) -> list[FoundTable]:
    """Find tables with pdfplumber's default settings."""
    import pdfplumber

    tables = []
    with pdfplumber.open(file) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            tables += [FoundTable(number, tuple(_plain(table.extract()))) for table in page.find_tables()]
    return tables


def camelot_tables(file: Path) -> list[FoundTable]:
    """Find tables with camelot, lattice first and stream where that finds none on a page."""
    import camelot

    lattice = list(camelot.read_pdf(str(file), pages="all", flavor="lattice", suppress_stdout=True))
    pages = {table.page for table in lattice}
    stream = camelot.read_pdf(str(file), pages="all", flavor="stream", suppress_stdout=True)
    every = lattice + [table for table in stream if table.page not in pages]
    return [FoundTable(table.page, tuple(_plain(table.df.values.tolist()))) for table in every]


def _plain(grid: list[list[str | None]]) -> Iterable[tuple[int, int, int, int, str]]:
    return ((r, c, 1, 1, text or "") for r, row in enumerate(grid) for c, text in enumerate(row))


ENGINES: dict[str, Callable[[Path], list[FoundTable]]] = {
    "own": own_tables,
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_tables,
}


def overlaps(table: FoundTable, truths: list[FoundTable]) -> bool:
    """Say whether a found table is one of the true ones: a good part of its texts stand in a true table of its page.

    Texts tell this better than boxes: some files crop their pages, and engines count from different corners.
    """
    own = Counter(squeezed(cell[4]) for cell in table.cells if squeezed(cell[4]))
    for truth in truths:
        true = Counter(squeezed(cell[4]) for cell in truth.cells)
        if truth.page == table.page and sum((own & true).values()) > 0.3 * sum(own.values()):
            return True
    return False


def main() -> None:
    """Print precision, recall and F1 per document and their means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=ENGINES, default="own")
    parser.add_argument("--regions", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    scores = []
    started = time.process_time()
    for truth_file in sorted(options.folder.glob("*-str.xml")):
        name = truth_file.name.removesuffix("-str.xml")
        if options.only not in name:
            continue
        truths = true_tables(truth_file)
        found = ENGINES[options.engine](options.folder / f"{name}.pdf")
        if options.regions:
            found = [table for table in found if overlaps(table, truths)]
        gold = Counter(relation for table in truths for relation in relations(table))
        got = Counter(relation for table in found for relation in relations(table))
        right = sum((gold & got).values())
        precision = right / max(sum(got.values()), 1)
        recall = right / max(sum(gold.values()), 1)
        scores.append((precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)))
        counts = f"true {sum(gold.values())} found {sum(got.values())}"
        print(f"{name:10} P {precision:.3f} R {recall:.3f} F1 {scores[-1][2]:.3f}  {counts}")
        if options.verbose:
            for relation in list((gold - got).elements())[:40]:
                print("   missed", relation)
            for relation in list((got - gold).elements())[:40]:
                print("   wrong ", relation)
    means = [mean(score[at] for score in scores) for at in range(3)]
    seconds = time.process_time() - started
    print(f"mean of {len(scores)}: P {means[0]:.3f} R {means[1]:.3f} F1 {means[2]:.3f}  ({seconds:.1f} s CPU)")


if __name__ == "__main__":
    main()
