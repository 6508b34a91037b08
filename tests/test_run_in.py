# ruff: noqa: E501 -- lines of reports
"""Tables that lost their columns: lines of a label and figures parted by single blanks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.reports import code, document, findings, only_table, report, roles, tables

HEAD = "Delårsrapport augusti 2022\nVattennämnden\n\nEkonomi\n\n"
BUDGET = (
    "Verksamhet Budget Utfall Avvikelse\n"
    "Ledning och stab 12 450 11 980 470\n"
    "Vattenverk 345 200 352 118 -6 918\n"
    "Ledningsnät 98 300 101 050 -2 750\n"
    "Summa 455 950 465 148 -9 198\n"
)


def test_figures_are_parted_where_the_rows_add_up() -> None:
    table = only_table(f"{HEAD}Belopp i tkr\n{BUDGET}")
    assert [row.values for row in table.rows] == [
        [12450, 11980, 470],
        [345200, 352118, -6918],
        [98300, 101050, -2750],
        [455950, 465148, -9198],
    ]
    assert roles(table) == ["budget", "outcome", "variance"]
    assert (table.unit, table.title) == ("tkr", "Ekonomi")
    assert table.rows[1].source.line == 9


def test_minus_set_apart_and_percent_behind_a_blank() -> None:
    table = only_table(
        f"{HEAD}(tkr) Utfall2022 Förändring 2021/2022 Förändring 2021/2022 Budget 2022 Budget-avvikelse\n"
        "Revision – 614 – 9 1,5 % – 620 6\n"
        "Övriga förtroendevalda – 4 646 – 76 1,7 % – 4 937 291\n"
        "Kanslichefen – 4 614 191 – 4,0 % – 4 257 – 357\n"
        "Mark och skog 141 50 54,9 % – 14 155\n"
        "Pensioner – 8 311 5 108 – 38,1 % – 11 593 3 282\n"
    )
    assert [row.values for row in table.rows] == [
        [-614, -9, 1.5, -620, 6],
        [-4646, -76, 1.7, -4937, 291],
        [-4614, 191, -4.0, -4257, -357],
        [141, 50, 54.9, -14, 155],
        [-8311, 5108, -38.1, -11593, 3282],
    ]
    assert roles(table) == ["outcome", "change", "change_pct", "budget", "variance"]


def test_years_on_a_line_of_their_own_and_a_wrapped_label() -> None:
    table = only_table(
        f"{HEAD}Verksamhet tkr Budget Utfall Avvikelse\n2022 2022 2022\nLedning 450 480 -30\n"
        "Individ- och\nfamiljestöd 1 200 1 150 50\nTotalt 1 650 1 630 20\n"
    )
    assert [(column.role, column.year) for column in table.columns] == [
        ("budget", 2022),
        ("outcome", 2022),
        ("variance", 2022),
    ]
    assert [row.label for row in table.rows] == ["Ledning", "Individ- och familjestöd", "Totalt"]
    assert table.rows[1].values == [1200, 1150, 50]


def test_indicators_with_a_verdict_behind_the_figures() -> None:
    found = report(
        f"{HEAD}Indikator Utfall 2020 Utfall 2021 Mål 2022 Måluppfyllelse\n"
        "Andel nöjda kunder (%) 84 86 85 Uppfyllt\n"
        "Väntetid i dagar 45 39 40 Delvis uppfyllt\n"
        "Läckage per mil 7,9 8,4 7,0 Ej uppfyllt\n"
    ).indicators
    assert [(i.name, code(i.status), i.target and i.target.value) for i in found] == [
        ("Andel nöjda kunder (%)", "achieved", 85),
        ("Väntetid i dagar", "partially_achieved", 40),
        ("Läckage per mil", "not_achieved", 7.0),
    ]
    assert [[(v.year, v.value) for v in i.values] for i in found][2] == [(2020, 7.9), (2021, 8.4)]


def _avlopp(figures: str) -> tuple[list[list[float | None]], list[int | None]]:
    """Give the values of a row in a table without equations, and the lines whose columns were not told apart."""
    found = report(
        f"{HEAD}Belopp i tkr\nVerksamhet Utfall 2020 Utfall 2021\n"
        f"Ledning 450 480\nVattenverk 90 95\nAvlopp {figures}\nPark 17 18\nGata 88 90\nBad 5 7\n"
    )
    (table,) = found.budget_tables
    assert [row.label for row in table.rows if row.label != "Avlopp"] == [
        "Ledning",
        "Vattenverk",
        "Park",
        "Gata",
        "Bad",
    ]
    values = [row.values for row in table.rows if row.label == "Avlopp"]
    return values, [f.source.line for f in found.findings if f.code == "table_unresolved" and f.source]


def test_what_no_equation_decides_is_of_like_size_or_is_left_out_and_said() -> None:
    assert _avlopp("1 300 450") == ([[1300, 450]], [])
    assert _avlopp("40 300 450") == ([], [10])


def test_a_header_that_names_no_columns_makes_no_table_but_a_finding() -> None:
    found = report(
        f"{HEAD}Antal platser per enhet och avdelning\n"
        "Björken 12 14 15\nLinden 22 24 25\nAspen 32 34 35\nGranen 42 44 45\n"
    )
    assert found.budget_tables == []
    assert [f.source.line for f in found.findings if f.code == "table_unresolved"] == [7]


def test_prose_that_ends_its_lines_in_figures_is_no_table() -> None:
    text = (
        f"{HEAD}Under perioden har nämnden haft 12 500 besök och året innan 11\n900 och dessförinnan 10 800 besök mot 9\n"
        "100 besök år 2018 vilket är en ökning från 8 700 till 12\n500 besök, se även avsnitt 4 2\n"
    )
    assert tables(text) == []
    assert report(text).budget_tables == []


def test_cells_that_stand_on_lines_of_their_own() -> None:
    cells = ["Verksamhet", "Budget", "Utfall", "Avvikelse"]
    cells += ["Ledning", "450", "480", "-30", "Individ- och familjestöd", "1 200", "1 150", "50"]
    cells += ["Totalt", "1 650", "1 630", "20", "Nämnden följer utvecklingen."]
    found = report(HEAD + "Belopp i tkr\n\n" + "\n\n".join(cells) + "\n")
    (table,) = found.budget_tables
    assert [(row.label, row.values) for row in table.rows] == [
        ("Ledning", [450, 480, -30]),
        ("Individ- och familjestöd", [1200, 1150, 50]),
        ("Totalt", [1650, 1630, 20]),
    ]
    assert (table.title, table.unit, table.rows[1].source.line) == ("Ekonomi", "tkr", 24)


def test_page_numbers_under_headings_are_no_cells() -> None:
    text = f"{HEAD}Inledning\n\n3\n\nMål\n\n4\n\nPersonal\n\n5\n\nSlutord\n\n6\n"
    assert tables(text) == []
    assert findings(text) == {"required_part_missing"}  # no table of the result: custom, not law


@given(st.lists(st.text("a%1 2–-,|\t(", max_size=24), max_size=12))
def test_no_lines_are_too_odd_to_read(lines: list[str]) -> None:
    found = document("Årsrapport 2020\n" + "\n".join(lines))
    assert found.items


def test_percent_signs_alone_are_no_figures() -> None:
    assert tables(f"{HEAD}Andel % %\nDiagram % 10 %\n% % %\n% %\n") == []
