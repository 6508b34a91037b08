"""Hold the words of `dump` against those that plain pdfplumber and plain pypdfium2 read from the same PDFs.

    python benchmarks/recall.py ../shared/hostile/corpus [--seconds 120] [--all]

A word of two letters or figures is asked for as often as either library reads it in a file. It is held when the text
parts of the outline hold it as often. A word that they do not hold as such was read otherwise or lost, and the two
libraries differ as much from each other as from us. So what is left over of the outline, each letter of it once, is
asked whether it is the same print:

- joined or parted elsewhere: the word is made of left-over words, each whole or three letters and more of one that
  goes on ("Thistext" of "This" and "text"; "foo" of "testfoo"),
- from the end: what stands upside down, or runs from right to left ("eht" for "the"),
- doubled: a letter that is drawn twice to look bold ("aanndd" for "and").

Words that a line break divides are joined first, as the outline does, and what pdfplumber prints for letters without a
meaning, `(cid:12)`, is no text. Nothing else is forgiven: a word that is not in the outline is not held. That the
measure sees losses is shown by its last line: the same count after every twentieth word of each outline was taken away.
Files that a library hangs on or falls over count with what the other one reads; those that we do not read, with none.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from kommunrapport.workers import Limits, Workers

_WORD = re.compile(r"\w+")
_LEAST_PIECE = 3
_MEANINGLESS = re.compile(r"\S*\(cid:\d+\)\S*")
_DIVIDED = re.compile(r"(?<=\w)[-\u00ad\x02\ufffe]\s*\n\s*(?=\w)|[\u00ad\x02\ufffe]")
_ESCAPED = re.compile(r"\\\\|\\n|\\u([0-9a-f]{4})")

Words = Counter[str]
Piece = tuple[str, str]
"""A part of a word, and the left-over word that it stands in."""


def main() -> int:
    """Print what is missing in each file, and the recall of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--all", action="store_true", help="name every word that is missing")
    arguments = parser.parse_args()
    files = [file for file in sorted(arguments.folder.rglob("*")) if file.is_file() and _is_pdf(file)]
    sums: Counter[str] = Counter()
    with Workers(1, Limits(seconds=arguments.seconds)) as pool:
        for file in files:
            plumber, pdfium, ours = (_read(pool, reader, file) for reader in (by_pdfplumber, by_pdfium, by_us))
            asked = _long(plumber | pdfium)
            held = asked & (held_of(plumber, ours) | held_of(pdfium, ours))
            rest = _thinned(ours)
            sums += Counter(asked=asked.total(), as_printed=(asked & ours).total(), held=held.total())
            sums += Counter(thinned=(asked & (held_of(plumber, rest) | held_of(pdfium, rest))).total())
            sums += Counter(plumber=_long(plumber).total(), pdfium=_long(pdfium).total())
            if missing := asked - held:
                named = missing.most_common(None if arguments.all else 6)
                words = " ".join(f"{word[:40]}*{count}" for word, count in named)
                print(
                    f"{missing.total():5} of {asked.total():6} {file.relative_to(arguments.folder)}: {words}",
                    flush=True,
                )
    for name, held in (
        ("words by `dump`", "held"),
        ("words by `dump`, read exactly as one of the two libraries does", "as_printed"),
        ("words by pdfplumber", "plumber"),
        ("words by pdfium", "pdfium"),
        ("words by `dump` without every twentieth word", "thinned"),
    ):
        print(f"{name}: {sums[held]} of {sums['asked']}: {100 * sums[held] / max(1, sums['asked']):.2f} %")
    print(f"in {len(files)} PDFs")
    return 0


def held_of(asked: Words, ours: Words) -> Words:
    """Give the words of one library that the outline holds, as such or read otherwise."""
    held = asked & ours
    left = ours - held
    for lay in (_whole, _pieces):
        for word in sorted((asked - held).elements(), key=len, reverse=True):
            pieces = next((pieces for reading in _readings(word) if (pieces := lay(reading, left))), None)
            if pieces:
                left = _without(left, pieces)
                held[word] += 1
    return held


def _readings(word: str) -> Iterator[str]:
    yield word
    yield word[::-1]
    if word[::2] == word[1::2]:
        yield word[::2]


def _whole(word: str, left: Words) -> list[Piece] | None:
    return [(word, word)] if left[word] else None


def _pieces(word: str, left: Words) -> list[Piece] | None:
    """Lay a word of the longest pieces of left-over words, from its start or from its end; None where neither does."""
    return _laid(word, left, from_end=False) or _laid(word, left, from_end=True)


def _laid(word: str, left: Words, *, from_end: bool) -> list[Piece] | None:
    pieces: list[Piece] = []
    while word:
        parts = (word[-size:] if from_end else word[:size] for size in range(len(word), 0, -1))
        piece = next((piece for part in parts if (piece := _piece(part, left))), None)
        if piece is None:
            return None
        pieces.append(piece)
        left = _without(left, [piece])
        word = word[: -len(piece[0])] if from_end else word[len(piece[0]) :]
    return pieces


def _piece(part: str, left: Words) -> Piece | None:
    if left[part]:
        return part, part
    return next(((part, word) for word in left if part in word), None) if len(part) >= _LEAST_PIECE else None


def _without(left: Words, pieces: list[Piece]) -> Words:
    """Take pieces out of the words that hold them; what stands before and behind stays."""
    left = left.copy()
    for part, word in pieces:
        left[word] -= 1
        if not left[word]:
            del left[word]
        left.update(filter(None, word.split(part, 1)))
    return left


def _thinned(words: Words) -> Words:
    return words - Counter(islice(sorted(words.elements()), 0, None, 20))


def _long(words: Words) -> Words:
    return Counter({word: count for word, count in words.items() if len(word) > 1})


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
