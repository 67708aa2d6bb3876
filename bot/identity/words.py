"""Words of titles: how much each one tells, and when two of them are one in another spelling."""

from __future__ import annotations

from itertools import takewhile

from rapidfuzz.distance import OSA

from bot.identity.titles import FILLER, STOPWORDS, american, is_cjk, singular

#: weight of a word that names the matter of a paper: subject, task, method, place, number
TELLING = 1.0
#: weight of a word that only praises or measures; authors add and change such words freely
SOFT_WEIGHT = 0.4
#: weight of two neighbouring characters where no spaces divide words: a replaced word of two characters
#: touches three such pairs and tells; a character that was left out or mistyped touches fewer
PAIR_WEIGHT = 0.35

#: closed class: prepositions, conjunctions, pronouns, verbs of being. "Not", "no" and "without" are
#: missing on purpose, they turn the meaning round
_FUNCTION_TEXT = (
    "about above across after against all along also although am among any around because been "
    "before being below between beyond both but during each either else every having he her here "
    "his if just may me might must my neither nor off only onto other others over per rather she "
    "should since so some such than then there these they those though through throughout thus "
    "under until up was were what whatever whereas whether while who whom whose will within would "
    "yet"
)
_FUNCTION = STOPWORDS | frozenset(_FUNCTION_TEXT.split())
_SOFT_TEXT = (
    "accurate advanced advancing better comprehensive developing enhanced enhancing exploring "
    "extensive fast general generic good improving investigating large leveraging novel powerful "
    "practical reliable rethinking revisiting robust scale scaled simplified some strong study "
    "superior toward various"
)
_SOFT = frozenset(_SOFT_TEXT.split())
#: ends by which forms of one word differ ("segment", "segmentation"; "medicine", "medical")
_ENDINGS_TEXT = (
    "a able ability al ally ance ant ate ated ating ation ational ative ator e ed ely ement en ence "
    "ense ent er erial es ial ian ible ic ical ice ics ied ies ile ine ing ings ion ional ious ise ism "
    "ist istic ition itive ity ive ively ization ize ized izing ly ment mental ness or ory ous s se "
    "sis tic tion ual ure y"
)
_ENDINGS = frozenset(("", *_ENDINGS_TEXT.split()))
#: letters that two forms of one word begin with, at least
_STEM = 4
_COUNTED_TEXT = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTED = tuple(_COUNTED_TEXT.split())


def _roman(number: int) -> str:
    digits = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            digits += letters
            number -= value
    return digits


#: words that say the same in every title: numbers however written, and the names of a survey.
#: "v" and "x" alone are letters more often than numbers
_ONE_KEY = {
    **{word: str(number) for number, word in enumerate(_COUNTED)},
    **{_roman(number): str(number) for number in range(1, 31) if number not in (5, 10)},
    **dict.fromkeys(("review", "overview", "tutorial", "sok"), "survey"),
}


def key_of(word: str) -> str:
    """What a word is compared by: American spelling, singular, numbers as digits."""
    key = singular(american(word))
    if key.endswith("s") and key[:-1] and key[-2].isdigit():
        key = key[:-1]  # "GPT-4s", "1990s"
    return _ONE_KEY.get(key, key)


def is_function_word(word: str) -> bool:
    """One of the few words of grammar: it never tells two papers apart."""
    return word in _FUNCTION


def weight_of(word: str, key: str) -> float:
    """How much a word tells about which paper it is, 0..1; by its class, not by its rarity."""
    if is_function_word(word) or key in FILLER or word in FILLER:
        return 0.0
    if key in _SOFT or word in _SOFT:
        return SOFT_WEIGHT
    return PAIR_WEIGHT if is_cjk(word) else TELLING


def one_word(one: str, other: str) -> bool:
    """The same word with typing errors or in another form. A wrong "yes" makes the judge careful.

    One error, two in words of eight letters and more, never in the first letter ("un-", "non-")
    nor in a number.
    """
    if one == other or one + "s" == other or other + "s" == one:
        return True
    if one[0] != other[0] or not (one.isalpha() and other.isalpha()) or is_cjk(one):
        return False
    shorter, longer = sorted((len(one), len(other)))
    errors = 2 if longer >= 8 else 1
    may_err = shorter >= 5 and longer - shorter <= errors
    if may_err and OSA.distance(one, other, score_cutoff=errors) <= errors:
        return True
    return _forms_of_one(one, other)


def _forms_of_one(one: str, other: str) -> bool:
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return any(
        one[length:] in _ENDINGS and other[length:] in _ENDINGS
        for length in range(common, _STEM - 1, -1)
    )
