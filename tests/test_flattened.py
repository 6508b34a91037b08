"""Tables as pages and PDF give them to plain text: cells padded or piled, one header over parted groups of rows."""

from __future__ import annotations

from tests.reports import findings, only_table, report, roles, row_kinds

HEAD = "Årsredovisning 2022\nTallmo kommun\n\n"


# Rows on one line among rows whose cells stand below each other


def test_cells_padded_with_a_no_break_blank_stand_apart() -> None:
    table = only_table(
        f"{HEAD}Drift per nämnd\n\ntkr Intäkter 2022Kostnader 2022Netto 2022Budget 2022Avvikelse 2022\n"
        "Kulturnämnd\n\n1 204\n\n-3 310\n\n-2 106\n\n-2 050\n\n-56\n"
        "Musikskola\u00a0 310\u00a0 -1\u00a0204\u00a0 -894 -900 6\n"
        "Bibliotek\u00a0 894\n\n\u00a0 -2 106\u00a0 -1 212 -1 150 -62\n".replace("894\n\n\u00a0", "894\u00a0")
        + "Byggnadsnämnd\u00a0 4 410\u00a0 -5 120\u00a0 -710 -720 10\n"
    )
    assert [row.values for row in table.rows] == [
        [1204, -3310, -2106, -2050, -56],
        [310, -1204, -894, -900, 6],
        [894, -2106, -1212, -1150, -62],
        [4410, -5120, -710, -720, 10],
    ]


# Groups of rows under one header


BOARDS = (
    "Belopp i tkr Intäkter Kostnader Nettokostnader Kommunbidrag Årets resultat Utgående eget kapital\n\n\n\n"
    "NÄMNDER I NORR\n\n\n"
    "Skogsbyn 512 -2 488 -1 976 1 980 4 141\n"
    "Sjöbyn 2 116 -2 004 112 -126 -14 24\n\n\n"
    "NÄMNDER I SÖDER\n\n\n"
    "Lokalnämnden 98 -1 102 -1 004 1 019 15 62\n"
    "Valnämnden 4 -107 -103 103 0 6\n"
    "Kulturnämnden 97 -455 -358 361 3 12\n"
    "Miljönämnden 44 -103 -59 61 2 8\n\n"
    "Summa nämnder 2 871 -6 259 -3 388 3 398 10 253\n"
)


def test_one_header_stands_over_groups_set_apart() -> None:
    table = only_table(f"{HEAD}Driftredovisning\n\n{BOARDS}")
    assert [row.values for row in table.rows] == [
        [512, -2488, -1976, 1980, 4, 141],
        [2116, -2004, 112, -126, -14, 24],
        [98, -1102, -1004, 1019, 15, 62],
        [4, -107, -103, 103, 0, 6],
        [97, -455, -358, 361, 3, 12],
        [44, -103, -59, 61, 2, 8],
        [2871, -6259, -3388, 3398, 10, 253],
    ]
    assert roles(table)[3] == "budget"
    assert row_kinds(table)[-1] == ("Summa nämnder", "total")


def test_a_row_that_adds_up_in_two_ways_has_no_figures_but_a_finding() -> None:
    text = f"{HEAD}Driftredovisning\n\n" + BOARDS.replace(" 512 -2 488 -1 976 1 980 4 141", " 1 120 2 300 1 150 4 141")
    assert next(row.label for row in only_table(text).rows) == "Sjöbyn"
    assert "table_unresolved" in findings(text)


def test_a_heading_between_two_lists_ends_the_first_table() -> None:
    text = (
        f"{HEAD}Verksamhet Budget Utfall Avvikelse\nLedning 120 110 10\nParker 300 320 -20\nGator 500 490 10\n\n\n"
        "Personal\n\n\nTillsvidare 412 398 405\nVikarier 31 44 39\nTimavlönade 25 20 19\n"
    )
    assert [len(table.rows) for table in report(text).budget_tables] == [3]
