"""Numbers as printed: what a cell holds, what it must not be read as, and the round trip over every way to set one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.number import decimals, find_amounts, is_missing, read_number, read_split

BLANKS = [" ", "\u00a0", "\u202f", "\u2009", ""]
MINUS_SIGNS = ["-", "–", "−", "—", "\u00ad", "- ", "– ", "−\u00a0"]


def grouped(digits: str, blank: str) -> str:
    """Set digits in groups of three."""
    head = len(digits) % 3 or 3
    return blank.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


@given(
    st.integers(min_value=0, max_value=10**10),
    st.integers(min_value=0, max_value=3),
    st.sampled_from(BLANKS),
    st.sampled_from(["", "+", "+ ", *MINUS_SIGNS]),
    st.sampled_from(["", "%", " %", "*", "**", " tkr", "¹"]),
)
def test_every_way_to_print_a_number_reads_back(amount: int, places: int, blank: str, sign: str, end: str) -> None:
    whole, fraction = divmod(amount, 10**places)
    text = sign + grouped(str(whole), blank) + (f",{fraction:0{places}d}" if places else "") + end
    if not places and len(str(whole)) == 8:
        return  # eight bare digits may be a date
    reading = read_number(text)
    assert reading is not None, text
    expected = amount / 10**places if places else amount
    assert reading.value == pytest.approx(-expected if sign.strip(" +\u00a0") else expected)
    assert isinstance(reading.value, float if places else int)
    assert decimals(text) == places
    assert reading.confidence == 1.0


@pytest.mark.parametrize(
    ("printed", "value", "flags"),
    [
        ("-21,0**", -21.0, ("**",)),
        ("-400*", -400, ("*",)),
        ("72** %", 72, ("**",)),
        ("12⁸", 12, ("⁸",)),
        ("12 1)", 12, ("1)",)),
        ("ca 30", 30, ("approx",)),
        ("Drygt 1 500", 1500, ("approx",)),
        ("ung. 116 000", 116000, ("approx",)),
        ("+/- 0", 0, ()),
        ("± 0,0", 0.0, ()),
        ("+/- 0 tkr", 0, ()),
        ("90 %", 90, ()),
        ("10,9 kr/kvm", 10.9, ()),
        ("88 kr/ ärende", 88, ()),
        ("0,2 mnkr", 0.2, ()),
        ("12 liter", 12, ()),
        ("-0,0", 0.0, ()),
        ("(1 234)", 1234, ("parentheses",)),
        ("614-", -614, ("trailing_minus",)),
        ("12.5", 12.5, ("decimal_point",)),
        ("1.234.567", 1234567, ()),
        ("1.234,5", 1234.5, ()),
        ("-3\n495", -3495, ()),
        ("-\n5 925", -5925, ()),
        ("2019", 2019, ()),
    ],
)
def test_marks_units_and_words_around_a_number(printed: str, value: float, flags: tuple[str, ...]) -> None:
    reading = read_number(printed)
    assert reading is not None
    assert (reading.value, reading.flags) == (value, flags)
    assert reading.raw == printed
    assert type(reading.value) is type(value)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1O4", 104),
        ("l17,4", 117.4),
        ("-l1 608", -11608),
        ("4O 679", 40679),
        ("-9,l", -9.1),
        ("17 ,4", 17.4),
        ("2S3", 253),
    ],
)
def test_letters_read_for_digits_are_repaired_and_flagged(printed: str, value: float) -> None:
    reading = read_number(printed)
    assert reading is not None
    assert (reading.value, reading.flags, reading.confidence) == (value, ("ocr_repaired",), 0.85)


@pytest.mark.parametrize(
    "printed",
    [
        "1.234",
        "563-149154",
        "2019-10-09",
        "20191009",
        "80–85",
        "12 34",
        "1234 567",
        "123\n456",
        "77\n72\n81",
        "12  345",
        "2, 3",
        "3 av 5",
        "4 mars",
        "0180",
        "45 749 (45 507)",
        "varav 5",
        "72 -",
        "O",
        "|3",
        "+/- 5",
        "K10",
        "<5",
    ],
)
def test_what_could_be_several_things_is_no_number(printed: str) -> None:
    assert read_number(printed) is None
    assert not is_missing(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        " ",
        "\u00a0",
        "-",
        "–",
        "..",
        "…",
        "i.u.",
        "#####",
        "#DIV/0!",
        "Mäts ej",
        "saknas",
        "Uppgift saknas",
        "- *",
        "***",
        "- %",
    ],
)
def test_signs_for_no_value_are_missing(printed: str) -> None:
    assert is_missing(printed)
    assert read_number(printed) is None


@given(st.text(max_size=30))
def test_odd_text_never_raises(text: str) -> None:
    read_number(text)
    read_split(text)
    decimals(text)
    list(find_amounts(text))


@pytest.mark.parametrize(
    ("printed", "total", "women", "men"),
    [
        ("77 (72, 81)", 77, 72, 81),
        ("64 % (66 %, 62 %)", 64, 66, 62),
        ("(61, 59)", None, 61, 59),
        ("7,4 (8,1, 6,2)", 7.4, 8.1, 6.2),
        ("77 (72,81)", 77, 72, 81),
        ("77 (72/81)*", 77, 72, 81),
        ("77 (K 72, M 81)", 77, 72, 81),
        ("77 % (män 81 %, kvinnor 72 %)", 77, 72, 81),
        ("Tot 77 K 72 M 81", 77, 72, 81),
        ("77", 77, None, None),
        ("45 749 (45 507)", 45749, None, None),
    ],
)
def test_split_by_gender(printed: str, total: float | None, women: float | None, men: float | None) -> None:
    split = read_split(printed)
    assert split is not None
    found = [part.value if part else None for part in (split.total, split.women, split.men)]
    assert found == [total, women, men]


def test_one_number_in_parentheses_is_a_comparison() -> None:
    split = read_split("45 749 (45 507)")
    assert split is not None
    assert split.total is not None
    assert split.total.flags == ("comparison",)


def test_the_legend_may_put_men_first() -> None:
    split = read_split("77 (81, 72)", women_first=False)
    assert split is not None
    assert split.women is not None
    assert split.women.value == 72


@pytest.mark.parametrize("printed", ["-", "77 (72, 81, 90)", "Ja (nej)", "72,81)", "77 och 81"])
def test_what_is_no_split(printed: str) -> None:
    assert read_split(printed) is None


def test_amounts_in_prose() -> None:
    text = "Underskottet, -67,2 mnkr, är drygt 15 400 000 kr sämre. Anslaget är 605 045 Tkr, en ökning med 12 procent."
    found = [(amount.value, amount.unit, amount.flags) for amount in find_amounts(text)]
    assert found == [(-67.2, "mnkr", ()), (15400000, "kr", ("approx",)), (605045, "tkr", ()), (12, "procent", ())]
    assert all(text[amount.start : amount.end] == amount.raw for amount in find_amounts(text))


@pytest.mark.parametrize(
    "text", ["2–3 mnkr", "10 kr/kvm", "5 procentenheter", "1,5 miljoner besökare", "Dnr 2019/12 kr"]
)
def test_ranges_rates_and_counts_are_no_amounts(text: str) -> None:
    assert list(find_amounts(text)) == []


def test_minus_broken_over_a_line() -> None:
    assert [amount.value for amount in find_amounts("varav -\n5 925 tkr")] == [-5925]


def test_a_dash_that_opens_a_line_may_be_a_bullet() -> None:
    assert list(find_amounts("Avvikelser:\n– 5 mnkr i lägre kostnader")) == []
    assert [amount.value for amount in find_amounts("Resultatet är – 5 mnkr")] == [-5]


def test_every_number_of_the_shared_corpus(shared: Path) -> None:
    missed = []
    for path in sorted(shared.glob("corpus/dev/*.truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        cells = [
            (raw, value)
            for table in truth.get("budget_tables", [])
            for row in table["rows"]
            for raw, value in zip(row["raw"], row["values"], strict=True)
        ]
        cells += [(value["raw"], value["value"]) for item in truth.get("indicators", []) for value in item["values"]]
        for raw, value in cells:
            reading = read_number(raw or "")
            if (reading.value if reading else None) != value:
                missed.append((path.name, raw, value))
    assert missed == []
