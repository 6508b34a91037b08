# ruff: noqa: E501 -- each line of text is a whole invented report
"""Chapters copied from a report's web pages: prose about goals, scales, lists under a sentence that judges them."""

from __future__ import annotations

import pytest

from tests.reports import assignments, code, goals, report

HEAD = "Årsredovisning 2021\n\nTallmo kommun\n\n"


# What tells of goals is none


@pytest.mark.parametrize(
    "prose",
    [
        "Nedan redovisas nämndens måluppfyllelse för året inom fyra perspektiv.",
        "Genom budgeten fattar fullmäktige beslut om mål som ska gälla hela koncernen.",
        "Dessa ska varje enhet arbeta vidare med.",
        "Mer information om hur styrningen går till finns i avsnittet Styrning.",
    ],
)
def test_a_sentence_that_tells_how_goals_are_set_is_no_goal(prose: str) -> None:
    assert goals(f"{HEAD}Övergripande mål\n\n{prose}\n\nEkonomi\n\nKommunen gick med vinst.\n") == []


def test_a_goal_stands_below_the_words_that_lead_to_it() -> None:
    text = f"{HEAD}Nämndens mål\n\nNämnden har antagit ett mål för perioden.\n\nFler ska cykla till arbetet.\n\nAntalet cyklister växte.\n"
    assert [title for title, _ in goals(text)] == ["Fler ska cykla till arbetet."]


def test_text_below_an_introduction_is_no_goal() -> None:
    text = (
        f"{HEAD}Nämndens mål\n\nHär redovisas målen för året.\n\nGrön ruta 100 procent Gul ruta 90 procent\n\n"
        "Arbetet med styrningen har fortsatt.\n"
    )
    assert goals(text) == []


def test_the_steps_of_a_scale_are_no_verdicts() -> None:
    text = (
        f"{HEAD}Åtgärdsbedömning\n\nBilden visar hur åtgärderna bedöms av den som ansvarar.\n\n"
        "Åtgärden är klar\nÅtgärden är påbörjad\nÅtgärden har inte påbörjats\nÅtgärden är inställd\n"
    )
    read = report(text)
    assert (read.goals, read.assignments) == ([], [])


# Lists that a sentence judges


def test_a_sentence_gives_its_verdict_to_the_list_below() -> None:
    text = (
        f"{HEAD}Måluppfyllelse\n\nFullmäktige har antagit fyra mål. Följande fullmäktigemål nåddes under året:\n\n"
        "• Fler unga ska ha ett arbete.\n• Kommunen ska ha en ekonomi i balans, och två av tre delmål nås. Det är målet om skulden som inte nås.\n\n"
        "Övriga mål bedöms vara delvis uppfyllda:\n\n• Energianvändningen ska minska.\n• Alla ska ha nära till en park.\n"
    )
    read = report(text)
    assert [(g.title[:18], g.level, code(g.status), g.parent) for g in read.goals] == [
        ("Fler unga ska ha e", "council", "achieved", None),
        ("Kommunen ska ha en", "council", "achieved", None),
        ("Energianvändningen", "council", "partially_achieved", None),
        ("Alla ska ha nära t", "council", "partially_achieved", None),
    ]


def test_a_sentence_without_colon_sorts_assignments() -> None:
    text = (
        f"{HEAD}Uppdrag\n\nFöljande uppdrag är slutförda\n\n- Se över resereglementet\n- Införa e-handel i alla nämnder\n\n"
        "Följande uppdrag pågår enligt plan\n\n- Ta fram en lokalförsörjningsplan\n"
    )
    assert assignments(text) == [
        ("Se över resereglementet", "achieved"),
        ("Införa e-handel i alla nämnder", "achieved"),
        ("Ta fram en lokalförsörjningsplan", "in_progress"),
    ]


def test_what_was_done_is_no_list_of_records() -> None:
    text = f"{HEAD}Nämndens mål\n\nMål 1: Färre ska röka\n\nFöljande åtgärder har genomförts under året:\n\n- Kurser i skolorna\n- Rökfria torg\n"
    read = report(text)
    assert read.assignments == []
    assert "Rökfria torg" in (read.goals[0].comment or "")


# Record tables whose cells are paragraphs


def test_a_verdict_ends_each_record_under_a_header_on_one_line() -> None:
    text = (
        f"{HEAD}Måluppfyllelse\n\nNedan kommenteras målen.\n\n1. Trygghet – för ett gott liv\n\nMål Kommentarer Uppnått  Ja/Nej\n\n"
        "Fler ska känna sig trygga i centrum.\n\nBelysningen byttes vid torget.\n\nKommunen och polisen går vandringar.\nDe blev nio.\n\nJa\n\n \n\n"
        "Inga barn ska utsättas för mobbning.\n\nEnkäten visar en ökning.\n\nNej\n\n"
        "2. Natur - nära alla\n\nMål Kommentarer Uppnått  Ja/Nej\n\nTvå nya reservat ska bildas.\n\nArbetet pågår.\n\nDelvis\n"
    )
    read = report(text)
    assert [(g.title, g.area, code(g.status)) for g in read.goals] == [
        ("Fler ska känna sig trygga i centrum.", "Trygghet – för ett gott liv", "achieved"),
        ("Inga barn ska utsättas för mobbning.", "Trygghet – för ett gott liv", "not_achieved"),
        ("Två nya reservat ska bildas.", "Natur - nära alla", "partially_achieved"),
    ]
    assert read.goals[0].comment == "Belysningen byttes vid torget.\nKommunen och polisen går vandringar.\nDe blev nio."
    assert read.goals[2].comment == "Arbetet pågår."


def test_assignments_under_a_header_on_one_line_with_the_status_in_the_middle() -> None:
    text = (
        f"{HEAD}Uppdrag\n\nUppdrag Status Kommentar\n\nSe över resereglementet\n\nGenomfört\n\nAntogs i maj.\n\n"
        "Införa e-handel\n\nPågår\n\nTre nämnder återstår.\n"
    )
    assert assignments(text) == [("Se över resereglementet", "achieved"), ("Införa e-handel", "in_progress")]


def test_a_numbered_heading_with_a_dash_is_no_point_with_a_verdict() -> None:
    assert goals(f"{HEAD}Måluppfyllelse\n\n1. Trygghet – för ett gott liv\n\nBelysningen byttes vid torget.\n") == []
