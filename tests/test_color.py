"""Colours get the name a person would give them, decoration gets none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.extract.readers.color import color_name, css_color, css_rgb, word_color

NAMES = {"green", "yellow", "orange", "red", "blue", "grey", "white", "black", None}


@pytest.mark.parametrize(
    ("digits", "name"),
    [
        # traffic lights as reports, Office palettes and style sheets paint them
        ("99CC00", "green"), ("97C101", "green"), ("92D050", "green"), ("00B050", "green"), ("76923C", "green"),
        ("28A745", "green"), ("198754", "green"), ("C6EFCE", "green"), ("C8E6C9", "green"), ("006100", "green"),
        ("FFFF00", "yellow"), ("FFC000", "yellow"), ("FFC107", "yellow"), ("FFEB9C", "yellow"), ("F1C40F", "yellow"),
        ("FFA500", "orange"), ("ED7D31", "orange"), ("F79646", "orange"), ("E46C0A", "orange"),
        ("FF0000", "red"), ("C00000", "red"), ("DC3545", "red"), ("E74C3C", "red"), ("FFC7CE", "red"),
        ("C0504D", "red"),
        ("0070C0", "blue"), ("00B0F0", "blue"), ("5B9BD5", "blue"), ("1F3864", "blue"),
        ("808080", "grey"), ("BFBFBF", "grey"), ("D9D9D9", "grey"), ("7F7F7F", "grey"),
        ("FFFFFF", "white"), ("000000", "black"), ("333333", "black"),
        # header bands, zebra rows, brand colours
        ("F2F2F2", None), ("EDEDED", None), ("DEEAF6", None), ("D9E2F3", None), ("E2EFD9", None), ("FFF2CC", None),
        ("FBE4D5", None), ("FDE9D9", None), ("EAF1DD", None), ("BDD6EE", None), ("7030A0", None), ("008080", None),
        ("843C0B", None),
    ],
)  # fmt: skip
def test_names(digits: str, name: str | None) -> None:
    assert word_color(digits) == name


@pytest.mark.parametrize(
    ("css", "name"),
    [
        ("#0a0", "green"), ("rgb(255, 204, 0)", "yellow"), ("rgba(220,53,69,.9)", "red"),
        ("hsl(120, 60%, 40%)", "green"),
        ("rgb(0 128 0 / 100%)", "green"), ("solid 1px orange", "orange"), ("url('dot.svg') #cc0000", "red"),
        ("url(data:image/png;base64,9red8+green7/blue)", None),
        ("transparent", None), ("rgba(255,0,0,0)", None), ("rgba(255,0,0,.1)", None),
        ("var(--brand)", None), ("", None),
        ("#12", None), ("rgb(1)", None),
    ],
)  # fmt: skip
def test_css(css: str, name: str | None) -> None:
    assert css_color(css) == name


@pytest.mark.parametrize(
    ("word", "name"), [("auto", None), (None, None), ("none", None), ("yellow", "yellow"), ("darkRed", "red")]
)
def test_word(word: str | None, name: str | None) -> None:
    assert word_color(word) == name


@given(*[st.integers(0, 255)] * 3)
def test_every_colour_has_one_of_the_names_or_none(r: int, g: int, b: int) -> None:
    assert color_name(r, g, b) in NAMES
    assert css_rgb(f"#{r:02x}{g:02x}{b:02x}") == (r, g, b)
