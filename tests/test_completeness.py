"""Whether everything is there that law and custom ask for: profiles, unread pages, other words for the same parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kommunrapport.extract.document import Page
from kommunrapport.pipeline import Options, document_of, report_of
from kommunrapport.schema import Report
from kommunrapport.validate.checklist import STATUTORY, Profile
from kommunrapport.validate.completeness import profile_of_stored
from kommunrapport.validation import validated
from tests.parts import as_pdf, parts_of
from tests.pdf_sheets import Sheet, pdf
from tests.reports import report

INTERIM = "kommun-delarsrapport-hel.txt"
TITLES = (
    *("Väsentliga händelser", "Förväntad utveckling", "Måluppfyllelse", "Finansiella mål", "Verksamhetsmål"),
    *("Resultaträkning", "Balansräkning", "Avstämning mot balanskravet", "Nämndernas budgetutfall", "Investeringar"),
    *("Kommunkoncernen", "Redovisningsprinciper", "Säsongsvariationer", "Revisorernas bedömning"),
)
Cut = Callable[[str], str]


def verdicts(read: Report) -> dict[str, str]:
    """The verdict on each item; where it hangs on a missing one, that one too."""
    return {c.id: f"{c.verdict} {c.parent}" if c.parent else c.verdict for c in read.completeness}


def told(read: Report) -> dict[str, str]:
    """The items that findings are about, with their severity."""
    found = [finding for finding in read.findings if finding.code == "required_part_missing"]
    return {finding.message.split()[0]: finding.severity for finding in found}


def chapter(title: str) -> Cut:
    """Cut a chapter out of the text."""

    def cut(text: str) -> str:
        lines = text.split("\n")
        begin = lines.index(title)
        end = next((i for i in range(begin + 1, len(lines)) if lines[i] in TITLES), len(lines))
        return "\n".join(lines[:begin] + lines[end:])

    return cut


def words(*printed: str, instead: str = "") -> Cut:
    """Cut words out, every time they are printed."""

    def cut(text: str) -> str:
        for word in printed:
            assert word in text
            text = text.replace(word, instead)
        return text

    return cut


def judged_without(root: Path, name: str, cut: Cut) -> Report:
    """A sample as it is judged when something is cut out of it."""
    text = (root / "samples" / "reports" / name).read_text("utf-8")
    return report_of(document_of(cut(text).encode(), name))


# --- scope ------------------------------------------------------------------------------------------------------------

MONEY = "\n\nTkr\tBudget\tUtfall\tAvvikelse\nPersonal\t-90\t-80\t10\nLokaler\t-70\t-90\t-20\nSumma\t-160\t-170\t-10\n"
GOALS = "\n\n| Mål | Status |\n|---|---|\n| Fler träd i staden | Uppfyllt |\n| Färre bilar i staden | Ej uppfyllt |\n"


@pytest.mark.parametrize(
    ("head", "profile"),
    [
        ("Delårsrapport januari-augusti 2022\n\nTrosa kommun", "interim"),
        ("Delårsrapport per 30 juni 2022\n\nRegion Halland", "interim"),
        ("Tertialrapport 2 2022\n\nTrosa kommun", "interim"),
        ("Delårsrapport januari-april 2022\n\nTrosa kommun", "monthly"),
        ("Delårsrapport januari-augusti 2022\n\nTekniska nämnden\n\nTrosa kommun", "board"),
        ("Delårsrapport januari-augusti 2022\n\nTrosabygdens Bostäder AB", "board"),
        ("Verksamhetsberättelse 2022\n\nSocialnämnden\n\nTrosa kommun", "board"),
        ("Årsredovisning 2022\n\nTrosa kommun", "annual"),
        ("Uppföljning av uppdrag T3 2022\n\nTrosa kommun", "follow_up"),
        ("Månadsuppföljning oktober 2022\n\nTrosa kommun", "monthly"),
    ],
)
def test_the_law_binds_the_whole_municipality_only(head: str, profile: Profile) -> None:
    read = report(head + GOALS + MONEY)
    assert profile_of_stored(read) == profile
    ids = {entry.id[0] for entry in read.completeness}
    assert (ids <= {"D", "A"}) == (profile in STATUTORY)
    if profile not in STATUTORY:
        assert "error" not in told(read).values()


def test_assignments_alone_are_no_annual_report_whatever_the_period() -> None:
    read = report("T3 2022 Uppdrag\n\nTrosa kommun\n\n| Uppdrag | Status |\n|---|---|\n| Bygg en bro | Klart |\n")
    assert profile_of_stored(read) == "follow_up"


def test_statements_that_no_board_has_make_a_report_without_a_name_the_municipality_s(root: Path) -> None:
    read = judged_without(root, INTERIM, words("Vadstena kommun"))
    assert profile_of_stored(read) == "interim"


@pytest.mark.parametrize(("year", "basis"), [(2017, "(KRL (1997:614))"), (2021, "(LKBR 8 kap.)")])
def test_the_law_is_that_of_the_report_s_year(year: int, basis: str) -> None:
    read = report(f"Årsredovisning {year}\n\nTrosa kommun" + MONEY)
    (finding,) = [f for f in read.findings if f.message.startswith("A01 ")]
    assert basis in finding.message


def test_headings_of_the_law_of_2019_are_not_asked_of_older_reports() -> None:
    assert "A03.5" not in verdicts(report("Årsredovisning 2016\n\nTrosa kommun" + MONEY))
    assert "A03.5" in verdicts(report("Årsredovisning 2019\n\nTrosa kommun" + MONEY))


def test_a_goal_to_be_judged_later_has_its_status() -> None:
    text = "Delårsrapport 2022\n\nTekniska nämnden\n\n| Mål | Status |\n|---|---|\n| Fler träd i staden | {} |\n"
    later, none = (
        report(text.format("Bedöms vid årsanalysen")),
        report(text.format("") + "| Färre bilar | Uppfyllt |\n"),
    )
    assert verdicts(later)["N02"] == "present"
    assert verdicts(none)["N02"] == "partly"
    assert "N02" not in told(none)  # the goal itself has its finding


def test_what_stands_on_unread_pages_is_not_called_missing(root: Path) -> None:
    text = chapter("Balansräkning")((root / "samples" / "reports" / INTERIM).read_text("utf-8"))
    document = document_of(text.encode(), INTERIM)
    read = report_of(replace(document, pages=(Page(1), Page(2, failed="damaged"))))
    assert read.document.outcome == "partial"
    assert (verdicts(read)["D05"], verdicts(read)["D06"]) == ("not_established", "not_established")
    assert told(read) == {}


def test_what_stands_on_pages_that_were_not_asked_for_is_not_called_missing(root: Path) -> None:
    whole = as_pdf(parts_of(root / "samples" / "reports" / INTERIM))
    read = report_of(document_of(whole, "rapport.pdf", Options(pages=(1,))))
    assert "pages_left_out" in {finding.code for finding in read.findings}
    assert (verdicts(read)["D07"], verdicts(read)["D15"]) == ("present", "not_established")
    assert told(read) == {}
    assert report_of(document_of(whole, "rapport.pdf")).findings == []


def test_a_gap_in_the_numbers_may_stand_on_the_pages_that_were_not_read() -> None:
    def page(*rows: tuple[str, ...]) -> Sheet:
        sheet = Sheet().text(60, 60, "Uppföljning av uppdrag 2022", size=18).text(60, 90, "Trosa kommun")
        for i, row in enumerate((("Nr", "Uppdrag", "Status"), *rows)):
            for x, cell in zip((60, 100, 400), row, strict=True):
                sheet.text(x + 3, 130 + 20 * i, cell)
            for x0, x1 in ((60, 100), (100, 400), (400, 500)):
                for y in (116 + 20 * i, 136 + 20 * i):
                    sheet.line(x0, y, x1, y)
                for x in (x0, x1):
                    sheet.line(x, 116 + 20 * i, x, 136 + 20 * i)
        return sheet

    sheets = (
        page(("1", "Bygg en bro över ån", "Klart"), ("2", "Plantera träd vid torget", "Klart")),
        page(("3", "Laga taket på skolan", "Klart"), ("4", "Måla bänkarna i parken", "Klart")),
        page(("5", "Rensa dammen i parken", "Klart"), ("6", "Bygg en lekplats till", "Klart")),
    )

    def codes(file: bytes, *pages: int) -> set[str]:
        return {finding.code for finding in report_of(document_of(file, "rapport.pdf", Options(pages=pages))).findings}

    assert "number_gap" not in codes(pdf(*sheets), 1, 3)
    assert "number_gap" in codes(pdf(sheets[0], sheets[2]), 1, 2)


def test_another_profile_judges_a_stored_report_by_what_it_holds(root: Path) -> None:
    stored = judged_without(root, INTERIM, chapter("Balansräkning"))
    other = {item.id: item.verdict for item in validated(stored, "annual").items}
    assert (other["D03"], other["D01"]) == ("present", "present")
    assert other["A08"] == "not_established"  # the JSON holds no running text


def test_the_own_profile_shows_what_is_stored(root: Path) -> None:
    stored = judged_without(root, INTERIM, chapter("Balansräkning"))
    result = validated(stored)
    assert (result.profile, result.statutory, result.count("error", "report")) == ("interim", True, 1)
    assert {item.id: item.verdict for item in result.items}["D05"] == "missing"
    assert result.found() == (17, 18)


# --- other words for the same parts -----------------------------------------------------------------------------------

OTHERWISE = """Delårsbokslut 2025-08-31

Region Halland

Fastställt av regionstyrelsen den 14 oktober 2025

1 Perioden i korthet

Ambulanserna har fått en ny station. Väntetiderna till operation har blivit kortare.

2 Ekonomisk översikt

Regionens samlade bedömning är att målen för en god ekonomisk hushållning kommer att uppnås vid årets slut.

2.1 Finansiellt perspektiv

| Mål | Utfall | Bedömning |
|---|---|---|
| Det egna kapitalet ska inte minska i fasta priser | Ökar | Uppfyllt |

2.2 Regionfullmäktiges mål för verksamheten

| Mål | Bedömning |
|---|---|
| Den som behöver en läkare ska få en tid inom tre dagar | Delvis uppfyllt |
| Resandet med buss och tåg ska öka | Uppfyllt |

2.3 Avstämning av balanskravet

Regionen väntas klara lagens krav med 42 mnkr.

2.4 Helårsprognos

Årets resultat beräknas till 51 mnkr.

2.5 Nämndernas nettokostnader

| Mnkr | Årsbudget | Helårsprognos | Differens |
|---|---|---|---|
| Hälso- och sjukvårdsnämnden | -8 140 | -8 190 | -50 |
| Kulturnämnden | -310 | -308 | 2 |
| Trafiknämnden | -960 | -955 | 5 |

2.6 Periodens investeringar

Av årets ram på 600 mnkr är 310 mnkr använda.

3 Räkenskaper

Resultaträkning för regionen (mnkr)

| | Jan-aug 2025 | Jan-aug 2024 | Budget helår 2025 | Prognos helår 2025 |
|---|---|---|---|---|
| Verksamhetens intäkter | 1 204 | 1 180 | 1 790 | 1 801 |
| Verksamhetens kostnader | -7 630 | -7 410 | -11 480 | -11 520 |
| Verksamhetens nettokostnader | -6 426 | -6 230 | -9 690 | -9 719 |

Balansräkning i sammandrag (mnkr)

| | 2025-08-31 | 2024-12-31 |
|---|---|---|
| Summa tillgångar | 9 812 | 9 640 |
| Summa eget kapital, avsättningar och skulder | 9 812 | 9 640 |

Tillämpade principer och säsongseffekter

Principerna är oförändrade. Semesterlöneskulden är lägre efter sommaren.

Revisorernas utlåtande

Bifogas.
"""


def test_a_region_that_words_its_chapters_otherwise_lacks_nothing() -> None:
    lacking = {item: verdict for item, verdict in verdicts(report(OTHERWISE)).items() if verdict != "present"}
    assert lacking == {"D17": "not_applicable"}


FEDERATION = """# Årsredovisning 2023

Räddningstjänstförbundet Mellersta Skåne

Beslutad av direktionen 2024-03-21

## Förvaltningsberättelse

### Förbundets utveckling de senaste fem åren

| Nyckeltal | 2019 | 2020 | 2021 | 2022 | 2023 |
|---|---|---|---|---|---|
| Antal larm | 1 904 | 1 870 | 1 951 | 2 012 | 1 988 |

### Organisation och ägare

Förbundet ägs av tre kommuner och har inga bolag.

### Omvärlden och viktiga förutsättningar

Försvarets behov ökar.

### Året som gått

En ny stegbil har köpts.

### Så styrs förbundet: styrning, uppföljning och intern kontroll

Direktionen beslutar om mål.

### Hushållning och ekonomisk ställning

Direktionen bedömer att förbundet har haft god ekonomisk hushållning.

#### Ekonomiska mål

| Mål | Bedömning |
|---|---|
| Soliditeten ska vara minst 10 procent | Uppfyllt |

#### Direktionens mål för verksamheten

| Mål | Bedömning |
|---|---|
| Framkomsttiden ska vara högst tio minuter | Uppfyllt |

### Balanskravsutredning

| Tkr | 2023 | 2022 |
|---|---|---|
| Årets resultat | 410 | 260 |
| Realisationsvinster | -30 | -10 |
| Balanskravsresultat | 380 | 250 |

### Medarbetare

| Sjukfrånvaro, procent | 2023 | 2022 |
|---|---|---|
| Totalt | 3,1 | 3,4 |
| Kvinnor | 3,9 | 4,1 |
| Män | 2,9 | 3,2 |
| Upp till 29 år | 2,0 | 2,2 |
| Långtidssjukfrånvaro | 1,1 | 1,3 |

### Blicken framåt

Två stationer behöver byggas om.

## Driftsredovisning

| Tkr | Budget | Utfall | Avvikelse |
|---|---|---|---|
| Utryckning | -61 000 | -60 400 | 600 |
| Förebyggande | -9 000 | -9 100 | -100 |

## Årets investeringar

| Tkr | Budget | Utfall | Avvikelse |
|---|---|---|---|
| Stegbil | 7 500 | 7 420 | 80 |

## Resultat- och balansräkning

| Tkr | 2023 | 2022 |
|---|---|---|
| Verksamhetens intäkter | 4 100 | 3 900 |
| Verksamhetens kostnader | -73 590 | -70 400 |
| Verksamhetens nettokostnader | -69 490 | -66 500 |

## Kassaflöde

| Tkr | 2023 | 2022 |
|---|---|---|
| Årets kassaflöde | 1 200 | -300 |

## Noter och redovisningsprinciper

Pensionsskulden är försäkrad.
"""


def test_a_federation_that_words_its_chapters_otherwise_lacks_nothing() -> None:
    read = report(FEDERATION, "a.md")
    assert read.report.entity == "federation"
    lacking = {item: verdict for item, verdict in verdicts(read).items() if verdict != "present"}
    assert lacking == {"D17": "not_applicable", "A09": "not_applicable"}


PLAINLY = """# Årsredovisning 2022

Trosa kommun

## Kommunstyrelsens ordförande har ordet

Ett händelserikt år.

## Förvaltningsberättelse

### Så har kommunen utvecklats

#### Flerårsöversikt

| | 2022 | 2021 | 2020 | 2019 | 2018 |
|---|---|---|---|---|---|
| Invånare | 12 200 | 12 250 | 12 300 | 12 350 | 12 400 |

### Kommunens organisation och bolag

Kommunen äger ett bostadsbolag.

### Förutsättningar för resultat och ställning

Räntorna har stigit.

### Viktiga händelser under året

Skolan byggdes.

### Så styrs vi

Fullmäktige beslutar.

### Ekonomisk ställning

Kommunen uppfyllde god ekonomisk hushållning under 2022.

#### Våra finansiella mål

| Mål | Måluppfyllelse |
|---|---|
| Soliditeten ska öka | Uppfyllt |

#### Våra verksamhetsmål

| Mål | Måluppfyllelse |
|---|---|
| Fler barn ska simma | Uppfyllt |

### Balanskravet

| Mnkr | 2022 |
|---|---|
| Årets resultat | 20 |
| Realisationsvinster | -1 |
| Balanskravsresultat | 19 |

### Medarbetare

| Sjukfrånvaro | 2022 | 2021 |
|---|---|---|
| Total | 7,0 | 6,5 |
| Kvinnor | 7,5 | 7,0 |
| Män | 5,0 | 4,8 |
| – 29 år | 6,0 | 5,0 |
| Långtidsfrånvaro > 60 dagar | 40 | 41 |

### Framtiden

Vi blir färre.

## Ekonomiska rapporter

### Kommunens resultat

| Mnkr | 2022 | 2021 |
|---|---|---|
| Verksamhetens intäkter | 200 | 190 |
| Verksamhetens kostnader | -1 000 | -960 |
| Verksamhetens nettokostnader | -800 | -770 |
| Årets resultat | 20 | 25 |

### Kommunens balans

| Mnkr | 2022 | 2021 |
|---|---|---|
| Anläggningstillgångar | 500 | 480 |
| Omsättningstillgångar | 200 | 190 |
| Summa tillgångar | 700 | 670 |
| Eget kapital | 300 | 280 |
| Kortfristiga skulder | 400 | 390 |

### Kassaflöde

| Mnkr | 2022 | 2021 |
|---|---|---|
| Årets kassaflöde | 10 | -5 |

### Driftsredovisning

| Tkr | Budget | Bokslut | Avvikelse |
|---|---|---|---|
| Kommunstyrelsen | -90 000 | -89 000 | 1 000 |
| Barn- och utbildningsnämnden | -400 000 | -402 000 | -2 000 |
| Vård- och omsorgsnämnden | -350 000 | -349 000 | 1 000 |

### Investeringsredovisning

| Tkr | Budget | Bokslut | Avvikelse |
|---|---|---|---|
| Skola | 40 000 | 38 000 | 2 000 |

### Noter

Not 1 Redovisningsprinciper

LKBR följs. Pensionsförpliktelserna redovisas enligt blandmodellen.

### Koncernens räkenskaper

| Mnkr | Koncernen 2022 | Koncernen 2021 |
|---|---|---|
| Årets resultat | 30 | 31 |
"""


def test_plain_words_name_the_parts_as_well_as_those_of_the_law() -> None:
    assert {item: verdict for item, verdict in verdicts(report(PLAINLY, "a.md")).items() if verdict != "present"} == {}


WATER = """# Delårsrapport per den 30 juni 2021

Kommunalförbundet Södra Åns Vatten

Antagen av direktionen 2021-08-27

## Direktionens bedömning

Direktionen bedömer att förbundet har en god ekonomisk hushållning.

## Händelser av betydelse

Ledningen till ett nytt område har lagts om.

## Mål

### Finansiella mål

| Mål | Prognos |
|---|---|
| Resultatet ska vara noll | Uppnås |

### Verksamhetsmål

| Mål | Prognos |
|---|---|
| Läckaget ska vara under 10 procent | Uppnås inte |

## Resultaträkning och prognos

| Tkr | 2021-06-30 | 2020-06-30 | Budget 2021 | Prognos 2021 |
|---|---|---|---|---|
| Intäkter | 12 000 | 11 500 | 24 000 | 24 100 |
| Personalkostnader | -4 000 | -3 900 | -8 000 | -8 050 |
| Övriga kostnader | -6 000 | -5 800 | -12 300 | -12 200 |
| Avskrivningar | -1 500 | -1 400 | -3 000 | -3 000 |
| Finansnetto | -300 | -310 | -700 | -650 |
| Årets resultat | 200 | 90 | 0 | 200 |

## Balansräkning

| Tkr | 2021-06-30 | 2020-12-31 |
|---|---|---|
| Ledningar och verk | 80 000 | 81 000 |
| Fordringar och bank | 9 000 | 8 500 |
| Tillgångar | 89 000 | 89 500 |
| Eget kapital | 5 000 | 4 800 |
| Lån | 78 000 | 79 000 |
| Övriga skulder | 6 000 | 5 700 |
| Skulder och eget kapital | 89 000 | 89 500 |

## Balanskrav

Balanskravsresultatet beräknas till 200 tkr.

## Investeringar

Under första halvåret har 4 mnkr investerats.

## Noter

Not 1 Redovisningsprinciper: Förbundet följer lagen.
"""


def test_a_federation_without_boards_sets_its_income_statement_beside_the_budget() -> None:
    lacking = verdicts(report(WATER, "a.md"))
    assert {item: verdict for item, verdict in lacking.items() if verdict not in ("present", "not_applicable")} == {
        "D16": "missing",
        "D19": "missing",
    }


@pytest.mark.parametrize("heading", ["Fullmäktiges prioriterade mål", "Övergripande mål", "Vision 2030"])
def test_goals_after_the_financial_ones_are_judged_by_their_own_heading_or_words(heading: str) -> None:
    text = (
        "Delårsrapport januari-augusti 2022\n\nTrosa kommun\n\nFinansiella mål\n\nMål\tBedömning\n"
        f"Marginaler ska finnas\tUppfylls\n\n{heading}\n\nMål\tBedömning\nBra skola\tUppfylls\n"
    )
    found = verdicts(report(text))
    assert (found["D10"], found["D11"]) == ("present", "present")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Av de nio verksamhetsmålen bedöms sex uppnås.", "partly"),
        ("Verksamhetsmålen beslutas i juni. Resultatet bedöms bli gott.", "missing"),
    ],
)
def test_goals_that_the_text_only_sums_up_are_there_in_part(said: str, verdict: str) -> None:
    text = f"Delårsrapport januari-augusti 2022\n\nTrosa kommun\n\nLäget\n\n{said}\n\nHamnen har rustats.\n"
    assert verdicts(report(text))["D11"] == verdict


def test_a_word_in_a_sentence_is_no_balance_sheet() -> None:
    text = (
        "Delårsrapport januari-augusti 2022\n\nTrosa kommun\n\nEkonomi\n\nBalansräkningen visar en soliditet på 40 %.\n"
    )
    assert verdicts(report(text))["D05"] == "missing"


@pytest.mark.parametrize(
    ("under", "verdict"),
    [
        ("Summa tillgångar 731,2 719,4\n\nSumma eget kapital 341,0 330,6", "present"),
        ("Kommunens ställning är god.", "partly"),
        ("Mnkr\t2022\t2021\nKassa\t20\t18\nLån\t20\t18", "present"),
    ],
)
def test_a_balance_sheet_is_its_figures(under: str, verdict: str) -> None:
    text = f"Delårsrapport januari-augusti 2022\n\nTrosa kommun\n\nBalansräkning\n\n{under}\n\nInvesteringar\n\nInga.\n"
    assert verdicts(report(text))["D05"] == verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Kommunstyrelsen överlämnade rapporten till fullmäktige den 12 oktober 2021.", "present"),
        ("Kommunstyrelsen behandlade rapporten den 30 november 2021.", "missing"),
        ("Den 12 oktober 2021 regnade det.", "missing"),
    ],
)
def test_a_sentence_may_say_when_the_report_was_decided_on(said: str, verdict: str) -> None:
    text = f"Delårsrapport per 31 augusti 2021\n\nTrosa kommun\n\nInledning\n\n{said}{GOALS}{MONEY}"
    assert verdicts(report(text))["D18"] == verdict
