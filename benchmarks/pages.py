"""What a PDF page costs, in multiples of the least that any reader through pdfium can need.

    python benchmarks/pages.py [REPORT.pdf ...] [--shared SHARED] [--rounds N] [--sample N]

The least is pdfium's own pass: load the page, load its text, ask for the text once. Beside it stand the engine (words,
symbols, tables, up to the neutral document), the whole conversion in a warm process, and plain pdfplumber's
`extract_tables` on a sample of the pages. CPU time, the rounds interleaved, the median of N; memory is the process's
peak after each report has been converted as often. Collection is rare, if not as rare as on the command line, where no
pdfplumber leaves cycles behind.

What a compiler would give was measured twice, and both times it was too little for a compiler in every installation.

A helper of three loops in C (boxes of letters, types of words, kinds of page objects), fed with pdfium's own functions:
engine / pdfium 2.39 -> 2.12, 2.96 -> 2.53 and 3.47 -> 3.30 on the three usual reports, convert / pdfium 2.60 -> 2.29,
3.61 -> 3.16 and 5.43 -> 5.25.

mypyc 2.4.1 on the 45 modules of the engine (10 000 lines, same bytes out, 2.5 minutes to build, 5 MB): engine / pdfium
2.65 -> 2.25, 3.07 -> 2.69 and 3.72 -> 3.12, convert / pdfium 2.80 -> 2.55, 3.68 -> 3.32 and 5.46 -> 4.86. With all 124
modules that compile the engine gains no more (2.71 and 3.10 on the last two; ten minutes, 13 MB) and nothing can be
converted: mypyc holds `Final` tuples of floats for unset, fails on an optional that a parallel assignment compares,
reads generator expressions whole, and does not take `x in (*a, *b)`. The interpreter's own loop is only 13 % of the
time on 3.11; what is compiled makes and frees the same tuples and lists, and calls ctypes, regular expressions and
numpy as before.

Of the engine's time on the longest report, by samples of its stack: 38 % is pdfium's own pass, 19 % calls of pdfium for
objects, types and boxes (this file draws each letter as an object of its own: 2 700 a page), 22 % tables and text in
order; none of our functions has more than about 3 % by itself. Neither bar is reached by one thing: a pdfium that told
the types of a page's objects in one call would spare 12 %, the compiler 15 %, which together would come to 2.0 on the
longest report, by estimate, and not on the two others.
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
