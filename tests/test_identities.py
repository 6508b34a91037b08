"""Each identity as two municipalities would print it: the true table proves itself, the damaged one is found.

Sign habits differ from place to place: costs negative or positive, revenue in parentheses, variance either way round.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kommunrapport.schema import Finding, Report
from tests.reports import report

CODES = ("sum_mismatch", "variance_mismatch", "change_mismatch", "cross_table_mismatch", "status_conflict")


@dataclass(frozen=True)
class Printed:
    """A report's tables, the kinds of identity in them, a damage (old, new), and the label of the damaged row."""

    name: str
    text: str
    kinds: str
    old: str
    new: str
    row: str
    open_cells: int = 0
    prelude: str = ""


def table(title: str, *rows: str) -> str:
    return (
        title + "\n\n" + "".join(f"| {' | '.join(part.strip() for part in row.split('|'))} |\n" for row in rows) + "\n"
    )


CASES = [
    Printed(
        "costs negative, total last, parts apart",
        table(
            "Driftredovisning",
            "Tkr | Utfall 2022 | Budget 2022 | Avvikelse",
            "Grundskola | -412 350 | -409 900 | -2 450",
            "varav skolskjuts | -18 200 | -17 500 | -700",
            "Förskola | -208 114 | -211 000 | 2 886",
            "Kulturskola | -9 870 | -9 700 | -170",
            "Summa verksamheter | -630 334 | -630 600 | 266",
        ),
        "sum variance",
        "-208 114",
        "-208 411",
        "Förskola",
    ),
    Printed(
        "costs positive, total first, variance is budget less outcome",
        table(
            "Nämndens ekonomi",
            "Belopp i tkr | Budget | Utfall | Avvikelse",
            "Totalt | 84 300 | 85 410 | -1 110",
            "Gator | 41 200 | 43 050 | -1 850",
            "Parker | 22 600 | 22 180 | 420",
            "Stab | 20 500 | 20 180 | 320",
        ),
        "sum variance",
        "22 180",
        "22 810",
        "Parker",
    ),
    Printed(
        "two levels, subtotals, total printed twice",
        table(
            "Verksamhetsområden",
            "Tkr | Budget | Prognos | Avvikelse",
            "Äldreomsorg | -310 200 | -318 900 | -8 700",
            "Hemtjänst | -120 400 | -119 100 | 1 300",
            "Summa vård | -430 600 | -438 000 | -7 400",
            "Boende | -88 100 | -90 650 | -2 550",
            "Daglig verksamhet | -31 050 | -30 700 | 350",
            "Summa stöd | -119 150 | -121 350 | -2 200",
            "Totalt | -549 750 | -559 350 | -9 600",
            "Totalt | -549 750 | -559 350 | -9 600",
        ),
        "sum variance",
        "| -119 100 |",
        "| -191 100 |",
        "Hemtjänst",
    ),
    Printed(
        "revenue in parentheses where the report says so",
        table(
            "Resultat per slag",
            "Tkr | Utfall | Budget | Avvikelse",
            "Intäkter | (14 250) | (13 900) | (350)",
            "Personal | 61 340 | 62 000 | -660",
            "Lokaler | 18 905 | 18 700 | 205",
            "Nettokostnad | 65 995 | 66 800 | -805",
        ),
        "sum variance",
        "18 905",
        "18 095",
        "Lokaler",
        prelude="Belopp inom parentes är negativa tal, det vill säga intäkter.",
    ),
    Printed(
        "variance against the forecast",
        table(
            "Prognos mot budget",
            "Mnkr | Utfall jan–apr | Årsbudget | Helårsprognos | Avvikelse prognos/budget",
            "Räddningstjänst | -21,4 | -66,0 | -67,3 | -1,3",
            "Bibliotek | -8,9 | -27,2 | -26,6 | 0,6",
            "Idrott | -15,3 | -48,1 | -50,2 | -2,1",
            "Summa | -45,6 | -141,3 | -144,1 | -2,8",
        ),
        "sum variance",
        "| -26,6 |",
        "| -62,6 |",
        "Bibliotek",
    ),
    Printed(
        "forecast variance with costs positive",
        table(
            "Helårsprognos per enhet",
            "Tkr | Budget helår | Prognos helår | Budgetavvikelse",
            "Enhet norr | 12 480 | 12 910 | -430",
            "Enhet söder | 15 020 | 14 700 | 320",
            "Enhet väst | 9 940 | 10 015 | -75",
            "Summa enheter | 37 440 | 37 625 | -185",
        ),
        "sum variance",
        "14 700",
        "14 070",
        "Enhet söder",
    ),
    Printed(
        "change in amount and per cent, costs negative",
        table(
            "Nettokostnadsutveckling",
            "Tkr | Utfall 2022 | Utfall 2021 | Förändring | Förändring i %",
            "Personal | -71 200 | -68 340 | -2 860 | 4,2",
            "Lokaler | -19 480 | -19 905 | 425 | -2,1",
            "Intäkter | 6 120 | 5 870 | 250 | 4,3",
            "Nettokostnad | -84 560 | -82 375 | -2 185 | 2,7",
        ),
        "sum change change_pct",
        "-19 905",
        "-19 509",
        "Lokaler",
    ),
    Printed(
        "change in per cent with the sign of the cost",
        table(
            "Kostnadsutveckling",
            "Tkr | Utfall 2021 | Utfall 2022 | Förändring %",
            "Lärare | -214 300 | -221 730 | -3,5",
            "Läromedel | -11 040 | -10 210 | 7,5",
            "Skolmåltider | -26 870 | -28 920 | -7,6",
            "Summa kostnader | -252 210 | -260 860 | -3,4",
        ),
        "sum change_pct",
        "-26 870",
        "-62 870",
        "Skolmåltider",
    ),
    Printed(
        "variance as a share of the budget",
        table(
            "Budgetföljsamhet",
            "Tkr | Budget | Utfall | Avvikelse | Avvikelse i %",
            "Miljö | -18 400 | -17 950 | 450 | 2,4",
            "Bygglov | -9 250 | -10 080 | -830 | -9,0",
            "Plan | -12 700 | -12 020 | 680 | 5,4",
            "Summa | -40 350 | -40 050 | 300 | 0,7",
        ),
        "sum variance ratio",
        "-10 080",
        "-10 800",
        "Bygglov",
    ),
    Printed(
        "share of the total budget used",
        table(
            "Förbrukning",
            "Tkr | Utfall | Budget | Förbrukat %",
            "Vatten | 6 310 | 9 400 | 67,1",
            "Avlopp | 8 055 | 11 900 | 67,7",
            "Avfall | 4 420 | 7 150 | 61,8",
            "Summa | 18 785 | 28 450 | 66,0",
        ),
        "sum",
        "8 055",
        "5 055",
        "Avlopp",
    ),
    Printed(
        "cash flow",
        table(
            "Kassaflödesanalys",
            "Mnkr | 2022 | 2021",
            "Kassaflöde från den löpande verksamheten | 212 | 187",
            "Kassaflöde från investeringsverksamheten | -305 | -241",
            "Kassaflöde från finansieringsverksamheten | 120 | 75",
            "Årets kassaflöde | 27 | 21",
            "Likvida medel vid årets början | 164 | 143",
            "Likvida medel vid årets slut | 191 | 164",
        ),
        "sum flow",
        "| 164 | 143 |",
        "| 146 | 143 |",
        "Likvida medel",
    ),
    Printed(
        "opening and closing balance of a fund",
        table(
            "Resultatutjämningsreserv",
            "Tkr | 2022 | 2021",
            "Ingående balans | 48 200 | 41 950",
            "Årets förändring | -6 300 | 6 250",
            "Utgående balans | 41 900 | 48 200",
        ),
        "flow",
        "-6 300",
        "-3 600",
        "",
    ),
    Printed(
        "balance sheet, equity and liabilities",
        table(
            "Balansräkning",
            "Mnkr | 2022-12-31 | 2021-12-31",
            "Anläggningstillgångar | 3 214,5 | 3 007,2",
            "Omsättningstillgångar | 402,8 | 455,1",
            "Summa tillgångar | 3 617,3 | 3 462,3",
            "Eget kapital | 1 540,9 | 1 466,0",
            "Avsättningar | 388,7 | 401,5",
            "Långfristiga skulder | 1 205,0 | 1 120,0",
            "Kortfristiga skulder | 482,7 | 474,8",
            "Summa eget kapital, avsättningar och skulder | 3 617,3 | 3 462,3",
        ),
        "sum balance",
        "1 205,0",
        "1 250,0",
        "Långfristiga skulder",
    ),
    Printed(
        "balance sheet with skulder before eget kapital",
        table(
            "Balansräkning",
            "Tkr | 31 dec 2022 | 31 dec 2021",
            "Materiella anläggningstillgångar | 184 200 | 179 650",
            "Fordringar | 22 430 | 19 870",
            "Kassa och bank | 31 015 | 28 400",
            "Summa tillgångar | 237 645 | 227 920",
            "Eget kapital | 92 310 | 88 240",
            "Avsättningar | 11 500 | 12 080",
            "Skulder | 133 835 | 127 600",
            "Summa skulder och eget kapital | 237 645 | 227 920",
        ),
        "sum balance",
        "133 835",
        "138 335",
        "Skulder",
    ),
    Printed(
        "result in two statements",
        table(
            "Resultaträkning",
            "Mnkr | Utfall 2022 | Utfall 2021",
            "Verksamhetens intäkter | 612,4 | 590,1",
            "Verksamhetens kostnader | -2 904,7 | -2 811,9",
            "Avskrivningar | -131,6 | -126,3",
            "Verksamhetens nettokostnader | -2 423,9 | -2 348,1",
            "Skatteintäkter | 1 902,2 | 1 851,0",
            "Generella statsbidrag och utjämning | 588,0 | 541,7",
            "Verksamhetens resultat | 66,3 | 44,6",
            "Finansnetto | 8,6 | 11,2",
            "Årets resultat | 74,9 | 55,8",
        )
        + table(
            "Balansräkning",
            "Mnkr | 2022-12-31 | 2021-12-31",
            "Summa tillgångar | 3 617,3 | 3 462,3",
            "Eget kapital vid årets ingång | 1 466,0 | 1 410,2",
            "Årets resultat | 74,9 | 55,8",
            "Summa eget kapital | 1 540,9 | 1 466,0",
            "Avsättningar | 388,7 | 401,5",
            "Skulder | 1 687,7 | 1 594,8",
            "Summa eget kapital, avsättningar och skulder | 3 617,3 | 3 462,3",
        ),
        "sum balance cross_table",
        "| 8,6 | 11,2 |",
        "| 6,8 | 11,2 |",
        "Finansnetto",
    ),
    Printed(
        "income statement, forecast and budget",
        table(
            "Resultaträkning",
            "Tkr | Prognos 2022 | Budget 2022 | Avvikelse",
            "Verksamhetens intäkter | 118 450 | 112 300 | 6 150",
            "Verksamhetens kostnader | -702 910 | -691 850 | -11 060",
            "Avskrivningar | -28 340 | -29 000 | 660",
            "Verksamhetens nettokostnader | -612 800 | -608 550 | -4 250",
            "Skatteintäkter | 498 700 | 494 100 | 4 600",
            "Generella statsbidrag och utjämning | 127 950 | 126 400 | 1 550",
            "Verksamhetens resultat | 13 850 | 11 950 | 1 900",
            "Finansiella intäkter | 2 140 | 1 600 | 540",
            "Finansiella kostnader | -5 320 | -4 800 | -520",
            "Årets resultat | 10 670 | 8 750 | 1 920",
        ),
        "sum variance",
        "494 100",
        "449 100",
        "Skatteintäkter",
    ),
    Printed(
        "the same total in tkr and in mnkr",
        table(
            "Ekonomi per nämnd (mnkr)",
            "Nämnd | Budget | Utfall | Avvikelse",
            "Kommunstyrelsen | -88,3 | -86,9 | 1,4",
            "Barnnämnden | -630,6 | -630,3 | 0,3",
            "Omsorgsnämnden | -549,8 | -559,4 | -9,6",
            "Summa nämnder | -1 268,7 | -1 276,6 | -7,9",
        )
        + table(
            "Barnnämnden (tkr)",
            "Verksamhet | Budget | Utfall | Avvikelse",
            "Grundskola | -409 900 | -412 350 | -2 450",
            "Förskola | -211 000 | -208 114 | 2 886",
            "Kulturskola | -9 700 | -9 870 | -170",
            "Summa Barnnämnden | -630 600 | -630 334 | 266",
        ),
        "sum variance cross_table",
        "| -630,6 | -630,3 | 0,3 |",
        "| -630,6 | -603,3 | 0,3 |",
        "Barnnämnden",
    ),
    Printed(
        "investments in two tables",
        table(
            "Investeringar per område (mnkr)",
            "Område | Budget | Prognos | Avvikelse",
            "Skolor | 145,0 | 121,5 | 23,5",
            "Gator | 62,4 | 58,9 | 3,5",
            "VA | 48,2 | 51,3 | -3,1",
            "Summa investeringar | 255,6 | 231,7 | 23,9",
        )
        + table(
            "Större projekt (tkr)",
            "Projekt | Budget | Prognos | Avvikelse",
            "Nya Lindskolan | 96 000 | 80 200 | 15 800",
            "Matsal Ekebo | 31 500 | 27 400 | 4 100",
            "Övriga skolor | 17 500 | 13 900 | 3 600",
            "Skolor | 145 000 | 121 500 | 23 500",
        ),
        "sum variance cross_table",
        "| 121 500 |",
        "| 125 100 |",
        "Skolor",
    ),
    Printed(
        "departments as columns",
        table(
            "Avvikelse per avdelning",
            "Tkr | Stab | Vuxna | Barn och unga | Summa",
            "Intäkter | 120 | -2 310 | 480 | -1 710",
            "Personal | 640 | -1 115 | -2 890 | -3 365",
            "Köpta platser | 0 | -4 200 | -6 750 | -10 950",
            "Summa | 760 | -7 625 | -9 160 | -16 025",
        ),
        "sum",
        "-6 750",
        "-7 650",
        "Köpta platser",
    ),
    Printed(
        "net cost as revenue less cost, costs positive",
        table(
            "Verksamheternas netto",
            "Tkr | Intäkter | Kostnader | Netto",
            "Simhall | 6 240 | 21 890 | -15 650",
            "Ishall | 3 115 | 12 460 | -9 345",
            "Camping | 4 870 | 4 210 | 660",
            "Summa | 14 225 | 38 560 | -24 335",
        ),
        "sum",
        "12 460",
        "14 260",
        "Ishall",
    ),
]
NAMES = [case.name for case in CASES]


def read(case: Printed, *, damaged: bool = False) -> Report:
    assert case.text.count(case.old) >= 1
    text = case.text.replace(case.old, case.new, 1) if damaged else case.text
    return report(f"# Delårsrapport 2022 Lillstads kommun\n\n{case.prelude}\n\n" + text, "rapport.md")


def told(read_: Report) -> list[Finding]:
    return [finding for finding in read_.findings if finding.code in CODES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_true_table_proves_itself(case: Printed) -> None:
    seen = read(case)
    assert [finding.message for finding in told(seen)] == []
    held = {check.kind for one in seen.budget_tables for check in one.checks if check.ok}
    assert set(case.kinds.split()) <= held
    cells = sum(one.verified.cells for one in seen.budget_tables)
    assert sum(one.verified.proven for one in seen.budget_tables) == cells - case.open_cells


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_damaged_cell_is_found_in_its_row(case: Printed) -> None:
    seen = read(case, damaged=True)
    found = told(seen)
    assert found
    wheres = [finding.where or "" for finding in found]
    rows = [seen.budget_tables[int(w.split("/")[2])].rows[int(w.split("/")[4])].label or "" for w in wheres]
    assert any(label.startswith(case.row) for label in rows)


def test_where_two_relations_fit_equally_the_header_decides() -> None:
    rows = ("A | 900 | 850 | 50", "B | 1 240 | 1 310 | -70", "C | 2 110 | 2 045 | 65")
    first = report(table("Drift", "Tkr | Utfall | Budget | Avvikelse", *rows), "r.md").budget_tables[0]
    other = report(table("Drift", "Tkr | Budget | Utfall | Avvikelse", *rows), "r.md").budget_tables[0]
    assert [c.role for c in first.columns] == ["outcome", "budget", "variance"]
    assert (first.variance_rule, other.variance_rule) == ("outcome - budget", "budget - outcome")


def test_what_neither_header_nor_figures_decide_is_open_and_told() -> None:
    rows = ("A | 900 | 850 | 50", "B | 1 240 | 1 310 | -70", "C | 2 110 | 2 045 | 65")
    seen = report(table("Driftredovisning (tkr)", "Verksamhet | Alfa | Beta | Gamma", *rows), "r.md")
    assert [c.role for c in seen.budget_tables[0].columns] == ["other", "other", "other"]
    assert any(check.ok and len(check.terms) == 2 for check in seen.budget_tables[0].checks)
    assert sum(finding.code == "unknown_header" for finding in seen.findings) == 3
