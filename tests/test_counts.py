"""Counts that the text repeats: what the records plainly contradict is found, what may mean something else is not."""

from __future__ import annotations

import pytest

from kommunrapport.schema import Finding
from tests.reports import report

GOALS = (
    "Nämndmål\n\n| Nämndmål | Status | Kommentar |\n|---|---|---|\n"
    "| Fler ska gå till skolan | Uppfyllt | Två av fyra aktiviteter i planen är genomförda. |\n"
    "| Skolgårdarna ska bli grönare | Delvis uppfyllt | Arbetet går sakta. |\n"
    "| Färre elever ska äta ensamma | Ej uppfyllt | Köket är stängt. |\n"
    "| Alla ska lära sig simma | Uppfyllt | Badet är öppet. |\n\n"
)
ASSIGNMENTS = (
    "Uppdrag från kommunfullmäktige\n\n| Uppdrag | Status |\n|---|---|\n"
    "| Se över lokalerna | Genomfört |\n| Bygga en idrottshall | Pågår |\n| Sänka matsvinnet | Genomfört |\n"
)


def told(sentence: str, code: str = "count_mismatch") -> list[Finding]:
    text = f"Delårsrapport 2021\n\nSkolnämnden\n\nSammanfattning\n\n{sentence}\n\n{GOALS}{ASSIGNMENTS}"
    return [finding for finding in report(text).findings if finding.code == code]


@pytest.mark.parametrize(
    "sentence",
    [
        "Skolnämnden har antagit fyra nämndmål för året.",
        "Nämndens fyra mål följs upp i denna rapport.",
        "Två av fyra nämndmål är uppfyllda och ett delvis uppfyllt.",
        "Av nämndens fyra mål är två uppfyllda, ett delvis uppfyllt och ett inte uppfyllt.",
        "Kommunfullmäktige har gett nämnden tre uppdrag, varav två är genomförda.",
        "Två av tre uppdrag är genomförda.",
        "Samtliga tre uppdrag är genomförda eller pågår.",
        "2 uppdrag av 3 är genomförda.",
    ],
)
def test_what_the_records_bear_out_is_silent(sentence: str) -> None:
    assert not told(sentence)


@pytest.mark.parametrize(
    ("sentence", "printed", "found"),
    [
        ("Skolnämnden har antagit fem nämndmål för året.", "fem nämndmål", "4 goals of level board"),
        ("Nämndens 6 nämndmål följs upp nedan.", "6 nämndmål", "4 goals of level board"),
        ("Tre av fyra nämndmål är uppfyllda.", "Tre av fyra nämndmål", "2, not 3"),
        ("Av nämndens fyra nämndmål är två uppfyllda och två delvis uppfyllda.", "fyra nämndmål", "1, not 2"),
        ("Kommunfullmäktige har gett nämnden fyra uppdrag.", "fyra uppdrag", "3 assignments"),
        ("Samtliga tre uppdrag är genomförda.", "Samtliga tre uppdrag", "2, not 3"),
        ("Skolnämnden har fem (5) nämndmål.", "fem (5) nämndmål", "4 goals of level board"),
        (
            "Nämnden har antagit fem nämndmål kopplade till två av målområdena.",
            "fem nämndmål",
            "4 goals of level board",
        ),
        ("Totalt följs sju nämndmål upp under året.", "sju nämndmål", "4 goals of level board"),
        ("Inget av de fyra nämndmålen är uppfyllt.", "Inget av de fyra nämndmålen", "2, not 0"),
        ("Samtliga nämndens mål är uppfyllda.", "Samtliga nämndens mål", "2 of the 4 goals"),
        ("Av de tre uppdragen är ett genomfört och två pågår.", "Av de tre uppdragen", "1, not 2"),
        ("Nämnden bedömer att 3 (tre) av 4 mål har uppnåtts.", "3", "2, not 3"),
    ],
)
def test_a_plain_contradiction_names_both_places(sentence: str, printed: str, found: str) -> None:
    (finding,) = told(sentence)
    assert printed in finding.message
    assert found in finding.message
    assert (finding.origin, finding.severity) == ("report", "warning")
    assert finding.source is not None
    assert finding.source.line == 7
    assert "on lines 13-16" in finding.message or "on lines 22-24" in finding.message


@pytest.mark.parametrize(
    "sentence",
    [
        "Förra året hade nämnden sju nämndmål.",
        "Nämnden beslutade 2019 om sju nämndmål.",
        "Kulturnämnden har antagit sju nämndmål.",
        "Nämnden har fått två nya uppdrag av länsstyrelsen.",
        "Tre av fem aktiviteter i handlingsplanen är genomförda.",
        "Två av tre finansiella mål nås.",
        "Enheten har 300 uppdrag i kö.",
        "Personalen har tagit fram tolv mål med sina chefer.",
        "Rapporten beskriver ett uppdrag i taget.",
        "Samtliga nämndmål bedöms uppnås vid årets slut.",
        "Alla mål är viktiga.",
        "Samtliga nämndmål inom matematiken är uppfyllda.",
        "Nämnden har tre nämndmål kopplade till budgeten.",
        "Samtliga mål inom barnomsorgen är uppfyllda.",
        "Nämnden har fyra mål, varav tre bedöms uppnås vid årets slut.",
        "Två av fyra mål inom området nås, enligt rapporten.",
        "Fem av sju uppdrag som länsstyrelsen gav är genomförda.",
    ],
)
def test_counts_of_something_else_contradict_nothing(sentence: str) -> None:
    assert not told(sentence)


def test_a_verdict_that_was_not_understood_may_be_any() -> None:
    text = "Delårsrapport 2021\n\nSkolnämnden\n\nSammanfattning\n\nTre av fyra nämndmål är uppfyllda.\n\n"
    unclear = GOALS.replace("Delvis uppfyllt", "Blå våg")
    assert "count_mismatch" not in {finding.code for finding in report(text + unclear).findings}


WHOLE = """Delårsrapport januari-augusti 2023

Trosa kommun

Sammanfattning

{}

Finansiella mål

| Mål | Bedömning |
|---|---|
| Resultatet ska vara minst två procent | Uppfylls |
| Låneskulden ska minska | Uppfylls inte |
| Soliditeten ska öka | Uppfylls inte |

Mål för verksamheten

| Mål | Bedömning |
|---|---|
| Fler elever ska klara skolan | Uppfylls |
| Äldre ska vara nöjda | Uppfylls |
| Fler ska cykla | Uppfylls inte |
"""


@pytest.mark.parametrize(
    ("sentence", "differs"),
    [
        ("Kommunen når två av tre mål för verksamheten.", False),
        ("Av kommunens tre verksamhetsmål uppfylls två.", False),
        ("Kommunfullmäktige har antagit tre mål för verksamheten.", False),
        ("Två av kommunens tre mål för verksamheten uppnås, liksom ett av tre finansiella.", False),
        ("Kommunfullmäktige har antagit tre mål.", False),
        ("Kommunfullmäktige har antagit nio mål för verksamheten.", True),
        ("Kommunfullmäktige har antagit fem mål.", True),
    ],
)
def test_goals_for_the_operations_are_all_but_the_financial_ones(sentence: str, differs: bool) -> None:
    found = [finding for finding in report(WHOLE.format(sentence)).findings if finding.code == "count_mismatch"]
    assert bool(found) == differs
