# ruff: noqa: E501 -- each line of text is a whole invented report
"""The head of a report in many cover layouts: what it is, whose, and for which time."""

from __future__ import annotations

import pytest

from kommunrapport.schema import ReportInfo
from tests.pdf_sheets import Sheet, pdf
from tests.reports import report

BODY = "\n\nInledning\n\nNämnden ansvarar för sin verksamhet och följer upp den varje år.\n"


def head(text: str) -> ReportInfo:
    return report(text + BODY).report


def period(info: ReportInfo) -> tuple[str | None, str | None] | None:
    return (info.period.start, info.period.end) if info.period else None


@pytest.mark.parametrize(
    "cover",
    [
        "Delårsrapport januari–augusti 2019\n\nKulturnämnden\n\nUmeå kommun",
        "Umeå kommun\n\nKulturnämnden\n\nDelårsrapport januari–augusti 2019",
        "Kulturnämnden\n\nDelårsrapport januari–augusti 2019\n\nUmeå kommun\n\nDnr KN 2019/31",
        "# Delårsrapport januari–augusti 2019\n## Kulturnämnden\n\nUmeå kommun",
        "UMEÅ KOMMUN\n\nKulturnämnden\n\n# Delårsrapport januari–augusti 2019",
    ],
)
def test_the_same_head_from_covers_in_any_order(cover: str) -> None:
    info = head(cover)
    assert (info.type, info.entity, info.year) == ("interim_report", "board", 2019)
    assert info.title == "Delårsrapport januari–augusti 2019"
    assert info.body == "Kulturnämnden"
    assert info.municipality is not None
    assert (info.municipality.name, info.municipality.code) == ("Umeå", "2480")
    assert period(info) == ("2019-01-01", "2019-08-31")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Delårsrapport 2020", "interim_report"),
        ("Tertialrapport 2 2020", "interim_report"),
        ("Delårsbokslut 2020", "interim_report"),
        ("Årsredovisning 2020", "annual_report"),
        ("Årsberättelse 2020", "annual_report"),
        ("Verksamhetsberättelse 2020", "annual_report"),
        ("Årsrapport 2020", "annual_report"),
        ("Månadsuppföljning oktober 2020", "monthly_report"),
        ("Ekonomisk uppföljning mars 2020", "monthly_report"),
        ("Uppföljning av mål och uppdrag 2020", "follow_up"),
        ("Återredovisning av uppdrag från fullmäktige 2020", "follow_up"),
        ("Våra vallöften – så går det 2020", "follow_up"),
        ("Så gick det för nämndens mål 2020", "follow_up"),
        ("Tjänsteskrivelse", "memo"),
        ("Protokollsutdrag", "unknown"),
    ],
)
def test_what_kind_of_report_it_is(title: str, kind: str) -> None:
    assert head(f"{title}\n\nKulturnämnden").type == kind


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Delårsrapport per 31 augusti 2021", ("2021-01-01", "2021-08-31")),
        ("Delårsrapport januari-juni 2021", ("2021-01-01", "2021-06-30")),
        ("Tertialrapport 1 2021", ("2021-01-01", "2021-04-30")),
        ("Tertial 2 2021", ("2021-01-01", "2021-08-31")),
        ("Årsredovisning 2021", ("2021-01-01", "2021-12-31")),
        ("Verksamhetsberättelse 2021", ("2021-01-01", "2021-12-31")),
        ("Månadsuppföljning oktober 2021", ("2021-01-01", "2021-10-31")),
    ],
)
def test_the_period_that_the_title_names(title: str, expected: tuple[str, str]) -> None:
    info = head(f"{title}\n\nKulturnämnden")
    assert (info.year, period(info)) == (2021, expected)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Dnr KS 2019/191", "KS 2019/191"),
        ("Diarienummer: KN 2020/17", "KN 2020/17"),
        ("Diarienummer 20KN317", "20KN317"),
        ("Dnr: 2020-00123", "2020-00123"),
        ("Ärendenummer KSN-2020-00456", "KSN-2020-00456"),
    ],
)
def test_registration_numbers(line: str, number: str) -> None:
    assert head(f"Delårsrapport 2020\n\n{line}\n\nKulturnämnden").registration_number == number


@pytest.mark.parametrize(
    ("lines", "entity", "body"),
    [
        ("Socialnämnden\n\nUmeå kommun", "board", "Socialnämnden"),
        ("Barn- och utbildningsnämnden", "board", "Barn- och utbildningsnämnden"),
        ("Kommunstyrelsen", "board", "Kommunstyrelsen"),
        ("Umeå kommun", "municipality", None),
        ("Region Halland", "region", None),
        ("Umeå Energi AB", "company", "Umeå Energi AB"),
    ],
)
def test_who_reports(lines: str, entity: str, body: str | None) -> None:
    info = head(f"Årsrapport 2020\n\n{lines}")
    assert (info.entity, info.body) == (entity, body)


def test_a_board_named_in_front_of_the_title() -> None:
    info = head("Kulturnämndens verksamhetsberättelse 2020\n\nUmeå kommun")
    assert (info.body, info.entity, info.type) == ("Kulturnämnden", "board", "annual_report")


def test_the_decision_on_the_cover() -> None:
    info = head("Årsberättelse 2020\n\nKulturnämnden\n\nKulturnämnden, den 19 januari 2021, § 4")
    assert (info.year, info.decision_date) == (2020, "2021-01-19")


def test_a_memo_is_known_by_its_headings() -> None:
    text = (
        "Kommunledningskontoret\n\nDnr KS 2020/88\n\nTill Kommunstyrelsen\n\n# Måluppfyllelse 2020\n\n"
        "## Förslag till beslut\n\n"
        "Kommunstyrelsen godkänner rapporten.\n\n## Sammanfattning av ärendet\n\nStyrelsen har fyra mål.\n\n"
        "## Ärende\n\nMer text.\n\n"
        "## Beslutet ska skickas till\n\nRevisorerna\n"
    )
    info = report(text).report
    assert (info.type, info.body, info.registration_number) == ("memo", "Kommunstyrelsen", "KS 2020/88")


def test_what_is_not_printed_is_null() -> None:
    info = report("En text om ingenting särskilt som ändå är ganska lång och slutar här.\n").report
    assert (info.municipality, info.body, info.year, info.period) == (None, None, None, None)
    assert (info.registration_number, info.decision_date, info.entity) == (None, None, "unknown")


def test_names_of_officials_are_not_part_of_the_head() -> None:
    info = head("Delårsrapport 2020\n\nKulturnämnden\n\nHandläggare: Vera Testström")
    assert "Testström" not in info.model_dump_json()


def test_the_year_is_not_taken_from_a_coming_year_in_the_text() -> None:
    info = report(
        "Årsberättelse 2020\n\nKulturnämnden\n\nPlan för 2021 och 2022\n\nÅr 2022 öppnar museet. År 2022 firar vi.\n"
    ).report
    assert info.year == 2020


def test_a_year_printed_only_in_the_tables_is_the_reports_year() -> None:
    text = "Delårsrapport\n\nKulturnämnden\n\nTkr\tBudget 2020\tUtfall 2020\tAvvikelse\nA\t-9\t-8\t1\nB\t-7\t-9\t-2\n"
    assert report(text).report.year == 2020


def test_a_date_alone_in_the_title_ends_the_period() -> None:
    assert period(head("Delårsrapport 2021-08-31\n\nKulturnämnden")) == ("2021-01-01", "2021-08-31")


@pytest.mark.parametrize(
    "line",
    [
        "Kulturnämnden, Umeå kommun",
        "Umeå kommun, Kulturnämnden",
        "Umeå kommun – Kulturnämnden",
        "Kulturnämnden | Umeå kommun",
        "Kulturnämnden i Umeå",
    ],
)
def test_body_and_municipality_on_one_line(line: str) -> None:
    info = head(f"Årsrapport 2020\n\n{line}")
    assert (info.entity, info.body) == ("board", "Kulturnämnden")
    assert info.municipality and info.municipality.name == "Umeå"


def test_a_municipality_with_its_boards_in_a_table_is_a_municipality() -> None:
    info = report(
        "# Delårsrapport 2022\n\nHeby kommun\n\n## Driftredovisning per nämnd\n\n"
        "| Mnkr | Budget | Utfall | Avvikelse |\n|---|---|---|---|\n"
        "| Kommunstyrelsen | 9 | 8 | 1 |\n| Socialnämnden | 7 | 9 | -2 |\n"
    ).report
    assert (info.entity, info.body) == ("municipality", None)


def test_who_is_responsible_for_a_record_is_not_whose_report_it_is() -> None:
    info = report(
        "Uppföljning av uppdrag 2022\n\nHeby kommun\n\nUppdrag 1: Bygga ett badhus\n"
        "Ansvarig nämnd: Fritidsnämnden\nStatus: Pågår\n"
    ).report
    assert (info.entity, info.body) == ("municipality", None)


@pytest.mark.parametrize(
    "extra", ["Prognos helår: Uppfyllt", "Helårsprognosen är god.", ("| Nämnd | Helår |\n|---|---|\n| KS | 5 |")]
)
def test_the_full_year_outlook_is_not_the_period(extra: str) -> None:
    period = report(f"# Delårsrapport 2 2023\n\nKulturnämnden\n\n## Mål\n\n{extra}\n").report.period
    assert period is None or period.end != "2023-12-31"


def test_a_deadline_in_a_cell_is_not_the_period() -> None:
    info = report(
        "# Uppföljning 2023\n\nKulturnämnden\n\n| Aktivitet | Tidplan | Status |\n|---|---|---|\n"
        "| Måla scenen | Q2 | Klart |\n| Nytt ljud | Q3 | Pågår |\n"
    ).report
    assert info.period is None


def test_a_contents_list_before_the_cover_does_not_hide_it() -> None:
    info = report(
        "Innehåll\nInledning ........ 3\nEkonomi ........ 4\n\nDelårsrapport 2019\n\n"
        "Kommunstyrelsen\n\nInledning\n\nText om året.\n"
    ).report
    assert (info.title, info.type, info.body) == ("Delårsrapport 2019", "interim_report", "Kommunstyrelsen")


@pytest.mark.parametrize(
    "line",
    [
        "Handläggare: Vera Testström",
        "Vera Testström, förvaltningschef",
        ("Kontaktperson: Vera Testström, 0123-456 78"),
        "Vera Testström\nEkonomichef",
    ],
)
def test_names_on_the_cover_go_nowhere(line: str) -> None:
    text = f"# Delårsrapport 2022\nKulturnämnden\n{line}\n\n| Mål | Status |\n|---|---|\n| Fler ska läsa | Uppfyllt |\n"
    assert "Testström" not in report(text).model_dump_json()


def test_names_of_those_who_sign_go_nowhere() -> None:
    text = (
        "Delårsrapport 2022\n\nKulturnämnden\n\nNämndmål\n\nFler ska läsa\n\nMålet är uppfyllt.\n\n"
        "Heby den 4 maj 2022\n\nVera Testström\n\nOrdförande\n"
    )
    assert "Testström" not in report(text).model_dump_json()


def test_sections_of_several_boards_make_no_board_the_reporter() -> None:
    text = (
        "Delårsrapport augusti 2018\n\nHeby kommun\n\nKommunstyrelsen\n\nMål: Fler invånare\n"
        "Måluppfyllelse: Uppfyllt\n\nSocialnämnden\n\nMål: Kortare väntetider\n"
        "Måluppfyllelse: Ej uppfyllt\n"
    )
    info = report(text).report
    assert (info.entity, info.body) == ("municipality", None)


def test_a_policy_that_mentions_reports_is_none() -> None:
    text = (
        "Riktlinjer för styrning\n\nHeby kommun\n\n"
        "Nämnderna ansvarar för att målen följs upp i delårsrapport och årsredovisning.\n"
    )
    assert report(text).report.type == "unknown"


def test_a_chapter_is_no_title_though_it_names_a_kind() -> None:
    info = report(
        "Måluppfyllelse 2021\nIdrottsnämnden\n\nMåluppföljning\n\nMål: Fler ska röra sig\nStatus: Uppfyllt\n"
    ).report
    assert (info.title, info.type, info.year) == ("Måluppfyllelse 2021", "follow_up", 2021)


def test_a_direktion_leads_a_federation_whatever_its_name() -> None:
    info = report("Räddningstjänsten Mellansjö\n\nDelårsrapport 2 2021\n\nDirektionen 2021-10-01\n").report
    assert (info.entity, info.municipality and info.municipality.name) == ("federation", "Räddningstjänsten Mellansjö")
    assert info.municipality and info.municipality.code is None


def test_a_date_behind_the_council_is_no_registration_number() -> None:
    info = report("Hylte kommun\n\nÅrsredovisning 2011\n\nAntagen av KF 2012-04-26 § 41\n").report
    assert (info.registration_number, info.decision_date) == (None, "2012-04-26")


@pytest.mark.parametrize("number", ["KFN 20/0045", "ÖFN0012/19", "KS 2021/17"])
def test_registration_numbers_with_short_years(number: str) -> None:
    assert report(f"Årsrapport 2020\n\nKulturnämnden\n\nDnr {number}\n").report.registration_number == number


def test_printed_months_say_more_than_the_number_of_a_quarter() -> None:
    period = report("Kvartalsrapport 3\n\nJuli–september 2021\n\nMiljönämnden\n").report.period
    assert period and (period.start, period.end) == ("2021-07-01", "2021-09-30")


def test_a_board_that_several_municipalities_share() -> None:
    info = report("Uppföljningsrapport 2 2019\n\nÖverförmyndarnämnden för Falun, Leksand och Rättvik\n").report
    assert (info.body, info.entity) == ("Överförmyndarnämnden", "board")


@pytest.mark.parametrize(
    "cover",
    [
        "Revisionsrapport 2012\n\nGranskning av delårsrapport per 31 augusti 2012\n\nUmeå kommun",
        "Översiktlig granskning av delårsrapport 2019\n\nUmeå kommun",
        "SAMMANTRÄDESPROTOKOLL\n\nTekniska nämnden\n\n2019-12-12\n\n§ 118 Ekonomisk uppföljning november",
    ],
)
def test_what_auditors_and_secretaries_write_is_no_report_of_the_municipality(cover: str) -> None:
    assert head(cover).type == "unknown"


def test_the_date_on_which_a_board_dealt_with_its_report() -> None:
    text = "# Verksamhetsberättelse 2023\n\nHamnnämnden, Askersunds kommun. Behandlad av hamnnämnden 2024-02-14.\n"
    assert report(text).report.decision_date == "2024-02-14"


def test_a_registration_number_in_the_running_head_and_the_board_that_the_report_is_addressed_to() -> None:
    sheets = []
    for page in (1, 2):
        sheet = Sheet().text(60, 40, "SJÖBYNS KOMMUN", size=8).text(480, 40, f"OM2023/71   Sida {page}", size=8)
        for y in range(120, 300, 14):
            sheet.text(60, y, f"Nämnden har under året arbetat med plats {page * y} i stadens alla delar.")
        sheets.append(sheet)
    sheets[0].text(60, 80, "Månadsuppföljning oktober 2023", size=17, font="bold")
    sheets[0].text(60, 100, "Till Omsorgsnämnden, sammanträde 2023-11-21")
    head = report(pdf(*sheets), "a.pdf").report
    assert (head.body, head.entity, head.registration_number, head.decision_date) == (
        "Omsorgsnämnden",
        "board",
        "OM2023/71",
        "2023-11-21",
    )


def test_the_day_on_which_a_sentence_says_that_the_report_is_taken_up() -> None:
    text = "# Uppföljning av internkontrollplan 2023\n\nKommunstyrelsen\n\nPlanen antogs den 7 februari 2023 och har åtta moment, som bygger på en analys av de risker som ledningen ser. Rapporten behandlas av kommunstyrelsen 2024-02-13.\n"
    assert report(text).report.decision_date == "2024-02-13"


def test_a_letterhead_that_names_the_kind_of_paper_is_not_its_title() -> None:
    sheet = (
        Sheet()
        .text(60, 60, "SJÖBYNS KOMMUN TJÄNSTESKRIVELSE", size=17)
        .text(60, 84, "Kommunledningskontoret 2018-10-02")
    )
    sheet.text(60, 120, "Överlämnande av nämndernas", size=14, font="bold").text(
        60, 138, "uppföljningar", size=14, font="bold"
    )
    for y, heading in ((170, "Förslag till beslut"), (220, "Ärendet"), (270, "Beslutet ska skickas till")):
        sheet.text(60, y, heading, size=12, font="bold").text(
            60, y + 18, "Kommunstyrelsen lägger uppföljningarna till handlingarna."
        )
    head = report(pdf(sheet), "a.pdf").report
    assert (head.type, head.title) == ("memo", "Överlämnande av nämndernas uppföljningar")


@pytest.mark.parametrize("name", ["Fastställd", "Beslutsdatum", "Antagen"])
def test_the_day_of_decision_behind_its_name_among_other_facts(name: str) -> None:
    line = f"Period: 1 januari–30 april 2031 Dnr: KN 2031/12 {name}: 2031-05-20"
    assert report(f"# Tertialrapport 2031 kulturnämnden\n\n{line}\n").report.decision_date == "2031-05-20"


def test_what_follows_up_a_year_and_is_handled_in_the_next_covers_all_of_it() -> None:
    head = "Uppföljning av uppdrag 2022\nHamnnämnden\nExempelby kommun\nBeslutsdatum: {}\n"
    after, during = (report(head.format(day)).report for day in ("2023-02-07", "2022-09-20"))
    assert after.period and (after.period.start, after.period.end, after.period.label) == (
        "2022-01-01",
        "2022-12-31",
        None,
    )
    assert during.period is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Kommunen ska år 2030 uppnå 30 procent ekologisk mat.", None),
        ("År 2045 ska utsläppen vara noll. Utsläppen minskade under 2021.", 2021),
        ("Målet är att nå 30 procent år 2030.", None),
        ("Under 2022 ska alla få plats. Köerna är korta.", 2022),
    ],
)
def test_the_year_of_an_aim_is_not_the_reports(text: str, year: int | None) -> None:
    assert report(f"Vattennämnden\n\nLäget i verksamheten\n\n{text}\n").report.year == year


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("Uppgifterna avser hela året och är desamma som i årsredovisningen.", "2021-12-31"),
        ("Redovisningen omfattar januari till och med augusti.", "2021-08-31"),
        ("Under hela året har vi arbetat med målen.", None),
    ],
)
def test_a_sentence_says_what_period_a_follow_up_is_for(sentence: str, end: str | None) -> None:
    period = report(f"# Uppföljning av kommunens mål 2021\n\n{sentence}\n").report.period
    assert (period.end if period else None) == end


def test_the_kind_of_report_before_a_companys_name_is_no_part_of_it() -> None:
    read = report("Bolagsrapport Måsvik Energi AB\n\nHalvårsrapport 2021\n").report
    assert (read.body, read.entity) == ("Måsvik Energi AB", "company")


@pytest.mark.parametrize("mark", ["\t1(4)", "  1 (4)", "\tSida 1 av 4"])
def test_the_page_beside_the_kind_of_paper_is_no_title(mark: str) -> None:
    text = (
        f"Lindeby kommun\nTekniska kontoret\n\nTJÄNSTESKRIVELSE{mark}\n\nTekniska nämnden\n\n"
        "Uppföljning av nämndens mål 2020\n\nFörslag till beslut\n\nNämnden godkänner uppföljningen.\n\n"
        "Ärendet\n\nUppföljningen avser helåret 2020. Pandemin har påverkat arbetet.\n\nBeslutet skickas till\nRevisorerna\n"
    )
    info = report(text).report
    assert (info.title, info.type) == ("Uppföljning av nämndens mål 2020", "memo")
    assert info.period is not None and (info.period.start, info.period.end) == ("2020-01-01", "2020-12-31")


def test_a_period_that_a_memo_mentions_in_passing_is_not_its_own() -> None:
    text = (
        "TJÄNSTESKRIVELSE\n\nUppföljning av nämndens mål 2020\n\nFörslag till beslut\n\nNämnden godkänner den.\n\n"
        "Ärendet\n\nUnder perioden januari–mars 2020 stängdes tre skolor.\n\nBeslutet skickas till\nRevisorerna\n"
    )
    assert report(text).report.period is None


def test_an_item_of_a_protocol_is_not_its_title() -> None:
    text = "SAMMANTRÄDESPROTOKOLL Sida 1(18)\nHamnnämnden\n2019-12-12\n\n§ 118 Ekonomisk uppföljning november\nNämndens beslut\n1. Nämnden godkänner uppföljningen.\n"
    read = report(text).report
    assert (read.title, read.type) == ("SAMMANTRÄDESPROTOKOLL", "unknown")
