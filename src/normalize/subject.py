"""What a sentence of a comment is about, when it takes up the words of its record's title.

An assignment "Ta fram en rutin för klagomål" is carried out when "rutinen är framtagen": the sentence names the record
by what it is to produce or do. The title's head, verb and object before the first preposition, says which words.
"""

from __future__ import annotations

import re

_SUBJECT = re.compile(
    r"(?:(?:Den|Det|De|En|Ett)\s+)?(?:(?:nya|ny|nytt|planerade|aktuella)\s+)?([^\W\d_][\w-]{3,})\s", re.I
)
_WORD = re.compile(r"[^\W\d_][\w-]*")
_END_OF_HEAD = frozenset(
    {"för", "om", "av", "till", "i", "inom", "på", "med", "mot", "kring", "från", "vid", "under", "genom", "så"}
    | {"att", "som", "enligt", "via", "hos", "mellan", "utifrån", "senast"}
)
_NO_OBJECT = frozenset({"verka", "arbeta", "fortsätta", "fortsätt", "aktivt", "fram", "samt", "och", "eller", "bland"})
_LONGEST_HEAD = 6
_STEM = 4


def as_record(sentence: str, title: str) -> str | None:
    """Give a sentence with the record as its subject, where that is what the title names; None where it is not.

    Example:
        >>> as_record("Rutinen är beslutad.", "Ta fram en rutin för klagomål")
        'Uppdraget är beslutad.'
        >>> as_record("Utbildningen är klar.", "Ta fram en plan för utbildning") is None
        True
    """
    found = _SUBJECT.match(sentence)
    if not found or not any(_same_stem(found[1].lower(), word) for word in _head(title)):
        return None
    name = "Åtgärderna" if found[1].endswith("na") else "Uppdraget"
    return f"{name} {sentence[found.end() :]}"


def _head(title: str) -> list[str]:
    head: list[str] = []
    for word in _WORD.findall(title.lower())[:_LONGEST_HEAD]:
        if word in _END_OF_HEAD:
            break
        if len(word) >= _STEM and word not in _NO_OBJECT:
            head.append(word)
    return head


def _same_stem(word: str, named: str) -> bool:
    """Say whether two words share their stem: "kartläggningen" and "kartlägga", "rutinen" and "rutin"."""
    stem = named[:-1] if named[-1] in "ae" and len(named) > _STEM else named
    return word.startswith(stem)
