"""Every pattern of the verdict grammar matches the Swedish words that its docstring quotes."""

from __future__ import annotations

import ast
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kommunrapport.normalize import cell, clause, comment, line, statement
from kommunrapport.normalize.clause import read_clause
from kommunrapport.normalize.parts import NAMINGS, share_of_parts
from kommunrapport.normalize.sentence import _inflected, normal, parse
from kommunrapport.normalize.status import read_status, stated_verdict
from kommunrapport.normalize.tables import rows


def explained(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Give the names of a module's patterns with the words quoted in the docstring below each."""
    body = ast.parse(Path(str(module.__file__)).read_text("utf-8")).body
    for assigned, below in itertools.pairwise(body):
        if not isinstance(assigned, ast.Assign) or not isinstance(below, ast.Expr):
            continue
        name = ast.unparse(assigned.targets[0])
        if isinstance(getattr(module, name), re.Pattern) and isinstance(below.value, ast.Constant):
            for words in re.findall(r'"([^"]+)"', str(below.value.value)):
                yield name, words


def readings(words: str) -> set[str]:
    """Give the words as printed and as kinds: clause by clause, as one, and without what only names the record."""
    kinds = [each.kinds for each in parse(normal(words.replace("…", ""))).clauses]
    plain = {clause._plain(each) for each in kinds}
    return {*kinds, *plain, "".join(kinds), "".join(f"{each}," for each in kinds), normal(words)}


EXPLAINED = [
    (module, name, words) for module in (clause, statement, line, comment, cell) for name, words in explained(module)
]


@pytest.mark.parametrize(("module", "name", "words"), EXPLAINED)
def test_pattern_matches_the_words_that_explain_it(module: ModuleType, name: str, words: str) -> None:
    pattern = getattr(module, name)
    assert any(pattern.search(kinds) for kinds in readings(words)), readings(words)


def test_most_patterns_are_explained_by_words() -> None:
    assert len(EXPLAINED) >= 50


@pytest.mark.parametrize("naming", NAMINGS, ids=lambda naming: str(naming.example))
def test_way_to_name_parts_is_found_in_its_example(naming: object) -> None:
    kinds = "".join(each.kinds for each in parse(normal(naming.example).strip(".")).clauses)  # type: ignore[attr-defined]
    share = share_of_parts(kinds)
    assert share and share.quantity == naming.quantity  # type: ignore[attr-defined]
    assert read_clause(kinds)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Samtliga delmål nås.", "achieved"),
        ("Målen har samtliga uppnåtts.", "achieved"),
        ("De långsiktiga målen har delvis nåtts.", "partially_achieved"),
        ("Trots pandemin har alla aktiviteter i planen genomförts.", "achieved"),
        ("Nämnden har uppfyllt båda målen.", "achieved"),
        ("Inget av delmålen har uppfyllts.", "not_achieved"),
        ("Ingen av åtgärderna har startat.", "not_started"),
        ("Vi når inte alla mål.", "partially_achieved"),
        ("De flesta av aktiviteterna är genomförda.", "partially_achieved"),
        ("Två av tre delmål är nådda.", "partially_achieved"),
    ],
)
def test_verdict_on_parts_is_never_sure(text: str, code: str) -> None:
    verdict = read_status(text)
    assert verdict and verdict.code == code
    assert verdict.confidence < 0.8


@pytest.mark.parametrize(
    "text",
    [
        "Majoriteten av nämndernas mål bedöms uppnås.",
        "Tretton av tjugo mål är uppfyllda.",
        "13 av 20 mål är uppfyllda.",
        "Sju av tolv uppdrag är slutförda.",
        "Ett av målen är inte uppnått.",
        "Flera av åtgärderna är genomförda.",
        "Samtliga skolor har genomfört utbildningen.",
        "Inget av målen har ändrats.",
        "Samtliga mål följs upp i augusti.",
    ],
)
def test_counts_of_many_records_and_of_some_parts_are_no_verdict(text: str) -> None:
    assert read_status(text) is None


def test_parts_speak_for_their_record_only_where_it_is_not_judged_itself() -> None:
    alone = stated_verdict(["Samtliga delmål är nådda. Särskilt gäller det årskurs sex."])
    judged = stated_verdict(["Samtliga aktiviteter är genomförda. Målet är delvis uppfyllt."])
    inside = stated_verdict(["Två kurser hölls. Alla åtgärder är vidtagna. Deltagarna var nöjda."])
    counted = stated_verdict(["Tre av fyra delmål är nådda. Arbetet har tagit tid."])
    assert alone and (alone.verdict.code, alone.verdict.basis) == ("achieved", "sentence")
    assert judged and judged.verdict.code == "partially_achieved"
    assert inside is None
    assert counted is None


@pytest.mark.parametrize(
    ("title", "comment", "code"),
    [
        ("Ta fram en rutin för klagomål", "Rutinen är beslutad. Den gäller från maj.", "achieved"),
        ("Utred möjligheten till en simhall", "Utredningen pågår och redovisas i höst.", "in_progress"),
        ("Kartlägga behovet av bostäder", "En kartläggning har genomförts.", "achieved"),
        ("Revidera riktlinjer för bistånd", "Riktlinjerna är antagna.", "achieved"),
        ("Upphandla ny måltidsleverantör", "Anbuden blev för få. Upphandlingen avbröts i mars.", "discontinued"),
        ("Ta fram en plan för utbildning av chefer", "Utbildningen är genomförd.", None),
        ("Bygga en ny förskola", "Upphandlingen är klar.", None),
    ],
)
def test_sentence_about_what_the_title_names_speaks_for_the_assignment(
    title: str, comment: str, code: str | None
) -> None:
    assert stated_verdict([comment]) is None
    stated = stated_verdict([comment], title)
    assert (stated.verdict.code if stated else None) == code
    assert stated is None or (stated.verdict.confidence < 0.8 and stated.verdict.raw in comment)


def test_no_word_stands_twice_in_the_table() -> None:
    """Of two rows for one form only one would count, and which one depends on how many words it has."""
    forms = Counter(
        _inflected(r["stem"], "" if e == "-" else e) for r in rows("status_words") for e in r["endings"].split()
    )
    assert [form for form, times in forms.items() if times > 1] == []
