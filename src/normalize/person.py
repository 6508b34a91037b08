"""Lines that name people: who wrote, signed or can be asked. Reports are about bodies; the contract keeps names out."""

from __future__ import annotations

import re
from functools import lru_cache

from .body import is_body
from .municipality import read_municipality
from .text import clean

_GIVEN = r"[A-ZÅÄÖÉÜ][a-zåäöéüè]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéüè]+)?"
_NAME = re.compile(rf"{_GIVEN}(?: (?:von|af|de|[A-ZÅÄÖ]\.))?(?: {_GIVEN}){{1,2}}(?: ?\([A-ZÅÄÖ]{{1,3}}\))?")
_ROLE = re.compile(
    r"(?:vice |andre |1:[ae] |2:[ae] |tf\.? |t\.f\. |bitr(?:ädande|\.)? |[\wåäö-]+ )?[\wåäö-]*"
    r"(?:ordförande|direktör(?:en)?|chef(?:en)?|handläggare|controller|ekonom|sekreterare|strateg|utredare|samordnare"
    r"|kontaktperson|rektor|revisor|ledare|kamrer|jurist|planerare|utvecklare|ledamot|justerare|föredragande)",
    re.I,
)
_ASKED = re.compile(
    rf"(?:{_ROLE.pattern}|författare|underskrift|upprättad av|sammanställd av|skriven av|kontakt|rapportansvarig"
    rf"|dokumentansvarig|granskad av|ansvarig handläggare)\s*:\s*(?:{_NAME.pattern})",
    re.I,
)


@lru_cache(maxsize=4096)
def names_person(text: str) -> bool:
    """Say whether a line is a person's name with a role: "Handläggare: Vera Ek", "Vera Ek, ekonomichef".

    Example:
        >>> names_person("Vera Ek, förvaltningschef"), names_person("Kontaktperson: Vera Ek"), names_person("Vera Ek")
        (True, True, False)
        >>> names_person("Ansvarig: Kommunstyrelsen")
        False
    """
    text = clean(text).replace("\n", ", ")
    if len(text) > 120:
        return False
    if match := _ASKED.match(text):
        return not is_body(text[match.start() :].partition(":")[2].strip())
    name, comma, role = text.partition(",")
    return bool(comma and is_name(name.strip()) and _ROLE.match(role.strip()))


@lru_cache(maxsize=4096)
def is_role(text: str) -> bool:
    """Say whether a line is nothing but what a person is: "Ordförande", "Tf. ekonomichef".

    Example:
        >>> is_role("Ordförande"), is_role("Tf. ekonomichef"), is_role("Ordföranden har ordet")
        (True, True, False)
    """
    return len(text) < 60 and bool(_ROLE.fullmatch(clean(text).strip(" ,.:")))


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Say whether a text has the form of a person's name: capitalised words and nothing else, no body, no place.

    Example:
        >>> is_name("Vera Testström"), is_name("Västerås Stad"), is_name("God ekonomi"), is_name("Heby Kommun")
        (True, False, False, False)
    """
    text = clean(text)
    return bool(_NAME.fullmatch(text)) and not is_body(text) and read_municipality(text) is None
