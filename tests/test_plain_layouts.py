# ruff: noqa: E501 -- each line of text is a whole invented report
"""Reports as other programs leave them: tables set with blanks or semicolons, lists sorted by verdict, plain lines."""

from __future__ import annotations

from kommunrapport.extract.readers import text as text_reader
from tests.reports import (
    assignments,
    code,
    figures,
    findings,
    goals,
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
