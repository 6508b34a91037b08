"""Strengths and areas for improvement: once each, however often they are listed."""

from __future__ import annotations

import pytest

from tests.reports import report

HEAD = "Årsberättelse 2020\n\nKulturnämnden\n\n"


def points(text: str) -> list[tuple[str, str | None, str]]:
    return [(point.kind, point.area, point.text) for point in report(text).observations]


def test_two_columns_of_bullets_under_an_area() -> None:
    text = HEAD + (
        "Målområde 1 En läsande stad\n\nPositiva iakttagelser\tFörbättringsområden\n"
        "• Fler låntagare • Nya lokaler\t• Kortare köer till kursen\n"
    )
    assert points(text) == [
        ("strength", "Målområde 1 En läsande stad", "Fler låntagare"),
        ("strength", "Målområde 1 En läsande stad", "Nya lokaler"),
        ("improvement", "Målområde 1 En läsande stad", "Kortare köer till kursen"),
    ]


def test_lists_in_markup_are_parted_into_points() -> None:
    text = HEAD + (
        "| Styrkor | Utvecklingsområden |\n|---|---|\n"
        "| <ul><li>Fler gäster</li><li>Bättre ljud</li></ul> | <ul><li>Ny scen</li></ul> "
        "|\n"
    )
    assert [point for _, _, point in points(text)] == ["Fler gäster", "Bättre ljud", "Ny scen"]


def test_the_summary_and_the_chapter_give_one_observation_where_they_agree() -> None:
    table = "Positiva iakttagelser\tFörbättringsområden\n• Fler låntagare\t• {}\n\n"
    text = HEAD + (
        "Sammanfattning\n\nMålområden\tPositiva iakttagelser\tFörbättringsområden\n"
        "En läsande stad\t• Fler låntagare\t• Kortare köer\n\n"
        "Målområde 1 En läsande stad\n\n" + table.format("Kortare köer till kursen")
    )
    found = points(text)
    assert [point for kind, _, point in found if kind == "strength"] == ["Fler låntagare"]
    assert [point for kind, _, point in found if kind == "improvement"] == ["Kortare köer", "Kortare köer till kursen"]
    assert len(report(text).observations[0].source.also) == 1


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Positiva iakttagelser", "strength"),
        ("Styrkor", "strength"),
        ("Förbättringsområden", "improvement"),
        ("Utvecklingsområden", "improvement"),
    ],
)
def test_a_heading_with_bullets_under_it(header: str, kind: str) -> None:
    assert [(k, t) for k, _, t in points(HEAD + f"{header}\n\n• Fler gäster än i fjol\n\n• Bättre ljud i salen\n")] == [
        (kind, "Fler gäster än i fjol"),
        (kind, "Bättre ljud i salen"),
    ]


def test_bullets_elsewhere_are_no_observations() -> None:
    assert points(HEAD + "Viktiga händelser\n\n• Biblioteket brann\n\n• Scenen byggdes om\n") == []


def test_the_line_of_an_observation() -> None:
    text = HEAD + "Positiva iakttagelser\tFörbättringsområden\n• Fler låntagare\t• Kortare köer\n"
    assert {point.source.line for point in report(text).observations} == {6}


def test_a_header_repeated_inside_a_list_of_observations() -> None:
    header = "Positiva iakttagelser\tFörbättringsområden\n"
    assert [
        o.text
        for o in report(
            ("Årsberättelse 2020\n\nParknämnden\n\n")
            + header
            + "• Fler gäster\t• Ny scen\n"
            + header
            + "• Bättre ljud\t• Fler toaletter\n"
        ).observations
    ] == ["Fler gäster", "Ny scen", "Bättre ljud", "Fler toaletter"]


@pytest.mark.parametrize(("good", "poor"), [("Positiv utveckling", "Att förbättra"), ("Styrkor", "Utvecklingsområden")])
@pytest.mark.parametrize(
    ("one", "other"),
    [("Målområde 1 En trygg kommun", "Målområde 2 En grön kommun"), ("Förskola", "Kulturskola")],
)
def test_points_belong_to_the_heading_above_the_words_that_sort_them(
    good: str, poor: str, one: str, other: str
) -> None:
    def part(area: str, points: list[str]) -> str:
        return (
            f"{area}\n\nVi har arbetat som planerat under hela året.\n\n"
            f"{good}\n- {points[0]}\n- {points[1]}\n\n{poor}\n- {points[2]}\n\n"
        )

    text = "Verksamhetsberättelse 2021\n\nBarnnämnden\n\n4. Verksamheterna\n\n"
    text += part(one, ["Kortare köer", "Fler utbildade", "Färre vikarier"]) + "2\n\nVerksamhetsberättelse 2021\n\n"
    text += part(other, ["Nya grupper", "Fler platser", "Jämnare fördelning"]) + "3\n\nVerksamhetsberättelse 2021\n"
    assert [(o.kind, o.area, o.text) for o in report(text).observations] == [
        ("strength", one, "Kortare köer"),
        ("strength", one, "Fler utbildade"),
        ("improvement", one, "Färre vikarier"),
        ("strength", other, "Nya grupper"),
        ("strength", other, "Fler platser"),
        ("improvement", other, "Jämnare fördelning"),
    ]


def test_strengths_below_the_measures_of_a_goal_are_no_comment_of_its() -> None:
    read = report(
        "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nTrygghet\n\nMål 1\nAlla ska trivas\nBedömning: Uppnått\n\n"
        "Mått\tUtfall 2021\tUtfall 2022\tMålvärde 2022\nAndel som trivs, %\t80\t84\t82\n\n"
        "Styrkor\n• Rastvakterna är kända\n\nUtvecklingsområden\n• Otrygga platser vid bussen\n"
    )
    assert [(o.kind, o.text) for o in read.observations] == [
        ("strength", "Rastvakterna är kända"),
        ("improvement", "Otrygga platser vid bussen"),
    ]
    assert [g.comment for g in read.goals] == [None]


def test_a_question_about_strengths_inside_a_comment_stays_there() -> None:
    read = report(
        "Verksamhetsberättelse 2022\n\nSkolnämnden\n\nMål 1: Alla ska trivas\nBedömning: Uppnått\n"
        "Trivseln ökar.\nVad har gått bra?\n• Rastvakterna är kända\n"
    )
    assert [g.comment for g in read.goals] == ["Trivseln ökar.\nVad har gått bra?\n• Rastvakterna är kända"]
