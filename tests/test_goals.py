"""Goals as reports print them: tables, overviews with details, running text, matrices of areas and parents."""

from __future__ import annotations

import pytest

from tests.reports import code, findings, goals, only_goal, report

HEAD = "Årsberättelse 2021\n\nSocialnämnden\n\n"


# Tables


def test_a_table_of_goals_with_status_comment_and_forecast() -> None:
    goal = only_goal(
        "Uppföljning av mål 2021\n\n"
        "Mål nr\tKF-mål\tMåluppfyllelse januari-april\tMotivering/kommentar\tMåluppfyllelse prognos helår\n"
        "4\tKommunen ska ha god luft\tDelvis uppfyllt\tMätaren gick sönder i mars.\tHelt uppfyllt\n"
    )
    assert (goal.number, goal.title, goal.level) == ("4", "Kommunen ska ha god luft", "council")
    assert (code(goal.status), code(goal.forecast)) == ("partially_achieved", "achieved")
    assert goal.comment == "Mätaren gick sönder i mars."
    assert goal.status is not None
    assert (goal.status.raw, goal.status.basis) == ("Delvis uppfyllt", "phrase")


def test_a_row_that_a_page_break_cut_is_one_goal() -> None:
    header = "Mål nr\tKF-mål\tMåluppfyllelse\tKommentar\n"
    text = (
        "Uppföljning av mål 2020\n\n"
        + header
        + "1\tFler ska cykla\tDelvis uppfyllt\tCykelvägen till stationen har\n\n"
        + header
        + "\t\t\tblivit klar i augusti.\n"
        + "2\tFler ska gå\tUppfyllt\tSkolorna har vandrande skolbussar.\n"
    )
    one, two = report(text).goals
    assert one.comment == "Cykelvägen till stationen har blivit klar i augusti."
    assert (one.number, two.number) == ("1", "2")


def test_a_new_paragraph_after_a_page_break_is_a_line_of_its_own() -> None:
    header = "Mål nr\tKF-mål\tMåluppfyllelse\tKommentar\n"
    text = (
        "Uppföljning av mål 2020\n\n"
        + header
        + "1\tFler ska cykla\tDelvis uppfyllt\tCykelvägen är klar.\n\n"
        + header
        + "\t\t\tBelysningen dröjer.\n"
    )
    assert only_goal(text).comment == "Cykelvägen är klar.\nBelysningen dröjer."


def test_a_title_cut_by_a_page_break_is_joined() -> None:
    header = "Mål nr\tKF-mål\tMåluppfyllelse\n"
    text = "Uppföljning av mål 2020\n\n" + header + "1\tFler ska cykla till arbete\tUppfyllt\n\n" + header
    goal = only_goal(text + "\toch skola.\t\n")
    assert goal.title == "Fler ska cykla till arbete och skola."


def test_a_status_column_wins_over_what_the_comment_says() -> None:
    goal = only_goal(
        "Mål 2021\n\n| Mål | Status | Kommentar |\n|---|---|---|\n"
        "| Fler träd | Uppfyllt | Målet nås inte i Norra byn. |"
    )
    assert code(goal.status) == "achieved"
    assert goal.comment == "Målet nås inte i Norra byn."


@pytest.mark.parametrize(
    "header",
    [
        "Mål | Status | Kommentar",
        "Nämndmål | Måluppfyllelse | Motivering",
        "Nämndsmål | Bedömning | Analys",
        "Kommunfullmäktiges mål | Status 2021-12-31 | Kommentarer",
        "Övergripande mål | Grad av måluppfyllelse | Kommentar till måluppfyllelse",
        "KF-mål | Måloppfyllelse 2021 | Beskrivning",
    ],
)
def test_goal_tables_are_headed_in_many_words(header: str) -> None:
    goal = only_goal(f"Mål 2021\n\n| {header} |\n|---|---|---|\n| Fler träd i staden | Uppfyllt | Vi planterade 90. |")
    assert (goal.title, code(goal.status), goal.comment) == ("Fler träd i staden", "achieved", "Vi planterade 90.")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (1, 2, 3, 0), (2, 0, 1, 3)])
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    header = ["Nr", "Nämndmål", "Måluppfyllelse", "Kommentar"]
    row = ["7", "Fler träd i staden", "Delvis uppfyllt", "Vi planterade 90."]
    lines = ["\t".join(cells[i] for i in order) for cells in (header, row)]
    goal = only_goal("Uppföljning av mål 2021\n\n" + "\n".join(lines))
    assert (goal.number, goal.title, goal.comment) == ("7", "Fler träd i staden", "Vi planterade 90.")
    assert code(goal.status) == "partially_achieved"


def test_an_area_beside_several_rows_belongs_to_all_of_them() -> None:
    text = (
        HEAD + "| Målområde | Nämndmål | Status |\n|---|---|---|\n"
        "| Målområde 1 – Trygg | Fler ska känna sig trygga | Uppfyllt |\n"
        "| | Färre ska behöva hjälp | Delvis uppfyllt |\n"
        "| Målområde 2 – Grön | Bilarna ska gå på el | Ej uppfyllt |\n"
    )
    assert [goal.area for goal in report(text).goals] == ["Målområde 1 – Trygg"] * 2 + ["Målområde 2 – Grön"]


def test_responsible_column_and_trailing_parentheses() -> None:
    table = report("Mål 2020\n\n| Mål | Ansvarig | Status |\n|---|---|---|\n| Fler träd | TN, KS | Uppfyllt |").goals
    trailing = report("Mål 2020\n\n| Mål | Status |\n|---|---|\n| Fler träd (TN) | Uppfyllt |").goals
    assert table[0].responsible == ["TN", "KS"]
    assert (trailing[0].title, trailing[0].responsible) == ("Fler träd", ["TN"])


def test_huvudansvar_inside_a_title_stays_there() -> None:
    goal = only_goal(
        "Mål 2020\n\n| Mål | Status |\n|---|---|\n| Alla ska ha rätt till heltid. Huvudansvar: PN. | Uppfyllt |"
    )
    assert goal.title == "Alla ska ha rätt till heltid. Huvudansvar: PN."
    assert goal.responsible == ["PN"]


# Overview and detail


OVERVIEW = """Delårsrapport 2019

Byggnadsnämnden

Översikt nämndsmål

| Målområde | Nämndsmål |
|---|---|
| Målområde 1 – En nära stad | 🟢 Byggloven ska lämnas i tid. |
| | 🟡 Kartorna ska vara aktuella. |

Målområde 1 – En nära stad

Nämndsmål

Byggloven ska lämnas i tid.

Hur gick det?

Mediantiden var sex veckor.

Nämndsmål

Kartorna ska vara aktuella.

Hur gick det?

Flygfotona dröjde.
"""


def test_overview_and_detail_are_one_record() -> None:
    assert goals(OVERVIEW) == [
        ("Byggloven ska lämnas i tid.", "achieved"),
        ("Kartorna ska vara aktuella.", "partially_achieved"),
    ]


def test_the_detail_keeps_its_place_and_names_where_the_status_stands() -> None:
    goal = report(OVERVIEW).goals[0]
    assert goal.source.line == OVERVIEW.split("\n").index("Byggloven ska lämnas i tid.") + 1
    assert goal.status is not None
    assert goal.status.source is not None
    assert goal.status.source.line == 9
    assert goal.comment == "Hur gick det?\nMediantiden var sex veckor."
    assert goal.area == "Målområde 1 – En nära stad"


def test_a_lost_symbol_is_null_with_a_finding_and_not_a_goal_without_status() -> None:
    text = OVERVIEW.replace("🟡 Kartorna", "Kartorna").replace(
        "| | Kartorna ska vara aktuella. |",
        "| | Kartorna ska vara aktuella. |\n| | 🟢 Arkivet ska vara sökbart. |",
    )
    read = {goal.title: goal for goal in report(text).goals}
    assert read["Kartorna ska vara aktuella."].status is None
    assert "icon_unread" in findings(text)
    assert "goal_without_status" not in findings(text)


def test_a_shape_without_colour_means_only_what_the_legend_allows() -> None:
    legend = "Förklaring\n\n● Målet är uppnått.\n\n◆ Målet är delvis uppnått.\n\n■ Målet är inte uppnått.\n\n"
    table = (
        "| Nämndsmål |\n|---|\n| ● Fler bad ska vara öppna |\n"
        "| ◆ Färre hallar ska stå tomma |\n| ■ Alla ska ha klubb |\n"
    )
    assert [status for _, status in goals(HEAD + legend + table)] == ["achieved", "partially_achieved", "not_achieved"]


def test_a_shape_without_legend_is_unknown_and_flagged() -> None:
    table = "| Nämndsmål |\n|---|\n| ● Fler bad ska vara öppna |\n| ◆ Färre hallar ska stå tomma |\n"
    assert [status for _, status in goals(HEAD + table)] == ["unknown", "unknown"]
    assert findings(HEAD + table) & {"symbol_ambiguous", "unknown_phrase"}


def test_the_legend_itself_is_no_goal() -> None:
    legend = (
        "Förklaring av bedömning\n\n🟢 Målet är uppnått.\n\n🟡 Målet är delvis uppnått.\n\n🔴 Målet är inte uppnått.\n"
    )
    assert goals(HEAD + legend) == []


# Running text


def test_a_goal_in_running_text_with_its_questions() -> None:
    goal = only_goal(
        HEAD + "Målområde 3 – En frisk kommun\n\nNämndmål\n\nFler äldre ska röra på sig\n\nHur gick det?\n\n"
        "Målet är delvis uppfyllt.\n\nVarför blev det så?\n\nLedarna har varit sjuka.\n"
    )
    assert (goal.level, goal.area) == ("board", "Målområde 3 – En frisk kommun")
    assert code(goal.status) == "partially_achieved"
    assert goal.comment is not None
    assert goal.comment.endswith("Varför blev det så?\nLedarna har varit sjuka.")


def test_a_council_goal_is_the_parent_of_the_board_goals_under_it() -> None:
    text = (
        HEAD + "Målområde 1 – Trygghet\n\nKommunfullmäktigemål – Alla ska kunna känna sig trygga.\n\n"
        "Nämndmål\n\nFler gator ska ha belysning.\n\nNämndmål\n\nParkerna ska vara överblickbara.\n"
    )
    council, *board = report(text).goals
    assert (council.title, council.level, council.parent) == ("Alla ska kunna känna sig trygga.", "council", None)
    assert [(goal.level, goal.parent) for goal in board] == [("board", council.id)] * 2


def test_numbers_in_front_of_titles_are_numbers() -> None:
    text = (
        HEAD
        + "Kommunfullmäktigemål 2: Skogen ska vara nära\n\nNämndmål 2.1: Stigarna ska vara röjda\n\nMålet är nått.\n"
    )
    council, board = report(text).goals
    assert (council.number, council.title) == ("2", "Skogen ska vara nära")
    assert (board.number, board.title, board.parent) == ("2.1", "Stigarna ska vara röjda", council.id)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Målet är uppfyllt.", "achieved"),
        ("Målet bedöms vara delvis uppfyllt.", "partially_achieved"),
        ("Målet är inte uppfyllt.", "not_achieved"),
        ("Målet kan ännu inte bedömas.", "not_assessed"),
        ("Måluppfyllelse: Helt uppfyllt", "achieved"),
        ("Status: Delvis uppfyllt", "partially_achieved"),
        ("Bedömning: Ej uppfyllt", "not_achieved"),
    ],
)
def test_a_verdict_on_a_line_of_its_own_is_the_status(sentence: str, expected: str) -> None:
    goal = only_goal(HEAD + f"Nämndmål\n\nFler ska få jobb i kommunen\n\n{sentence}\n\nFlera företag har anställt.\n")
    assert code(goal.status) == expected
    assert goal.comment == "Flera företag har anställt."


def test_prose_that_mentions_fulfilment_is_no_verdict() -> None:
    goal = only_goal(
        HEAD + "Nämndmål\n\nFler ska få jobb i kommunen\n\nVi har arbetat med flera företag. Under hösten uppnåddes en "
        "överenskommelse med två av dem om praktik. Nästa steg är att utöka till fler branscher i länet.\n"
    )
    assert goal.status is None


def test_a_verdict_lifted_from_a_paragraph_stays_there_too() -> None:
    paragraph = "Sammantaget bedöms målet vara delvis uppfyllt. Två projekt återstår."
    goal = only_goal(HEAD + f"Nämndmål\n\nFler ska få jobb i kommunen\n\n{paragraph}\n")
    assert (code(goal.status), goal.comment) == ("partially_achieved", paragraph)


def test_a_goal_without_verdict_is_reported_as_such() -> None:
    text = "Mål 2020\n\n| Mål | Status |\n|---|---|\n| Fler träd i staden | Uppfyllt |\n| Färre bilar i staden | |"
    assert [status for _, status in goals(text)] == ["achieved", None]
    assert "goal_without_status" in findings(text)


def test_a_phrase_that_nobody_knows_is_unknown_and_flagged() -> None:
    goal = only_goal("Mål 2020\n\n| Mål | Status |\n|---|---|\n| Fler träd i staden | Hokus pokus |")
    assert code(goal.status) == "unknown"
    assert "unknown_phrase" in findings("Mål 2020\n\n| Mål | Status |\n|---|---|\n| Fler träd i staden | Hokus pokus |")


# What is no goal


def test_a_contents_list_gives_no_goals() -> None:
    contents = (
        "Innehållsförteckning\n\nNämndmål 1 Fler ska cykla ......... 4\nNämndmål 2 Fler ska gå ......... 6\n"
        "Ekonomi ......... 9\n\nInledning\n\nNämnden ansvarar för vägarna.\n"
    )
    assert goals(HEAD + contents) == []


def test_a_contents_table_gives_no_goals() -> None:
    contents = "Innehåll\n\n| | |\n|---|---|\n| Mål | 3 |\n| Översikt nämndsmål | 4 |\n| Ekonomi | 9 |\n"
    assert goals(HEAD + contents) == []


def test_a_word_list_and_a_distribution_list_give_no_records() -> None:
    text = (
        HEAD + "Ordlista\n\nNämndmål är det som nämnden själv beslutar.\n\nIndikator är ett mått på ett mål.\n\n"
        "Beslutet ska skickas till\n\nKommunstyrelsen\n\nRevisorerna\n"
    )
    read = report(text)
    assert (read.goals, read.assignments, read.indicators) == ([], [], [])


def test_prose_about_goals_gives_no_goals() -> None:
    text = (
        HEAD
        + "Sammanfattning\n\nNämnden har åtta mål för året. Fem av dem är uppfyllda, två delvis och ett inte alls. "
        "Arbetet med målen fortsätter nästa år.\n\nEkonomi\n\nUtfallet är i balans.\n"
    )
    assert goals(text) == []


def test_ids_are_unique_and_stable() -> None:
    first, second = report(OVERVIEW), report(OVERVIEW)
    ids = [goal.id for goal in first.goals]
    assert len(set(ids)) == len(ids)
    assert ids == [goal.id for goal in second.goals]


def test_a_hundred_goals_that_differ_in_a_number_are_a_hundred() -> None:
    chapter = "Nämndmål\n\nAlla barn ska kunna simma i bassäng {0}\n\nMålet är uppfyllt.\n\nKurserna var fulla.\n\n"
    text = "Årsberättelse 2019\n\nFritidsnämnden\n\n" + "".join(chapter.format(n) for n in range(1, 101))
    read = goals(text)
    assert len(read) == 100
    assert {status for _, status in read} == {"achieved"}


def test_a_hundred_goals_under_numbered_labels() -> None:
    chapter = "Nämndmål {0}\n\nAlla barn ska kunna simma i bassäng {0}\n\nMålet är uppfyllt.\n\nKurserna var fulla.\n\n"
    text = "Årsberättelse 2019\n\nFritidsnämnden\n\n" + "".join(chapter.format(n) for n in range(1, 101))
    read = goals(text)
    assert len(read) == 100
    assert {status for _, status in read} == {"achieved"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Alla elever i årskurs 3 ska klara de nationella proven",
            "Alla elever i årskurs 6 ska klara de nationella proven",
        ),
        (
            "Utsläppen från kommunens egna transporter ska minska till 2025",
            "Utsläppen från kommunens egna transporter ska minska till 2030",
        ),
        (
            "Andelen flickor som är behöriga till gymnasieskolans nationella program ska öka",
            "Andelen pojkar som är behöriga till gymnasieskolans nationella program ska öka",
        ),
        (
            "Antalet platser i kommunens egen förskola ska bli fler",
            "Antalet platser i kommunens egna förskolor ska bli fler",
        ),
    ],
)
def test_goals_that_differ_in_a_number_or_word_are_two(one: str, other: str) -> None:
    text = (
        f"Årsberättelse 2021\n\nSkolnämnden\n\nNämndmål\n\n{one}\n\nMålet är uppfyllt.\n\nNämndmål\n"
        f"\n{other}\n\nMålet är inte uppfyllt.\n"
    )
    assert [title for title, _ in goals(text)] == [one, other]


def test_label_and_number_alone_on_the_line() -> None:
    text = "Årsberättelse 2021\n\nSkolnämnden\n\nNämndmål 2\n\nFler ska läsa\n\nMålet är uppfyllt.\n"
    goal = only_goal(text)
    assert (goal.number, goal.title) == ("2", "Fler ska läsa")


def test_a_half_sentence_before_a_blank_is_no_heading() -> None:
    text = (
        "Årsberättelse 2021\n\nSkolnämnden\n\nNämndmål\n\nFler ska läsa\n\nMålet är uppfyllt.\n\n"
        "Biblioteken hade öppet\n\nunder hela sommaren.\n"
    )
    assert only_goal(text).comment == "Biblioteken hade öppet under hela sommaren."


def test_a_card_with_its_labels_on_lines_of_their_own() -> None:
    text = (
        "Delårsrapport 2\n\nJanuari – augusti 2020\n\nOmsorgsnämnden\n\nNämndens mål\n\nMål 1\n"
        "De äldre ska få ett värdigt liv\nMåluppfyllelse\nDelvis uppfyllt\nPrognos\nUppfyllt\n"
        "Kommentar\nArbetet har kommit långt.\n"
    )
    goal = only_goal(text)
    assert (goal.number, goal.title, code(goal.status), code(goal.forecast), goal.comment) == (
        "1",
        "De äldre ska få ett värdigt liv",
        "partially_achieved",
        "achieved",
        "Arbetet har kommit långt.",
    )


# Further layouts


def test_numbered_headings_with_labelled_lines_below() -> None:
    text = (
        "Delårsrapport per 31 augusti 2023\nSocialnämnden\n\n2 Måluppföljning\n\n2.1 Invånarna ska få stöd i tid\n"
        "Status: Uppfyllt\nPrognos helår: Uppfyllt\nVäntan har kortats.\n\n2.2 Personalen ska trivas på jobbet\n"
        "Status: Delvis uppfyllt\nPrognos helår: Uppfyllt\nEnkäten visar framsteg.\n"
    )
    one, two = report(text).goals
    assert (one.number, one.title, code(one.status), code(one.forecast)) == (
        "2.1",
        "Invånarna ska få stöd i tid",
        "achieved",
        "achieved",
    )
    assert (code(two.status), two.comment) == ("partially_achieved", "Enkäten visar framsteg.")


def test_board_goals_in_headings_under_council_goals() -> None:
    text = (
        "# Verksamhetsberättelse 2022\n\n## Kulturnämnden\n\n### KF-mål 1. Alla kan delta\n\n"
        "#### Nämndmål 1.1 Fler barn ska pröva en idrott\nBedömning: Målet är uppfyllt\n\n"
        "Sextio procent är med i en klubb.\n\n"
        "#### Nämndmål 1.2 Biblioteken ska ha öppet på kvällen\nBedömning: Målet är delvis uppfyllt\n"
    )
    council, one, two = report(text).goals
    assert [(g.level, g.number, g.parent) for g in (council, one, two)] == [
        ("council", "1", None),
        ("board", "1.1", council.id),
        ("board", "1.2", council.id),
    ]
    assert [code(g.status) for g in (council, one, two)] == [None, "achieved", "partially_achieved"]


def test_cards_of_labelled_lines() -> None:
    text = (
        "Årsrapport 2021\n\nByggnadsnämnden\n\nMål: Bygglov ska gå snabbt\n"
        "Ansvarig: Bygglovchefen\nUtfall: Målet är uppnått\n"
        "Kommentar: Fem veckor i snitt.\n\nMål: Tillsynen ska följa planen\nAnsvarig: Miljöchefen\n"
        "Utfall: Målet är inte uppnått\nKommentar: Tiden räckte inte.\n"
    )
    one, two = report(text).goals
    assert (one.title, one.responsible, code(one.status), one.comment) == (
        "Bygglov ska gå snabbt",
        ["Bygglovchefen"],
        "achieved",
        "Fem veckor i snitt.",
    )
    assert (code(two.status), two.comment) == ("not_achieved", "Tiden räckte inte.")


def test_a_matrix_of_goals_by_boards() -> None:
    text = (
        "# Uppföljning av fullmäktiges mål 2021\n\n| Nr | Mål | KS | BUN | TN |\n|---|---|---|---|---|\n"
        "| 1 | Alla barn ska klara skolan | Uppfyllt | Delvis uppfyllt | |\n"
        "| 2 | Utsläppen ska minska | | | Ej uppfyllt |\n"
    )
    found = report(text).goals
    assert [(g.number, g.level, g.responsible, code(g.status)) for g in found] == [
        ("1", "council", [], None),
        ("1", "board", ["KS"], "achieved"),
        ("1", "board", ["BUN"], "partially_achieved"),
        ("2", "council", [], None),
        ("2", "board", ["TN"], "not_achieved"),
    ]
    assert [g.parent for g in found] == [None, "g1", "g1", None, "g4"]


def test_goals_and_their_indicators_in_one_table() -> None:
    text = (
        "# Årsredovisning 2023\n\n| Mål | Indikator | Utfall 2023 | Målvärde | Måluppfyllelse |\n"
        "|---|---|---|---|---|\n"
        "| Eleverna ska lyckas | Andel behöriga | 86 % | 90 % | Delvis |\n| | Meritvärde | 224 | 220 | Ja |\n"
        "| Äldre ska vara trygga | Andel nöjda | 87 % | 90 % | Nej |\n"
    )
    read = report(text)
    assert [g.title for g in read.goals] == ["Eleverna ska lyckas", "Äldre ska vara trygga"]
    assert [(i.name, i.goal, code(i.status)) for i in read.indicators] == [
        ("Andel behöriga", "g1", "partially_achieved"),
        ("Meritvärde", "g1", "achieved"),
        ("Andel nöjda", "g2", "not_achieved"),
    ]


def test_a_verdict_in_parentheses_behind_the_title() -> None:
    text = (
        "Verksamhetsberättelse 2018\n\nKulturnämnden\n\n"
        "Mål 1. Biblioteken ska nå fler barn (uppfyllt)\nUtlånen ökade.\n\n"
        "Mål 2. Kulturskolan ska ta bort kön (ej uppfyllt)\nKön är oförändrad.\n"
    )
    assert goals(text) == [
        (("Biblioteken ska nå fler barn"), "achieved"),
        ("Kulturskolan ska ta bort kön", "not_achieved"),
    ]


def test_partial_goals_with_a_judgement_each() -> None:
    text = (
        "Årsredovisning 2020\n\nUmeå kommun\n\nÖvergripande mål: Trygga barn\nSamlad bedömning: Delvis uppfyllt\n\n"
        "Delmål 1.1: Fler ska trivas i skolan\nBedömning: Uppfyllt\nDelmål 1.2: Färre ska kränkas\n"
        "Bedömning: Ej uppfyllt\n"
    )
    top, *parts = report(text).goals
    assert (top.level, code(top.status)) == ("council", "partially_achieved")
    assert [(g.level, g.number, g.parent, code(g.status)) for g in parts] == [
        ("sub", "1.1", top.id, "achieved"),
        ("sub", "1.2", top.id, "not_achieved"),
    ]


def test_a_band_across_the_table_names_the_area() -> None:
    text = (
        "# Delårsrapport 2022\n\n| Mål | Status | Kommentar |\n|---|---|---|\n| **Barn och unga** | | |\n"
        "| Fler ska klara skolan | Uppfyllt | |\n"
        "| **Miljö** | | |\n| Solelen ska tredubblas | Ej uppfyllt | Två tak |\n"
    )
    assert [(g.title, g.area) for g in report(text).goals] == [
        ("Fler ska klara skolan", "Barn och unga"),
        ("Solelen ska tredubblas", "Miljö"),
    ]


@pytest.mark.parametrize(
    ("yes", "partly", "no"), [("Ja", "Delvis", "Nej"), ("Grönt", "Gult", "Rött"), ("🟢", "🟡", "🔴")]
)
def test_short_answers_and_colours(yes: str, partly: str, no: str) -> None:
    rows = f"| Fler bibliotek | {yes} |\n| Fler badhus | {partly} |\n| Fler parker | {no} |\n"
    read = goals(f"# Årsrapport 2020\n\n| Mål | Uppnått? |\n|---|---|\n{rows}")
    assert [status for _, status in read] == ["achieved", "partially_achieved", "not_achieved"]


def test_wrapped_prose_keeps_its_paragraphs() -> None:
    text = (
        "Verksamhetsberättelse 2017\nOmsorgsnämnden\n\n1. Sammanfattning\n\n"
        "Nämnden har under året arbetat med att minska den höga personalomsättningen\n"
        "i hemtjänsten. Arbetet har gett resultat och "
        "antalet brukare ökar.\n\n2. Nämndens mål\n\nMål 1: Brukarna ska möta färre medarbetare\n\n"
        "Målet är delvis uppfyllt. Antalet olika medarbetare under fjorton dagar har\n"
        "sjunkit från 16 till 14. Den nya schema-\n"
        "läggningen infördes i september.\n"
    )
    goal = only_goal(text)
    assert goal.comment == (
        "Målet är delvis uppfyllt. Antalet olika medarbetare under fjorton dagar har sjunkit från 16 till 14. "
        "Den nya schemaläggningen infördes i september."
    )


def test_the_latest_of_several_status_columns_counts() -> None:
    text = (
        "# Uppföljning av mål 2021\n\n| Mål | Måluppfyllelse 2020 | Måluppfyllelse 2021 |\n"
        "|---|---|---|\n| Alla ska ha ett jobb | Ej uppfyllt | Delvis uppfyllt |\n"
        "| Alla ska ha ett hem | Delvis uppfyllt | Uppfyllt |\n"
    )
    assert [status for _, status in goals(text)] == ["partially_achieved", "achieved"]


def test_a_header_repeated_inside_a_table_is_no_record() -> None:
    header = "Nr\tMål\tMåluppfyllelse\tKommentar\n"
    text = (
        "Uppföljning av mål 2020\n\n"
        + header
        + "1\tFler ska cykla\tUppfyllt\tCykelvägen har\n"
        + header
        + ("\t\t\tblivit klar.\n2\tFler ska gå\tEj uppfyllt\t\n")
    )
    assert [(g.number, g.title, g.comment) for g in report(text).goals] == [
        ("1", "Fler ska cykla", ("Cykelvägen har blivit klar.")),
        ("2", "Fler ska gå", None),
    ]


def test_a_repeated_header_that_lost_its_dots_is_the_same() -> None:
    text = (
        "Uppföljning av mål 2020\n\nMål nr\tMål\tMåluppfyllelse\tKommentar\n"
        "1\tFler ska cykla\tUppfyllt\tCykelvägen har\n\nMal nr\tMål\tMaluppfyllelse\tKommentar\n"
        "\t\t\tblivit klar.\n"
    )
    assert only_goal(text).comment == "Cykelvägen har blivit klar."


def test_overview_and_detail_that_lost_its_dots_are_one() -> None:
    text = "Årsberättelse 2020\n\nParknämnden\n\n" + (
        "Översikt nämndsmål\n\n| Nämndsmål |\n|---|\n"
        "| 🟢 Träden ska vårdas så att de blir gamla. |\n"
        "| 🟡 Gräset ska klippas varje vecka i maj. |\n\nNämndsmål\n\n"
        "Traden ska vardas så att de blir gamla.\n\nHur gick det?\n\nDet gick bra.\n"
    )
    assert len(report(text).goals) == 2


def test_a_caption_that_wraps_is_no_area() -> None:
    text = (
        "Bilaga 1\n\nTabell 1. Uppfyllelse av mål januari-augusti och prognos för\n2020 (helår)\n\n"
        "Mål nr\tMål\tMåluppfyllelse\n1\tFler ska cykla\tUppfyllt\n"
    )
    assert only_goal(text).area is None


def test_part_of_the_year_and_full_year_are_status_and_forecast() -> None:
    text = (
        "# Delårsrapport 2020\n\nKulturnämnden\n\n| Nämndmål | Delår | Helår |\n|---|---|---|\n"
        "| Snabbare planprocess | Delvis uppfyllt | Uppfyllt |\n"
        "| Fler bygglov i tid | Ej uppfyllt | Delvis uppfyllt |\n"
    )
    assert [(code(g.status), code(g.forecast)) for g in report(text).goals] == [
        (("partially_achieved"), "achieved"),
        ("not_achieved", "partially_achieved"),
    ]


def test_goal_sentences_each_with_a_verdict_paragraph() -> None:
    text = (
        "Årsredovisning 2019\n\nHeby kommun\n\nGod ekonomisk hushållning\n\nVerksamhetsmål\n\n"
        "Minst hälften av maten ska vara ekologisk.\nMålet uppnåddes. Andelen var 53 procent.\n\n"
        "Sjukfrånvaron ska vara högst 6 procent.\n"
        "Målet uppnåddes inte. Sjukfrånvaron var 6,9 procent.\n\nFinansiella mål\n\n"
        "Resultatet ska vara minst 2 procent av skatteintäkterna.\n"
        "Målet uppnåddes. Resultatet var 2,6 procent.\n"
    )
    assert [s for _, s in goals(text)] == ["achieved", "not_achieved", "achieved"]


def test_bold_titles_that_end_in_their_verdict() -> None:
    text = (
        "# Årsberättelse 2022\n\n## Byggnadsnämnden\n\n### Mål för god ekonomisk hushållning\n\n"
        "**Bygglov ska ges inom åtta veckor – UPPFYLLT**\n\nMediantiden var sex veckor.\n\n"
        "**All kontroll ska genomföras – EJ UPPFYLLT**\n\n82 procent gjordes.\n"
    )
    assert goals(text) == [
        (("Bygglov ska ges inom åtta veckor"), "achieved"),
        ("All kontroll ska genomföras", "not_achieved"),
    ]


@pytest.mark.parametrize("label", ["Samlad bedömning", "Status", "Måluppfyllelse", "Bedömning"])
def test_a_symbol_behind_its_label(label: str) -> None:
    text = f"# Delårsrapport 2022\n\nSkolnämnden\n\n### Nämndmål: Trygga barn\n\n{label}: 🟡\n\nDet går framåt.\n"
    goal = only_goal(text)
    assert (code(goal.status), goal.comment) == ("partially_achieved", "Det går framåt.")


def test_bold_goals_with_a_symbol_each() -> None:
    text = (
        "# Delårsrapport 2022\n\nSocialnämnden\n\n## Nämndmål\n\n"
        "**Färre ska behöva försörjningsstöd**\n\n🟢\n\nAntalet har minskat.\n\n"
        "**Fler ska få bostad först**\n\n🔴\n\nInga nya lägenheter.\n"
    )
    assert goals(text) == [
        (("Färre ska behöva försörjningsstöd"), "achieved"),
        ("Fler ska få bostad först", "not_achieved"),
    ]


@pytest.mark.parametrize("title", ["Budgeten ska hållas", "Budget i balans", "Status på lekplatserna ska höjas"])
def test_titles_that_begin_with_a_header_word_in_tables(title: str) -> None:
    assert goals(
        f"Mål 2021\n\n| Mål | Status |\n|---|---|\n| {title} | Uppfyllt |\n| Fler ska gå till fots | Ej uppfyllt |\n"
    ) == [(title, "achieved"), ("Fler ska gå till fots", "not_achieved")]


def test_a_band_across_the_table_of_two_columns() -> None:
    text = (
        "# Delårsrapport 2022\n\n| Mål | Status |\n|---|---|\n| **Barn och unga** | |\n"
        "| Fler ska klara skolan | Uppfyllt |\n"
        "| **Miljö** | |\n| Solelen ska tredubblas | Ej uppfyllt |\n"
    )
    assert [(g.title, g.area) for g in report(text).goals] == [
        ("Fler ska klara skolan", "Barn och unga"),
        ("Solelen ska tredubblas", "Miljö"),
    ]


def test_points_with_symbols_under_a_heading_are_goals() -> None:
    text = (
        "# Uppföljning T2 2024\n\n## Socialnämnden\n\n### Mål\n\n- 🟢 Fler brukare är nöjda\n"
        "- 🟡 Kortare utredningstider\n- 🔴 Lägre sjukfrånvaro\n"
    )
    assert [s for _, s in goals(text)] == ["achieved", "partially_achieved", "not_achieved"]


def test_template_text_is_no_record() -> None:
    text = (
        "# Delårsrapport 2025\n\n| Mål | Status | Kommentar |\n|---|---|---|\n"
        "| Skriv målet här | Välj status | Klicka här för att ange text. |\n"
    )
    assert goals(text) == []
    assert "template_residue" in findings(text)


def test_labels_inside_one_line() -> None:
    text = (
        "Verksamhetsberättelse 2021\n\nValnämnden\n\n"
        "Mål 1: Snabb handläggning. Status: Uppfyllt. Kommentar: Arvoden betalades i tid.\n"
        "Mål 2: Fler ställföreträdare. Status: Ej uppfyllt. Kommentar: Färre sökte.\n"
    )
    assert [(g.title, code(g.status), g.comment) for g in report(text).goals] == [
        ("Snabb handläggning", "achieved", ("Arvoden betalades i tid.")),
        ("Fler ställföreträdare", "not_achieved", "Färre sökte."),
    ]


@pytest.mark.parametrize("mark", ["?", "\ufffd", "□", "\uf0b7"])
def test_a_symbol_that_became_a_question_mark_is_lost_and_not_in_the_title(mark: str) -> None:
    text = "Årsberättelse 2020\n\nParknämnden\n\n" + (
        f"| Nämndsmål |\n|---|\n| {mark} Träden ska vårdas |\n| {mark} Gräset ska klippas |\n"
        f"| {mark} Bänkarna ska målas |\n"
    )
    read = report(text)
    assert [g.title for g in read.goals] == ["Träden ska vårdas", "Gräset ska klippas", "Bänkarna ska målas"]
    assert all(g.status is None or g.status.code == "unknown" for g in read.goals)
    assert {f.code for f in read.findings} & {"icon_unread", "symbol_ambiguous"}


@pytest.mark.parametrize(
    "title",
    [
        "Budgeten ska hållas",
        "Budget i balans",
        ("Resultatet ska vara minst två procent"),
        "Prognosen ska vara säker",
        "Status på lekplatserna ska höjas",
        "Indikatorerna ska bli färre",
        "Kommentarer ska besvaras",
        "Ansvaret ska vara tydligt",
    ],
)
def test_titles_that_begin_with_a_header_word(title: str) -> None:
    text = f"Delårsrapport 2021\n\nSkolnämnden\n\nNämndmål: {title}\n\nMålet är uppfyllt.\n\nText om målet.\n"
    assert goals(text) == [(title, "achieved")]


def test_an_overall_judgement_is_not_the_last_goals_status() -> None:
    text = (
        "Årsredovisning 2019\n\nUmeå kommun\n\nFinansiella mål\n\n"
        "Resultatet ska vara minst 2 procent.\nMålet uppnåddes. Resultatet var 2,6 procent.\n\n"
        "Samlad bedömning\n\n"
        "Kommunen bedöms ha god ekonomisk hushållning då två av tre mål har uppnåtts.\n"
    )
    assert [s for _, s in goals(text)] == ["achieved"]


@pytest.mark.parametrize(
    "header", ["Kf:s målområde", ("Kommunfullmäktiges målområde"), "Fullmäktiges fokusområde", "Strategiskt målområde"]
)
def test_headers_that_end_in_an_area_word(header: str) -> None:
    text = (
        f"# Bokslut 2022\n\nKulturnämnden\n\n| {header} | Nämndmål | Status |\n|---|---|---|\n"
        f"| Attraktiv kommun | Fler besökare | Uppfyllt |\n"
        f"| Välfärd | Läslust för alla | Uppfyllt |\n"
    )
    assert [g.area for g in report(text).goals] == ["Attraktiv kommun", "Välfärd"]


def test_a_line_of_mere_time_is_no_heading() -> None:
    text = (
        "Bilaga 1. Uppföljning av mål\n\n"
        "Tabell 1. Uppfyllelse av mål januari-augusti och prognos för\n2020 (helår)\n\n"
        "Mål nr\tMål\tMåluppfyllelse\n1\tFler ska cykla\tUppfyllt\n"
    )
    assert "2020 (helår)" not in [h.title for h in report(text).outline]
    assert only_goal(text).area is None


def test_a_line_that_announces_a_list_is_no_goal() -> None:
    announced = "Kommunfullmäktiges mål\n\nI planen beslutades om följande fyra mål"
    text = f"Årsrapport 2023\n\n{announced}\n\n1. Trygga barn\n\n2. Gröna parker\n"
    assert "I planen beslutades om följande fyra mål" not in [goal.title for goal in report(text).goals]


def test_an_owners_directives_are_goals_where_the_lines_below_their_heading_say_so() -> None:
    text = (
        "# Årsrapport 2023\n\nHamnbolaget AB\n\n## Ägardirektiv\n\nHär redovisas vilka mål som har nåtts.\n\n"
        "### Bolaget ska drivas utan fossila bränslen\n\nUppfyllt: Ja\n\n"
        "Alla båtar går på el.\n\n### Kajerna ska vara i gott skick\n\nUppfyllt: Nej\n\nTre kajer är avstängda.\n"
    )
    assert goals(text) == [
        ("Bolaget ska drivas utan fossila bränslen", "achieved"),
        ("Kajerna ska vara i gott skick", "not_achieved"),
    ]


def test_a_verdict_merged_over_the_indicators_of_a_goal_is_the_goals() -> None:
    text = (
        "<h1>Årsrapport 2023</h1><p>Hamnnämnden</p><table>"
        "<tr><th>Mål</th><th>Indikator</th><th>Utfall 2023</th><th>Bedömning</th></tr>"
        "<tr><td rowspan=2>Kajerna ska hålla</td><td>Andel lagade kajer</td><td>71</td><td rowspan=2>Uppfyllt</td></tr>"
        "<tr><td>Antal olyckor vid kaj</td><td>2</td></tr>"
        "<tr><td>Fler ska åka färja</td><td>Antal resor</td><td>410</td><td>Ej uppfyllt</td></tr></table>"
    )
    found = report(text)
    assert goals(text) == [("Kajerna ska hålla", "achieved"), ("Fler ska åka färja", "not_achieved")]
    assert [indicator.status for indicator in found.indicators] == [None, None, None]


@pytest.mark.parametrize(
    ("column", "first", "second"),
    [
        ("Koppling till KF-mål", "KF-mål 1", "KF-mål 2"),
        ("Fullmäktigemål", "Mål nr 1", "Mål nr 2"),
        ("Bidrar till mål", "1", "2"),
    ],
)
def test_a_column_names_the_council_goals_that_board_goals_serve_by_number(
    column: str, first: str, second: str
) -> None:
    text = (
        "# Delårsrapport 2022\n\nExempelby kommun\n\n## Kommunfullmäktiges mål\n\n"
        "| Nr | Kommunfullmäktiges mål | Bedömning |\n|---|---|---|\n"
        "| 1 | Fler ska vilja bo här | Uppfylls |\n| 2 | Luften ska vara ren | Uppfylls inte |\n\n"
        f"## Miljönämnden\n\n| Nr | Nämndens mål | {column} | Prognos | Analys |\n|---|---|---|---|---|\n"
        f"| 1 | Halten av partiklar ska minska | {second} | Uppfylls inte | Vintern var torr. |\n"
        f"| 2 | Bygglov ska ges inom åtta veckor | {first} | Uppfylls | Sju veckor i snitt. |\n"
    )
    read = report(text)
    titles = {goal.id: goal.title for goal in read.goals}
    assert [(g.title, titles.get(g.parent or ""), code(g.forecast)) for g in read.goals[2:]] == [
        ("Halten av partiklar ska minska", "Luften ska vara ren", "not_achieved"),
        ("Bygglov ska ges inom åtta veckor", "Fler ska vilja bo här", "achieved"),
    ]
    assert len(read.goals) == 4


def test_figures_forecast_beside_a_verdict_are_no_forecast_verdict() -> None:
    goal = only_goal(
        "# Delårsrapport 2022\n\n## Finansiella mål\n\n| Mål | Utfall juli | Prognos helår | Måluppfyllelse |\n"
        "|---|---|---|---|\n| Resultatet ska vara minst 1 procent av skatterna | 6,1 % | 2,4 % | Uppfylls |\n"
    )
    assert code(goal.status) == "achieved"
    assert goal.forecast is None


@pytest.mark.parametrize(
    ("sentence", "foretold"),
    [
        ("Bedömningarna avser prognos för helåret.", True),
        ("Färgerna visar årsprognosen:", True),
        ("Bedömningen visar att prognosen är osäker.", False),
    ],
)
def test_a_sentence_that_says_that_verdicts_are_the_outlook(sentence: str, foretold: bool) -> None:
    text = (
        f"# Delårsrapport 2031\n\n## Nämndens mål\n\n{sentence}\n\n### Fler ska läsa böcker\n\nMålet nås delvis\n\n"
        "Lånen ökar.\n\n### Fler ska spela teater\n\nMålet nås\n\nTvå grupper till.\n\n"
        "## Fullmäktiges mål\n\n### Alla ska kunna simma\n\nMålet nås\n\nTiderna räcker.\n"
    )
    verdicts = ["partially_achieved", "achieved"]
    read = report(text, "rapport.md").goals
    assert [code(goal.forecast if foretold else goal.status) for goal in read] == [
        *verdicts,
        None if foretold else "achieved",
    ]
    assert code(read[2].status) == "achieved"


@pytest.mark.parametrize(("column", "heading"), [("Perspektiv", "Perspektiv {}"), ("Fokusområde", "Fokusområde: {}")])
def test_an_overview_names_in_a_column_the_area_that_a_heading_names_in_full(column: str, heading: str) -> None:
    first, second = heading.format("Kund"), heading.format("Miljö")
    text = (
        "Måluppföljning 2031\n\nHamnbolaget AB\n\nSå tolkar du färgerna\n\n"
        "Uppfyllt\tMålvärdet är nått\nDelvis uppfyllt\tUtfallet är nära målvärdet\n"
        "Inte uppfyllt\tMålvärdet är inte nått\n\n"
        f"Översikt mål\n\n{column}\tMål\tBedömning\n"
        "Kund\t1. Kön till båtplats ska vara högst tre år\tUppfyllt\n\t2. Gästerna ska vara nöjda\tInte uppfyllt\n"
        "Miljö\t3. Spillet av olja ska upphöra\tDelvis uppfyllt\n\n"
        f"{first}\n\nMål 1\tKön till båtplats ska vara högst tre år\tUppfyllt\nVi byggde en brygga till.\n\n"
        "Mål 2\tGästerna ska vara nöjda\tInte uppfyllt\nFler klagar på elen.\n\n"
        f"{second}\n\nMål 3\tSpillet av olja ska upphöra\tDelvis uppfyllt\nTre utsläpp rapporterades.\n"
    )
    assert [(goal.number, goal.area, goal.comment) for goal in report(text).goals] == [
        ("1", first, "Vi byggde en brygga till."),
        ("2", first, "Fler klagar på elen."),
        ("3", second, "Tre utsläpp rapporterades."),
    ]


# Rows that say by their label what they are


def test_labelled_rows_in_a_table_of_activities_are_the_goals_they_serve() -> None:
    read = report(
        f"{HEAD}## Mål och aktiviteter\n\n| Aktivitet | Status | Ansvarig | Kommentar |\n|---|---|---|---|\n"
        "| KF-mål 1: Vattnet ska räcka till alla | | | |\n"
        "| Nämndmål 1.1: Läckorna ska bli färre | Måluppfyllelse: Delvis uppfyllt | | Två ledningar byttes. |\n"
        "| Byta ledningen vid hamnen | Klar | VN | Klart i maj. |\n"
        "| Nämndmål 1.2: Fler ska dricka kranvatten | Prognos: Uppfyllt | | |\n"
        "| Sätta upp dricksfontäner | Ej påbörjad | KS | Platserna utreds. |\n"
    )
    assert [(g.title, g.number, g.level, g.parent, code(g.status), code(g.forecast)) for g in read.goals] == [
        ("Vattnet ska räcka till alla", "1", "council", None, None, None),
        ("Läckorna ska bli färre", "1.1", "board", "g1", "partially_achieved", None),
        ("Fler ska dricka kranvatten", "1.2", "board", "g1", None, "achieved"),
    ]
    assert [(a.title, a.goal, code(a.status)) for a in read.assignments] == [
        ("Byta ledningen vid hamnen", "g2", "achieved"),
        ("Sätta upp dricksfontäner", "g3", "not_started"),
    ]


def test_a_line_over_a_table_that_names_a_council_goal_is_one() -> None:
    rows = (
        "<tr><td colspan=3>Fullmäktiges mål: Vattnet ska räcka till alla</td></tr>"
        "<tr><td>Läckorna ska bli färre</td><td>Uppfyllt</td><td>Två ledningar byttes.</td></tr>"
        "<tr><td colspan=3>Målområde: Sjöarna</td></tr>"
        "<tr><td>Sjöarna ska kalkas</td><td>Uppfyllt</td><td>Det är gjort.</td></tr>"
        "<tr><td colspan=3>Fullmäktiges mål: Vattnet ska räcka till alla</td></tr>"
        "<tr><td>Fler ska dricka kranvatten</td><td>Delvis uppfyllt</td><td>Fontäner saknas.</td></tr>"
    )
    head = "<tr><th>Nämndmål</th><th>Måluppfyllelse</th><th>Analys</th></tr>"
    read = report(f"<h1>Årsrapport 2021</h1><p>Vattennämnden</p><table>{head}{rows}</table>", "rapport.html")
    assert [(g.title, g.level, g.parent, g.area) for g in read.goals] == [
        ("Vattnet ska räcka till alla", "council", None, None),
        ("Läckorna ska bli färre", "board", "g1", None),
        ("Sjöarna ska kalkas", "board", None, "Målområde: Sjöarna"),
        ("Fler ska dricka kranvatten", "board", "g1", None),
    ]


@pytest.mark.parametrize("label", ["Mål 1", "Delmål"])
def test_a_labelled_goal_in_the_first_row_is_no_header(label: str) -> None:
    one = f"<tr><td>{label}: Läckorna ska bli färre</td><td>Uppfyllt</td></tr>"
    other = "<tr><td>Delmål: Alla ska ha mätare</td><td>Ej uppfyllt</td></tr>"
    assert goals(f"{HEAD}## Mål\n\n<table>{one}{other}</table>\n") == [
        ("Läckorna ska bli färre", "achieved"),
        ("Alla ska ha mätare", "not_achieved"),
    ]


def test_a_line_over_rows_below_a_goals_assignments_ends_what_serves_it() -> None:
    rows = (
        "<tr><td colspan=3><b>Mål 1: Vattnet ska räcka</b></td></tr>"
        "<tr><td>Byt ledningar</td><td>Klart</td><td>Två byttes.</td></tr>"
        "<tr><td colspan=3><b>Övriga uppdrag</b></td></tr>"
        "<tr><td>Måla tornet</td><td>Pågår</td><td>Färgen är köpt.</td></tr>"
    )
    head = "<tr><th>Uppdrag</th><th>Status</th><th>Kommentar</th></tr>"
    read = report(f"<h1>Årsrapport 2021</h1><p>Vattennämnden</p><table>{head}{rows}</table>", "rapport.html")
    assert [(a.title, a.goal) for a in read.assignments] == [("Byt ledningar", "g1"), ("Måla tornet", None)]


def test_a_status_of_the_reports_year_stays_beside_an_outlook_for_the_next() -> None:
    table = (
        "| Mål | Måluppfyllelse 2021 | Prognos 2022 |\n|---|---|---|\n| Vattnet ska räcka | Uppfyllt | Ej uppfyllt |\n"
    )
    for year, expected in ((2021, "achieved"), (2022, None)):
        goal = only_goal(f"# Årsredovisning {year}\n\nVattennämnden\n\n## Nämndens mål\n\n{table}")
        assert (code(goal.status), code(goal.forecast)) == (expected, "not_achieved")


def test_a_plain_title_with_a_verdict_in_another_chapter_is_no_goal() -> None:
    text = (
        f"{HEAD}Mål\n\nBiblioteken ska vara öppna\nUppfyllt\nDe var öppna varje dag.\n\n"
        "Personal\n\nRekrytering\nKlart\nAlla tjänster är tillsatta.\n"
    )
    assert goals(text) == [("Biblioteken ska vara öppna", "achieved")]


def test_a_column_of_goals_may_hold_their_numbers_and_the_next_one_what_they_are() -> None:
    read = report(
        HEAD
        + "| Mål | Beskrivning | Måluppfyllelse |\n|---|---|---|\n"
        + "| 1 | Fler ska ha ett arbete | Uppfyllt |\n| 2 | Byarna ska växa mer | Ej uppfyllt |\n"
    )
    assert [(goal.number, goal.title, code(goal.status)) for goal in read.goals] == [
        ("1", "Fler ska ha ett arbete", "achieved"),
        ("2", "Byarna ska växa mer", "not_achieved"),
    ]


def test_a_subject_that_is_a_chapter_elsewhere_is_an_area_beside_other_areas() -> None:
    text = (
        "# Verksamhetsberättelse 2019\n\n## Nämndens mål\n\n"
        "### Personal\n\n**Mål 1: Fler ska arbeta heltid**\n\nStatus: Uppnått\n\n"
        "### Elevers trygghet\n\n**Mål 2: Alla elever ska trivas**\n\nStatus: Delvis uppnått\n\n"
        "## Ekonomi\n\nNämnden har ett överskott.\n"
    )
    assert [(g.number, g.area) for g in report(text).goals] == [("1", "Personal"), ("2", "Elevers trygghet")]
    alone = text.replace("### Elevers trygghet\n\n", "")
    assert [g.area for g in report(alone).goals] == [None, None]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Två gator har asfalterats. Målet är inte uppfyllt.", "not_achieved"),
        ("Upphandlingen är klar. Arbetet pågår i alla distrikt.", None),
        ("Två gator har asfalterats. Målet bedöms inte uppfyllas.", None),
    ],
)
def test_beside_an_outlook_a_sentence_states_the_status_when_it_names_the_goal(
    comment: str, expected: str | None
) -> None:
    goal = only_goal(
        f"# Delårsrapport 2022\n\n**Nämndmål 2. Gatorna ska vara hela**\n\nHelår: uppfylls inte\n\n{comment}"
    )
    assert (code(goal.status), code(goal.forecast), goal.comment) == (expected, "not_achieved", comment)


@pytest.mark.parametrize(
    ("line", "status", "raw", "comment"),
    [
        ("<p><b>Är målet uppfyllt?</b> Delvis</p>", "partially_achieved", "Delvis", None),
        ('<p>Har vi nått målet? <span class="tag tag--green">Ja</span></p>', "achieved", "Ja", None),
        ('<p>Har vi nått målet? <span class="tag">Vet ej</span></p>', "not_assessed", "Vet ej", None),
        ("<div>Uppnåddes målet?</div><div>Nej</div>", "not_achieved", "Nej", None),
        ("<p>Klarade vi målet? Nej. Köken är få.</p>", "not_achieved", "Nej.", "Köken är få."),
        ("<p>Har målet nåtts? Nej, köken är få.</p>", "not_achieved", "Nej", "Nej, köken är få."),
    ],
)
def test_the_answer_to_whether_a_goal_is_reached_is_its_status(
    line: str, status: str, raw: str, comment: str | None
) -> None:
    page = f"<h1>Mål 2022</h1><h2>Skola</h2><h3>Maten ska vara god</h3>{line}<h3>Fler ska cykla</h3>{line}"
    first, second = report(f"<html><body>{page}</body></html>".encode(), "sida.html").goals
    assert (first.title, code(first.status), first.comment) == ("Maten ska vara god", status, comment)
    assert first.status is not None and first.status.raw == raw
    assert (second.title, code(second.status), second.area) == ("Fler ska cykla", status, "Skola")


def test_a_question_ahead_asks_for_the_outlook_and_other_questions_ask_for_none() -> None:
    goal = only_goal(
        "# Delårsrapport 2021\n\n**Mål 1: Fler ska läsa**\n\nÄr målet uppfyllt? Nej\n\n"
        "Kommer målet att nås under året? Delvis\n\nHur går vi vidare? Läslov ordnas."
    )
    assert (code(goal.status), code(goal.forecast)) == ("not_achieved", "partially_achieved")
    assert goal.comment == "Hur går vi vidare? Läslov ordnas."


def test_a_verdict_behind_its_label_may_be_followed_by_what_is_told() -> None:
    goal = only_goal(
        "# Årsrapport 2021\n\n**Mål 1: Fler ska läsa**\n\nStatus: Ej uppnått. Lånen minskade i alla åldrar."
    )
    assert (code(goal.status), goal.comment) == ("not_achieved", "Lånen minskade i alla åldrar.")


@pytest.mark.parametrize(
    "heading", ["Ägardirektivets mål", "Mål i ägardirektivet", "Mål enligt kommunens ägardirektiv"]
)
def test_goals_of_an_owners_directive_with_figures_before_their_verdict(heading: str) -> None:
    text = (
        f"Halvårsrapport 2021\n\nMåsvik Energi AB\n\n{heading}\n"
        "• Bolaget ska ha en soliditet på minst 30 procent.\n  Utfall 30 juni: 34 procent. Målet uppfylls.\n"
        "• Fjärrvärmen ska vara fri från fossila bränslen.\n  Utfall 30 juni: 97 procent. Målet uppfylls inte.\n"
        "• Kunderna ska vara nöjda.\n  Mäts i november.\n"
    )
    read = report(text)
    assert not read.assignments
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        (
            "Bolaget ska ha en soliditet på minst 30 procent.",
            "achieved",
            "Utfall 30 juni: 34 procent. Målet uppfylls.",
        ),
        (
            "Fjärrvärmen ska vara fri från fossila bränslen.",
            "not_achieved",
            "Utfall 30 juni: 97 procent. Målet uppfylls inte.",
        ),
        ("Kunderna ska vara nöjda.", None, "Mäts i november."),
    ]


SCALE = (
    "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nBedömningen görs i tre steg. {scale}\n\n"
    "Nämndmål 1: Alla ska vara trygga\nMåluppfyllelse: {middle}\nFler är trygga.\n\n"
    "Nämndmål 2: Alla ska äta\nMåluppfyllelse: {best}\nMaten är god.\n\n"
    "Nr\tMål\tMåluppfyllelse\n3\tAlla ska sova gott\t{worst}\n4\tAlla ska läsa\t{best}\n"
)


@pytest.mark.parametrize(
    ("scale", "best", "middle", "worst"),
    [
        (
            "Hög betyder att målet är uppfyllt, Medel att det är delvis uppfyllt och Låg att det inte är uppfyllt.",
            *("Hög", "Medel", "Låg"),
        ),
        (
            "Stark innebär att målet nås. Godtagbar innebär att målet delvis nås. Svag innebär att målet inte nås.",
            *("Stark", "Godtagbar", "Svag"),
        ),
        (
            "4 innebär att målet är uppfyllt, 3 att det i huvudsak är uppfyllt, 2 att det delvis är uppfyllt och 1 att "
            "det inte är uppfyllt.",
            *("4", "2", "1"),
        ),
        (
            "Stegen är tre, där 3 betyder att målet har uppnåtts, 2 att det delvis har uppnåtts och 1 att det "
            "inte har uppnåtts.",
            *("3", "2", "1"),
        ),
    ],
)
def test_a_sentence_that_explains_the_steps_of_a_scale_gives_their_verdicts(
    scale: str, best: str, middle: str, worst: str
) -> None:
    text = SCALE.format(scale=scale, best=best, middle=middle, worst=worst)
    codes = ["partially_achieved", "achieved", "not_achieved", "achieved"]
    assert [code(goal.status) for goal in report(text).goals] == codes


def test_steps_that_say_what_they_are_keep_their_meaning() -> None:
    scale = (
        "Uppfyllt innebär att minst nio av tio indikatorer nås, Delvis uppfyllt att hälften av dem nås och Ej uppfyllt "
        "att färre nås."
    )
    text = SCALE.format(scale=scale, best="Uppfyllt", middle="Delvis uppfyllt", worst="Ej uppfyllt")
    codes = ["partially_achieved", "achieved", "not_achieved", "achieved"]
    assert [code(goal.status) for goal in report(text).goals] == codes
