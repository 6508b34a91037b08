"""What a PDF page costs, in multiples of the least that any reader through pdfium can need.

    python benchmarks/pages.py [REPORT.pdf ...] [--shared SHARED] [--rounds N] [--sample N]

The least is pdfium's own pass: load the page, load its text, ask for the text once. Beside it stand the engine (words,
symbols, tables, up to the neutral document), the whole conversion in a warm process, and plain pdfplumber's
`extract_tables` on a sample of the pages. CPU time, the rounds interleaved, the median of N; memory is the process's
peak after each report has been converted as often. Collection is as rare as on the command line.

What a compiled helper would give was measured with one of three loops in C (boxes of letters, types of words, kinds of
page objects), fed with pdfium's own functions: engine / pdfium 2.39 -> 2.12, 2.96 -> 2.53 and 3.47 -> 3.30 on the three
usual reports, convert / pdfium 2.60 -> 2.29, 3.61 -> 3.16 and 5.43 -> 5.25. About half of what is left is layout, no
loop over letters. That is too little for a compiler in every installation: there is none.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import io
import logging
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as raw

from kommunrapport.extract.readers.pdf import read_pdf
from kommunrapport.pipeline import report_of

ROOT = Path(__file__).resolve().parents[1]
USUAL = ("linjerad-*-stor", "linjerad-vaxjo-*", "ekonomi-karlstad-*")


def pdfium_pass(data: bytes) -> None:
    """Load every page and its text, and ask for the text."""
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, index)
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text)
        raw.FPDFText_GetText(text, 0, count, (ctypes.c_ushort * (count + 1))())
        raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)
    document.close()


def plumber_tables(data: bytes, sample: list[int]) -> None:
    """Extract the tables of some pages (1-based) with pdfplumber and no settings."""
    with pdfplumber.open(io.BytesIO(data), pages=sample) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: Path, rounds: int, most_sampled: int) -> str:
    """Give one report's line."""
    data = path.read_bytes()
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    document.close()
    sample = list(range(1, pages + 1))[:: max(pages // most_sampled, 1)]
    works: dict[str, tuple[int, Callable[[], object]]] = {
        "pdfium": (pages, lambda: pdfium_pass(data)),
        "engine": (pages, lambda: read_pdf(data, path.name)),
        "convert": (pages, lambda: report_of(read_pdf(data, path.name)).to_json()),
        "plumber": (len(sample), lambda: plumber_tables(data, sample)),
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    works["convert"][1]()
    for _ in range(rounds):
        for name, (count, work) in works.items():
            spent[name].append(1000 * cpu_seconds(work) / count)
    cost = {name: statistics.median(each) for name, each in spent.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.stem[:34]:34s} {pages:5d} {cost['pdfium']:9.2f} {cost['engine'] / cost['pdfium']:8.2f} x "
        f"{cost['convert'] / cost['pdfium']:8.2f} x {cost['plumber'] / cost['engine']:9.1f} x {memory:8.0f} MB"
    )


def main() -> None:
    """Measure and print one line per report."""
    arguments = argparse.ArgumentParser(description="CPU time of PDF pages against pdfium's own pass and pdfplumber")
    arguments.add_argument("reports", nargs="*", type=Path)
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--sample", type=int, default=12, help="pages of each report that pdfplumber reads")
    chosen = arguments.parse_args()
    folder = chosen.shared / "corpus" / "dev"
    reports = chosen.reports or [report for name in USUAL for report in sorted(folder.glob(f"{name}.pdf"))]
    gc.set_threshold(20_000, 20, 20)
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    print("report                             pages  pdfium ms  engine    convert   pdfplumber       peak")
    print("                                            /page  /pdfium    /pdfium      /engine     memory")
    for report in reports:
        print(measure(report, chosen.rounds, chosen.sample), flush=True)


if __name__ == "__main__":
    main()
