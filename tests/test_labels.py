"""Label words in front of records or alone on a line, and what headings are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.normalize.heading import read_heading
from kommunrapport.normalize.label import read_label


@pytest.mark.parametrize(
    ("line", "field", "detail"),
    [
        ("Nämndsmål", "goal", "board"),
        ("KOMMUNFULLMÄKTIGEMÅL", "goal", "council"),
        ("Kommunfullmäktigemål", "goal", "council"),
        ("Delmål", "goal", "sub"),
        ("Åtagande", "assignment", "commitment"),
        ("Kommentar", "comment", None),
        ("Kommentar:", "comment", None),
        ("Innehållsförteckning", "contents", None),
        ("Målindikator", "indicator", None),
    ],
)
def test_labels_that_stand_alone(line: str, field: str, detail: str | None) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.field, label.detail, label.rest) == (field, detail, "")


@pytest.mark.parametrize(
    ("line", "field", "number", "rest"),
    [
        ("Nämndmål 1.1: Alla ska läsa", "goal", "1.1", "Alla ska läsa"),
        ("Mål 3: Alla ska läsa", "goal", "3", "Alla ska läsa"),
        ("Mål 3. Alla ska läsa", "goal", "3", "Alla ska läsa"),
        ("KF-mål 2 – Alla ska läsa", "goal", "2", "Alla ska läsa"),
        ("Kommunfullmäktigemål – Alla ska läsa", "goal", None, "Alla ska läsa"),
        ("Uppdrag - Nämnden ges i uppdrag att läsa.", "assignment", None, "Nämnden ges i uppdrag att läsa."),
        ("Uppdrag 4: Läs högt", "assignment", "4", "Läs högt"),
        ("Ansvarig: KS", "responsible", None, "KS"),
        ("Status: Uppfyllt", "status", None, "Uppfyllt"),
        ("Måluppfyllelse: Delvis uppfyllt", "status", None, "Delvis uppfyllt"),
        ("Bedömning per 31 augusti: Uppfyllt", "status", None, "Uppfyllt"),
        ("Måluppfyllelse 31 augusti: Uppfyllt", "status", None, "Uppfyllt"),
        ("Prognos 2022-12-31: Uppnås", "forecast", None, "Uppnås"),
        ("Prognos: Uppfyllt", "forecast", None, "Uppfyllt"),
        ("Kommentar: Det gick bra.", "comment", None, "Det gick bra."),
    ],
)
def test_labels_in_front_of_what_they_label(line: str, field: str, number: str | None, rest: str) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.field, label.number, label.rest) == (field, number, rest)


@pytest.mark.parametrize(
    ("line", "field", "rest"),
    [
        ("Bedömning per 30 september: Uppnått", "status", "Uppnått"),
        ("Prognos 31 december: Målet nås", "forecast", "Målet nås"),
        ("Prognos helår 2022: Nås", "forecast", "Nås"),
        ("Bedömning helår: Nås", "forecast", "Nås"),
        ("Bedömning delår: Nås", "status", "Nås"),
        ("Status (T2): Klart", "status", "Klart"),
        ("Läge den 31/8 2022: Klart", "status", "Klart"),
        ("Måluppfyllelse januari–augusti: Nås", "status", "Nås"),
    ],
)
def test_labels_of_verdicts_that_say_when_these_hold(line: str, field: str, rest: str) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.field, label.number, label.rest) == (field, None, rest)


@pytest.mark.parametrize(
    "line", ["Nämndens mål 2022", "Åtagande för 2022", "Hur gick det? Bra", "Har ni frågor om målen? Ring"]
)
def test_a_time_or_a_question_alone_makes_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Måluppfyllelsen är god.",
        "Målet har varit att läsa mer.",
        "Uppdraget är genomfört.",
        "Kommentarerna har varit många.",
        "Vi har tre mål: att läsa, skriva och räkna.",
        "1. Nämnden godkänner rapporten.",
        "– Mål: ingenting",
        "",
        "Klockan 12: möte",
    ],
)
def test_sentences_are_no_labels(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "number", "title", "kind"),
    [
        ("Ekonomi", None, "Ekonomi", "chapter"),
        ("5.1 Målområde 1 En trygg kommun", "5.1", "Målområde 1 En trygg kommun", "area"),
        ("Målområde 1 – En trygg kommun", None, "Målområde 1 – En trygg kommun", "area"),
        ("3 Sammanfattning", "3", "Sammanfattning", "chapter"),
        ("Översikt nämndsmål", None, "Översikt nämndsmål", "part"),
        ("Hur gick det?", None, "Hur gick det?", "part"),
        ("Analys av målområdet", None, "Analys av målområdet", "part"),
        ("Fokusområde Klimat", None, "Fokusområde Klimat", "area"),
        ("Trygg hela livet", None, "Trygg hela livet", "other"),
        ("2.1. Resultaträkning", "2.1", "Resultaträkning", "chapter"),
    ],
)
def test_headings(line: str, number: str | None, title: str, kind: str) -> None:
    heading = read_heading(line)
    assert (heading.number, heading.title, heading.kind) == (number, title, kind)


def test_a_year_in_front_is_no_section_number() -> None:
    assert read_heading("2020 års resultat").number is None


@given(st.text(max_size=80))
def test_any_line_is_read_without_error(line: str) -> None:
    label = read_label(line)
    assert label is None or len(label.rest) <= len(line)
    assert read_heading(line).kind in ("chapter", "part", "area", "other")


@pytest.mark.parametrize(
    "heading", ["Aktiviteter i skolans plan", "Uppdrag i välfärdens tjänst", "Insatser i hela landet"]
)
def test_a_heading_with_a_place_in_it_is_no_label_with_a_date(heading: str) -> None:
    assert read_label(heading) is None


@pytest.mark.parametrize("line", ["Läge per augusti", "Bedömning i september", "Måluppfyllelse per december"])
def test_a_label_may_say_when(line: str) -> None:
    label = read_label(f"{line}: Klart")
    assert label is not None and label.field == "status"


@pytest.mark.parametrize(
    "label", ["Mål i folkhälsoplanen", "Uppdrag enligt budgeten", "Delmål i nämndens miljöprogram"]
)
def test_a_label_may_say_which_plan_a_record_is_from(label: str) -> None:
    read = read_label(f"{label}: Fler ska kunna simma")
    assert read is not None and (read.field in ("goal", "assignment"), read.rest) == (True, "Fler ska kunna simma")
