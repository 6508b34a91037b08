"""What scanning costs: digital reports printed to page images, read back, and held against their truth.

    python benchmarks/scans.py [SHARED] [DPI:TILT ...] [-v] [--ocr-cache DIR]
    python benchmarks/scans.py [SHARED] --long 40

SHARED is the folder with `corpus/dev/`, which is no part of the project. Each report is drawn at each resolution,
turned by some degrees, blurred, given noise and dust, saved as JPEG in a PDF and converted. Without conditions all nine
are measured: 150, 200 and 300 dpi at 0, 1 and 2 degrees. The table says the F1 of all facts; the last columns what the
conversion took (drawing left out): CPU seconds to the page, the share of it that was OCR, and pages to the core-minute.
With `-v` every miss is named; with `--ocr-cache` what Tesseract read is kept, and the time says nothing.

With `--long` the command line converts one scan of so many pages, once as PDF and once as TIFF (200 dpi, 1 degree), and
the table says what all its processes held at most, each page of memory counted once, and what they took.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from kommunrapport.evaluate import evaluate
from kommunrapport.pipeline import Options, read_report
from kommunrapport.schema import Report

REPORTS = ("ekonomi-karlstad-2010-b", "symboler-ystad-2011-a", "fargceller-nynashamn-2017-b")
CONDITIONS = tuple((dpi, tilt) for dpi in (150, 200, 300) for tilt in (0.0, 1.0, 2.0))

_NOISE = 7.0
_DUST = 60
_QUALITY = 80


def scanned(report: Path, dpi: int, tilt: float) -> bytes:
    """A PDF of page images, as a scanner would make it of the printed report."""
    chance = np.random.default_rng(int(dpi + 10 * tilt))
    pages = [_as_scanned(page, tilt, chance) for page in _drawn(report, dpi)]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=_QUALITY)
    return file.getvalue()


def _drawn(report: Path, dpi: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(report)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


def _as_scanned(page: Image.Image, tilt: float, chance: np.random.Generator) -> Image.Image:
    turned = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.6))
    pixels = np.asarray(turned, np.float32) * 0.96
    pixels += chance.normal(0, _NOISE, pixels.shape[:2])[..., None]
    for y, x in zip(chance.integers(0, page.height - 2, _DUST), chance.integers(0, page.width - 2, _DUST), strict=True):
        pixels[y : y + 2, x : x + 2] = 60
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def measure(corpus: Path, dpi: int, tilt: float, options: Options, verbose: bool) -> tuple[list[float], Cost]:
    """Convert the reports under one condition; give their F1 and that of all, and what it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "truth").mkdir()
        (folder / "found").mkdir()
        cost = Cost()
        for report in REPORTS:
            truth = json.loads((corpus / f"{report}.truth.json").read_text("utf-8"))
            truth.setdefault("generator", {})["scanned"] = True
            (folder / "truth" / f"{report}.truth.json").write_text(json.dumps(truth), "utf-8")
            scan = folder / f"{report}.pdf"
            scan.write_bytes(scanned(corpus / f"{report}.pdf", dpi, tilt))
            found = cost.of(scan, options)
            (folder / "found" / f"{report}.pdf.json").write_text(found.to_json(), "utf-8")
        result = evaluate(folder / "truth", folder / "found")
        if verbose:
            for file in result.files:
                print(file.name, *file.misses, sep="\n  ")
    return [*(file.total.f1 for file in result.files), result.total.f1], cost


@dataclass
class Cost:
    """CPU seconds of conversions, those of Tesseract among them, and the pages read."""

    all: float = 0.0
    tesseract: float = 0.0
    pages: int = 0

    def of(self, scan: Path, options: Options) -> Report:
        """Convert one file."""
        own, others = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
        report = read_report(scan, options)
        ocr = _cpu(resource.RUSAGE_CHILDREN) - others
        self.tesseract += ocr
        self.all += ocr + _cpu(resource.RUSAGE_SELF) - own
        self.pages += report.document.pages or 0
        return report

    def __str__(self) -> str:
        return (
            f"{self.all / self.pages:.1f} | {100 * self.tesseract / self.all:.0f} % | {60 * self.pages / self.all:.0f}"
        )


def measure_long(corpus: Path, count: int) -> None:
    """Convert one scan of many pages in either form and print what it takes."""
    sheets = (page for name in cycle(REPORTS) for page in _drawn(corpus / f"{name}.pdf", 200))
    chance = np.random.default_rng(count)
    print("| scan | file | pages | outcome | peak memory | CPU | pages/core-minute |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, *others = (_as_scanned(page, 1.0, chance) for page in islice(sheets, count))
        ways: dict[str, dict[str, Any]] = {  # In this order: writing a PDF leaves its settings with the pictures.
            ".tif": {"compression": "jpeg", "dpi": (200, 200)},
            ".pdf": {"resolution": 200, "quality": _QUALITY},
        }
        for ending, how in ways.items():
            first.save(folder / f"scan{ending}", save_all=True, append_images=others, **how)
        del first, others
        for ending in ways:
            file = folder / f"scan{ending}"
            peak, cpu, row = _watched(file, folder / "out")
            size = f"{file.stat().st_size / 1e6:.0f} MB"
            shown = f"{peak / 1e6:.0f} MB | {cpu:.0f} s | {60 * (row['pages'] or 0) / cpu:.0f}"
            state = row["message"] or row["state"]
            print(f"| {ending[1:].upper()} | {size} | {row['pages']} | {state} | {shown} |", flush=True)


def _watched(file: Path, out: Path) -> tuple[int, float, dict[str, Any]]:
    """Convert a file; give the most memory its processes held together, their CPU seconds, and what became of it."""
    before = _cpu(resource.RUSAGE_CHILDREN)
    script = Path(sys.executable).with_name("kommunrapport")
    command = [script, "convert", file, "-o", out, "--jobs", "2", "--timeout", "3600", "--json"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    peak = 0
    while program.poll() is None:
        peak = max(peak, sum(map(_held, _processes_of(program.pid))))
        time.sleep(0.05)
    said = program.communicate()[0]
    return peak, _cpu(resource.RUSAGE_CHILDREN) - before, json.loads(said)["results"][0]


def _processes_of(first: int) -> Iterator[int]:
    """Give a process and those it started, but not one that is just starting: it still has its parent's memory."""
    yield first
    with suppress(OSError):
        if Path(f"/proc/{first}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "D":
            return
        for task in Path(f"/proc/{first}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield from _processes_of(int(child))


def _held(process: int) -> int:
    """Give the bytes of memory a process holds; what several share is parted among them."""
    with suppress(OSError):
        rows = dict(
            row.split(":", 1) for row in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()[1:]
        )
        return int(rows["Pss"].split()[0]) * 1024
    return 0


def _cpu(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure the conditions and print the table."""
    parser = argparse.ArgumentParser(description="What scanning costs")
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("conditions", nargs="*", metavar="DPI:TILT")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--ocr-cache", type=Path)
    parser.add_argument("--long", type=int, metavar="PAGES")
    chosen = parser.parse_args()
    corpus = chosen.shared / "corpus" / "dev"
    if not corpus.is_dir():
        print(f"nothing to measure: {corpus} is not here")
        return 0
    if chosen.long:
        measure_long(corpus, chosen.long)
        return 0
    asked = [(int(dpi), float(tilt)) for dpi, tilt in (word.split(":") for word in chosen.conditions)] or CONDITIONS
    names = sorted(REPORTS)
    print("| dpi | tilt |", " | ".join(names), "| all | s/page | OCR | pages/core-minute |")
    print("|---|---|" + "---|" * (len(names) + 4))
    for dpi, tilt in asked:
        scores, cost = measure(corpus, dpi, tilt, Options(ocr_cache=chosen.ocr_cache), chosen.verbose)
        shown = " | ".join(f"{score:.3f}" for score in scores)
        print(f"| {dpi} | {tilt:g} | {shown} | {cost} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
