"""What a text that no rule reads resembles: a guess with its share, only where a text stands alone."""

from __future__ import annotations

from typing import get_args

import pytest

from kommunrapport.normalize.expression import read_expression
from kommunrapport.normalize.likeness import likeness, traits
from kommunrapport.normalize.status import read_status
from kommunrapport.normalize.tables import rows
from kommunrapport.schema.codes import StatusCode

GUESSED = {
    "Uppstart av projektet har ännu inte skett.": "not_started",
}


def test_every_share_is_a_share() -> None:
    for text in [*GUESSED, "", "Hej", "5", "¤¤¤", "målet " * 500]:
        alike = likeness(text)
        assert 0 < alike.share <= 1 and (alike.code is None or alike.code in get_args(StatusCode))


@pytest.mark.parametrize("text", GUESSED)
def test_what_no_rule_reads_is_guessed_by_what_it_resembles(text: str) -> None:
    verdict = read_expression(text)
    assert verdict and (verdict.code, verdict.confidence) == (GUESSED[text], 0.5)
    assert read_status(text) is None  # inside a report nothing is guessed


@pytest.mark.parametrize(
    "text",
    [
        "Hur långt har vi kommit med att klara målet?",
        "Andel mål som vi hoppas ska klaras innan året är slut",
        "Med klart menas att allt är färdigt och lämnat.",
        "Av de 14 sakerna är sex i hamn och resten rullar på.",
        "Grönt innebär att vi är i hamn med det vi lovade.",
    ],
)
def test_questions_names_definitions_and_counts_are_not_guessed(text: str) -> None:
    assert read_expression(text) is None


def test_traits_do_not_depend_on_case_or_typography() -> None:
    assert traits("Målet nås – äntligen") == traits("MÅLET NÅS - ÄNTLIGEN")


def test_weights_speak_for_every_code_that_may_be_guessed() -> None:
    codes = set(rows("status_traits")[0]) - {"trait", "none"}
    assert codes == set(get_args(StatusCode)) - {"unknown"}
