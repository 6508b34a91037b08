"""Hold the words of `dump` against those that plain pdfplumber and plain pypdfium2 read from the same PDFs.

    python benchmarks/recall.py ../shared/hostile/corpus [--seconds 30] [--all]

A word of two letters or figures counts as often as either library reads it; it is found as often as the text parts of
the outline hold it. Words that a line break divides are joined first, as the outline does, and what pdfplumber prints
for letters without a meaning, `(cid:12)`, is no text. Where the two libraries read the same print differently (joined,
doubled, from the end) both readings are asked for, and nobody can hold both: so letters are counted too, which are the
same in any order. Files that a library hangs on or falls over count with what the other one reads.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kommunrapport.workers import Limits, Workers

_WORD = re.compile(r"\w{2,}")
_MEANINGLESS = re.compile(r"\S*\(cid:\d+\)\S*")
_DIVIDED = re.compile(r"(?<=\w)[-\u00ad\x02\ufffe]\s*\n\s*(?=\w)|[\u00ad\x02\ufffe]")
_ESCAPED = re.compile(r"\\\\|\\n|\\u([0-9a-f]{4})")

Words = Counter[str]


def main() -> int:
    """Print the recall of every file below 99 %, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--all", action="store_true", help="name the words that are missing")
    arguments = parser.parse_args()
    files = [file for file in sorted(arguments.folder.rglob("*")) if file.is_file() and _is_pdf(file)]
    sums: Counter[str] = Counter()
    with Workers(1, Limits(seconds=arguments.seconds)) as pool:
        for file in files:
            plumber, pdfium, ours = (_read(pool, reader, file) for reader in (by_pdfplumber, by_pdfium, by_us))
            union = plumber | pdfium
            letters = _letters(plumber) | _letters(pdfium)
            held, letters_held = (union & ours).total(), (letters & _letters(ours)).total()
            sums += Counter(words=union.total(), held=held, letters=letters.total(), letters_held=letters_held)
            sums += Counter(plumber=plumber.total(), pdfium=pdfium.total())
            if held < 0.99 * union.total():
                name = file.relative_to(arguments.folder)
                print(f"{held:6} of {union.total():6} words, {letters_held:6} of {letters.total():6} letters  {name}")
                if arguments.all:
                    print("      ", *(f"{word}*{count}" for word, count in (union - ours).most_common(12)), flush=True)
    for name, held, of in (
        ("words by `dump`", "held", "words"),
        ("words by pdfplumber", "plumber", "words"),
        ("words by pdfium", "pdfium", "words"),
        ("letters by `dump`", "letters_held", "letters"),
    ):
        print(f"{name}: {sums[held]} of {sums[of]} in {len(files)} PDFs: {100 * sums[held] / max(1, sums[of]):.2f} %")
    return 0


def _letters(words: Words) -> Words:
    letters: Words = Counter()
    for word, count in words.items():
        for letter in word:
            letters[letter] += count
    return letters


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as content:
        return b"%PDF-" in content.read(1024)


def _read(pool: Workers, reader: Callable[[str], Words], file: Path) -> Words:
    future = pool.submit(reader, str(file))
    while not future.done():
        pool.wait([future])
    error = future.exception()
    return future.result() if error is None else Words()


def _words(text: str) -> Words:
    plain = _DIVIDED.sub("", _MEANINGLESS.sub(" ", text.replace("\r\n", "\n")))
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", plain)))


def by_pdfplumber(file: str) -> Words:
    """Read the words as pdfplumber gives them."""
    import pdfplumber

    words: Words = Counter()
    with pdfplumber.open(file) as document:
        for page in document.pages:
            words.update(_words(page.extract_text() or ""))
    return words


def by_pdfium(file: str) -> Words:
    """Read the words as pdfium gives them."""
    import pypdfium2

    words: Words = Counter()
    document = pypdfium2.PdfDocument(file)
    for page in document:
        words.update(_words(page.get_textpage().get_text_range()))
    return words


def by_us(file: str) -> Words:
    """Read the words of the outline, without what it says about them."""
    from kommunrapport.dump import outline
    from kommunrapport.pipeline import read_document

    return _words("\n".join(_texts(outline(read_document(file)))))


def _texts(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(("document ", "page ", "note ")):
            yield _ESCAPED.sub(_plain, line.partition(": ")[2])


def _plain(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16)) if escaped[1] else "\n" if escaped[0] == r"\n" else "\\"


if __name__ == "__main__":
    sys.exit(main())
