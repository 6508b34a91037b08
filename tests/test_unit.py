"""Units as printed: a table's money unit, an indicator's own unit, and words that are none."""

from __future__ import annotations

import pytest

from kommunrapport.normalize.unit import indicator_unit, read_unit


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("tkr", "tkr"),
        ("Belopp i tkr", "tkr"),
        ("KKR", "tkr"),
        ("tusental kronor", "tkr"),
        ("Belopp angivna i tusentals kronor", "tkr"),
        ("1 000-tal kronor", "tkr"),
        ("Nettoredovisning Belopp i tkr", "tkr"),
        ("Resultaträkning (tkr)", "tkr"),
        ("Budget 2020 (tkr)", "tkr"),
        ("Utfall 2019 tkr", "tkr"),
        ("(mnkr)", "mnkr"),
        ("MSEK", "mnkr"),
        ("Miljoner kronor", "mnkr"),
        ("Nettokostnad, Mkr", "mnkr"),
        ("mdkr", "mdkr"),
        ("Kr", "kr"),
        ("%", "procent"),
        ("Procent", "procent"),
        ("i procent", "procent"),
    ],
)
def test_money_unit(printed: str, unit: str) -> None:
    assert read_unit(printed) == unit


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Verksamhet",
        "Förändring i %",
        "kr/inv",
        "Kostnad kr per elev",
        "ett underskott på 12 tkr",
        "tkr och mnkr",
        "hundratusental kronor",
        "Skrivkramp",
    ],
)
def test_what_states_no_unit_of_a_table(printed: str) -> None:
    assert read_unit(printed) is None


@pytest.mark.parametrize(
    ("name", "cells", "unit_cell", "unit"),
    [
        ("Andel nöjda", [], "%", "%"),
        ("Andel nöjda, procent", ["≥ 60 %"], None, "procent"),
        ("Andel nöjda (%)", ["85"], None, "%"),
        ("Andel nöjda", ["84 %", "minst 90 %"], None, "%"),
        ("Andel nöjda", ["85**", "72** %"], "-", "%"),
        ("Frånvaro i procent av arbetstiden", ["3,8"], None, "procent"),
        ("Frånvaro i procent av arbetstiden", ["3,8 %"], None, "%"),
        ("Handläggningstid i dagar", [], None, "dagar"),
        ("Väntan i antal minuter", [], None, "minuter"),
        ("Nettokostnad (kr/inv)", [], None, "kr/inv"),
        ("Avfall per invånare, kg", ["420"], None, "kg"),
        ("Besök, antal", [], None, "antal"),
        ("Antal besök", ["12"], None, None),
        ("Andel som når 80 % av målet", ["12"], None, None),
        ("Gator, parker och vägar", ["61"], None, None),
        ("Elever i årskurs 9", ["61"], None, None),
    ],
)
def test_indicator_unit(name: str, cells: list[str], unit_cell: str | None, unit: str | None) -> None:
    assert indicator_unit(name, cells, unit_cell) == unit
