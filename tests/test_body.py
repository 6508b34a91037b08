"""Boards and companies: one name or a list of them, who answers, and whom a sentence charges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.body import (
    assigned_bodies,
    find_bodies,
    is_abbreviation,
    is_body,
    read_responsible,
    trailing_responsible,
)

HEADS = ["barn", "kultur", "miljö", "vård", "individ", "samhällsbyggnads", "gymnasie", "social"]
TAILS = ["utbildnings", "fritids", "byggnads", "omsorgs", "familje", "arbetsmarknads", "vuxenutbildnings"]
BOARDS = st.one_of(
    st.sampled_from(["kommunstyrelsen", "tekniska nämnden", "valnämnden", "samtliga nämnder", "stadsledningskontoret"]),
    st.builds(lambda head, tail: f"{head}- och {tail}nämnden", st.sampled_from(HEADS), st.sampled_from(TAILS)),
    st.builds(lambda a, b, c: f"{a}-, {b}- och {c}nämnden", *([st.sampled_from(HEADS)] * 2), st.sampled_from(TAILS)),
)


@given(st.lists(BOARDS, min_size=1, max_size=4, unique=True))
def test_a_list_of_boards_reads_back(boards: list[str]) -> None:
    listed = ", ".join(boards[:-1]) + (" och " if len(boards) > 1 else "") + boards[-1]
    assert find_bodies(listed) == boards
    assert read_responsible(listed) == boards
    assert assigned_bodies(f"Kommunfullmäktige ger {listed} i uppdrag att ta fram en plan.") == boards
    assert trailing_responsible(f"Ta fram en plan ({listed})") == ("Ta fram en plan", boards)


@pytest.mark.parametrize(
    "printed",
    [
        "Kommunstyrelsen",
        "KOMMUNSTYRELSEN",
        "Kommunfullmäktige",
        "Barn- och utbildningsnämnden",
        "Barn och utbildningsnämnden",
        "Hälsa- Vård- och omsorgsnämnden",
        "Kultur-, fritids- och ungdomsnämnden",
        "Individ – och familjenämnden",
        "Tekniska nämnden",
        "TEKNISKA NÄMNDEN",
        "Gemensamma överförmyndarnämnden",
        "Nämnden för arbetsmarknad och vuxenutbildning",
        "Nämnden för funktionsstöd",
        "Överförmyndarnämnden",
        "Kommunstyrelsens arbetsutskott",
        "Revisionen",
        "Direktionen",
        "Valnämnd",
        "Exempelbostäder AB",
        "AB Exempelbyggen",
        "Exempelby Energi & Miljö AB",
        "Östra Vikens stadsdelsnämnd",
    ],
)
def test_names_of_one_body(printed: str) -> None:
    assert is_body(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "Nämnden",
        "Nämnden har under året arbetat",
        "Nämndens mål",
        "Kommunstyrelsens ansvar",
        "Delårsrapport för kommunstyrelsen",
        "Förskola",
        "Samtliga nämnder",
        "Länsstyrelsen",
        "Socialstyrelsen",
        "Hyresnämnden",
        "Ovannämnd",
        "Kommunstyrelsen och tekniska nämnden",
        "Nämnden för beslut",
        "",
    ],
)
def test_what_names_no_single_body(printed: str) -> None:
    assert not is_body(printed)


def test_bodies_in_prose_as_printed_and_in_order() -> None:
    text = (
        "Förslaget lämnas av Tekniska nämnden till berörda nämnder, Länsstyrelsen och kommunstyrelsens arbetsutskott."
    )
    assert find_bodies(text) == ["Tekniska nämnden", "berörda nämnder", "kommunstyrelsens arbetsutskott"]
    assert find_bodies("Under kommunstyrelsens ledning tog nämnden beslut om revision av policyn.") == []


@pytest.mark.parametrize("printed", ["KS", "BUN", "KFN", "ÄN", "SAN", "VÄN", "XYN"])
def test_abbreviations_of_boards(printed: str) -> None:
    assert is_abbreviation(printed)


@pytest.mark.parametrize("printed", ["LSS", "EU", "SFI", "KTR", "Nya", "ks", "K", "2019", "HVB", ""])
def test_other_abbreviations(printed: str) -> None:
    assert not is_abbreviation(printed)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("KFN, IFN", ["KFN", "IFN"]),
        ("KS/TN", ["KS", "TN"]),
        ("KS och TN", ["KS", "TN"]),
        ("KS\nTN", ["KS", "TN"]),
        ("Ks, Tn", ["Ks", "Tn"]),
        ("Kommunstyrelsen, tekniska nämnden", ["Kommunstyrelsen", "tekniska nämnden"]),
        ("Barn- och utbildningsnämnden", ["Barn- och utbildningsnämnden"]),
        ("Ansvarig nämnd: KS", ["KS"]),
        ("Kommunstyrelsen, BUN och berörda nämnder", ["Kommunstyrelsen", "BUN", "berörda nämnder"]),
        ("Kommundirektör", ["Kommundirektör"]),
        ("Kommundirektör, ekonomichef", ["Kommundirektör", "ekonomichef"]),
        ("Kultur, fritid och turism", ["Kultur, fritid och turism"]),
        ("-", []),
        ("", []),
    ],
)
def test_responsible_cell(printed: str, names: list[str]) -> None:
    assert read_responsible(printed) == names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Anna Exempelsson", []),
        ("Ekonomichef Anna Exempelsson", ["Ekonomichef"]),
        ("Anna Exempelsson, ekonomichef", ["ekonomichef"]),
        ("KS (Anna Exempelsson)", ["KS"]),
        ("anna.exempelsson@kommunen.se", []),
    ],
)
def test_names_of_persons_are_never_given(printed: str, names: list[str]) -> None:
    assert read_responsible(printed) == names


@pytest.mark.parametrize(
    ("title", "head", "names"),
    [
        ("Stärk tillsynen (KS)", "Stärk tillsynen", ["KS"]),
        ("Hur ska en plan se ut? (KS)", "Hur ska en plan se ut?", ["KS"]),
        ("Minska kostnaderna (Social- och omsorgsnämnden)", "Minska kostnaderna", ["Social- och omsorgsnämnden"]),
        ("Minska kostnaderna (KS, TN)", "Minska kostnaderna", ["KS", "TN"]),
        ("Minska kostnaderna (ansvarig: KS)", "Minska kostnaderna", ["KS"]),
    ],
)
def test_trailing_parenthesis_with_bodies(title: str, head: str, names: list[str]) -> None:
    assert trailing_responsible(title) == (head, names)


@pytest.mark.parametrize(
    "title",
    [
        "Följ lagen (2010:111)",
        "Stöd till personer med funktionsnedsättning (LSS)",
        "Rådets (KS) arbete ska synas",
        "Arbetet ska synas (klart i december)",
        "Öka andelen (procent)",
        "",
    ],
)
def test_other_parentheses_stay(title: str) -> None:
    assert trailing_responsible(title) == (title, [])


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Kommunstyrelsen ges i uppdrag att se över taxan.", ["Kommunstyrelsen"]),
        ("Kommunstyrelsen ges uppdrag att se över taxan.", ["Kommunstyrelsen"]),
        ("Tekniska nämnden får i uppdrag att tillsammans med berörda nämnder se över taxan.", ["Tekniska nämnden"]),
        ("Kommunstyrelsen, tillsammans med berörda nämnder, ges i uppdrag att utreda.", ["Kommunstyrelsen"]),
        (
            "Tekniska nämnden, i samverkan med Miljönämnden och med stöd av Servicenämnden, ges i uppdrag att utreda.",
            ["Tekniska nämnden"],
        ),
        (
            "Kommunfullmäktige uppdrar till kultur- och fritidsnämnden att öppna en hall.",
            ["kultur- och fritidsnämnden"],
        ),
        ("Att uppdra åt stadsledningskontoret att ta fram en modell.", ["stadsledningskontoret"]),
        ("Inom ramen för budgeten ger kommunfullmäktige socialnämnden i uppdrag att spara.", ["socialnämnden"]),
        ("Socialnämnden ska under året ta fram en plan som lämnas till berörda nämnder.", ["Socialnämnden"]),
        ("Kommunstyrelsen och valnämnden ska under året ta fram en plan.", ["Kommunstyrelsen", "valnämnden"]),
        ("Alla ska ha rätt till heltid. Huvudansvar: PN.", ["PN"]),
        ("Kommunstyrelsen ges i uppdrag att utreda. Huvudansvar: TN, KS.", ["TN", "KS"]),
        ("Att ge samtliga nämnder i uppdrag att minska sina kostnader", ["samtliga nämnder"]),
        (
            "Efter förslag från valnämnden ger kommunfullmäktige kommunstyrelsen i uppdrag att utreda.",
            ["kommunstyrelsen"],
        ),
        ("KF ger KS och TN i uppdrag att utreda.", ["KS", "TN"]),
        ("Nämnden ger förvaltningen i uppdrag att utreda.", ["förvaltningen"]),
        ("Kommundirektören ges i uppdrag att utreda.", ["Kommundirektören"]),
        ("Samtliga nämnder och bolag ges i uppdrag att utreda.", ["Samtliga nämnder och bolag"]),
    ],
)
def test_whom_a_sentence_charges(sentence: str, names: list[str]) -> None:
    assert assigned_bodies(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Öka samarbetet mellan region och kommun.",
        "Resultatet ska överstiga en procent.",
        "Nämnderna ska hålla sin budget.",
        "Rapporten lämnas till kommunstyrelsen i mars.",
        "Utred köp- och säljmodellen i kommunstyrelsen.",
        "",
    ],
)
def test_sentences_that_charge_nobody(sentence: str) -> None:
    assert assigned_bodies(sentence) == []


@given(st.text(max_size=80))
def test_odd_text_never_raises(text: str) -> None:
    find_bodies(text)
    is_body(text)
    read_responsible(text)
    trailing_responsible(text)
    assigned_bodies(text)


def test_assignments_of_a_real_report(shared: Path) -> None:
    wrong = []
    for path in shared.glob("gold/*.json"):
        for assignment in json.loads(path.read_text("utf-8"))["assignments"]:
            found = assigned_bodies(assignment["title"])
            if found and found != assignment["responsible"]:
                wrong.append((assignment["title"], found))
    assert wrong == []
