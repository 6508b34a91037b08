"""Tables as pages and PDF give them to plain text: cells padded or piled, one header over parted groups of rows."""

from __future__ import annotations

import pytest

from kommunrapport.extract.readers.noted import note_numbers
from tests.reports import code, figures, findings, only_table, report, roles, row_kinds

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


# Each head and each cell on a line of its own


Row = tuple[str, str]
ASSETS: list[Row] = [
    ("TILLGÅNGAR", ""),
    ("Anläggningstillgångar", ""),
    ("Immateriella tillgångar", "11|4,6|5,1|4,6|5,1"),
    ("Mark och byggnader", "12|3 212,4|3 101,0|1 410,2|1 388,7"),
    ("Finansiella tillgångar", "13|46,3|47,5|661,8|666,7"),
    ("Summa anläggningstillgångar", "|3 263,3|3 153,6|2 076,6|2 060,5"),
    ("Bidrag till infrastruktur", "14, 15|24,4|25,6||"),
    ("Omsättningstillgångar", ""),
    ("Förråd", "16|18,6|21,4||19,7"),
    ("Kassa och bank", "17|44,6|-|12,0|-"),
    ("SUMMA TILLGÅNGAR", "|3 350,9|3 200,6|2 088,6|2 080,2"),
]
FIGURES = {
    "Immateriella tillgångar": [4.6, 5.1, 4.6, 5.1],
    "Mark och byggnader": [3212.4, 3101.0, 1410.2, 1388.7],
    "Finansiella tillgångar": [46.3, 47.5, 661.8, 666.7],
    "Summa anläggningstillgångar": [3263.3, 3153.6, 2076.6, 2060.5],
    "Bidrag till infrastruktur": [24.4, 25.6, None, None],
    "Förråd": [18.6, 21.4, None, 19.7],
    "Kassa och bank": [44.6, None, 12.0, None],
    "SUMMA TILLGÅNGAR": [3350.9, 3200.6, 2088.6, 2080.2],
}
OWNERS = "mnkr\n\nNot\n\nKommunkoncernen\n\nKommunen\n\n2022\n\n2021\n\n2022\n\n2021\n\n"


def piled(rows: list[Row], empty: str) -> str:
    """Print each cell on a line of its own; `empty` is what an empty one leaves."""
    return "".join(
        f"{label}\n\n" + "".join(f"{cell}\n\n" if cell else empty for cell in cells.split("|")) for label, cells in rows
    )


@pytest.mark.parametrize("empty", ["\n", "\n\n", "\u00a0\n\n"])
@pytest.mark.parametrize(
    "heads",
    [
        OWNERS,
        OWNERS.replace("Not\n\n", "").replace("Kommunen\n\n", "Kommunen\n\n\nNot\n\n1, 2\n\n"),
        OWNERS.replace("Kommunkoncernen\n\nKommunen", "Sammanställd\nredovisning\n\nKommunen"),
    ],
)
def test_cells_of_a_statement_are_laid_under_whose_they_are_and_their_year(heads: str, empty: str) -> None:
    table = only_table(f"{HEAD}Balansräkning\n\n{heads}{piled(ASSETS, empty)}Året i korthet\n\nDet blev ett bra år.\n")
    assert {row.label: row.values for row in table.rows} == FIGURES
    assert [(column.label.split()[-2:], column.year) for column in table.columns][2:] == [
        (["Kommunen", "2022"], 2022),
        (["Kommunen", "2021"], 2021),
    ]
    assert (table.title, table.unit, table.kind) == ("Balansräkning", "mnkr", "balance_sheet")
    assert table.columns[0].label in ("Kommunkoncernen 2022", "Sammanställd redovisning 2022")


def test_a_title_is_parted_from_the_head_it_was_glued_to() -> None:
    heads = OWNERS.replace("mnkr\n\nNot\n\nKommunkoncernen\n\n", "").replace(
        "Kommunen\n\n", "Koncernen\n\nMkr\n\nNot\n\n"
    )
    table = only_table(f"{HEAD}BalansräkningKommunen\n\n{heads}{piled(ASSETS, chr(10))}")
    assert (table.title, table.unit, table.columns[0].label) == ("Balansräkning", "mnkr", "Kommunen 2022")
    assert {row.label: row.values for row in table.rows} == FIGURES


def test_a_head_whose_owner_is_open_keeps_its_own_words() -> None:
    years = "Bokslut 2021\n\nBokslut 2022\n\n"
    heads = f"tkr\n\nNot\n\nKommunen\n\nKoncernen\n\n{years}Budget 2022\n\n{years}"
    rows = [
        ("Verksamhetens intäkter", "2|120|131|118|240|251"),
        ("Verksamhetens kostnader", "3|-610|-655|-640|-730|-760"),
    ]
    rows.append(("Verksamhetens nettokostnader", "|-490|-524|-522|-490|-509"))
    table = only_table(f"{HEAD}Resultaträkning\n\n{heads}{piled(rows, chr(10))}")
    assert [column.label for column in table.columns] == [
        "Kommunen Bokslut 2021",
        "Kommunen Bokslut 2022",
        "Budget 2022",
        "Koncernen Bokslut 2021",
        "Koncernen Bokslut 2022",
    ]
    assert [row.values for row in table.rows] == [
        [120, 131, 118, 240, 251],
        [-610, -655, -640, -730, -760],
        [-490, -524, -522, -490, -509],
    ]


def test_a_row_without_blank_lines_for_its_empty_cells_gives_no_figures_but_a_finding() -> None:
    text = f"{HEAD}Balansräkning\n" + (OWNERS + piled(ASSETS, "")).replace("\n\n", "\n")
    values = {row.label: row.values for row in only_table(text).rows}
    assert values["Bidrag till infrastruktur"] == values["Förråd"] == [None] * 4
    assert values["Summa anläggningstillgångar"] == FIGURES["Summa anläggningstillgångar"]
    assert values["Kassa och bank"] == FIGURES["Kassa och bank"]
    assert "table_unresolved" in findings(text)


def test_empty_cells_among_piled_figures_without_notes() -> None:
    rows = [("Kommunstyrelsen", "-120,4|-118,2|2,2"), ("Skolnämnden", "-541,0||"), ("Valnämnden", "|-0,4|")]
    rows += [("Byggnadsnämnden", "-12,5|-12,0|0,5"), ("Miljönämnden", "-8,0|-8,4|-0,4")]
    table = only_table(f"{HEAD}Nämnderna, mnkr\n\nBudget 2022\n\nUtfall 2022\n\nAvvikelse\n\n{piled(rows, chr(10))}")
    assert [row.values for row in table.rows][:3] == [[-120.4, -118.2, 2.2], [-541.0, None, None], [None, -0.4, None]]


def test_one_figure_among_piled_rows_is_not_the_first_column() -> None:
    rows = [("Hyror", "2|10|11|9|8"), ("Avgifter", "3|20|22|18|17"), ("Bidrag", "4|5|6|7|8"), ("Övrigt", "77")]
    text = f"{HEAD}Intäkter, tkr\n\n{(OWNERS + piled(rows, '')).replace(chr(10) * 2, chr(10))}"
    assert all(row.values[0] != 77 for row in only_table(text).rows)


# Owners over the years of rows on one line


def in_lines(rows: list[Row], blank: str) -> str:
    """Print a row on one line, a sum's figures below its label, and a blank line below each group."""
    printed = ""
    for label, cells in rows:
        figures = " ".join(cell for cell in cells.split("|") if cell)
        printed += f"{label}\n{figures or blank}\n" if cells.startswith("|") or not cells else f"{label} {figures}\n"
    return printed


FULL = [row for row in ASSETS if row[0] not in ("Bidrag till infrastruktur", "Förråd", "Kassa och bank")]


@pytest.mark.parametrize(
    "heads",
    [
        "(mnkr) Not Kommunen Sammanställd redovisning\nBokslut\n2022\nBokslut\n2021\nBokslut\n2022\nBokslut\n2021\n \n",
        "Räkningen för kommunen och koncernen.Kommunen\nKommunala koncernen\nBelopp i mnkr Not 2022 2021 2022 2021\n",
    ],
)
@pytest.mark.parametrize("blank", [" ", ""])
def test_owners_stand_over_their_years_and_groups_below_the_header(heads: str, blank: str) -> None:
    table = only_table(f"{HEAD}Balansräkning\n\n{heads}{in_lines(FULL, blank)}")
    assert [row.values for row in table.rows] == [FIGURES[label] for label, cells in FULL if cells]
    assert [row.label for row in table.rows] == [label for label, cells in FULL if cells]
    assert [column.label.split()[0] for column in table.columns][:2] == ["Kommunen", "Kommunen"]
    assert all(column.label.startswith(("Sammanställd", "Kommunala")) for column in table.columns[2:])
    assert [column.year for column in table.columns] == [2022, 2021, 2022, 2021]
    assert table.title == "Balansräkning"


# Measures and years


def test_few_measures_under_their_years_are_indicators() -> None:
    read = report(
        f"{HEAD}En trygg omsorg\n\nIndikator 2020 2021 2022\nNöjda med maten (%)  66\u00a0 68\u00a0 71\n"
        "Kontinuitet, antal personal  13\u00a0 14\u00a0 12\n\nArbetet fortsätter.\n\nEn god skola\n\n"
        "Indikator 2020 2021 2022\nBehöriga lärare (%)*  71,4\u00a0 73,0\u00a0 72,2\n"
    )
    assert [(indicator.name, figures(indicator.values)) for indicator in read.indicators] == [
        ("Nöjda med maten (%)", [(2020, "total", 66), (2021, "total", 68), (2022, "total", 71)]),
        ("Kontinuitet, antal personal", [(2020, "total", 13), (2021, "total", 14), (2022, "total", 12)]),
        ("Behöriga lärare (%)", [(2020, "total", 71.4), (2021, "total", 73.0), (2022, "total", 72.2)]),
    ]


def test_a_measure_with_fewer_figures_than_years_has_none() -> None:
    text = f"{HEAD}En trygg omsorg\n\nIndikator 2020 2021 2022\nNöjda med maten (%) 66 68\n"
    assert all(not figures(indicator.values) for indicator in report(text).indicators)


# Columns that keep their places


def in_place(edges: tuple[int, ...], *rows: str) -> str:
    """Print rows whose cells end at the edges of their columns, as a program does that keeps a page's layout."""
    printed = []
    for row in rows:
        label, *cells = row.split("|")
        for cell, edge in zip(cells, edges, strict=False):
            label = label.ljust(edge - len(cell)) + cell if cell else label
        printed.append(label)
    return "\n".join(printed) + "\n"


PROJECTS = in_place(
    (38, 47, 57, 69, 76, 88),
    "Redovisning||Utgifter sedan|||Varav årets",
    "(tkr)||starten|||utgifter",
    "Nämnd och projekt|Total|Ack.|Avvikelse|Budget 2024|Utfall|Budget-",
    "|projektbudget|Utfall|||2024|avvikelse",
    "Avslutade projekt",
    "Lekplats, Åsen (2201)||||11 250|11 190|60",
    "Summa avslutade||||11 250|11 190|60",
    "projekt",
    "",
    "",
    "Pågående projekt",
    "Tillbyggnad av Ekens|9 400|7 150|2 250|13 400|12 960|440",
    "förskola (2304)",
    "Ny bro över Lillån|4 100|4 180|-80|10 900|10 980|-80",
    "Cykelväg längs Kråkån, bro|1 200|310|890|10 600|10 310|290",
    "Norr (2306)",
    "Summa pågående projekt|14 700|11 640|3 060|34 900|34 250|650",
)


def test_heads_and_figures_one_blank_apart_are_parted_by_where_they_stand() -> None:
    table = only_table(f"{HEAD}Investeringar per projekt\n{PROJECTS}")
    assert [column.label for column in table.columns] == [
        "Total projektbudget",
        "Ack. Utfall",
        "Avvikelse",
        "Budget 2024",
        "Utfall 2024",
        "Budgetavvikelse",
    ]
    assert [(row.label, row.values) for row in table.rows] == [
        ("Lekplats, Åsen (2201)", [None, None, None, 11250, 11190, 60]),
        ("Summa avslutade projekt", [None, None, None, 11250, 11190, 60]),
        ("Tillbyggnad av Ekens förskola (2304)", [9400, 7150, 2250, 13400, 12960, 440]),
        ("Ny bro över Lillån", [4100, 4180, -80, 10900, 10980, -80]),
        ("Cykelväg längs Kråkån, bro Norr (2306)", [1200, 310, 890, 10600, 10310, 290]),
        ("Summa pågående projekt", [14700, 11640, 3060, 34900, 34250, 650]),
    ]


def test_years_below_their_heads_are_no_figures() -> None:
    table = only_table(
        f"{HEAD}Stöd till föreningar\n"
        "Stöd, tkr                Bokslut     Bokslut     Budget Bokslut\n"
        "                            2021        2022       2023   2023\n"
        "Ungdomsstöd                 -412        -398       -420   -417\n"
        "Stöd till samlings-         -225        -225       -225   -225\n"
        "lokaler\n"
        "Totalt                      -637        -623       -645   -642\n"
        "Figuren visar stöd som har betalats ut.\n"
    )
    assert [(column.role, column.year) for column in table.columns] == [
        ("outcome", 2021),
        ("outcome", 2022),
        ("budget", 2023),
        ("outcome", 2023),
    ]
    assert [row.label for row in table.rows] == ["Ungdomsstöd", "Stöd till samlingslokaler", "Totalt"]


def test_words_in_place_of_figures_keep_their_columns() -> None:
    read = report(
        f"{HEAD}Statistik\n\nAnläggningar\n"
        "Statistik              Bokslut 2021             Bokslut 2022   Bokslut 2023 Budget 2023\n"
        "Antal besökare\n"
        "Ishallen                     Stängt                   Stängt         Stängt        Stängt\n"
        "Utebadet                     Stängt                   12 898         13 902        12 000\n"
        "Simhallen                     6 842                    7 519          8 035         7 000\n"
    )
    found = {indicator.name.split(" – ")[-1]: indicator for indicator in read.indicators}
    assert list(found) == ["Ishallen", "Utebadet", "Simhallen"]
    assert [(value.year, value.value) for value in found["Utebadet"].values if value.kind == "outcome"] == [
        (2021, None),
        (2022, 12898),
        (2023, 13902),
    ]
    assert [(value.year, value.value) for value in found["Simhallen"].values if value.kind == "outcome"] == [
        (2021, 6842),
        (2022, 7519),
        (2023, 8035),
    ]
    assert [value.value for value in found["Simhallen"].values if value.kind == "target"] == [7000]


# Lists whose verdicts were drawn


GOALS = (
    "Nämndmål                                                            Bedömning\n"
    "Fler ska ta del av kommunens kulturliv, oavsett var i kommunen de\nbor.\nBarn ska läsa mer.\n\n"
)
ACTIVITIES = (
    "Aktivitet                                             Status           Färdiggrad\n"
    "Barn ska läsa mer.\n"
    "Låna ut böcker på förskolorna i samarbete med\nbokbussen. Del av länets läslyft.\n"
    "Kommentar:\n"
    "Alla förskolor har fått besök av bokbussen under våren, och lånen har ökat mest bland de yngsta\n"
    "barnen. Arbetet går vidare under hösten.\n"
    "Öppna två meröppna bibliotek i kommunens mindre\ntätorter.\n"
    "Kommentar:\n"
    "Det ena biblioteket öppnade i maj. Det andra väntar på att lokalen ska byggas om, vilket beräknas\n"
    "vara färdigt till sommaren.\n"
    "05 Ett tryggt samhälle\n\nTryggheten har ökat.\n"
)


def test_goals_and_activities_beside_which_verdicts_were_drawn() -> None:
    read = report(f"{HEAD}04 En rik kultur\n\nKulturen berikar.\n\n{GOALS}{ACTIVITIES}")
    assert [(goal.title, code(goal.status)) for goal in read.goals] == [
        ("Fler ska ta del av kommunens kulturliv, oavsett var i kommunen de bor.", None),
        ("Barn ska läsa mer.", None),
    ]
    assert [(activity.title, activity.kind, activity.goal) for activity in read.assignments] == [
        (
            "Låna ut böcker på förskolorna i samarbete med bokbussen. Del av länets läslyft.",
            "activity",
            read.goals[1].id,
        ),
        ("Öppna två meröppna bibliotek i kommunens mindre tätorter.", "activity", read.goals[1].id),
    ]
    assert (read.assignments[0].comment or "").endswith("Arbetet går vidare under hösten.")
    assert (read.assignments[1].comment or "").endswith("till sommaren.")
    assert {"goal_without_status", "assignment_without_status"} & {finding.code for finding in read.findings}


def test_a_comment_that_may_end_in_two_places_makes_no_records() -> None:
    text = ACTIVITIES.replace("Arbetet går vidare under hösten.\n", "Allt gick bra.\nArbetet går vidare.\n")
    titles = [
        activity.title
        for activity in report(f"{HEAD}04 En rik kultur\n\nKulturen berikar.\n\n{GOALS}{text}").assignments
    ]
    assert not any("Arbetet går vidare" in title for title in titles)


# Measures whose name and figures stand on lines of their own


def test_a_verdict_a_name_and_figures_stand_on_three_lines() -> None:
    read = report(
        f"{HEAD}Resultat per mått\n\nMått Enhet   Utfall 2022 Utfall 2021 Medel Sämst Bäst\n"
        "Delvis uppfyllt\nNettokostnad för hemtjänst\nKostnad, kr/brukare Ned 312 410 305 122 287 300 402 115 201 980\n"
        "Uppfyllt\nVäntetid från ansökan till beslut, dagar\nDagar Ned 71 st 64 st 66 st 183 st 6 st\n"
        "Ej uppfyllt\nElever i åk 9 som når målen (%)\nAndel, % Upp 73,5% 74,1% 74,6% 48% 97%\n"
        "Uppfyllt\nNöjda med hemtjänsten (%)\nAndel, % Upp 86% 83% 80% 58% 98%\n\nNästa kapitel\n"
    )
    assert [(i.name, code(i.status), [(v.year, v.value) for v in i.values]) for i in read.indicators] == [
        ("Nettokostnad för hemtjänst", "partially_achieved", [(2022, 312410), (2021, 305122)]),
        ("Väntetid från ansökan till beslut, dagar", "achieved", [(2022, 71), (2021, 64)]),
        ("Elever i åk 9 som når målen (%)", "not_achieved", [(2022, 73.5), (2021, 74.1)]),
        ("Nöjda med hemtjänsten (%)", "achieved", [(2022, 86), (2021, 83)]),
    ]


def test_a_line_of_fewer_figures_than_heads_gives_none() -> None:
    read = report(
        f"{HEAD}Kvalitet i korthet\n\n"
        "Område Mått Utfall 2022 Utfall 2021 Utfall 2020 Förändring Jämförelse med andra Riket 2021\n"
        "Barn och unga\nKostnad för förskola, kr per barn\n150 078 153 366 152 215 Upp Sämsta gruppen 154 651\n"
        "Elever i åk 6 som når målen (%)\n82 83 85 Ned Sämsta gruppen 86\n"
        "Elever i åk 3 som når målen (%)\n58 55 Ingen 74\n"
        "Stöd och omsorg\nKostnad per brukare\n118 549 119 897 119 825 Upp Mellersta gruppen 117 032\n"
    )
    values = {i.name: [v.value for v in i.values if v.value is not None] for i in read.indicators}
    assert values == {
        "Kostnad för förskola, kr per barn": [150078, 153366, 152215],
        "Elever i åk 6 som når målen (%)": [82, 83, 85],
        "Elever i åk 3 som når målen (%)": [],
        "Kostnad per brukare": [118549, 119897, 119825],
    }
    assert "indicator_without_outcome" in {finding.code for finding in read.findings}


MEASURED = (
    "Verksamhetsnära mål\n\nUnder året har målen följts med indikatorer.\n\n"
    "{first}\n\nIndikator 2020 2021 2022\nNöjda med maten (%)  66\u00a0 68\u00a0 71\n"
    "Trygga på boendet (%)  86\u00a0 88\u00a0 81\n\n"
    "Resultaten är bättre än året innan.\n\n"
    "{second}\n\nIndikator 2020 2021 2022\nBehöriga lärare (%)  71,4\u00a0 73,0\u00a0 72,2\n\nBehörigheten är hög.\n"
)


def test_clauses_over_their_indicators_are_goals() -> None:
    text = HEAD + MEASURED.format(first="Äldre har en trygg omsorg", second="Alla elever når målen i skolan")
    read = report(text)
    assert [(goal.title, code(goal.status)) for goal in read.goals] == [
        ("Äldre har en trygg omsorg", None),
        ("Alla elever når målen i skolan", None),
    ]
    assert [indicator.goal for indicator in read.indicators] == [read.goals[0].id] * 2 + [read.goals[1].id]


def test_names_of_areas_over_indicators_are_no_goals() -> None:
    text = HEAD + MEASURED.format(first="Omsorg om äldre", second="Skola och förskola")
    assert report(text).goals == []


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_verdicts_that_are_printed_are_no_part_of_a_title(gap: str) -> None:
    text = (
        f"{HEAD}Nämndens mål\n\nMål                                       Status\n"
        f"Alla barn ska lära sig läsa.{gap}Uppfyllt\nFler ska cykla till arbetet.{gap}Delvis uppfyllt\n"
    )
    assert all("ppfyllt" not in goal.title for goal in report(text).goals)


# What may be a note or a figure, and what is no figure


def test_a_number_that_may_be_the_missing_note_is_no_figure() -> None:
    text = (
        f"{HEAD}Resultaträkning\n\nmnkr Not 2022 2021\nHyror 1 120 118\nLöner 2 -100\nAvskrivningar 3 -5 -6\n"
        "Avgifter 4 20 22\nBidrag 5 7 8\nResultat 42 40\n"
    )
    values = {row.label: row.values for row in only_table(text).rows}
    assert values["Hyror"] == [120, 118]
    assert [2, -100] not in values.values()
    assert "table_unresolved" in findings(text)


def test_rows_of_codes_that_begin_with_a_nought_are_read_without_failing() -> None:
    text = (
        f"{HEAD}Konto Budget Utfall Avvikelse\nHyror 05 12 07\nLöner 01 02 03\nBidrag 04 05 06\nAvgifter 120 110 10\n"
    )
    assert all(row.values != [5, 12, 7] for table in report(text).budget_tables for row in table.rows)


def test_a_figure_with_decimals_begins_no_run_of_notes() -> None:
    assert note_numbers(["Hyror", "Löner", "Bidrag"], ["4,6", "7", "8"], [False] * 3) == [False, True, True]


STACK = (
    "Årsrapport 2022\n\nVattennämnden\n\nIndikatorer\n\nIndikator\nUtfall\n2020\nUtfall\n2021\nUtfall\naug 2022\n"
    "Målvärde\n2022\n\nAntal läckor per mil\n14\n15\n17\nhögst 13\n\nAndel nöjda, %\n91\n89\n-\nminst 92\n\n"
    "Sjukfrånvaro, %\n8,1\n8,9\n9,4\nunder 8,0\n\n"
)


def test_measures_cell_by_cell_with_targets_in_words() -> None:
    leaks, pleased, absence = report(STACK + "2 (3)\n\nNästa avsnitt\n").indicators
    assert [value.value for value in leaks.values] == [14, 15, 17]
    assert leaks.target is not None and (leaks.target.operator, leaks.target.value) == ("<=", 13)
    assert pleased.target is not None and pleased.target.value == 92
    assert [value.value for value in absence.values] == [8.1, 8.9, 9.4]


def test_measures_cell_by_cell_that_do_not_fill_their_heads_give_no_values() -> None:
    text = STACK.replace("15\n17\n", "17\n").replace("89\n-\n", "")
    assert [value.value for each in report(text).indicators for value in each.values] == []


TERMS = (
    "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nMått\n\nVT 2021\n\nVT 2022\n\nMål 2022\n\nNått?\n\n"
    "Andel elever som trivs i skolan,\nårskurs 5\n\n88 %\n\n86 %\n\nminst 90 %\n\nNej\n\n"
    "Andel elever som vet vem de\nkan fråga\n\n\n\n74 %\n\n70 %\n\nJa\n\n"
    "Antal klagomål\n\n12\n\n-\n\n10\n\nEj mätt\n\nStyrkor\n• Lugna lektioner\n"
)


def test_measures_cell_by_cell_with_wrapped_names_empty_cells_and_a_verdict() -> None:
    thriving, asking, complaints = report(TERMS).indicators
    assert thriving.name == "Andel elever som trivs i skolan, årskurs 5"
    assert thriving.target is not None and (thriving.target.operator, thriving.target.value) == (">=", 90)
    assert [(value.year, value.value) for value in thriving.values] == [(2021, 88), (2022, 86)]
    assert [(value.year, value.value) for value in asking.values] == [(2022, 74)]
    assert [code(each.status) for each in (thriving, asking, complaints)] == [
        "not_achieved",
        "achieved",
        "not_assessed",
    ]


def test_a_measure_with_a_cell_too_few_among_others_gives_no_value() -> None:
    thriving, _asking, complaints = report(TERMS.replace("\n\n12\n\n-", "\n\n12")).indicators
    assert [value.value for value in thriving.values] == [88, 86]
    assert [value.value for value in complaints.values] == [None]
