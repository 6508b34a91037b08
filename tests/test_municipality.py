"""Whose report it is: every municipality in every form, and the names that must not win."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.municipality import Place, find_municipality, read_municipality
from kommunrapport.normalize.tables import rows

NAMES = [row["name"] for row in rows("municipalities")]
CODES = {row["name"]: row["code"] for row in rows("municipalities")}


def genitive(name: str) -> str:
    return name if name[-1] in "sxz" else name + "s"


def found(*lines: str) -> Place | None:
    reading = find_municipality(lines)
    return reading.value if reading else None


def code(*lines: str) -> str | None:
    place = found(*lines)
    return place.code if place else None


def test_there_are_290_municipalities_with_codes_of_their_county() -> None:
    assert len(NAMES) == len(set(CODES.values())) == 290
    assert all(row["code"].startswith(row["county_code"]) for row in rows("municipalities"))


@pytest.mark.parametrize(
    "form", ["{name} kommun", "{genitive} kommun", "{upper} KOMMUN", "{genitive} stad", "{genitive} Stad"]
)
def test_every_municipality_on_a_cover(form: str) -> None:
    wrong = []
    for name in NAMES:
        cover = form.format(name=name, genitive=genitive(name), upper=name.upper())
        lines = [
            "Delårsrapport januari–augusti 2020",
            cover,
            "Kommunstyrelsen 2020-09-14 § 12",
            "Kommunen samverkar med Tierps kommun, med städer som Borås och Gävle och med Region Skåne.",
            "Andelen är högre än i Karlstad.",
        ]
        if code(*lines) != CODES[name]:
            wrong.append((cover, found(*lines)))
    assert wrong == []


def test_every_municipality_named_only_in_running_text() -> None:
    wrong = []
    for name in NAMES:
        lines = [
            "Uppföljning av uppdrag",
            f"Utred hur en plan för {genitive(name)} kommun kan se ut.",
            "Uppdraget är genomfört.",
            f"En dialog om medborgarnas inflytande i {name} kommun har förts.",
        ]
        if code(*lines) != CODES[name]:
            wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["Ett Malmö för alla", "Malmöborna ska trivas.", "Fler malmöbor i arbete."], "1280"),
        (["Norrköpingsborna är nöjda.", "Norrköpingsbornas hälsa"], "0581"),
        (["En god service för alla örebroare", "Umeås granne", "Örebros skolor", "Örebroarna"], "1880"),
        (["Kommunfullmäktige i Mora beslutade"], "2062"),
        (["Umeå", "kommun"], "2480"),
        (["Falu kommun"], "2080"),
        (["Region Gotland", "Årsredovisning"], "0980"),
        (["Kontakt: info@malmo.se"], "1280"),
        (["Håbo kommun"], "0305"),
        (["Habo kommun"], "0643"),
        (["Årsredovisning för Gävle kommunkoncern"], "2180"),
    ],
)
def test_forms_of_a_name(lines: list[str], wanted: str) -> None:
    assert code(*lines) == wanted


@pytest.mark.parametrize(
    "lines",
    [
        ["Kommunledningskontoret", "Till kommunstyrelsen"],
        ["Det ska vara en nora för alla i Mark och Lund", "Sala av i Berg och Vara"],
        ["Andelen är högre än i städer som Göteborg och Stockholm"],
        ["Samverkan med Lunds kommun har utvecklats"],
        ["Malmö universitet och Uppsala län", "Örebro län"],
        [],
    ],
)
def test_no_name_is_better_than_a_wrong_one(lines: list[str]) -> None:
    assert found(*lines) is None


def test_others_named_in_passing_do_not_win() -> None:
    text = ["Eslövs kommun", "Delårsrapport"] + ["Arbetet sker tillsammans med Lunds kommun och Höörs kommun."] * 30
    assert code(*text) == CODES["Eslöv"]


def test_region_and_municipality_of_one_name_are_told_apart() -> None:
    region = found("Region Örebro län", "Årsredovisning 2020", "Region Örebro län ska", "Hälso- och sjukvård")
    assert region == Place("Region Örebro län", None, "Örebro län", "region")
    municipality = found("Örebro kommun", "Årsberättelse", "Region Örebro län har beslutat", "Örebro kommun ska")
    assert municipality is not None
    assert (municipality.code, municipality.kind) == ("1880", "municipality")


def test_federation_keeps_its_own_name() -> None:
    place = found(
        "Kommunalförbundet Norra Dalen", "Årsredovisning", "Medlemmar: Mora kommun, Orsa kommun, Älvdalens kommun"
    )
    assert place == Place("Kommunalförbundet Norra Dalen", None, None, "federation")


@pytest.mark.parametrize(
    "line",
    [
        "Kommunalförbundet Norra Dalen Delårsrapport 2020",
        "Årsredovisning Kommunalförbundet Norra Dalen",
        "För Kommunalförbundet Norra Dalen",
    ],
)
def test_words_of_the_title_are_no_part_of_a_federations_name(line: str) -> None:
    place = found(line)
    assert place is not None
    assert place.name == "Kommunalförbundet Norra Dalen"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Orebro kommun", "Örebro"),
        ("Hassleholms kommun", "Hässleholm"),
        ("Ostersunds kommun", "Östersund"),
        ("Malmo stad", "Malmö"),
        ("AIvesta kommun", "Alvesta"),
        ("Ockclbo kommun", "Ockelbo"),
        ("Leksands komrnun", "Leksand"),
        ("0xeIösunds kommun", "Oxelösund"),
    ],
)
def test_names_a_scan_damaged(printed: str, name: str) -> None:
    assert code(printed) == CODES[name]


def test_a_long_name_with_a_letter_too_many_is_that_name() -> None:
    long = [name for name in NAMES if len(name) >= 10 and name.isalpha()]
    printed = {name: f"{name[: len(name) // 2]}x{name[len(name) // 2 :]}" for name in long}
    assert len(long) > 20
    assert {name: read_municipality(damaged) for name, damaged in printed.items()} == {
        name: read_municipality(CODES[name]) for name in long
    }


@given(st.lists(st.text(max_size=40), max_size=5))
def test_odd_text_never_raises(lines: list[str]) -> None:
    find_municipality(lines)


def test_read_one_place() -> None:
    assert all(read_municipality(CODES[name]) == read_municipality(name) for name in NAMES)
    assert all(read_municipality(f"{genitive(name)} kommun") == read_municipality(name) for name in NAMES)
    assert read_municipality("malmö stad") == read_municipality("1280")
    assert read_municipality("Atlantis") is None
    assert read_municipality("") is None
    region = read_municipality("Region Skåne")
    assert region is not None
    assert region.kind == "region"


@pytest.mark.parametrize(
    ("number", "name"), [("000", "Umeå"), ("001", "Örebro"), ("002", None), ("003", "Malmö"), ("004", "Östersund")]
)
def test_real_reports(shared: Path, number: str, name: str | None) -> None:
    path = next(shared.glob(f"seeds/{number}_*.txt"))
    place = found(*path.read_text("utf-8").splitlines())
    assert (place.name if place else None) == name


def test_texts_of_the_shared_corpus(shared: Path) -> None:
    wrong = []
    for path in sorted([*shared.glob("corpus/dev/*.txt"), *shared.glob("corpus/dev/*.md")]):
        truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))["report"]["municipality"]
        if code(*path.read_text("utf-8").splitlines()) != truth["code"]:
            wrong.append(path.name)
    assert wrong == []
