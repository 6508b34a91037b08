"""Verdict sentences put together from Swedish grammar: who judges, what is judged, how far, which verb, when and why.

Reports say one verdict in thousands of ways. The parts below multiply to some millions of sentences whose verdict is
known from their parts, so that a gap in the grammar shows however the sentence that falls into it is worded.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

ACHIEVED, PARTIAL, MISSED = "achieved", "partially_achieved", "not_achieved"
DEGREES = {
    "": ACHIEVED,
    "helt": ACHIEVED,
    "i sin helhet": ACHIEVED,
    "därmed": ACHIEVED,
    "med god marginal": ACHIEVED,
    "även i år": ACHIEVED,
    "delvis": PARTIAL,
    "endast delvis": PARTIAL,
    "till stor del": PARTIAL,
    "till viss del": PARTIAL,
    "i stort sett": PARTIAL,
    "nästan": PARTIAL,
    "inte helt": PARTIAL,
    "inte fullt ut": PARTIAL,
    "inte i sin helhet": PARTIAL,
    "inte": MISSED,
    "ej": MISSED,
    "ännu inte": MISSED,
    "fortfarande inte": MISSED,
    "tyvärr inte": MISSED,
    "därför inte": MISSED,
    "inte heller i år": MISSED,
}
GOALS = (
    *("målet", "nämndens mål", "målet om ökad trygghet", "målet att alla elever ska klara skolan", "delmålet", "mål 3"),
    *("målet om en ekonomi i balans", "kommunfullmäktiges mål", "målvärdet om 80 procent", "målet för sjukfrånvaron"),
    *("det långsiktiga målet", "målet att minska sjukfrånvaron", "målet som avser frisknärvaro", "indikatorn"),
    *("målet avseende andelen nöjda brukare", "resultatmålet", "årets mål", 'målet "En trygg kommun"', "målnivån"),
)
TASKS = (
    *("uppdraget", "uppdraget att ta fram en plan", "aktiviteten", "åtgärden att införa e-tjänster", "uppdrag 4"),
    *("uppdraget från kommunfullmäktige", "nämndens uppdrag", "aktiviteten kring kompetensförsörjning", "insatsen"),
    *("uppdraget gällande ny skola", "uppdraget att utreda lokalbehovet", "budgetuppdraget", "åtagandet"),
)
VERBS = (
    *(("uppfylla", "uppfyllt", "uppfyllts", "uppfylldes", "uppfyllas"),),
    *(("uppnå", "uppnått", "uppnåtts", "uppnåddes", "uppnås"), ("nå", "nått", "nåtts", "nåddes", "nås")),
    *(("infria", "infriat", "infriats", "infriades", "infrias"),),
)
TASK_VERBS = (
    *(("genomföra", "genomfört", "genomförts", "genomfördes", "genomföras"),),
    *(("slutföra", "slutfört", "slutförts", "slutfördes", "slutföras"),),
    *(("färdigställa", "färdigställt", "färdigställts", "färdigställdes", "färdigställas"),),
)
PREDICATES = (
    *("är {d} {t}", "har {d} {s}", "{p} {d}", "bedöms {d} vara {t}", "bedöms {d} ha {s}", "bedöms {d} {i}"),
    *("bedöms {d} bli {t}", "kommer {d} att {i}", "kommer att {d} {i}", "beräknas {d} {i}", "förväntas {d} {i}"),
    *("prognostiseras {d} {i}", "ser {d} ut att {i}", "kan {d} anses {t}", "får anses {d} {t}", "anses {d} vara {t}"),
    *("betraktas som {d} {t}", "kunde {d} {i}", "har {d} kunnat {i}", "bedöms {d} kunna {i}", "blev {d} {t}"),
    *("kommer {d} att vara {t}", "kommer {d} att kunna {i}", "bedöms som {d} {t}", "tros {d} {i}"),
)
INVERTED = (
    *("är {g} {d} {t}", "har {g} {d} {s}", "{p} {g} {d}", "bedöms {g} {d} vara {t}", "bedöms {g} {d} ha {s}"),
    *("bedöms {g} {d} {i}", "beräknas {g} {d} {i}", "kommer {g} {d} att {i}", "kan {g} {d} anses {t}"),
    *("anses {g} {d} vara {t}", "har {g} {d} kunnat {i}", "blev {g} {d} {t}"),
)
ACTIVE = (
    *("har {d} {t} {g}", "kommer {d} att {a} {g}", "bedöms {d} {a} {g}", "beräknas {d} {a} {g}"),
    *("har {d} kunnat {a} {g}", "lyckades {d} {a} {g}", "har {d} lyckats {a} {g}"),
)
FRAMES = (
    *("nämnden bedömer att", "bedömningen är att", "den samlade bedömningen är att", "vi bedömer att"),
    *("förvaltningen gör bedömningen att", "sammanfattningsvis kan konstateras att", "utfallet visar att"),
    *("resultatet innebär att", "sammantaget bedömer nämnden att", "en sammanvägd bedömning ger att"),
    *("slutsatsen är att", "det innebär att", "förvaltningens bedömning är därför att"),
)
LABELS = ("bedömning:", "analys:", "kommentar:", "måluppfyllelse:", "utvärdering:")
FRONTS = (
    *("under året", "därmed", "sammantaget", "i nuläget", "för 2022", "utifrån ovanstående", "trots ökade insatser"),
    *("på grund av personalbrist", "per den 31 augusti", "enligt nämndens bedömning", "vid årets slut", "dessvärre"),
    *("utifrån de mätningar som gjorts", "med anledning av detta", "i likhet med föregående år", "hittills"),
)
ACTORS = (
    *("nämnden", "kommunen", "vi", "förvaltningen", "verksamheten", "bolaget", "skolan", "hemtjänsten"),
    *("förskolorna", "äldreomsorgen", "kommunkoncernen", "stadsbyggnadskontoret", "avdelningen"),
)
ENDINGS = (
    *("", "", "", "", " under året", " för 2023", " i år", " på grund av personalbrist", " trots ökade insatser"),
    *(" då sjukfrånvaron har ökat", ", trots att sjukfrånvaron ökat", " och arbetet fortsätter under nästa år"),
    *(", vilket är en förbättring jämfört med föregående år", " men utvecklingen går åt rätt håll", " fram till 2025"),
    *(", se kommentar nedan", " utifrån de indikatorer som finns", " tack vare goda insatser"),
)


def sentences(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Give sentences and the verdict each states."""
    rng = random.Random(seed)
    for _ in range(count):
        degree = rng.choice(tuple(DEGREES))
        text = " ".join(_clause(rng, degree).split()) + rng.choice(ENDINGS) + "."
        yield text[0].upper() + text[1:], DEGREES[degree]


def _clause(rng: random.Random, degree: str) -> str:
    goal = rng.random() < 0.6
    subject = rng.choice(GOALS if goal else TASKS)
    active, participle, supine, past, passive = rng.choice(VERBS if goal else TASK_VERBS)
    forms = {"g": subject, "d": degree, "a": active, "t": participle, "s": supine, "p": past, "i": passive}
    order = rng.choice(("plain", "labelled", "reported", "inverted", "active"))
    if order == "active":
        return f"{rng.choice(ACTORS)} {rng.choice(ACTIVE).format(**forms)}"
    if order == "inverted":
        return f"{rng.choice(FRONTS)} {rng.choice(INVERTED).format(**forms)}"
    predicate = rng.choice(PREDICATES)
    if order == "reported":  # a subordinate clause has its adverbs before the verb
        forms["d"] = ""
        return f"{rng.choice(FRAMES)} {subject} {degree} {predicate.format(**forms)}"
    label = rng.choice(LABELS) if order == "labelled" else ""
    return f"{label} {subject} {predicate.format(**forms)}"
