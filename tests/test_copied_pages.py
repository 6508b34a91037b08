# ruff: noqa: E501 -- each line of text is a whole invented report
"""Chapters copied from a report's web pages: prose about goals, scales, lists under a sentence that judges them."""

from __future__ import annotations

import pytest

from tests.reports import assignments, blocks, code, goals, report

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


# What steers a browser


def test_links_and_notices_of_the_page_are_no_headings() -> None:
    text = (
        "Gå till innehåll\n\nVi använder kakor för att webbplatsen ska fungera. Godkänner du det?\n\nMålområde - Trygg uppväxt\n\n"
        "Nämndens mål\n\nFler ska lära sig simma.\n\nMålet är uppfyllt.\n\nDela sidan:\n\nSenast uppdaterad: 2024-03-02\n"
    )
    read = report(text)
    assert read.report.title == "Målområde - Trygg uppväxt"
    assert [(g.title, g.area, code(g.status), g.comment) for g in read.goals] == [
        ("Fler ska lära sig simma.", "Målområde - Trygg uppväxt", "achieved", None)
    ]


def test_the_chapter_of_a_board_is_headed_by_its_name() -> None:
    text = "Kulturnämnden\n\nAntal anställda: 42\nOrdförande: Siv Alm\n\nNämnden gick med överskott.\n\nÅRETS VERKSAMHET\n\nMuseet öppnade.\n"
    found = report(text).report
    assert (found.title, found.body) == ("Kulturnämnden", "Kulturnämnden")


def test_the_years_of_a_plan_are_not_the_years_of_a_page() -> None:
    assert report("Mål\n\nI budget 2023–2025 finns två mål för kommunen.\n").report.year is None


# Key figures one cell a line, within goals and their comments


def _sub_goal(number: int, title: str, cells: str, words: str) -> str:
    heads = "Mätmetod\n\nUtfall\n\n2021\n\nUtfall\n\n2022\n\nMålvärde\n\n2023\n\nUtfall 2023\n\nUtfalls-symbol\n\n"
    return f"Delmål {number}\n\n{title}\n\n{heads}{cells}\n\nUppföljning och analys\n\n{words}\n\n"


PILED = (
    "Årsredovisning 2023\n\nTallmo kommun\n\nMålområde - Trygg uppväxt\n\nInriktningsmål\n\nBarn och unga ska ha en trygg uppväxt.\n\n"
    + _sub_goal(
        1,
        "Förskolan ska väcka läslusten.",
        "Enkät till föräldrar.\n\nAndel som lånar böcker\n\n81\n\n83\n\n90\n\n85\n\n😒",
        "Fler lånar böcker än förr. Arbetet fortsätter.",
    )
    + _sub_goal(
        2,
        "Fler ska nå gymnasiet.",
        "Andel behöriga\n\n78,5\n\n80,1\n\n80\n\n82,3\n\n😊\n\nAndel i högskolan\n\n-\n\n70\n\n75\n\n71\n\n😒",
        "Behörigheten ökar.",
    )
)


def test_indicators_whose_cells_stand_on_lines_of_their_own() -> None:
    found = report(PILED).indicators
    assert [
        (i.name, code(i.status), i.target and i.target.value, [(v.year, v.value) for v in i.values]) for i in found
    ] == [
        ("Enkät till föräldrar. Andel som lånar böcker", "not_achieved", 90, [(2021, 81), (2022, 83), (2023, 85)]),
        ("Andel behöriga", "achieved", 80, [(2021, 78.5), (2022, 80.1), (2023, 82.3)]),
        ("Andel i högskolan", "not_achieved", 75, [(2021, None), (2022, 70), (2023, 71)]),
    ]


def test_a_heading_that_comes_back_under_each_goal_parts_its_comment() -> None:
    read = report(PILED)
    assert [(g.title, g.level, g.area, g.parent) for g in read.goals] == [
        ("Barn och unga ska ha en trygg uppväxt.", "council", "Målområde - Trygg uppväxt", None),
        ("Förskolan ska väcka läslusten.", "sub", "Målområde - Trygg uppväxt", read.goals[0].id),
        ("Fler ska nå gymnasiet.", "sub", "Målområde - Trygg uppväxt", read.goals[0].id),
    ]
    assert [g.comment for g in read.goals[1:]] == [
        "Uppföljning och analys\nFler lånar böcker än förr. Arbetet fortsätter.",
        "Uppföljning och analys\nBehörigheten ökar.",
    ]
    assert [i.goal for i in read.indicators] == [read.goals[1].id, read.goals[2].id, read.goals[2].id]


def test_another_number_of_values_than_heads_makes_no_indicator() -> None:
    text = "Årsredovisning 2023\n\nTallmo kommun\n\nMål\n\nNyckeltal\n\nUtfall 2022\n\nUtfall 2023\n\nMålvärde 2023\n\nAndel behöriga\n\n78,5\n\n80\n\n"
    assert report(text + "Kommunen växer.\n").indicators == []


# Lists that a sentence counts


COUNTED = "Fullmäktige har antagit tre mål för perioden. Dessa är:\n\n• Företagen får snabba besked.\n• En skola för alla.\n• Tallmo ska vara grönt.\n\n"


def test_as_many_points_as_a_sentence_counts_are_goals() -> None:
    text = f"Måluppföljning\n\nTallmo kommun\n\n{COUNTED}Måluppfyllelsen mäts med indikatorer till 2030. Utvecklingen är god.\n"
    read = report(text)
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Företagen får snabba besked.", None, None),
        ("En skola för alla.", None, None),
        ("Tallmo ska vara grönt.", None, None),
    ]
    assert read.report.year is None  # nothing is reported for the year that is aimed at


def test_another_number_of_points_are_no_goals() -> None:
    assert (
        goals(
            f"Måluppföljning\n\nTallmo kommun\n\n{COUNTED.replace('tre', 'fem')}Måluppfyllelsen mäts med indikatorer.\n"
        )
        == []
    )


@pytest.mark.parametrize("head", ["Granskning av årsredovisning 2021", "Vision för Tallmo"])
def test_an_audit_or_a_plan_lists_no_followed_goals(head: str) -> None:
    assert goals(f"{head}\n\nTallmo kommun\n\n{COUNTED}Kommunen växer.\n") == []


def test_a_list_that_announces_goals_told_below_adds_none() -> None:
    told = "Mål 1: Besked ska ges inom fem dagar\n\nMålet är uppfyllt.\n\nMål 2: Fler ska nå gymnasiet\n\nMålet är inte uppfyllt.\n"
    assert len(goals(f"Måluppföljning 2021\n\nTallmo kommun\n\n{COUNTED}{told}")) == 2


# Other figures of copied pages


def test_groups_among_rows_whose_cells_stand_on_lines_of_their_own() -> None:
    cells = [
        "2019",
        "2020",
        "2021",
        "Folkmängd 31/12",
        "52 609",
        "53 327",
        "54 114",
        "Skattesats (%)",
        "21,12",
        "21,12",
        "21,12",
    ]
    cells += ["ÅRETS RESULTAT (mnkr)", " ", "Kommunen", "66", "195", "39", "Bolagen", "30", "84", "39*"]
    (table,) = report(
        "Årsredovisning 2021\n\nTallmo kommun\n\nSnabbfakta\n\n" + "\n\n".join(cells) + "\n"
    ).budget_tables
    assert [(row.label, row.values) for row in table.rows][-2:] == [
        ("Kommunen", [66, 195, 39]),
        ("Bolagen", [30, 84, 39]),
    ]


def test_a_span_of_years_is_no_registration_number() -> None:
    assert report("Finansiella mål\n\nÅr 2021-2023\n\nMålet är uppfyllt.\n").report.registration_number is None


def test_text_below_a_sorted_list_belongs_to_no_point() -> None:
    text = (
        f"{HEAD}Måluppfyllelse\n\nFöljande mål är uppfyllda:\n\n- Fler ska cykla till arbetet.\n- Färre ska köra fort.\n\n"
        "Kommunens revisorer har granskat målen.\n"
    )
    assert [goal.comment for goal in report(text).goals] == [None, None]


# The head of a report


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Diarienummer: LSN-RLED23-1184", "LSN-RLED23-1184"),
        ("Dnr 20/BN 0144", "20/BN 0144"),
        ("Dnr SAM/2024-000311", "SAM/2024-000311"),
        ("Dnr 2021/VN 58", "2021/VN 58"),
        ("Diarienr: 21RGV0342", "21RGV0342"),
    ],
)
def test_forms_of_registration_numbers(line: str, number: str) -> None:
    assert (
        report(f"Delårsrapport 2023\n\nVattennämnden\n\n{line}\n\nNämnden gick med vinst.\n").report.registration_number
        == number
    )


def test_the_day_that_is_reported_is_no_day_of_decision() -> None:
    text = "Vattennämnden 2021-10-08\n\n§ 18 Delårsrapport per den 31 augusti 2021\n\nNämnden godkänner rapporten.\n"
    assert report(text).report.decision_date == "2021-10-08"


def test_a_year_of_comparison_is_not_the_year_of_the_page() -> None:
    text = "Ekonomin i sammandrag\n\nResultatet blev bättre jämfört med 2018. Mer än 2018.\n\nNyckeltal\n\n2019 2018 2017\nInvånare 5 693 5 731 5 750\nSkatt % 21,57 21,57 21,57\nAnställda 412 405 399\n"
    assert report(text).report.year == 2019


def test_numbered_goals_in_a_numbered_list() -> None:
    text = (
        f"{HEAD}Inriktningsmål\n\n1. Mål 3: Ett gott liv för alla\n2. Mål 4: En skola – öppen för alla som vill lära\n"
        "3. Mål 13: Låg klimatpåverkan\n\nEkonomi\n\nKommunen gick med vinst.\n"
    )
    assert [(goal.number, goal.title) for goal in report(text).goals] == [
        ("3", "Ett gott liv för alla"),
        ("4", "En skola – öppen för alla som vill lära"),
        ("13", "Låg klimatpåverkan"),
    ]


def test_the_verdict_under_a_goal_counts_for_more_than_the_list_it_stands_in() -> None:
    text = (
        f"{HEAD}Sammanfattning\n\nMål som bedöms uppnås\n\n- Fler ska cykla till arbetet\n- Färre ska köra fort\n\n"
        "Mål som inte bedöms uppnås\n\n- Alla ska ha nära till en park\n\n## Måluppföljning\n\n"
        "### Fler ska cykla till arbetet\n\nAntalet växte.\n\nMålet bedöms uppnås.\n\n"
        "### Färre ska köra fort\n\nFarten sjönk.\n\nMålet bedöms uppnås.\n\n"
        "### Alla ska ha nära till en park\n\nIngen park anlades.\n\nMålet bedöms inte uppnås.\n"
    )
    found = report(text).goals
    assert [(g.title, code(g.forecast), g.comment) for g in found] == [
        ("Fler ska cykla till arbetet", "achieved", "Antalet växte."),
        ("Färre ska köra fort", "achieved", "Farten sjönk."),
        ("Alla ska ha nära till en park", "not_achieved", "Ingen park anlades."),
    ]


# The page around the text

WEB_TOP = "Till innehållet\n\nTallmo kommun\n\nSök på webbplatsen\nMeny\n\nStart / Kommun och politik / Så gick det med målen\n\n"
WEB_END = (
    "Ladda ner\nÅrsredovisning 2021 (pdf, 4,1 MB)\nÅrsredovisning 2020 (pdf)\n\nHjälpte sidan dig?\nJa\nNej\n\n"
    "Om kakor\nTillgänglighetsredogörelse\n"
)
PROMISED = (
    "Vatten att lita på\n\nLäckorna ska bli färre\nJa, vi nådde målet.\nTvå ledningar byttes.\n\n"
    "Fler ska dricka kranvatten\nVi nådde målet delvis.\nFontäner saknas.\n\n"
    "Rena sjöar\n\nSjöarna ska kalkas\nNej, vi nådde inte målet.\nBåten gick sönder.\n\n"
    "Ekonomi i korthet\n\nKommunen gick med vinst.\n\n"
)


@pytest.mark.parametrize("contents", ["", "På den här sidan\nVatten att lita på\nRena sjöar\n\n"])
def test_what_steers_a_page_is_neither_title_nor_goal_nor_verdict(contents: str) -> None:
    read = report(f"{WEB_TOP}Så gick det med målen 2021\n\n{contents}{PROMISED}{WEB_END}")
    assert (read.report.title, read.report.type) == ("Så gick det med målen 2021", "follow_up")
    assert [(g.title, g.area, code(g.status), g.comment) for g in read.goals] == [
        ("Läckorna ska bli färre", "Vatten att lita på", "achieved", "Två ledningar byttes."),
        ("Fler ska dricka kranvatten", "Vatten att lita på", "partially_achieved", "Fontäner saknas."),
        ("Sjöarna ska kalkas", "Rena sjöar", "not_achieved", "Båten gick sönder."),
    ]


def test_assignments_under_plain_headings_that_sort_them() -> None:
    text = (
        f"{HEAD}Uppföljning av uppdrag\n\nHär kan du läsa hur det gick.\n\nVatten\n\nByta ledningen i hamnen\nKlart\nDen byttes i maj.\n\n"
        "Sätta upp fontäner\nPågår\nTvå av tre står på plats.\n\nSjöar\n\nKöpa en ny båt\nEj påbörjat\nPengar saknas.\n"
    )
    assert [(a.title, a.area, code(a.status), a.comment) for a in report(text).assignments] == [
        ("Byta ledningen i hamnen", "Vatten", "achieved", "Den byttes i maj."),
        ("Sätta upp fontäner", "Vatten", "in_progress", "Två av tre står på plats."),
        ("Köpa en ny båt", "Sjöar", "not_started", "Pengar saknas."),
    ]


def test_a_word_that_could_steer_a_page_stays_where_nothing_else_does() -> None:
    assert "Nästa" in blocks(f"{HEAD}Årets insatser\n\nNästa\n\nBron byggs i maj.\n")
    assert "Nästa" not in blocks(f"Meny\n\n{HEAD}Årets insatser\n\nNästa\n\nBron byggs i maj.\n")
