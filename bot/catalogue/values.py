"""The values of an entry: links, year, identifiers, authors, and decisions to ignore something."""

from __future__ import annotations

from datetime import date

from bot.catalogue import shape
from bot.documents import forms, nodes
from bot.documents.mistakes import Mistakes, quoted
from bot.documents.nodes import Broken, Node, Scalar
from bot.model.entries import Ignore
from bot.model.findings import Rule

#: what people write where there is no link
_NO_LINK = frozenset({"-", "–", "—", "n/a", "na", "none", "no", "null", "~", "tba", "?", "false"})
_RULES = tuple(rule.value for rule in Rule)


def read_url(node: Node, path: str, mistakes: Mistakes, *, needed: bool = False) -> str | None:
    """An http or https URL, character for character as it is written."""
    if isinstance(node, Broken):
        return None
    absent = "write the link" if needed else "write the link, or remove the line if there is none"
    if not isinstance(node, Scalar) or node.is_null:
        mistakes.add(node, path, f"expected a link, found {forms.kind(node)}", absent)
        return None
    url = node.value.rstrip("\n") if node.is_block else node.value
    if shape.URL_PATTERN.fullmatch(url):
        return url
    if not url.strip() or url.strip().casefold() in _NO_LINK:
        mistakes.add(node, path, f"{quoted(url)} is no link", absent)
    else:
        what = f"{quoted(url)} is no http or https URL"
        mistakes.add(node, path, what, _url_remedy(url))
    return None


def _url_remedy(url: str) -> str:
    bare = url.strip()
    if bare != url and shape.URL_PATTERN.fullmatch(bare):
        return "remove the spaces around it"
    if shape.DOI_PATTERN.fullmatch(bare):
        return f"write {quoted('https://doi.org/' + bare)}"
    if any(c.isspace() for c in bare) and bare.casefold().startswith(("http://", "https://")):
        return "write spaces as %20, one link only"
    scheme, colon, rest = bare.partition("://")
    if colon and scheme.casefold() in ("http", "https"):
        return "name a host after the slashes"
    if colon and scheme.isalpha() and rest:
        return "write a link that begins with https://"
    if "." in bare.partition("/")[0] and " " not in bare and ":" not in bare.partition("/")[0]:
        return f"write {quoted('https://' + bare)}"
    return "write a link that begins with https://"


def read_identifier(node: Node, path: str, mistakes: Mistakes) -> str | None:
    """An id of an entry or a section."""
    remedy = "write 1 to 80 of a-z, 0-9 and -"
    value = forms.text(node, path, mistakes, remedy=remedy)
    if value is None or shape.ID_PATTERN.fullmatch(value):
        return value
    mistakes.add(node, path, f"{quoted(value)} is no id", remedy)
    return None


def read_year(node: Node, path: str, mistakes: Mistakes) -> int | None:
    """The year of publication."""
    first, last = shape.FIRST_YEAR, shape.LAST_YEAR
    return forms.integer(node, path, mistakes, least=first, most=last)


def read_doi(node: Node, path: str, mistakes: Mistakes) -> str | None:
    """A bare DOI, in the spelling of the list."""
    value = forms.text(node, path, mistakes, remedy="write a DOI such as 10.1000/182")
    if value is None or shape.DOI_PATTERN.fullmatch(value):
        return value
    start = value.find("10.")
    bare = value[start:] if start >= 0 else ""
    found = shape.DOI_PATTERN.fullmatch(bare)
    remedy = f"write only {quoted(bare)}" if found else "write a DOI such as 10.1000/182"
    mistakes.add(node, path, f"{quoted(value)} is no DOI", remedy)
    return None


def read_arxiv(node: Node, path: str, mistakes: Mistakes) -> str | None:
    """A bare arXiv identifier, old or new scheme, with or without version."""
    example = 'write an arXiv id such as "2305.12231"'
    value = forms.text(node, path, mistakes, remedy=example)
    if value is None or shape.ARXIV_PATTERN.fullmatch(value):
        return value
    found = next(
        (m.group() for m in shape.ARXIV_PATTERN.finditer(value.removesuffix(".pdf"))), None
    )
    remedy = f"write only {quoted(found)}" if found else example
    mistakes.add(node, path, f"{quoted(value)} is no arXiv id", remedy)
    return None


def read_authors(node: Node, path: str, mistakes: Mistakes) -> tuple[str, ...] | None:
    """A list of names."""

    def name(item: Node, where: str) -> str | None:
        return forms.text(item, where, mistakes, remedy="write a name")

    return forms.items(node, path, mistakes, name, most=shape.MOST_AUTHORS)


def read_ignore(node: Node, path: str, mistakes: Mistakes) -> Ignore | None:
    """``true``, a list of rules, or a mapping of rules, reason and until."""
    if isinstance(node, nodes.Sequence):
        rules = _rules(node, path, mistakes)
        return Ignore(rules=rules) if rules else None
    if isinstance(node, nodes.Mapping):
        return _ignore_mapping(node, path, mistakes)
    if isinstance(node, Scalar) and node.value in _RULES:
        what = f"expected true or a list, found {forms.kind(node)}"
        mistakes.add(node, path, what, f"write [{node.value}]")
        return None
    return Ignore() if forms.boolean(node, path, mistakes) else None


def _rules(node: Node, path: str, mistakes: Mistakes) -> tuple[str, ...] | None:
    def rule(item: Node, where: str) -> str | None:
        return forms.choice(item, where, ("*", *_RULES), mistakes)

    rules = forms.items(node, path, mistakes, rule, most=shape.MOST_RULES)
    if isinstance(node, nodes.Sequence) and not node.items:
        mistakes.add(node, path, "the list is empty", "name a rule, or remove the line")
    return rules


def _ignore_mapping(node: Node, path: str, mistakes: Mistakes) -> Ignore | None:
    found = forms.fields(node, path, shape.IGNORE_KEYS, mistakes, synonyms={"rule": "rules"})
    if found is None:
        return None
    rules: tuple[str, ...] | None = ("*",)
    reason: str | None = ""
    until: str | None = None
    if "rules" in found:
        rules = _rules(found["rules"][1], f"{path}.rules", mistakes)
    if "reason" in found:
        reason = forms.text(found["reason"][1], f"{path}.reason", mistakes)
    if "until" in found:
        until = _date(found["until"][1], f"{path}.until", mistakes)
    return Ignore(rules=rules or ("*",), reason=reason or "", until=until)


def _date(node: Node, path: str, mistakes: Mistakes) -> str | None:
    remedy = "write a date such as 2027-01-31"
    value = forms.text(node, path, mistakes, remedy=remedy)
    if value is None:
        return None
    try:
        if shape.DATE_PATTERN.fullmatch(value):
            date.fromisoformat(value)
            return value
    except ValueError:
        pass
    mistakes.add(node, path, f"{quoted(value)} is no date", remedy)
    return None
