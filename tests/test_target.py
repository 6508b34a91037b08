"""Targets as printed: on which side the outcome must lie, and what is left without an operator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.target import read_target


@pytest.mark.parametrize(
    ("printed", "operator", "value"),
    [
        ("minst 168", ">=", 168),
        ("Lägst 1 procent", ">=", 1),
        ("≥12%", ">=", 12),
        ("inte under 4", ">=", 4),
        ("Ska vara minst 95 %", ">=", 95),
        ("50 eller fler", ">=", 50),
        ("Minst 90 % av eleverna", ">=", 90),
        ("högst 5", "<=", 5),
        ("max 30 min", "<=", 30),
        ("Ska inte överstiga 5 %", "<=", 5),
        ("över 80 %", ">", 80),
        (">99%", ">", 99),
        ("ska överstiga 4", ">", 4),
        ("under 10", "<", 10),
        ("< 20", "<", 20),
        ("mindre än 5", "<", 5),
        ("ska understiga 6%", "<", 6),
        ("178", "=", 178),
        ("100 % senast 2030", "=", 100),
        ("1,0 år 2030", "=", 1.0),
        ("2022: 85", "=", 85),
        ("95 %*", "=", 95),
        ("Noll", "=", 0),
        ("-2,0 %", "=", -2.0),
    ],
)
def test_number_with_its_side(printed: str, operator: str, value: float) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.operator, target.value, target.raw) == (operator, value, printed)


@pytest.mark.parametrize(
    ("printed", "operator"),
    [
        ("Öka", "increase"),
        ("Ska öka", "increase"),
        ("Ökande", "increase"),
        ("Andelen ska öka", "increase"),
        ("Högre än föregående år", "increase"),
        ("Minska", "decrease"),
        ("Minskande", "decrease"),
        ("Minska jämfört med 2019", "decrease"),
        ("Bibehålla", "unchanged"),
        ("Oförändrat", "unchanged"),
    ],
)
def test_direction_has_no_value(printed: str, operator: str) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.operator, target.value) == (operator, None)


@pytest.mark.parametrize("printed", ["80–85", "80-85 %", "mellan 80 och 85", "80 till 85"])
def test_range(printed: str) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.operator, target.value, target.low, target.high) == ("between", None, 80, 85)


@pytest.mark.parametrize(
    ("printed", "operator"), [("(72, 81)", "="), ("minst (72, 81)", ">="), ("≥ (72 %, 81 %)", ">=")]
)
def test_pair_gives_each_gender_its_target(printed: str, operator: str) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.operator, target.value, target.women, target.men) == (operator, None, 72, 81)


@pytest.mark.parametrize(
    "printed",
    ["bättre än riket", "Högre än riket", "Förbättras", "öka med 5 %", "Ja", "5 av 10", "Minst i nivå med riket"],
)
def test_what_fits_no_rule_keeps_its_wording(printed: str) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.raw, target.operator, target.value) == (printed, None, None)


@pytest.mark.parametrize("printed", ["", "-", "–", "Mäts ej", "  "])
def test_blank_is_no_target(printed: str) -> None:
    assert read_target(printed) is None


@pytest.mark.parametrize(
    ("printed", "operator", "value"), [("Mlnst 45", ">=", 45), ("Hogst 5,5", "<=", 5.5), ("lagst 8O %", ">=", 80)]
)
def test_scan_damage(printed: str, operator: str, value: float) -> None:
    target = read_target(printed)
    assert target is not None
    assert (target.operator, target.value) == (operator, value)


@given(st.text(max_size=40))
def test_odd_text_never_raises(text: str) -> None:
    read_target(text)


def test_every_target_of_the_shared_corpus(shared: Path) -> None:
    missed = []
    for path in sorted(shared.glob("corpus/dev/*.truth.json")):
        for item in json.loads(path.read_text("utf-8")).get("indicators", []):
            truth = item.get("target")
            if not truth:
                continue
            found = read_target(truth["raw"])
            split = truth.get("segments") or {}
            wanted = (truth["operator"], truth["value"], split.get("women"), split.get("men"))
            if found is None or (found.operator, found.value, found.women, found.men) != wanted:
                missed.append((path.name, truth, found))
    assert missed == []
