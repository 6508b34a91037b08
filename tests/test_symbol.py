"""Symbols: the report's legend decides, custom only where it is silent, and a lost colour is never guessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kommunrapport.normalize.status import Verdict, read_status
from kommunrapport.normalize.symbol import (
    Legend,
    LegendEntry,
    describe_symbol,
    glyph_icon,
    read_symbol,
    read_trend,
    split_glyphs,
)
from tests.reports import code as printed
from tests.reports import report


def entry(text: str, **look: str) -> LegendEntry:
    return LegendEntry(read_status(text), text, **look)


SHAPES = Legend(
    (
        entry("Målet är uppnått", shape="circle", color="green"),
        entry("Målet är delvis uppnått", shape="diamond", color="yellow"),
        entry("Målet är inte uppnått", shape="square", color="red"),
        entry("Kan ännu inte bedömas", shape="dash", color="grey"),
    )
)
COLOURS = Legend(
    (
        entry("Ej påbörjat", shape="circle", color="blue"),
        entry("Pågår", shape="circle", color="yellow"),
        entry("Klart", shape="circle", color="green"),
        entry("Försenat", shape="circle", color="red"),
    )
)


def code(verdict: Verdict | None) -> str | None:
    return verdict.code if verdict else None


@pytest.mark.parametrize(
    ("shape", "color", "expected"),
    [
        ("circle", "green", "achieved"),
        ("circle", "yellow", "partially_achieved"),
        ("square", "red", "not_achieved"),
        ("circle", "grey", "not_assessed"),
        ("circle", "blue", "unknown"),
        ("circle", None, "unknown"),
        ("tick", None, "achieved"),
        ("tick", "green", "achieved"),
        ("tick", "red", "unknown"),
        ("cross", "red", "not_achieved"),
        ("ring", None, "not_started"),
        ("ring", "grey", "not_assessed"),
        ("arrow_up", "green", None),
        ("dash", None, None),
    ],
)
def test_custom_without_legend(shape: str, color: str | None, expected: str | None) -> None:
    verdict = read_symbol(shape=shape, color=color)
    assert code(verdict) == expected
    assert verdict is None or verdict.confidence <= 0.7


def test_legend_wins_over_custom() -> None:
    assert code(read_symbol(shape="circle", color="yellow", legend=COLOURS)) == "in_progress"
    blue = read_symbol(shape="circle", color="blue", legend=COLOURS)
    assert blue and blue.code == "not_started" and blue.confidence > 0.8
    late = read_symbol(shape="circle", color="red", legend=COLOURS)
    assert late and (late.code, late.schedule) == ("in_progress", "delayed")


def test_shape_without_colour_means_what_the_legend_allows() -> None:
    assert code(read_symbol(glyph="◆", legend=SHAPES)) == "partially_achieved"
    assert code(read_symbol(glyph="—", legend=SHAPES)) == "not_assessed"
    several = read_symbol(glyph="●", legend=COLOURS)
    assert several and several.code == "unknown" and several.confidence < 0.5


def test_shape_and_colour_both_count() -> None:
    legend = Legend((entry("Uppnått", shape="circle", color="green"), entry("Pågår", shape="square", color="green")))
    assert code(read_symbol(shape="square", color="green", legend=legend)) == "in_progress"
    assert code(read_symbol(shape="circle", color="green", legend=legend)) == "achieved"


def test_filled_cell_is_read_by_its_colour() -> None:
    verdict = read_symbol(color="green", cell=True)
    assert verdict and (verdict.code, verdict.basis) == ("achieved", "colour")
    assert read_symbol(color="white", cell=True) is None
    assert code(read_symbol(color="red", cell=True, legend=COLOURS)) == "in_progress"


def test_entry_of_the_legend_that_was_not_understood_is_unknown() -> None:
    legend = Legend((LegendEntry(None, "Se bilaga 4", shape="star", color="green"),))
    assert code(read_symbol(shape="star", color="green", legend=legend)) == "unknown"


def test_symbol_means_what_the_last_legend_before_it_says_and_before_all_what_the_first_says() -> None:
    met, begun = (replace(entry(text, shape="circle", color="green"), place=0) for text in ("Uppnått", "Pågår"))
    legend = Legend((replace(met, place=10), replace(begun, place=20), entry("Inte uppnått", word="3")))
    meanings = [read_symbol(shape="circle", color="green", legend=legend.near(at)) for at in (5, 10, 19, 20, 99)]
    assert [meaning.code for meaning in meanings if meaning] == ["achieved"] * 3 + ["in_progress"] * 2


def test_legend_that_each_chapter_repeats_is_one() -> None:
    repeated = Legend(tuple(replace(each, place=place) for place in (1, 40, 80) for each in SHAPES.entries))
    assert repeated.distinct == SHAPES


def test_letters_with_a_legend() -> None:
    legend = Legend((entry("Genomförd", word="G"), entry("Påbörjad men ej hälften", word="P")))
    assert code(read_symbol(glyph="G", legend=legend)) == "achieved"
    assert code(read_symbol(glyph="p", legend=legend)) == "in_progress"
    assert read_symbol(glyph="X", legend=legend) is None


@pytest.mark.parametrize(
    ("fill", "expected", "progress"),
    [(1.0, "achieved", 100), (0.92, "in_progress", 90), (0.81, "in_progress", 80), (0.0, "not_started", 0)],
)
def test_completion_bar(fill: float, expected: str, progress: int) -> None:
    verdict = read_symbol(shape="bar", fill=fill)
    assert verdict and (verdict.code, verdict.progress) == (expected, progress)


def test_alternative_text_says_what_a_picture_means() -> None:
    assert code(read_symbol(shape="image", alt="Delvis uppfyllt")) == "partially_achieved"
    assert code(read_symbol(shape="image", alt="röd-cirkel")) == "not_achieved"


@pytest.mark.parametrize(
    ("text", "glyphs", "rest"),
    [
        ("● Andel nöjda", ("●",), "Andel nöjda"),
        ("● ◆ Andel nöjda", ("●", "◆"), "Andel nöjda"),
        ("✔️ Klart", ("✔",), "Klart"),
        ("– Öppen förskola", ("–",), "Öppen förskola"),
        ("– 614", (), "– 614"),
        ("–", (), "–"),
        ("🟢", ("🟢",), ""),
        ("\uf0fc Genomfört", ("\uf0fc",), "Genomfört"),
        ("Andel nöjda ●", (), "Andel nöjda ●"),
        ("", (), ""),
    ],
)
def test_leading_symbols(text: str, glyphs: tuple[str, ...], rest: str) -> None:
    assert split_glyphs(text) == (glyphs, rest)


@pytest.mark.parametrize(
    ("glyph", "icon", "expected"),
    [
        ("🟢", ("circle", "green"), "achieved"),
        ("🟡", ("circle", "yellow"), "partially_achieved"),
        ("🔴", ("circle", "red"), "not_achieved"),
        ("😊", ("face", None), "achieved"),
        ("😐", ("face", None), "partially_achieved"),
        ("😒", ("face", None), "not_achieved"),
        ("☑", ("tick", None), "achieved"),
        ("☒", ("cross", None), "not_achieved"),
        ("◐", ("circle", None), "partially_achieved"),
        ("○", ("ring", None), "not_started"),
        ("●", ("circle", None), "unknown"),
        ("→", ("arrow_right", None), None),
        ("▲", ("triangle", None), None),
    ],
)
def test_typed_symbols(glyph: str, icon: tuple[str, str | None], expected: str | None) -> None:
    assert glyph_icon(glyph) == icon
    assert code(read_symbol(glyph=glyph)) == expected


@pytest.mark.parametrize(
    ("printed", "trend"),
    [
        ("↑", "improved"),
        ("→", "unchanged"),
        ("↘", "worsened"),
        ("Förbättrad", "improved"),
        ("Försämrats", "worsened"),
        ("Oförändrat", "unchanged"),
        ("Uppfyllt", None),
        ("", None),
    ],
)
def test_trend(printed: str, trend: str | None) -> None:
    assert read_trend(printed) == trend


def test_what_was_seen_is_described() -> None:
    assert describe_symbol("circle", "green") == "green circle"
    assert describe_symbol(None, "yellow", cell=True) == "yellow cell"
    assert describe_symbol("bar", "green", fill=0.92) == "bar 90"
    assert describe_symbol("tick", None) == "tick"


_LEGENDS = "# Delårsrapport 2023\n\nKulturnämnden i Exempelby kommun\n\n{}"
_LIT = "| Mål | Bedömning |\n|---|---|\n| Fler ska besöka biblioteken | 🟡 |\n| Kulturen ska nå alla barn | 🔵 |\n"


@pytest.mark.parametrize(
    "legend",
    [
        "Färgerna betyder:\n\n- Grönt: målet nås\n- Gult: osäkert om målet nås\n- Blått: målet har inte bedömts\n\n",
        "Grön = målet nås, gul = osäkert om målet nås, blå = målet har inte bedömts\n\n",
        "Grön markering innebär att målet nås, gul markering att det är osäkert om målet nås och blå markering att "
        "målet inte har bedömts.\n\n",
    ],
    ids=["list", "one line", "sentence"],
)
def test_legend_in_words_explains_coloured_symbols(legend: str) -> None:
    read_as = [printed(goal.status) for goal in report(_LEGENDS.format(f"{legend}## Mål\n\n{_LIT}")).goals]
    assert read_as == ["uncertain", "not_assessed"]


def test_each_chapter_has_its_own_legend() -> None:
    table = "\n\n| {0} | Status |\n|---|---|\n| {1} | Gul |\n| {2} | Grön |\n\n"
    goals = table.format("Mål", "Fler ska besöka biblioteken", "Kulturen ska nå alla barn")
    tasks = table.format("Uppdrag", "Ta fram en biblioteksplan", "Se över föreningsbidragen")
    goals_part = f"# Mål\n\nGrön = målet nås, gul = målet nås delvis{goals}"
    tasks_part = f"# Uppdrag\n\nGrön = klart, gul = pågår{tasks}"
    read = report(_LEGENDS.format(goals_part + tasks_part))
    assert [printed(goal.status) for goal in read.goals] == ["partially_achieved", "achieved"]
    assert [printed(assignment.status) for assignment in read.assignments] == ["in_progress", "achieved"]


def test_sentence_about_colours_that_explains_nothing_is_no_legend() -> None:
    text = _LEGENDS.format(f"Grön el visar vägen, gul raps och röd tegelsten likaså.\n\n## Mål\n\n{_LIT}")
    assert [printed(goal.status) for goal in report(text).goals] == ["partially_achieved", "unknown"]
