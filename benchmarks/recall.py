"""Hold the words of `dump` against those that plain pdfplumber and plain pypdfium2 read from the same PDFs.

    python benchmarks/recall.py ../shared/hostile/corpus [--seconds 30]

A word of two letters or figures counts as often as either library reads it; it is found as often as the outline holds
it. Files that a library hangs on or falls over count with what the other one reads.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kommunrapport.workers import Limits, Workers

_WORD = re.compile(r"\w{2,}")

Words = Counter[str]


def main() -> int:
    """Print the recall of every file below 99 %, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    arguments = parser.parse_args()
    files = [file for file in sorted(arguments.folder.rglob("*")) if file.is_file() and _is_pdf(file)]
    found = there = 0
    with Workers(1, Limits(seconds=arguments.seconds)) as pool:
        for file in files:
            reads = [_read(pool, reader, file) for reader in (by_pdfplumber, by_pdfium, by_us)]
            union, ours = reads[0] | reads[1], reads[2]
            held, all_ = (union & ours).total(), union.total()
            found, there = found + held, there + all_
            if held < 0.99 * all_:
                print(f"{held:6} of {all_:6}  {file.relative_to(arguments.folder)}", flush=True)
    print(f"{found} of {there} words in {len(files)} PDFs: {100 * found / max(1, there):.2f} %")
    return 0


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as content:
        return b"%PDF-" in content.read(1024)


def _read(pool: Workers, reader: Callable[[str], Words], file: Path) -> Words:
    future = pool.submit(reader, str(file))
    while not future.done():
        pool.wait([future])
    error = future.exception()
    return future.result() if error is None else Words()


def by_pdfplumber(file: str) -> Words:
    """Read the words as pdfplumber gives them."""
    import pdfplumber

    words: Words = Counter()
    with pdfplumber.open(file) as document:
        for page in document.pages:
            words.update(_WORD.findall(page.extract_text() or ""))
    return words


def by_pdfium(file: str) -> Words:
    """Read the words as pdfium gives them."""
    import pypdfium2

    words: Words = Counter()
    document = pypdfium2.PdfDocument(file)
    for page in document:
        words.update(_WORD.findall(page.get_textpage().get_text_range()))
    return words


def by_us(file: str) -> Words:
    """Read the words of the outline."""
    from kommunrapport.dump import outline
    from kommunrapport.pipeline import read_document

    return Counter(_WORD.findall("\n".join(outline(read_document(file)))))


if __name__ == "__main__":
    sys.exit(main())
