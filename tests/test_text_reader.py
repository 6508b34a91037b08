"""Text files as they lie in archives: every encoding reads the same, page furniture goes, markup is read."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from kommunrapport import errors
from kommunrapport.extract.readers.encoding import decode
from tests.reports import assignments, blocks, document, findings, goals, report, tables

SWEDISH = """Delårsrapport 2018
Miljönämnden

Nämndmål

Sjöarna och åarna ska vara rena året om

Målet är delvis uppfyllt.

Två av nio sjöar är övergödda. Åtgärderna påbörjades i våras.
"""
PLAN = [("Sjöarna och åarna ska vara rena året om", "partially_achieved")]


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        SWEDISH.encode("utf-8"),
        SWEDISH.encode("utf-8-sig"),
        SWEDISH.encode("utf-16"),
        codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("utf-16-le"),
        SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("cp1252"),
        SWEDISH.encode("iso-8859-1"),
        SWEDISH.encode("mac_roman"),
        unicodedata.normalize("NFD", SWEDISH).encode(),
        SWEDISH.replace("\n", "\r\n").encode(),
        SWEDISH.replace("\n", "\r").encode("mac_roman"),
    ],
    ids=[
        "utf8",
        "bom",
        "utf16",
        "utf16be-bom",
        "utf16le",
        "utf16be",
        "cp1252",
        "latin1",
        "mac",
        "nfd",
        "crlf",
        "cr-mac",
    ],
)
def test_the_same_report_comes_out_of_every_encoding(data: bytes) -> None:
    assert goals(data) == PLAN
    assert "encoding_repaired" not in findings(data)


def test_windows_dashes_and_quotes_are_not_taken_for_mac_letters() -> None:
    text = "Målområde 1 – ”Trygg kommun”\n\nFler åtgärder än förra året."
    assert decode(text.encode("cp1252"), "a.txt")[0] == text


def test_text_decoded_wrongly_upstream_is_repaired_and_flagged() -> None:
    garbled = SWEDISH.encode().decode("cp1252").encode()
    assert goals(garbled) == PLAN
    assert "encoding_repaired" in findings(garbled)


def test_a_file_that_mixes_encodings_is_read_and_flagged() -> None:
    mixed = SWEDISH.encode() + "\nBilagan är från ett äldre system.\n".encode("cp1252")
    assert goals(mixed) == PLAN
    assert "encoding_repaired" in findings(mixed)


def test_letters_that_only_look_garbled_are_left_alone() -> None:
    text = "São Paulo är vänort. Ãngermanland stavas med Å."
    assert decode(text.encode(), "a.txt") == (text, [])


def test_binary_rubbish_is_refused_with_a_reason() -> None:
    with pytest.raises(errors.Unsupported):
        document(bytes(range(256)) * 40)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(errors.Empty):
        document(b"")


def test_a_file_of_blanks_gives_a_report_without_records() -> None:
    empty = report("\n \n\t\n\f\n")
    assert (empty.goals, empty.assignments, empty.indicators, empty.budget_tables) == ([], [], [], [])


# Pages


def paged(*pages: str) -> str:
    """Put pages together as conversions do: running title, page number, form feed."""
    return "\f".join(f"{page}\n\nÅrsrapport Kulturnämnden\n\n{number}\n" for number, page in enumerate(pages, start=1))


def test_page_numbers_and_running_titles_are_dropped() -> None:
    text = paged("Inledning\n\nFörsta stycket.", "Andra stycket.", "Tredje stycket.")
    assert blocks(text) == ["Inledning", "Första stycket.", "Andra stycket.", "Tredje stycket."]


def test_a_figure_alone_on_a_line_far_from_page_numbers_stays() -> None:
    assert "640" in blocks("Antal platser i förskolan\n\n640\n\nAlla är tillsatta.")


# Paragraphs


def test_a_word_divided_at_a_line_end_is_joined() -> None:
    assert blocks("Nämnden har sett över verksam-\nhetens lokaler under året.") == [
        "Nämnden har sett över verksamhetens lokaler under året."
    ]


def test_a_line_that_begins_small_goes_on_with_the_one_above() -> None:
    assert blocks("Arbetet har gått framåt\nmen inte överallt.") == ["Arbetet har gått framåt men inte överallt."]


def test_bullets_are_paragraphs_of_their_own() -> None:
    assert blocks("Tre saker hände:\n• ny skola\n• ny väg\n• ny bro") == [
        "Tre saker hände:",
        "• ny skola",
        "• ny väg",
        "• ny bro",
    ]


def test_bold_headings_and_emphasis_lose_their_marks() -> None:
    assert blocks("**Ekonomi**\n\nDet var *mycket* snö och __höga__ kostnader.") == [
        "Ekonomi",
        "Det var mycket snö och höga kostnader.",
    ]


def test_a_bold_heading_glued_to_a_line_is_parted_from_it() -> None:
    assert blocks("Kostnaderna ökade.**Personal**") == ["Kostnaderna ökade.", "Personal"]


def test_html_that_conversions_leave_is_read_as_text() -> None:
    assert blocks("<p>Simhallen &amp; badet är öppna.</p>\n\nVi fick&nbsp;fler <b>gäster</b>.") == [
        "Simhallen & badet är öppna.",
        "Vi fick fler gäster.",
    ]


# Tables


def test_a_pipe_table_has_a_cell_per_pipe() -> None:
    assert tables("| Mål | Status |\n|---|---|\n| Fler cyklar | Uppfyllt |") == [
        [["Mål", "Status"], ["Fler cyklar", "Uppfyllt"]]
    ]


def test_pipes_at_the_edges_and_the_rule_may_differ() -> None:
    assert tables("| a | b\n| :-- | --: |\n| c | d |") == [[["a", "b"], ["c", "d"]]]


def test_an_escaped_pipe_is_text() -> None:
    assert tables("| Mål \\| KF | Status |\n|---|---|\n| x | y |")[0][0] == ["Mål | KF", "Status"]


def test_a_tab_table_keeps_empty_cells() -> None:
    assert tables("Nr\tMål\tStatus\n1\tRena sjöar\t\n\tFler bin\tUppfyllt") == [
        [["Nr", "Mål", "Status"], ["1", "Rena sjöar", ""], ["", "Fler bin", "Uppfyllt"]]
    ]


def test_markup_inside_a_cell_becomes_paragraphs() -> None:
    (table,) = tables("Mål\tKommentar\nRena sjöar\t<p>Två är klara.</p> <p>En återstår.</p>")
    assert table[1][1] == "Två är klara.\nEn återstår."


def test_line_breaks_and_lists_inside_a_cell_become_paragraphs() -> None:
    (table,) = tables(
        "| Mål | Kommentar |\n|---|---|\n| A | ett<br>två<br/>tre |\n| B | <ul><li>fyra</li><li>fem</li></ul> |"
    )
    assert (table[1][1], table[2][1]) == ("ett\ntvå\ntre", "fyra\nfem")


def test_a_comment_in_markup_reaches_the_record_without_it() -> None:
    comment = "<p>Grunden är <b>klar</b>.</p><p>Räcket dröjer &amp; kostar.</p>"
    table = f"Nr\tUppdrag\tStatus\tKommentar\n1\tBygga en bro\tPågår\t{comment}"
    (assignment,) = report("Uppföljning av uppdrag 2020\n\n" + table).assignments
    assert assignment.comment == "Grunden är klar.\nRäcket dröjer & kostar."


# Lines


def test_every_record_knows_its_line() -> None:
    text = "\n".join(
        [
            "Årsberättelse 2020",  # 1
            "Fritidsnämnden",
            "",
            "Mål nr\tMål\tMåluppfyllelse",  # 4
            "1\tFler ska röra på sig\tUppfyllt",
            "2\tHallarna ska vara fulla\tInte uppfyllt",
            "",
            "Drift, tkr\tBudget\tUtfall\tAvvikelse",  # 8
            "Ishall\t-900\t-950\t-50",
            "Badhus\t-800\t-700\t100",
        ]
    )
    read = report(text)
    assert [goal.source.line for goal in read.goals] == [5, 6]
    assert [row.source.line for row in read.budget_tables[0].rows] == [9, 10]
    assert read.budget_tables[0].source.line == 8


def test_lines_count_across_form_feeds_and_windows_line_ends() -> None:
    text = "Årsberättelse 2020\r\n\r\n\f\r\nMål nr\tMål\tMåluppfyllelse\r\n1\tFler ska röra på sig\tUppfyllt\r\n"
    assert [goal.source.line for goal in report(text).goals] == [5]


def test_the_same_text_hundredfold_ends() -> None:
    assert report(SWEDISH * 100).goals


def test_the_same_input_gives_the_same_report() -> None:
    assert report(SWEDISH) == report(SWEDISH)


def test_a_markdown_file_is_read_like_its_text() -> None:
    markdown = "# Uppföljning av uppdrag 2022\n\n| Uppdrag | Status |\n|---|---|\n| Bygga en bro | Pågår |\n"
    assert assignments(markdown) == [("Bygga en bro", "in_progress")]


def test_a_report_of_a_hundred_goals_is_read_to_its_end() -> None:
    places = [a + b for a in "bdfghjklmn" for b in "aeiouyåäö"] + list("abcdefghij")
    chapter = "Nämndmål\n\n{0}dalens barn ska kunna simma\n\nMålet är uppfyllt.\n\nKursen i {0}dalen var full.\n\n"
    text = "Årsberättelse 2019\n\nFritidsnämnden\n\n" + "".join(chapter.format(place * 4) for place in places)
    assert [status for _, status in goals(text)] == ["achieved"] * 100


def test_page_numbers_with_a_word_or_a_total_are_dropped() -> None:
    page = "Stycke {0} står här.\n\nOch ett stycke till på sidan {0}.\n\nSida {1} av 3\n\n"
    text = "".join(page.format(word, number) for number, word in enumerate(("ett", "två", "tre"), start=1))
    assert not any("av 3" in line for line in blocks(text))


@pytest.mark.parametrize("form", ["{}", "Sida {}", "Sid {} (3)", "{} (3)", "{}/3", "Sida {} av 3"])
def test_page_numbers_come_in_many_forms(form: str) -> None:
    text = "".join(
        f"Stycke nummer {word} står här.\n\n{form.format(n)}\n\n" for n, word in enumerate(("ett", "två", "tre"), 1)
    )
    assert blocks(text) == [f"Stycke nummer {word} står här." for word in ("ett", "två", "tre")]


def test_a_sentence_cut_by_a_page_break_keeps_both_halves() -> None:
    text = (
        "Nämndmål\n\nBarnen ska läsa mer\n\nMålet är uppfyllt.\n\nLåntagarna blev fler och\n\n\f\n"
        "utlånen ökade med nio procent.\n"
    )
    (goal,) = report(text).goals
    assert goal.comment == "Låntagarna blev fler och utlånen ökade med nio procent."


@pytest.mark.parametrize("word", ["och", "eller", "samt", "respektive"])
def test_the_hyphen_in_front_of_a_second_word_stays(word: str) -> None:
    assert blocks(f"Vi ser över kost-\n{word} lokalfrågor under året.") == [
        f"Vi ser över kost- {word} lokalfrågor under året."
    ]


def test_headings_may_be_indented() -> None:
    assert [h.title for h in report("   # Delårsrapport 2019\n\n  ## **Ekonomi**\n\nText.\n").outline] == [
        "Delårsrapport 2019",
        "Ekonomi",
    ]
