"""What a Swedish clause says about a goal or an assignment: reached or not, wholly or partly, now or by outlook.

A clause arrives as a string of kinds (`kommunrapport.normalize.sentence`). A verdict needs a subject that is the
record itself ("målet", "uppdraget"), its fulfilment ("måluppfyllelsen") or nothing at all ("Delvis uppfyllt"): what is
said of an investigation, an enquiry or two of three activities is no verdict on the record.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from .parts import share_of_parts, weighed, without_parts

if TYPE_CHECKING:  # the contract's models are not loaded for its codes
    from ..schema.codes import StatusCode

Tense: TypeAlias = Literal["outcome", "forecast"]
Subject: TypeAlias = Literal["record", "fulfilment", "judgement", "work", "task", "none", "parts", "some parts"]

_DONE = "ADZÅÖ"
_REACH = "AaiÅ"
_DO = "DdeÖ"
_VERDICT_KINDS = _REACH + _DO + "ZzSsopLXmRU"


class Outcome(NamedTuple):
    """What a clause states; without a code it states nothing and its record's other clauses must not be guessed at."""

    code: StatusCode | None
    tense: Tense = "outcome"
    confidence: float = 0.98


_REFUSED = Outcome(None)


class Claim(NamedTuple):
    """A clause's verdict: on what, and in which of its kinds it lies."""

    outcome: Outcome
    subject: Subject
    run: str


_NOTHING = Claim(_REFUSED, "none", "")
_PREPOSITIONS = "_=Ωω"
_VERBS = "≈bBfFckyNOPHaAdDÅÖoSsejihöTKmRwUvLXQÄpu"
_STRONG = "bBfFckyRmoLXQ"
"""Verbs that are finite on their own, so that a predicate may begin with them after an attribute."""
_ATTRIBUTE = "_=Ωω&xw0□J§W#+rM"
"""What an attribute of the subject opens with: "målet om …", "målet att …", "målet som …", "målet 3"."""
_PHRASE = rf"[{_PREPOSITIONS}][xVgGJ§EMWY0%#α+□t≥≤]*+"
_HEAD = re.compile(rf"(?:[{_VERBS}123ZztY+/V<J§MEWgqG0%Iv≥≤]|{_PHRASE})++")
"""As much of a predicate as is understood; unknown words only inside prepositional phrases."""
_BEFORE = re.compile(
    rf"(?P<front>(?:[x+]*V|[_=ω][xgGEJ§MW0%α1+tV]*+|[J§MEt](?!_x))*)(?P<run>[{_VERBS}]+)"
    rf"(?:[x+]*V(?P<rest>[{_VERBS}]*))?"
)
"""What may stand before the subject: an adverbial, a board, or the verb that inversion puts there."""
_DEFINITE = re.compile(r"tx?$")
"""The article, and an attribute, that a definite subject opens with: "det långsiktiga målet"."""
_COUNTED_JUDGES = re.compile("t?[0#]")
"""Some of several who judge: "17 av 29 nämnder bedömer att"."""
_FRAME = re.compile(
    rf"(?:tb)?[xVvJ§EgGMWR0%+#αktQTY/{_PREPOSITIONS}-]*"
    r"(?:[jæ][Vx+]{0,4}|[J§][xVgGEM_0#α+TY]*[bBR]|[bB][tV]?[J§]|f|[xJ§EgVtMQTY0%]b?I(?:_x)?|It|I[x+]*V?[JM]|RJ)"
)
"""A main clause that only says who judges: "nämnden bedömer att", "bedömningen är att", "resultatet visar att"."""
_SET_BY = re.compile("(?<=t)øV[x∂D]*(?=[GγΓg])")
"""Who set the goals, between article and noun: "de av fullmäktige beslutade målen"."""
_MANY = frozenset("∀ΓOP#")
_OF_PARTS = frozenset({"parts", "some parts"})
_GOAL_NAMED = re.compile(r"[^bBfFckuN]*bαx*gw?(?:t?x?V)?([bNPHyk]*[AaiÅ][NPH]*)(?:[_=T].*)?")
_ANOTHER_THING = re.compile("^[LX][ŴW](?:ø|_[tα]+x)")
"""What is halted is the introduction of something, not the record: "skjuta upp införandet av lagen"."""
_DECIDED = re.compile(r"[xVJ+_ø=t]*(?:bD|b?V?∂V?)")
"""Who decided: "nämnden har beslutat", "nämnden valde"."""
_VERDICTS = frozenset({"achieved", "partially_achieved", "not_achieved"})
_NOTHING_ELSE = re.compile("O[^NI&]*I_?#$")
"""Nothing speaks for anything but what follows: "inget i uppföljningen tyder i nuläget på annat än"."""
_OPEN_THAT = re.compile(r"([cfFköp][^&]{0,6})&(?=[NPH]*[aiedzsßBbLX]|[NPH]*$)")
"""A that-clause without subject: "väntas att uppfyllas"."""
_FUTURE_THAT = re.compile(r"(c[^&]{0,14})&")
_CANNOT_JUDGE = re.compile(r"VvM|V[kybö]*[NO][^AaDd]*[mJM]")
"""Who cannot judge: "vi kan inte bedöma målet"."""
_DOUBTED_PEOPLE = re.compile("Vf+w?U")
"""Who or what of several is uncertain: "majoriteten bedöms som osäkra"."""
_FOR_WANT_OF = re.compile("^=[^bBfFvN]*(?=v[MJ])")
"""Why something is missing: "till följd av inställda prov saknas data"."""
_NO_PROSPECT = re.compile("O℘[NPHk]*(?:u?[ie]|&?[aAdD])[NPH]*t?x?G")
"""No chance is seen: "inga möjligheter att nå målet"."""
_SO_FAR = re.compile("^_[#0x]+(?=bt?[vm])")
"""When it is too early: "efter fyra månader är det för tidigt"."""
_DOUBTED_PROSPECT = re.compile("U_?t?℘[NPHk]*[ie]t?x?G")
"""What is said of the chances: "stor osäkerhet kring möjligheten att nå målet"."""
_NOT_JUDGED = re.compile(r"(^[JM][^x]*N[Rm]).+")
"""A measure that is not there, and what else is said: "uppföljningen kan inte bedömas i skolan"."""
_SCALE = re.compile(r"[AD][^/+]*[NP][^/+]*[AD]|[NP]A[+][NP]A")
"""The steps of a scale without commas: "uppfyllt delvis uppfyllt"."""
_NOT_BARE = re.compile(r"g|[_=Ωω](?=[ADSZÖÅ])|(?:0(?!%)|#)[ADÖÅ]")
"""Done things of some kind, a deadline, a count: a verb that belongs to something else."""
_EXPECTED = re.compile(r"[fF]+")
"""An outlook on the fulfilment: "bedöms", "förväntas"."""
COLOURS: dict[str, StatusCode] = {"⊕": "achieved", "⊙": "partially_achieved", "⊖": "not_achieved"}
_LATE_YET = re.compile(r"[^ADZÅÖ]*(?:Q[^ADZÅÖ]*|K[^ADZÅÖ]*\+)[FcfB]")
"""Delayed or on time, with an outlook: "går enligt plan och beräknas vara klart"."""
_BEGUN_AND_DONE = re.compile(r"S\+[PH]*[AD]")
"""Begun and done: "påbörjat och genomfört"."""
_FRONTED_CAUSE = re.compile(r"^=[^bBfFckaAdDoLXS&]*?(?=[bBfFck][bBfFckyPNHVi]*t?x?$|V[NPH]*[aA]$)")
"""A cause before the verb and its subject: "trots flera insatser har", "trots flera insatser når vi inte upp till"."""
_FRONTED_PHRASE = re.compile(r"^[_=][αtmpÖÄ]*[x0%g][x0%α_#mp≥≤]*(?=[bBfFckaA])")
"""What stands before the verb and its subject: "med ett underskott på 14 mnkr kommer"."""
_RESUMED_AFTER_CAUSE = re.compile(r"[NPHO]*$")
"""What closes a predicate that its cause interrupted: "nås på grund av hög frånvaro inte fullt ut"."""
_ALSO_REACHED = re.compile("V[^+&G]*[+]([bfFckyNPHO]*[Aad][NPHO]*)t?x?")
"""What a body has reached besides what it does: "nämnden arbetar med ... och har redan uppnått"."""
_INVERTED_WORK = re.compile(r"[=_][xgVJ]*([bcfF])W(.*)")
"""The work behind its verb: "under covidpandemin har arbetet pausats"."""
_OWN_WORK = re.compile(r"V([bBfF]*[NPH]*[oSL])W(_t?α?x)?")
"""What the board does with the work itself: "vi är mitt uppe i genomförandet"."""
_NAMED_BEFORE = re.compile(r"tbα?x?(o)W|t(b[NPH]*[DSLX][NPH]*K?|[oLX]K?)|Vb?([KQ])|(?:g|t(?=oαW))(oo?K?)(?:αW.*)?")
"""What was named before: "detta är genomfört", "insatser pågår", "detta är ett pågående arbete"."""
_INVERTED_ATTRIBUTE = re.compile(r"([bBfFckyaAdD]V?t?x?G)(?:[_=]?&(?:[^u&]*u)?[aieD]?[xV][x_=Ωωgα0#V]*|□)")
"""What names a record that stands behind its verb: "därmed är uppdraget att utreda behovet genomfört"."""
_BASIS = re.compile(r"^[_=][xgGtMJ§α#0V]*w[bNPHyVx_]*[DARmÖÅI∂]+(?=[bBfFckaADj].*G)")
"""What a sentence starts from: "utifrån de mätningar som gjorts bedöms målet …"."""
_ACTIVE_PAST = re.compile(r"(?<=V)([ÅÖÄ])(?=[NPH]*[tV]?G)")
"""A plural participle that after its subject is the past tense: "bolaget infriade målet"."""
_ON_PLAN_FIRST = re.compile(r"^V?b?K[+](?=[jæ])")
"""What leads up to an outlook: "vi ligger väl till och räknar med"."""
_LED_BY = re.compile("^[_=][xJM§tα0G]+(?=[fFbcj])")
"""What an outlook starts from, before its verb: "utifrån resultatet efter april prognostiseras"."""
_COLOURED = re.compile(r"[VG]?[J§GE](?:_G)?[bfw]*([⊕⊙⊖])")
"""A colour as verdict: "målet är grönt"."""
_WORK_VERB = re.compile(r"(?:[bf][NPHyk]*[SoLXQDds]|[oLXQ])(?:[NPH+oSDQKFbfT]|[_=][^bf]*+)*$")
"""What the work does last: "arbetet i skolan pågår"."""
_CLOSING_REMARK = re.compile(r"α?W(?!ó(?:_Y)?K?$)[^SoDZ]*ó|α?Ŵ_(?!G)|α?[WŴ].*ó.")
"""Work that just goes on, or a project among others: such sentences close any comment."""
_SHOWN = re.compile(r"[^I]*[JE§gGV][^I]*I|I[JV]?_?$")
"""What shows a grade of fulfilment: "uppföljningen visar"."""
_UNSEEN_DEGREE = re.compile(r"(?:^|[bfFwBc])_x+[NPH]*[ADaid]")
"""A degree that was misread: "är i vqss uppfyllt"."""
_AWAITED = re.compile(r"V?[bo]*(?:L_?M|L_J)")
"""What is waited for is the measurement: "inväntar statistik"."""
_JUDGED_LATER = re.compile(r"(?:J[bf]*L|M[bf]*[LX])(?!X)")
"""The judgement is put off, or the measurement dropped: "bedömningen får anstå", "mätningen utgår"."""
_AGENTS = re.compile(r"[Aa]ø#")
"""Others than the record reach it: "uppnås av flera"."""
_OWN_RECORD = re.compile(r"(?<![_=Ωωø])(?:[Vt]γ|γ0(?!%))|^γ(?=[NPH]*ŷ?[ADSXLo])|(?<=^V[Aa])γ$|(?<=^Vŷ[Aa])γ$")
"""Whose record it is: "nämndens mål", "detta uppdrag", "mål 3"."""
_PROSPECTS = re.compile(
    r"f?[^bBfF]*[bB]?[^bBfF]*?(?:(N?)([13])℘|℘)[NPH]*"
    r"(?:[ie][^bBfFw]*G|G[NPH]*[ad])[^bBfFw]*(?:(?:[bBfF]+w?|w)[bf]*(N?)([13]))?[^x]*"
)
"""What is said of the possibilities to reach a goal."""
_SUFFICES = re.compile(r"([^&]*)♢[NPH]*(?:[iea][^x&]*G|t?x?Gu?[NPHbkac]*[aiAdD]).*")
"""What is done suffices or not: "insatserna är inte tillräckliga för att nå målet"."""
_FINITE_PAST = re.compile(r"((?:^|&)t?x?G)(?:[_=Ωω&xw0□#u+gG1%VJMα§eitD-]|ub|[≥≤])+?(?=[NPH]*ŷ)")
"""A record, its attribute, and the verb in the past tense that must be its predicate: "målet om fler lärare nåddes"."""
_AFTER_PLAN = re.compile(r"[_=]?&(?:[^u]*u)?[^+/,aku]*x[NPH]*(?=[adspKo](?![xgGJ#0α]))")
"""An attribute that is a plan, before a verb that is the record's own: "målet att fler ska cykla uppfylls"."""
_ATTRIBUTES = re.compile(r"[NPH]*[ÖÅÄ]+(?=[gG])|[ÖÅÄ∂]+(?=[xgG])")
"""An attribute that looks like a verdict: "genomförda aktiviteter"."""
_BEING_DONE = re.compile("b[NPH]*[AD]")
"""What one expects to be: "vara klara"."""
_EVERYWHERE = re.compile("^_∀x+(?=[bBfFck])")
"""A place that leaves nothing out: "inom samtliga områden är målet uppnått"."""
_WORK_TO_DO = re.compile(r"^(?:αx?)?W_[ei]?(?=G)")
"""What carries out the record: "arbetet med uppdraget"."""
_WORK_WITH = re.compile(
    r"(?<=[SsßoLXdD])W_(?=G)|(?<=[VbNy]S)_(?=G)|(?<=Vbo)_?(?=G)|(?<=[bNHP]D)_(?=G$)|(?<=[jf]G)w(?=[NPH]*[ADZLX])"
)
"""What adds nothing: "har påbörjat arbetet med uppdraget", "betraktar målet som uppnått"."""
_CLOSED_AFTER = re.compile(r"(?<=[DA])\+[ukf]*[kb]*[XZz].*")
"""What follows once a record is done: "slutfört och bör avföras från listan"."""
_HALTED_BY = re.compile(r"[x+]*Vb?ŷ?(?:[LX]_|X)G.*")
"""Who waits with the record or drops it: "nämnden avvaktar med uppdraget"."""
_DOUBTED_ELSE = re.compile("U(?:_[tα]?x|V)[^GE]*$")
"""What is uncertain is something else: "osäkerhet råder kring ränteläget", "vi vet inte om skolan byggs"."""
_SHARED_OUTLOOK = re.compile("^[^+&NG]*([fF])[^+&N]*[+](t?x?G[NPH]*)(?=[ie])")
"""An outlook that two predicates share: "arbetet beräknas bli klart och målet därmed uppfyllas"."""
_WENT_ON_UNTIL = re.compile("bo[^+bFfc]*[+][PH]*[DZ]")
"""What has gone on and was ended: "har pågått i fyra år och avslutades i december"."""
_DISTANCE = re.compile("(?<=[bG])[#0]x(?=N[bB]*[Aai])")
"""How far something is from being reached: "är flera procentenheter från att bli uppfyllt"."""
_COMPARED = frozenset("IK≤≥")
"""What a result is said to show or is held against: "resultatet är inte lägre än målet"."""
_DENIED_TWICE = re.compile(r"N[^+]*[AD]\+[^+]*N[^+]*[AaDd]")
"""What is denied of the past and of the future: "är inte uppnått och kommer inte att nås"."""
_SOMEWHERE = re.compile("(?:_[xV∀]+[#0]?)+")
"""A fulfilment with nothing but its place may be a heading: "hög måluppfyllelse i skolan"."""
_TITLE = re.compile("α[123]E_.*")
"""A goal's title: "en god måluppfyllelse i skolan för alla barn"."""
_FOLLOWED_UP_AS_EVER = re.compile("^[JM][_ø][gγ][+][gγ]")
"""How goals are followed up at all: "uppföljning av mål och uppdrag sker i tertialrapport"."""
_OR_NOT = re.compile("(?<=[aAdD])/N$")
"""What leaves a question as open as it was: "osäkert om målet nås eller inte"."""
_ANNOUNCES = re.compile("x*R[NPH]*t?x?[γgΓ]w")
"""What follows is a list: "nedan redovisas de uppdrag som är klara"."""
_FLOATING_ALL = re.compile("(?<=Γ)(b[NPH]*)∀(?=[NPH]*Å)")
"""All of them, said after the verb: "målen är samtliga uppfyllda"."""
_OWN_SEVERAL = re.compile("^Vγ(?=[bfFckNPH]*Å)")
"""Goals that only their verb shows to be several: "nämndens mål är uppfyllda"."""
_FACT_EXPLAINED = re.compile("&(t?x?GN[bk]*[aAdD])[xbfI=]")
"""A verdict whose reason is given: "att målet inte nås förklaras av"."""
_ALL_PARTS = re.compile("∀#?P?(?=t?x?G)")
"""What leaves nothing of the record out: "samtliga delar av målet"."""
_ANOTHER_SUBJECT = re.compile(r"(?<=A)\+tx|(?<=[ADK])\+I")
"""What is said of something else: "målen uppfylldes och den övervägande andelen indikatorer"."""
_NUMBERED = re.compile("(γ0)[+]0([NPHbf]*)Å")
"""Several numbered parts: "delmål 1 och 2 uppfyllda"."""
_SAID_TWICE = re.compile(r"(ŷ?[Aa])\+\1")
"""The same said in two words: "uppnåddes och överträffades"."""
_FORESEEN = re.compile("æ(?=[NPH]*[ie])")
"""What one foresees at once: "beräknar uppnå"."""
_JUDGED_RESULT = re.compile("^tx(?=[J§M])")
"""A result with its attribute: "det prognostiserade resultatet"."""
_SHARE_OF_MANY = re.compile("0%[NPH]*[ÅÖÄ]")
"""How many of several: "5 procent inte uppfyllda"."""
_COUNTED_RECORDS = re.compile("^[ø_]?[0#]x?[gγ]")
"""How many goals are judged so: "15 mål anses svårbedömda"."""
_BEFORE_ITS_NAME = re.compile("([NPH]*[ADS])g")
"""A verdict before the word for its record: "ej uppfyllt mål"."""
_WE_REACHED_IT = re.compile("^tŷ?([Aa])V([NPH]*)$")
"""What was named before, reached or not: "det nådde vi inte"."""
_BECOMES = re.compile("^[bB]tα?([NPH]*[AD])[gγG]$")
"""What it comes to: "därför blir det ett delvis uppfyllt mål"."""
_EXPLETIVE = re.compile("(?<=[fF])t(?=N?bö)")
"""A subject that means nothing: "bedöms det inte vara möjligt"."""
_SINGULAR = str.maketrans({"Å": "A", "Ö": "D", "Ä": "S"})
_SHADES = str.maketrans({"ø": "_", "ß": "s", "ó": "o", "γ": "g", "ƒ": "f", "Ŵ": "W"})


@lru_cache(maxsize=8192)
def read_clause(kinds: str) -> Claim | None:
    """Read what a clause states about the record; None where it holds no verdict at all.

    Example:
        >>> read_clause("GbNA").outcome.code, read_clause("xbD").outcome.code
        ('not_achieved', None)
    """
    if not kinds:
        return None
    if _ANNOUNCES.match(kinds):
        return _NOTHING
    if explained := _FACT_EXPLAINED.match(kinds):
        return _less(claim, 0.9) if (claim := read_clause(explained[1])) else None
    kinds = _FLOATING_ALL.sub(r"\1", kinds)
    kinds = _ALL_PARTS.sub("", _OWN_SEVERAL.sub("Γ", _SET_BY.sub("", kinds)))
    if claim := _about_parts(kinds) or _judged_of_parts(kinds):
        return claim
    kinds = without_parts(_EVERYWHERE.sub("", kinds))
    if _is_beside(kinds):
        return _NOTHING
    kinds = _plain(kinds)
    if coloured := _COLOURED.fullmatch(kinds):
        return Claim(Outcome(COLOURS[coloured[1]], "outcome", 0.75), "judgement", kinds)
    for reading in _READINGS:
        claim = reading(kinds)
        if claim:
            return claim
    return None


def _about_parts(kinds: str) -> Claim | None:
    """Read "samtliga delmål nås": what is said of the parts of a record, as said of the record."""
    share = share_of_parts(kinds)
    claim = read_clause(share.kinds) if share else None
    if share is None or claim is None or claim.outcome.code is None or claim.subject not in {"record", "judgement"}:
        return None
    outcome = weighed(claim.outcome, share.quantity, claim.run)
    if outcome is None or (share.quantity == "all" and "∀" in kinds and "N" in claim.run):
        return None
    return Claim(outcome, "parts" if share.quantity in {"all", "none"} else "some parts", claim.run)


def _judged_of_parts(kinds: str) -> Claim | None:
    """Read "nämnden bedömer att samtliga delmål nås", and what is judged last: "att det går bra och att målen nås"."""
    frame, that, rest = kinds.partition("&")
    if not that or not _FRAME.fullmatch(frame):
        return None
    *_, last = rest.split("+&")
    claim = _reported(frame, last) if last != rest or not _MANY.isdisjoint(last) else None
    return claim if claim and claim.outcome.code and (last != rest or claim.subject in _OF_PARTS) else None


def _plain(kinds: str) -> str:
    """Give a clause without what only names its record or its grounds."""
    kinds = _NUMBERED.sub(lambda parts: parts[1] + parts[2] + "A", kinds)
    kinds = _BECOMES.sub(r"Gb\1", kinds)
    kinds = _WE_REACHED_IT.sub(r"G\2\1", _EXPLETIVE.sub("", kinds))
    kinds = _SAID_TWICE.sub(r"\1", _FORESEEN.sub("F", kinds))
    kinds = _OWN_RECORD.sub("G", _DISTANCE.sub("", _JUDGED_RESULT.sub("", kinds)))
    if "+" in kinds:
        kinds = _CLOSED_AFTER.sub("", kinds)
        kinds = _SHARED_OUTLOOK.sub(r"\2\1", kinds) if "U" not in kinds else kinds
    kinds = _OR_NOT.sub("", kinds) if "U" in kinds else kinds
    if "ŷ" in kinds:
        kinds = _FINITE_PAST.sub(r"\1", kinds, count=1).replace("ŷ", "")
    kinds = _INVERTED_ATTRIBUTE.sub(r"\1", kinds, count=1) if "G" in kinds else kinds
    if "&" in kinds:
        kinds = _FUTURE_THAT.sub(r"\1", _OPEN_THAT.sub(r"\1", kinds, count=1), count=1)
    kinds = _WORK_TO_DO.sub("", kinds)
    kinds = _WORK_WITH.sub("", kinds.replace("bß", "bS").replace("yß", "yS"))
    kinds = _ACTIVE_PAST.sub(lambda verb: verb[1].translate(_SINGULAR), kinds) if "V" in kinds else kinds
    return _BASIS.sub("", _ATTRIBUTES.sub("", kinds.translate(_SHADES).replace("αo", "o")))


def _is_beside(kinds: str) -> bool:
    """Say whether a clause speaks of last year, an earlier judgement, what others do, or what is to be done."""
    earlier = "†" in kinds or ("ƒ" in kinds and kinds[0] != "G")
    return earlier or kinds[0] == "ß" or bool(_AGENTS.search(kinds) or _CLOSING_REMARK.match(kinds))


def _in_other_words(kinds: str) -> Claim | None:
    """Read a clause whose verdict stands in its that-clause."""
    place = kinds.find("&")
    if place < 0:
        return None
    frame, rest = kinds[:place], kinds[place + 1 :]
    if _DECIDED.fullmatch(frame):
        return _decided(rest.replace("u", ""))
    if not {"≈", "¤"}.isdisjoint(frame) or _NOTHING_ELSE.match(frame):
        return _weighed(frame, rest)
    if rest and (_FRAME.fullmatch(frame) or _FRAME.fullmatch(frame.replace("N", "", 1))):
        return _reported(frame, rest)
    return None


def _prospects(kinds: str) -> Claim | None:
    """Read "små möjligheter att nå målet"; good ones are a verdict only as a judgement or for the year's end."""
    if "U" in kinds and "N" not in kinds and _DOUBTED_PROSPECT.search(kinds):
        return Claim(Outcome("uncertain", "forecast", 0.9), "record", kinds)
    if _NO_PROSPECT.search(kinds):
        return Claim(Outcome("not_achieved", "forecast", 0.8), "record", kinds)
    found = _PROSPECTS.fullmatch(kinds) if "℘" in kinds else None
    grade = found and (found[2] or found[4])
    if not found or not grade:
        return None
    negated = bool(found[1] or found[3])
    if grade == "1" and not negated and set(kinds).isdisjoint("jfTF"):
        return _NOTHING
    return _fulfilment(grade, negated, "forecast", 0.8)._replace(subject="record")


def _enough(kinds: str) -> Claim | None:
    """Read "insatserna räcker inte för att nå målet": what is done suffices, or not, for the year's end."""
    found = _SUFFICES.fullmatch(kinds) if "♢" in kinds else None
    if not found or "u" in found[1]:
        return None
    negated = "N" in found[1] or "O" in found[1]
    tense: Tense = "forecast" if found[1].strip("NO") else "outcome"  # ", vilket inte räcker för att nå målet"
    return Claim(Outcome("not_achieved" if negated else "achieved", tense, 0.75), "record", kinds)


def _halted_otherwise(kinds: str) -> Claim | None:
    """Read "nämnden avvaktar med uppdraget" and "i avvaktan på beslut"."""
    if _HALTED_BY.fullmatch(kinds):
        return Claim(Outcome("postponed" if "L" in kinds else "discontinued", "outcome", 0.85), "record", kinds)
    if kinds[0] == "ω" and set(kinds).isdisjoint(_VERBS):
        return Claim(Outcome("postponed", "outcome", 0.8), "none", kinds)
    return None


def _reported(frame: str, rest: str) -> Claim | None:
    """Read "nämnden bedömer att …": what is judged is what is stated, unless the judging is negated."""
    if _COUNTED_JUDGES.match(frame):
        return _NOTHING
    if "æ" in frame:
        rest = rest.replace("i", "a", 1)  # "räknar med att nå" is "räknar med att vi når"
        rest = f"G{rest}" if _BEING_DONE.fullmatch(rest) else rest
    claim = read_clause("G" + rest[1:] if rest[:1] == "t" and "G" in frame else rest)
    if claim is None or claim.outcome.code is None:
        return claim
    if claim.subject in {"none", "work", "task"}:
        return _NOTHING
    tense: Tense = "forecast" if set(frame) & set("§æT") else claim.outcome.tense
    if "N" in frame:
        doubted = Outcome("partially_achieved" if "H" in claim.run else "not_achieved", tense, 0.85)
        return claim._replace(outcome=doubted) if claim.outcome.code == "achieved" else _NOTHING
    if set("æ§") & set(frame) and claim.outcome.code == "in_progress" and set("dz") & set(claim.run):
        return claim._replace(outcome=Outcome("achieved", "forecast", 0.85))
    return claim._replace(outcome=claim.outcome._replace(tense=tense, confidence=claim.outcome.confidence * 0.98))


def _decided(rest: str) -> Claim | None:
    """Read "fullmäktige har beslutat att uppdraget ska utgå": deciding halts a record, it does not carry it out."""
    claim = None if _ANOTHER_THING.search(rest) else read_clause(rest)
    halted = claim and claim.outcome.code in {"discontinued", "postponed", "not_assessed"}
    return _less(claim, 0.95)._replace(subject="record") if claim and halted else _NOTHING


def _weighed(frame: str, rest: str) -> Claim | None:
    """Read "det är troligt att målet nås", "det finns en risk att målet inte nås"."""
    claim = read_clause(rest.replace("i", "a", 1) if rest[:1] == "i" else rest)
    if claim is None or claim.outcome.code is None or claim.subject != "record" or "u" in frame:
        return _NOTHING
    if "¤" in frame:
        expected: StatusCode = "uncertain" if claim.outcome.code == "not_achieved" and "N" not in frame else "unknown"
        return claim._replace(outcome=Outcome(expected, "forecast", 0.75)) if expected == "uncertain" else _NOTHING
    code = claim.outcome.code
    if "N" in frame:
        code = "not_achieved"
    return claim._replace(outcome=Outcome(code, "forecast", 0.85)) if code in _VERDICTS else _NOTHING


def _unassessed_clause(kinds: str) -> Claim | None:
    """Read "mätning saknas", "någon bedömning av målet går inte att göra", "osäkert om målet nås"."""
    if kinds.endswith("U") and "G" in kinds and "N" not in kinds:
        return Claim(Outcome("uncertain", _uncertain_tense(kinds), 0.85), "judgement", kinds)
    if _FOLLOWED_UP_AS_EVER.match(kinds):
        return _NOTHING
    if _COUNTED_RECORDS.match(kinds):
        return None
    kinds = _FOR_WANT_OF.sub("", kinds)
    kinds = _SO_FAR.sub("", kinds.lstrip("α") or kinds)
    if kinds[0] in "JMO":
        kinds = _NOT_JUDGED.sub(r"\1", kinds.partition("&")[0])
    if (
        not {"#", "u"}.isdisjoint(kinds)
        or not set(kinds) & set("vUmJ§MR")
        or "x" in _HEAD.sub("", kinds, count=1)
        or not _HEAD.match(kinds)
    ):
        return None
    if "U" in kinds:
        if _DOUBTED_PEOPLE.match(kinds):
            return _NOTHING
        doubt = Outcome("uncertain", _uncertain_tense(kinds), 0.95)
        return _NOTHING if "N" in kinds or _DOUBTED_ELSE.search(kinds) else Claim(doubt, "judgement", kinds)
    if kinds[:1] in "gWY" or (kinds[:1] == "V" and not _CANNOT_JUDGE.match(kinds) and not _AWAITED.match(kinds)):
        return None
    outcome = _unassessed(kinds)
    return Claim(outcome, "judgement", kinds) if outcome else None


def _uncertain_tense(kinds: str) -> Tense:
    return "forecast" if set(kinds) & set("acFki§T") else "outcome"


def _about_record(kinds: str) -> Claim | None:
    """Read a clause whose subject is the record, or whose subject reaches or carries it out."""
    place = kinds.find("G")
    while place >= 0:
        before, after = kinds[:place], kinds[place + 1 :]
        if before in {"P", "H"}:
            return _predicate_of_parts(before, after)
        if not before.endswith(("_", "=")):
            return _record_claim(before, after)
        place = kinds.find("G", place + 1)
    return None


def _record_claim(before: str, after: str) -> Claim | None:
    before = _FRONTED_PHRASE.sub("_x", _FRONTED_CAUSE.sub("", before))
    if "#" in before.replace("#J", "J") or ("w" in before and not set(before) & set("fjb")):
        return _NOTHING
    if before.startswith("V_x"):
        return _NOTHING  # one of several: "skolan i norr"
    if before == "§" and (claim := _predicate(after)):
        return claim._replace(outcome=claim.outcome._replace(tense="forecast"))  # a label without its colon
    if before in {"", "t", "+", "tx", "txx", "g"} or (before == "x" and after[:1] == "f"):
        return _predicate(after)
    if also := _ALSO_REACHED.fullmatch(before):
        return _less(claim, 0.9) if (claim := _from_run(also[1])) else None
    found = _BEFORE.fullmatch(_DEFINITE.sub("", before))
    if not found:
        return _NOTHING
    run = found["run"] + (found["rest"] or "") + after
    if run[0] in "eiÅÖ" and "V" not in found["front"]:
        return _NOTHING
    claim = _from_run(run)
    if claim and "_" in found["front"] and "§" in found["front"]:  # "enligt prognosen nås målet"
        return claim._replace(outcome=claim.outcome._replace(tense="forecast"))
    return claim


def _predicate_of_parts(share: str, after: str) -> Claim | None:
    """Read "delar av uppdraget är genomförda": what is done of the parts is done of the record in part."""
    run = after.translate(_SINGULAR)
    return _from_run(run if set(run) & set("SLXoNP") else run + share)


def _predicate(after: str) -> Claim | None:
    """Read what follows the subject; an attribute ("om trygghet", "att fler ska …") may stand between."""
    if not after:
        return None
    if after[0] not in _ATTRIBUTE:
        return _NOTHING if after.startswith(("b&", "bt")) else _from_run(after) or _second_predicate(after)
    for place, kind in enumerate(after[:60]):
        if kind in (_STRONG if after[0] != "x" else "bBfFck") and after[place - 1 : place] not in {
            "u",
            "k",
            "&",
            "r",
            "w",
        }:
            run = _effect(after[_with_adverbs(after, place) :].partition("+x")[0])
            claim = _from_run(run) if "x" not in _HEAD.sub("", run, count=1) else None
            if claim and claim.outcome.code:
                return _capped(claim, 0.75 if after[0] == "x" else 0.92)
    plain = re.fullmatch(rf"[{_PREPOSITIONS}][xgGα0#%_≤≥]*?([AaSDLX][NPH]*|N[HP]*[AD])", after)
    if plain:
        return _less(claim, 0.9) if (claim := _from_run(plain[1])) else None
    if after[0] in "x_" and set(after).isdisjoint("u&wr") and (claim := _second_predicate(after)):
        return _capped(claim, 0.75)
    last = max(after.rfind(kind) for kind in "aSdspK")
    if last >= 0 and not set(after[:last]) & set("u&wr"):
        start = _with_adverbs(after, last)
        claim = _from_run(after[start:])
        doubtful = after[0] == "x" or set(after[:start]) & set("NOP")
        return _capped(claim, 0.75 if doubtful else 0.85) if claim else None
    if planned := _AFTER_PLAN.match(after):
        claim = _from_run(after[_with_adverbs(after, planned.end()) :])
        return _capped(claim, 0.75) if claim else None
    return _NOTHING


def _with_adverbs(after: str, place: int) -> int:
    """Step back from a verb over the negation, degree or modal before it: "att målet om trygghet inte kan nås"."""
    while place > 0 and after[place - 1] in "NPHyk":
        place -= 1
    return place


def _second_predicate(after: str) -> Claim | None:
    """Read "uppdraget har dragit ut på tiden och är försenat": the second predicate has the same subject."""
    for rest in after.split("+")[1:]:
        if rest and rest[0] in _STRONG and "x" not in _HEAD.sub("", rest, count=1) and (claim := _from_run(rest)):
            return _less(claim, 0.9)
    return None


def _from_run(run: str) -> Claim | None:
    """Read a predicate whose subject is settled; an unknown word inside it must not be another subject."""
    if _names_many(run) or re.search(r"[Aa]0(?!%)", run):
        return _NOTHING
    run = _effect(_ANOTHER_SUBJECT.split(run)[0])
    head = _HEAD.match(run)
    if not head:
        return None
    rest = run[head.end() :]
    if rest[:1] == "x" and _HEAD.fullmatch(rest[1:]) and set(head[0]).isdisjoint(_VERDICT_KINDS):
        outcome = state(head[0] + rest[1:]) if "i" not in rest else None
        return _capped(Claim(outcome, "record", run), 0.75) if outcome else None
    if rest and set(head[0]).isdisjoint(_VERDICT_KINDS + "vhp"):
        return None
    outcome = state(head[0])
    if outcome is None:
        return None
    claim = Claim(outcome, "record", head[0])
    if re.search(r"_(?:0(?!%)|#)", head[0]) or _UNSEEN_DEGREE.search(head[0]):
        return _capped(claim, 0.75)  # in some of several, a share whose unit was lost, or a degree that was misread
    if rest[:1] == "x":
        return _capped(claim, 0.75)  # an adverb, or a negation that was misread
    return claim if not rest else _less(claim, 0.95)


def _effect(run: str) -> str:
    """Leave out the cause that follows a verdict: "är inte uppfyllt på grund av höga kostnader"."""
    effect, cause, reason = run.partition("=")
    if not cause or not effect:
        return run
    effect += _RESUMED_AFTER_CAUSE.search(reason)[0]  # type: ignore[index]
    found = state(effect)
    return effect if found and found.code else run


def _capped(claim: Claim, most: float) -> Claim:
    return claim._replace(outcome=claim.outcome._replace(confidence=min(claim.outcome.confidence, most)))


def _names_many(run: str) -> bool:
    """Say whether the verb form is a plural that cannot belong to a single record."""
    return bool(set(run) & set("ÅÖÄ"))


def _less(claim: Claim, share: float) -> Claim:
    return claim._replace(outcome=claim.outcome._replace(confidence=claim.outcome.confidence * share))


def _about_fulfilment(kinds: str) -> Claim | None:
    """Read "god måluppfyllelse", "måluppfyllelsen är låg", "uppföljningen indikerar god måluppfyllelse"."""
    place = kinds.rfind("E")
    if place < 0:
        return None
    before, after = kinds[:place].replace("α", "").lstrip("t"), kinds[place + 1 :]
    if "u" in kinds or "#" in before or "<" in kinds or _TITLE.fullmatch(kinds):
        return _NOTHING
    if re.fullmatch(r"[x+]*V|g", before) or (kinds.startswith("tx") and before == "x"):
        before = ""
    before = _LED_BY.sub("", _ON_PLAN_FIRST.sub("", before))
    reached = before if not after and re.fullmatch(r"[NPH]*A", before) else after if before in {"1", "H"} else ""
    if before == "H" and reached and "N" in reached:
        reached = "NH" + reached.replace("N", "")  # "full måluppfyllelse nås inte"
    if reached and (outcome := state(reached)) and outcome.code:
        return Claim(outcome, "fulfilment", reached)
    if before[-1:] and before[-1] in "123PHNO":
        return _graded(before[:-1], before[-1], after)
    if before in {"≈", "N≈"} and not after:
        return _fulfilment("1", before[0] == "N", "forecast", 0.85)
    if before and not before.endswith("_") and before[-1:] not in {"+"}:
        found = _BEFORE.fullmatch(before)
        if not found or not set(after) & set("123P"):
            return _NOTHING
        after = found["run"] + after
    return _described(after)


def _graded(before: str, grade: str, after: str) -> Claim:
    """Read an adjective before "måluppfyllelse" by what leads up to it."""
    expected = _EXPECTED.match(after)
    after = after[expected.end() :] if expected else after
    if after and (after[0] not in "_T/+Y0" or "b" in after):
        return _NOTHING
    if before.endswith("P"):
        before, grade = before[:-1], "P"
    negated = before.endswith(("N", "O"))
    before = before[:-1] if negated else before
    if before == "" or set(before) <= set("VbJGafFæjwα"):
        share = 0.97 if before == "" and not _SOMEWHERE.fullmatch(after) else 0.75
    elif _SHOWN.match(before):
        share = 0.92
    elif before[-1] in "bB" and set(before) & set("J§V") and "x" not in before:
        share = 0.75
    else:
        return _NOTHING
    return _fulfilment(grade, negated, "forecast" if expected or set(before) & set("§FcæT") else "outcome", share)


def _described(after: str) -> Claim | None:
    """Read what is said of the fulfilment after it is named."""
    if not after:
        return None
    grade = next((i for i, kind in enumerate(after) if kind in "123"), -1)
    ends = after[grade + 1 : grade + 2] in {"", "_", "T", "+", "="}
    if grade >= 0 and ends and set(after[:grade]) <= set("bBfFcwkHPN:_xIGgjV"):
        if "x" in after[:grade] or ("N" in after[:grade] and after[grade] == "3"):
            return _NOTHING
        tense: Tense = "forecast" if set(after[:grade]) & set("FcB") or "T" in after else "outcome"
        if "NH" in after[:grade] and after[grade] == "1":
            return _fulfilment("P", False, tense, 0.75)  # "inte helt tillfredsställande"
        share = 0.96 if grade == 0 else 0.75
        return _fulfilment("P" if "P" in after[:grade] else after[grade], "N" in after[:grade], tense, share)
    if whole := re.fullmatch(r"[bBfFw]*(N?)H", after):
        return _fulfilment("P" if whole[1] else "H", False, "outcome", 0.85)
    if re.fullmatch(r"[bBfFw]*P", after):
        return _fulfilment("P", False, "outcome", 0.95)
    head = _HEAD.match(after)
    outcome = state(head[0]) if head and head.end() == len(after) and not set(after) & set("EJM") else None
    return Claim(outcome._replace(confidence=outcome.confidence * 0.9), "fulfilment", after) if outcome else _NOTHING


def _fulfilment(grade: str, negated: bool, tense: Tense, confidence: float) -> Claim:
    code: StatusCode = "achieved" if grade in "1H" else "partially_achieved" if grade in "2P" else "not_achieved"
    if negated:
        if grade not in "1H":
            return _NOTHING
        code, confidence = ("partially_achieved" if grade == "H" else "not_achieved"), min(confidence, 0.7)
    return Claim(Outcome(code, tense, confidence), "fulfilment", "E")


def _about_judgement(kinds: str) -> Claim | None:
    """Read "prognosen är god", "bedömning: delvis uppfyllt"; that a follow-up is done is no verdict."""
    if graded := re.fullmatch(r"(N?)([123P])§(?:_[^x]*)?", kinds):
        return _fulfilment(graded[2], bool(graded[1]), "forecast", 0.85)
    kinds = kinds[1:] if kinds[:2] in {"VJ", "V§"} else kinds
    if kinds[:1] not in {"J", "§"}:
        return None
    rest = kinds[1:]
    tense: Tense = "forecast" if kinds[0] == "§" else "outcome"
    graded = re.fullmatch(r"(?:_[GgE]?)?T?[bBfFw]*(N?)([123P])(?:_[^x]*)?", rest)
    if graded and (kinds[0] == "§" or graded[2] == "P"):
        return _fulfilment(graded[2], bool(graded[1]), tense, 0.93)._replace(subject="judgement")
    head = _HEAD.match(rest)
    if not head or head.end() < len(rest):
        return _NOTHING
    outcome = state(rest)
    if outcome is None:
        return None
    if kinds[0] == "J" and set(rest) & set("DdeÖSsÄopZz") and not rest.startswith("b"):
        return _NOTHING
    if kinds[0] == "J" and set(rest) & set("dDeoSpZ"):
        return _NOTHING
    return Claim(outcome._replace(tense="forecast" if tense == "forecast" else outcome.tense), "judgement", rest)


def _about_work(kinds: str) -> Claim | None:
    """Read "arbetet pågår"; whether it speaks for the record depends on where it stands."""
    if own := _OWN_WORK.fullmatch(kinds):
        kinds = f"W{own[1]}{own[2] or ''}"
    if inverted := _INVERTED_WORK.fullmatch(kinds):
        kinds = f"W{inverted[1]}{inverted[2]}"
    if not kinds.startswith(("W", "αW")):
        return None
    rest = kinds.partition("W")[2]
    if not rest:
        return None
    if rest.startswith("_G"):
        return _less(claim, 0.9) if (claim := _predicate(rest[2:])) else _NOTHING
    if rest[0] in _PREPOSITIONS:
        found = _WORK_VERB.search(rest) if kinds[0] == "W" else None
        outcome = state(found[0]) if found and set(rest[: found.start()]).isdisjoint("bBfFckaRu") else None
        return Claim(outcome._replace(confidence=min(outcome.confidence, 0.75)), "task", rest) if outcome else _NOTHING
    if rest[0] in "&xg":
        return _NOTHING
    head = _HEAD.match(rest)
    outcome = state(head[0]) if head else None
    if outcome is None or ("d" in rest and outcome.code == "in_progress"):
        return None
    if {"x", "g", "V"}.isdisjoint(rest):
        return Claim(outcome, "work", rest)
    return Claim(outcome._replace(confidence=min(outcome.confidence, 0.75)), "task", rest)


def _about_what_was_named(kinds: str) -> Claim | None:
    """Read "detta är genomfört", "insatser pågår": the record, if nothing else was named before."""
    found = _NAMED_BEFORE.fullmatch(kinds)
    outcome = state(found[found.lastindex or 0]) if found else None
    if outcome is None or outcome.code is None:
        return None
    return Claim(outcome._replace(confidence=min(outcome.confidence, 0.75)), "task", kinds)


def _bare(kinds: str) -> Claim | None:
    """Read a verdict without subject, "Delvis uppfyllt": nothing unknown may stand where a subject would."""
    if _SHARE_OF_MANY.match(kinds) or _COUNTED_RECORDS.match(kinds):
        return _NOTHING
    kinds = _effect(kinds)
    if named := _BEFORE_ITS_NAME.fullmatch(kinds):
        return _less(claim, 0.9) if (claim := _bare(named[1])) and claim.outcome.code else _NOTHING
    head = _HEAD.match(kinds)
    if not head or kinds[0] in "xg#αMVtIq+":
        return _NOTHING if set(kinds) & set("AaDdSoLXQZ") else None
    run = head[0]
    rest = kinds[head.end() :]
    if kinds[-1] in _PREPOSITIONS:
        return _NOTHING  # "klar senast" heads a column
    plain = re.sub(_PHRASE, "", run)
    if "V" in plain or run[0] == "t":
        return _NOTHING
    if (
        rest[:1] in {"x", "#", "α", "□"}
        or _NOT_BARE.search(plain)
        or _NOT_BARE.search(run.replace("g", ""))
        or (run[0] in _PREPOSITIONS and set(run) & set("bB"))
    ):
        return _NOTHING
    outcome = state(run)
    if outcome is None:
        return None
    if run[0] in _PREPOSITIONS:
        outcome = outcome._replace(confidence=min(outcome.confidence, 0.7 if "x" in run else 0.85))
    elif re.search(r"_0(?!%)", run) or _UNSEEN_DEGREE.search(run):
        outcome = outcome._replace(confidence=min(outcome.confidence, 0.75))
    return Claim(outcome, "none", run)


def _named_as_goal(kinds: str) -> Claim | None:
    """Read "minskade utsläpp är ett mål som kommunen inte har nått": what something is, and what became of that."""
    named = _GOAL_NAMED.fullmatch(kinds)
    outcome = state(named[1].replace("i", "a") if "y" not in named[1] else named[1]) if named else None
    return _capped(Claim(outcome, "record", kinds), 0.75) if outcome and outcome.code else None


_READINGS = (
    _in_other_words,
    _named_as_goal,
    _prospects,
    _enough,
    _unassessed_clause,
    _about_fulfilment,
    _about_record,
    _about_judgement,
    _about_work,
    _halted_otherwise,
    _about_what_was_named,
    _bare,
)


def state(run: str) -> Outcome | None:
    """Read the verdict of a predicate from the kinds of its words; None where it holds none.

    Example:
        >>> state("bNA").code, state("bNHA").code, state("fka").tense
        ('not_achieved', 'partially_achieved', 'forecast')
    """
    if "u" in run and re.fullmatch(r"[^NAD]*us[^N]*", run):
        return Outcome("not_started", "outcome", 0.85)
    if "u" in run or "<" in run or _SCALE.search(run):
        return _REFUSED
    effect, cause, reason = run.partition("=")
    effect += _RESUMED_AFTER_CAUSE.search(reason)[0]  # type: ignore[index]
    for part in (effect, run.replace("=", "_")) if cause else (run,):
        for rule in _RULES:
            outcome = rule(part)
            if outcome:
                return outcome
    return None


def _negations(run: str) -> int:
    return run.count("N") + run.count("O")


def _first(run: str, kinds: str) -> int:
    """Give the place of the first of some kinds, past the end where there is none."""
    return min((i for i in map(run.find, kinds) if i >= 0), default=len(run))


def _halted(run: str) -> Outcome | None:
    """Postponed or stopped, unless something else was said first."""
    place = _first(run, "LX")
    done = _first(run, _REACH + _DO + "Z")
    if place == len(run) or (done < place and ("k" not in run or done < run.find("k"))):
        return None
    if _negations(run[: place + 2]):
        return _REFUSED
    waits = run[place] == "L" or "ω" in run[place:]
    code: StatusCode = "postponed" if waits else "discontinued"
    return Outcome(code, "outcome", 0.7 if "k" in run else 0.96)


def _doubtful(run: str) -> Outcome | None:
    """Printed as uncertain."""
    if "U" not in run:
        return None
    if _negations(run):
        return _REFUSED
    return Outcome("uncertain", "forecast" if set(run) & set("acFkiT") else "outcome", 0.95)


def _unassessed(run: str) -> Outcome | None:
    """Not measured or not judged: the negation bears on the judging."""
    tense: Tense = "forecast" if "§" in run else "outcome"
    judged = set(run) & set("mRfJ§M")
    if _AWAITED.match(run) or _JUDGED_LATER.match(run):
        return Outcome("not_assessed", tense, 0.85)
    if re.match(r"(?:O[JM]|[JM][^=]*N)[^=]*[DÖdR]|O?M[^=]*[NOdD]", run) and _negations(run) == 1:
        return Outcome("not_assessed", tense, 0.9)
    unmeasured = "m" in run and _negations(run) and set(run).isdisjoint("AaÅDdÖZ")
    if set(run) & set(_REACH + _DO + "ZSÄsLXo") and not unmeasured:
        return None
    if "v" in run:
        named = judged or "E" in run or len(run) == 1
        return Outcome("not_assessed", tense, 0.95) if named and "N" not in run else None
    if judged and _negations(run) == 1 and "h" not in run:
        if not _COMPARED.isdisjoint(run):
            return None
        sure = "m" in run or run.startswith("O") or "R" in run
        return Outcome("not_assessed", tense, 0.96 if sure else 0.85)
    if set(run) & set("mRf") and set(run) & set("YT") and not _negations(run):
        return Outcome("not_assessed", tense, 0.9)
    if re.fullmatch(r"[JM][kcRb_]*[kcR][kcRb_]*Y+", run):
        return Outcome("not_assessed", tense, 0.75)
    return Outcome("not_assessed", tense, 0.65) if run in {"J_Y", "MR"} else None


def _difficult(run: str) -> Outcome | None:
    """Hard or impossible to reach is a negative outlook; a negation of that says nothing certain."""
    if "h" in run:
        run = run.replace("/Nö", "")  # "svårt eller inte möjligt att nå"
        if _negations(run) or not set(run) & set("aiedz"):
            return _REFUSED
        return Outcome("not_achieved", "forecast", 0.93 if "B" in run or "F" in run or "f" in run else 0.85)
    if "ö" in run and "P" in run and not _negations(run):
        return Outcome("partially_achieved", "forecast", 0.7)
    if "ö" in run and set(run) & set("aie"):
        if _negations(run):
            return Outcome("not_achieved", "outcome" if run.count("b") > 1 else "forecast", 0.9)
        return Outcome("achieved", "forecast", 0.7)
    return None


def _begun(run: str) -> Outcome | None:
    """Begun, not begun, or about to be."""
    place = _first(run, "SÄs")
    if place == len(run) or (_first(run, "AÅDÖZ") < place and not _negations(run[:place])):
        return None
    before = run[:place]
    if "N" in before or "O" in before:
        finished = _first(before, "ADÅÖZ")
        if finished < len(before):
            return Outcome("not_achieved", "outcome", 0.8)
        return Outcome("not_started", "outcome", 0.97) if _negations(before) == 1 else _REFUSED
    if _BEGUN_AND_DONE.search(run):
        return None
    if run[place] == "s":
        if "/" in run:
            return Outcome("in_progress", "outcome", 0.6)
        if run[place + 1 : place + 2] in {"N", "O"}:
            return Outcome("not_started", "outcome", 0.9)
        return Outcome("not_started", "outcome", 0.93 if set(before) & set("cFp") else 0.85)
    if run[place + 1 : place + 2] == "N" and not set(run[place + 1 :]) & set(_DO + _REACH + "Z"):
        return Outcome("not_started", "outcome", 0.8)
    return Outcome("in_progress", "outcome", 0.97)


def _under_way(run: str) -> Outcome | None:
    """Work under way, with no verdict."""
    place = _first(run, "o")
    if place == len(run):
        return None
    if "N" in run[:place] or run[place + 1 : place + 2] == "N":
        return _REFUSED
    if _first(run, "AÅDÖZ") < place or _WENT_ON_UNTIL.search(run):
        return None
    return Outcome("in_progress", "outcome", 0.96)


def _intended(run: str) -> Outcome | None:
    """Planned work has not been started."""
    if "p" not in run:
        return None
    place = run.find("p")
    if _first(run, "ADÅÖZ") < place:
        return None
    if "N" in run:
        return _REFUSED
    if set(run[place:]) & set("DA"):
        return Outcome("in_progress", "outcome", 0.5)
    return Outcome("not_started", "outcome", 0.9)


def _fulfilled(run: str) -> Outcome | None:
    """Reached or carried out: wholly, partly or not, now or by outlook."""
    if _DENIED_TWICE.search(run):
        run = run.partition("+")[0]
    verb = _first(run, _REACH + _DO + "Zz")
    if verb == len(run) or _LATE_YET.match(run):
        return None
    if "/" in run[verb:] and (alternative := _alternative(run[:verb] + run[verb:].replace("/", "|"))):
        return alternative
    tense = _tense(run, verb)
    if tense is None:
        return _REFUSED
    code = _extent(run)
    if code is None:
        return _REFUSED
    kind = run[verb]
    if kind in "dz" and tense == "outcome":
        return _carried_out(code, kind)
    if tense == "forecast" and kind in _DO and "Y" in run:
        return Outcome(code, tense, 0.75)  # "slutförs nästa år" is not this year's outcome
    return Outcome(code, tense, 0.98 if tense == "outcome" else 0.96)


def _alternative(run: str) -> Outcome | None:
    """Read the steps of a scale that name two ways to the same verdict: "uppnått eller kommer att uppnås"."""
    parts = run.split("|")
    if run[0] == "N" or any(_first(part, _VERDICT_KINDS) == len(part) for part in parts):
        return None
    outcomes = [state(part) for part in parts]
    if outcomes[0] is None or outcomes[0].code is None:
        return None
    alike = all(outcome and outcome.code == outcomes[0].code for outcome in outcomes)
    if alike:
        return outcomes[0]
    mixed = {outcome.code for outcome in outcomes if outcome} == {"achieved", "partially_achieved"}
    return outcomes[0]._replace(code="partially_achieved" if mixed else outcomes[0].code, confidence=0.6)


def _carried_out(code: StatusCode, kind: str) -> Outcome:
    """Read "genomförs": work under way, or not, by its negation."""
    if code == "achieved":
        return Outcome("in_progress", "outcome", 0.7)
    return Outcome(code, "outcome", 0.75 if kind == "d" else 0.6)


def _tense(run: str, verb: int) -> Tense | None:
    """Tell outcome from outlook; None where the verb is only a wish or a name for the task."""
    if "F" in run or "c" in run or ("T" in run and set(run) & set("fa≈")):
        return "forecast"
    kind = run[verb]
    if ("k" in run[:verb] or "≈" in run) and kind in "aiedz":
        return "forecast"
    if "f" in run and (kind in "aiedz" or "B" in run or "k" in run[run.find("f") :]):
        return "forecast"
    if "y" in run:
        return "outcome"
    if kind == "i" and run[verb - 1 : verb] == "P":
        return "outcome"  # "nära att nå", "på väg att nå"
    if kind in "ie":
        return None
    return "forecast" if "B" in run and kind in _DONE and "b" not in run else "outcome"


def _extent(run: str) -> StatusCode | None:
    """Weigh negations and adverbs of degree: a negated "helt" is partly."""
    negations = _negations(run)
    if "/" in run and ("P" in run or (negations and "H" in run)) and _first(run, "PH") < run.find("/"):
        return None
    if negations:
        place = _first(run, "NO")
        if "H" in run[place:] and "P" not in run[place : run.find("H", place)]:
            return "partially_achieved"
        if "P" in run:
            return "partially_achieved" if run.find("P") < place else "not_achieved"
        return "not_achieved" if negations == 1 or "/" in run else None
    return "partially_achieved" if "P" in run else "achieved"


def _scheduled(run: str) -> Outcome | None:
    """Late or on time says that work is under way."""
    if "Q" in run:
        return None if "N" in run else Outcome("in_progress", "outcome", 0.93)
    return Outcome("in_progress", "outcome", 0.92) if "K" in run and "N" not in run else None


_RULES = (_doubtful, _unassessed, _halted, _difficult, _begun, _under_way, _intended, _fulfilled, _scheduled)
