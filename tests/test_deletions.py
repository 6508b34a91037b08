"""Each item of the law's two checklists is deleted in turn from a report that has them all: it is missed, nothing else.

Every item is deleted whole, and where a part of it can be taken away alone (its heading, its table, a column), that
too. There is no list of exceptions: whatever else is not there any more must hang on the deleted item.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kommunrapport.pipeline import document_of, report_of
from kommunrapport.schema import Report
from kommunrapport.validate.checklist import Profile, items_of
from tests.conftest import ROOT
from tests.parts import FORMS, Cut, Parts, columns, each, heading, parts_of, section, table, words

YEAR = 2024
SAMPLES: dict[Profile, Path] = {
    "interim": ROOT / "samples" / "reports" / "kommun-delarsrapport-hel.txt",
    "annual": ROOT / "samples" / "reports" / "kommun-arsredovisning.html",
}
FORECASTS = each(
    columns("Resultaträkning", "Prognos 2023"), columns("Nämndernas budgetutfall", "Prognos 2023", "Avvikelse")
)
MANAGEMENT = (
    "Översikt över verksamhetens utveckling",
    "Den kommunala koncernen",
    "Viktiga förhållanden för bedömningen av resultat och ekonomisk ställning",
    "Händelser av väsentlig betydelse",
    "Styrning och uppföljning av den kommunala verksamheten",
    "God ekonomisk hushållning och ekonomisk ställning",
    "Balanskravsresultat",
    "Väsentliga personalförhållanden",
    "Förväntad utveckling",
)

INTERIM: dict[str, dict[str, Cut]] = {
    "D01": {
        "whole": each(words("Vadstena kommun"), words(r"\b20\d\d\b(?!-)|20\d\d(?=/)|20\d\d-\d\d-\d\d")),
        "municipality": words("Vadstena kommun"),
    },
    "D02": {"whole": each(words("[ ]?jan(uari)?–aug(usti)?"), words("2023-08-31", instead="2023"))},
    "D03": {"whole": section("Resultaträkning"), "table": table("Resultaträkning")},
    "D04": {
        "whole": columns("Resultaträkning", "Utfall jan–aug 2022", "Budget 2023", "Prognos 2023"),
        "last year": columns("Resultaträkning", "Utfall jan–aug 2022"),
        "budget": columns("Resultaträkning", "Budget 2023"),
        "forecast": columns("Resultaträkning", "Prognos 2023"),
    },
    "D05": {"whole": section("Balansräkning"), "table": table("Balansräkning")},
    "D06": {"whole": columns("Balansräkning", "2022-12-31")},
    "D07": {"whole": section("Väsentliga händelser"), "heading": heading("Väsentliga händelser")},
    "D08": {
        "whole": each(section("Förväntad utveckling"), FORECASTS),
        "heading": each(heading("Förväntad utveckling"), FORECASTS),
    },
    "D09": {"whole": words("Kommunens samlade bedömning.*")},
    "D10": {"whole": section("Finansiella mål"), "table": table("Finansiella mål")},
    "D11": {"whole": section("Verksamhetsmål"), "table": table("Verksamhetsmål")},
    "D12": {"whole": section("Avstämning mot balanskravet")},
    "D13": {"whole": section("Nämndernas budgetutfall")},
    "D14": {"whole": section("Investeringar"), "table": table("Investeringar")},
    "D15": {"whole": section("Redovisningsprinciper")},
    "D16": {"whole": section("Säsongsvariationer")},
    "D17": {"whole": section("Kommunkoncernen")},
    "D18": {"whole": words("Beslutad av kommunstyrelsen 2023-10-11, ")},
    "D19": {"whole": section("Revisorernas bedömning")},
}

ANNUAL: dict[str, dict[str, Cut]] = {
    "D01": {"whole": words("Ödeshögs kommun")},
    "D03": {"whole": section("Resultaträkning"), "table": table("Resultaträkning")},
    "D05": {"whole": section("Balansräkning"), "table": table("Balansräkning")},
    "D09": {"whole": words("Kommunen har haft god ekonomisk hushållning.*")},
    "D10": {"whole": section("Finansiella mål"), "table": table("Finansiella mål")},
    "D11": {"whole": section("Mål för verksamheten"), "table": table("Mål för verksamheten")},
    "D13": {"whole": section("Driftredovisning"), "table": table("Driftredovisning")},
    "D14": {"whole": section("Investeringsredovisning"), "table": table("Investeringsredovisning")},
    "D17": {"whole": each(section("Den kommunala koncernen"), section("Sammanställda räkenskaper"))},
    "A01": {"whole": section("Kassaflödesanalys"), "table": table("Kassaflödesanalys")},
    "A02": {"whole": section("Noter"), "principles": section("Not 1 Redovisningsprinciper")},
    "A03": {"whole": section("Förvaltningsberättelse"), "heading": heading("Förvaltningsberättelse")},
    **{f"A03.{n}": {"whole": section(title), "heading": heading(title)} for n, title in enumerate(MANAGEMENT, 1)},
    "A04": {"whole": table("Balanskravsresultat")},
    "A05": {"whole": section("Flerårsöversikt"), "table": table("Flerårsöversikt")},
    "A06": {"whole": table("Väsentliga personalförhållanden")},
    "A07": {
        "whole": each(
            table("Driftredovisning", instead="Nämndernas utfall finns i en bilaga."),
            table("Investeringsredovisning", instead="Projekten finns i en bilaga."),
        )
    },
    "A08": {"whole": section("Not 2 Pensionsförpliktelser")},
    "A09": {"whole": section("Sammanställda räkenskaper"), "table": table("Sammanställda räkenskaper")},
}
CUTS: dict[Profile, dict[str, dict[str, Cut]]] = {"interim": INTERIM, "annual": ANNUAL}
LIGHT = ("txt", "pdf")
"""The forms in which less than an item is deleted: one marks no depth at all, the other shows it in sizes."""
ALL = [
    pytest.param(profile, item, way, form, id=f"{profile}-{item}-{way}-{form}")
    for profile, cuts in CUTS.items()
    for item, ways in cuts.items()
    for way in ways
    for form in (FORMS if way == "whole" else LIGHT)
]


@cache
def sample(profile: Profile) -> Parts:
    return parts_of(SAMPLES[profile])


def judged(parts: Parts, form: str) -> Report:
    name = f"rapport.{form}"
    return report_of(document_of(FORMS[form](parts), name))


def not_there(read: Report) -> dict[str, str]:
    """The items that are not there, with their verdict, and where they hang on another, that one."""
    return {c.id: c.parent or c.verdict for c in read.completeness if c.verdict != "present"}


def told(read: Report) -> dict[str, str]:
    """The items that findings are about, with their severity."""
    return {f.message.split()[0]: f.severity for f in read.findings if f.code == "required_part_missing"}


def hanging_on(profile: Profile, item: str) -> set[str]:
    """The items that hang on one, directly or on one that does."""
    parents = {i.id: i.parents for i in items_of(profile, YEAR)}
    found: set[str] = set()
    while more := {i for i, above in parents.items() if {item, *found} & set(above)} - found:
        found |= more
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("profile", CUTS)
def test_a_whole_report_lacks_nothing_in_any_form(profile: Profile, form: str) -> None:
    read = judged(sample(profile), form)
    assert {entry.id for entry in read.completeness} == {item.id for item in items_of(profile, YEAR)}
    assert not_there(read) == {}
    assert told(read) == {}


@pytest.mark.parametrize(("profile", "item", "way", "form"), ALL)
def test_what_is_deleted_is_missed_and_nothing_else(profile: Profile, item: str, way: str, form: str) -> None:
    read = judged(CUTS[profile][item][way](sample(profile)), form)
    lacking = not_there(read)
    asked = next(i for i in items_of(profile, read.report.year) if i.id == item)
    verdict = lacking.pop(item)
    assert told(read) == {item: {"missing": asked.severity, "partly": asked.partly}[verdict]}
    assert set(lacking.values()) <= {item}
    assert set(lacking) <= hanging_on(profile, item)


@pytest.mark.parametrize(("profile", "item"), [(p, i) for p, cuts in CUTS.items() for i in cuts])
def test_what_hangs_on_a_missing_item_is_not_applicable(profile: Profile, item: str) -> None:
    read = judged(CUTS[profile][item]["whole"](sample(profile)), "txt")
    lacking = not_there(read)
    if lacking[item] == "missing":
        assert set(lacking) == {item, *hanging_on(profile, item)}


def test_every_item_of_both_checklists_is_deleted() -> None:
    for profile, cuts in CUTS.items():
        assert set(cuts) == {item.id for item in items_of(profile, YEAR)}
