# ruff: noqa: E501 -- each line of text is a whole invented report
"""Reports as other programs leave them: tables set with blanks or semicolons, lists sorted by verdict, plain lines."""

from __future__ import annotations

import textwrap

import pytest

from kommunrapport.extract.readers import text as text_reader
from tests.reports import (
    assignments,
    code,
    figures,
    findings,
    goals,
    only_goal,
    only_indicator,
    only_table,
    report,
    roles,
    row_kinds,
    tables,
    years,
)

HEAD = "Årsrapport 2021\n\nVattennämnden\n\n"


# Tables set with blanks


def test_cells_wrap_over_lines_in_a_table_set_with_blanks() -> None:
    text = HEAD + (
        "Inriktning               Nämndmål                        Utfall     Bedömning\n"
        "Alla ska ha friskt       Läckorna ska lagas inom tre     2,1 dygn   Uppnått\n"
        "dricksvatten             dygn från det att de\n"
        "                         upptäcks\n"
        "                         Ingen ska bli sjuk av vattnet   0 fall     Uppnått\n"
        "En hållbar ekonomi       Taxan ska täcka kostnaderna     94 %       Ej uppnått\n"
    )
    read = report(text)
    assert [(g.title, g.area, code(g.status)) for g in read.goals] == [
        ("Läckorna ska lagas inom tre dygn från det att de upptäcks", "Alla ska ha friskt dricksvatten", "achieved"),
        ("Ingen ska bli sjuk av vattnet", "Alla ska ha friskt dricksvatten", "achieved"),
        ("Taxan ska täcka kostnaderna", "En hållbar ekonomi", "not_achieved"),
    ]
    assert [g.source.line for g in read.goals] == [6, 9, 10]


def test_blank_lines_between_the_rows_of_a_table_set_with_blanks() -> None:
    text = HEAD + (
        "Nr    Uppdrag                              Status\n\n"
        "1     Byt ut ledningen över sundet         Pågår\n      under 2022\n\n"
        "2     Ta fram en plan för nödvatten        Genomfört\n\n"
        "Nästa uppföljning görs i maj.\n"
    )
    assert assignments(text) == [
        ("Byt ut ledningen över sundet under 2022", "in_progress"),
        ("Ta fram en plan för nödvatten", "achieved"),
    ]


def test_a_label_that_wraps_beside_figures() -> None:
    text = HEAD + (
        "Driftredovisning, tkr\n\n"
        "Verksamhet              Budget    Utfall   Avvikelse\n"
        "Vattenverk och\n"
        "ledningsnät             -1 200    -1 150          50\n"
        "Avlopp                    -800      -820         -20\n"
        "Summa                   -2 000    -1 970          30\n"
    )
    assert row_kinds(only_table(text)) == [
        ("Vattenverk och ledningsnät", "item"),
        ("Avlopp", "item"),
        ("Summa", "total"),
    ]


def test_a_second_header_line_of_dates_gives_the_years() -> None:
    text = HEAD + (
        "Resultaträkning, mnkr\n\n"
        "                          Utfall      Utfall    Budget\n"
        "                      2021-12-31  2020-12-31      2021\n"
        "Intäkter                     9,2         9,0       9,1\n"
        "Kostnader                   -8,2        -8,5      -8,6\n"
        "Årets resultat               1,0         0,5       0,5\n"
    )
    table = only_table(text)
    assert (roles(table), years(table)) == (["outcome", "outcome", "budget"], [2021, 2020, 2021])


def test_the_two_edges_of_a_cover_line_are_two_lines() -> None:
    head = report(
        "Årsrapport 2021                                 Vattennämnden\nDnr VN 2022/7                            Vattennämnden 2022-02-01\n\nÅret har varit torrt.\n"
    ).report
    assert (head.title, head.body) == ("Årsrapport 2021", "Vattennämnden")
    assert (head.registration_number, head.decision_date) == ("VN 2022/7", "2022-02-01")


def test_a_verdict_after_a_dotted_line() -> None:
    text = (
        HEAD
        + "4 Uppdrag\n\nTa fram en plan för nödvatten ........................ Genomfört\nSe över taxan ........................................ Ej påbörjat\n"
    )
    assert assignments(text) == [("Ta fram en plan för nödvatten", "achieved"), ("Se över taxan", "not_started")]


# Semicolons


def test_an_export_with_semicolons_holds_headings_and_tables() -> None:
    text = 'Årsrapport 2021;;;\nVattennämnden;;;\n;;;\nMål;;;\nNr;Mål;Bedömning;Kommentar\n1.1;Läckorna ska minska;Uppfyllt;"Färre läckor; mindre spill."\n1.2;Taxan ska täcka kostnaderna;Ej uppfyllt;Elen blev dyr.\n;;;\nDriftredovisning, tkr;;;\nEnhet;Budget;Utfall;Avvikelse\nVerk;-500;-480;20\nNät;-300;-310;-10\nSumma;-800;-790;10\n'
    read = report(text)
    assert [(g.number, g.title, code(g.status), g.comment) for g in read.goals] == [
        ("1.1", "Läckorna ska minska", "achieved", "Färre läckor; mindre spill."),
        ("1.2", "Taxan ska täcka kostnaderna", "not_achieved", "Elen blev dyr."),
    ]
    assert only_table(text).title == "Driftredovisning, tkr"
    assert read.report.body == "Vattennämnden"


def test_a_cell_with_a_line_break_in_an_export_with_semicolons() -> None:
    assert tables('Mål;Status;Kommentar\nFler träd;Uppfyllt;"Elva nya.\nTvå gamla."\nFärre bilar;Uppfyllt;\n') == [
        [
            ["Mål", "Status", "Kommentar"],
            ["Fler träd", "Uppfyllt", "Elva nya.\nTvå gamla."],
            ["Färre bilar", "Uppfyllt", ""],
        ]
    ]


def test_sentences_with_semicolons_are_no_table() -> None:
    text = "Vi har lagat läckor; bytt rör; och sparat vatten.\nVi har mätt trycket; provat pumpar; och tömt brunnar.\nAllt är bra."
    assert tables(text) == []


# Lists


def test_a_heading_that_states_a_verdict_gives_it_to_the_list_under_it() -> None:
    text = "# Uppföljning av uppdrag 2021\n\nVattennämnden\n\n## Genomförda uppdrag (2 st)\n\n- Ta fram en plan för nödvatten.\n- Byt ut pumparna i verket.\n\n## Uppdrag som ännu inte påbörjats\n\n- Se över taxan för fritidshus.\n\n## Ekonomi\n\n- Elpriset har stigit kraftigt.\n"
    assert assignments(text) == [
        ("Ta fram en plan för nödvatten.", "achieved"),
        ("Byt ut pumparna i verket.", "achieved"),
        ("Se över taxan för fritidshus.", "not_started"),
    ]


def test_numbered_points_with_their_verdict_in_the_line_below() -> None:
    text = (
        HEAD
        + "UPPDRAG FRÅN KOMMUNFULLMÄKTIGE\n\n1. Ta fram en plan för nödvatten.\nKlart. Planen antogs i maj.\n\n2. Se över taxan.\nPågår. Förslag lämnas till hösten.\n"
    )
    read = report(text)
    assert [(a.number, a.title, code(a.status), a.comment) for a in read.assignments] == [
        ("1", "Ta fram en plan för nödvatten.", "achieved", "Klart. Planen antogs i maj."),
        ("2", "Se över taxan.", "in_progress", "Pågår. Förslag lämnas till hösten."),
    ]


def test_numbered_points_without_verdicts_are_no_records() -> None:
    text = (
        HEAD
        + "Uppdrag\n\nNämndens ansvar omfattar\n\n1. Rening av avloppsvatten.\nDet sker i två verk.\n\n2. Leverans av dricksvatten.\nDet sker i ledningar.\n"
    )
    assert assignments(text) == []


QUESTIONS = "Vad har gått bra?\n\n• Läckorna lagas snabbare.\n\nVad behöver vi bli bättre på?\n\n• Svara i telefon.\n"


def test_points_under_questions_are_observations() -> None:
    read = report(HEAD + "Året som gått\n\n" + QUESTIONS)
    assert [(o.kind, o.text) for o in read.observations] == [
        ("strength", "Läckorna lagas snabbare."),
        ("improvement", "Svara i telefon."),
    ]


def test_questions_within_a_goal_belong_to_its_comment() -> None:
    read = report(HEAD + "Nämndmål 1: Läckorna ska minska.\nMåluppfyllelse: Uppfyllt\n\n" + QUESTIONS)
    assert read.observations == []
    assert "Läckorna lagas snabbare." in (read.goals[0].comment or "")


# One measure for all, women and men


def test_a_table_of_all_women_and_men_is_one_indicator() -> None:
    text = (
        HEAD
        + "Personal\n\nSjukfrånvaro i procent av arbetstiden\n\n\t2021\t2020\nTotalt\t5,1\t6,0\nKvinnor\t5,9\t6,6\nMän\t3,2\t4,4\n50 år och äldre\t5,5\t6,1\n"
    )
    main, older = report(text).indicators
    assert (main.name, older.name) == (
        "Sjukfrånvaro i procent av arbetstiden",
        "Sjukfrånvaro i procent av arbetstiden – 50 år och äldre",
    )
    assert figures(main.values)[::2] == [(2021, "total", 5.1), (2021, "women", 5.9), (2021, "men", 3.2)]


def test_a_memo_is_named_by_its_matter_not_by_its_kind() -> None:
    text = "TJÄNSTESKRIVELSE\nDiarienummer: VN-2021-3\n\nVattennämnden\n\nMånadsuppföljning för mars 2021\n\nFörslag till beslut\n\nVattennämnden godkänner uppföljningen.\n\nÄrendebeskrivning\n\nPrognosen är noll.\n\nBeslutet skickas till\n\nEkonomikontoret\n"
    assert report(text).report.title == "Månadsuppföljning för mars 2021"


def test_a_line_too_long_to_be_read_is_said() -> None:
    long = "Vattnet rinner. " * (text_reader.MAX_LINE // 16 + 1)
    assert "text_cut" in findings(HEAD + long + "\n")
    assert "text_cut" not in findings(HEAD + long[:1000] + "\n")


def test_a_heading_with_a_unit_is_a_tables_title_though_it_names_a_kind_of_report() -> None:
    text = (
        HEAD
        + "Ekonomisk uppföljning, tkr\n\nEnhet\tBudget\tUtfall\tAvvikelse\nVerk\t-500\t-480\t20\nNät\t-300\t-310\t-10\nSumma\t-800\t-790\t10\n"
    )
    assert only_table(text).title == "Ekonomisk uppföljning, tkr"


def test_goals_of_a_list_may_be_sorted_too() -> None:
    text = "# Måluppföljning 2021\n\nVattennämnden\n\n## Mål\n\nUppfyllda mål:\n\n- Läckorna ska minska.\n\nMål som inte uppnåtts:\n\n- Taxan ska täcka kostnaderna.\n"
    assert goals(text) == [("Läckorna ska minska.", "achieved"), ("Taxan ska täcka kostnaderna.", "not_achieved")]


def test_operating_profit_is_a_sum_on_the_way() -> None:
    text = "Årsrapport 2021\n\nÅns Vatten AB\n\nResultaträkning (tkr)\n\n\tUtfall 2021\tBudget 2021\nOmsättning\t900\t880\nKostnader\t-700\t-720\nRörelseresultat\t200\t160\nFinansiella poster\t-50\t-40\nResultat\t150\t120\n"
    assert row_kinds(only_table(text))[2] == ("Rörelseresultat", "subtotal")


def test_sickness_absence_takes_its_name_from_the_corner() -> None:
    text = (
        HEAD
        + "Personal\n\nNedan visas läget.\n\nSjukfrånvaro (%)\t2021\t2020\nTotalt\t5,1\t6,0\nKvinnor\t5,9\t6,6\nMän\t3,2\t4,4\n"
    )
    assert only_indicator(text).name == "Sjukfrånvaro (%)"


# Indicators outside tables


def test_points_under_indicators_are_indicators_of_the_goal_above() -> None:
    text = (
        HEAD
        + "Nämndmål 1: Läckorna ska minska.\n\nBedömning: Målet är uppnått\n\nVi har bytt ledningar.\n\nIndikatorer:\n\n- Andel prov utan anmärkning i årskurs 9 98 % (mål 95 %)\n- Antal läckor 1 204 (2020: 1 310)\n\nNämndmål 2: Svara i telefon.\n"
    )
    read = report(text)
    first, second = read.indicators
    assert (first.name, figures(first.values), first.target and first.target.value) == (
        "Andel prov utan anmärkning i årskurs 9",
        [(2021, "total", 98)],
        95,
    )
    assert figures(second.values) == [(2021, "total", 1204), (2020, "total", 1310)]
    assert (first.goal, read.goals[0].comment) == ("g1", "Vi har bytt ledningar.")
    assert first.source.line == 13


def test_an_indicator_with_its_fields_on_lines_of_their_own() -> None:
    text = (
        HEAD
        + "Mål: Fler ska dricka kranvatten\nStatus: Uppfyllt\n\nIndikator: Andel som dricker kranvatten\nUtfall: 64 %\nMålvärde: minst 60 %\n\nAktivitet: Dela ut karaffer\nAnsvarig: Informationschef\nStartdatum: 2021-03-01\nSlutdatum: 2021-10-31\nStatus: Pågår\n"
    )
    read = report(text)
    indicator = only_indicator(text)
    assert (indicator.name, indicator.goal) == ("Andel som dricker kranvatten", "g1")
    assert indicator.target is not None
    assert (indicator.values[0].value, indicator.target.operator, indicator.target.value) == (64, ">=", 60)
    (activity,) = read.assignments
    assert (activity.kind, activity.title, activity.goal, activity.responsible, code(activity.status)) == (
        "activity",
        "Dela ut karaffer",
        "g1",
        ["Informationschef"],
        "in_progress",
    )
    assert activity.comment is None


def test_a_list_of_chapters_is_no_list_of_indicators() -> None:
    text = HEAD + "Innehåll\n\nIndikatorer 9\n\nEkonomi 11\n\nFramtid 13\n\nIndikatorer\n\nI år mäts inget.\n"
    assert report(text).indicators == []


def test_a_table_of_years_under_a_heading_of_measures() -> None:
    text = (
        HEAD
        + "Verksamhetsmått\n---------------\n\n                          2019     2020     2021\nKostnad per kubikmeter    84,3     88,9     91,2\nLedning, meter           1 012      987      954\n"
    )
    assert [i.name for i in report(text).indicators] == ["Kostnad per kubikmeter", "Ledning, meter"]
    assert report(text).budget_tables == []


# Records in running text


def test_a_point_with_its_verdict_and_what_is_told_of_it() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Uppdrag\n\n1. **Ta fram en plan för nödvatten** – ✅ Genomfört. Planen antogs i maj.\n2. **Se över taxan** – 🔄 Pågår. Förslag till hösten.\n"
    assert [(a.title, code(a.status), a.comment) for a in report(text).assignments] == [
        ("Ta fram en plan för nödvatten", "achieved", "Planen antogs i maj."),
        ("Se över taxan", "in_progress", "Förslag till hösten."),
    ]


def test_sentences_that_lead_to_the_goals_are_no_goal() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Nämndens mål\n\nNämnden har två mål. Ett bedöms uppnås under året och ett inte.\n\n### Mål 1 – Läckorna ska minska\n\nUppnås\n\n### Mål 2 – Taxan ska täcka kostnaderna\n\nUppnås inte\n"
    assert goals(text) == [("Läckorna ska minska", "achieved"), ("Taxan ska täcka kostnaderna", "not_achieved")]


def test_the_title_above_a_decision_is_no_assignment() -> None:
    text = (
        "# Årsrapport 2021 för Ytterby kommun\n\nAntagen av kommunfullmäktige 2022-04-27, § 34\n\n## Läget\n\nLugnt.\n"
    )
    assert assignments(text) == []


def test_a_legend_on_one_line_with_signs_of_equality() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Målen i korthet\n\n🟢 = målet nås, 🟡 = målet nås delvis, 🔴 = målet nås inte\n\n### 🟡 Mål 1. Läckorna ska minska\n\nVi bytte en mil ledning.\n"
    assert goals(text) == [("Läckorna ska minska", "partially_achieved")]


def test_a_numbered_goal_in_a_deeper_heading_keeps_its_area() -> None:
    text = "# Årsrapport 2021\n\n## Fokusområde: Rent vatten\n\n### 1.1 Läckorna ska minska\n\nMålet är uppnått.\n\n### 1.2 Sjöarna ska vara rena\n\nMålet är delvis uppnått.\n"
    assert [g.area for g in report(text).goals] == ["Fokusområde: Rent vatten"] * 2


# Tables in text with tabs


def test_headings_between_the_rows_of_a_table_with_tabs_belong_to_it() -> None:
    text = (
        HEAD
        + "5 Balansräkning (mnkr)\n\n\t2021-12-31\t2020-12-31\nTILLGÅNGAR\nMaskiner\t31,2\t29,8\nKassa\t64,9\t58,3\nSUMMA TILLGÅNGAR\t96,1\t88,1\nSKULDER\nEget kapital\t38,4\t35,9\nSkulder\t57,7\t52,2\nSUMMA SKULDER OCH EGET KAPITAL\t96,1\t88,1\n"
    )
    table = only_table(text)
    assert (table.kind, years(table), roles(table)) == ("balance_sheet", [2021, 2020], ["outcome", "outcome"])
    assert [label for label, _ in row_kinds(table)][2:4] == ["SUMMA TILLGÅNGAR", "Eget kapital"]


def test_last_years_column_without_a_year() -> None:
    text = (
        HEAD
        + "Driftredovisning, tkr\n\nEnhet\tBudget\tUtfall\tAvvikelse\tFöregående år\nVerk\t-500\t-480\t20\t-470\nNät\t-300\t-310\t-10\t-305\nSumma\t-800\t-790\t10\t-775\n"
    )
    table = only_table(text)
    assert (roles(table)[-1], years(table)[-1]) == ("outcome", 2020)


def test_kinds_of_cost_without_a_title_that_says_so() -> None:
    text = (
        HEAD
        + "Ekonomi\n\nTkr\tBudget 2021\tUtfall 2021\tAvvikelse\nIntäkter\t100\t110\t10\nPersonalkostnader\t-60\t-65\t-5\nLokaler\t-20\t-21\t-1\nÖvrigt\t-10\t-9\t1\nNettokostnad\t10\t15\t5\n"
    )
    assert only_table(text).kind == "account_groups"


# Heads and outlines


def test_a_registration_number_with_a_slash_after_its_letters() -> None:
    assert (
        report("# Årsrapport 2021\n\nVattennämnden\n\nDiarienr: VN/2022:88\n").report.registration_number
        == "VN/2022:88"
    )


def test_those_who_signed_side_by_side_head_nothing() -> None:
    text = (
        HEAD
        + "Läget\n\nÅret var torrt.\n\nYtterby den 14 mars 2022\n\nLars Bergö             Eva Holmö\nordförande             förvaltningschef\n"
    )
    titles = [heading.title for heading in report(text).outline]
    assert "Läget" in titles
    assert not any(word in title for title in titles for word in ("Lars", "Eva", "mars"))


def test_headings_in_capitals_stand_above_the_others() -> None:
    text = (
        HEAD
        + "ÅRETS GÅNG\n\nVåtare än väntat\n\nDet regnade.\n\nEKONOMIN\n\nBättre än väntat\n\nDet gick bra.\n\nFRAMTIDEN\n\nDet blir torrt.\n"
    )
    levels = {heading.title: heading.level for heading in report(text).outline}
    assert (levels["ÅRETS GÅNG"], levels["Våtare än väntat"], levels["FRAMTIDEN"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("☒ Uppnått   ☐ Delvis uppnått   ☐ Ej uppnått", "☐ Uppnått   ☐ Delvis uppnått   ☒ Ej uppnått"),
        ("[x] Uppnått [ ] Ej uppnått", "[ ] Uppnått [x] Ej uppnått"),
        ("● Uppnått ○ Delvis uppnått ○ Ej uppnått", "○ Uppnått ○ Delvis uppnått ● Ej uppnått"),
        ("Måluppfyllelse: Ja ☒ Delvis ☐ Nej ☐", "Måluppfyllelse: Ja ☐ Delvis ☐ Nej ☒"),
        ("Måluppfyllelse: ☑ Ja ☐ Delvis ☐ Nej", "Måluppfyllelse: ☐ Ja ☐ Delvis ☑ Nej"),
    ],
)
def test_a_scale_on_one_line_says_the_step_that_is_ticked(first: str, second: str) -> None:
    lines = f"### Läckorna ska bli färre\n\n{first}\n\n### Taxan ska räcka\n\n{second}\n"
    rows = (
        f"| Mål | Måluppfyllelse |\n|---|---|\n| Läckorna ska bli färre | {first} |\n| Taxan ska räcka | {second} |\n"
    )
    for text in (lines, rows):
        assert goals(f"# Årsrapport 2021\n\nVattennämnden\n\n## Nämndens mål\n\n{text}") == [
            ("Läckorna ska bli färre", "achieved"),
            ("Taxan ska räcka", "not_achieved"),
        ]


def test_a_scale_without_a_tick_says_nothing_and_one_with_two_ticks_is_not_understood() -> None:
    scales = ("☐ Uppnått ☐ Ej uppnått", "☒ Uppnått ☒ Ej uppnått")
    for scale, expected in zip(scales, (None, "unknown"), strict=True):
        text = (
            HEAD
            + f"| Mål | Måluppfyllelse | Kommentar |\n|---|---|---|\n| Taxan ska räcka | {scale} | Den sågs över. |\n"
        )
        assert code(only_goal(text).status) == expected
        assert ("symbol_ambiguous" in findings(text)) == (expected is not None)


def test_boxes_that_explain_themselves_are_no_scale() -> None:
    text = HEAD + "Nämndens mål\n\nFörklaring: ☒ Uppnått ☐ Ej uppnått\n\nTaxan ska räcka\nUppnått\nDen sågs över.\n"
    assert goals(text) == [("Taxan ska räcka", "achieved")]


@pytest.mark.parametrize("number", ["", "1. ", "1.1 "])
@pytest.mark.parametrize("heading", ["Nämndens mål", "Uppföljning av nämndens mål", "Mål och måluppfyllelse"])
def test_plain_titles_each_with_a_verdict_on_the_line_below(heading: str, number: str) -> None:
    text = (
        HEAD
        + f"{heading}\n\n"
        + "".join(
            f"{number.replace('1', str(at), 1)}{title}\n{verdict}\n{told}\n\n"
            for at, (title, verdict, told) in enumerate(
                [
                    ("Läckorna ska bli färre", "Delvis uppnått", "Två ledningar byttes."),
                    ("Taxan ska räcka", "Uppnått", "Den sågs över."),
                ],
                1,
            )
        )
    )
    read = report(text + "Övrigt\n\nVi gjorde annat.\n")
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Läckorna ska bli färre", "partially_achieved", "Två ledningar byttes."),
        ("Taxan ska räcka", "achieved", "Den sågs över."),
    ]


def test_a_scale_of_boxes_says_the_one_that_is_ticked() -> None:
    text = (
        HEAD
        + "| Uppdrag | Ej påbörjat | Pågår | Klart |\n|---|---|---|---|\n| Ta fram en plan | ☐ | ☒ | ☐ |\n| Se över taxan | ☐ | ☐ | ☒ |\n"
    )
    assert assignments(text) == [("Ta fram en plan", "in_progress"), ("Se över taxan", "achieved")]


# Forms, points and columns


def test_a_form_in_two_columns_of_a_text_is_one_goal() -> None:
    text = (
        HEAD
        + "| Mål 1 | Läckorna ska minska |\n|---|---|\n| Ansvarig | Driftchefen |\n| Måluppfyllelse | Uppfyllt |\n| Kommentar | Färre läckor. |\n\nMål 2\tTaxan ska täcka kostnaderna\nAnsvarig\tEkonomichefen\nMåluppfyllelse\tDelvis uppfyllt\n"
    )
    assert [(g.number, g.title, g.responsible, code(g.status), g.comment) for g in report(text).goals] == [
        ("1", "Läckorna ska minska", ["Driftchefen"], "achieved", "Färre läckor."),
        ("2", "Taxan ska täcka kostnaderna", ["Ekonomichefen"], "partially_achieved", None),
    ]


def test_a_point_ends_in_its_verdict_after_a_colon() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Uppdrag\n\n1. Ta fram en plan för nödvatten: Genomfört\n2. Se över taxan: Påbörjat\n\n## Läget\n\n1. Två saker är viktiga: Regnet\n"
    assert assignments(text) == [("Ta fram en plan för nödvatten", "achieved"), ("Se över taxan", "in_progress")]


def test_what_is_told_between_a_numbered_title_and_its_status_is_comment() -> None:
    text = (
        HEAD
        + "SÄRSKILDA UPPDRAG\n\nUppdrag 1 Minska spillet i ledningarna\nFyra ledningar byts ut under året.\nStatus: Pågår\n\nUppdrag 2 Se över taxan\nStatus: Klart\n"
    )
    assert [(a.number, a.title, code(a.status), a.comment) for a in report(text).assignments] == [
        ("1", "Minska spillet i ledningarna", "in_progress", "Fyra ledningar byts ut under året."),
        ("2", "Se över taxan", "achieved", None),
    ]


def test_a_chapter_of_activities_serves_no_goal() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n# Mål\n\n## Mål 1: Läckorna ska minska\n\nStatus: Uppfyllt\n\n# Aktiviteter\n\n| Aktivitet | Status |\n|---|---|\n| Byta pumpar i verket | Klar |\n| Tvätta tornet i byn | Klar |\n"
    assert [a.goal for a in report(text).assignments] == [None, None]


def test_page_numbers_in_the_middle_of_wide_lines_go() -> None:
    text = (
        HEAD
        + "Nr   Mål                            Status\n1    Läckorna ska minska            Uppfyllt\n\n                                    4 (5)\n\f\nNr   Mål                            Status\n2    Taxan ska täcka kostnaderna    Uppfyllt\n\n                                    5 (5)\n"
    )
    assert goals(text) == [("Läckorna ska minska", "achieved"), ("Taxan ska täcka kostnaderna", "achieved")]


def test_a_difference_beside_a_budget_and_one_outcome_is_a_variance() -> None:
    text = (
        HEAD
        + "Ekonomi, tkr\n\nEnhet\tBudget\tResultat\tSkillnad\nVerk\t500\t480\t20\nNät\t300\t310\t-10\nKontor\t90\t85\t5\nTotalsumma\t890\t875\t15\n"
    )
    table = only_table(text)
    assert roles(table) == ["budget", "outcome", "variance"]
    assert row_kinds(table)[-1] == ("Totalsumma", "total")


def test_months_in_four_digits_give_the_year() -> None:
    text = "Delårsrapport 2016\n\nVattennämnden\n\nResultaträkning, tkr\n\n\tUtfall 1608\tUtfall 1508\tBudget 2016\nIntäkter\t100\t98\t152\nKostnader\t-60\t-57\t-89\nResultat\t40\t41\t63\n"
    assert years(only_table(text)) == [2016, 2015, 2016]


def test_a_registration_number_of_letters_and_one_number() -> None:
    assert (
        report("# Årsrapport 2021\n\nVattennämnden\n\nDiarienummer RS/160788\n").report.registration_number
        == "RS/160788"
    )


def test_a_head_of_two_lines_above_a_blank_line_names_no_labels() -> None:
    table = only_table(
        HEAD + "Driftredovisning\n\nBelopp i tkr\n\n"
        "                         Utfall      Utfall     Budget    Prognos   Avvikelse\n"
        "                     2020-08-31  2021-08-31       2021       2021     prognos\n\n"
        "Hamnen                    1 150       1 190      1 800      1 750          50\n"
        "Fiskevården                 390         430        600        630         -30\n"
        "Summa                     1 540       1 620      2 400      2 380          20\n"
    )
    assert list(zip(roles(table), years(table), strict=True)) == [
        ("outcome", 2020),
        ("outcome", 2021),
        ("budget", 2021),
        ("forecast", 2021),
        ("variance", 2021),
    ]
    assert [(row.label, row.values) for row in table.rows] == [
        ("Hamnen", [1150, 1190, 1800, 1750, 50]),
        ("Fiskevården", [390, 430, 600, 630, -30]),
        ("Summa", [1540, 1620, 2400, 2380, 20]),
    ]


def test_a_heading_above_a_table_without_a_head_names_no_columns() -> None:
    text = HEAD + "Mål och medel\n\nVattnet ska vara rent      Uppnått\nLäckorna ska bli färre     Ej uppnått\n"
    assert tables(text) == [[["Vattnet ska vara rent", "Uppnått"], ["Läckorna ska bli färre", "Ej uppnått"]]]


@pytest.mark.parametrize("past", ["2020", "Bedömning 2020", "Bokslut 2020"])
def test_the_verdict_of_the_year_before_is_no_status_beside_an_outlook(past: str) -> None:
    goal = only_goal(
        HEAD + f"| Nämndmål | {past} | Prognos helår 2021 | Analys |\n|---|---|---|---|\n"
        "| Vattnet ska vara rent | Uppnått | Delvis uppnått | Ledningen brast. |\n"
    )
    assert (goal.status, code(goal.forecast)) == (None, "partially_achieved")


def test_the_second_line_of_a_header_names_what_the_first_left_out() -> None:
    text = HEAD + (
        "                                                        Utfall    Utfall      Mål      Målet\n"
        "KF-mål                 Indikator                          2020      2021     2021   uppnått?\n\n"
        "Alla ska ha friskt     Andel prov utan anmärkning, %      97,2      98,9     98,0         Ja\n"
        "vatten\n\n"
        "                       Läckor per mil                      3,1       3,3      2,5        Nej\n"
    )
    read = report(text)
    assert [(i.name, figures(i.values), i.target and i.target.value, code(i.status)) for i in read.indicators] == [
        ("Andel prov utan anmärkning, %", [(2020, "total", 97.2), (2021, "total", 98.9)], 98.0, "achieved"),
        ("Läckor per mil", [(2020, "total", 3.1), (2021, "total", 3.3)], 2.5, "not_achieved"),
    ]
    assert [g.title for g in read.goals] == ["Alla ska ha friskt vatten"]


def test_a_header_of_years_over_women_and_men() -> None:
    text = (
        HEAD
        + "| Indikator | 2020 | 2020 | 2021 | 2021 |\n| | Kvinnor | Män | Kvinnor | Män |\n| Sjukfrånvaro, % | 8,4 | 5,2 | 7,9 | 4,8 |\n"
    )
    assert figures(only_indicator(text).values) == [
        (2020, "women", 8.4),
        (2020, "men", 5.2),
        (2021, "women", 7.9),
        (2021, "men", 4.8),
    ]


def test_the_fields_of_a_goal_as_points() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Mål\n\n**Nämndmål 1:** *Läckorna ska minska*\n\n- **Måluppfyllelse:** Delvis uppfyllt\n- **Prognos:** Målet nås under året\n- **Analys:** Fyra ledningar byts ut.\n"
    (goal,) = report(text).goals
    assert (goal.title, code(goal.status), code(goal.forecast), goal.comment) == (
        "Läckorna ska minska",
        "partially_achieved",
        "achieved",
        "Fyra ledningar byts ut.",
    )


def test_minutes_of_a_meeting_are_named_by_their_matter() -> None:
    text = "Ytterby kommun\nSammanträdesprotokoll\nVattennämnden\nSammanträdesdatum 2021-05-15\n\n§ 47 Dnr VN 2021/58\n\nUppföljning per april 2021\n\nBeslut\n\nVattennämnden godkänner uppföljningen.\n\nBeslutsunderlag\n\nTjänsteskrivelse 2021-05-06\n\nYrkanden\n\nBifall.\n\nExpedieras till\n\nKommunstyrelsen\n"
    head = report(text).report
    assert (head.title, head.body, head.decision_date, head.registration_number) == (
        "Uppföljning per april 2021",
        "Vattennämnden",
        "2021-05-15",
        "VN 2021/58",
    )


def test_measures_with_a_budget_are_no_money() -> None:
    text = (
        HEAD
        + "Volymer och nyckeltal\n\n\tBokslut 2020\tBudget 2021\tBokslut 2021\nAntal prov\t389\t400\t374\nKostnad per invånare, kr\t1 240\t1 265\t1 281\n"
    )
    read = report(text)
    assert read.budget_tables == []
    assert [i.name for i in read.indicators] == ["Antal prov", "Kostnad per invånare, kr"]


def test_measures_taken_with_their_verdicts_are_activities() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Åtgärder\n\n- **Ta fram ett chefsprogram** – Klar\n- **Kartlägga ledningarna** – Pågår\n\n## Åtgärder för budget i balans\n\n- Vi sparar el.\n"
    assert [(a.kind, a.title, code(a.status)) for a in report(text).assignments] == [
        ("activity", "Ta fram ett chefsprogram", "achieved"),
        ("activity", "Kartlägga ledningarna", "in_progress"),
    ]


def test_goals_named_by_what_kind_they_are_and_lettered_points_in_brackets() -> None:
    text = (
        HEAD
        + "2. PRIORITERADE MÅL\n\nPrioriterat mål: Läckorna ska minska\nUppföljning: Fyra ledningar är bytta.\nMåluppfyllelse: Uppfyllt\n\n3. UPPDRAG FRÅN FULLMÄKTIGE\n\na) Utred ett nytt vattentorn i norr [Klart]\nb) Ta fram en plan för nödvatten [Pågår]\n"
    )
    read = report(text)
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Läckorna ska minska", "achieved", "Fyra ledningar är bytta.")
    ]
    assert [(a.title, code(a.status)) for a in read.assignments] == [
        ("Utred ett nytt vattentorn i norr", "achieved"),
        ("Ta fram en plan för nödvatten", "in_progress"),
    ]


def test_a_survey_of_years_whose_rows_have_units_of_their_own() -> None:
    text = "# Årsredovisning 2021\n\n## Femårsöversikt\n\n| | 2019 | 2020 | 2021 |\n|---|---|---|---|\n| Antal invånare | 9 513 | 9 549 | 9 634 |\n| Kommunal skattesats, kr | 22,69 | 22,69 | 22,69 |\n| Soliditet, % | 30 | 32 | 35 |\n"
    read = report(text)
    assert [i.name for i in read.indicators] == ["Antal invånare", "Kommunal skattesats, kr", "Soliditet, %"]
    assert read.budget_tables == []


def test_women_and_men_as_columns_and_the_year_in_the_name() -> None:
    text = (
        HEAD
        + "Personal\n\n| | Kvinnor | Män | Totalt |\n|---|---|---|---|\n| Sjukfrånvaro 2021, % | 8,9 | 5,6 | 8,3 |\n| Sjukfrånvaro 2020, % | 8,1 | 5,0 | 7,6 |\n"
    )
    assert [figures(i.values)[0] for i in report(text).indicators] == [(2021, "women", 8.9), (2020, "women", 8.1)]


def test_a_sentence_about_the_unit_is_no_title_and_a_label_may_end_in_total() -> None:
    text = (
        HEAD
        + "Ekonomiskt resultat\n\nAlla belopp i tusental kronor (tkr)\n\n\tBudget 2021\tUtfall 2021\tAvvikelse\nVerk\t-500\t-480\t20\nNät\t-300\t-310\t-10\nNämnden totalt\t-800\t-790\t10\n"
    )
    table = only_table(text)
    assert (table.title, table.unit, row_kinds(table)[-1]) == (
        "Ekonomiskt resultat",
        "tkr",
        ("Nämnden totalt", "total"),
    )


def test_a_memo_asks_the_board_that_its_numbered_proposals_begin_with() -> None:
    text = "Tjänsteskrivelse\n\nDnr VN 2021/4\n\nBudgetuppföljning per september 2021\n\n## Förslag till beslut\n\n1. Vattennämnden godkänner uppföljningen.\n\n## Sammanfattning av ärendet\n\nUnderskottet är litet.\n\n## Beslutet skickas till\n\nKommunstyrelsen\n"
    head = report(text).report
    assert (head.type, head.title, head.body) == ("memo", "Budgetuppföljning per september 2021", "Vattennämnden")


def test_a_point_led_by_its_verdict() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Uppdrag från kommunfullmäktige\n\n- **Genomfört:** Ta fram en plan för nödvatten.\n- **Ej påbörjat:** Se över taxan för fritidshus.\n"
    assert assignments(text) == [
        ("Ta fram en plan för nödvatten.", "achieved"),
        ("Se över taxan för fritidshus.", "not_started"),
    ]


def test_an_assignment_whose_next_sentence_judges_it() -> None:
    text = "# Årsrapport 2021\n\nÅns Vatten AB\n\n## Uppdrag från kommunfullmäktige\n\n**Bolaget ska bygga ett nytt vattentorn.**\n\nUppdraget är genomfört. Tornet invigdes i maj.\n\n**Bolaget ska se över taxan.**\n\nUppdraget pågår. Förslag lämnas till hösten.\n"
    assert assignments(text) == [
        ("Bolaget ska bygga ett nytt vattentorn.", "achieved"),
        ("Bolaget ska se över taxan.", "in_progress"),
    ]


def test_a_column_headed_done_that_says_when() -> None:
    text = (
        HEAD
        + "| Uppdrag | Klart | Läge |\n|---|---|---|\n| Ta fram en plan | 2021-12 | Pågår |\n| Se över taxan | 2021-06 | Avslutat |\n"
    )
    assert assignments(text) == [("Ta fram en plan", "in_progress"), ("Se över taxan", "achieved")]


def test_women_and_men_under_the_measure_they_split() -> None:
    text = (
        HEAD
        + "Prov\n\n\t2020\t2021\nAntal deltagare\t256\t271\n- varav kvinnor\t149\t150\n- varav män\t107\t121\nAndel nöjda, %\t34,5\t36,2\n"
    )
    first, second = report(text).indicators
    assert figures(first.values)[1::2] == [(2021, "total", 271), (2021, "women", 150), (2021, "men", 121)]
    assert second.name == "Andel nöjda, %"


def test_a_chapter_of_commitments_ends_the_area_above_it() -> None:
    text = "# Årsrapport 2021\n\nVattennämnden\n\n## Fokusområde: Rent vatten\n\n| Mål | Status |\n|---|---|\n| Läckorna ska minska | Uppfyllt |\n\n## Åtaganden\n\n- Bygga ett torn i norr (Klart)\n- Se över taxan (Pågår)\n"
    read = report(text)
    assert [(a.kind, a.area, code(a.status)) for a in read.assignments] == [
        ("commitment", None, "achieved"),
        ("commitment", None, "in_progress"),
    ]


def test_half_years_are_times() -> None:
    text = HEAD + "| Mått | Halvår 2020 | Halvår 2021 |\n|---|---|---|\n| Antal prov | 198 | 204 |\n"
    assert figures(only_indicator(text).values) == [(2020, "total", 198), (2021, "total", 204)]


def test_targets_by_another_name_and_where_they_stand_now() -> None:
    text = (
        HEAD
        + "Målsättning 1: Läckorna ska minska.\nAktuell status: Delvis uppnådd\nKommentar: Fyra ledningar är bytta.\n"
    )
    assert goals(text) == [("Läckorna ska minska.", "partially_achieved")]


# Several tables in one run of lines

RECORD_AND_FIGURES = [
    HEAD + "Mål 1\tLäckorna ska bli färre\tDelvis uppnått\nNyckeltal\t2020\t2021\tMålvärde 2021\n"
    "Läckor per mil\t2,1\t1,8\t1,5\nMål 2\tTaxan ska räcka\tUppnått\nNyckeltal\t2020\t2021\tMålvärde 2021\n"
    "Kostnadstäckning, %\t98\t101\tminst 100\n\nTaxan höjdes i april.\n",
    HEAD + "| 1. | Läckorna ska bli färre | Delvis uppnått |\n| Mått | Utfall 2020 | Utfall 2021 | Mål 2021 |\n"
    "| Läckor per mil | 2,1 | 1,8 | 1,5 |\n\n| 2. | Taxan ska räcka | Uppnått |\n"
    "| Mått | Utfall 2020 | Utfall 2021 | Mål 2021 |\n| Kostnadstäckning, % | 98 | 101 | minst 100 |\n\n"
    "Taxan höjdes i april.\n",
]


@pytest.mark.parametrize("text", RECORD_AND_FIGURES)
def test_a_goal_and_its_figures_stand_in_one_run_of_rows(text: str) -> None:
    read = report(text)
    assert [(g.number, g.title, code(g.status), g.comment) for g in read.goals] == [
        ("1", "Läckorna ska bli färre", "partially_achieved", None),
        ("2", "Taxan ska räcka", "achieved", "Taxan höjdes i april."),
    ]
    assert [(i.name, i.goal, figures(i.values)) for i in read.indicators] == [
        ("Läckor per mil", "g1", [(2020, "total", 2.1), (2021, "total", 1.8)]),
        ("Kostnadstäckning, %", "g2", [(2020, "total", 98), (2021, "total", 101)]),
    ]
    assert [i.target.raw for i in read.indicators if i.target] == ["1,5", "minst 100"]


def test_rows_that_are_all_records_stay_one_table() -> None:
    text = HEAD + "Mål 1\tLäckorna ska bli färre\tDelvis uppnått\nMål 2\tTaxan ska räcka\tUppnått\n"
    assert goals(text) == [("Läckorna ska bli färre", "partially_achieved"), ("Taxan ska räcka", "achieved")]


@pytest.mark.parametrize(
    "scale",
    [
        "Så bedömer vi\n\nUppnått\tMålvärdet är nått\nDelvis uppnått\tUtfallet är minst 90 procent av målvärdet\n"
        "Ej mätt\tMätning saknas\n",
        "Uppnått          Målet är uppnått\nDelvis uppnått   Minst hälften av målets indikatorer är uppnådda\n"
        "Ej uppnått       Mindre än hälften av målets indikatorer är uppnådda\n",
        "Läsanvisning\n\n| Status | Innebörd |\n|---|---|\n| Klart | Arbetet är avslutat |\n| Pågår | Arbetet är påbörjat |\n",
    ],
)
def test_a_scale_that_is_explained_in_words_is_no_goal(scale: str) -> None:
    assert goals(HEAD + scale + "\nMål 1: Läckorna ska bli färre\nStatus: Uppnått\n") == [
        ("Läckorna ska bli färre", "achieved")
    ]
    assert assignments(HEAD + scale) == []


@pytest.mark.parametrize("mark", ["-", "•", "*"])
def test_points_with_words_of_their_own_that_begin_with_a_verdict(mark: str) -> None:
    text = HEAD + (
        f"Uppdrag från fullmäktige\n\n{mark} Utreda en sammanslagning av bolagen\n"
        f"Uppdraget är slutfört. Rapporten lades fram i maj.\n\n{mark} Ta fram en plan för nödvatten\n"
        f"Arbetet pågår. Ett utkast finns.\n\n{mark} Se över taxan\nUppdraget har inte påbörjats.\n"
    )
    assert assignments(text) == [
        ("Utreda en sammanslagning av bolagen", "achieved"),
        ("Ta fram en plan för nödvatten", "in_progress"),
        ("Se över taxan", "not_started"),
    ]


def test_a_line_that_begins_with_a_count_is_no_numbered_heading() -> None:
    comment = (
        "Av de ventiler som byttes under sommaren låg de allra flesta i hamnen och vid det gamla torget, men 16 "
        "ventiler låg utanför tätorten. Där har arbetet tagit längre tid än vad som från början var tänkt och 12 "
        "av dem byts först nästa år. Vintern var mild och marken har varit lätt att gräva i ända in i december."
    )
    lines = "\n".join(textwrap.wrap(comment, 99))
    assert "\n16 ventiler" in lines
    assert only_goal(HEAD + f"Mål 1: Läckorna ska bli färre\nStatus: Uppnått\n{lines}\n").comment == comment


# Running heads and labels


def test_a_running_head_of_two_parts_is_no_record_and_gives_the_number() -> None:
    head = "Kranby kommun\nUppföljning av vattenplanen 2021\t\tVN/2021/0044/210\n\n"
    text = (
        "Kranby kommun\nVattenförvaltningen\t\t1(3)\n\t\tVN/2021/0044/210\n\n\n"
        "Uppföljning av vattennämndens vattenplan 2021\n\nGodkänd av vattennämnden 2022-02-11 § 14\n\n\n"
        f"2(3)\n{head}1 Ledningar\n\nÅrsmål 1. Läckorna ska bli färre\n\nMålet är uppfyllt. Bara tre läckor hittades.\n\n"
        "Åtgärd\tStatus\tKommentar\nByt ventilen i hamnen\tKlar\tBytt i maj.\n\n"
        f"3(3)\n{head}Åtgärd\tStatus\tKommentar\nRita om kartan\tPåbörjad\tHalva kartan är klar.\n"
    )
    read = report(text)
    assert (read.report.registration_number, read.report.body) == ("VN/2021/0044/210", "Vattennämnden")
    assert [(g.number, g.title, g.level, code(g.status)) for g in read.goals] == [
        ("1", "Läckorna ska bli färre", "board", "achieved")
    ]
    assert assignments(text) == [("Byt ventilen i hamnen", "achieved"), ("Rita om kartan", "in_progress")]


def test_a_verdict_that_ends_every_page_is_no_running_head() -> None:
    page = "Nämndmål: {}\n\nResultat\nDet gick som planerat under våren och sommaren.\n\nMåluppfyllelse: Uppfyllt\n\n{}\n\n\n"
    titles = ["Läckorna ska bli färre", "Taxan ska räcka", "Alla ska ha friskt vatten"]
    text = HEAD + "".join(page.format(title, number) for number, title in enumerate(titles, 2))
    assert goals(text) == [(title, "achieved") for title in titles]


@pytest.mark.parametrize("parts", [("Resultat", "Slutsatser"), ("Det här gjorde vi", "Lärdomar")])
def test_headings_that_come_back_under_every_labelled_goal_are_parts_of_its_comment(parts: tuple[str, str]) -> None:
    def goal(title: str, verdict: str) -> str:
        return (
            f"Nämndmål: {title}\n\n{parts[0]}\nAntalet läckor var sex under året, mot nio året innan.\n\n"
            "Läckor\t2020\t\t2021\n\tKvinnor\tMän\tKvinnor\tMän\nNöjda kunder, index\t71,5\t70\t73\t71\n\n"
            f"{parts[1]}\nDe nya ventilerna har gjort nytta.\n\nMåluppfyllelse: {verdict}\n\n"
        )

    text = (
        HEAD + "1 Ledningar\n\n" + goal("Läckorna ska bli färre", "Uppfyllt") + goal("Taxan ska räcka", "Ej uppfyllt")
    )
    read = report(text)
    comment = (
        f"{parts[0]}\nAntalet läckor var sex under året, mot nio året innan.\n"
        f"{parts[1]}\nDe nya ventilerna har gjort nytta."
    )
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Läckorna ska bli färre", "achieved", comment),
        ("Taxan ska räcka", "not_achieved", comment),
    ]
    assert [i.name for i in read.indicators] == ["Nöjda kunder, index"] * 2


@pytest.mark.parametrize("closing", [True, False])
def test_tables_that_close_every_section_of_several_goals_serve_none_of_them_alone(closing: bool) -> None:
    def section(number: int, one: str, other: str, todo: str) -> str:
        table = f"Aktivitet\tStatus\n{todo}\tKlar\n\n"
        goals = [f"Mål {number}.1: {one}\nStatus: Uppnått\n\n", f"Mål {number}.2: {other}\nStatus: Uppnått\n\n"]
        return f"{number} Område\n\n" + (goals[0] + goals[1] + table if closing else goals[0] + table + goals[1])

    text = HEAD + section(1, "Läckorna ska bli färre", "Taxan ska räcka", "Byt ventilen i hamnen")
    text += section(2, "Alla ska ha friskt vatten", "Ingen ska bli sjuk", "Rita om kartan över näten")
    assert [a.goal for a in report(text).assignments] == ([None, None] if closing else ["g1", "g3"])


def test_a_money_table_goes_on_below_the_head_of_the_next_page() -> None:
    head = "Tkr\t2021\t2022\t2022\n\tBokslut\tUtfall\tBudget\n"
    text = HEAD + (
        f"2\n\nVattennämnden\nÅrsrapport 2021\n\nDrift per enhet\n\n{head}10 Ledningar\t-120\t-118\t-125\n"
        f"20 Verk\t-300\t-310\t-305\n3\n\nVattennämnden\nÅrsrapport 2021\n\n{head}30 Kansli\t-40\t-42\t-41\n"
        f"Summa\t-460\t-470\t-471\n\n4\n\nVattennämnden\nÅrsrapport 2021\n\nSlut.\n"
    )
    assert row_kinds(only_table(text)) == [
        ("Ledningar", "item"),
        ("Verk", "item"),
        ("Kansli", "item"),
        ("Summa", "total"),
    ]


def test_a_table_that_was_summed_up_does_not_go_on() -> None:
    head = "Tkr\tUtfall 2021\tBudget 2021\n"
    part = f"{head}Ledningar\t-120\t-125\nVerk\t-300\t-305\nSumma\t-420\t-430\n\n"
    assert [len(table.rows) for table in report(HEAD + part + part.replace("-120", "-121")).budget_tables] == [3, 3]


def test_a_running_head_that_counts_pages_behind_one_blank_parts_no_table() -> None:
    head = "| Belopp i tkr | Budget 2021 | Bokslut 2021 |\n|---|---|---|\n"
    text = (
        "Kranby kommun\n\nÅrsredovisning 2021\n\nKranby kommun Årsredovisning 2021 2\n\n"
        f"## Driftredovisning\n\n{head}| Ledningar | -120 | -118 |\n| Verk | -300 | -310 |\n\n"
        f"Kranby kommun Årsredovisning 2021 3\n\n{head}| Kansli | -40 | -42 |\n| Summa | -460 | -470 |\n\n"
        "Kranby kommun Årsredovisning 2021 4\n\nSlut.\n"
    )
    assert [label for label, _ in row_kinds(only_table(text))] == ["Ledningar", "Verk", "Kansli", "Summa"]


def test_numbered_labels_alone_on_their_lines_are_no_running_heads() -> None:
    titles = ["Läckorna ska bli färre", "Taxan ska räcka", "Alla ska ha friskt vatten"]
    text = HEAD + "".join(f"Verksamhetsmål {n}\n\n{title}\nStatus: Uppnått\n\n" for n, title in enumerate(titles, 1))
    assert [(g.number, g.title) for g in report(text).goals] == [(str(n), t) for n, t in enumerate(titles, 1)]


def test_words_about_a_goal_below_its_verdict_and_its_figures() -> None:
    text = (
        "# Årsrapport 2021\n\n## Måluppfyllelse\n\n**Resultatmål: Läckorna ska bli färre**\n\nNår delvis målet\n\n"
        "| Indikator | 2020 | 2021 | Målvärde |\n|---|---|---|---|\n| Läckor per mil | 2,1 | 1,8 | 1,5 |\n\n"
        "De flesta läckor fanns i hamnen.\n"
    )
    goal = only_goal(text)
    assert (code(goal.status), goal.comment) == ("partially_achieved", "De flesta läckor fanns i hamnen.")


def test_the_balance_result_closes_its_table() -> None:
    text = HEAD + (
        "Balanskravsutredning\n\nMnkr\tUtfall 2021\nÅrets resultat enligt resultaträkningen\t17,3\n"
        "Avgår realisationsvinster\t-1,2\nÅrets resultat efter balanskravsjusteringar\t16,1\n"
        "Reservering till resultatutjämningsreserv\t-6,0\nBalanskravsresultat\t10,1\n"
    )
    assert [kind for _, kind in row_kinds(only_table(text))] == ["item", "item", "subtotal", "item", "total"]


def test_letters_that_short_lines_explain_are_the_statuses_of_the_table_below() -> None:
    text = HEAD + (
        "1. Om uppföljningen\n\nLäget anges med bokstav:\n\nG = genomförd helt eller i huvudsak\n"
        "H = genomförd till hälften eller mer\nE = ej påbörjad\n\n2. Åtgärder\n\n"
        "Nr\tÅtgärd\tAnsvarig\tLäge\nK1\tSätta upp solceller på taken\tTekniska nämnden\tG\n"
        "K2\tByta ut oljepannan i skolan\tTekniska nämnden\tH\nK3\tTa fram en resepolicy\tKommunstyrelsen\tE\n"
    )
    assert [code(a.status) for a in report(text).assignments] == ["achieved", "partially_achieved", "not_started"]


def test_a_column_headed_by_the_letters_it_holds_is_the_status() -> None:
    text = HEAD + (
        "Bolaget har två mål. J = målet nått, D = delvis nått, N = ej nått.\n\n"
        "| Mål | Kommentar | J/D/N |\n|---|---|---|\n"
        "| Husen ska vara uthyrda | Bara tre hus står tomma. | J |\n| Energin ska minska | Den ökade i år. | N |\n"
    )
    assert [code(g.status) for g in report(text).goals] == ["achieved", "not_achieved"]


@pytest.mark.parametrize("heading", ["Nämndens mål – bedömning för helåret", "Nämndens mål – läget i augusti"])
def test_what_a_heading_says_is_told_of_goals_is_no_goal(heading: str) -> None:
    text = HEAD + heading + "\n\nFler ska delta i träffar\n\nMålet nås\n\nMaten ska vara god\n\nMålet nås delvis\n"
    assert [g.title for g in report(text).goals] == ["Fler ska delta i träffar", "Maten ska vara god"]


GRID = """\
Delårsrapport 2023, januari - april

Kulturnämnden

## Mål
+------------------------------+----------------+-----------------------+
| Mål                          | Bedömning      | Kommentar             |
+==============================+================+=======================+
| Fler ska se teater           | Delvis uppnått | Turnén nådde nio      |
|                              |                | orter.                |
+------------------------------+----------------+-----------------------+
| Folkhögskolan ska ha fulla   | Uppnått        |                       |
| kurser                       |                |                       |
+------------------------------+----------------+-----------------------+

## Drift, mnkr

+--------------+--------+--------+-----------+
|              | Utfall | Budget | Avvikelse |
+--------------+--------+--------+-----------+
| Intäkter     |   12,4 |   12,0 |       0,4 |
| Kostnader    |  -98,7 |  -97,5 |      -1,2 |
+--------------+--------+--------+-----------+
| Nettokostnad |  -86,3 |  -85,5 |      -0,8 |
+--------------+--------+--------+-----------+
"""
BOX = str.maketrans("-=|+", "─═│┼")


@pytest.mark.parametrize(
    "text", [GRID, GRID.replace("Delårsrapport 2023, januari - april", "Delår 2023").translate(BOX)]
)
def test_tables_drawn_with_characters(text: str) -> None:
    read = report(text)
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Fler ska se teater", "partially_achieved", "Turnén nådde nio orter."),
        ("Folkhögskolan ska ha fulla kurser", "achieved", None),
    ]
    (table,) = read.budget_tables
    assert [(row.label, row.values) for row in table.rows] == [
        ("Intäkter", [12.4, 12.0, 0.4]),
        ("Kostnader", [-98.7, -97.5, -1.2]),
        ("Nettokostnad", [-86.3, -85.5, -0.8]),
    ]
    assert table.rows[2].source is not None
    assert "Nettokostnad" in text.splitlines()[(table.rows[2].source.line or 0) - 1]


def test_a_point_with_its_verdict_in_brackets_and_what_is_told_of_it() -> None:
    text = "# Årsrapport 2023\n\n## Uppdrag\n\n* Ta fram en ny kulturplan (Pågår). Remissen är ute.\n* Se över bidragen (Klart)\n"
    assert [(a.title, code(a.status), a.comment) for a in report(text).assignments] == [
        ("Ta fram en ny kulturplan", "in_progress", "Remissen är ute."),
        ("Se över bidragen", "achieved", None),
    ]


def test_points_with_target_and_year_in_brackets_under_key_figures_of_a_goal() -> None:
    text = (
        "Uppföljning 2022\n\nMål 1: Vi ska svara snabbt\nBedömning per 30 september: Delvis uppnått\n"
        "Prognos 31 december: Målet kommer att nås\nKöerna är borta.\nNyckeltal:\n"
        "- Handläggningstid, veckor: 7 (mål 6, 2021: 10)\n- Andel i tid: 94 % (mål 100 %, 2021: 88 %)\n"
    )
    read = report(text)
    (goal,) = read.goals
    assert (code(goal.status), code(goal.forecast), goal.comment) == (
        "partially_achieved",
        "achieved",
        "Köerna är borta.",
    )
    assert [(i.name, figures(i.values), i.target and i.target.value, i.goal) for i in read.indicators] == [
        ("Handläggningstid, veckor", [(2022, "total", 7), (2021, "total", 10)], 6, goal.id),
        ("Andel i tid", [(2022, "total", 94), (2021, "total", 88)], 100, goal.id),
    ]


def test_a_balance_sheet_goes_on_below_the_head_of_the_next_page() -> None:
    head = "\t2022-08-31\t2021-12-31\n"
    text = HEAD + (
        f"2\n\nVattennämnden\nÅrsrapport 2021\n\nBalansräkning (tkr)\n\n{head}Anläggningar\t300\t280\nKassa\t20\t30\n"
        f"SUMMA TILLGÅNGAR\t320\t310\nEget kapital\t120\t110\n3\n\nVattennämnden\nÅrsrapport 2021\n\n"
        f"{head}varav periodens resultat\t10\t5\nAvsättningar\t50\t50\nSkulder\t150\t150\n"
        f"SUMMA EGET KAPITAL OCH SKULDER\t320\t310\n\n4\n\nVattennämnden\nÅrsrapport 2021\n\nSlut.\n"
    )
    assert [row.label for row in only_table(text).rows][3:6] == [
        "Eget kapital",
        "varav periodens resultat",
        "Avsättningar",
    ]


def test_heads_whose_second_line_only_says_when_beside_a_question_about_the_outlook() -> None:
    text = (
        "Delårsrapport januari–augusti 2022\n\nAvfallsnämnden\n\n1 Mål\n"
        " Nr     Mål                              Ansvarig            Bedömning     Nås målet?\n"
        "                                                             31 augusti\n"
        " 1      Mängden restavfall ska           Driftansvarig       På väg        Ja\n"
        "        minska                           a\n"
        " 2      Hämtningen ska vara fossilfri    Förvaltningschef    Delvis nått   Nej\n"
        "        hela vägen                       en\n"
    )
    assert [(g.number, g.title, g.responsible, code(g.status), code(g.forecast)) for g in report(text).goals] == [
        ("1", "Mängden restavfall ska minska", ["Driftansvariga"], "partially_achieved", "achieved"),
        (
            "2",
            "Hämtningen ska vara fossilfri hela vägen",
            ["Förvaltningschefen"],
            *("partially_achieved", "not_achieved"),
        ),
    ]
