"""What scanning costs: digital reports printed to page images, read back, and held against their truth.

    python benchmarks/scans.py SHARED [DPI:TILT ...]

SHARED is the folder with `corpus/dev/`, which is no part of the project. Each report is drawn at each resolution,
turned by some degrees, blurred, given noise and dust, saved as JPEG in a PDF and converted. Without conditions all nine
are measured: 150, 200 and 300 dpi at 0, 1 and 2 degrees. The table says the F1 of all facts; the last columns what OCR
took: CPU seconds to the page, and pages to the core-minute.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from kommunrapport.evaluate import evaluate
from kommunrapport.pipeline import read_report

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


def measure(corpus: Path, dpi: int, tilt: float) -> tuple[list[float], float, int]:
    """Convert the reports under one condition; give their F1 and that of all, the CPU seconds and the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "truth").mkdir()
        (folder / "found").mkdir()
        used, pages = -_cpu(), 0
        for report in REPORTS:
            truth = json.loads((corpus / f"{report}.truth.json").read_text("utf-8"))
            truth.setdefault("generator", {})["scanned"] = True
            (folder / "truth" / f"{report}.truth.json").write_text(json.dumps(truth), "utf-8")
            scan = folder / f"{report}.pdf"
            scan.write_bytes(scanned(corpus / f"{report}.pdf", dpi, tilt))
            found = read_report(scan)
            pages += found.document.pages or 0
            (folder / "found" / f"{report}.pdf.json").write_text(found.to_json(), "utf-8")
        used += _cpu()
        result = evaluate(folder / "truth", folder / "found")
        if "-v" in sys.argv:
            for file in result.files:
                print(file.name, *file.misses, sep="\n  ")
    return [*(file.total.f1 for file in result.files), result.total.f1], used, pages


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def main() -> int:
    """Measure the conditions and print the table."""
    words = [word for word in sys.argv[1:] if word != "-v"]
    corpus = Path(words[0] if words else "../shared") / "corpus" / "dev"
    if not corpus.is_dir():
        print(f"nothing to measure: {corpus} is not here")
        return 0
    asked = [(int(word.split(":")[0]), float(word.split(":")[1])) for word in words[1:]] or CONDITIONS
    names = sorted(REPORTS)
    print("| dpi | tilt |", " | ".join(names), "| all | s/page | pages/core-minute |")
    print("|---|---|" + "---|" * (len(names) + 3))
    for dpi, tilt in asked:
        scores, used, pages = measure(corpus, dpi, tilt)
        shown = " | ".join(f"{score:.3f}" for score in scores)
        print(f"| {dpi} | {tilt:g} | {shown} | {used / pages:.1f} | {60 * pages / used:.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
