"""Swedish verdict sentences: words become kinds, kinds become clauses, and a clause states a verdict or none.

Reports say the same verdict in any order and inflection ("Målet nås delvis", "delvis har målet nåtts", "vi bedömer att
målet delvis kommer att nås"), and words that look like one in places where they are not: in subordinate clauses, in
plans and conditions, about other subjects and about last year. So each word is reduced to its kind, a letter that
`tables/status_kinds.csv` explains, the kinds are divided into clauses, and what a clause says is read from the string
of its kinds. Words are added in `tables/status_words.csv`, whole fixed phrases in `tables/status_phrases.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from .tables import rows
from .text import one_letter_off, without_diacritics

_UNKNOWN = "x"
_NUMBER = "0"
_OWN = "γ"
_OWNER = "V"
_VERDICT = "AaiDdeZzÅÖSÄsopLXQKmUhv"

_TOKEN = re.compile(
    r"(?:p\.g\.a|bl\.a|t\.ex|m\.m|s\.k|t\.o\.m|fr\.o\.m|o\.s\.v|d\.v\.s|f\.n|i\.u|u\.s|e\.t)\b\.?"
    r"|[^\W\d_]+-(?= (?:och|eller|samt) )"
    r"|\d+(?:[.,:/-]\d+)*(?![^\W_])"
    r"|[^\W_]+(?:[-'][^\W_]+)*"
    r"|[%.,;:()\"/&!?<>\n-]"
)
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("”“„‟»«", '"')
    | dict.fromkeys("’‘´`ʼ", "'")
    | {"\u00a0": " ", "\u00ad": None, "\u200b": None, "ﬁ": "fi", "ﬂ": "fl"}
    | {"|": " ", "\t": " ", "≥": " minst ", "≤": " högst "}
)
_PRINTED = re.compile(f"[{''.join(map(chr, _TYPOGRAPHY))}]")
_YEAR_OR_DATE = re.compile(r"(?:19|20)\d\d(?:\D.*)?|\d\d?[/:]\d\d?|\d{6}|\d{8}")
_PERIOD_CODE = re.compile(r"[qtk][1-4]|[vh]t\d\d?|v\d\d?|kv[1-4]")
_SPACING_MARKS = re.compile(r"([aou])\s?[¨˚°]")
_SPACING = {"a¨": "ä", "o¨": "ö", "u¨": "ü", "a˚": "å", "a°": "å"}
_BREAKS = {".": ".", ";": ".", "\n": ".", "?": ".", "!": ".", ":": ":", ",": ",", "-": "-"}
_MARKS = {"/": "/", "&": "+", "<": "", ">": ""}
_SHORT_WORDS = frozenset(
    {"är", "ej", "nå", "ha", "har", "kan", "nås", "når", "mål", "att", "och", "som", "för", "inte"}
)
_LOOKALIKES = ("ilt1fjr", "nurhmvw", "eocaq", "gqy9pc", "vyu", "bhko6", "sz5", "dcla", "og0")
_PREPOSITIONS = frozenset("_ø")
_NUMBERED_PERIODS = frozenset({"tertial", "kvartal", "delår", "halvår", "vecka"})
_LAST_DAY = 31
_SPELLINGS = {"enl": "enligt", "enl.": "enligt", "långtifrån": "långt ifrån", "l00": "100", "t.v.": "tills vidare"}
_SPELLINGS |= {"delv.": "delvis", "delv": "delvis", "uppf.": "uppfyllt", "genomf.": "genomfört", "påb.": "påbörjat"}
_SPELLINGS |= {"avsl.": "avslutat", "måluppf.": "måluppfyllelse"}
_OTHER_SPELLING = re.compile(
    r"\b(?:enl\.(?= )|enl\b|långtifrån\b|l00(?= ?%)|delv(?:\.|\b)|(?:(?:mål)?uppf|genomf|påb|avsl)\.|t\.v\.)"
)
_MAY_BE_SHORT = ("enl", "l00", "tifr", "delv", "uppf.", "nomf.", "påb.", "avsl.", "t.v.")
_BROKEN_WORD = re.compile(r"(?<=[a-zåäöé])-\s(?!(?:och|eller|samt|resp|respektive)\b)(?=[a-zåäöé])")
"""A word that was broken at the end of a line which is one no more: "kartlägg- ningen"."""
_MINUS = re.compile(r" -(?=\d)")
_STARTS = frozenset("Clrnqŋŭ")
_MENDED = frozenset("AaDdZzSopmPEfFG")
_RESUMED = re.compile(
    "t?x?[GEΓ](?:_[0%≥≤α#x]{1,4})?[NP]*[bBfFckadoSsRXLADQŷ]|[bBfFckado][NPV]*t?x?[GE]|ŷA[NPH]*[GE]|W[NPbk]*ó|t?x?G&|Ŵb?[NPH]*[LXSo]"
)
_ADVERBS = frozenset("NOPH≈")
_AUXILIARY = frozenset("cfFk")
_SEPARABLE = frozenset("aiADdeoSsLXcFfpQ")
_WIDEST_GAP = 6
_FORESEES = frozenset({"räknar", "räknade", "lever", "levde", "når", "nådde"})
"""Verbs whose particle their subject may part from them: "räknar nämnden med", "når vi inte upp till"."""
_PARTICIPLES = frozenset("ADS")
_FINITE = "ŷ"
_PAST_ENDINGS = ("des", "dde", "vde")
"""What tells "uppnåddes", always a sentence's verb, from "uppnått", which may be an attribute."""
_QUOTED = "□"
_WORD = re.compile(r"[^\W\d_]+")
_PARTICIPLE_ENDINGS = (
    *("erad", "erat", "erats", "satt", "satts", "ställd", "ställt", "ställts", "tagen", "tagits", "given", "gjord"),
    *("gjort", "gjorts", "byggd", "byggt", "byggts", "lagd", "lagt", "skriven", "skrivits", "köpt", "köpts", "lad"),
    *("lats", "nad", "nats", "vidgad", "vigd", "vigt", "dd", "tts"),
)
_NOUN_ENDINGS = ("byggnad", "kostnad", "marknad", "månad", "skillnad", "hälsovård")
"""Endings of nouns that look like participles."""
_PASSIVE_ENDINGS = ("eras", "las", "nas", "gas", "kas", "förs", "ggs")
_RESUMED_WITH_NAME = re.compile("G[_l][αx_≥≤0%#]*[NP]*[bBfFckaŷ]")
_RESUMED_WITH_WE = re.compile("V[NPH]*ŷ?[bBfFckaA][NPH]*(?:V?γ|[GbAaik])|V[NPH]*j")
_VERBLESS = re.compile("[Vtxαg#_]*")
_NAMED_ONLY = re.compile("[tα]?x+(?:_[tαx]+)?")
"""A thing that is named and of which nothing is said yet: a condition does not follow."""
_TELLING = frozenset(_VERDICT + "PEGNH")


class Word(NamedTuple):
    """A word of the lexicon: its kind and the most a verdict resting on it may be trusted."""

    kind: str
    cap: float


class Clause(NamedTuple):
    """A stretch between clause boundaries; `intro` is the boundary's kind or punctuation mark."""

    intro: str
    kinds: str
    cap: float


_NOUN = Word(_UNKNOWN, 1.0)


# --- words -----------------------------------------------------------------------------------------------------


@cache
def _lexicon() -> dict[str, Word]:
    """Give every single word form."""
    return {form: word for form, word in _forms() if " " not in form and not form.startswith("*")}


@cache
def _suffixes() -> dict[str, Word]:
    """Give the endings that tell a compound's kind: "*målet" for "nämndmålet"."""
    return {form[1:]: word for form, word in _forms() if form.startswith("*")}


@cache
def _expressions() -> dict[str, list[tuple[tuple[str, ...], Word]]]:
    """Give the expressions of several words by their first, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for form, word in _forms():
        if " " in form:
            parts = tuple(form.split())
            found.setdefault(parts[0], []).append((parts, word))
    for several in found.values():
        several.sort(key=lambda expression: -len(expression[0]))
    return found


@cache
def _by_opening() -> dict[tuple[str, str], list[tuple[tuple[str, ...], Word]]]:
    """Give the expressions of several words by their first two, longest first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Word]]] = {}
    for several in _expressions().values():
        for expression in several:
            found.setdefault((expression[0][0], expression[0][1]), []).append(expression)
    return found


@cache
def _first_and_third() -> frozenset[tuple[str, str]]:
    """Give the first and third words of the expressions of three words or more."""
    several = (parts for expressions in _expressions().values() for parts, _ in expressions)
    return frozenset((parts[0], parts[2]) for parts in several if len(parts) > 2)


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """Give the second words of the expressions that open with a word."""
    return {first: frozenset(parts[1] for parts, _ in several) for first, several in _expressions().items()}


@cache
def _forms() -> list[tuple[str, Word]]:
    """Spell out the word table: stem and endings to forms."""
    forms = []
    for row in rows("status_words"):
        word, stem = _word_of(row["kind"], row["confidence"]), row["stem"]
        for ending in row["endings"].split():
            form = _inflected(stem, "" if ending == "-" else ending)
            finite = word.kind in _PARTICIPLES and form.split()[0].endswith(_PAST_ENDINGS)
            forms.append((form, word._replace(kind=_FINITE + word.kind) if finite else word))
    return forms


@cache
def _word_of(kinds: str, confidence: str) -> Word:
    """Give what all words of one kind and confidence are."""
    return Word("".join(_letters()[name] for name in kinds.split()), float(confidence or 1))


@cache
def _letters() -> dict[str, str]:
    return {row["kind"]: row["letter"] for row in rows("status_kinds")}


def _inflected(stem: str, ending: str) -> str:
    """Put an ending where the stem has its place for one, "flytt~ fram", else at its end."""
    return stem.replace("~", ending) if "~" in stem else stem + ending


@cache
def _vocabulary() -> frozenset[str]:
    """Give every word form, those that only occur inside expressions too."""
    return frozenset(part for form, _ in _forms() if not form.startswith("*") for part in form.split())


@cache
def _by_plain() -> dict[str, str]:
    """Find a word by its letters without diacritics."""
    return _index(without_diacritics)


@cache
def _by_skeleton() -> dict[str, str]:
    """Find a word by its letters with those merged that recognition confuses."""
    return _index(_skeleton)


def _index(key: Callable[[str], str]) -> dict[str, str]:
    lexicon = _lexicon()
    found: dict[str, str] = {}
    doubtful = set()
    for form in _by_rank():
        name = key(form)
        other = found.setdefault(name, form)
        if other != form and form in lexicon and lexicon.get(other, _NOUN).kind != lexicon[form].kind:
            doubtful.add(name)
    return {name: form for name, form in found.items() if name not in doubtful}


@cache
def _by_rank() -> list[str]:
    """Give every word form, those first that are words of their own and that a verdict may rest on most."""
    lexicon = _lexicon()
    return sorted(_vocabulary(), key=lambda form: (form not in lexicon, -lexicon.get(form, _NOUN).cap, form))


@cache
def _by_gap() -> dict[str, str]:
    """Find a verdict word of five letters or more by its skeleton with one letter left out."""
    found: dict[str, str] = {}
    for form, word in _lexicon().items():
        if len(form) < 6 or _MENDED.union("LXQ").isdisjoint(word.kind):
            continue
        skeleton = _skeleton(form)
        for i in range(len(skeleton)):
            found.setdefault(skeleton[:i] + skeleton[i + 1 :], form)
    return found


@cache
def _by_run() -> dict[str, tuple[str, ...]]:
    """Find an expression by its letters without the blanks: "enligtplan"."""
    return {
        form.replace(" ", ""): tuple(form.split())
        for form, word in _forms()
        if 1 <= form.count(" ") <= 3 and len(form) > 8 and word.kind in _VERDICT
    }


def _skeleton(word: str) -> str:
    plain = without_diacritics(word).replace("vv", "w").replace("rn", "m").replace("0", "o")
    return plain.translate(_CONFUSED)


_CONFUSED = str.maketrans({"q": "g", "1": "l", "i": "l", "!": "l", "í": "l", "5": "s", "8": "b", "6": "b", "c": "e"})


@lru_cache(maxsize=32768)
def known_words(word: str) -> tuple[tuple[str, ...], float]:
    """Give the lexicon's spelling of a word as printed, several where blanks were lost, and what the repair costs.

    Example:
        >>> known_words("lnte"), known_words("måletär")
        ((('inte',), 0.08), (('målet', 'är'), 0.08))
    """
    if word in _vocabulary() or len(word) < 3 or len(word) > 40:
        return (word,), 0.0
    if "â" in word or "à" in word:  # never a letter of Swedish
        ringed = word.replace("â", "å").replace("à", "å")
        if ringed in _vocabulary() or _ending(ringed):
            return (ringed,), 0.05
    if _ending(word):
        parts = _unglued(word)
        return (parts, 0.08) if parts else ((word,), 0.0)
    if found := _without_marks(word):
        return (found,), 0.05
    if len(word) >= 4 and (found := _by_skeleton().get(_skeleton(word))):
        return (found,), 0.08
    if len(word) >= 5 and (parts := _unglued(word)):
        return parts, 0.08
    if len(word) >= 6 and (found := _uneven(word) or _misread(word)):
        return (found,), 0.1
    return (word,), 0.0


def _uneven(word: str) -> str | None:
    """Find the word that has a hyphen too many, or a letter doubled or single that should not be: "för-senat"."""
    lexicon = _lexicon()
    if "-" in word:
        joined = word.replace("-", "")
        return joined if joined in lexicon else None
    for place, letter in enumerate(word):
        before, after = word[:place], word[place:]
        if before[-1:] == letter and (single := before + after[1:]) in lexicon:
            return single
        if (double := before + letter + after) in lexicon:
            return double
    return None


def _without_marks(word: str) -> str | None:
    """Find the word whose å, ä or ö were lost or misread; marks that the word should not have make another word."""
    plain = without_diacritics(word)
    found = _by_plain().get(plain)
    if found is None or (plain != word and without_diacritics(found) == found):
        return None
    return found if found in _lexicon() or len(word) > 3 else None


@lru_cache(maxsize=32768)
def _ending(word: str) -> Word | None:
    """Find the kind of a compound by its last part."""
    if len(word) < 7:
        return None
    suffixes = _suffixes()
    for length in range(min(len(word) - 2, 16), 2, -1):
        if found := suffixes.get(word[-length:]):
            return found
    return None


def _unglued(word: str) -> tuple[str, ...] | None:
    """Divide a word into known ones where blanks were lost, at least one of them a verb, an adverb or a negation."""
    lexicon, plain, runs, bare = _lexicon(), _by_plain(), _by_run(), without_diacritics(word)
    bare = bare if len(bare) == len(word) else word
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for start in range(len(word) - 1):
        before = ways[start]
        if before is None:
            continue
        for end in range(start + 2, len(word) + 1):
            piece = word[start:end]
            form = piece if piece in lexicon else plain.get(bare[start:end]) if end - start > 3 else None
            forms = (form,) if form and _may_be_glued(form) else runs.get(piece)
            if forms:
                way, other = (*before, *forms), ways[end]
                ways[end] = way if other is None or len(way) < len(other) else other
    parts = ways[-1]
    if parts is None or len(parts) < 2:
        return None
    kinds = "".join(lexicon.get(p, _NOUN).kind for p in parts)
    if parts == runs.get(word):
        return parts
    if _TELLING.isdisjoint(kinds):
        return None
    limited = not lexicon.get(parts[0], _NOUN).kind and len(parts[0]) > 4  # "endast", "redan"
    telling = limited or set(kinds[:-1]) & set("NPHbfFcGk&") or "b" in kinds or kinds[-1] in "NP"
    return parts if telling else None


def _may_be_glued(form: str) -> bool:
    """Say whether a word is no mere syllable of others, as "var" and "den" are in "varandra" and "ärenden"."""
    kind = _lexicon().get(form, _NOUN).kind
    return kind not in {_UNKNOWN, "~"} and (len(form) > 3 or form in _SHORT_WORDS)


def _misread(word: str) -> str | None:
    """Find the verdict word that differs by one letter left out, put in or misread, or by an m for in, ni or nn."""
    for pair in ("in", "ni", "nn") if "m" in word else ():
        for place in (i for i, letter in enumerate(word) if letter == "m"):
            candidate = word[:place] + pair + word[place + 1 :]
            if candidate in _lexicon():
                return candidate
    skeleton, gaps, full = _skeleton(word), _by_gap(), _by_skeleton()
    near = [gaps.get(skeleton)]
    for i in range(len(skeleton)):
        rest = skeleton[:i] + skeleton[i + 1 :]
        near += [full.get(rest), gaps.get(rest)]
    return next((form for form in near if form and _differs_by_one(skeleton, form)), None)


def _differs_by_one(skeleton: str, form: str) -> bool:
    """Say whether a misread word can be this one: its ending, which inflects, must be right.

    A letter more or less turns "föreningar" into "förseningar"; for words that halt a record only a misread letter will
    do.
    """
    other = _skeleton(form)
    if len(form) < 6 or not _looks_alike(other[-1], skeleton[-1]) or len(_lexicon().get(form, _NOUN).kind) != 1:
        return False
    if len(other) == len(skeleton):
        return sum(a != b for a, b in zip(other, skeleton, strict=True)) == 1
    return (
        other[-2:] == skeleton[-2:]
        and other[0] == skeleton[0]
        and not _MENDED.isdisjoint(_lexicon().get(form, _NOUN).kind)
    )


def _looks_alike(letter: str, other: str) -> bool:
    """Say whether recognition takes a letter for another."""
    return letter == other or any(letter in alike and other in alike for alike in _LOOKALIKES)


# --- clauses ---------------------------------------------------------------------------------------------------


class Parsed(NamedTuple):
    """A text as clauses, with what repairing its words costs and its words as the lexicon spells them.

    `asides` are the words in parentheses, `gist` the words without fillers and points in time.
    """

    clauses: tuple[Clause, ...]
    cost: float
    words: tuple[str, ...]
    asides: tuple[str, ...]
    gist: str


def normal(text: str) -> str:
    """Give text in the form in which it is compared: composed, lower case, one kind of dash, quote and blank."""
    text = (text.translate(_TYPOGRAPHY) if _PRINTED.search(text) else text).lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "¨" in text or "˚" in text or "°" in text:
            text = _SPACING_MARKS.sub(lambda m: _SPACING.get(m[0].replace(" ", ""), m[0]), text)
    if any(short in text for short in _MAY_BE_SHORT):
        text = _OTHER_SPELLING.sub(lambda found: _SPELLINGS[found[0]], text)
    if " -" in text:
        text = _MINUS.sub(" ", text)
    return _BROKEN_WORD.sub("", text) if "- " in text else text


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Divide a normal text into clauses of kinds; parentheses become asides, quotations unknown words.

    Example:
        >>> [clause.kinds for clause in parse("målet bedöms ha uppnåtts, trots att en indikator inte nås").clauses]
        ['GfbA', 'αgNa']
    """
    tokens, cost = _tokens(text)
    tokens, asides = _without_asides(tokens)
    tokens = _without_quotations(tokens)
    found, kept = _kinds(tokens)
    return Parsed(tuple(_clauses(found)), cost, tuple(tokens), tuple(asides), " ".join(kept).strip(" ,.:"))


def _tokens(text: str) -> tuple[list[str], float]:
    """Give the words and marks of a text, words in the lexicon's spelling, and the dearest repair made."""
    printed = _TOKEN.findall(text)
    vocabulary = _vocabulary()
    lexicon = _lexicon()
    if all(word in lexicon or not word[-1].isalpha() for word in printed):
        return printed, 0.0
    if len(printed) > 3 and sum(map(len, printed)) <= len(printed) + 2:
        printed = ["".join(printed)]  # a word spaced out for display
    tokens: list[str] = []
    cost = 0.0
    skip = False
    for place, word in enumerate(printed):
        if skip:
            skip = False
            continue
        torn = place + 1 < len(printed) and _divided(word, printed[place + 1])
        if not torn and (word in vocabulary or not (word[0].isalpha() or word[-1].isalpha())):
            tokens.append(word)
            continue
        if torn:
            tokens.append(known_words(word + printed[place + 1])[0][0])
            cost, skip = max(cost, 0.08), True
            continue
        words, paid = known_words(word)
        tokens += words
        cost = max(cost, paid)
    return tokens, cost


def _divided(first: str, second: str) -> bool:
    """Say whether two words are one that was torn apart: "genom fört", "uppfyl lt"."""
    lexicon = _lexicon()
    joined = lexicon.get(first + second)
    if joined is None or (first in lexicon and second in lexicon):
        return False
    shortest = 6 if first in _vocabulary() else 5
    return len(first) + len(second) >= shortest and not _TELLING.isdisjoint(joined.kind)


def guessed(line: str) -> str:
    """Give a line with verbs the lexicon lacks told by their endings: participles are done, passives are under way.

    Example:
        >>> guessed("upphandlad i maj"), guessed("digitaliseras")
        ('genomfört i maj', 'pågår')
    """
    return _WORD.sub(lambda word: _guess(word[0]), line)


def _guess(word: str) -> str:
    if word in _vocabulary() or len(word) < 6 or _ending(word) or word.endswith(_NOUN_ENDINGS):
        return word
    if word.endswith(_PARTICIPLE_ENDINGS):
        return "genomfört"
    return "pågår" if word.endswith(_PASSIVE_ENDINGS) else word


def _without_asides(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Take what stands in parentheses out of the sentence."""
    if "(" not in tokens:
        return [t for t in tokens if t != ")"], []
    kept: list[str] = []
    aside: list[str] = []
    depth = 0
    for place, token in enumerate(tokens):
        if token == "(" and tokens[place + 2 : place + 3] == [")"] and kind_of(tokens[place + 1]) == "P":
            continue  # "(delvis) uppfyllt"
        if token == "(":
            depth += 1
        elif token == ")":
            depth = max(0, depth - 1)
        elif depth:
            aside.append(token)
        else:
            kept.append(token)
    return kept, aside


def _without_quotations(tokens: list[str]) -> list[str]:
    """Take quotation marks off a verdict that the sentence gives as one; other quotations become one unknown word."""
    if '"' not in tokens:
        return tokens
    if tokens[0] == '"' and tokens[-1] == '"' and tokens.count('"') == 2:
        return tokens[1:-1]
    kept: list[str] = []
    start = -1
    for place, token in enumerate(tokens):
        if token != '"':
            if start < 0:
                kept.append(token)
        elif start < 0:
            start = place
        else:
            given = bool(kept) and kind_of(kept[-1]) in {"w", "f", "b", "B", ":"}
            kept += tokens[start + 1 : place] if given else [_QUOTED]
            start = -1
    return kept if start < 0 else kept + tokens[start + 1 :]


def opens_with_adverbial(word: str) -> bool:
    """Say whether a sentence's first word puts a time or a circumstance in front of its verb."""
    return kind_of(word) in {"_", "=", "~", "Ω", "ø"}


def kind_of(token: str) -> str:
    """Give the kind of a word, or the word itself where the lexicon lacks it."""
    word = _lexicon().get(token)
    return word.kind if word else token


def _clauses(found: list[tuple[str, float]]) -> list[Clause]:
    """Divide kinds at punctuation and at the words that open a clause."""
    clauses: list[Clause] = []
    intro, kinds, cap = "", "", 1.0
    for place, (kind, limit) in enumerate(found):
        opens = kind in _STARTS and not (kind == "l" and _is_about(found, place, kinds))
        if kind in _BREAKS or opens or (kind == "+" and _resumes(found, place, kinds)):
            if kinds or intro in _STARTS:
                clauses.append(Clause(intro, kinds, cap))
                kinds, cap = "", 1.0
            intro = _BREAKS.get(kind, kind)
            continue
        kinds += "_" if kind == "l" else kind
        cap = min(cap, limit)
    if kinds:
        clauses.append(Clause(intro, kinds, cap))
    return clauses


def _is_about(found: list[tuple[str, float]], place: int, kinds: str) -> bool:
    """Say whether "om" is the preposition: "målet om trygghet", "ett underskott om 4 mnkr", "utredningen om avfall"."""
    after = "".join(kind for kind, _ in found[place + 1 : place + 3])
    amount = after.lstrip("≥≤")[:1] == _NUMBER and kinds[-1:] not in _PARTICIPLES
    return amount or kinds[-1:] in {"G", "g", "Γ", "γ", "W", "J"} or bool(_NAMED_ONLY.fullmatch(kinds))


def _resumes(found: list[tuple[str, float]], place: int, kinds: str) -> bool:
    """Say whether "och" opens a new clause: a verb came before, and a subject follows or a verb with its subject."""
    after = "".join(kind for kind, _ in found[place + 1 : place + 12])
    if not _VERBLESS.fullmatch(kinds) and _RESUMED_WITH_WE.match(after):
        return True
    if kinds[:1] == _OWNER and after.startswith(("j&", "bj&", "æ&")):
        return True
    named = (kinds[:1] == "V" or "0" in kinds) and _RESUMED_WITH_NAME.match(after)
    return len(kinds) > 1 and bool(named or _RESUMED.match(after))


def _kinds(tokens: list[str]) -> tuple[list[tuple[str, float]], list[str]]:
    """Give the kind of each token or expression, without fillers and points in time, and the words that are left."""
    found: list[tuple[str, float]] = []
    kept: list[str] = []
    vocabulary, lexicon, expressions = _vocabulary(), _lexicon(), _expressions()
    strange = frozenset(token for token in tokens if token not in vocabulary and token[0].isalpha())
    place = 0
    while place < len(tokens):
        text = tokens[place]
        if text in expressions or text in strange:
            width, text, word, between = _piece(tokens, place, strange)
        else:
            width, word, between = 1, lexicon.get(text), []
        place += width
        kind, cap = word or (_other_kind(text), 1.0)
        if kind == "~":
            _forget_lead(found, kept, text)
        elif kind == _NUMBER and place > 1 and tokens[place - 2] in _NUMBERED_PERIODS:
            continue
        elif kind:
            if kind == _OWN and found and found[-1][0] == _UNKNOWN:
                _settle_owner(found, kept)
            adverbs, words = _kinds(between) if between else ([], [])
            found += [(kind, cap), *adverbs] if kind[0] in _AUXILIARY else [*adverbs, (kind, cap)]
            kept += [*words, text]
    return found, kept


def _settle_owner(found: list[tuple[str, float]], kept: list[str]) -> None:
    """Tell whose goal it is: "ägardirektivets mål", and without its adjective "nämndens långsiktiga mål"."""
    if _is_genitive(kept[-1]):
        found[-1] = (_OWNER, found[-1][1])
    elif len(found) > 1 and found[-2][0] == _OWNER and kept[-2].endswith("s") and kept[-1].endswith("a"):
        del found[-1], kept[-1]


def _is_genitive(word: str) -> bool:
    """Say whether an unknown word before "mål" or "uppdrag" says whose it is: "ägardirektivets mål"."""
    return len(word) > 5 and word.endswith(("ets", "ens", "nas", "ans", "ngs", "ins", "ons"))


def _forget_lead(found: list[tuple[str, float]], kept: list[str], time: str) -> None:
    """Leave out what leads up to a point in time: "per den 31" before "december"."""
    if kept and time in _months() and kept[-1].isdigit() and int(kept[-1]) <= _LAST_DAY:
        del found[-1], kept[-1]
        if kept and kept[-1] == "den":
            del found[-1], kept[-1]
    elif kept and kept[-1] in {"en", "ett"}:
        del found[-1], kept[-1]
    if found and (found[-1][0] in _PREPOSITIONS or kept[-1] == "sedan"):
        del found[-1], kept[-1]


def _piece(tokens: list[str], place: int, strange: frozenset[str]) -> tuple[int, str, Word | None, list[str]]:
    """Give how many tokens the expression or word at a place takes, what it is, and the adverbs that divide it."""
    token = tokens[place]
    if token in _expressions():
        if expression := _expression(tokens, place, strange):
            parts, word = expression
            return len(parts), " ".join(parts), word, []
        if parted := _parted(tokens, place):
            between, parts, word = parted
            return len(parts) + len(between), " ".join(parts), word, between
    elif place + 1 < len(tokens) and (near := _misread_verb(token, tokens[place + 1])):
        return 2, " ".join(near[0]), near[1], []
    return 1, token, _lexicon().get(token), []


def _misread_verb(verb: str, particle: str) -> tuple[tuple[str, ...], Word] | None:
    """Find a verb of which one letter was misread by its particle: "tagils bort"."""
    for parts, word in _by_particle().get(particle, ()):
        if len(verb) == len(parts[0]) and _one_lookalike(_skeleton(verb), _skeleton(parts[0])):
            return parts, Word(word.kind, min(word.cap, 0.85))
    return None


def _one_lookalike(word: str, other: str) -> bool:
    odd = [pair for pair in zip(word, other, strict=False) if pair[0] != pair[1]]
    return len(odd) == 1 and _looks_alike(*odd[0])


@cache
def _by_particle() -> dict[str, list[tuple[tuple[str, ...], Word]]]:
    """Give the verbs with a particle by that particle."""
    found: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for parts, word in (expression for several in _expressions().values() for expression in several):
        if len(parts) == 2 and len(parts[0]) > 4 and word.kind in _SEPARABLE:
            found.setdefault(parts[1], []).append((parts, word))
    return found


def _expression(tokens: list[str], place: int, strange: frozenset[str]) -> tuple[tuple[str, ...], Word] | None:
    """Find the longest expression that begins at a place; one of three words or more may have a strange one misread."""
    if place + 1 == len(tokens):
        return None
    for parts, word in _by_opening().get((tokens[place], tokens[place + 1]), ()):
        if tuple(tokens[place : place + len(parts)]) == parts:
            return parts, word
    if place + 2 >= len(tokens) or strange.isdisjoint(tokens[place + 1 : place + _WIDEST_GAP]):
        return None
    first, second, third = tokens[place : place + 3]
    if (first, second) not in _by_opening() and (first, third) not in _first_and_third():
        return None
    for parts, word in _expressions()[first]:
        near = len(parts) > 2 and (parts[1] == second or parts[2] == third)  # a cheap look before the exact one
        if near and _nearly(tokens[place : place + len(parts)], parts):
            return parts, Word(word.kind, min(word.cap, 0.85))
    return None


def _parted(tokens: list[str], place: int) -> tuple[list[str], tuple[str, ...], Word] | None:
    """Find a verb and its particle that adverbs divide: "skjuts därför upp", "ser inte ut att"."""
    foreseen = tokens[place] in _FORESEES and place + 1 < len(tokens) and kind_of(tokens[place + 1]) == _OWNER
    if place + 2 >= len(tokens) or not (foreseen or tokens[place + 1] in _adverb_openings()):
        return None
    if _seconds()[tokens[place]].isdisjoint(tokens[place + 2 : place + 1 + _WIDEST_GAP]):
        return None
    for parts, word in _expressions()[tokens[place]]:
        for gap in range(1, _WIDEST_GAP):
            start = place + 1 + gap
            if tuple(tokens[start : start + len(parts) - 1]) == parts[1:]:
                between = tokens[place + 1 : start]
                kinds = {letter for kind, _ in _kinds(between)[0] for letter in kind}
                if not kinds or (kinds <= _ADVERBS and word.kind[:1] in _SEPARABLE) or (foreseen and _OWNER in kinds):
                    return between, parts, word
    return None


@cache
def _months() -> frozenset[str]:
    return frozenset(row["printed"] for row in rows("months"))


@cache
def _adverb_openings() -> frozenset[str]:
    """Give the words that an adverb of degree, a negation or a filler begins with."""
    return frozenset(form.split()[0] for form, word in _forms() if set(word.kind) <= _ADVERBS)


def _nearly(tokens: list[str], parts: tuple[str, ...]) -> bool:
    """Say whether words are an expression but for one that is unknown and one letter off."""
    if len(tokens) != len(parts):
        return False
    odd = [(token, part) for token, part in zip(tokens, parts, strict=True) if token != part]
    return len(odd) == 1 and odd[0][0] not in _vocabulary() and one_letter_off(*map(_skeleton, odd[0]))


def _other_kind(token: str) -> str:
    """Give the kind of a token that the lexicon lacks: a number, a date, a mark, a compound or an unknown word."""
    if token[0].isdigit():
        return "~" if _YEAR_OR_DATE.fullmatch(token) else _NUMBER if token[-1].isdigit() else _UNKNOWN
    if token[0].isalpha():
        word = _ending(token)
        return word.kind if word else "~" if token[-1].isdecimal() and _PERIOD_CODE.fullmatch(token) else _UNKNOWN
    return token if token in _BREAKS or token == _QUOTED else _MARKS.get(token, _UNKNOWN)
