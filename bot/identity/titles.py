"""Titles: one normal form, their parts, and the words that carry meaning."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LATEX_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|[^A-Za-z\s])")
#: an accent command with its letter: \"o, \'{e}, \v{c}
_LATEX_ACCENT = re.compile(r"""\\(?:["'`^~=.]|[uvHcdbkr](?=[{\s]))\s*\{?([A-Za-z])\}?""")
_NOTICE = re.compile(
    r"\A\s*\W*(?:retracted(?: article| chapter| paper)?|withdrawn|retraction|removed|"
    r"expression of concern)\W*[:\-–—\]]\s*",
    re.IGNORECASE,
)
_PREPRINT = re.compile(
    r"[(\[]\s*(?:preprint|early access|supplementary material|v(?:ersion )?\d+)\s*[)\]]\s*\Z",
    re.IGNORECASE,
)
#: ... and the name of a site behind a bar, a translation in brackets at the end
_SUBTITLE = re.compile(r"\s*(?::|\s[-–—|]{1,3}\s|—|\?|\.\s|\s(?=\[[^\[\]]*\][\s.]*\Z))\s*")
_BRACKETED_LABEL = re.compile(r"\A\s*[\[【(]([^\])】]{1,40})[\])】]\s*[-–—:]*\s*")
#: "NeRF++" is not "NeRF"
_PLUS = re.compile(r"(?<=[\w+])\+(?![\w])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: letters of other Latin alphabets
_ACCENTED = re.compile(r"[\u00c0-\u017f]")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
#: British to American, applied to both sides alike, so an odd hit does no harm
_SPELLINGS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"is(e|es|ed|er|ers|ing|ation|ations|able)\Z", r"iz\1"),
        (r"yse(s|d|r|rs)?\Z", r"yze\1"),
        (r"([a-z]{2})our(s|ed|ing|al|ally|able|less|ful|ings)?\Z", r"\1or\2"),
        (r"([bt])re(s|d)?\Z", r"\1er\2"),
        (r"([aeiou])ll(ed|ing|er|ers)\Z", r"\1l\2"),
        (r"ogue(s)?\Z", r"og\1"),
        (r"(?:ae|oe)(?=[a-z]{2})", "e"),
        (r"ence(s)?\Z", r"ense\1"),
        (r"\Agrey", "gray"),
    )
)
_STOPWORDS_TEXT = (
    "a an and are as at be by can do does for from has have how in into is it its of on or our "
    "s t that the their them these this to toward towards upon using via we when where which why "
    "with you your"
)
STOPWORDS = frozenset(_STOPWORDS_TEXT.split())
#: words of so many titles that sharing them says little
_COMMON_TEXT = (
    "ai algorithm analysis application approach artificial aware based benchmark case challenge "
    "classification comprehensive data dataset deep detection efficient enhanced framework general "
    "generation generative guided human image improved intelligence joint language large learning "
    "machine medical method model multi multimodal modal natural network neural new novel "
    "performance pre pretrained pretraining prediction recognition report representation research "
    "review robust scale segmentation self semantic study supervised survey system task text "
    "trained training transformer understanding unified video vision visual"
)
COMMON = frozenset(_COMMON_TEXT.split())
#: words that come and go when authors reword a title and never tell two papers apart
_FILLER_TEXT = (
    "algorithm approach architecture automated automatic based efficient effective framework "
    "improved method model network new novel simple system technique"
)
FILLER = frozenset(_FILLER_TEXT.split())
_FOREIGN_TEXT = (
    "aus bei das dans der einer eines eine fur mit nach und von zur zum zwischen aux avec entre "
    "les par pour une del desde el las los para una sobre della delle degli nella sulla dos das "
    "pela pelo uma"
)
#: function words of other European languages (accents removed): a translated title
_FOREIGN = frozenset(_FOREIGN_TEXT.split())
_ROMAN = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "ix"))


@lru_cache(maxsize=8192)
def normalise(title: str) -> str:
    """Lower-case letters and digits, single spaces; what spelling may vary is taken out.

    HTML entities (twice), tags, LaTeX, ligatures, accents, dashes, quotes, British spelling,
    Greek letters, ``RETRACTED:`` and ``(Preprint)`` all go; scripts other than Latin stay.
    """
    return " ".join(american(word) for word in plain(title).split())


@lru_cache(maxsize=8192)
def readable(title: str) -> str:
    """Plain text without mark-up and notices ("RETRACTED:"), case and punctuation kept."""
    text = html.unescape(html.unescape(title[:2000]))
    text = _TAG.sub("", text)
    text = _LATEX_ACCENT.sub(r"\1", text)
    text = _LATEX_COMMAND.sub(" ", text) if "\\" in text else text
    text = unicodedata.normalize("NFKC", text).replace("$", "").replace("{", "").replace("}", "")
    text = _PREPRINT.sub("", text)
    before = None
    while text != before:
        before = text
        text = _NOTICE.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def plain(title: str) -> str:
    """Like ``normalise``, but for the spelling: words as they are written, one for one."""
    text = readable(title).casefold().replace("&", " and ").replace("ß", "ss").replace("ø", "o")
    text = _PLUS.sub("plus", text) if "+" in text else text
    if text.isascii():
        return _SEPARATORS.sub(" ", text.replace("'", "").replace("`", ""))
    text = unicodedata.normalize("NFKD", text).casefold()
    kept = (_GREEK.get(char, char) for char in text if not unicodedata.combining(char))
    # an apostrophe joins ("you've"), everything else that is no letter or digit separates
    return "".join(
        "" if char in "'’ʼ`" else char if char.isalnum() else " " for char in "".join(kept)
    )


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """British spelling made American; an odd hit does no harm where both sides get it."""
    if len(word) < 4 or not word.isascii():
        return word
    before = ""
    while word != before:
        before = word
        for pattern, new in _SPELLINGS:
            word = pattern.sub(new, word)
    return word


@lru_cache(maxsize=8192)
def parts(title: str) -> tuple[str, ...]:
    """Normalised title and subtitle(s), cut at colon, dash, question mark; a label first.

    ``[DETR] End-to-End ...`` and ``DETR: End-to-End ...`` give the same parts.
    """
    return tuple(piece for piece in map(normalise, _pieces(title)) if piece)


def _pieces(title: str) -> list[str]:
    text = readable(title)
    label = _BRACKETED_LABEL.match(text)
    pieces = [label[1]] if label else []
    return pieces + _SUBTITLE.split(text[label.end() :] if label else text)


@lru_cache(maxsize=8192)
def content(title: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, plural and function words taken out."""
    return _content(normalise(title))


def _content(normalised: str) -> tuple[str, ...]:
    words = in_pairs(normalised.split())
    return tuple(
        word if is_cjk(word) else singular(word) for word in words if word not in STOPWORDS
    )


def in_pairs(words: Iterable[str]) -> Iterator[str]:
    """Where no spaces divide words, every two neighbouring characters stand for one."""
    for word in words:
        if is_cjk(word):
            yield from (word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            yield word


def is_cjk(text: str) -> bool:
    """Does it have Chinese, Japanese or Korean characters?"""
    return not text.isascii() and bool(_CJK.search(text))


def singular(word: str) -> str:
    """A plural without its ending, as far as the letters tell."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8192)
def words_of(title: str) -> frozenset[str]:
    """Every normalised word, and every two neighbours written together ("x ray" is "xray")."""
    words = normalise(title).split()
    joined = (first + second for first, second in pairwise(words))
    return frozenset((*words, *joined))


@lru_cache(maxsize=8192)
def name_of(title: str) -> str:
    """The name in front of the colon when it is one word ("IMITATE: ..."), without spaces, or ""."""
    pieces = parts(title)
    first = pieces[0] if len(pieces) > 1 else ""
    compact = first.replace(" ", "")
    return compact if first and len(first.split()) <= 2 and len(compact) >= 3 else ""


def has_coined_name(title: str) -> bool:
    """Is the name in front nobody else's: an odd word ("RepsNet"), not a common one ("Atlas")?"""
    return bool(name_of(title)) and any(map(is_label, _pieces(title)[0].split()))


def is_label(title: str) -> bool:
    """Is it the name of a method rather than a title: one odd word ("RepsNet", "M3D-CLIP")?"""
    text = readable(title)
    if not 3 <= len(text) <= 24 or " " in text:
        return False
    capitals = sum(char.isupper() for char in text)
    return capitals >= 2 or any(char.isdigit() for char in text)


def is_short(title: str) -> bool:
    """Too few words to be more than a name: it can support a match, never rule one out."""
    return len(content(title)) < 3 or (len(title.split()) < 4 and not is_cjk(title))


def is_number(word: str) -> bool:
    """A word that tells parts and versions apart: "2", "v3", "gpt4", "ii"."""
    return word in _ROMAN or any(char.isdigit() for char in word)


def language_differs(one: str, other: str) -> bool:
    """One of the titles may be a translation of the other."""
    return _script(one) != _script(other)


@lru_cache(maxsize=8192)
def _script(title: str) -> str:
    if is_cjk(title):
        return "cjk"
    words = normalise(title).split()
    letters = [] if title.isascii() else [c for word in words for c in word if c.isalpha()]
    if letters and sum(not char.isascii() for char in letters) > len(letters) / 2:
        return "other"
    # one such word may stand in an English title, but hardly beside accents
    enough = 1 if _ACCENTED.search(title) else 2
    return "foreign" if sum(word in _FOREIGN for word in words) >= enough else "english"
