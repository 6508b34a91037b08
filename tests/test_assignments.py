# ruff: noqa: E501 -- each line of text is a whole invented report
"""Assignments, commitments and activities: tables, lists with comments, paragraphs with their verdict below."""

from __future__ import annotations

import pytest

from tests.reports import assignments, code, findings, goals, only_assignment, report

HEAD = "Delårsrapport 2020\n\nTekniska nämnden\n\n"


def test_a_table_of_assignments_with_outlook() -> None:
    assignment = only_assignment(
        "Uppföljning av uppdrag 2020\n\n"
        "Uppdrag nr\tKF-uppdrag\tStatus för genomförande per 31 augusti 2020\tMotivering/kommentar\tPrognos "
        "för helår 2020\n"
        "12\tUtreda en ny bro över ån.\tDelvis genomfört\tGeotekniken är klar.\tGenomfört\n"
    )
    assert (assignment.number, assignment.title, assignment.kind) == ("12", "Utreda en ny bro över ån.", "assignment")
    assert (code(assignment.status), code(assignment.forecast)) == ("partially_achieved", "achieved")
    assert assignment.comment == "Geotekniken är klar."


def test_who_is_charged_in_the_text_is_responsible() -> None:
    text = (
        "Uppföljning av uppdrag 2020\n\n| Nr | Uppdrag | Status |\n|---|---|---|\n"
        "| 1 | Kommunfullmäktige ger kommunstyrelsen och tekniska nämnden i uppdrag att samordna "
        "transporterna. | Pågår |\n"
        "| 2 | Kommunfullmäktige uppdrar till kulturnämnden att se över bidragen. | Genomfört |\n"
    )
    one, two = report(text).assignments
    assert one.responsible == ["kommunstyrelsen", "tekniska nämnden"]
    assert two.responsible == ["kulturnämnden"]


def test_a_column_of_responsibility_wins_over_the_title() -> None:
    assignment = only_assignment(
        "Uppföljning av uppdrag 2020\n\n| Uppdrag | Ansvarig nämnd | Status |\n|---|---|---|\n"
        "| Kommunfullmäktige ger kommunstyrelsen i uppdrag att köpa in en båt. | Hamnnämnden | Pågår |\n"
    )
    assert assignment.responsible == ["Hamnnämnden"]


def test_half_a_row_after_a_page_break_belongs_to_the_row_above() -> None:
    header = "Uppdrag nr\tKF-uppdrag\tStatus\tKommentar\n"
    text = (
        "Uppföljning av uppdrag 2020\n\n"
        + header
        + "1\tÖka samarbetet\tGenomfört\tAvtalet skrevs i maj\n\n"
        + header
        + "\tmed grannkommunerna.\t\toch gäller i tre år.\n"
        + "2\tStäda stranden\tEj påbörjat\t\n"
    )
    one, two = report(text).assignments
    assert (one.title, one.comment) == (
        "Öka samarbetet med grannkommunerna.",
        "Avtalet skrevs i maj och gäller i tre år.",
    )
    assert (two.title, code(two.status), two.comment) == ("Städa stranden", "not_started", None)


# Lists


COMMITMENTS = """Nämndsmål

Vattnet ska vara rent i hela kommunen.

| Åtagande |
|---|
| 🟢 Byta ut ledningen under torget. |
| Kommentar Arbetet blev klart i juli. |
| 🟡 Spola brunnarna i Västerby. |
| Kommentar Halva området är spolat. Resten tas i höst. |
"""


def test_a_list_of_commitments_with_a_comment_row_each() -> None:
    one, two = report(HEAD + COMMITMENTS).assignments
    assert (one.kind, one.title, code(one.status)) == ("commitment", "Byta ut ledningen under torget.", "achieved")
    assert one.comment == "Arbetet blev klart i juli."
    assert (code(two.status), two.comment) == ("partially_achieved", "Halva området är spolat. Resten tas i höst.")


def test_a_commitment_serves_the_goal_it_stands_under() -> None:
    read = report(HEAD + COMMITMENTS)
    assert [assignment.goal for assignment in read.assignments] == [read.goals[0].id] * 2


def test_a_comment_in_the_same_cell_is_parted_from_the_title() -> None:
    assignment = only_assignment(
        HEAD
        + "| Åtagande |\n|---|\n| <p>🟢 Måla om bron.</p> <p>Kommentar Färgen är blå.</p> <p>Den torkar nu.</p> |\n"
    )
    assert (assignment.title, assignment.comment) == ("Måla om bron.", "Färgen är blå.\nDen torkar nu.")


def test_a_list_that_the_conversion_took_out_of_its_table() -> None:
    text = HEAD + (
        "Åtagande\n\n● Måla om bron.\n\nKommentar\n\nFärgen är blå.\n\n◆ Laga taket på badhuset.\n\n"
        "Kommentar\n\nVi väntar på anbud.\n"
    )
    assert [(a.title, a.comment) for a in report(text).assignments] == [
        ("Måla om bron.", "Färgen är blå."),
        ("Laga taket på badhuset.", "Vi väntar på anbud."),
    ]


def test_an_overview_and_the_list_are_one_record_each() -> None:
    overview = (
        "Översikt åtagande\n\n| Åtagande |\n|---|\n"
        "| 🟢 Byta ut ledningen under torget. |\n| 🟡 Spola brunnarna i Västerby. |\n\n"
    )
    assert len(report(HEAD + overview + COMMITMENTS).assignments) == 2


def test_a_symbol_lost_from_one_of_many_is_flagged() -> None:
    text = (
        HEAD
        + COMMITMENTS
        + "| 🟢 Fylla på grus. |\n| Kommentar Klart. |\n| Röja diket. |\n| Kommentar Pågår ej dokumenterat. |\n"
    )
    lost = report(text).assignments[-1]
    assert lost.title == "Röja diket."
    assert "icon_unread" in findings(text)


# Paragraphs


def test_paragraphs_labelled_uppdrag() -> None:
    text = HEAD + (
        "Kommunfullmäktiges uppdrag riktade till tekniska nämnden\n\nNedan redovisas hur uppdragen har hanterats.\n\n"
        "Uppdrag - Tekniska nämnden ges i uppdrag att se över avgifterna för parkering.\n\n"
        "Förslaget går till beslut i november.\n\n"
        "Uppdrag - Tekniska nämnden ges i uppdrag att rusta lekplatserna.\n\nSju av tolv är klara.\n"
    )
    one, two = report(text).assignments
    assert one.title == "Tekniska nämnden ges i uppdrag att se över avgifterna för parkering."
    assert one.responsible == ["Tekniska nämnden"]
    assert (one.comment, two.comment) == ("Förslaget går till beslut i november.", "Sju av tolv är klara.")


PARAGRAPHS = """T3 2022 Uppdrag

Ta fram en plan för laddplatser (TN)

Uppdraget är genomfört under året.

Planen antogs i oktober.

Se över hyrorna i kommunens lokaler (KS)

Uppdraget är inte genomfört under året.

Arbetet har endast påbörjats och kommer att slutföras 2023.
"""


def test_a_title_with_the_verdict_on_the_line_below() -> None:
    assert assignments(PARAGRAPHS) == [
        ("Ta fram en plan för laddplatser", "achieved"),
        ("Se över hyrorna i kommunens lokaler", "not_achieved"),
    ]
    assert [a.responsible for a in report(PARAGRAPHS).assignments] == [["TN"], ["KS"]]


def test_the_verdict_line_is_not_repeated_in_the_comment() -> None:
    one, two = report(PARAGRAPHS).assignments
    assert one.comment == "Planen antogs i oktober."
    assert two.comment == "Arbetet har endast påbörjats och kommer att slutföras 2023."
    assert one.status is not None
    assert one.status.raw == "Uppdraget är genomfört under året."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Uppdraget är genomfört.", "achieved"),
        ("Uppdraget är slutfört.", "achieved"),
        ("Uppdraget är delvis genomfört.", "partially_achieved"),
        ("Uppdraget är inte påbörjat.", "not_started"),
        ("Uppdraget pågår.", "in_progress"),
        ("Uppdraget är avslutat utan åtgärd.", None),
        ("Uppdraget utgår.", "discontinued"),
        ("Uppdraget flyttas till 2023.", "postponed"),
    ],
)
def test_verdicts_on_assignments(line: str, expected: str | None) -> None:
    assignment = only_assignment(
        f"Uppdrag 2022\n\nTa fram en plan för laddplatser (TN)\n\n{line}\n\nMer text om planen.\n"
    )
    assert expected is None or code(assignment.status) == expected


def test_an_empty_status_is_null_and_reported() -> None:
    text = (
        "Uppföljning av uppdrag 2020\n\nNr\tUppdrag\tStatus\tKommentar\n"
        "1\tBygga en bro\tGenomfört\t\n2\tMåla bron\t\tSe uppdrag 1.\n"
    )
    assert assignments(text) == [("Bygga en bro", "achieved"), ("Måla bron", None)]
    assert "assignment_without_status" in findings(text)


def test_a_late_assignment_is_in_progress_and_delayed() -> None:
    assignment = only_assignment("Uppdrag 2020\n\n| Uppdrag | Status |\n|---|---|\n| Bygga en bro | Försenat |")
    assert assignment.status is not None
    assert (assignment.status.code, assignment.status.schedule) == ("in_progress", "delayed")


@pytest.mark.parametrize(
    ("word", "kind"), [("Aktivitet", "activity"), ("Åtagande", "commitment"), ("Uppdrag", "assignment")]
)
def test_the_header_tells_what_kind_the_records_are(word: str, kind: str) -> None:
    assert only_assignment(f"Uppföljning 2020\n\n| {word} | Status |\n|---|---|\n| Bygga en bro | Pågår |").kind == kind


def test_activities_beside_goals_belong_to_them() -> None:
    text = (
        HEAD + "| Mål | Måluppfyllelse | Aktivitet | Status |\n|---|---|---|---|\n"
        "| Gatorna ska vara hela | Delvis uppfyllt | Laga potthål i city | Genomförd |\n"
        "| | | Köpa en sopmaskin | Pågår |\n"
        "| Vattnet ska vara gott | Uppfyllt | Byta filter i verket | Ej påbörjad |\n"
    )
    read = report(text)
    assert [code(goal.status) for goal in read.goals] == ["partially_achieved", "achieved"]
    assert [(a.goal, code(a.status)) for a in read.assignments] == [
        ("g1", "achieved"),
        ("g1", "in_progress"),
        ("g2", "not_started"),
    ]


def test_numbers_that_skip_or_repeat_are_reported() -> None:
    table = "Uppdrag nr\tKF-uppdrag\tStatus\n1\tBygga en bro\tPågår\n2\tMåla en bro\tPågår\n{}\tRiva en kiosk\tPågår\n"
    head = "Uppföljning av uppdrag 2020\n\n"
    assert "number_gap" in findings(head + table.format(4))
    assert "number_repeated" in findings(head + table.format(2))
    assert not findings(head + table.format(3)) & {"number_gap", "number_repeated"}


# Further layouts


def test_letters_mean_what_the_legend_says() -> None:
    text = (
        "# Uppföljning av uppdrag 2020\n\nG = genomfört, P = pågår, E = ej påbörjat\n\n"
        "| Uppdrag | Status |\n|---|---|\n"
        "| Se över reglementena | G |\n| Ta fram en lokalplan | P |\n| Utreda avgifterna | E |\n"
    )
    assert [status for _, status in assignments(text)] == ["achieved", "in_progress", "not_started"]


def test_a_share_done_is_progress() -> None:
    text = (
        "# Månadsuppföljning oktober 2023\n\n| Aktivitet | Färdigställt |\n|---|---|\n"
        "| Byta ventilation i skolan | 100 % |\n| Måla om idrottshallen | 60 % |\n| Sätta upp laddstolpar | 0 % |\n"
    )
    found = [a.status for a in report(text).assignments]
    assert [(s.code, s.progress, s.basis) for s in found if s] == [
        ("achieved", 100, "number"),
        ("in_progress", 60, "number"),
        ("not_started", 0, "number"),
    ]


def test_a_cross_in_one_of_several_columns() -> None:
    text = (
        "# Uppföljning 2022\n\n| Aktivitet | Ej påbörjad | Pågår | Klar |\n|---|---|---|---|\n"
        "| Starta jobbspår | | X | |\n| Ordna feriepraktik | | | X |\n| Ta fram språkstöd | X | | |\n"
    )
    assert [status for _, status in assignments(text)] == ["in_progress", "achieved", "not_started"]


def test_points_that_end_in_their_status() -> None:
    text = (
        "Tertialuppföljning 3 2019\n\nSkolnämnden\n\nUppdrag från kommunfullmäktige\n\n"
        "- Nämnden får i uppdrag att se över skolskjutsen. (Genomfört)\n"
        "- Nämnden får i uppdrag att utreda en resursskola. (Ej påbörjat)\n"
    )
    assert [status for _, status in assignments(text)] == ["achieved", "not_started"]


def test_a_table_of_assignments_with_dates_and_numbers_of_decision() -> None:
    text = (
        "# Uppföljning av uppdrag, tertial 2 2023\n\n| Dnr | Uppdrag | Ansvarig nämnd | Slutdatum | Läge | Notering |\n"
        "|---|---|---|---|---|---|\n"
        "| KS 2022/118 | Utreda en ny simhall | Fritidsnämnden | 2023-12-31 | Pågår enligt plan | "
        "Ritas |\n"
        "| KS 2021/301 | Ta fram en strategi | Kommunstyrelsen | 2023-03-31 | Slutfört | |\n"
    )
    one, two = report(text).assignments
    assert (one.title, one.responsible, code(one.status), one.comment) == (
        "Utreda en ny simhall",
        ["Fritidsnämnden"],
        "in_progress",
        "Ritas",
    )
    assert (two.title, code(two.status)) == ("Ta fram en strategi", "achieved")


def test_a_wrapped_row_is_one_record() -> None:
    text = (
        "Uppföljning av uppdrag T2 2023\n\n| Uppdrag | Nämnd | Status | Kommentar |\n"
        "|---|---|---|---|\n| Utreda bussar på | KS | Pågår | Dialog med regionen |\n"
        "| landsbygden | | | fortsätter i höst. |\n| Minska svinnet | UN | Klart | Halverat. |\n"
    )
    one, two = report(text).assignments
    assert (one.title, one.comment, two.title) == (
        "Utreda bussar på landsbygden",
        ("Dialog med regionen fortsätter i höst."),
        "Minska svinnet",
    )


def test_the_first_row_with_a_date_and_a_symbol_is_no_header() -> None:
    text = (
        "# Bokslut 2023\n\nGymnasienämnden\n\n| Aktivitet | Slutdatum | Status |\n|---|---|---|\n"
        "| Införa elevhälsoteam på alla skolor | 2023-06-30 | ✔ |\n"
        "| Bygga om matsalen | 2023-12-31 | ✘ |\n"
    )
    assert assignments(text) == [
        (("Införa elevhälsoteam på alla skolor"), "achieved"),
        ("Bygga om matsalen", "not_achieved"),
    ]


def test_a_new_header_inside_a_table_starts_a_new_one() -> None:
    text = (
        "Uppföljning 2020\n\nNr\tMål\tMåluppfyllelse\n1\tFler ska cykla\tUppfyllt\n"
        "Nr\tUppdrag\tStatus\n1\tBygga en cykelbro\tPågår\n"
    )
    assert (goals(text), assignments(text)) == (
        [("Fler ska cykla", "achieved")],
        [(("Bygga en cykelbro"), "in_progress")],
    )


def test_a_list_without_blank_lines() -> None:
    text = "Årsberättelse 2020\n\nParknämnden\n\n" + (
        "Åtagande\n● Måla om bron.\nKommentar Färgen är blå.\n● Laga taket på badhuset.\n"
        "Kommentar\nVi väntar på anbud.\n"
    )
    assert [(a.title, a.comment) for a in report(text).assignments] == [
        ("Måla om bron.", "Färgen är blå."),
        (("Laga taket på badhuset."), "Vi väntar på anbud."),
    ]


def test_numbered_assignments_with_their_fields_below() -> None:
    text = (
        "Uppföljning av budgetuppdrag 2024\n\nHeby kommun\n\nUppdrag 1\n"
        "Att utreda ett nytt badhus\nAnsvarig nämnd: Fritidsnämnden\nStatus: Påbörjat\n"
        "Uppföljning: Platsanalysen är klar.\n\nUppdrag 2\nAtt minska lokalytorna\n"
        "Ansvarig nämnd: Kommunstyrelsen\nStatus: Avslutat\nUppföljning: Planen godkändes.\n"
    )
    one, two = report(text).assignments
    assert (one.number, one.title, one.responsible, code(one.status), one.comment) == (
        "1",
        ("Att utreda ett nytt badhus"),
        ["Fritidsnämnden"],
        "in_progress",
        "Platsanalysen är klar.",
    )
    assert two.number == "2"


def test_a_result_column_of_activities_holds_their_status() -> None:
    text = (
        "Uppföljning 2021\n\nTekniska nämnden\n\n| Mål | Aktivitet | Resultat |\n|---|---|---|\n"
        "| Hållbar kommun | Byta till LED | Klart |\n| | Injustera ventilation | Ej påbörjat |\n"
        "| Vacker kommun | Plantera träd | Genomfört |\n"
    )
    assert [s for _, s in assignments(text)] == ["achieved", "not_started", "achieved"]


def test_the_decision_behind_an_assignment_is_no_record() -> None:
    text = (
        "# Uppdragslista 2024\n\nKommunstyrelsen\n\n"
        "| Uppdrag | Beslut | Återrapporteras | Status |\n|---|---|---|---|\n"
        "| Ta fram en lokalplan | KF 2023-11-27 § 140 | Juni 2024 | Klart |\n"
        "| Utreda bolagen | KF 2023-02-13 § 12 | Mars 2024 | Pågår |\n"
    )
    read = report(text)
    assert assignments(text) == [("Ta fram en lokalplan", "achieved"), ("Utreda bolagen", "in_progress")]
    assert (read.report.decision_date, read.report.period) == (None, None)


def test_the_latest_date_of_several_status_columns_counts() -> None:
    text = (
        "# Uppdragsuppföljning 2022\n\n"
        "| Nr | Uppdrag | Status 2022-04-30 | Status 2022-08-31 | Status 2022-12-31 |\n"
        "|---|---|---|---|---|\n| 1 | Ta fram en cykelplan | Ej påbörjat | Pågår | Klart |\n"
        "| 2 | Se över taxorna | Pågår | Pågår | Pågår |\n"
    )
    assert [s for _, s in assignments(text)] == ["achieved", "in_progress"]


@pytest.mark.parametrize(
    "heads",
    [
        ("Status T1", "Status T2"),
        ("Status apr", "Status aug"),
        ("Status 30/4", "Status 31/8"),
        ("Måluppfyllelse mars", ("Måluppfyllelse augusti")),
    ],
)
def test_the_later_part_of_the_year_counts(heads: tuple[str, str]) -> None:
    text = (
        f"# Uppföljning 2022\n\n| Uppdrag | {heads[0]} | {heads[1]} |\n|---|---|---|\n"
        f"| Ta fram en cykelplan | Ej påbörjat | Pågår |\n| Se över taxorna | Pågår | Klart |\n"
    )
    assert [s for _, s in assignments(text)] == ["in_progress", "achieved"]


@pytest.mark.parametrize(
    "status",
    [
        "Pågår enligt plan",
        "Enligt plan",
        "Löper enligt plan",
        ("Ej påbörjat, budget saknas"),
        "\uf06c Pågår enligt plan",
    ],
)
def test_a_first_row_whose_status_speaks_of_the_plan_is_no_header(status: str) -> None:
    text = (
        f"Årsberättelse 2021\n\nValnämnden\n\nAktivitet\tSlutdatum\tStatus\n"
        f"Införa en e-tjänst\t2021-12-31\t{status}\nNy telefontid\t2021-06-30\tKlar\n"
    )
    assert [t for t, _ in assignments(text)] == ["Införa en e-tjänst", "Ny telefontid"]


def test_column_for_status_and_comment_loses_neither() -> None:
    rows = (
        "| Ta fram en biblioteksplan | Pågår. En arbetsgrupp har tillsatts och skolorna har svarat på remissen. |\n"
        "| Se över bidragen | Kontoret har haft flera vakanser under hela våren. Uppdraget är inte påbörjat. |\n"
        "| Utreda ett kulturhus | Genomfört |\n"
    )
    text = f"Uppföljning av uppdrag 2023\n\nKulturnämnden\n\n| Uppdrag | Status/kommentar |\n|---|---|\n{rows}"
    first, second, third = report(text).assignments
    assert first.status and (first.status.raw, first.status.code) == ("Pågår.", "in_progress")
    assert first.comment == "En arbetsgrupp har tillsatts och skolorna har svarat på remissen."
    assert second.status and (second.status.raw, second.status.code) == ("Uppdraget är inte påbörjat.", "not_started")
    assert second.comment and second.comment.startswith("Kontoret har haft")
    assert third.comment is None


def test_list_with_signs_of_work_under_way_and_halted() -> None:
    text = (
        "# Delårsrapport 2023\n\nKulturnämnden\n\n## Uppdrag från kommunfullmäktige\n\n- ✅ Ta fram en biblioteksplan\n"
        "- 🔄 Se över föreningsbidragen\n- ⏳ Utreda ett kulturhus\n- ⏸ Öppna fritidsgårdar\n"
    )
    assert assignments(text) == [
        ("Ta fram en biblioteksplan", "achieved"),
        ("Se över föreningsbidragen", "in_progress"),
        ("Utreda ett kulturhus", "in_progress"),
        ("Öppna fritidsgårdar", "postponed"),
    ]


def test_headings_that_sort_the_rows_of_a_plan_are_their_areas() -> None:
    first, second = (
        f"| Nr | Insats | Läge |\n|---|---|---|\n| {number} | {title} | Klart |\n\n"
        for number, title in ((1, "Köpa in tjänstecyklar"), (2, "Byta fönster i rådhuset"))
    )
    text = (
        "# Redovisning av åtgärdsprogrammet för klimatet 2023\n\nAvser år 2023\n\n"
        f"## Resor\n\n{first}## Byggnader\n\n{second}"
    )
    assert [(a.title, a.area) for a in report(text).assignments] == [
        ("Köpa in tjänstecyklar", "Resor"),
        ("Byta fönster i rådhuset", "Byggnader"),
    ]


def test_what_a_measure_is_to_save_is_no_verdict_on_it() -> None:
    text = "# Månadsuppföljning oktober 2023\n\nOmsorgsnämnden\n\n## Åtgärder\n\n| Åtgärd | Status | Prognos 2023 |\n|---|---|---|\n| Avveckla inhyrd personal | Pågår | -3 200 tkr |\n| Stänga boendet Linden | Klart | -400 tkr |\n"
    assert [(a.title, code(a.status), a.forecast) for a in report(text).assignments] == [
        ("Avveckla inhyrd personal", "in_progress", None),
        ("Stänga boendet Linden", "achieved", None),
    ]


def test_points_under_their_kind_with_symbols_that_a_legend_explains() -> None:
    text = (
        "Delårsrapport 2031\n\nArvika kommun\n\nLäget visas så:\n\n◆ Pågår\n● Klart\n▲ Utgår\n\nHamnnämnden\n\n"
        "Åtaganden\n◆ Bygga om den norra bryggan\nKommentar: Pålarna är slagna.\n● Köpa en isbrytare\n\n"
        "Nämnden redovisar ett överskott på 3,4 mnkr för perioden.\n\nGatunämnden\n\n"
        "Åtaganden\n▲ Måla om broräcket\nKommentar: Räcket byts i stället.\n◆ Sopa alla torg\n"
        "Kommentar\n\nTvå torg återstår.\n"
    )
    assert [(a.title, a.kind, code(a.status), a.comment) for a in report(text).assignments] == [
        ("Bygga om den norra bryggan", "commitment", "in_progress", "Pålarna är slagna."),
        ("Köpa en isbrytare", "commitment", "achieved", None),
        ("Måla om broräcket", "commitment", "discontinued", "Räcket byts i stället."),
        ("Sopa alla torg", "commitment", "in_progress", "Två torg återstår."),
    ]


@pytest.mark.parametrize("head", ["Mål", "Koppling till nämndmål"])
def test_a_column_right_of_the_assignments_names_the_goals_they_serve(head: str) -> None:
    read = report(
        f"# Årsrapport 2021\n\nVattennämnden\n\n## Uppdrag\n\n| Uppdrag | {head} | Status | Kommentar |\n|---|---|---|---|\n"
        "| Byta ledningen vid hamnen | Läckorna ska bli färre | Klar | Den byttes i maj. |\n"
        "| Köpa en läcksökare | Läckorna ska bli färre | Pågår | |\n"
        "| Sätta upp fontäner | Fler ska dricka kranvatten | Ej påbörjad | |\n"
        "| Måla om vattentornet | | Klar | |\n"
    )
    assert [(g.id, g.title, g.status) for g in read.goals] == [
        ("g1", "Läckorna ska bli färre", None),
        ("g2", "Fler ska dricka kranvatten", None),
    ]
    assert [(a.title, a.goal, a.status and a.status.code, a.comment) for a in read.assignments] == [
        ("Byta ledningen vid hamnen", "g1", "achieved", "Den byttes i maj."),
        ("Köpa en läcksökare", "g1", "in_progress", None),
        ("Sätta upp fontäner", "g2", "not_started", None),
        ("Måla om vattentornet", None, "achieved", None),
    ]


@pytest.mark.parametrize("heading", ["Insatser", "Åtgärder", "Planerade åtgärder"])
def test_a_line_over_judged_points_within_a_goal_says_that_they_are_activities(heading: str) -> None:
    goal = "# Årsrapport 2021\n\nMiljönämnden\n\n## Nämndens mål\n\n### Luften ska bli bättre\n\nMålet är uppfyllt.\n\n"
    read = report(f"{goal}{heading}\n\n- Byta bussar (klart)\n- Plantera träd (pågår)\n")
    assert [(g.title, g.comment) for g in read.goals] == [("Luften ska bli bättre", None)]
    assert [(a.title, a.kind, a.goal, code(a.status)) for a in read.assignments] == [
        ("Byta bussar", "activity", "g1", "achieved"),
        ("Plantera träd", "activity", "g1", "in_progress"),
    ]
    told = report(f"{goal}{heading}\n\n- Bussarna byts under våren.\n- Träd planteras i maj.\n")
    assert (told.assignments, (told.goals[0].comment or "").split("\n")[0]) == ([], heading)


def test_one_heading_over_all_assignments_is_the_area_of_none_of_them() -> None:
    page = "<h1>Så går det med våra löften 2021</h1><h2>Skola</h2>" + "".join(
        f"<h3>{title}</h3><p>{verdict}</p>"
        for title, verdict in (("Mindre klasser", "Klart"), ("En ny sporthall", "Pågår"))
    )
    read = report(f"<html><body>{page}</body></html>".encode(), "sida.html")
    assert [(a.title, a.area) for a in read.assignments] == [("Mindre klasser", None), ("En ny sporthall", None)]


def test_a_column_of_areas_beside_the_assignments_needs_no_heading() -> None:
    head = "<tr><th>Område</th><th>Uppdrag</th><th>Status</th><th>Kommentar</th></tr>"
    area = '<td rowspan="2">Klimat</td>'
    first = f"<tr>{area}<td>Byta ut oljepannorna</td><td>Klart</td><td></td></tr>"
    rows = first + "<tr><td>Kartlägga reseutsläppen</td><td>Pågår</td><td>Enkäten är ute.</td></tr>"
    page = f"<h1>Årsrapport 2020</h1><h2>Uppdrag i reglementet</h2><table>{head}{rows}</table>"
    assert [a.area for a in report(f"<html><body>{page}</body></html>".encode(), "sida.html").assignments] == [
        "Klimat",
        "Klimat",
    ]


@pytest.mark.parametrize(
    "entry",
    [
        '<span class="tag">{verdict}</span> <strong>{title}</strong>{rest}',
        '<strong>{title}</strong> <span class="tag">{verdict}</span>{rest}',
    ],
)
def test_points_with_their_verdict_on_a_plate_before_or_behind_the_title(entry: str) -> None:
    points = "".join(
        f"<li>{entry.format(verdict=verdict, title=title, rest=rest)}</li>"
        for verdict, title, rest in (
            ("Klart", "Bygga laddstolpar vid skolorna", "<br>Tio stolpar är på plats."),
            (
                "På gång",
                "Köpa elbilar till hemtjänsten",
                "<br><em>Ansvarig: Socialnämnden</em><br>Leveranserna dröjer.",
            ),
            ("Ej påbörjat", "Inventera gamla pannor", ""),
        )
    )
    page = f"<h1>Årsrapport 2022</h1><h2>Uppdrag från kommunfullmäktige</h2><ul>{points}</ul>"
    found = report(f"<html><body>{page}</body></html>".encode(), "sida.html").assignments
    assert [(a.title, code(a.status), a.responsible, a.comment) for a in found] == [
        ("Bygga laddstolpar vid skolorna", "achieved", [], "Tio stolpar är på plats."),
        ("Köpa elbilar till hemtjänsten", "in_progress", ["Socialnämnden"], "Leveranserna dröjer."),
        ("Inventera gamla pannor", "not_started", [], None),
    ]


def test_what_serves_a_goal_under_an_area_heading_belongs_to_that_area() -> None:
    table = "| Åtagande | Nämnd | Läge |\n|---|---|---|\n| Rusta parken | TN | Klart |\n| Öppna en fritidsbank | KFN | Pågår |\n"
    goal = "### Mål: Fler ska trivas\n\nStatus: Uppnått\n\n#### Åtaganden\n\n"
    text = f"# Uppföljning 2023\n\n## Det goda livet\n\n{goal}{table}\n## Arbete\n\n### Mål: Fler företag\n\nStatus: Uppnått\n"
    assert [a.area for a in report(text).assignments] == ["Det goda livet", "Det goda livet"]
    later = text.replace("#### Åtaganden\n\n" + table, "") + "\n## Nämndernas åtaganden\n\n" + table
    assert [a.area for a in report(later).assignments] == [None, None]


DATED = (
    "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nMål 1: Alla ska vara trygga\nMåluppfyllelse: Delvis uppfyllt\n"
    "Fler är trygga än förra året.\n\nAktiviteter\nInrätta en portal\nSlutdatum 2022-06-30\nAvslutad\n"
    "Portalen togs i drift i maj.\nUtöka mottagningen\nSlutdatum: 2022-12-31\nPågående\n\n"
    "Mål 2: Alla ska äta\nMåluppfyllelse: Uppfyllt\nMaten är god.\n\nAktiviteter\nInföra kamerastöd\n"
    "Klart senast september 2023\nAvbruten\nLeverantören drog sig ur.\n"
)


def test_activities_with_the_day_they_are_due_above_their_verdict() -> None:
    read = report(DATED)
    assert [(a.title, code(a.status), a.comment, a.goal) for a in read.assignments] == [
        ("Inrätta en portal", "achieved", "Portalen togs i drift i maj.", "g1"),
        ("Utöka mottagningen", "in_progress", None, "g1"),
        ("Införa kamerastöd", "discontinued", "Leverantören drog sig ur.", "g2"),
    ]
    assert [(g.title, g.area, g.comment) for g in read.goals] == [
        ("Alla ska vara trygga", None, "Fler är trygga än förra året."),
        ("Alla ska äta", None, "Maten är god."),
    ]


def test_a_day_in_a_sentence_of_a_list_opens_no_activity() -> None:
    text = DATED.replace("Slutdatum 2022-06-30\nAvslutad\n", "Den invigdes 2022-06-30 av rektor.\n")
    assert "Inrätta en portal" not in [a.title for a in report(text).assignments]


def test_a_sentence_in_a_row_of_its_own_tells_of_the_assignment_above() -> None:
    read = report(
        "Årsrapport 2020\n\nParknämnden\n\nAktivitet\tStatus\tSlutdatum\nRusta lekparken vid ån\tAvslutad\t2020-06-30\n"
        "Gungorna är nya och sanden är bytt.\t\t\nPlantera lindar längs gatan\tPågår\t2020-12-31\n"
    )
    assert [(each.title, code(each.status), each.comment) for each in read.assignments] == [
        ("Rusta lekparken vid ån", "achieved", "Gungorna är nya och sanden är bytt."),
        ("Plantera lindar längs gatan", "in_progress", None),
    ]


def test_titles_that_are_sentences_stay_assignments_without_a_status() -> None:
    read = report(
        "Årsrapport 2020\n\nParknämnden\n\nUppdrag\tStatus\nNämnden ska rusta lekparken vid ån.\tAvslutad\n"
        "Nämnden ska plantera lindar längs gatan.\t\nNämnden ska se över belysningen.\tPågår\n"
    )
    assert [code(each.status) for each in read.assignments] == ["achieved", None, "in_progress"]


def test_a_goal_alone_in_its_table_heads_the_tables_below_it() -> None:
    read = report(
        "Årsrapport 2020\n\nParknämnden\n\nKF-mål: Staden ska vara grön\n\n"
        + "".join(
            f"Nämndmål\tLäge\n{goal}\tUppfyllt\n\nIndikator\tUtfall 2020\tMålvärde 2020\n{measure}\t12\t10\n\n"
            f"Aktivitet\tStatus\n{work}\tAvslutad\n\n"
            for goal, measure, work in (
                ("Parkerna är trygga om kvällen", "Antal lampor", "Sätta upp lampor vid ån"),
                ("Barnen hittar till lekplatsen", "Antal skyltar", "Måla nya skyltar till parken"),
            )
        )
    )
    titles = {goal.id: goal.title for goal in read.goals}
    assert [titles.get(each.goal or "") for each in read.assignments] == list(titles.values())[1:]
    assert [titles.get(each.goal or "") for each in read.indicators] == list(titles.values())[1:]
    assert [titles.get(goal.parent or "") for goal in read.goals] == [
        None,
        "Staden ska vara grön",
        "Staden ska vara grön",
    ]


def test_a_sentence_in_a_row_of_its_own_is_told_without_its_label() -> None:
    rows = "| Bygga en brygga | Pågår |\n| Kommentar: Virket har köpts in. | |\n| Måla båthuset | Klar |\n| Färgen håller. | |\n"
    read = report(f"# Årsrapport 2022\n\nHamnnämnden\n\n| Uppdrag | Status |\n|---|---|\n{rows}")
    assert [(a.title, a.comment) for a in read.assignments] == [
        ("Bygga en brygga", "Virket har köpts in."),
        ("Måla båthuset", "Färgen håller."),
    ]
