# ruff: noqa: E501 -- each line of text is a whole invented report
"""Records told one after the other in running text: headings, paragraphs and label lines that repeat with a verdict."""

from __future__ import annotations

import pytest

from tests.pdf_sheets import Sheet, pdf
from tests.reports import assignments, code, goals, report

HEAD = "Sjöbyns kommun\n\nFritidsnämnden\n\nÅrsrapport 2019\n\n"


# Headings in a row


def test_the_verdict_closes_the_text_under_each_goal() -> None:
    text = HEAD + (
        "Mål och måluppfyllelse\n\n"
        "Nämnden antog två mål.\n\n"
        "Badplatserna ska vara rena och trygga\n\n"
        "Under sommaren togs 48 prov.\n\nBryggan vid Sandviken byttes ut i maj.\n\nMålet bedöms vara uppfyllt.\n\n"
        "Fler flickor ska idrotta på fritiden\n\n"
        "Enkäten besvarades av 912 ungdomar.\n\nNämnden bedömer att målet inte har uppnåtts.\n\n"
        "Framtiden\n\nBefolkningen väntas växa.\n"
    )
    assert goals(text) == [
        ("Badplatserna ska vara rena och trygga", "achieved"),
        ("Fler flickor ska idrotta på fritiden", "not_achieved"),
    ]
    assert report(text).goals[0].comment == "Under sommaren togs 48 prov.\nBryggan vid Sandviken byttes ut i maj."


def test_the_status_stands_below_other_fields() -> None:
    text = HEAD + (
        "## Uppdrag från fullmäktige\n\n"
        "### Se över taxan för idrottshallar\n\nAnsvarig: Fritidschef\n\nStatus: Försenat\n\nKommentar: Underlag saknas.\n\n"
        "### Bygg en skidbana i Norrskogen\n\nAnsvarig: Anläggningschef\n\nStatus: Slutfört\n\n"
        "## Ekonomi\n\nNämnden redovisar ett överskott.\n"
    )
    assert assignments(text) == [
        ("Se över taxan för idrottshallar", "in_progress"),
        ("Bygg en skidbana i Norrskogen", "achieved"),
    ]


def test_what_the_verdicts_speak_of_is_what_the_records_are() -> None:
    page = (
        "<main><h1>Årsberättelse 2020</h1><h2>En levande bygd</h2>"
        '<article><h3>Föreningslivet ska finnas i hela kommunen</h3><p><img src="g.svg" alt="Målet är uppfyllt"></p>'
        '<p>Två nya föreningar bildades.</p><a href="/1">Läs mer</a></article>'
        '<article><h3>Biblioteken ska nå fler läsare</h3><p><img src="r.svg" alt="Målet är inte uppfyllt"></p>'
        '<a href="/2">Läs mer om målet</a></article></main>'
    )
    read = report(f"<!DOCTYPE html><html><body>{page}</body></html>", "sida.html")
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Föreningslivet ska finnas i hela kommunen", "achieved", "Två nya föreningar bildades."),
        ("Biblioteken ska nå fler läsare", "not_achieved", None),
    ]
    assert read.assignments == []


def test_chapters_whose_text_mentions_a_goal_are_none() -> None:
    text = HEAD + (
        "Sammanfattning\n\nÅret har varit bra. Målet om fler besök har uppnåtts.\n\n"
        "Personal\n\nSjukfrånvaron minskade. Målet för sjukfrånvaron är uppfyllt.\n\n"
        "Lokaler\n\nHallen har fått nytt golv.\n"
    )
    assert goals(text) == []


def test_area_headings_that_lead_to_labelled_goals_are_no_goals() -> None:
    text = HEAD + (
        "Måluppfyllelse\n\nGod service\n\nNämndmål 1: Svar ska lämnas inom två dagar.\n\nMålet har nåtts.\n\n"
        "Hållbar utveckling\n\nNämndmål 2: Bilresorna ska bli färre.\n\nMålet har inte nåtts.\n"
    )
    assert goals(text) == [
        ("Svar ska lämnas inom två dagar.", "achieved"),
        ("Bilresorna ska bli färre.", "not_achieved"),
    ]
    assert [goal.area for goal in report(text).goals] == ["God service", "Hållbar utveckling"]


# Paragraphs in a row


@pytest.mark.parametrize("mark", ["", "• ", "- "])
def test_each_paragraph_tells_an_assignment_and_what_became_of_it(mark: str) -> None:
    text = HEAD + (
        "Uppdrag från kommunfullmäktige\n\n"
        f"{mark}Fritidsnämnden ska ta fram en plan för lekplatser. Uppdraget är slutfört. Planen antogs i maj.\n\n"
        f"{mark}Fritidsnämnden ska utreda en ny simhall. Uppdraget är påbörjat men inte avslutat.\n\n"
        f"{mark}Fritidsnämnden ska pröva avgiftsfria hallar. Uppdraget har avförts efter beslut i fullmäktige.\n\n"
        "Framtiden\n\nBefolkningen väntas växa.\n"
    )
    assert [state for _, state in assignments(text)] == ["achieved", "in_progress", "discontinued"]
    assert report(text).assignments[0].title == "Fritidsnämnden ska ta fram en plan för lekplatser"


def test_paragraphs_of_a_chapter_about_assignments_are_none_when_they_only_describe() -> None:
    text = HEAD + (
        "Uppdrag och ansvar\n\nNämnden ansvarar för hallar och badplatser. Den har elva ledamöter.\n\n"
        "Fullmäktige har gett nämnden ett uppdrag om simhallen. Uppdraget är påbörjat.\n\n"
        "Nämnden möts varje månad. Ordföranden leder mötena.\n"
    )
    assert assignments(text) == []


# Label lines


def test_fields_above_the_title_belong_to_the_record_below() -> None:
    text = HEAD + "".join(
        f"Uppdrag nr: {number}\nStatus: {status}\nUppdrag: {title}\nAnsvarig nämnd: Fritidsnämnden\nKommentar: {told}\n\n"
        for number, status, title, told in (
            (1, "Genomförd", "Rusta upp friluftsområdet vid Hällsjön", "Klart i juni."),
            (2, "Vilande", "Pröva en gemensam bokning av hallarna", "Avvaktar upphandling."),
            (3, "Ej påbörjad", "Minska energin i ishallen", ""),
        )
    )
    read = report(text)
    assert [(a.number, code(a.status), a.comment) for a in read.assignments] == [
        ("1", "achieved", "Klart i juni."),
        ("2", "postponed", "Avvaktar upphandling."),
        ("3", "not_started", None),
    ]


def test_a_box_of_fields_under_a_heading_is_about_the_heading() -> None:
    page = "<main><h1>Årsrapport 2022</h1><h2>Mål</h2>" + "".join(
        f"<h3>{title}</h3><table><tr><td>Måluppfyllelse</td><td>{state}</td></tr></table><p>{told}</p>"
        for title, state, told in (
            ("Fler elever ska läsa vidare", "Delvis uppnått", "Andelen ökade."),
            ("Vuxna ska få plats inom en månad", "Uppnått", "Väntetiden var 19 dagar."),
        )
    )
    read = report(f"<!DOCTYPE html><html><body>{page}</main></body></html>", "sida.html")
    assert [(g.title, code(g.status), g.comment) for g in read.goals] == [
        ("Fler elever ska läsa vidare", "partially_achieved", "Andelen ökade."),
        ("Vuxna ska få plats inom en månad", "achieved", "Väntetiden var 19 dagar."),
    ]


# One cell a line


def test_a_goal_table_printed_cell_by_cell_over_a_page_break() -> None:
    text = HEAD + (
        "Nämndens mål\n\nMål\nResultat\nAnalys\n\n"
        "Fler ska låna böcker på nätet\nUppnått\nLånen ökade med tolv procent.\n\n"
        "Biblioteken ska vara öppna på söndagar\nDelvis uppnått\n\n"
        "Sjöbyns kommun, Fritidsnämnden\n3 (7)\n\nMål\nResultat\nAnalys\n\n"
        "Bokbussen ska nå alla skolor\nInte uppnått\nBussen stod still hela våren.\n\n"
        "Ekonomi\n\nNämnden redovisar ett överskott.\n"
    )
    assert goals(text) == [
        ("Fler ska låna böcker på nätet", "achieved"),
        ("Biblioteken ska vara öppna på söndagar", "partially_achieved"),
        ("Bokbussen ska nå alla skolor", "not_achieved"),
    ]
    assert [goal.comment for goal in report(text).goals] == [
        "Lånen ökade med tolv procent.",
        None,
        "Bussen stod still hela våren.",
    ]


@pytest.mark.parametrize("pages", [("Sida 1 av 2", "Sida 2 av 2"), ("2", "3")])
def test_numbered_assignments_printed_cell_by_cell_are_no_pages(pages: tuple[str, str]) -> None:
    heads = "Nr\nUppdrag\nAnsvarig\nBeslut\nStatus\nKommentar\n\n"
    text = HEAD + (
        f"Uppföljning av uppdrag\n\n{heads}1\nSe över biblioteksplanen\nBiblioteket\nKF § 14\nKlart\nPlanen är antagen.\n\n"
        "2\nKöpa en ny bokbuss\nKF § 14\nPågår\n\n"
        f"{pages[0]}\n\n{heads}3\nBygga om läsesalen\nsom är för trång\nFastighet\nKF § 15\nEj påbörjat\nRitningar finns.\n"
        f"Bygget väntar på lov.\n\n4\nStänga lånedisken\nBiblioteket\nKF § 16\nAvskrivs\nDen behövs.\n\n{pages[1]}\n\nEkonomi\n\n"
        "Nämnden redovisar ett överskott.\n"
    )
    assert [(a.number, a.title, a.responsible, code(a.status), a.comment) for a in report(text).assignments] == [
        ("1", "Se över biblioteksplanen", ["Biblioteket"], "achieved", "Planen är antagen."),
        ("2", "Köpa en ny bokbuss", [], "in_progress", None),
        (
            "3",
            "Bygga om läsesalen som är för trång",
            ["Fastighet"],
            "not_started",
            "Ritningar finns.\nBygget väntar på lov.",
        ),
        ("4", "Stänga lånedisken", ["Biblioteket"], "discontinued", "Den behövs."),
    ]


def test_numbered_goals_printed_cell_by_cell_with_the_verdict_last() -> None:
    text = HEAD + (
        "Måluppföljning\n\nNr\nMål\nKommentar\nBedömning\n1.1\nFler ska låna böcker\nLånen ökade.\nNya kort trycks.\nUppnått\n"
        "1.2\nBokbussen ska nå alla skolor\nEj uppnått\n2.1\nSvinnet ska minska\nMätning pågår sedan i mars.\nDelvis uppnått\n"
    )
    assert [(g.number, g.title, code(g.status), g.comment) for g in report(text).goals] == [
        ("1.1", "Fler ska låna böcker", "achieved", "Lånen ökade.\nNya kort trycks."),
        ("1.2", "Bokbussen ska nå alla skolor", "not_achieved", None),
        ("2.1", "Svinnet ska minska", "partially_achieved", "Mätning pågår sedan i mars."),
    ]


@pytest.mark.parametrize("below", ["Sjöryd, där arbetet pågår.", "i Sjöryd, där arbetet pågår."])
def test_a_sentence_goes_on_below_the_head_of_the_next_page(below: str) -> None:
    head = "Sjöbyns kommun                                Årsrapport 2019\n"
    text = f"{head}Fritidsnämnden                                Dnr FN 2019/4\n\nNämndens mål\n\n" + (
        "Mål: Fler ska låna böcker på nätet\nMålet är uppnått. Nya läsplatser har öppnats i Norrby och\n\n"
        f"                              2\n{head}\n{below}\n\n"
        "Mål: Bokbussen ska nå alla skolor\nMålet är inte uppnått. Bussen stod still.\n"
    )
    one, two = report(text).goals
    assert one.comment == f"Målet är uppnått. Nya läsplatser har öppnats i Norrby och {below}"
    assert two.comment == "Målet är inte uppnått. Bussen stod still."


def test_a_running_title_with_its_page_number_does_not_cut_a_row() -> None:
    header = "Nr\tMål\tMåluppfyllelse\tKommentar\n"
    text = HEAD + (
        f"Måluppföljning\n\n{header}1\tGatorna ska kännas trygga\tUppfyllt\tArmaturer har bytts ut.\n"
        "2\tSnön ska vara borta klockan sju\tEj uppfyllt\tTvå snöfall kom på natten.\n\n"
        f"Årsrapport 2019 Fritidsnämnden\t3 (5)\n\n{header}\t\t\tAvtalet löper ut i april.\n"
        "3\tSvinnet ska minska\tDelvis uppfyllt\tMätning pågår.\n"
    )
    assert [(g.number, g.comment) for g in report(text).goals] == [
        ("1", "Armaturer har bytts ut."),
        ("2", "Två snöfall kom på natten.\nAvtalet löper ut i april."),
        ("3", "Mätning pågår."),
    ]


# Parts of what is told


def test_headings_that_come_back_under_every_goal_divide_its_text() -> None:
    page = (
        "<main><h1>Årsredovisning 2021</h1><h2>Kommunfullmäktiges mål</h2><p>Fullmäktige har antagit tre mål.</p>"
        + "".join(
            f"<h3>{title}</h3><h4>Utveckling under året</h4><p>{told}</p><h4>Vår bedömning</h4><p>{verdict}</p>"
            for title, told, verdict in (
                ("En kommun att lita på", "Svaren kommer fortare.", "Målet är uppfyllt."),
                ("Alla barn ska klara skolan", "Behörigheten var 84 procent.", "Målet är delvis uppfyllt."),
                ("Fler ska arbeta", "Arbetslösheten var 7,2 procent.", "Målet är inte uppfyllt."),
            )
        )
    )
    read = report(f"<!DOCTYPE html><html><body>{page}</main></body></html>", "sida.html")
    assert [(g.title, code(g.status)) for g in read.goals] == [
        ("En kommun att lita på", "achieved"),
        ("Alla barn ska klara skolan", "partially_achieved"),
        ("Fler ska arbeta", "not_achieved"),
    ]
    assert read.goals[0].comment == "Utveckling under året\nSvaren kommer fortare."


# Sentences that say what shall be


def test_a_norm_with_its_telling_on_the_next_line() -> None:
    text = HEAD + (
        "Verksamhetsmål\nLeveranserna ska vara säkra till 99,9 procent.\n"
        "Tre avbrott har inträffat. Säkerheten var 99,95 procent. Målet uppfylldes.\n\n"
        "Kundnöjdheten ska öka jämfört med 2018.\nIngen mätning gjordes i år.\n\n"
        "Utsläppen av fosfor ska minska.\nUtsläppen var 0,31 mg per liter. Målet uppfylldes inte.\n"
    )
    assert goals(text) == [
        ("Leveranserna ska vara säkra till 99,9 procent.", "achieved"),
        ("Kundnöjdheten ska öka jämfört med 2018.", "not_assessed"),
        ("Utsläppen av fosfor ska minska.", "not_achieved"),
    ]


def test_numbered_goals_whose_line_ends_in_the_verdict() -> None:
    text = HEAD + (
        "Mål\nNämnden har tre mål.\n\n1. Vägarna ska vara framkomliga. UPPNÅTT\n\nVintern var mild.\n\n"
        "2. Energin ska minska. EJ UPPNÅTT\n\nFörbrukningen ökade.\n\n3. Parkerna ska vara rena. DELVIS UPPNÅTT\n\nIndex är 61.\n"
    )
    assert [(g.number, g.title, code(g.status), g.comment) for g in report(text).goals] == [
        ("1", "Vägarna ska vara framkomliga.", "achieved", "Vintern var mild."),
        ("2", "Energin ska minska.", "not_achieved", "Förbrukningen ökade."),
        ("3", "Parkerna ska vara rena.", "partially_achieved", "Index är 61."),
    ]


def test_points_hold_the_goal_what_was_reached_and_the_verdict() -> None:
    text = HEAD + (
        "Nämndens finansiella mål\n"
        "• Resultatet ska vara minst 1 procent. Utfallet blev 1,4 procent. Målet är uppfyllt.\n"
        "• Soliditeten ska inte understiga 20 procent. Den var 18,2 procent. Målet har inte uppnåtts.\n"
    )
    assert [(g.title, code(g.status), g.comment) for g in report(text).goals] == [
        ("Resultatet ska vara minst 1 procent", "achieved", "Utfallet blev 1,4 procent. Målet är uppfyllt."),
        (
            "Soliditeten ska inte understiga 20 procent",
            "not_achieved",
            "Den var 18,2 procent. Målet har inte uppnåtts.",
        ),
    ]


def test_a_sentence_between_title_and_outlook_is_told_of_the_goal() -> None:
    text = (
        "Åbyns kommun\n\nDelårsrapport januari-augusti 2023\n\n3. Uppföljning av nämndernas mål\n\n3.1 Socialnämnden\n\n"
        "Mål: Färre ska behöva försörjningsstöd\nAntalet hushåll har minskat med 11 procent.\n"
        "Prognos för helåret: Målet kommer att nås delvis.\n\n"
        "Mål: Fler ska bo kvar hemma\nKön till boende har minskat.\nPrognos för helåret: Målet kommer inte att nås.\n"
    )
    read = report(text)
    assert [(g.title, g.level, code(g.forecast), g.comment) for g in read.goals] == [
        (
            "Färre ska behöva försörjningsstöd",
            "board",
            "partially_achieved",
            "Antalet hushåll har minskat med 11 procent.",
        ),
        ("Fler ska bo kvar hemma", "board", "not_achieved", "Kön till boende har minskat."),
    ]


def test_a_verdict_in_unknown_words_is_unknown_where_its_label_gives_verdicts() -> None:
    text = (
        "Åbyns kommun\n\nÅrsredovisning 2017\n\nMÅL OCH MÅLUPPFYLLELSE\n\n"
        "Attraktiv kommun\nMåluppfyllelse: Uppnått\nBefolkningen ökade.\n\n"
        "Trygg uppväxt\nMåluppfyllelse: Knackig\nResultaten har sjunkit.\n\n"
        "Värdig ålderdom\nMåluppfyllelse: Ej uppnått\nNöjdheten är lägre.\n\n"
    )
    assert goals(text) == [
        ("Attraktiv kommun", "achieved"),
        ("Trygg uppväxt", "unknown"),
        ("Värdig ålderdom", "not_achieved"),
    ]
    assert "unknown_phrase" in {finding.code for finding in report(text).findings}


# What a paragraph presents


def test_a_sentence_that_presents_the_goals_makes_the_list_below_them_goals() -> None:
    text = HEAD + (
        "Styrning och uppföljning\n\nStyrelsen antog tre verksamhetsmål för året. De framgår nedan.\n\n"
        "1. Minst 95 procent ska ha insamling nära hemmet – uppfyllt\n"
        "2. Mängden avfall ska vara högst 140 kilo per person – inte uppfyllt\n"
        "3. Alla fordon ska drivas med förnybart bränsle – ej mätt\n\nEtt av tre mål är alltså uppfyllt.\n"
    )
    assert goals(text) == [
        ("Minst 95 procent ska ha insamling nära hemmet", "achieved"),
        ("Mängden avfall ska vara högst 140 kilo per person", "not_achieved"),
        ("Alla fordon ska drivas med förnybart bränsle", "not_assessed"),
    ]


def test_a_paragraph_that_presents_no_record_is_no_title() -> None:
    text = HEAD + (
        "Uppdrag från kommunfullmäktige\n\nUppdrag till andra nämnder redovisas av respektive nämnd.\n\n"
        "Genomförda:\n- Se över taxan för hallar\n- Ta fram en plan för lekplatser\n\nVilande:\n- Utreda en ny simhall\n"
    )
    assert assignments(text) == [
        ("Se över taxan för hallar", "achieved"),
        ("Ta fram en plan för lekplatser", "achieved"),
        ("Utreda en ny simhall", "postponed"),
    ]


# Sheets and fields


def test_a_sheet_per_goal_with_names_above_their_values() -> None:
    sheet = "Mål\n\n{}\n\nAnsvarig\n\nFritidsnämnden\n\nUtfall per 31 augusti\n\n{}\n\nPrognos helår\n\n{}\n\nKommentar\n\n{}\n\n"
    text = "Sjöbyns kommun\n\nDelårsrapport januari–augusti 2020\n\n" + "".join(
        sheet.format(*fields)
        for fields in (
            ("Fler ska resa kollektivt", "Delvis uppfyllt", "Osäkert", "Resandet föll i mars."),
            ("Alla badplatser ska ha livboj", "Uppfyllt", "Kommer att uppfyllas", "Två nya sattes upp."),
            ("Färre ska bli sjukskrivna", "Ej mätt", "Osäkert", "Mäts i december."),
        )
    )
    assert [(g.title, code(g.status), code(g.forecast), g.comment) for g in report(text).goals] == [
        ("Fler ska resa kollektivt", "partially_achieved", "uncertain", "Resandet föll i mars."),
        ("Alla badplatser ska ha livboj", "achieved", "achieved", "Två nya sattes upp."),
        ("Färre ska bli sjukskrivna", "not_assessed", "uncertain", "Mäts i december."),
    ]


def test_a_field_that_every_assignment_has_is_no_title() -> None:
    text = HEAD + (
        "Uppdrag från kommunfullmäktige\n\n"
        "1. Utreda ett mobilt bibliotek i öster\nBeslut: KF 2021-06-17 § 98. Redovisas senast i december.\nStatus: Genomfört\nEn buss är köpt.\n\n"
        "2. Ta fram en ny modell för bidrag\nBeslut: KF 2022-02-24 § 17. Redovisas senast i oktober.\nStatus: Pågår\nRemissen är klar.\n\n"
        "3. Pröva fri entré till museet\nBeslut: KF 2022-05-19 § 61. Redovisas senast i mars.\nStatus: Ej påbörjat\n"
    )
    assert assignments(text) == [
        ("Utreda ett mobilt bibliotek i öster", "achieved"),
        ("Ta fram en ny modell för bidrag", "in_progress"),
        ("Pröva fri entré till museet", "not_started"),
    ]


def test_letters_in_brackets_mean_what_the_legend_says() -> None:
    text = HEAD + (
        "Ägardirektiv\n\nBokstaven efter varje direktiv anger läget:\nG = genomfört, P = pågår, V = vilande\n\n"
        "D1  Bolaget ska bygga minst 60 lägenheter  [P]\n    Hälften är inflyttade.\n\n"
        "D2  Bolaget ska erbjuda bostäder med stöd  [G]\n    Elva lägenheter är klara.\n\n"
        "D3  Bolaget ska ta fram en plan för torget  [V]\n    Frågan vilar till dess att planen antagits.\n"
    )
    assert [state for _, state in assignments(text)] == ["in_progress", "achieved", "postponed"]


def test_a_heading_that_sorts_by_outlook_gives_the_forecast() -> None:
    text = (
        "Sjöbyns kommun\n\nDelårsrapport januari–augusti 2023\n\nMål som bedöms uppnås\n\n- Fler ska cykla till arbetet\n\n"
        "Mål som inte bedöms uppnås\n\n- Färre ska köra för fort\n"
    )
    assert [(g.title, g.status, code(g.forecast)) for g in report(text).goals] == [
        ("Fler ska cykla till arbetet", None, "achieved"),
        ("Färre ska köra för fort", None, "not_achieved"),
    ]


def test_a_running_title_says_whose_report_it_is() -> None:
    text = (
        "Sjöbyns kommun                    Sida 1 av 2\nFritidsnämnden\n\nUppföljning av uppdrag 2022\n\nUppdrag\n\n"
        "Kungälvs kommun                   Sida 2 av 2\n\nNämnden har inga uppdrag.\n"
    ).replace("Sjöbyns", "Kungälvs")
    municipality = report(text).report.municipality
    assert municipality and municipality.name == "Kungälv"


def test_points_in_a_level_row_of_brackets_and_quotes() -> None:
    text = (
        "Sjöbyns kommun\n\nUppdragslista – avstämning per 30 juni 2024\n\nInom hakparentes anges aktuellt läge.\n\n"
        "1. Att se över ägardirektiven till samtliga bolag (KS) [Klart]\n   > Direktiven antogs i april.\n\n"
        "2. Att utreda avgiftsfria bussar för pensionärer (SBN) [Vilar]\n   > Avvaktar regionens beslut.\n\n"
        "3. Att inrätta ett ungdomsråd (KFN) [Ej startat]\n"
    )
    assert [(a.number, code(a.status), a.responsible, a.comment) for a in report(text).assignments] == [
        ("1", "achieved", ["KS"], "Direktiven antogs i april."),
        ("2", "postponed", ["SBN"], "Avvaktar regionens beslut."),
        ("3", "not_started", ["KFN"], None),
    ]
    assert report(text).report.type == "follow_up"


def test_labels_in_capitals_behind_letters() -> None:
    text = (
        HEAD
        + "MÅLREDOVISNING\n\n"
        + "".join(
            f"{letter}) MÅL: {title}\nRESULTAT: {verdict}\nKOMMENTAR: {told}\n\n"
            for letter, title, verdict, told in (
                ("a", "Varje elev ska kunna läsa flytande.", "Målet ej nått.", "Fyra elever behöver stöd."),
                ("b", "Förskolan ska ge plats inom två månader.", "Målet nått.", "Kön är tom."),
                ("c", "Maten ska lagas från grunden.", "Målet delvis nått.", "Köket saknar utrustning."),
            )
        )
    )
    assert [(code(g.status), g.comment) for g in report(text).goals] == [
        ("not_achieved", "Fyra elever behöver stöd."),
        ("achieved", "Kön är tom."),
        ("partially_achieved", "Köket saknar utrustning."),
    ]


def test_a_heading_opens_what_is_told_of_a_goal_listed_above() -> None:
    text = HEAD + (
        "Översikt över nämndens mål\n\n| Nämndens mål | Måluppfyllelse |\n|---|---|\n"
        "| Fler ska simma | Ja |\n| Färre ska köa | Nej |\n\n"
        "## Trygg vardag\n\n### FN1 Fler ska simma\n\nSimskolan hade 40 platser fler.\n\n### FN2 Färre ska köa\n\nKön växte i maj.\n"
    )
    assert [(g.title, code(g.status), g.comment) for g in report(text).goals] == [
        ("Fler ska simma", "achieved", "Simskolan hade 40 platser fler."),
        ("Färre ska köa", "not_achieved", "Kön växte i maj."),
    ]


def test_status_and_outlook_side_by_side_and_below_each_other() -> None:
    side = HEAD.replace("Årsrapport 2019", "Delårsrapport per augusti 2019") + (
        "Nämndmål: Fler ska bada\nLäge per augusti: I mål Prognos för helåret: Nås inte\nBadet var öppet.\n\n"
        "Nämndmål: Fler ska cykla\nLäge per augusti: Kan inte bedömas Prognos för helåret: Osäkert\n"
    )
    assert [(code(g.status), code(g.forecast)) for g in report(side).goals] == [
        ("achieved", "not_achieved"),
        ("not_assessed", "uncertain"),
    ]
    below = HEAD + (
        "## Mål\n\n### Fler ska bada\n\nGod måluppfyllelse\n\nVid årets slut bedöms målet delvis uppnås.\n\nBadet var öppet.\n\n"
        "### Fler ska cykla\n\nLåg måluppfyllelse\n\nVid årets slut bedöms målet inte uppnås.\n\nVägen är stängd.\n"
    )
    assert [(code(g.status), code(g.forecast), g.comment) for g in report(below).goals] == [
        ("achieved", "partially_achieved", "Badet var öppet."),
        ("not_achieved", "not_achieved", "Vägen är stängd."),
    ]


def test_a_money_table_whose_caption_says_that_it_goes_on_is_one() -> None:
    header = "Post\tUtfall\tBudget\tAvvikelse\n"
    text = HEAD + (
        f"Driftuppföljning (tkr)\n\n{header}Intäkter\t61 200\t60 411\t789\nPersonal\t-50 118\t-50 900\t782\n\n"
        f"Sjöbyns kommun\nÅrsrapport 2019\nSida 2\n\nDriftuppföljning (tkr), forts.\n{header}"
        "Lokaler\t-7 411\t-7 050\t-361\nResultat\t3 671\t2 461\t1 210\n"
    )
    (table,) = report(text).budget_tables
    assert (table.title, [row.label for row in table.rows]) == (
        "Driftuppföljning (tkr)",
        ["Intäkter", "Personal", "Lokaler", "Resultat"],
    )


def test_goals_that_a_sentence_introduces_with_their_telling_in_one_paragraph() -> None:
    text = HEAD + (
        "Mål och utfall\n\nNämnden beslutade om tre mål.\n\n"
        "Det första målet är att fler barn ska läsa. I enkäten läser 82 procent mot målet minst 80. Målet är uppnått.\n\n"
        "Det andra målet är att personalen ska vara utbildad.\nAndelen var 47 procent. Målet är inte uppnått.\n\n"
        "Det tredje målet är att alla ska känna sig trygga. Det gör 93 procent. Målet är delvis uppnått.\n"
    )
    assert goals(text) == [
        ("fler barn ska läsa", "achieved"),
        ("personalen ska vara utbildad.", "not_achieved"),
        ("alla ska känna sig trygga", "partially_achieved"),
    ]


def test_running_titles_of_two_lines_with_the_number_in_the_second() -> None:
    page = "Sjöbyns kommun                              Årsrapport 2019\nFritidsnämnden                              {} (5)\n\n"
    goal = "3.{0}  {1}\n\nAnalys\n{2}\n\nÅtgärder framåt\n{3}\n\nBedömning\n{4}\n\n"
    text = (
        HEAD
        + page.format(2)
        + "3    Nämndens mål\n\n"
        + goal.format(
            1,
            "Fler ska simma",
            "Läget var bättre än 2018, då målet inte uppnåddes.",
            "Kurserna blir fler.",
            "Målet är uppfyllt.",
        )
        + page.format(3)
        + goal.format(2, "Färre ska köa", "Kön växte.", "En till anställs.", "Målet är inte uppfyllt.")
    )
    assert [(g.title, code(g.status)) for g in report(text).goals] == [
        ("Fler ska simma", "achieved"),
        ("Färre ska köa", "not_achieved"),
    ]


def test_a_list_sorted_by_bold_heads_keeps_each_verdict_with_its_own_points() -> None:
    page = "<main><h1>Tertialrapport 1 2025</h1><h2>Uppdrag från kommunfullmäktige</h2>" + "".join(
        f"<p><b>{state}</b></p>" + "".join(f"<p>· {title}</p>" for title in titles)
        for state, titles in (
            ("Genomförda", ("Revidera riktlinjen för avgifter", "Redovisa effekterna av nya grupper")),
            ("Pågående", ("Utreda skolorna i väster",)),
            ("Vilande", ("Inrätta ett barnombud",)),
        )
    )
    read = report(f"<!DOCTYPE html><html><body>{page}</main></body></html>", "sida.html")
    assert [(a.title, code(a.status)) for a in read.assignments] == [
        ("Revidera riktlinjen för avgifter", "achieved"),
        ("Redovisa effekterna av nya grupper", "achieved"),
        ("Utreda skolorna i väster", "in_progress"),
        ("Inrätta ett barnombud", "postponed"),
    ]


def test_the_last_of_goals_that_are_told_one_after_the_other() -> None:
    text = HEAD + (
        "Mål och utfall\n\nNämnden beslutade om två mål.\n\n"
        "Det första målet är att fler ska lära sig simma.\nKurserna var fulla hela året. Målet är uppnått.\n\n"
        "Det andra målet är att kön till båtplatserna ska kortas.\nKön växte med tolv platser. Målet är inte uppnått.\n\n"
        "Av de tre mål som nämnden hade 2018 är ett borta. Målet om nya omklädningsrum nåddes det året.\n"
    )
    read = report(text)
    assert [code(g.status) for g in read.goals] == ["achieved", "not_achieved"]
    assert "omklädningsrum" not in (read.goals[1].comment or "")


def test_one_judged_goal_under_a_heading_is_told_like_those_under_the_headings_beside_it() -> None:
    text = (
        "# Årsredovisning 2022\n\nSjöbyns kommun\n\n## God hushållning\n\nKommunen har tre mål för ekonomin.\n\n"
        "### Finansiella mål\n\n"
        "#### Resultatet ska vara två procent\n\nÅrets resultat blev 61 mnkr. Målet är uppfyllt.\n\n"
        "#### Soliditeten ska öka\n\nDen var 38 procent. Målet bedöms vara uppfyllt.\n\n"
        "### En attraktiv kommun\n\n"
        "#### Invånarna ska vara nöjda\n\nSvarstiden är kortare. Sammantaget bedöms målet som delvis uppfyllt.\n\n"
        "#### Det ska finnas bostäder i alla byar\n\nNio hus byggdes. Målet uppnås inte.\n\n"
        "### Lärande hela livet\n\n"
        "#### Alla elever ska nå gymnasiet\n\nVåren 2022 var 87 procent behöriga.\n\nMålet är inte uppfyllt.\n\n"
        "#### Fler vuxna ska studera\n\nStatistik kommer i maj. Måluppfyllelsen kan ännu inte bedömas.\n\n"
        "## Personal\n\nAntalet anställda var 412.\n"
    )
    assert [(goal.title, code(goal.status), goal.area) for goal in report(text, "a.md").goals] == [
        ("Resultatet ska vara två procent", "achieved", "Finansiella mål"),
        ("Soliditeten ska öka", "achieved", "Finansiella mål"),
        ("Invånarna ska vara nöjda", "partially_achieved", "En attraktiv kommun"),
        ("Det ska finnas bostäder i alla byar", "not_achieved", "En attraktiv kommun"),
        ("Alla elever ska nå gymnasiet", "not_achieved", "Lärande hela livet"),
        ("Fler vuxna ska studera", "not_assessed", "Lärande hela livet"),
    ]


def test_an_area_over_numbered_goals_in_bold_with_their_verdict_on_a_labelled_line_is_no_goal() -> None:
    sheet = Sheet().text(60, 60, "Uppföljning av fullmäktiges mål 2022", size=20)
    sheet.text(60, 84, "Sjöbyns kommun").text(60, 110, "Bedömning per mål", size=16, font="bold")
    y = 140
    for area, titles in (
        ("Trygghet och välfärd", ("Barn ska ha goda villkor", "Äldre ska ha inflytande")),
        ("Arbete och näringsliv", ("Fler ska ha ett arbete", "Företagen ska trivas")),
    ):
        sheet.text(60, y, area, size=13, font="bold")
        for number, title in enumerate(titles, 1 + 2 * (area[0] == "A")):
            sheet.text(60, y + 22, f"{number}. {title}", size=11, font="bold")
            sheet.text(60, y + 38, f"Samlad bedömning: {'Uppfylls' if number % 2 else 'Uppfylls inte'}")
            sheet.text(60, y + 56, "Enkäten visar att arbetet har gått framåt under året.")
            y += 58
        y += 36
    assert [(goal.number, goal.title, goal.area, code(goal.status)) for goal in report(pdf(sheet), "a.pdf").goals] == [
        ("1", "Barn ska ha goda villkor", "Trygghet och välfärd", "achieved"),
        ("2", "Äldre ska ha inflytande", "Trygghet och välfärd", "not_achieved"),
        ("3", "Fler ska ha ett arbete", "Arbete och näringsliv", "achieved"),
        ("4", "Företagen ska trivas", "Arbete och näringsliv", "not_achieved"),
    ]


def test_numbered_points_on_a_page_tell_the_assignment_first_and_its_verdict_next() -> None:
    page = (
        "<h1>Sjöbyns kommun</h1><h1>Fritidsnämndens årsberättelse 2022</h1><h2>Uppdrag från fullmäktige</h2>"
        "<p>Nämnden fick två uppdrag.</p><ol>"
        "<li>Ta fram en plan för badplatserna. Uppdraget är slutfört. Planen antogs i maj.</li>"
        "<li>Utreda en ny ishall. Uppdraget pågår. En konsult räknar på läget.</li></ol>"
    )
    found = report(page, "a.html").assignments
    assert [(a.number, a.title, code(a.status)) for a in found] == [
        ("1", "Ta fram en plan för badplatserna", "achieved"),
        ("2", "Utreda en ny ishall", "in_progress"),
    ]


def test_numbered_goals_with_a_verdict_that_opens_their_comment_below_a_presenting_sentence() -> None:
    text = (
        "Sjöbyns kommun\n\nÅrsredovisning 2019\n\nInnehåll\n\nFinansiella mål ..... 2\nDriftredovisning ..... 3\n\n"
        "Finansiella mål\n\nFullmäktige har fastställt två finansiella mål.\n\n"
        "1. Resultatet ska uppgå till minst 2 procent\n\nMålet är uppnått. Resultatet blev 4 procent.\n\n"
        "2. Soliditeten ska inte försämras\n\nMålet är inte uppnått. Soliditeten blev 27 procent.\n\n"
        "Driftredovisning\n\nNämnderna höll sin budget.\n"
    )
    assert goals(text) == [
        ("Resultatet ska uppgå till minst 2 procent", "achieved"),
        ("Soliditeten ska inte försämras", "not_achieved"),
    ]


def test_a_sentence_with_highest_in_it_that_tells_is_no_goal() -> None:
    text = HEAD + (
        "Målområde Hälsa\n\nAlla hallar ska kontrolleras varje år\n\nAv 31 hallar blev 22 kontrollerade.\n\n"
        "Hallar med högst risk gick först. De andra tas nästa år. Nämnden bedömer att målet inte har uppfyllts.\n\n"
        "Vattnet i badet ska vara rent\n\nMålet är uppnått.\n"
    )
    assert goals(text) == [
        ("Alla hallar ska kontrolleras varje år", "not_achieved"),
        ("Vattnet i badet ska vara rent", "achieved"),
    ]
